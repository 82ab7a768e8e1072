/* SPDX-License-Identifier: Apache-2.0 */
/* One of each article of a corpus: what is dropped, for what, and that hostile texts
 * neither fall together nor cost more than they should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "compare/corpus/cover.h"
#include "compare_fixture.h"

/* Made words, so that two texts share only what a test puts into both. */
static void add_words(ro_buffer *text, unsigned seed, unsigned from, unsigned to) {
    for (unsigned i = from; i < to; i++) {
        uint64_t hash = ro_hash_mix(ro_hash_mix(seed, 1), i);
        for (unsigned letter = 0; letter < 7; letter++)
            ro_buffer_printf(text, "%c", 'a' + (int)(hash >> (8 * letter) & 0xFF) % 26);
        ro_buffer_puts(text, (i + 1) % 12 ? " " : ".\n");
    }
}

static ro_dedup *start(ro_dedup_keep keep, ro_dedup_kind at, float share) {
    ro_dedup *dedup;
    ro_dedup_options options = {RO_SIZED(ro_dedup_options), keep, at, share, NULL, NULL};
    assert_int_equal(ro_dedup_new(&options, &dedup, NULL), RO_OK);
    return dedup;
}

static void add_text(ro_dedup *dedup, const char *text) {
    ro_article *article = fixture_article(text, strlen(text));
    assert_int_equal(ro_dedup_add(dedup, &article, 1, false, NULL), RO_OK);
    ro_article_free(article);
}

static void add_built(ro_dedup *dedup, ro_buffer *text) {
    add_text(dedup, text->data);
    ro_buffer_free(text);
}

static ro_dedup_verdict verdict_of(const ro_dedup *dedup, uint32_t number) {
    ro_dedup_verdict verdict = {0};
    assert_int_equal(ro_dedup_verdict_of(dedup, number, &verdict), RO_OK);
    return verdict;
}

static void assert_verdict(const ro_dedup *dedup, uint32_t number, ro_dedup_kind kind,
                           uint32_t kept) {
    ro_dedup_verdict verdict = verdict_of(dedup, number);
    assert_int_equal(verdict.kind, kind);
    assert_int_equal(verdict.kept, kept);
}

static void kinds_are_told_apart(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0);
    ro_buffer text[5] = {{0}};
    add_words(&text[0], 1, 0, 300);
    add_built(dedup, &text[0]);
    ro_buffer_puts(&text[1], "  \n"); /* the same words, laid out otherwise */
    add_words(&text[1], 1, 0, 300);
    add_built(dedup, &text[1]);
    add_words(&text[2], 1, 0, 280); /* both nearly whole */
    add_built(dedup, &text[2]);
    add_words(&text[3], 1, 100, 200); /* held by a longer one */
    add_built(dedup, &text[3]);
    add_words(&text[4], 1, 0, 100); /* half of it its own */
    add_words(&text[4], 2, 0, 100);
    add_built(dedup, &text[4]);
    assert_verdict(dedup, 0, RO_DEDUP_KEPT, 0);
    assert_verdict(dedup, 1, RO_DEDUP_DUPLICATE, 0);
    assert_verdict(dedup, 2, RO_DEDUP_VERSION, 0);
    assert_verdict(dedup, 3, RO_DEDUP_COPY, 0);
    assert_verdict(dedup, 4, RO_DEDUP_KEPT, 4);
    ro_dedup_verdict part = verdict_of(dedup, 3);
    assert_true(part.share_of_dropped > 0.99f);
    assert_true(part.share_of_kept > 0.3f && part.share_of_kept < 0.36f);
    ro_dedup_verdict none;
    assert_int_equal(ro_dedup_verdict_of(dedup, 5, &none), RO_ERR_ARG);
    ro_dedup_free(dedup);
}

/* Every tenth, every fifth word replaced by another. */
static void edited_copies_are_found(void **state) {
    (void)state;
    for (unsigned step = 4; step <= 10; step += 3) {
        ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0.7f);
        ro_buffer first = {0}, edited = {0};
        add_words(&first, 1, 0, 400);
        for (unsigned i = 0; i < 400; i++) add_words(&edited, i % step ? 1 : 9, i, i + 1);
        add_built(dedup, &first);
        add_built(dedup, &edited);
        ro_dedup_verdict verdict = verdict_of(dedup, 1);
        assert_int_equal(verdict.kind, RO_DEDUP_VERSION);
        float share = 1 - 1 / (float)step;
        assert_true(verdict.share_of_dropped > share - 0.02f);
        assert_true(verdict.share_of_dropped < share + 0.02f);
        ro_dedup_free(dedup);
    }
}

