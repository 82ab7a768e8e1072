/* SPDX-License-Identifier: Apache-2.0 */
/*
 * names_train: train the tagger of names (src/analyse/people/name_tagger.h).
 *
 *     names_train MODEL [--epochs N] [--rows LOG2] [--runs N] [--seed N] [--rewrite N]
 *                 CORPUS… [--dev CORPUS…]
 *
 * Of the corpora behind --rewrite N every N-th document is also read in capitals, in
 * small letters and as a headline.
 *
 * A corpus is a sequence of documents as train/names_corpus.py writes them:
 *
 *     D <bytes of text> <number of names>\n <text> \n  (<start> <end> <label>\n)…
 *
 * An averaged perceptron over whole sentences; the model is the mean of --runs models
 * that saw the sentences in other orders. Deterministic by its seed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/people/name_tagger.h"
#include "base/hash.h"
#include "base/input.h"

typedef struct sentence {
    uint32_t count;
    const uint8_t *gold;
    const uint8_t *sizes;     /* features of each token */
    const uint32_t *features; /* of all tokens, one after the other */
} sentence;

typedef struct corpus {
    RO_ARRAY(sentence) sentences;
    uint64_t tokens;
} corpus;

typedef struct trainer {
    ro_arena arena;
    ro_lang *lang;
    ro_people_rules *rules;
    corpus train, dev;
    uint32_t rows;
    float *weights, *sums; /* rows of RO_LABEL_COUNT; sums weigh each change by its time */
    float steps[RO_LABEL_COUNT][RO_LABEL_COUNT], step_sums[RO_LABEL_COUNT][RO_LABEL_COUNT];
    float *totals; /* of the averages of all runs */
    float step_totals[RO_LABEL_COUNT][RO_LABEL_COUNT];
    double time;
    uint64_t order;
    unsigned rewrite_every, documents;
} trainer;

static void die(const char *what) {
    fprintf(stderr, "names_train: %s\n", what);
    exit(2);
}

/* ---- corpora ---- */

static void find_sentences(trainer *t, ro_article *article) {
    uint32_t at = 0;
    while (at < article->size) {
        const char *newline = memchr(article->text + at, '\n', article->size - at);
        uint32_t end = newline ? (uint32_t)(newline - article->text) : article->size;
        ro_span block = ro_span_trim(article->text, (ro_span){at, end});
        if (!ro_span_empty(block) &&
            ro_lang_block(t->lang, &article->arena, article->text, block, 0, &article->tokens,
                          &article->sentences) != RO_OK)
            die("no memory");
        at = end + 1;
    }
}

static void set_gold(ro_article *article, uint8_t *gold, ro_span span, unsigned label) {
    uint32_t first = ro_article_token_from(article, span.start);
    for (uint32_t k = first; k < article->tokens.count; k++) {
        const ro_span token = article->tokens.items[k].span;
        if (token.start >= span.end) break;
        gold[k] = (uint8_t)(k == first ? label : label + 1);
    }
}

static void add_sentence(trainer *t, corpus *c, const ro_people_scan *scan, const uint8_t *rules,
                         const uint8_t *gold, uint32_t number) {
    const ro_sentence *s = &scan->article->sentences.items[number];
    uint32_t begin = s->first_token, end = begin + s->token_count;
    if (s->token_count == 0 || s->token_count > 256) return;
    uint8_t *kept = RO_ARENA_ARRAY(&t->arena, uint8_t, s->token_count);
    uint8_t *sizes = RO_ARENA_ARRAY(&t->arena, uint8_t, s->token_count);
    RO_ARRAY(uint32_t) all = {0};
    uint32_t features[RO_NAME_FEATURES_MOST];
    ro_arena scratch = RO_ARENA_INIT;
    for (uint32_t k = begin; k < end; k++) {
        kept[k - begin] = gold[k];
        size_t count = ro_name_features(scan, rules, number, k, features);
        sizes[k - begin] = (uint8_t)count;
        for (size_t f = 0; f < count; f++)
            RO_APPEND(&scratch, &all, (uint32_t)(features[f] & (t->rows - 1)));
    }
    uint32_t *flat = RO_ARENA_ARRAY(&t->arena, uint32_t, all.count);
    if (!flat || !sizes || !kept) die("no memory");
    memcpy(flat, all.items, all.count * sizeof *flat);
    ro_arena_free(&scratch);
    sentence row = {s->token_count, kept, sizes, flat};
    /* A sentence must not begin inside a name. */
    if (kept[0] && kept[0] % 2 == 0) kept[0]--;
    if (!RO_APPEND(&t->arena, &c->sentences, row)) die("no memory");
    c->tokens += s->token_count;
}

