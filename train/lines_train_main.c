/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lines_train: learn the weights of data/en/line_weights.tsv.
 *
 *     lines_train FILES… > WEIGHTS
 *
 * Nobody labels: what an outlet prints in three articles or more is its own, and so is what
 * the phrases and credits of the reader know; the rest is taken for text of the article, but
 * for what a first round of learning takes for the outlet's own all the same. Two logistic
 * regressions, of what is not of the article, and of what of that is a caption, by FTRL with
 * a penalty that leaves most evidence without weight. Source: McMahan and others, "Ad click
 * prediction" (2013).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/tally.h"
#include "read/parts/credits.h"
#include "read/parts/line_kind.h"
#include "read/read.h"

enum {
    LEAST_ARTICLES = 3, /* of one outlet that have a line */
    MOST_ALIKE = 4,     /* examples of one line: it shall not outweigh the others */
    LEAST_OTHER = 4,    /* lines not of an article that have a piece of evidence, or … */
    LEAST_TEXT = 60,    /* … lines of articles */
    MIDDLE_SHARE = 8,   /* one of so many paragraphs within a text is an example, for all */
    EPOCHS = 4,
    ROUNDS = 3,
    SCALE = 100 /* of a logit */
};

/* An article of which more recurs is another version of one that was read. */
static const double VERSION_SHARE = 0.3;
/* What the first round is so sure of is no example of text. */
static const double DOUBTED = 0.2;

typedef enum label { LABEL_TEXT, LABEL_OTHER, LABEL_CAPTION, LABEL_UNKNOWN } label;

/* Keys, each with two counts; open addressing. */
typedef struct counts {
    uint64_t *keys;
    uint32_t (*of)[2];
    uint32_t count, capacity;
} counts;

typedef struct example {
    size_t first; /* of the evidence */
    uint32_t count;
    uint8_t label;
    float weight;
} example;

typedef struct coordinate {
    float z, n, w;
} coordinate;

typedef struct evidence {
    ro_line_evidence kind;
    char *text; /* NULL until it is met in the last pass */
} evidence;

typedef struct trainer {
    const ro_read_rules *rules;
    int stage;      /* 0 lines are counted, 1 evidence is counted, 2 examples are kept */
    ro_tally lines; /* articles that have each */
    uint32_t articles;
    counts examples_of; /* each line, in stage 1 and in stage 2 */
    counts evidence_of; /* lines of articles, and others, that have it */
    RO_ARRAY(example) examples;
    uint32_t *features;
    size_t feature_count, feature_capacity;
    evidence *known; /* by the index of the key in evidence_of */
    label at;        /* of the line that is walked */
    ro_arena arena;
} trainer;

static void die(const char *what) {
    fprintf(stderr, "lines_train: %s\n", what);
    exit(2);
}

static uint32_t find(const counts *t, uint64_t key) {
    uint32_t at = (uint32_t)ro_hash_mix(key, 0) & (t->capacity - 1);
    while (t->keys[at] && t->keys[at] != key) at = (at + 1) & (t->capacity - 1);
    return at;
}

static void grow(counts *t) {
    counts bigger = {.capacity = t->capacity ? 2 * t->capacity : 1 << 20, .count = t->count};
    bigger.keys = calloc(bigger.capacity, sizeof *bigger.keys);
    bigger.of = calloc(bigger.capacity, sizeof *bigger.of);
    if (!bigger.keys || !bigger.of) die("no memory");
    for (uint32_t i = 0; i < t->capacity; i++) {
        if (!t->keys[i]) continue;
        uint32_t at = find(&bigger, t->keys[i]);
        bigger.keys[at] = t->keys[i];
        bigger.of[at][0] = t->of[i][0];
        bigger.of[at][1] = t->of[i][1];
    }
    free(t->keys);
    free(t->of);
    *t = bigger;
}