/* A page may hold its text twice, for narrow screens and for wide ones. */
static void texts_that_say_all_twice_are_copies(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0);
    for (unsigned version = 0; version < 2; version++) {
        ro_buffer text = {0};
        for (unsigned time = 0; time < 3; time++) {
            add_words(&text, 1, 0, 150);
            ro_buffer_printf(&text, "edition%c ", 'a' + (int)version);
            add_words(&text, 1, 150, 300);
        }
        add_built(dedup, &text);
    }
    assert_verdict(dedup, 1, RO_DEDUP_VERSION, 0);
    assert_true(verdict_of(dedup, 1).share_of_dropped > 0.98F);
    ro_dedup_free(dedup);
}

static void short_texts_are_not_all_alike(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0);
    const char *const texts[] = {"Yes", "No", "The", "Of the", "", "?", "!", "Rain in Lund", "yes"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_text(dedup, texts[i]);
    for (uint32_t i = 0; i < 8; i++) assert_verdict(dedup, i, RO_DEDUP_KEPT, i);
    assert_verdict(dedup, 8, RO_DEDUP_DUPLICATE, 0);
    ro_dedup_free(dedup);
}

/* Items made from one form differ in their figures alone; a long text may have a new one. */
static void figures_tell_short_texts_apart(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0.6f);
    add_text(dedup, "Road 5 near the village of Holt will close on Friday, the council said.");
    add_text(dedup, "Road 7 near the village of Holt will close on Friday, the council said.");
    add_text(dedup, "Road 5 near the village of Holt will be shut on Friday, the council said.");
    assert_verdict(dedup, 1, RO_DEDUP_KEPT, 1);
    assert_verdict(dedup, 2, RO_DEDUP_VERSION, 0);
    ro_buffer first = {0}, second = {0};
    add_words(&first, 1, 0, 100);
    ro_buffer_puts(&first, "At 7 o'clock.");
    add_built(dedup, &first);
    add_words(&second, 1, 0, 100);
    ro_buffer_puts(&second, "At 8 o'clock.");
    add_built(dedup, &second);
    assert_verdict(dedup, 4, RO_DEDUP_VERSION, 3);
    ro_dedup_free(dedup);
}

#define DECISION(who, street)                                                                      \
    "Leave to build granted to " who "\n\nThe council granted " who                                \
    " leave to build a house at " street                                                           \
    ". The plan was on show for four weeks and no objection was raised. Work must begin "          \
    "within three years. The drawings can be seen at the town hall during office hours. The "      \
    "neighbours have been told, and may appeal to the county within a month.\n"

/* Decisions made from one form differ in whom and where they are about; a version corrects a
 * letter of one, or says something else as well. */
static void names_tell_texts_of_one_form_apart(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0.6f);
    ro_buffer first = {0}, second = {0};
    add_text(dedup, DECISION("Ida Holm", "Harrow Street"));
    add_text(dedup, DECISION("Jon Berg", "Mill Lane"));
    add_text(dedup, DECISION("Jon Bergh", "Mill Lane"));
    add_text(dedup, DECISION("Ida Holm", "Harrow Street") "She thanked them all warmly after it.");
    add_text(dedup, DECISION("Ada Weir", "a quiet corner by the sea"));
    for (uint32_t i = 0; i < 2; i++) assert_verdict(dedup, i, RO_DEDUP_KEPT, i);
    assert_verdict(dedup, 2, RO_DEDUP_VERSION, 1);
    assert_verdict(dedup, 3, RO_DEDUP_VERSION, 0);
    assert_int_not_equal(verdict_of(dedup, 4).kind, RO_DEDUP_KEPT);
    /* Of a long text the names of two papers are too little. */
    for (int i = 0; i < 2; i++) {
        ro_buffer *text = i ? &second : &first;
        ro_buffer_printf(text, "It told the %s so.\n", i ? "Kelmar Times" : "Harbour Post");
        add_words(text, 1, 0, 200);
        add_built(dedup, text);
    }
    assert_verdict(dedup, 6, RO_DEDUP_VERSION, 5);
    ro_dedup_free(dedup);
    /* The same where the verdict waits for the last article. */
    dedup = start(RO_KEEP_LONGEST, RO_DEDUP_KEPT, 0.6f);
    add_text(dedup, DECISION("Ida Holm", "Harrow Street"));
    add_text(dedup, DECISION("Jon Berg", "Mill Lane"));
    assert_int_equal(ro_dedup_decide(dedup, NULL), RO_OK);
    for (uint32_t i = 0; i < 2; i++) assert_verdict(dedup, i, RO_DEDUP_KEPT, i);
    ro_dedup_free(dedup);
}