/* How a copy of a document is written, to learn names where capitals do not tell. */
typedef enum writing { AS_IS, UPPER, LOWER, TITLE, WRITINGS } writing;

/* Words that a headline leaves small. */
static bool stays_small(ro_str word) {
    static const char *const words[] = {"a",  "an", "the", "and", "but", "or", "nor",  "of", "in",
                                        "on", "at", "to",  "by",  "for", "as", "from", NULL};
    for (const char *const *small = words; *small; small++)
        if (ro_str_same(word, ro_str_of(*small))) return true;
    return false;
}

static void rewrite(char *text, size_t size, writing how) {
    for (size_t i = 0; i < size; i++) {
        if (how == UPPER && ro_is_lower((unsigned char)text[i])) text[i] = (char)(text[i] - 32);
        if (how == LOWER) text[i] = ro_lower(text[i]);
        bool begins = i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n' || text[i - 1] == '-';
        if (how != TITLE || !begins || !ro_is_lower((unsigned char)text[i])) continue;
        size_t end = i;
        while (end < size && ro_is_alpha((unsigned char)text[end])) end++;
        if (!stays_small((ro_str){text + i, end - i})) text[i] = (char)(text[i] - 32);
    }
}

static void add_document(trainer *t, corpus *c, ro_str text, const char *names, unsigned long count,
                         writing how) {
    ro_article *article = ro_article_new();
    char *copy = ro_arena_copy(&article->arena, text.p, text.n);
    if (!copy) die("no memory");
    rewrite(copy, text.n, how);
    article->text = copy;
    article->size = (uint32_t)text.n;
    find_sentences(t, article);
    uint8_t *gold = RO_ARENA_ARRAY(&article->arena, uint8_t, (size_t)article->tokens.count + 1);
    for (unsigned long i = 0; i < count; i++) {
        unsigned start, stop, label;
        if (sscanf(names, "%u %u %u", &start, &stop, &label) != 3) die("not a corpus");
        set_gold(article, gold, (ro_span){start, stop}, label);
        names = strchr(names, '\n') + 1;
    }
    ro_people_scan scan = {.rules = t->rules, .article = article, .scratch = &article->arena};
    if (article->tokens.count && ro_see_words(&scan)) {
        ro_find_names(&scan);
        uint8_t *rules = ro_rule_labels(&scan);
        for (uint32_t i = 0; i < article->sentences.count; i++)
            add_sentence(t, c, &scan, rules, gold, i);
    }
    ro_article_free(article);
}

/* A document as it is and, where its turn has come, in all other writings. */
static const char *read_document(trainer *t, corpus *c, const char *at, const char *end) {
    unsigned long bytes, names;
    int used;
    if (sscanf(at, "D %lu %lu\n%n", &bytes, &names, &used) != 2) die("not a corpus");
    const char *text = strchr(at, '\n') + 1;
    if (text + bytes + 1 > end) die("a corpus is cut short");
    at = text + bytes + 1;
    bool all = t->rewrite_every && t->documents++ % t->rewrite_every == 0;
    for (int how = AS_IS; how < (all ? WRITINGS : AS_IS + 1); how++)
        add_document(t, c, (ro_str){text, bytes}, at, names, (writing)how);
    for (unsigned long i = 0; i < names; i++) at = strchr(at, '\n') + 1;
    return at;
}

static void read_corpus(trainer *t, corpus *c, const char *path) {
    ro_buffer bytes = {0};
    ro_error error = {0};
    if (ro_input_file(path, UINT64_C(1) << 30, &bytes, &error) != RO_OK) die(error.msg);
    for (const char *at = bytes.data, *end = at + bytes.size; at < end;)
        at = read_document(t, c, at, end);
    ro_buffer_free(&bytes);
    fprintf(stderr, "%s: now %u sentences, %llu tokens\n", path, c->sentences.count,
            (unsigned long long)c->tokens);
}

/* ---- the model ---- */

