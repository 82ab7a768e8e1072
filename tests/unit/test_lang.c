/* SPDX-License-Identifier: Apache-2.0 */
/* The language floor as a whole: what holds for any text, the model file and its
 * refusal, no memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/input.h"
#include "lang/lang.h"
#include "lang/lemmas.h"
#include "lang/model.h"
#include "lang/tree.h"

#define MODELS READOUT_SOURCE_DIR "/models"

typedef struct analysis {
    ro_arena arena;
    ro_token_array tokens;
    ro_sentence_array sentences;
} analysis;

static int setup(void **state) {
    ro_lang *lang = NULL;
    ro_error error = {0};
    if (ro_lang_new(MODELS, &lang, &error) != RO_OK) {
        print_error("%s\n", error.msg);
        return -1;
    }
    *state = lang;
    return 0;
}

static int teardown(void **state) {
    ro_lang_free(*state);
    return 0;
}

static analysis analyse(const ro_lang *lang, const char *text, size_t size) {
    analysis a = {0};
    assert_int_equal(ro_lang_block(lang, &a.arena, text, (ro_span){0, (uint32_t)size}, 0, &a.tokens,
                                   &a.sentences),
                     RO_OK);
    return a;
}

/* What lang.h promises of any analysis. */
static void assert_sound(const analysis *a) {
    for (uint32_t s = 0; s < a->sentences.count; s++) {
        uint32_t first = a->sentences.items[s].first_token;
        uint32_t end = first + a->sentences.items[s].token_count, roots = 0;
        for (uint32_t i = first; i < end; i++) {
            const ro_token *t = &a->tokens.items[i];
            assert_true(t->upos < RO_UPOS_COUNT);
            assert_true(*ro_deprel_name(t->deprel) != '\0');
            assert_int_equal(t->head < 0, ro_deprel_find(RO_STR("root")) == t->deprel);
            roots += t->head < 0;
            uint32_t at = i, steps = 0;
            for (; a->tokens.items[at].head >= 0; steps++) {
                at = (uint32_t)a->tokens.items[at].head;
                assert_in_range(at, first, end - 1);
                assert_true(steps < end - first);
            }
        }
        assert_int_equal(roots, 1);
    }
}

typedef struct expected {
    const char *form, *upos, *deprel, *lemma;
    int head;
    unsigned features;
} expected;

static void reads_a_plain_sentence(void **state) {
    static const expected words[] = {
        {"Two", "NUM", "nummod", "two", 1, 0},
        {"ministers", "NOUN", "nsubj:pass", "minister", 3, RO_FEATURE_PLURAL},
        {"were", "AUX", "aux:pass", "be", 3, RO_FEATURE_PAST | RO_FEATURE_PLURAL},
        {"told", "VERB", "root", "tell", -1,
         RO_FEATURE_PAST | RO_FEATURE_PARTICIPLE | RO_FEATURE_PASSIVE},
        {"by", "ADP", "case", "by", 5, 0},
        {"officials", "NOUN", "obl:agent", "official", 3, RO_FEATURE_PLURAL},
        {"in", "ADP", "case", "in", 7, 0},
        {"Vienna", "PROPN", "obl", "Vienna", 3, 0},
        {".", "PUNCT", "punct", ".", 3, 0},
    };
    const char *text = "Two ministers were told by officials in Vienna.";
    analysis a = analyse(*state, text, strlen(text));
    assert_sound(&a);
    assert_int_equal(a.tokens.count, sizeof words / sizeof *words);
    for (uint32_t i = 0; i < a.tokens.count; i++) {
        const ro_token *t = &a.tokens.items[i];
        ro_str form = ro_str_span(text, t->span);
        assert_true(ro_str_eq(form, ro_str_of(words[i].form)));
        assert_string_equal(ro_upos_name((ro_upos)t->upos), words[i].upos);
        if (i != 5 && i != 7) {
            assert_string_equal(ro_deprel_name(t->deprel), words[i].deprel);
            assert_int_equal(t->head, words[i].head);
        }
        if (t->lemma)
            assert_string_equal(t->lemma, words[i].lemma);
        else
            assert_true(ro_str_same(form, ro_str_of(words[i].lemma)));
        assert_int_equal(t->features & words[i].features, words[i].features);
    }
    ro_arena_free(&a.arena);
}

static void is_sound_on_any_bytes(void **state) {
    char text[700];
    uint32_t seed = 11;
    for (uint32_t round = 0; round < 60; round++) {
        uint32_t size = round * 11;
        for (uint32_t i = 0; i < size; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = round % 2 ? (char)(seed >> 16) : " aBc.n't,\xE2\x80\x9D"[(seed >> 16) % 12];
        }
        analysis a = analyse(*state, text, size);
        assert_sound(&a);
        ro_arena_free(&a.arena);
    }
}