/* Texts of one script and one subject are no copies; a copy in it is one. */
static void other_scripts_do_not_fall_together(void **state) {
    (void)state;
    const char *const texts[] = {
        "港務局週二關閉東碼頭，潛水員在海堤發現裂縫。兩艘漁船晚間由拖船移走，製冰廠暫停。沒有人受傷"
        "。",
        "退休礦工合唱團中午在市政廳外演唱，希望保住排練室。市長下樓聆聽，並答應下月再談。",
        "港務局週三重開東碼頭，工程師說海堤裂縫已經補好。漁船週四可以回來，市場照常營業。",
        "أغلقت هيئة الميناء الرصيف الشرقي يوم الثلاثاء بعد أن وجد الغواصون شقا في جدار البحر",
        "غنت جوقة من عمال المناجم المتقاعدين أمام مبنى البلدية ظهرا لإنقاذ غرفة التدريب",
        "Портовое управление закрыло восточный причал во вторник после того как нашли трещину",
        "Хор шахтёров на пенсии пел у ратуши в полдень, чтобы спасти комнату для репетиций",
    };
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0.6f);
    uint32_t count = sizeof texts / sizeof *texts;
    for (uint32_t i = 0; i < count; i++) add_text(dedup, texts[i]);
    for (uint32_t i = 0; i < count; i++) assert_verdict(dedup, i, RO_DEDUP_KEPT, i);
    add_text(dedup, "港務局週二關閉東碼頭，潛水員在海堤發現裂縫。兩艘漁船晚間由拖船移走。");
    add_text(dedup, "أغلقت هيئة الميناء الرصيف الشرقي يوم الثلاثاء بعد أن وجد الغواصون شقا");
    assert_int_equal(verdict_of(dedup, 7).kept, 0);
    assert_int_equal(verdict_of(dedup, 8).kept, 3);
    ro_dedup_free(dedup);
}

static void repeated_words_stay_cheap(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0);
    unsigned counts[] = {200000, 150000, 3};
    for (unsigned i = 0; i < 3; i++) {
        ro_buffer text = {0};
        for (unsigned k = 0; k < counts[i]; k++) ro_buffer_puts(&text, "buffalo ");
        add_built(dedup, &text);
    }
    ro_buffer two = {0}; /* few shingles, each in many places */
    for (unsigned k = 0; k < 100000; k++) ro_buffer_puts(&two, k % 7 ? "buffalo " : "herd ");
    add_built(dedup, &two);
    assert_int_equal(verdict_of(dedup, 1).kept, 0);
    assert_int_equal(verdict_of(dedup, 2).kept, 0);
    assert_verdict(dedup, 3, RO_DEDUP_KEPT, 3);
    ro_dedup_free(dedup);
}

static void many_equal_articles_stay_cheap(void **state) {
    (void)state;
    static const ro_dedup_keep rules[] = {RO_KEEP_FIRST, RO_KEEP_LONGEST};
    for (size_t r = 0; r < 2; r++) {
        ro_dedup *dedup = start(rules[r], RO_DEDUP_KEPT, 0);
        ro_buffer text = {0};
        add_words(&text, 1, 0, 200);
        ro_article *article = fixture_article(text.data, text.size);
        for (unsigned i = 0; i < 10000; i++)
            assert_int_equal(ro_dedup_add(dedup, &article, 1, false, NULL), RO_OK);
        assert_int_equal(ro_dedup_decide(dedup, NULL), RO_OK);
        assert_verdict(dedup, 0, RO_DEDUP_KEPT, 0);
        for (uint32_t i = 1; i < 10000; i++) assert_verdict(dedup, i, RO_DEDUP_DUPLICATE, 0);
        ro_article_free(article);
        ro_buffer_free(&text);
        ro_dedup_free(dedup);
    }
}

/* A passage that many unrelated articles have makes none of them a copy, however much of
 * them it is; a copy within it is one all the same. */
