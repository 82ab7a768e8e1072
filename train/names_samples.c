/* SPDX-License-Identifier: Apache-2.0 */
#include "names_samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "lang/lang.h"

/* What the network read of the tokens of a document, and where its runs begin. */
typedef struct seen_runs {
    ro_arena *arena;
    RO_ARRAY(const int8_t *) inputs; /* a token each */
    RO_ARRAY(uint32_t) firsts;
} seen_runs;

static void die(const char *what) {
    fprintf(stderr, "names_train: %s\n", what);
    exit(2);
}

static void see_run(void *watcher, const ro_run_read *run) {
    seen_runs *seen = watcher;
    if (run->gathered_width + run->word_width != NAME_INPUT) die("another network of the language");
    int8_t *all = RO_ARENA_ARRAY(seen->arena, int8_t, (size_t)run->count * NAME_INPUT);
    if (!all || !RO_APPEND(seen->arena, &seen->firsts, run->first)) die("no memory");
    for (uint32_t i = 0; i < run->count; i++) {
        int8_t *one = all + (size_t)i * NAME_INPUT;
        memcpy(one, run->gathered + (size_t)i * run->gathered_width, run->gathered_width);
        memcpy(one + run->gathered_width, run->words + (size_t)i * run->word_width,
               run->word_width);
        if (!RO_APPEND(seen->arena, &seen->inputs, one)) die("no memory");
    }
}

bool names_reader_open(names_reader *reader, uint32_t rows) {
    if (ro_lang_new(NULL, &reader->lang, NULL) != RO_OK) return false;
    reader->rules = ro_people_rules_new(&reader->arena);
    reader->rows = rows;
    return reader->rules != NULL;
}

void names_reader_close(names_reader *reader) {
    ro_lang_free(reader->lang);
    ro_arena_free(&reader->arena);
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

/* A name of the corpus over tokens: begins and goes on; unsure words all alike. */
static void set_gold(const ro_article *article, uint8_t *gold, ro_span span, unsigned label) {
    uint32_t first = ro_article_token_from(article, span.start);
    for (uint32_t k = first; k < article->tokens.count; k++) {
        if (article->tokens.items[k].span.start >= span.end) break;
        gold[k] = (uint8_t)(k == first || label == NAME_UNSURE ? label : label + 1);
    }
}

static const char *read_gold(ro_article *article, const char *names, unsigned long count,
                             uint8_t **out) {
    uint8_t *gold = RO_ARENA_ARRAY(&article->arena, uint8_t, (size_t)article->tokens.count + 1);
    if (!gold) die("no memory");
    memset(gold, 0, (size_t)article->tokens.count + 1);
    for (unsigned long i = 0; i < count; i++) {
        unsigned start, stop, label;
        if (sscanf(names, "%u %u %u", &start, &stop, &label) != 3 || label > NAME_UNSURE)
            die("not a corpus");
        set_gold(article, gold, (ro_span){start, stop}, label);
        names = strchr(names, '\n') + 1;
    }
    *out = gold;
    return names;
}

enum { ANY = (1 << RO_LABEL_COUNT) - 1 };

static uint16_t inside_too(unsigned label) {
    return (uint16_t)(3u << label);
}

/* The labels that a word of gold label @p gold may have. Gold corpora do not tell works from
 * other things, and do not mark peoples where they are adjectives. */
static uint16_t allowed_of(const ro_people_scan *scan, uint32_t t, uint8_t gold, uint8_t domain) {
    if (gold == NAME_UNSURE) return ANY;
    uint16_t allowed = (uint16_t)(1u << gold);
    if (domain != 0) return allowed;
    bool peoples = ro_word_has(scan, t, RO_WORD_PEOPLES);
    if (gold == RO_LABEL_NONE && peoples) allowed |= inside_too(RO_LABEL_GROUP);
    if (gold == RO_LABEL_OTHER) allowed |= 1u << RO_LABEL_WORK;
    if (gold == RO_LABEL_IN_OTHER) allowed |= 1u << RO_LABEL_IN_WORK;
    return allowed;
}

static void see_words(const names_reader *reader, const ro_people_scan *scan, const uint8_t *gold,
                      const seen_runs *seen, uint8_t domain, seen_word *words, ro_arena *arena) {
    const ro_article *article = scan->article;
    const uint8_t *rules = ro_rule_labels(scan);
    uint32_t features[RO_NAME_FEATURES_MOST];
    for (uint32_t s = 0; s < article->sentences.count; s++) {
        const ro_sentence *sentence = &article->sentences.items[s];
        bool within = false;
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            uint32_t t = sentence->first_token + i;
            seen_word *word = &words[t];
            *word = (seen_word){.input = seen->inputs.items[t], .opens = !within};
            within = ro_name_possible(scan, s, t);
            if (!within) continue;
            word->allowed = allowed_of(scan, t, gold[t], domain);
            size_t count = ro_name_features(scan, rules, s, t, features);
            uint32_t *kept = RO_ARENA_ARRAY(arena, uint32_t, count);
            if (!kept) die("no memory");
            for (size_t f = 0; f < count; f++) kept[f] = features[f] & (reader->rows - 1);
            word->features = kept;
            word->feature_count = (uint8_t)count;
        }
    }
}