/* A sentence of 120,000 words is one tree. */
static void joins_a_long_sentence(void **state) {
    enum { WORDS = 120000 };
    char *text = malloc(WORDS * 4);
    assert_non_null(text);
    for (size_t i = 0; i < WORDS; i++) memcpy(text + i * 4, i % 5 ? "the " : "say ", 4);
    analysis a = analyse(*state, text, (size_t)WORDS * 4);
    assert_int_equal(a.sentences.count, 1);
    assert_int_equal(a.tokens.count, WORDS);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < WORDS; i++) roots += a.tokens.items[i].head < 0;
    assert_int_equal(roots, 1);
    ro_arena_free(&a.arena);
    free(text);
}

static void survives_no_memory(void **state) {
    const char *text = "The two sides met. They agreed, officials said, to meet again.";
    for (size_t n = 0;; n++) {
        analysis a = {0};
        ro_arena_fail_after(n);
        ro_status status =
            ro_lang_block(*state, &a.arena, text, (ro_span){0, (uint32_t)strlen(text)}, 0,
                          &a.tokens, &a.sentences);
        ro_arena_fail_after(SIZE_MAX);
        ro_arena_free(&a.arena);
        if (status == RO_OK) break;
        assert_int_equal(status, RO_ERR_NOMEM);
        assert_true(n < 200);
    }
}

static void building_survives_no_memory(void **state) {
    (void)state;
    for (size_t n = 0;; n += 1 + n / 16) {
        ro_lang *lang = NULL;
        ro_arena_fail_after(n);
        ro_status status = ro_lang_new(MODELS, &lang, NULL);
        ro_arena_fail_after(SIZE_MAX);
        ro_lang_free(lang);
        if (status == RO_OK) break;
        assert_int_equal(status, RO_ERR_NOMEM);
        assert_true(n < 100000);
    }
}

static void assert_refused(const void *data, size_t size, const char *reason) {
    ro_arena arena = RO_ARENA_INIT;
    ro_model model = {0};
    ro_error error = {0};
    assert_int_equal(ro_model_use(data, size, &arena, &model, &error), RO_ERR_INPUT);
    assert_non_null(strstr(error.msg, reason));
    ro_arena_free(&arena);
}

static void seal(char *data, size_t size) {
    ro_model_header *h = (ro_model_header *)(void *)data;
    h->size = size;
    h->checksum = ro_hash(data + sizeof *h, size - sizeof *h);
}

static void refuses_damaged_models(void **state) {
    (void)state;
    ro_buffer file = {0};
    assert_int_equal(ro_input_file(MODELS "/" RO_MODEL_FILE, UINT32_MAX, &file, NULL), RO_OK);
    ro_model_header *h = (ro_model_header *)(void *)file.data, kept = *h;
    assert_refused("not a model", 11, "not a language model");
    assert_refused(file.data, file.size - 16, "cut short");
    file.data[file.size / 2] ^= 1;
    assert_refused(file.data, file.size, "checksum");
    file.data[file.size / 2] ^= 1;
    h->version++;
    assert_refused(file.data, file.size, "version");
    *h = kept;
    h->order = 0x04030201;
    assert_refused(file.data, file.size, "byte order");
    *h = kept;
    /* Every size of the header, made wrong in an otherwise whole file. */
    for (uint32_t *field = &h->slots; field <= &h->edits; field++) {
        uint32_t right = *field;
        const uint32_t wrong[] = {0, 1, right + 1, right * 2, UINT32_MAX};
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            *field = wrong[i];
            assert_refused(file.data, file.size, "sizes");
        }
        *field = right;
    }
    /* A row that is not there, under a right checksum. */
    ro_model_slot *slots = (ro_model_slot *)(void *)(file.data + sizeof *h);
    uint32_t i = 0;
    while (!slots[i].key) i++;
    slots[i].row = h->rows;
    seal(file.data, file.size);
    assert_refused(file.data, file.size, "index");
    ro_buffer_free(&file);
}

static void says_where_no_model_is(void **state) {
    (void)state;
    ro_lang *lang = NULL;
    ro_error error = {0};
    assert_int_equal(ro_lang_new("/nonexistent", &lang, &error), RO_ERR_IO);
    assert_null(lang);
    assert_non_null(strstr(error.msg, "/nonexistent"));
}

/* Every assignment of three scores to the heads of four words gives one tree. */
static void trees_have_one_root(void **state) {
    (void)state;
    enum { WORDS = 5 };
    float scores[WORDS * (WORDS + 1)];
    int32_t heads[WORDS];
    uint32_t work[2 * WORDS], seed = 3;
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
            seed = seed * 1664525 + 1013904223;
            scores[i] = (float)((seed >> 16) % 7);
        }
        ro_tree_find(scores, WORDS, heads, work);
        int roots = 0;
        for (int i = 0; i < WORDS; i++) {
            int at = i, steps = 0;
            roots += heads[i] < 0;
            while (heads[at] >= 0) {
                at = heads[at];
                assert_true(++steps < WORDS);
            }
        }
        assert_int_equal(roots, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_plain_sentence),      cmocka_unit_test(is_sound_on_any_bytes),
        cmocka_unit_test(joins_a_long_sentence),       cmocka_unit_test(survives_no_memory),
        cmocka_unit_test(building_survives_no_memory), cmocka_unit_test(refuses_damaged_models),
        cmocka_unit_test(says_where_no_model_is),      cmocka_unit_test(trees_have_one_root),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
