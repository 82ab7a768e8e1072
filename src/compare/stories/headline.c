/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A story is named by what happened: the headline that shares most with the leads of
 * all its articles, else the lead sentence that does, cut to its main clause.
 */
#include "compare/stories/headline.h"

#include <math.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "base/tally.h"
#include "compare/words/profiles.h"
#include "compare/words/terms.h"
#include "compare/words/words.h"

enum {
    MOST_TITLES = 40,   /* candidates: the first articles' */
    LEAD_WORDS = 60,    /* of an article that say what happened: one or two paragraphs */
    FEWEST_WORDS = 4,   /* of a title that says what happened: fewer name a topic or a column */
    HANDY_WORDS = 16,   /* a longer title is not worth more than one of so many words */
    LONGEST_CLAUSE = 30 /* words of a lead kept as a title */
};

/* A title's worth is divided by the root of its length, so that long ones pay and are not
 * ruled out; with so many words added, the shortest do not gain most by that. */
static const double PRIOR_WORDS = 4.0;
/* So that a title of no known word is still better than none. */
static const double ANY_TITLE = 0.01;
/* Of the worth of a newer version's: enough to decide between wordings of one title, not to
 * let one that says something else prevail. Set by hand. */
static const double OLDER_TITLE = 0.8;

static int by_sha(const void *a, const void *b) {
    return memcmp(a, b, 64);
}

/* The hash of the sorted hashes: the same for the same articles in any order. */
static const char *story_id(const ro_comparison *comparison, const ro_story *story) {
    char(*all)[64] = calloc(story->article_count, sizeof *all);
    if (!all) {
        comparison->arena->oom = true;
        return NULL;
    }
    for (uint32_t i = 0; i < story->article_count; i++)
        memcpy(all[i], comparison->articles[story->articles[i]]->meta.sha256, 64);
    ro_sort(all, story->article_count, sizeof *all, by_sha);
    char digest[65];
    ro_sha256(all, story->article_count * sizeof *all, digest);
    free(all);
    return ro_arena_copy(comparison->arena, digest, 16);
}

/* In how many leads each stem stands. */
static void count_leads(const ro_comparison *comparison, const ro_story *story, ro_arena *arena,
                        ro_tally *leads) {
    for (uint32_t a = 0; a < story->article_count && a < MOST_TITLES; a++) {
        const ro_profile *profile = &comparison->profiles[story->articles[a]];
        uint32_t words = 0;
        for (uint32_t i = 0; i < profile->word_count && words < LEAD_WORDS; i++) {
            const ro_word *word = &profile->words[i];
            if (word->title || word->stem == 0) continue;
            words++;
            if (word->content) ro_tally_add(arena, leads, word->stem, a);
        }
    }
}

/* How well a title says what the leads say: the worth of its words, by the leads that
 * have them; short and long ones pay. */
static double fitness(const ro_comparison *comparison, const ro_tally *leads, ro_profiler *profiler,
                      ro_str title) {
    ro_scan scan = {title.p, 0, (uint32_t)title.n};
    ro_scanned scanned;
    uint32_t words = 0;
    double sum = 0;
    while (ro_scan_word(&scan, &scanned)) {
        words++;
        uint32_t stem = ro_profiler_stem(profiler, ro_str_span(title.p, scanned.span));
        if (stem == 0) continue;
        sum += ro_tally_of(leads, stem) * ro_word_surprise(comparison->rules->word_rates, stem);
    }
    if (words < FEWEST_WORDS) return 0;
    if (words > HANDY_WORDS) sum *= (double)HANDY_WORDS / words;
    return sum / sqrt(words + PRIOR_WORDS);
}

static bool is_older(const ro_comparison *comparison, uint32_t article) {
    for (uint32_t v = 0; v < comparison->versions.count; v++)
        if (comparison->versions.items[v].older == article) return true;
    return false;
}

static uint32_t first_body_sentence(const ro_article *article) {
    for (uint32_t s = 0; s < article->sentences.count; s++) {
        uint32_t part = article->sentences.items[s].part;
        if (part < article->parts.count && ro_part_is_told(&article->parts.items[part])) return s;
    }
    return RO_NONE;
}

