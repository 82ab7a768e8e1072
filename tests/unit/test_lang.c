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

#include "base/input.h"
#include "lang/common/model.h"
#include "lang/common/tree.h"
#include "lang/en/lemmas.h"
#include "lang/lang.h"
#include "tiny_model.h"

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
    assert_int_equal(ro_lang_block(lang, &a.arena, text, (ro_span){0, (uint32_t)size}, 0, NULL,
                                   &a.tokens, &a.sentences),
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

/* A past form with a subject of its own and no auxiliary is no participle. */
static void tags_agree_with_the_tree(void **state) {
    const char *text = "Transport Minister Kari Holte, who had planned to visit Skarvik on "
                       "Thursday, called off the trip to lead a meeting on safety in Oslo.";
    analysis a = analyse(*state, text, strlen(text));
    const ro_token *called = NULL;
    for (uint32_t i = 0; i < a.tokens.count; i++)
        if (ro_str_eq(ro_str_span(text, a.tokens.items[i].span), RO_STR("called")))
            called = &a.tokens.items[i];
    assert_non_null(called);
    assert_int_equal(called->features, RO_FEATURE_PAST | RO_FEATURE_THIRD);
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

/* What has no mark for 120,000 words is one tree for each sentence that is found in it. */
static void joins_a_long_sentence(void **state) {
    enum { WORDS = 120000 };
    char *text = malloc(WORDS * 4);
    assert_non_null(text);
    for (size_t i = 0; i < WORDS; i++) memcpy(text + i * 4, i % 5 ? "the " : "say ", 4);
    analysis a = analyse(*state, text, (size_t)WORDS * 4);
    assert_int_equal(a.tokens.count, WORDS);
    assert_in_range(a.sentences.count, 1, WORDS / 8);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < WORDS; i++) roots += a.tokens.items[i].head < 0;
    assert_int_equal(roots, a.sentences.count);
    ro_arena_free(&a.arena);
    free(text);
}

/* A "sentence" of 10 MB, of words of any length, is analysed in time with its size. */
static void bears_ten_megabytes_without_an_end(void **state) {
    static const uint32_t word_sizes[] = {400, 40000, 10000000};
    enum { SIZE = 10000000 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t w = 0; w < sizeof word_sizes / sizeof *word_sizes; w++) {
        for (uint32_t i = 0; i < SIZE; i++)
            text[i] = (i + 1) % word_sizes[w] ? (char)('a' + i % 7) : ' ';
        analysis a = analyse(*state, text, SIZE);
        assert_int_equal(a.tokens.count, SIZE / word_sizes[w]);
        uint32_t roots = 0;
        for (uint32_t i = 0; i < a.tokens.count; i++) roots += a.tokens.items[i].head < 0;
        assert_int_equal(roots, a.sentences.count);
        ro_arena_free(&a.arena);
    }
    free(text);
}

typedef struct lemma_sample {
    const char *text, *word, *lemma;
} lemma_sample;

/* Regular endings of words that no treebank may hold, irregular ones behind a prefix,
 * and letters that are not ASCII. */
static void finds_lemmas(void **state) {
    static const lemma_sample samples[] = {
        {"The vote was postponed on Friday.", "postponed", "postpone"},
        {"He kept staring at it.", "staring", "stare"},
        {"They are hoping for peace.", "hoping", "hope"},
        {"She stopped here.", "stopped", "stop"},
        {"The army shelled the town.", "shelled", "shell"},
        {"They retook the town.", "retook", "retake"},
        {"The senate vetoed the plan.", "vetoed", "veto"},
        {"The two firms vied for it.", "vied", "vie"},
        {"He mimicked the envoy.", "mimicked", "mimic"},
        {"Prices soared again.", "soared", "soar"},
        {"It ceded the land.", "ceded", "cede"},
        {"The hall was full of echoes.", "echoes", "echo"},
        {"Talks Postponed Over Blast", "Postponed", "postpone"},
        {"Rebels Seize Northern Town", "Seize", "seize"},
        {"Mr GONZ\xC3\x81LEZ left.", "GONZ\xC3\x81LEZ", NULL},
        {"\xE2\x80\xA2 Rates rose.", "\xE2\x80\xA2", NULL},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const lemma_sample *s = &samples[i];
        analysis a = analyse(*state, s->text, strlen(s->text));
        uint32_t t = 0;
        while (t < a.tokens.count &&
               !ro_str_eq(ro_str_span(s->text, a.tokens.items[t].span), ro_str_of(s->word)))
            t++;
        assert_true(t < a.tokens.count);
        const char *lemma = a.tokens.items[t].lemma;
        if (s->lemma && lemma)
            assert_string_equal(lemma, s->lemma);
        else if (s->lemma)
            assert_true(ro_str_same(ro_str_of(s->word), ro_str_of(s->lemma)));
        else if (lemma)
            assert_int_equal(ro_utf8_valid(lemma, strlen(lemma)), strlen(lemma));
        ro_arena_free(&a.arena);
    }
}

/* Irregular forms need no model: of verbs in the past, bare and behind a prefix, and of nouns. */
static void irregular_forms_have_their_lemma(void **state) {
    (void)state;
    static const struct {
        const char *form, *lemma;
        uint8_t upos;
        uint16_t features;
    } forms[] = {{"took", "take", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"Took", "take", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"retook", "retake", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"overtook", "overtake", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"undertook", "undertake", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"mistook", "mistake", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"foresaw", "foresee", RO_UPOS_VERB, RO_FEATURE_PAST},
                 {"men", "man", RO_UPOS_NOUN, RO_FEATURE_PLURAL},
                 {"children", "child", RO_UPOS_NOUN, RO_FEATURE_PLURAL}};
    ro_arena arena = RO_ARENA_INIT;
    ro_lemma_rules rules = {0};
    assert_true(ro_lemma_rules_read(&arena, &rules));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char out[RO_LEMMA_BYTES];
        ro_str lemma = {out, ro_lemma_find(NULL, &rules, forms[i].upos, forms[i].features,
                                           ro_str_of(forms[i].form), out)};
        if (!ro_str_eq(lemma, ro_str_of(forms[i].lemma))) print_error("%s\n", forms[i].form);
        assert_true(ro_str_eq(lemma, ro_str_of(forms[i].lemma)));
    }
    ro_arena_free(&arena);
}

