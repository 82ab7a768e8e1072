/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The brief: at most ten sentences of the articles, none of them written here. A
 * sentence counts by the independent sources that say the like (centrality), by its
 * place, and by the figures and remarks it carries; the next one taken is that which
 * adds most to those taken before (maximal marginal relevance, Carbonell & Goldstein
 * 1998).
 */
#include <stdlib.h>

#include "account/carried.h"
#include "account/lines.h"
#include "account/reworded.h"
#include "compare/compare_rules.h"

enum {
    MOST_SENTENCES = 10, /* what is read in a minute: a longer brief is an article */
    FEWEST_WORDS = 8,    /* shorter ones are headings, answers and asides */
    HANDY_WORDS = 35,    /* longer sentences pay for each word more */
    MOST_WORDS = 60      /* longer ones are lists, or sentences that were not told apart */
};

/* Cosine from which a line backs another. Low, as wordings differ between newsrooms that report
 * one thing; a line backs by its cosine, so that one that is far counts for little. */
static const float SAYS_LIKE = 0.25F;
/* Share of a line that a receipt must hold. It is shown as evidence, so it must say most of it;
 * the rest is what another newsroom left out. */
static const float SAYS_SAME = 0.6F;
/* Share that a line may have in common with one of the brief: beyond half it is read twice. */
static const float REPEATS = 0.5F;
/* A line that adds less is not worth reading. A line counts 1 for its own source and more for
 * its place: this leaves out one of which the brief tells half, or one by an article that was
 * replaced or reworded and stands far down. */
static const float LEAST_GAIN = 0.6F;

/* Worth of the first sentence, beside 1 for each source that says the like: a lead that one
 * source has goes before a sentence far down that two have. */
static const float LEAD_WORTH = 1.5F;
static const float LEAD_SLOPE = 2; /* sentences over which it falls to half: the third has that */
/* What is left of the worth of a line by an article that a newer version replaced, or that is
 * the reworded side of a copy: its twin goes first, and it is told where it has none. What was
 * spun is the worse wording, so that it is left less. */
static const float REPLACED = 0.5F;
static const float REWORDED = 0.4F;

typedef struct brief_candidate {
    float score;
    bool taken, refused;
} brief_candidate;

typedef struct brief_maker {
    const ro_account *account;
    ro_story *story;
    ro_arena *arena; /* of the account */
    ro_arena *scratch;
    ro_lines *lines;
    brief_candidate *candidates; /* by line */
    float *by_source;            /* by independent source, zero between lines */
    uint32_t *touched;           /* the sources that are not zero */
    bool *replaced;              /* by place in the story: see ro_story_replaced */
    bool *reworded;              /* by place in the story: see reworded.h */
    ro_carried *carried;
    ro_line_matches matches;
    uint32_t taken[MOST_SENTENCES];
    uint32_t count;
} brief_maker;

static uint32_t origin_of(const brief_maker *maker, uint32_t article) {
    return maker->story->origin_of[ro_story_place(maker->story, article)];
}

/* ---- which sentences can stand alone ---- */

static bool leans_back(const brief_maker *maker, const ro_article *article,
                       const ro_sentence *sentence) {
    const ro_lexicon *starts = &maker->account->comparison.rules->brief_starts;
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    const char *text = article->text;
    while (first < end && !ro_code_is_word(ro_utf8_decode(
                              text + article->tokens.items[first].span.start,
                              text + article->tokens.items[first].span.end, &(unsigned){0})))
        first++;
    if (first >= end) return true;
    ro_span one = article->tokens.items[first].span;
    ro_str word = ro_str_span(text, one);
    /* "That" that opens a quotation, "US" that is no pronoun. */
    bool capitals = word.n > 1 && ro_is_upper((unsigned char)word.p[1]);
    if (!capitals && ro_lexicon_find(starts, word) != RO_NONE) return true;
    if (first + 1 >= end) return true;
    ro_span two = {one.start, article->tokens.items[first + 1].span.end};
    return ro_lexicon_find(starts, ro_str_span(text, two)) != RO_NONE;
}

