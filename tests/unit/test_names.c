/* SPDX-License-Identifier: Apache-2.0 */
/* Names by their form alone: tokens and sentences by rules, without tags and without a model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyse/analyse.h"
#include "analyse/people/people_scan.h"
#include "lang/en/sentences.h"
#include "lang/en/tokens.h"

typedef struct rules {
    ro_arena arena;
    ro_token_rules tokens;
    ro_sentence_rules sentences;
    ro_people_rules *people;
} rules;

static int setup(void **state) {
    rules *r = calloc(1, sizeof *r);
    assert_non_null(r);
    assert_true(ro_token_rules_read(&r->arena, &r->tokens));
    assert_true(ro_sentence_rules_read(&r->arena, &r->sentences));
    r->people = ro_people_rules_new(&r->arena);
    assert_non_null(r->people);
    *state = r;
    return 0;
}

static int teardown(void **state) {
    rules *r = *state;
    ro_arena_free(&r->arena);
    free(r);
    return 0;
}

/* Write the names of @p text, whose paragraphs are lines, each with its type and a sign for how
 * sure that is: "." certain, "?" likely, "~" unsure. */
static void render(const rules *r, const char *text, char *out, size_t size) {
    static const char sure[] = {[RO_UNSURE] = '~', [RO_LIKELY] = '?', [RO_CERTAIN] = '.'};
    ro_article *article = ro_article_new();
    ro_arena scratch = RO_ARENA_INIT;
    assert_non_null(article);
    article->text = text;
    article->size = (uint32_t)strlen(text);
    for (uint32_t at = 0; at < article->size;) {
        ro_span block = {at, at + (uint32_t)strcspn(text + at, "\n")};
        uint32_t first = article->tokens.count;
        assert_true(ro_tokens_find(&r->tokens, &article->arena, text, block, &article->tokens));
        assert_true(ro_sentences_find(&r->sentences, &r->tokens, &article->arena, text, 0,
                                      &article->tokens, first, &article->sentences));
        at = block.end + 1;
    }
    ro_people_scan scan = {.rules = r->people, .article = article, .scratch = &scratch};
    assert_true(ro_see_words(&scan));
    ro_find_names(&scan);
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < scan.found.count; i++) {
        const ro_found *found = &scan.found.items[i];
        ro_str words = ro_tokens_str(article, found->first, found->end);
        used +=
            (size_t)snprintf(out + used, size - used, "%s%.*s %s%c", i ? "; " : "", (int)words.n,
                             words.p, ro_entity_type_name(found->type), sure[found->certainty]);
    }
    ro_arena_free(&scratch);
    ro_article_free(article);
}

typedef struct sample {
    const char *text, *expected;
} sample;

static void check(void **state, const sample *samples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char got[1000];
        render(*state, samples[i].text, got, sizeof got);
        if (strcmp(got, samples[i].expected) != 0)
            fail_msg("%s\n  got:      %s\n  expected: %s", samples[i].text, got,
                     samples[i].expected);
    }
}

#define CHECK(samples) check(state, samples, sizeof samples / sizeof *samples)

static void names_hold_together(void **state) {
    static const sample samples[] = {
        /* particles, stops, hyphens, signs */
        {"They met Ludwig van der Blom and J. K. Orr there.",
         "Ludwig van der Blom person.; J. K. Orr person."},
        {"They met Mr. Orr and Dr Ines Costa-Vidal there.",
         "Orr person.; Ines Costa-Vidal person."},
        {"The Blom-led group and Al-Bina bank sued Marsh & Vale there.",
         "Blom other~; Al-Bina person.; Marsh & Vale person~"},
        {"They saw Rio de\nMaria Orr slept there.", "Rio person?; Maria Orr person."},
        {"It was Marsh &\nVale who sued Marsh & Vale.",
         "Marsh person?; Vale person?; Marsh & Vale person~"},
        {"Then she went from the Ministry of Health with some others over to the "
         "Department of Health and Human Services there.",
         "Ministry of Health organization.; Department of Health and Human Services organization."},
        {"There they went through the Ministry of the Interior again and to the Office for\n"
         "Rita Orr slept there.",
         "Ministry of the Interior organization.; Office other~; Rita Orr person."},
        {"There they came from the Ministry of peace with some from the People's Guard.",
         "Ministry other~; People's Guard organization."},
        {"They met Maria Orr\nRita Vidal slept there too.",
         "Maria Orr person.; Rita Vidal person."},
        {"They fled Al-bina and Al-binarr and the Zorvan-governed town and Al-and there.",
         "Al-bina person.; Al person?; Zorvan other~; Al person?"},
        {"They met Mx. Zorvan with Prof. Keldor and Rev. Dr. Brell there.",
         "Zorvan person.; Keldor person.; Brell person."},
        {"They said some of the Women's Guard met the Children's Guard with the men's Guard.",
         "Women's Guard organization.; Children's Guard organization.; Guard other~"},
        {"They said the Ministry then Orr met Zorvan of Keldor there.",
         "Ministry other~; Orr other~; Zorvan other~; Keldor other~"},
        {"They said the Department of Health and Safety and the Ministry and Orr left.",
         "Department of Health and Safety organization.; Ministry other~; Orr other~"},
        {"They went to the Office for the\nMinistry there.", "Office other~; Ministry other~"},
        {"Then they met Ab Bc Cd De Ef Fg Gh Hk Kl Lm Mn Np Pq Qr Rs St Tu Uv Vw Wx Xy Yz Zb Bd "
         "Dg there with some others who were there and who ate and drank and slept for long.",
         "Ab Bc Cd De Ef Fg Gh Hk Kl Lm Mn Np Pq Qr Rs St Tu Uv Vw Wx Xy Yz Zb Bd other~; Dg "
         "other~"},
        {"The Group of 20 met in the Gulf of Ulm.",
         "Group of 20 organization.; Gulf of Ulm place."},
    };
    CHECK(samples);
}