static void boilerplate_is_no_copy(void **state) {
    (void)state;
    enum { OUTLET = 40 };
    ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0.6f);
    for (unsigned i = 0; i < OUTLET; i++) {
        ro_buffer text = {0};
        add_words(&text, 100 + i, 0, i < 12 ? 90 : 50); /* of its own */
        add_words(&text, 1, 0, 110);                    /* of all */
        add_built(dedup, &text);
    }
    for (uint32_t i = 0; i < OUTLET; i++) assert_verdict(dedup, i, RO_DEDUP_KEPT, i);
    ro_buffer wrapped = {0}; /* an article of another outlet in the frame of this one */
    add_words(&wrapped, 1, 0, 55);
    add_words(&wrapped, 7, 0, 60);
    add_words(&wrapped, 1, 55, 110);
    ro_buffer bare = {0};
    add_words(&bare, 7, 0, 60);
    add_built(dedup, &bare);
    add_built(dedup, &wrapped);
    assert_int_equal(verdict_of(dedup, OUTLET + 1).kind, RO_DEDUP_VERSION);
    assert_int_equal(verdict_of(dedup, OUTLET + 1).kept, OUTLET);
    ro_dedup_free(dedup);
}

static ro_article *dated(const char *text, int day, const char *outlet, const char *credited) {
    ro_article *article = fixture_article(text, strlen(text));
    if (day) {
        article->meta.published.from = "test";
        article->meta.published.date = (ro_date){.year = 2024,
                                                 .month = 5,
                                                 .day = (uint8_t)day,
                                                 .precision = RO_PRECISION_DAY,
                                                 .utc_offset = RO_OFFSET_UNKNOWN};
    }
    const char **agencies = RO_ARENA_ARRAY(&article->arena, const char *, 1);
    agencies[0] = credited;
    article->meta.agencies = agencies;
    article->meta.agency_count = credited != NULL;
    article->meta.outlet = outlet;
    return article;
}

static void the_rule_says_which_stays(void **state) {
    (void)state;
    ro_buffer longer = {0}, shorter = {0};
    add_words(&longer, 1, 0, 210);
    add_words(&shorter, 1, 0, 200);
    static const uint32_t stays[] = {0, 2, 1, 3, 2};
    for (int rule = RO_KEEP_FIRST; rule <= RO_KEEP_ORIGINAL; rule++) {
        ro_article *articles[] = {
            dated(shorter.data, 0, "Gazette", NULL),
            dated(shorter.data, 9, "Herald", NULL),
            dated(longer.data, 5, "Northern Wire", "Northern Wire"),
            dated(shorter.data, 4, "Courier", "Northern Wire"),
        };
        ro_dedup *dedup = start((ro_dedup_keep)rule, RO_DEDUP_KEPT, 0);
        assert_int_equal(ro_dedup_add(dedup, articles, 4, false, NULL), RO_OK);
        ro_dedup_verdict early;
        assert_int_equal(ro_dedup_verdict_of(dedup, 0, &early),
                         rule == RO_KEEP_FIRST ? RO_OK : RO_ERR_ARG);
        assert_int_equal(ro_dedup_decide(dedup, NULL), RO_OK);
        for (uint32_t i = 0; i < 4; i++) {
            assert_int_equal(verdict_of(dedup, i).kept, stays[rule]);
            ro_article_free(articles[i]);
        }
        ro_dedup_free(dedup);
    }
    ro_buffer_free(&longer);
    ro_buffer_free(&shorter);
}

static void what_is_known_stays(void **state) {
    (void)state;
    ro_dedup *dedup = start(RO_KEEP_LONGEST, RO_DEDUP_KEPT, 0);
    ro_buffer text = {0};
    add_words(&text, 1, 0, 100);
    ro_article *known = fixture_article(text.data, text.size);
    ro_article *twice[] = {known, known};
    assert_int_equal(ro_dedup_add(dedup, twice, 2, true, NULL), RO_OK);
    add_words(&text, 1, 100, 110);
    add_text(dedup, text.data);
    assert_int_equal(ro_dedup_decide(dedup, NULL), RO_OK);
    assert_verdict(dedup, 0, RO_DEDUP_KEPT, 0);
    assert_verdict(dedup, 1, RO_DEDUP_KEPT, 1);
    assert_verdict(dedup, 2, RO_DEDUP_VERSION, 0);
    ro_article_free(known);
    ro_buffer_free(&text);
    ro_dedup_free(dedup);
}