static void decode(const trainer *t, const sentence *s, uint8_t *best) {
    static float score[256][RO_LABEL_COUNT];
    static uint8_t from[256][RO_LABEL_COUNT];
    const uint32_t *features = s->features;
    for (uint32_t k = 0; k < s->count; k++) {
        float token[RO_LABEL_COUNT] = {0};
        for (uint32_t f = 0; f < s->sizes[k]; f++) {
            const float *row = t->weights + (size_t)features[f] * RO_LABEL_COUNT;
            for (int l = 0; l < RO_LABEL_COUNT; l++) token[l] += row[l];
        }
        features += s->sizes[k];
        for (int to = 0; to < RO_LABEL_COUNT; to++) {
            float most = -1e30f;
            for (int x = 0; x < RO_LABEL_COUNT; x++) {
                if (!ro_label_follows((ro_name_label)x, (ro_name_label)to)) continue;
                float value = (k ? score[k - 1][x] : x == 0 ? 0 : -1e20f) + t->steps[x][to];
                if (value > most) most = value, from[k][to] = (uint8_t)x;
            }
            score[k][to] = most + token[to];
        }
    }
    int last = 0;
    for (int l = 1; l < RO_LABEL_COUNT; l++)
        if (score[s->count - 1][l] > score[s->count - 1][last]) last = l;
    for (uint32_t k = s->count; k-- > 0;) {
        best[k] = (uint8_t)last;
        last = from[k][last];
    }
}

static void change(trainer *t, const sentence *s, const uint8_t *labels, float by) {
    const uint32_t *features = s->features;
    float timed = by * (float)t->time;
    for (uint32_t k = 0; k < s->count; k++) {
        for (uint32_t f = 0; f < s->sizes[k]; f++) {
            size_t at = (size_t)features[f] * RO_LABEL_COUNT + labels[k];
            t->weights[at] += by;
            t->sums[at] += timed;
        }
        features += s->sizes[k];
        int before = k ? labels[k - 1] : 0;
        t->steps[before][labels[k]] += by;
        t->step_sums[before][labels[k]] += timed;
    }
}

static uint64_t next_random(trainer *t) {
    t->order = ro_hash_mix(t->order, 0x9E37);
    return t->order;
}

static void train_epoch(trainer *t) {
    uint8_t best[256];
    uint32_t wrong = 0, count = t->train.sentences.count;
    sentence *items = t->train.sentences.items;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(next_random(t) % i);
        sentence kept = items[i - 1];
        items[i - 1] = items[j];
        items[j] = kept;
    }
    for (uint32_t i = 0; i < count; i++) {
        decode(t, &items[i], best);
        t->time += 1e-6; /* in millions: floats keep the sums */
        if (memcmp(best, items[i].gold, items[i].count) == 0) continue;
        wrong++;
        change(t, &items[i], items[i].gold, 1);
        change(t, &items[i], best, -1);
    }
    fprintf(stderr, "%u of %u sentences wrong\n", wrong, count);
}

/* One run from nothing; its average goes to the totals. */
static void train_run(trainer *t, unsigned epochs) {
    size_t count = (size_t)t->rows * RO_LABEL_COUNT;
    memset(t->weights, 0, count * sizeof *t->weights);
    memset(t->sums, 0, count * sizeof *t->sums);
    memset(t->steps, 0, sizeof t->steps);
    memset(t->step_sums, 0, sizeof t->step_sums);
    t->time = 0;
    for (unsigned e = 0; e < epochs; e++) train_epoch(t);
    float end = (float)t->time;
    for (size_t i = 0; i < count; i++) t->totals[i] += t->weights[i] - t->sums[i] / end;
    for (int a = 0; a < RO_LABEL_COUNT; a++)
        for (int b = 0; b < RO_LABEL_COUNT; b++)
            t->step_totals[a][b] += t->steps[a][b] - t->step_sums[a][b] / end;
}

static void score_dev(const trainer *t, const corpus *c, const char *name) {
    static const char *const types[] = {"person", "organization", "place", "other"};
    uint32_t gold[4] = {0}, given[4] = {0}, right[4] = {0};
    uint8_t best[256];
    for (uint32_t i = 0; i < c->sentences.count; i++) {
        const sentence *s = &c->sentences.items[i];
        decode(t, s, best);
        for (uint32_t k = 0; k < s->count; k++) {
            bool g = s->gold[k] % 2, b = best[k] % 2;
            if (g) gold[s->gold[k] / 2]++;
            if (b) given[best[k] / 2]++;
            if (!g || s->gold[k] != best[k]) continue;
            uint32_t x = k + 1, y = k + 1;
            while (x < s->count && s->gold[x] == s->gold[k] + 1) x++;
            while (y < s->count && best[y] == best[k] + 1) y++;
            right[s->gold[k] / 2] += x == y;
        }
    }
    for (int l = 0; l < 4; l++) {
        double p = given[l] ? (double)right[l] / given[l] : 0,
               r = gold[l] ? (double)right[l] / gold[l] : 0;
        fprintf(stderr, "%s %-13s P %.3f R %.3f F1 %.3f (%u)\n", name, types[l], p, r,
                p + r > 0 ? 2 * p * r / (p + r) : 0, gold[l]);
    }
}