static void what_looks_like_a_person(void **state) {
    static const sample samples[] = {
        {"They met Maria Orr there.", "Maria Orr person."},
        {"They met Zorvan Keldor Jr. there.", "Zorvan Keldor Jr. person."},
        {"They met III Zorvan there.", "III Zorvan person~"},
        {"They met Zorvan von Keldor there.", "Zorvan von Keldor person."},
        {"They met Zorvan Q. Keldor there.", "Zorvan Q. Keldor person."},
        {"They met Q. Keldor there.", "Q. Keldor person."},
        {"They met Zorvan Q there.", "Zorvan Q person~"},
        {"They met Zorvan Keldor there.", "Zorvan Keldor person~"},
        {"They met Zorvan Keldor Brell Trosk there.", "Zorvan Keldor Brell Trosk other~"},
        {"They met Maria Keldor Brell Trosk Varn Delm there.",
         "Maria Keldor Brell Trosk Varn Delm person."},
        {"They met Maria Keldor Brell Trosk Varn Delm Ost there.",
         "Maria Keldor Brell Trosk Varn Delm Ost other~"},
        {"They met Maria there.", "Maria person?"},
        {"They met ZKB there.", "ZKB organization?"},
    };
    CHECK(samples);
}

static void neighbours_tell_the_type(void **state) {
    static const sample samples[] = {
        {"Then Zorvan said so.", "Zorvan person?"},
        {"Then Zorvan, who was ill, left.", "Zorvan person?"},
        {"Then Zorvan, 45, left.", "Zorvan person?"},
        {"Then Zorvan, 450, left.", "Zorvan other~"},
        {"Then Zorvan, France, fell.", "Zorvan place?; France place."},
        {"Then Zorvan, France's town, fell.", "Zorvan other~; France place."},
        {"Then said Zorvan so.", "Zorvan person?"},
        {"Then the minister Zorvan left.", "Zorvan person?"},
        {"Then the ministers Zorvan left.", "Zorvan other~"},
        {"It fell in Zorvan.", "Zorvan place?"},
        {"It fell near Zorvan.", "Zorvan place?"},
        {"It fell over Zorvan.", "Zorvan other~"},
        {"Then whose Zorvan whose hat fell.", "Zorvan person?"},
    };
    CHECK(samples);
}

static void words_in_a_name_tell_its_type(void **state) {
    static const sample samples[] = {
        {"They sued Zorvan Inc there.", "Zorvan Inc organization."},
        {"They sued Maria Park there.", "Maria Park person."},
        {"They sued Zorvan Park there.", "Zorvan Park place."},
        {"They sued Maria Ministry there.", "Maria Ministry organization."},
        {"They left Zorvan University there.", "Zorvan University organization."},
        {"They left Mount Zorvan and Mount Zorvan Keldor Brell there.",
         "Mount Zorvan place.; Mount Zorvan Keldor Brell other~"},
        {"They left Mount Zorvan Keldor there.", "Mount Zorvan Keldor place."},
        {"They won the Zorvan Cup there.", "Zorvan Cup other."},
        {"They left the University of Zorvan there.", "University of Zorvan organization."},
        {"They are Zorvan Muslims there.", "Zorvan Muslims group."},
    };
    CHECK(samples);
}

static void runs_are_cut(void **state) {
    static const sample samples[] = {
        {"Then US Secretary of State Ada Orr met French Foreign Minister Luc Vidal.",
         "US place.; Ada Orr person.; French group.; Luc Vidal person."},
        {"Then they said the General Assembly voted when Prince Zorvan Jr left.",
         "General Assembly organization.; Zorvan Jr person."},
        {"Then the US-China talks and the Orr-Vidal meeting ended.",
         "US place.; China place.; Orr other~; Vidal person?"},
        {"Then Minister of Foreign Affairs Maria Orr left.", "Maria Orr person."},
        {"Then Minister of Foreign Affairs and Trade of France Maria Orr left.",
         "France place.; Maria Orr person."},
        {"Then Mr. Zorvan and Professor Sir Zorvan Keldor left.",
         "Zorvan person.; Zorvan Keldor person."},
        {"Then Russian Foreign Ministry Spokeswoman Maria Orr left.",
         "Russian Foreign Ministry organization.; Maria Orr person."},
        {"Then ZKB President Orr left.", "ZKB organization?; Orr person."},
        {"Then Paris Saint Orr fell and France Zorvan left.",
         "Paris Saint Orr person.; France place.; Zorvan other~"},
    };
    CHECK(samples);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_hold_together),
        cmocka_unit_test(what_looks_like_a_person),
        cmocka_unit_test(neighbours_tell_the_type),
        cmocka_unit_test(words_in_a_name_tell_its_type),
        cmocka_unit_test(runs_are_cut),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