static void survives_no_memory(void **state) {
    const char *text = "The two sides met. They agreed, officials said, to meet again.";
    for (size_t n = 0;; n++) {
        analysis a = {0};
        ro_arena_fail_after(n);
        ro_status status =
            ro_lang_block(*state, &a.arena, text, (ro_span){0, (uint32_t)strlen(text)}, 0, NULL,
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
    for (uint32_t *field = &h->slots; field <= &h->layers; field++) {
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
    tiny_model_seal(file.data, file.size);
    assert_refused(file.data, file.size, "index");
    ro_buffer_free(&file);
}

/* A copy of its own size, so that the checkers see a read behind its end. */
static ro_status try_copy(const char *data, size_t size, bool seal, ro_error *error) {
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, data, size);
    if (seal && size >= sizeof(ro_model_header)) tiny_model_seal(copy, size);
    *error = (ro_error){0};
    ro_status status = tiny_model_try(copy, size, error);
    free(copy);
    if (status != RO_OK) {
        assert_int_equal(status, RO_ERR_INPUT);
        assert_true(strlen(error->msg) > 10);
    }
    return status;
}

/* Cut at every length, with the size and checksum of what is left right or not. */
static void refuses_models_cut_short(void **state) {
    (void)state;
    size_t size;
    ro_error error;
    char *data = tiny_model_new(&size);
    assert_non_null(data);
    assert_int_equal(try_copy(data, size, false, &error), RO_OK);
    for (size_t n = 0; n < size; n++) {
        assert_int_equal(try_copy(data, n, false, &error), RO_ERR_INPUT);
        assert_int_equal(try_copy(data, n, true, &error), RO_ERR_INPUT);
    }
    free(data);
}

/* Every byte of the header, and then of the whole file, damaged in many ways under a
 * right checksum: refused, or a model that harms nobody. */
static void bears_damage_under_a_right_checksum(void **state) {
    (void)state;
    static const uint8_t changes[] = {0x01, 0x02, 0x04, 0x10, 0x80, 0xFF};
    size_t size, refused = 0;
    ro_error error;
    char *data = tiny_model_new(&size);
    assert_non_null(data);
    for (size_t i = 0; i < size; i++)
        for (size_t k = 0; k < sizeof changes; k++) {
            data[i] = (char)((uint8_t)data[i] ^ changes[k]);
            bool in_header = i < sizeof(ro_model_header);
            bool sealed =
                i >= offsetof(ro_model_header, size) && i < offsetof(ro_model_header, slots);
            /* Size and checksum themselves are not made right again. */
            ro_status status = try_copy(data, size, !sealed, &error);
            if (i < offsetof(ro_model_header, slots)) assert_int_equal(status, RO_ERR_INPUT);
            refused += in_header && status != RO_OK;
            data[i] = (char)((uint8_t)data[i] ^ changes[k]);
        }
    assert_true(refused > 400);
    free(data);
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

/* Endings matter to the words that have them, and nothing else does; the trainer makes the same. */
static void keys_of_edits_tell_endings(void **state) {
    (void)state;
    static const uint8_t inflected[] = {RO_UPOS_NOUN, RO_UPOS_PROPN, RO_UPOS_VERB, RO_UPOS_AUX};
    ro_str s = RO_STR("s");
    for (size_t i = 0; i < sizeof inflected; i++) {
        uint32_t plain = ro_lemma_key(inflected[i], 0, s, false);
        assert_int_not_equal(plain, ro_lemma_key(inflected[i], RO_FEATURE_PLURAL, s, false));
        assert_int_equal(plain, ro_lemma_key(inflected[i], RO_FEATURE_MALE, s, false));
        assert_int_not_equal(plain, ro_lemma_key(inflected[i], 0, s, true));
        assert_int_not_equal(plain, ro_lemma_key(RO_UPOS_ADJ, 0, s, false));
    }
    assert_int_equal(ro_lemma_key(RO_UPOS_ADJ, RO_FEATURE_PLURAL, s, false),
                     ro_lemma_key(RO_UPOS_ADJ, 0, s, false));
    /* What is written into models: a change of it makes those of today useless. */
    assert_int_equal(ro_lemma_key(RO_UPOS_NOUN, RO_FEATURE_PLURAL, s, true), 0x2f05b0f5);
}

/* A sign may take four bytes and leaves room for a lemma's ending: so much of a form and no more.
 */
static void a_long_form_is_cut(void **state) {
    (void)state;
    char out[RO_LEMMA_BYTES], form[100];
    memset(form, 'A', sizeof form);
    assert_int_equal(ro_lemma_base(RO_UPOS_NOUN, (ro_str){form, sizeof form}, out), 49);
    assert_int_equal(out[48], 'a');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_plain_sentence),
        cmocka_unit_test(tags_agree_with_the_tree),
        cmocka_unit_test(is_sound_on_any_bytes),
        cmocka_unit_test(joins_a_long_sentence),
        cmocka_unit_test(bears_ten_megabytes_without_an_end),
        cmocka_unit_test(finds_lemmas),
        cmocka_unit_test(keys_of_edits_tell_endings),
        cmocka_unit_test(a_long_form_is_cut),
        cmocka_unit_test(irregular_forms_have_their_lemma),
        cmocka_unit_test(survives_no_memory),
        cmocka_unit_test(building_survives_no_memory),
        cmocka_unit_test(refuses_damaged_models),
        cmocka_unit_test(refuses_models_cut_short),
        cmocka_unit_test(bears_damage_under_a_right_checksum),
        cmocka_unit_test(says_where_no_model_is),
        cmocka_unit_test(trees_have_one_root),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