/* Quotation marks in pairs and a full stop at the end: a sentence, not a cut. */
static bool is_whole(ro_str s) {
    int open = 0, straight = 0;
    for (size_t i = 0; i + 2 < s.n; i++) {
        if (memcmp(s.p + i, "\xE2\x80\x9C", 3) == 0) open++;
        if (memcmp(s.p + i, "\xE2\x80\x9D", 3) == 0) open--;
    }
    if (s.n > 2 && memcmp(ro_str_end(s) - 3, "\xE2\x80\x9D", 3) == 0) open--;
    for (size_t i = 0; i < s.n; i++) straight += s.p[i] == '"';
    if (open != 0 || straight % 2 != 0 || s.n == 0) return false;
    ro_str ends[] = {RO_STR("."), RO_STR("!"), RO_STR("?"), RO_STR(".\""), RO_STR(".\xE2\x80\x9D")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ro_str_ends(s, ends[i])) return true;
    return false;
}

static bool has_verb(const ro_article *article, const ro_sentence *sentence) {
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint8_t tag = article->tokens.items[sentence->first_token + i].upos;
        if (tag == RO_UPOS_VERB || tag == RO_UPOS_AUX) return true;
    }
    return false;
}

/* The first quotation that ends behind byte at. */
static uint32_t quote_from(const ro_article *article, uint32_t at) {
    uint32_t low = 0, high = article->quotes.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->quotes.items[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A quotation whose speaker stands in another sentence. */
static bool is_bare_quotation(const brief_maker *maker, const ro_article *article,
                              const ro_sentence *sentence) {
    const ro_lexicon *starts = &maker->account->comparison.rules->brief_starts;
    for (uint32_t q = quote_from(article, sentence->span.start); q < article->quotes.count; q++) {
        const ro_quote *quote = &article->quotes.items[q];
        if (quote->span.start >= sentence->span.end) break;
        if (quote->kind == RO_QUOTE_INDIRECT) continue;
        bool inside = ro_span_holds(quote->span, sentence->span);
        bool cue_elsewhere = !ro_span_overlaps(quote->cue, sentence->span);
        if (quote->kind == RO_QUOTE_DIRECT && (inside || cue_elsewhere)) return true;
        /* "…," he said: who? */
        ro_str speaker = ro_str_span(article->text, quote->speaker.span);
        if (ro_lexicon_find(starts, speaker) != RO_NONE) return true;
    }
    return false;
}

static bool can_stand_alone(const brief_maker *maker, const ro_line *line) {
    const ro_article *article = maker->account->articles[line->first.article];
    const ro_sentence *sentence = &article->sentences.items[line->sentence];
    if (line->length < FEWEST_WORDS || line->length > MOST_WORDS) return false;
    return is_whole(ro_str_trim(ro_str_span(article->text, sentence->span))) &&
           has_verb(article, sentence) && !leans_back(maker, article, sentence) &&
           !is_bare_quotation(maker, article, sentence);
}

/* ---- how much they count ---- */

/* Let a source back a line by @p cosine, where it did not do so by more. */
static void back(brief_maker *maker, uint32_t article, float cosine, uint32_t *touched) {
    uint32_t source = origin_of(maker, article);
    if (maker->by_source[source] == 0) maker->touched[(*touched)++] = source;
    if (cosine > maker->by_source[source]) maker->by_source[source] = cosine;
}

static int ascending(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Number of independent sources that say the like, each by how alike it is. */
static float centrality(brief_maker *maker, uint32_t number) {
    const ro_line *line = &maker->lines->items.items[number];
    uint32_t touched = 0;
    float sum = 0;
    ro_lines_match(maker->lines, number, maker->scratch, &maker->matches);
    for (uint32_t i = 0; i < line->places.count; i++)
        back(maker, line->places.items[i].article, 1, &touched);
    for (uint32_t i = 0; i < maker->matches.count; i++) {
        const ro_line_match *match = &maker->matches.items[i];
        if (match->cosine < SAYS_LIKE) continue;
        back(maker, maker->lines->items.items[match->line].first.article, match->cosine, &touched);
    }
    /* In one order, whatever the matches: sums of floats depend on it. */
    ro_sort(maker->touched, touched, sizeof *maker->touched, ascending);
    for (uint32_t i = 0; i < touched; i++) {
        sum += maker->by_source[maker->touched[i]];
        maker->by_source[maker->touched[i]] = 0;
    }
    return sum;
}

static float score_of(brief_maker *maker, uint32_t number) {
    const ro_line *line = &maker->lines->items.items[number];
    bool overtaken = false;
    float score = centrality(maker, number) + LEAD_WORTH / (1 + (float)line->position / LEAD_SLOPE);
    score += ro_carried_worth(maker->carried, line->first, &overtaken);
    if (overtaken) return 0;
    uint32_t place = ro_story_place(maker->story, line->first.article);
    if (maker->replaced[place]) score *= REPLACED;
    if (maker->reworded[place]) score *= REWORDED;
    if (line->length > HANDY_WORDS) score *= (float)HANDY_WORDS / (float)line->length;
    return score;
}

/* ---- choosing ---- */

/* What line number adds to the brief so far; negative: it repeats it. */
static float gain_of(const brief_maker *maker, uint32_t number) {
    float most = 0;
    for (uint32_t i = 0; i < maker->count; i++) {
        ro_line_match match = ro_lines_compare(maker->lines, number, maker->taken[i]);
        ro_line_match back = ro_lines_compare(maker->lines, maker->taken[i], number);
        float common = match.covered > back.covered ? match.covered : back.covered;
        if (common >= REPEATS) return -1;
        if (match.cosine > most) most = match.cosine;
    }
    return maker->candidates[number].score * (1 - most);
}

static void choose(brief_maker *maker) {
    uint32_t lines = maker->lines->items.count;
    for (uint32_t i = 0; i < lines; i++) {
        brief_candidate *candidate = &maker->candidates[i];
        candidate->refused = !can_stand_alone(maker, &maker->lines->items.items[i]);
        if (!candidate->refused) candidate->score = score_of(maker, i);
    }
    while (maker->count < MOST_SENTENCES) {
        uint32_t best = RO_NONE;
        float most = LEAST_GAIN;
        for (uint32_t i = 0; i < lines; i++) {
            brief_candidate *candidate = &maker->candidates[i];
            /* Gain only falls while the brief grows: a score is its upper bound. */
            if (candidate->refused || candidate->taken || candidate->score <= most) continue;
            float gain = gain_of(maker, i);
            if (gain < 0) candidate->refused = true;
            if (gain <= most) continue;
            most = gain;
            best = i;
        }
        if (best == RO_NONE) break;
        maker->candidates[best].taken = true;
        maker->taken[maker->count++] = best;
    }
}

typedef struct reading_place {
    uint32_t line;
    float place;
} reading_place;

static int in_reading_order(const void *a, const void *b) {
    const reading_place *left = a, *right = b;
    if (left->place != right->place) return left->place < right->place ? -1 : 1;
    return (left->line > right->line) - (left->line < right->line);
}

/* The lead sentence that counts most opens the brief; the others follow as they do in
 * their articles. */
static void put_in_order(brief_maker *maker) {
    reading_place order[MOST_SENTENCES];
    uint32_t opener = RO_NONE;
    for (uint32_t i = 0; i < maker->count; i++) {
        const ro_line *line = &maker->lines->items.items[maker->taken[i]];
        uint32_t sentences = maker->account->articles[line->first.article]->sentences.count;
        order[i] = (reading_place){maker->taken[i], (float)line->position / (float)(sentences + 1)};
        bool leads = line->position == 0;
        if (leads && (opener == RO_NONE || maker->candidates[maker->taken[i]].score >
                                               maker->candidates[order[opener].line].score))
            opener = i;
    }
    if (opener != RO_NONE) order[opener].place = -1;
    ro_sort(order, maker->count, sizeof *order, in_reading_order);
    for (uint32_t i = 0; i < maker->count; i++) maker->taken[i] = order[i].line;
}

/* ---- writing ---- */

static int by_article(const void *a, const void *b) {
    const ro_receipt *left = a, *right = b;
    if (left->article != right->article) return left->article < right->article ? -1 : 1;
    return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

static void write_line(brief_maker *maker, uint32_t number, ro_brief_line *out) {
    const ro_line *line = &maker->lines->items.items[number];
    const ro_article *article = maker->account->articles[line->first.article];
    RO_ARRAY(ro_receipt) receipts = {0};
    for (uint32_t i = 0; i < line->places.count; i++)
        RO_APPEND(maker->arena, &receipts, line->places.items[i]);
    ro_lines_match(maker->lines, number, maker->scratch, &maker->matches);
    for (uint32_t i = 0; i < maker->matches.count; i++) {
        const ro_line *other = &maker->lines->items.items[maker->matches.items[i].line];
        if (maker->matches.items[i].covered < SAYS_SAME) continue;
        for (uint32_t k = 0; k < other->places.count; k++)
            RO_APPEND(maker->arena, &receipts, other->places.items[k]);
    }
    uint32_t *articles = RO_ARENA_ARRAY(maker->scratch, uint32_t, receipts.count);
    if (!articles || maker->arena->oom) return;
    ro_sort(receipts.items + 1, receipts.count - 1, sizeof(ro_receipt), by_article);
    uint32_t distinct = 0;
    articles[distinct++] = line->first.article;
    for (uint32_t i = 1; i < receipts.count; i++)
        if (receipts.items[i].article != line->first.article &&
            receipts.items[i].article != articles[distinct - 1])
            articles[distinct++] = receipts.items[i].article;
    ro_str text = ro_str_trim(ro_str_span(article->text, line->first.span));
    out->text = ro_arena_copy(maker->arena, text.p, text.n);
    out->evidence = receipts.items;
    out->evidence_count = receipts.count;
    out->articles = distinct;
    out->independent = ro_count_origins(maker->story, articles, distinct);
}

void ro_make_brief(const ro_account *account, ro_arena *arena, ro_story *story) {
    ro_arena scratch = RO_ARENA_INIT;
    brief_maker maker = {.account = account, .story = story, .arena = arena, .scratch = &scratch};
    if (!account->comparison.profiles || !story->origin_of) return;
    maker.lines = ro_lines_make(account, story, &scratch);
    if (maker.lines) {
        maker.candidates = RO_ARENA_ARRAY(&scratch, brief_candidate, maker.lines->items.count);
        maker.by_source = RO_ARENA_ARRAY(&scratch, float, story->independent);
        maker.touched = RO_ARENA_ARRAY(&scratch, uint32_t, story->independent);
        maker.reworded = ro_reworded_find(account, story, &scratch);
        maker.replaced = ro_story_replaced(story, &scratch);
        if (maker.replaced) maker.carried = ro_carried_make(story, maker.replaced, &scratch);
    }
    if (!scratch.oom) {
        choose(&maker);
        put_in_order(&maker);
        ro_brief_line *brief = RO_ARENA_ARRAY(arena, ro_brief_line, maker.count);
        for (uint32_t i = 0; brief && i < maker.count; i++)
            write_line(&maker, maker.taken[i], &brief[i]);
        story->brief = brief;
        story->brief_count = brief ? maker.count : 0;
    }
    if (scratch.oom) arena->oom = true;
    ro_arena_free(&scratch);
}
