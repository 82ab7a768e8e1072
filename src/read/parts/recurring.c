/* SPDX-License-Identifier: Apache-2.0 */
/* Lines that recur in articles that have nothing else in common: an outlet's own notices
 * and links, which no list of phrases knows. What two articles have in common is judged
 * by the least hashes of their words, whose overlap estimates that of all words.
 * Source: Broder, "On the resemblance and containment of documents" (1997). */
#include "read/parts/recurring.h"

#include "base/error.h"
#include "base/hash.h"
#include "read/parts/cohesion.h"

enum {
    LEAST_WORDS = 4,  /* of a line; shorter ones are subheads, answers, names */
    SHORT_LINE = 30,  /* words; a longer one is a paragraph, which nobody says twice by chance */
    MOST_WORDS = 200, /* of a line */
    SKETCH_LEAST = 24 /* hashes of an article that is long enough to judge */
};

/* Of the words of two articles that both have: of 20 pairs on one event 18 have more, of
 * 20 on different ones 1. */
static const double KIN_SHARE = 0.10;

typedef struct line {
    uint64_t hash;
    uint32_t article, part;
    bool recurs;
} line;

typedef struct finder {
    const ro_read_rules *rules;
    ro_article *const *articles;
    ro_arena arena;
    const ro_line_judgements *judged;
    RO_ARRAY(line) lines;
    const ro_word_sketch **sketches; /* of each article, NULL until it is needed */
} finder;

/* A single mark within a word is an apostrophe. */
static bool is_quotation_mark(uint32_t code, bool in_word) {
    return code == '"' || code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F) ||
           code == 0x2018 || code == 0x2039 || code == 0x203A || (code == '\'' && !in_word);
}

uint64_t ro_hash_line(const ro_read_rules *rules, ro_str text, bool *recurs) {
    const char *end = ro_str_end(text), *word = NULL;
    uint64_t hash = 0, letters = 0;
    uint32_t words = 0, code = 0;
    bool to_reader = false, is_told = false, is_broken = false;
    unsigned length;
    *recurs = false;
    for (const char *p = text.p; p <= end; p += length) {
        uint32_t last = code;
        length = 1;
        code = p < end ? ro_utf8_decode(p, end, &length) : 0;
        is_broken = is_broken || code == '\n';
        is_told = is_told || is_quotation_mark(code, word != NULL) || (code >= '0' && code <= '9');
        if (ro_code_is_word(code)) {
            if (!word) word = p;
            letters = ro_hash_mix(letters, ro_code_lower(code));
        } else if (word) {
            if (++words > MOST_WORDS) return 0;
            ro_str key = {word, (size_t)(p - word)};
            to_reader = to_reader || ro_lexicon_find(&rules->reader_words, key) != RO_NONE;
            hash = ro_hash_mix(hash, letters);
            letters = 0;
            word = NULL;
        }
        if (code == 0) code = last;
    }
    bool sentence = code == '.' || code == '!' || code == 0x2026;
    bool asks = code == '?' || code == ':', solemn = sentence && !to_reader;
    bool notice = words >= LEAST_WORDS && !asks && !solemn && !is_told;
    *recurs = !is_broken && (words > SHORT_LINE || notice);
    return words ? hash | !hash : 0;
}

uint64_t ro_line_key(const char *outlet, uint64_t hash) {
    return ro_hash_mix(ro_hash(outlet, strlen(outlet)), hash);
}

/* What was judged of a line of an outlet; NULL: nothing. */
static const ro_line_judgement *judgement_of(const ro_line_judgements *judged, const char *outlet,
                                             uint64_t hash) {
    uint64_t key = ro_line_key(outlet, hash);
    size_t low = 0, high = judged->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (judged->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < judged->count && judged->items[low].key == key;
    return found ? &judged->items[low] : NULL;
}

/* Roles that a reader gives to lines of the outlet's own, and that a judgement turns. */
static bool is_furniture_role(uint8_t role) {
    return role == RO_PART_OTHER || role == RO_PART_PROMOTION || role == RO_PART_RELATED_LINK;
}

static bool collect_lines(finder *f, uint32_t index) {
    ro_article *article = f->articles[index];
    const char *outlet = f->judged->count ? article->meta.outlet : NULL;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        ro_part *part = &article->parts.items[i];
        bool text = part->role == RO_PART_BODY || part->role == RO_PART_SUBHEAD, recurs;
        if (!text && !(outlet && is_furniture_role(part->role))) continue;
        uint64_t hash = ro_hash_line(f->rules, ro_str_span(article->text, part->span), &recurs);
        if (!hash) continue;
        const ro_line_judgement *judged = outlet ? judgement_of(f->judged, outlet, hash) : NULL;
        if (judged && !article->analysed && (!judged->kept || !text))
            part->role = judged->kept ? RO_PART_BODY : RO_PART_OTHER;
        if (!text || judged || !recurs) continue;
        if (!RO_APPEND(&f->arena, &f->lines, ((line){hash, index, i, false}))) return false;
    }
    return true;
}