static int16_t quantised(float value, float scale) {
    return (int16_t)(value * scale + (value < 0 ? -0.5f : 0.5f));
}

/* The scale at which the largest weight just fits. */
static float find_scale(const trainer *t) {
    float most = 1;
    for (size_t i = 0; i < (size_t)t->rows * RO_LABEL_COUNT; i++) {
        if (t->weights[i] > most) most = t->weights[i];
        if (-t->weights[i] > most) most = -t->weights[i];
    }
    for (int a = 0; a < RO_LABEL_COUNT; a++)
        for (int b = 0; b < RO_LABEL_COUNT; b++) {
            if (t->steps[a][b] > most) most = t->steps[a][b];
            if (-t->steps[a][b] > most) most = -t->steps[a][b];
        }
    return 32000 / most;
}

static void write_model(const trainer *t, const char *path) {
    size_t steps_size = sizeof(int16_t) * RO_LABEL_COUNT * RO_LABEL_COUNT;
    size_t size = steps_size + (size_t)t->rows * RO_LABEL_ROW * sizeof(int16_t);
    char *body = calloc(1, size);
    if (!body) die("no memory");
    float scale = find_scale(t);
    int16_t *steps = (int16_t *)(void *)body;
    for (int a = 0; a < RO_LABEL_COUNT; a++)
        for (int b = 0; b < RO_LABEL_COUNT; b++)
            steps[a * RO_LABEL_COUNT + b] = quantised(t->steps[a][b], scale);
    int16_t *rows = steps + RO_LABEL_COUNT * RO_LABEL_COUNT;
    for (uint32_t r = 0; r < t->rows; r++)
        for (int l = 0; l < RO_LABEL_COUNT; l++)
            rows[(size_t)r * RO_LABEL_ROW + (size_t)l] =
                quantised(t->weights[(size_t)r * RO_LABEL_COUNT + (size_t)l], scale);
    ro_names_header header = {.order = RO_NAMES_ORDER,
                              .version = RO_NAMES_VERSION,
                              .rows = t->rows,
                              .checksum = ro_hash(body, size)};
    memcpy(header.magic, RO_NAMES_MAGIC, sizeof header.magic);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(&header, sizeof header, 1, file) != 1 || fwrite(body, size, 1, file) != 1 ||
        fclose(file) != 0)
        die("cannot write the model");
    free(body);
}

int main(int argc, char **argv) {
    static trainer t = {.order = 1};
    unsigned epochs = 6, log_rows = 17, runs = 1;
    bool dev = false;
    if (argc < 3)
        die("usage: names_train MODEL [--epochs N] [--rows LOG2] CORPUS… [--dev CORPUS…]");
    if (ro_lang_new(NULL, &t.lang, NULL) != RO_OK) die("no language model");
    t.rules = ro_people_rules_new(&t.arena);
    if (!t.rules) die("no memory");
    for (int i = 2; i < argc; i++) {
        if (!strcmp(argv[i], "--epochs") && i + 1 < argc)
            epochs = (unsigned)atoi(argv[++i]);
        else if (!strcmp(argv[i], "--rows") && i + 1 < argc)
            log_rows = (unsigned)atoi(argv[++i]);
        else if (!strcmp(argv[i], "--runs") && i + 1 < argc)
            runs = (unsigned)atoi(argv[++i]);
        else if (!strcmp(argv[i], "--seed") && i + 1 < argc)
            t.order = (uint64_t)atoi(argv[++i]);
        else if (!strcmp(argv[i], "--rewrite") && i + 1 < argc)
            t.rewrite_every = (unsigned)atoi(argv[++i]);
        else if (!strcmp(argv[i], "--dev"))
            dev = true, t.rewrite_every = 0;
        else {
            t.rows = 1u << log_rows;
            read_corpus(&t, dev ? &t.dev : &t.train, argv[i]);
        }
    }
    size_t count = (size_t)t.rows * RO_LABEL_COUNT;
    t.weights = calloc(count, sizeof *t.weights);
    t.sums = calloc(count, sizeof *t.sums);
    t.totals = calloc(count, sizeof *t.totals);
    if (!t.weights || !t.sums || !t.totals) die("no memory");
    for (unsigned r = 0; r < runs; r++) train_run(&t, epochs);
    memcpy(t.weights, t.totals, count * sizeof *t.weights);
    memcpy(t.steps, t.step_totals, sizeof t.steps);
    score_dev(&t, &t.dev, "dev");
    write_model(&t, argv[1]);
    ro_lang_free(t.lang);
    return 0;
}