/* A stretch must not be made to begin inside a name, whose first words may be no part of it. */
static void begin_stretches(seen_word *words, uint8_t *gold, uint32_t count) {
    for (uint32_t t = 0; t < count; t++) {
        if (!words[t].allowed || !words[t].opens || gold[t] == NAME_UNSURE) continue;
        if (gold[t] == 0 || gold[t] % 2) continue;
        words[t].allowed = (uint16_t)(words[t].allowed >> 1);
        gold[t]--;
    }
}

static const char *add_document(names_reader *reader, names_samples *to, ro_str text,
                                const char *names, unsigned long count, writing how,
                                uint8_t domain) {
    ro_article *article = ro_article_new();
    seen_runs seen = {.arena = &reader->arena};
    char *copy = ro_arena_copy(&article->arena, text.p, text.n);
    if (!copy) die("no memory");
    rewrite(copy, text.n, how);
    article->text = copy;
    article->size = (uint32_t)text.n;
    ro_run_watch watch = {see_run, &seen};
    if (ro_lang_lines(reader->lang, &article->arena, article->text, (ro_span){0, article->size}, 0,
                      &watch, &article->tokens, &article->sentences) != RO_OK)
        die("no memory");
    uint8_t *gold;
    names = read_gold(article, names, count, &gold);
    ro_people_scan scan = {.rules = reader->rules, .article = article, .scratch = &article->arena};
    uint32_t tokens = article->tokens.count;
    seen_word *words = RO_ARENA_ARRAY(&reader->arena, seen_word, (size_t)tokens + 1);
    uint8_t *kept = RO_ARENA_ARRAY(&reader->arena, uint8_t, (size_t)tokens + 1);
    if (!words || !kept) die("no memory");
    if (tokens && ro_see_words(&scan)) {
        ro_find_names(&scan);
        see_words(reader, &scan, gold, &seen, domain, words, &reader->arena);
        begin_stretches(words, gold, tokens);
        memcpy(kept, gold, tokens);
    }
    for (uint32_t i = 0; i < seen.firsts.count; i++) {
        uint32_t first = seen.firsts.items[i];
        uint32_t end = i + 1 < seen.firsts.count ? seen.firsts.items[i + 1] : tokens;
        names_run run = {words + first, kept + first, (uint16_t)(end - first), domain};
        if (!RO_APPEND(&reader->arena, &to->runs, run)) die("no memory");
    }
    to->words += tokens;
    ro_article_free(article);
    return names;
}

void names_read(names_reader *reader, names_samples *to, const char *path, unsigned rewrite_every,
                uint8_t domain) {
    ro_buffer bytes = {0};
    ro_error error = {0};
    if (ro_input_file(path, UINT64_C(1) << 30, &bytes, &error) != RO_OK) die(error.msg);
    unsigned number = 0;
    for (const char *at = bytes.data, *end = at + bytes.size, *next = at; at < end; at = next) {
        unsigned long size, names;
        int used;
        if (sscanf(at, "D %lu %lu\n%n", &size, &names, &used) != 2) die("not a corpus");
        const char *text = strchr(at, '\n') + 1;
        if (text + size + 1 > end) die("a corpus is cut short");
        unsigned turn = rewrite_every ? number / rewrite_every : 0;
        bool again = rewrite_every && number++ % rewrite_every == 0;
        for (int how = AS_IS; how < WRITINGS; how++) {
            bool all = rewrite_every == 1, its_turn = how == UPPER + (int)(turn % 3);
            if (how == AS_IS || (again && (all || its_turn)))
                next = add_document(reader, to, (ro_str){text, size}, text + size + 1, names,
                                    (writing)how, domain);
        }
    }
    ro_buffer_free(&bytes);
    fprintf(stderr, "%s: now %u runs, %llu words\n", path, to->runs.count,
            (unsigned long long)to->words);
}