/* A word behind which a main clause may end: a comma before a clause that only adds. */
static bool ends_main_clause(const ro_comparison *comparison, const ro_article *article,
                             uint32_t token, uint32_t end) {
    ro_str mark = ro_token_str(article, token);
    if (ro_str_eq(mark, RO_STR("\xE2\x80\x94")) || ro_str_eq(mark, RO_STR("\xE2\x80\x93")))
        return true;
    return ro_str_eq(mark, RO_STR(",")) && token + 1 < end &&
           ro_lexicon_find(&comparison->rules->title_ends, ro_token_str(article, token + 1)) !=
               RO_NONE;
}

/* The main clause of a lead: up to the first joint behind its verb. */
static ro_span main_clause(const ro_comparison *comparison, const ro_article *article,
                           uint32_t number) {
    const ro_sentence *sentence = &article->sentences.items[number];
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    ro_span clause = ro_span_trim(article->text, sentence->span);
    bool verb = false;
    for (uint32_t t = first; t < end; t++) {
        uint8_t tag = article->tokens.items[t].upos;
        bool joint =
            verb && t - first >= FEWEST_WORDS + 2 && ends_main_clause(comparison, article, t, end);
        if (joint || t - first >= LONGEST_CLAUSE) {
            if (joint) clause.end = article->tokens.items[t].span.start;
            break;
        }
        verb |= tag == RO_UPOS_VERB || tag == RO_UPOS_AUX;
    }
    clause = ro_span_trim(article->text, clause);
    if (clause.end > clause.start && article->text[clause.end - 1] == '.') clause.end--;
    return clause;
}

typedef struct story_naming {
    const ro_comparison *comparison;
    const ro_story *story;
    ro_profiler *profiler;
    ro_tally leads;
} story_naming;

/* The best title, or with @p leads the best lead; RO_NONE where there is none. */
static uint32_t best_article(const story_naming *naming, bool leads) {
    uint32_t best = RO_NONE;
    double most = 0;
    for (uint32_t i = 0; i < naming->story->article_count && i < MOST_TITLES; i++) {
        uint32_t number = naming->story->articles[i];
        const ro_article *article = naming->comparison->articles[number];
        ro_str title = ro_str_of(article->meta.title);
        if (leads) {
            uint32_t sentence = first_body_sentence(article);
            if (sentence == RO_NONE) continue;
            title = ro_str_span(article->text, main_clause(naming->comparison, article, sentence));
        }
        if (title.n == 0) continue;
        double score =
            fitness(naming->comparison, &naming->leads, naming->profiler, title) + ANY_TITLE;
        /* The update's headline is the one that stands. */
        if (is_older(naming->comparison, number)) score *= OLDER_TITLE;
        if (score > most) most = score, best = number;
    }
    return best;
}

static void set_title(const story_naming *naming, ro_story *story) {
    ro_arena *arena = naming->comparison->arena;
    uint32_t titled = best_article(naming, false);
    if (titled != RO_NONE) {
        const ro_metadata *meta = &naming->comparison->articles[titled]->meta;
        story->title = meta->title;
        story->title_from = (ro_receipt){titled, meta->title_span};
        return;
    }
    uint32_t led = best_article(naming, true);
    story->title_from.article = led == RO_NONE ? story->articles[0] : led;
    if (led == RO_NONE) return;
    const ro_article *article = naming->comparison->articles[led];
    ro_span clause = main_clause(naming->comparison, article, first_body_sentence(article));
    story->title_from.span = clause;
    story->title = ro_arena_copy(arena, article->text + clause.start, clause.end - clause.start);
}

void ro_name_story(const ro_comparison *comparison, ro_profiler *profiler, ro_story *story) {
    story->id = story_id(comparison, story);
    ro_arena scratch = RO_ARENA_INIT;
    story_naming naming = {comparison, story, profiler, {0}};
    count_leads(comparison, story, &scratch, &naming.leads);
    set_title(&naming, story);
    if (scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&scratch);
}