/* The quick scanner and the general one cut words alike. */
static void words_are_cut_as_elsewhere(void **state) {
    (void)state;
    static const char *const alike[][2] = {
        {"don't stop 1,000.5 times", "DON’T stop 1,000.5 times"},
        {"U.S. ships, he said.", "US ships he said"},
        {"the mayor's car", "The Mayor’s car!"},
        {"caf\xC3\xA9 owner", "CAF\xC3\x89 owner"},
    };
    ro_sketcher *sketcher = ro_sketcher_new();
    assert_non_null(sketcher);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        ro_sketch sketch[2];
        for (size_t k = 0; k < 2; k++) {
            ro_article *article = fixture_article(alike[i][k], strlen(alike[i][k]));
            assert_true(ro_sketch_make(sketcher, article, &sketch[k]));
            ro_article_free(article);
        }
        assert_int_equal(sketch[0].digest, sketch[1].digest);
        assert_int_equal(sketch[0].words, sketch[1].words);
    }
    ro_sketcher_free(sketcher);
}

static void keys_of_a_wider_window_are_among_the_others(void **state) {
    (void)state;
    enum { LONG = 900, PART = 200 };
    uint16_t codes[LONG];
    ro_arena arena = RO_ARENA_INIT;
    for (unsigned i = 0; i < LONG; i++) codes[i] = (uint16_t)ro_hash_mix(5, i);
    ro_sketch whole = {.codes = codes, .count = LONG, .words = LONG};
    ro_sketch part = {.codes = codes + 300, .count = PART, .words = PART};
    ro_key_array of_whole = {0}, of_part = {0};
    assert_true(ro_sketch_keys(&whole, &arena, &of_whole));
    assert_true(ro_sketch_keys(&part, &arena, &of_part));
    assert_true(of_whole.count > 60 && of_whole.count < 160);
    unsigned inside = 0, shared = 0;
    for (uint32_t i = 0; i < of_whole.count; i++) {
        if (of_whole.items[i].at < 320 || of_whole.items[i].at > 480) continue;
        inside++;
        for (uint32_t k = 0; k < of_part.count; k++)
            shared += of_part.items[k].at + 300 == of_whole.items[i].at;
    }
    assert_true(inside > 10);
    assert_int_equal(shared, inside);
    ro_arena_free(&arena);
}

static void running_out_of_memory_is_told(void **state) {
    (void)state;
    bool done = false;
    for (size_t after = 0; !done; after++) {
        ro_dedup *dedup = start(RO_KEEP_FIRST, RO_DEDUP_KEPT, 0);
        ro_buffer text = {0};
        add_words(&text, 1, 0, 100);
        ro_article *whole = fixture_article(text.data, text.size);
        ro_article *part = fixture_article(text.data, text.size / 2);
        ro_article *both[] = {whole, part};
        ro_arena_fail_after(after);
        ro_status status = ro_dedup_add(dedup, both, 2, false, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_OK || status == RO_ERR_NOMEM);
        assert_true(status == RO_ERR_NOMEM || after > 4);
        done = status == RO_OK;
        ro_article_free(whole);
        ro_article_free(part);
        ro_buffer_free(&text);
        ro_dedup_free(dedup);
    }
}

static void wrong_choices_are_refused(void **state) {
    (void)state;
    ro_dedup *dedup;
    ro_dedup_options options = {RO_SIZED(ro_dedup_options), .share = 1.5f};
    assert_int_equal(ro_dedup_new(&options, &dedup, NULL), RO_ERR_ARG);
    options.share = -1;
    assert_int_equal(ro_dedup_new(&options, &dedup, NULL), RO_ERR_ARG);
    assert_null(dedup);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_told_apart),
        cmocka_unit_test(edited_copies_are_found),
        cmocka_unit_test(texts_that_say_all_twice_are_copies),
        cmocka_unit_test(short_texts_are_not_all_alike),
        cmocka_unit_test(figures_tell_short_texts_apart),
        cmocka_unit_test(names_tell_texts_of_one_form_apart),
        cmocka_unit_test(other_scripts_do_not_fall_together),
        cmocka_unit_test(repeated_words_stay_cheap),
        cmocka_unit_test(many_equal_articles_stay_cheap),
        cmocka_unit_test(boilerplate_is_no_copy),
        cmocka_unit_test(the_rule_says_which_stays),
        cmocka_unit_test(what_is_known_stays),
        cmocka_unit_test(words_are_cut_as_elsewhere),
        cmocka_unit_test(keys_of_a_wider_window_are_among_the_others),
        cmocka_unit_test(running_out_of_memory_is_told),
        cmocka_unit_test(wrong_choices_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
