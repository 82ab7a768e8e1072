/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a string is a person's name by its form, and how such a name is laid out. */
#include "read/parts/name_form.h"
#include "read_fixture.h"

#define SIXTY       "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaa Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define SIXTY_SMALL "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef bool judge(const ro_read_rules *rules, ro_str name);

static void all(void **state, judge *is, bool expected, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is(*state, ro_str_of(names[i])) != expected) fail_msg("\"%s\"", names[i]);
}

#define ALL(is, expected, names) all(state, is, expected, names, sizeof names / sizeof *names)

static void people(void **state) {
    static const char *const people[] = {"Jane Doe", "Bo Li", "A B", "J. R. Doe", "JR Doe",
                                         "Jane  Doe ", "(Jane) \"Doe\"", "Jane van der Doe",
                                         "José Ortega y Gasset", "Élodie Öz", "Jane MDRTS",
                                         /* in capitals, three or four letters with a vowel */
                                         "IAN DOE", "YVES DYK", "AVA ELI", "DYK TYR",
                                         /* scripts without capitals, and without spaces */
                                         "محمد علي", "אבי כהן", "山田", "山田太郎山田", "김철수",
                                         /* the longest, and the most words */
                                         SIXTY, "Aa Bb Cc Dd Ee Ff"};
    static const char *const none[] = {
        "", "Ab", "Jane", "jane doe", "Jane doe", "von der", "Jane -", "Jane ' Doe", "Jane Doe2",
        "Jane Doe|Roe", "Jane @doe", "ödön Doe", "Sports Staff", "Jane Editor", "(Staff) Doe",
        "de la",
        /* letters of an outlet */
        "MDR Doe", "ARD Doe", "Jane MDRT", "MDR DOE", "JANE BBC", "山", "山田太郎山田太", "山A",
        "A山", "\u3001\u3001", SIXTY "b", "Aa Bb Cc Dd Ee Ff Gg"};
    ALL(ro_is_person, true, people);
    ALL(ro_is_person, false, none);
}

static void pen_names(void **state) {
    static const char *const names[] = {"Kathrin", "tlow", "abc", "abcdefghijklmnopqrst"};
    static const char *const none[] = {"ab",    "two words", "a.b",
                                       "tlow2", "staff",     "abcdefghijklmnopqrstu"};
    ALL(ro_is_pen_name, true, names);
    ALL(ro_is_pen_name, false, none);
}

static void uncapitalised_names(void **state) {
    static const char *const names[] = {"jane doe", "jo  ek ", "jané döe", "jane roe doe",
                                        SIXTY_SMALL};
    static const char *const none[] = {
        "jane",       "",           "jane roe doe poe", "j doe",     "jane de",
        "jane o'doe", "jane staff", "jane -doe",        "jane doe2", SIXTY_SMALL "b"};
    ALL(ro_is_uncapitalised_name, true, names);
    ALL(ro_is_uncapitalised_name, false, none);
}

static void names_are_laid_out(void **state) {
    static const char *const cases[][2] = {
        {"JANE DOE", "Jane Doe"},
        {"J. R. MCDONALD", "J. R. McDonald"},
        {"ANA DA SILVA", "Ana da Silva"},
        {"ÉLODIE ÖZ-ŞEN", "Élodie Öz-Şen"},
        {"jane doe", "Jane Doe"},
        {"Ella McKay", "Ella McKay"},
        {"ANN  LEE ", "Ann Lee"},
        {"BO LI", "BO LI"}, /* as good as initials */
        {"J.R. DOE", "J.R. Doe"},
        {"JOE D'ARLO", "Joe D'Arlo"},
        {"JOE D’ARLO", "Joe D’Arlo"},
        {"MCCOY MCKA", "McCoy Mcka"},
        {"VON DOE", "Von Doe"}, /* a particle stands between words */
        {"ANA DA", "Ana DA"},
        {"Jane doe", "Jane doe"},
        {"Jane DOE", "Jane DOE"}, /* not all of it is in capitals */
        {"jane DOE", "jane DOE"},
        {"jané doe", "Jané Doe"},
        {"j doe", "j doe"},
        {"ANA ȺȺȺ", "Ana Ⱥⱥⱥ"}, /* small letters that take more bytes */
        {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_arena arena = RO_ARENA_INIT;
        assert_string_equal(ro_person_name(*state, &arena, ro_str_of(cases[i][0])), cases[i][1]);
        ro_arena_free(&arena);
    }
}

static void without_memory_there_is_no_name(void **state) {
    ro_arena arena = RO_ARENA_INIT;
    ro_arena_fail_after(0);
    const char *name = ro_person_name(*state, &arena, RO_STR("JANE DOE"));
    ro_arena_fail_after(SIZE_MAX);
    assert_null(name);
    ro_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people),
        cmocka_unit_test(pen_names),
        cmocka_unit_test(uncapitalised_names),
        cmocka_unit_test(names_are_laid_out),
        cmocka_unit_test(without_memory_there_is_no_name),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