static int by_hash(const void *left, const void *right) {
    const line *a = left, *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return a->part < b->part ? -1 : a->part > b->part;
}

static int ascending(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

const ro_word_sketch *ro_sketch_words(const ro_read_rules *rules, ro_arena *arena,
                                      const ro_article *article) {
    RO_ARRAY(uint64_t) words = {0};
    ro_word_sketch *made = RO_ARENA_NEW(arena, ro_word_sketch);
    ro_arena scratch = RO_ARENA_INIT;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        ro_part part = article->parts.items[i];
        if (!ro_role_is_content(part.role)) continue;
        ro_word_walk walk = {article->text + part.span.start, article->text + part.span.end};
        for (uint64_t word; (word = ro_next_content_word(&walk, rules)) != 0;)
            RO_APPEND(&scratch, &words, word);
    }
    bool good = made && !scratch.oom;
    if (good) ro_sort(words.items, words.count, sizeof *words.items, ascending);
    for (uint32_t i = 0; good && i < words.count && made->count < RO_SKETCH_HASHES; i++)
        if (i == 0 || words.items[i] != words.items[i - 1])
            made->hashes[made->count++] = words.items[i];
    ro_arena_free(&scratch);
    if (!good) arena->oom = true;
    return good ? made : NULL;
}

bool ro_sketches_are_kin(const ro_word_sketch *a, const ro_word_sketch *b) {
    if (a->count < SKETCH_LEAST || b->count < SKETCH_LEAST) return true;
    uint32_t i = 0, k = 0, all = 0, shared = 0;
    for (; all < RO_SKETCH_HASHES && (i < a->count || k < b->count); all++) {
        bool from_a = k == b->count || (i < a->count && a->hashes[i] <= b->hashes[k]);
        bool from_b = i == a->count || (k < b->count && b->hashes[k] <= a->hashes[i]);
        shared += from_a && from_b;
        i += from_a;
        k += from_b;
    }
    return shared >= KIN_SHARE * all;
}

static const ro_word_sketch *sketch_of(finder *f, uint32_t index) {
    if (!f->sketches[index])
        f->sketches[index] = ro_sketch_words(f->rules, &f->arena, f->articles[index]);
    return f->sketches[index];
}

/* Whether enough articles of those of one line are strangers to each other. An article
 * counts where it is a stranger to those that count before it. */
static bool is_furniture(finder *f, const line *lines, uint32_t count) {
    const ro_word_sketch *strangers[RO_LEAST_STRANGERS];
    uint32_t found = 0;
    for (uint32_t i = 0; i < count && found < RO_LEAST_STRANGERS; i++) {
        if (i > 0 && lines[i].article == lines[i - 1].article) continue;
        const ro_word_sketch *made = sketch_of(f, lines[i].article);
        bool stranger = made != NULL;
        for (uint32_t k = 0; k < found && stranger; k++)
            stranger = !ro_sketches_are_kin(strangers[k], made);
        if (stranger) strangers[found++] = made;
    }
    return found == RO_LEAST_STRANGERS;
}

static void find_recurring(finder *f) {
    line *lines = f->lines.items;
    for (uint32_t i = 0, end; i < f->lines.count; i = end) {
        uint32_t articles = 1;
        for (end = i + 1; end < f->lines.count && lines[end].hash == lines[i].hash; end++)
            articles += lines[end].article != lines[end - 1].article;
        bool recurs = articles >= RO_LEAST_STRANGERS && is_furniture(f, lines + i, end - i);
        for (uint32_t k = i; k < end && recurs; k++) lines[k].recurs = true;
    }
}

ro_status ro_mark_recurring_lines_with(const ro_read_rules *rules, ro_article *const *articles,
                                       size_t count, const ro_line_judgements *judged,
                                       ro_error *error) {
    static const ro_line_judgements none = {0};
    if (!judged) judged = &none;
    if (count < RO_LEAST_STRANGERS && !judged->count) return RO_OK;
    if (count > UINT32_MAX) return ro_fail(error, RO_ERR_LIMIT, 0, "too many articles");
    finder f = {.rules = rules, .articles = articles, .judged = judged};
    f.sketches = RO_ARENA_ARRAY(&f.arena, const ro_word_sketch *, count);
    bool good = f.sketches != NULL;
    for (uint32_t i = 0; i < count && good; i++) good = collect_lines(&f, i);
    if (good) {
        ro_sort(f.lines.items, f.lines.count, sizeof *f.lines.items, by_hash);
        find_recurring(&f);
    }
    for (uint32_t i = 0; i < f.lines.count && !f.arena.oom; i++) {
        const line *found = &f.lines.items[i];
        if (found->recurs && !articles[found->article]->analysed)
            articles[found->article]->parts.items[found->part].role = RO_PART_OTHER;
    }
    good = !f.arena.oom;
    ro_arena_free(&f.arena);
    return good ? RO_OK : ro_fail_nomem(error);
}