static uint32_t *count_of(counts *t, uint64_t key) {
    if (2 * t->count >= t->capacity) grow(t);
    uint32_t at = find(t, key);
    if (!t->keys[at]) {
        t->keys[at] = key;
        t->count++;
    }
    return t->of[at];
}

/* The letters of a line and its outlet, whatever its figures and marks. */
static uint32_t key_of_line(const ro_article *article, ro_str line) {
    uint64_t hash = ro_hash_folded(ro_str_of(article->meta.outlet));
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        if (ro_is_alpha(c) || c >= 0x80)
            hash = (hash ^ (uint64_t)ro_lower((char)c)) * 0x100000001B3u;
    }
    uint32_t key = (uint32_t)(hash ^ hash >> 32);
    return key ? key : 1;
}

/* ---- lines ---- */

static bool is_repeated(const trainer *t, uint32_t key) {
    return ro_tally_of(&t->lines, key) >= LEAST_ARTICLES;
}

static label label_of(const trainer *t, ro_record *record, const ro_block *block, ro_str text,
                      uint32_t key) {
    ro_part_role role;
    if (ro_phrase_role(t->rules, text, &role)) {
        if (role == RO_PART_CAPTION) return LABEL_CAPTION;
        return role == RO_PART_RELATED_LINK || role == RO_PART_OTHER ? LABEL_UNKNOWN : LABEL_OTHER;
    }
    if (block->words < 60 && ro_is_credit(t->rules, record, text)) return LABEL_OTHER;
    return is_repeated(t, key) ? LABEL_OTHER : LABEL_TEXT;
}

static void count_evidence(void *context, ro_line_evidence kind, uint64_t key, ro_str text) {
    trainer *t = context;
    (void)kind, (void)text;
    count_of(&t->evidence_of, key)[t->at != LABEL_TEXT]++;
}

static void keep_evidence(void *context, ro_line_evidence kind, uint64_t key, ro_str text) {
    trainer *t = context;
    uint32_t at = find(&t->evidence_of, key);
    if (t->evidence_of.of[at][1] < LEAST_OTHER && t->evidence_of.of[at][0] < LEAST_TEXT) return;
    if (!t->known[at].text)
        t->known[at] = (evidence){kind, ro_arena_copy(&t->arena, text.p, text.n)};
    if (t->feature_count == t->feature_capacity) {
        t->feature_capacity = t->feature_capacity ? 2 * t->feature_capacity : 1 << 22;
        t->features = realloc(t->features, t->feature_capacity * sizeof *t->features);
        if (!t->features) die("no memory");
    }
    t->features[t->feature_count++] = at;
}

static void visit_line(trainer *t, const ro_line_place *line, uint32_t key, label found) {
    const ro_block *block = &line->draft->blocks.items[line->block];
    uint32_t behind = line->draft->blocks.count - 1 - line->block;
    float weight = 1;
    if (found == LABEL_UNKNOWN) return;
    if (found == LABEL_TEXT && ro_block_is_solid(block) && line->block > 2 && behind > 2) {
        if (ro_hash_mix(key, 7) % MIDDLE_SHARE) return;
        weight = MIDDLE_SHARE;
    }
    if (found != LABEL_TEXT && ++count_of(&t->examples_of, key)[t->stage - 1] > MOST_ALIKE) return;
    t->at = found;
    size_t first = t->feature_count;
    ro_line_evidence_each(line, t->stage == 1 ? count_evidence : keep_evidence, t);
    if (t->stage == 1) return;
    example row = {first, (uint32_t)(t->feature_count - first), (uint8_t)found, weight};
    if (!RO_APPEND(&t->arena, &t->examples, row)) die("no memory");
}

static void lay_out(ro_arena *arena, const ro_article *article, ro_draft *draft) {
    *draft = (ro_draft){.text = article->text, .size = article->size};
    for (uint32_t at = 0; at < article->size;) {
        const char *newline = memchr(article->text + at, '\n', article->size - at);
        uint32_t end = newline ? (uint32_t)(newline - article->text) : article->size;
        ro_block block = {.span = ro_span_trim(article->text, (ro_span){at, end}),
                          .role = RO_ROLE_OPEN};
        if (block.span.end > block.span.start && !RO_APPEND(arena, &draft->blocks, block))
            die("no memory");
        at = end + 1;
    }
    ro_draft_measure(draft);
}

static bool is_version(const trainer *t, const ro_article *article, const ro_draft *draft) {
    uint32_t repeated = 0;
    for (uint32_t i = 0; i < draft->blocks.count; i++)
        repeated += is_repeated(
            t, key_of_line(article, ro_str_span(draft->text, draft->blocks.items[i].span)));
    return repeated > VERSION_SHARE * draft->blocks.count;
}

static void visit_article(trainer *t, ro_article *article) {
    ro_arena arena = {0};
    ro_record record = {.article = article};
    ro_draft draft;
    ro_cohesion cohesion;
    lay_out(&arena, article, &draft);
    if (!ro_cohesion_build(&arena, t->rules, &draft, &cohesion)) die("no memory");
    ro_line_place line = {.draft = &draft, .rules = t->rules, .cohesion = &cohesion};
    bool version = t->stage && is_version(t, article, &draft);
    for (; line.block < draft.blocks.count && !version; line.block++) {
        const ro_block *block = &draft.blocks.items[line.block];
        ro_str text = ro_str_span(draft.text, block->span);
        uint32_t key = key_of_line(article, text);
        if (t->stage == 0) {
            ro_tally_add(&t->arena, &t->lines, key, t->articles);
            continue;
        }
        label found = label_of(t, &record, block, text, key);
        visit_line(t, &line, key, found);
        line.behind_other = found != LABEL_TEXT;
    }
    ro_arena_free(&record.scratch);
    ro_arena_free(&arena);
    t->articles++;
}

static void read_file(trainer *t, const char *path) {
    ro_reader *reader;
    ro_article *article;
    ro_error error = {0};
    ro_status status;
    const ro_read_limits limits = {UINT64_C(1) << 32, 1 << 24, 0};
    if (ro_reader_open_with(t->rules, &limits, path, NULL, &reader, &error) < 0) die(error.msg);
    while ((status = ro_reader_next(reader, &article, &error)) != RO_END)
        if (status >= 0) {
            visit_article(t, article);
            ro_article_free(article);
        }
    ro_reader_free(reader);
}

/* ---- learning ---- */

static float weight_of(const coordinate *c, float l1) {
    const float alpha = 0.1f, beta = 1, l2 = 1;
    if (fabsf(c->z) <= l1) return 0;
    return -(c->z - copysignf(l1, c->z)) / ((beta + sqrtf(c->n)) / alpha + l2);
}

static void step(coordinate *c, float gradient) {
    const float alpha = 0.1f;
    float sigma = (sqrtf(c->n + gradient * gradient) - sqrtf(c->n)) / alpha;
    c->z += gradient - sigma * c->w;
    c->n += gradient * gradient;
}

static double predict(const trainer *t, coordinate *m, const example *row, float l1) {
    double sum = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        coordinate *c = &m[t->features[row->first + i]];
        c->w = weight_of(c, l1);
        sum += c->w;
    }
    return 1 / (1 + exp(-sum));
}

static void learn(const trainer *t, coordinate *m, bool captions, const uint8_t *doubted,
                  float l1) {
    memset(m, 0, t->evidence_of.capacity * sizeof *m);
    uint32_t count = t->examples.count;
    for (unsigned epoch = 0; epoch < EPOCHS; epoch++)
        for (uint32_t i = 0; i < count; i++) {
            /* A stride that shares no factor with the count visits each once. */
            uint32_t at = (uint32_t)(((uint64_t)i * 2654435761u + epoch) % count);
            const example *row = &t->examples.items[at];
            if (captions ? row->label == LABEL_TEXT : doubted[at]) continue;
            bool yes = captions ? row->label == LABEL_CAPTION : row->label != LABEL_TEXT;
            float gradient = (float)(predict(t, m, row, l1) - yes) * row->weight;
            for (uint32_t k = 0; k < row->count; k++)
                step(&m[t->features[row->first + k]], gradient);
        }
}

static void doubt(const trainer *t, coordinate *m, uint8_t *doubted, float l1) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->examples.count; i++) {
        const example *row = &t->examples.items[i];
        doubted[i] = row->label == LABEL_TEXT && predict(t, m, row, l1) >= DOUBTED;
        count += doubted[i];
    }
    fprintf(stderr, "%u lines of articles are doubted\n", count);
}

static void report(const trainer *t, coordinate *m, float l1) {
    double all[2] = {0}, found[2] = {0};
    for (uint32_t i = 0; i < t->examples.count; i++) {
        const example *row = &t->examples.items[i];
        bool other = row->label != LABEL_TEXT;
        all[other] += row->weight;
        if (predict(t, m, row, l1) >= 0.5) found[other] += row->weight;
    }
    fprintf(stderr, "of %.0f lines not of articles %.0f found, of %.0f of articles %.0f\n", all[1],
            found[1], all[0], found[0]);
}

static void write_weights(const trainer *t, const coordinate *other, const coordinate *caption,
                          float l1) {
    puts("# What is so of a line, and what it says of the line: how much, in hundredths of a "
         "logit, it\n# speaks for the line not being of the article, and for its being a caption "
         "then. Generated by\n# train/lines.sh; do not edit.\n"
         "#: kind    word | pair | first | last | head | foot | form\n#: text    text\n"
         "#: other   integer -9999..9999\n#: caption integer -9999..9999\n#: unique  kind text");
    for (uint32_t i = 0; i < t->evidence_of.capacity; i++) {
        if (!t->known[i].text) continue;
        long a = lroundf(weight_of(&other[i], l1) * SCALE);
        long b = lroundf(weight_of(&caption[i], l1) * SCALE);
        if (a || b)
            printf("%s\t%s\t%ld\t%ld\n", ro_line_evidence_names[t->known[i].kind], t->known[i].text,
                   a, b);
    }
}

int main(int argc, char **argv) {
    static trainer t;
    ro_read_rules *rules;
    ro_error error = {0};
    const float l1 = 8; /* leaves a tenth of the weights that 2 leaves, and finds more */
    if (argc < 2) die("usage: lines_train FILES… > WEIGHTS");
    if (ro_read_rules_new(&rules, &error) != RO_OK) die(error.msg);
    t.rules = rules;
    grow(&t.examples_of);
    grow(&t.evidence_of);
    for (t.stage = 0; t.stage < 3; t.stage++) {
        if (t.stage == 2) t.known = calloc(t.evidence_of.capacity, sizeof *t.known);
        if (t.stage == 2 && !t.known) die("no memory");
        for (int i = 1; i < argc; i++) read_file(&t, argv[i]);
        fprintf(stderr, "stage %d: %u lines, %u pieces of evidence, %u examples\n", t.stage,
                t.lines.count, t.evidence_of.count, t.examples.count);
    }
    coordinate *other = calloc(t.evidence_of.capacity, sizeof *other);
    coordinate *caption = calloc(t.evidence_of.capacity, sizeof *caption);
    if (!other || !caption) die("no memory");
    uint8_t *doubted = calloc(t.examples.count + 1, 1);
    if (!doubted) die("no memory");
    for (unsigned round = 0; round < ROUNDS; round++) {
        learn(&t, other, false, doubted, l1);
        if (round + 1 < ROUNDS) doubt(&t, other, doubted, l1);
    }
    report(&t, other, l1);
    learn(&t, caption, true, doubted, l1);
    write_weights(&t, other, caption, l1);
    free(doubted);
    free(other);
    free(caption);
    free(t.known);
    free(t.features);
    ro_arena_free(&t.arena);
    ro_read_rules_free(rules);
    return 0;
}
