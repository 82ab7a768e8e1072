/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "analyse/people/name_tagger.h"
#include "analyse/people/people_queries.h"
#include "base/hash.h"

static ro_arena rules_arena;
static ro_people_rules *rules;
static ro_lang *lang;

static int set_up(void **state) {
    (void)state;
    rules = ro_people_rules_new(&rules_arena);
    if (!rules || ro_lang_new(READOUT_SOURCE_DIR "/models", &lang, NULL) != RO_OK) return -1;
    return ro_people_rules_read_model(rules, lang, &rules_arena, READOUT_SOURCE_DIR "/models",
                                      NULL);
}

static int tear_down(void **state) {
    (void)state;
    ro_lang_free(lang);
    ro_arena_free(&rules_arena);
    return 0;
}

/* An article whose paragraphs are lines; its text is borrowed. The hints end with its analysis. */
static ro_article *article_of(const char *text, ro_name_hints *hints) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    article->text = text;
    article->size = (uint32_t)strlen(text);
    *hints = ro_name_hints_new(rules);
    ro_run_watch watch = ro_name_hints_watch(hints);
    ro_lang_lines(lang, &article->arena, text, (ro_span){0, article->size}, 0, &watch,
                  &article->tokens, &article->sentences);
    return article;
}

static ro_article *analysed(const char *text) {
    ro_name_hints hints;
    ro_article *article = article_of(text, &hints);
    ro_find_people(rules, &hints, article);
    assert_false(article->arena.oom);
    ro_arena_free(&hints.scratch);
    return article;
}

/* The entity that occurrence number nth (from 0) of words means. */
static const ro_entity *meant(const ro_article *article, const char *words, unsigned nth) {
    const char *at = article->text;
    for (unsigned i = 0; (at = strstr(at, words)) != NULL && i < nth; i++) at += strlen(words);
    if (!at) fail_msg("no \"%s\"", words);
    uint32_t start = (uint32_t)(at - article->text);
    ro_span span = {start, start + (uint32_t)strlen(words)};
    for (uint32_t i = 0; i < article->mentions.count; i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.start == span.start && mention->span.end == span.end)
            return &article->entities.items[mention->entity];
    }
    return NULL;
}

/* The entity of the mention that begins with byte @p at. */
static const ro_entity *at_byte(const ro_article *article, uint32_t at) {
    uint32_t i = ro_mention_from(article, at);
    if (i == article->mentions.count || article->mentions.items[i].span.start != at) return NULL;
    return &article->entities.items[article->mentions.items[i].entity];
}

static void assert_means(const ro_article *article, const char *words, unsigned nth,
                         const char *name) {
    const ro_entity *who = meant(article, words, nth);
    if (!who) fail_msg("\"%s\" means nobody", words);
    assert_string_equal(who->name, name);
}

static bool has_office(const ro_entity *who, const char *office) {
    for (uint32_t i = 0; i < who->office_count; i++)
        if (strcmp(who->offices[i], office) == 0) return true;
    return false;
}

static void offices_are_cut_from_names(void **state) {
    (void)state;
    ro_article *a = analysed("French Foreign Minister Claire Dubois met Mr Okafor in Vienna. "
                             "Okafor said China’s top diplomat Zhao Ming was not there.");
    const ro_entity *dubois = meant(a, "Claire Dubois", 0);
    assert_non_null(dubois);
    assert_int_equal(dubois->type, RO_ENTITY_PERSON);
    assert_true(has_office(dubois, "foreign minister"));
    assert_string_equal(dubois->country, "FR");
    const ro_entity *zhao = meant(a, "Zhao Ming", 0);
    assert_non_null(zhao);
    assert_true(has_office(zhao, "top diplomat"));
    assert_string_equal(zhao->country, "CN");
    assert_true(meant(a, "Okafor", 0) == meant(a, "Okafor", 1));
    assert_int_equal(meant(a, "Okafor", 0)->features, RO_FEATURE_MALE);
    assert_int_equal(meant(a, "Vienna", 0)->type, RO_ENTITY_PLACE);
    ro_article_free(a);
}

static void offices_behind_names(void **state) {
    (void)state;
    ro_article *a = analysed("“It is a start,” said Maria Keller, a professor of law at Boston "
                             "University. Peter Hall, deputy head of the agency, agreed.");
    assert_true(has_office(meant(a, "Maria Keller", 0), "professor of law at boston university"));
    assert_null(meant(a, "Maria Keller", 0)->country);
    assert_true(meant(a, "Peter Hall", 0)->office_count == 1);
    assert_int_equal(meant(a, "Boston University", 0)->type, RO_ENTITY_ORGANIZATION);
    ro_article_free(a);
}

static void family_name_first_or_last(void **state) {
    (void)state;
    ro_article *a = analysed("President Zhao Ming met Anna Berg on Monday. Zhao told Berg that he "
                             "would visit Oslo. Berg said she was pleased.");
    assert_means(a, "Zhao", 1, "Zhao Ming");
    assert_means(a, "Berg", 1, "Anna Berg");
    assert_means(a, "he", 0, "Zhao Ming");
    assert_means(a, "she", 0, "Anna Berg");
    ro_article_free(a);
}

static void same_family_name_is_not_one_person(void **state) {
    (void)state;
    ro_article *a = analysed("Governor John Marsh spoke first. His wife, Helen Marsh, spoke later. "
                             "Mrs Marsh thanked the nurses. Mr Marsh did not.");
    const ro_entity *john = meant(a, "John Marsh", 0), *helen = meant(a, "Helen Marsh", 0);
    assert_true(john != helen);
    assert_true(meant(a, "Marsh", 2) == helen);
    assert_true(meant(a, "Marsh", 3) == john);
    ro_article_free(a);
}

static void titles_and_descriptions_mean_people(void **state) {
    (void)state;
    ro_article *a = analysed(
        "German Chancellor Karl Vogt met Polish President Ewa Nowak in Berlin. The Polish "
        "president left early. The chancellor stayed. “It went well,” one Polish official said. "
        "The official added that more talks would follow.");
    assert_means(a, "The Polish president", 0, "Ewa Nowak");
    assert_means(a, "The chancellor", 0, "Karl Vogt");
    const ro_entity *official = meant(a, "one Polish official", 0);
    assert_non_null(official);
    assert_false(official->named);
    assert_true(meant(a, "The official", 0) == official);
    ro_article_free(a);
}

static void a_phrase_that_opens_the_sentence_looks_ahead(void **state) {
    (void)state;
    ro_article *a =
        analysed("Karl Vogt met Paul Roth. Before he left Berlin, Roth said little. The "
                 "most senior US official to visit in years, Dan Price is to stay.");
    assert_means(a, "he", 0, "Paul Roth");
    assert_means(a, "The most senior US official", 0, "Dan Price");
    ro_article_free(a);
}

static void organizations_have_short_forms(void **state) {
    (void)state;
    ro_article *a = analysed("The World Health Organization warned of a new strain. The WHO said "
                             "it would act. The US State Department agreed, and the State "
                             "Department offered help.");
    assert_true(meant(a, "World Health Organization", 0) == meant(a, "WHO", 0));
    assert_int_equal(meant(a, "WHO", 0)->type, RO_ENTITY_ORGANIZATION);
    assert_means(a, "it", 0, "World Health Organization");
    ro_article_free(a);
}

static void countries_are_one_under_all_their_names(void **state) {
    (void)state;
    ro_article *a = analysed("The United States and China met. US officials saw no Chinese will. "
                             "Nobody told us that.");
    assert_true(meant(a, "United States", 0) == meant(a, "US", 0));
    assert_string_equal(meant(a, "China", 0)->country, "CN");
    assert_int_equal(meant(a, "Chinese", 0)->type, RO_ENTITY_GROUP);
    assert_null(meant(a, "us", 0));
    ro_article_free(a);
}

static void headlines_and_capitals(void **state) {
    (void)state;
    ro_article *a = analysed("Okafor Meets Farmers After Long Delay\n"
                             "Minister James Okafor met farmers on Friday after a long delay. "
                             "OKAFOR WARNS OF FLOODS");
    assert_means(a, "Okafor", 0, "James Okafor");
    assert_null(meant(a, "Meets", 0));
    assert_null(meant(a, "Friday", 0));
    ro_article_free(a);
}

static void names_in_any_letters(void **state) {
    (void)state;
    static const char *const texts[] = {
        "President Barack Obama met Angela Merkel in Berlin on Friday, and the World Bank "
        "offered help to Kenya.",
        "PRESIDENT BARACK OBAMA MET ANGELA MERKEL IN BERLIN ON FRIDAY, AND THE WORLD BANK "
        "OFFERED HELP TO KENYA.",
        "president barack obama met angela merkel in berlin on friday, and the world bank "
        "offered help to kenya.",
        "President Barack Obama Met Angela Merkel in Berlin on Friday, and the World Bank "
        "Offered Help to Kenya."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ro_article *a = analysed(texts[i]);
        const ro_entity *obama = at_byte(a, 10), *merkel = at_byte(a, 27);
        assert_non_null(obama);
        assert_non_null(merkel);
        assert_int_equal(obama->type, RO_ENTITY_PERSON);
        assert_int_equal(strlen(obama->name), strlen("Barack Obama"));
        assert_int_equal(strlen(merkel->name), strlen("Angela Merkel"));
        assert_true(has_office(obama, "president"));
        const ro_entity *berlin = at_byte(a, 44), *bank = at_byte(a, 70);
        assert_true(berlin && berlin->type == RO_ENTITY_PLACE);
        /* In small letters "the world bank" is missed. */
        assert_true(bank ? bank->type == RO_ENTITY_ORGANIZATION : texts[i][0] == 'p');
        assert_null(at_byte(a, 54)); /* Friday */
        ro_article_free(a);
    }
}

static void acronyms_that_are_words(void **state) {
    (void)state;
    ro_article *a = analysed("Members of IS fled the town. Many said IS was weak. It IS true, who "
                             "knows. The World Health Organization (WHO) recommends that every "
                             "country act soon, and on Monday the WHO said so again.");
    assert_means(a, "IS", 0, "IS");
    assert_true(meant(a, "IS", 0) == meant(a, "IS", 1));
    assert_means(a, "WHO", 0, "World Health Organization");
    assert_true(meant(a, "WHO", 0) == meant(a, "WHO", 1));
    assert_null(meant(a, "who", 0));
    ro_article_free(a);
}

static void parts_of_names_are_no_offices_or_bodies(void **state) {
    (void)state;
    ro_article *a = analysed("Martin Luther King Jr. was honoured. Sen. John Marsh (R-Ohio) spoke, "
                             "and later the Atlantic Lottery Corporation also paid what it owed. "
                             "He told The Intercept so.");
    assert_non_null(meant(a, "Martin Luther King Jr.", 0));
    assert_null(meant(a, "R", 0));
    assert_int_equal(meant(a, "Atlantic Lottery Corporation", 0)->type, RO_ENTITY_ORGANIZATION);
    ro_article_free(a);
}

static void a_description_knows_whose(void **state) {
    (void)state;
    ro_article *a =
        analysed("Claire Dubois met Karl Vogt. Her husband, Paul Roth, is a lawyer. Her "
                 "husband waited outside. Vogt and his wife left. His wife was tired.");
    assert_means(a, "Her husband", 0, "Paul Roth");
    assert_means(a, "Her husband", 1, "Paul Roth");
    assert_means(a, "a lawyer", 0, "Paul Roth");
    assert_true(has_office(meant(a, "Paul Roth", 0), "lawyer"));
    assert_true(meant(a, "his wife", 0) == meant(a, "His wife", 0));
    assert_true(meant(a, "his wife", 0) != meant(a, "Her husband", 0));
    ro_article_free(a);
}

static void the_same_noun_with_known_words(void **state) {
    (void)state;
    ro_article *a = analysed("A tall man was seen near the school. The man ran away when police "
                             "came. The other man stayed. The protesters marched at noon, and the "
                             "protesters went home.");
    const ro_entity *tall = meant(a, "A tall man", 0);
    assert_non_null(tall);
    assert_true(meant(a, "The man", 0) == tall);
    assert_true(meant(a, "The other man", 0) != tall);
    assert_true(meant(a, "The protesters", 0) == meant(a, "the protesters", 0));
    ro_article_free(a);
}

static void nouns_mean_things_of_their_kind(void **state) {
    (void)state;
    ro_article *a =
        analysed("The University of Bergen will close a library. Harland Steel Inc., a maker of "
                 "rails, sold its mill to Norway in May. The university gave no reason. The "
                 "company needs money, and the country has enough of it.\nA museum burned in the "
                 "night. The museum had no alarm. The other museum has one.");
    assert_means(a, "The university", 0, "University of Bergen");
    assert_means(a, "The company", 0, "Harland Steel Inc.");
    assert_means(a, "the country", 0, "Norway");
    const ro_entity *museum = meant(a, "A museum", 0);
    assert_non_null(museum);
    assert_true(meant(a, "The museum", 0) == museum);
    assert_true(meant(a, "The other museum", 0) != museum);
    assert_null(meant(a, "a library", 0)); /* said once, without a name: nothing */
    ro_article_free(a);
}

static void what_things_are_said_to_be(void **state) {
    (void)state;
    ro_article *a =
        analysed("Malta is a small island. Acme Steel Inc., a firm in Leeds, sold the city of "
                 "Aleppo two ferries. The island has no port.");
    assert_means(a, "a small island", 0, "Malta");
    assert_means(a, "The island", 0, "Malta");
    assert_means(a, "a firm", 0, "Acme Steel Inc.");
    assert_means(a, "the city", 0, "Aleppo");
    ro_article_free(a);
}

static void a_speaker_is_not_who_is_spoken_of(void **state) {
    (void)state;
    ro_article *a = analysed("Paul Roth praised Karl Vogt on Monday. \"He is honest. He works "
                             "hard,\" Roth said. \"Nobody taught him.\"");
    assert_means(a, "He", 0, "Karl Vogt");
    assert_means(a, "He", 1, "Karl Vogt");
    assert_means(a, "him", 0, "Karl Vogt");
    ro_article_free(a);
}

static void what_is_owned_is_nobody_elses(void **state) {
    (void)state;
    ro_article *a = analysed("Paul Roth came with his wife. Karl Vogt brought his wife too.");
    assert_true(meant(a, "his wife", 0) != meant(a, "his wife", 1));
    ro_article_free(a);
    a = analysed("A son of the mayor was arrested. The son of the baker was not. The United "
                 "Nations met Paul Roth. Roth said his country would pay.");
    assert_true(meant(a, "A son of the mayor", 0) != meant(a, "The son of the baker", 0));
    const ro_entity *country = meant(a, "his country", 0);
    assert_true(!country || country != meant(a, "United Nations", 0));
    ro_article_free(a);
}

static void offices_are_not_one_for_their_class(void **state) {
    (void)state;
    ro_article *a =
        analysed("Actor Paul Roth met activist Anna Berg and Foreign Minister Karl Vogt. "
                 "The activist spoke first. The minister listened. Ewa Nowak is not the "
                 "president.");
    assert_means(a, "The activist", 0, "Anna Berg");
    assert_means(a, "The minister", 0, "Karl Vogt");
    assert_true(meant(a, "the president", 0) != meant(a, "Ewa Nowak", 0));
    ro_article_free(a);
}

static void companies_have_short_forms(void **state) {
    (void)state;
    ro_article *a =
        analysed("Shares of Lehman fell. Lehman Brothers Inc. said it would close. The company "
                 "gave no date. Lehman Brothers did not comment.");
    const ro_entity *lehman = meant(a, "Lehman Brothers", 1);
    assert_non_null(lehman);
    assert_true(meant(a, "Lehman", 0) == lehman);
    assert_true(meant(a, "The company", 0) == lehman);
    assert_true(meant(a, "it", 0) == lehman);
    ro_article_free(a);
}

static void queries_answer_by_place(void **state) {
    (void)state;
    ro_article *a = analysed("The Chinese foreign minister, Zhao Ming, spoke. Washington said no.");
    uint32_t at = (uint32_t)(strstr(a->text, "Chinese") - a->text);
    uint32_t widest = ro_mention_at(a, at);
    assert_int_not_equal(widest, RO_NONE);
    assert_int_equal(a->mentions.items[widest].span.start, 0);
    ro_mention_range range = ro_mentions_in(a, a->mentions.items[widest].span);
    assert_true(range.end - range.first == 2); /* the description and "Chinese" within it */
    uint32_t who = ro_span_entity(a, a->mentions.items[widest].span);
    assert_true(ro_entity_is_person(a, who) && ro_entity_may_speak(a, who));
    uint32_t place = ro_mention_at(a, (uint32_t)(strstr(a->text, "Washington") - a->text));
    assert_true(ro_entity_may_speak(a, a->mentions.items[place].entity));
    assert_false(ro_entity_is_person(a, RO_NONE) || ro_entity_may_speak(a, RO_NONE));
    assert_int_equal(ro_mention_at(a, a->size - 1), RO_NONE);
    ro_article_free(a);
}

static void mentions_are_in_order_and_names_do_not_nest(void **state) {
    (void)state;
    ro_article *a = analysed("US Treasury secretary Ann Lee told the Bank of England’s governor, "
                             "Tom Reid, that New York Stock Exchange rules and Asia-Pacific "
                             "Economic Cooperation talks with Jean-Claude van Damme stood.");
    uint32_t last_start = 0, last_name = 0;
    for (uint32_t i = 0; i < a->mentions.count; i++) {
        const ro_mention *m = &a->mentions.items[i];
        assert_true(m->span.start >= last_start && m->span.end > m->span.start);
        assert_true(m->span.end <= a->size && m->entity < a->entities.count);
        last_start = m->span.start;
        if (m->kind != RO_MENTION_NAME) continue;
        assert_true(m->span.start >= last_name);
        last_name = m->span.end;
    }
    ro_article_free(a);
}

/* Names over tokens made here: the parser's time is measured elsewhere. */
static void hostile_text_ends_soon(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "he ", "Al ",  "Al Bo said ", "the minister ", "of ",
        "-",   "Mr. ", "A. ",         "In his ",       "Ann Lee met US of for the "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        enum { REPEATS = 30000 };
        size_t n = strlen(pieces[i]);
        char *text = malloc(n * REPEATS + 1);
        assert_non_null(text);
        for (size_t k = 0; k < REPEATS; k++) memcpy(text + k * n, pieces[i], n);
        text[n * REPEATS] = '\0';
        ro_article *a = ro_article_new();
        a->text = text;
        a->size = (uint32_t)(n * REPEATS);
        for (uint32_t at = 0; at < a->size;) {
            uint32_t end = at + 1;
            while (end < a->size && ro_is_alpha((unsigned char)text[at]) &&
                   ro_is_alpha((unsigned char)text[end]))
                end++;
            ro_token token = {.span = {at, end}, .head = -1};
            if (text[at] != ' ') RO_APPEND(&a->arena, &a->tokens, token);
            at = end;
        }
        ro_sentence all = {{0, a->size}, 0, a->tokens.count, 0};
        RO_APPEND(&a->arena, &a->sentences, all);
        ro_find_people(rules, NULL, a);
        assert_false(a->arena.oom);
        ro_article_free(a);
        free(text);
    }
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    const char *text =
        "US Secretary Ann Lee, a professor of law, met Zhao Ming in Rome. He told Lee "
        "that the WHO and the World Health Organization agreed.";
    bool whole = false;
    for (size_t n = 0; !whole; n++) {
        ro_name_hints hints;
        ro_article *a = article_of(text, &hints);
        ro_arena_fail_after(n);
        ro_find_people(rules, &hints, a);
        ro_arena_fail_after(SIZE_MAX);
        whole = !a->arena.oom;
        assert_true(!whole || a->mentions.count > 5);
        ro_arena_free(&hints.scratch);
        ro_article_free(a);
        assert_true(n < 1000);
    }
}

/* The smallest that there may be: all weights are zero. */
static char *small_model(size_t *size) {
    ro_names_header header = {.order = RO_NAMES_ORDER,
                              .version = RO_NAMES_VERSION,
                              .input = 8,
                              .open = 8,
                              .hidden = 8,
                              .rows = 2};
    uint64_t sizes[RO_NAME_SECTIONS];
    assert_true(ro_name_sections(&header, sizes));
    header.size = sizeof header;
    for (size_t i = 0; sizes[i]; i++) header.size += (sizes[i] + 15) & ~(uint64_t)15;
    char *bytes = calloc(1, header.size);
    assert_non_null(bytes);
    memcpy(header.magic, RO_NAMES_MAGIC, sizeof header.magic);
    header.checksum = ro_hash(bytes + sizeof header, header.size - sizeof header);
    memcpy(bytes, &header, sizeof header);
    *size = header.size;
    return bytes;
}

static void a_damaged_model_is_refused(void **state) {
    (void)state;
    size_t size;
    char *bytes = small_model(&size);
    ro_name_network net = {0};
    ro_arena arena = RO_ARENA_INIT;
    assert_int_equal(ro_name_network_use(bytes, size, &arena, &net, NULL), RO_OK);
    for (size_t cut = 0; cut < size; cut += 7)
        assert_int_equal(ro_name_network_use(bytes, cut, &arena, &net, NULL), RO_ERR_INPUT);
    for (size_t i = 0; i < size; i += 5) {
        /* Whoever reads the file holds this against the language. */
        if (i / 8 == offsetof(ro_names_header, language) / 8) continue;
        bytes[i] = (char)(bytes[i] ^ 0x41);
        assert_int_equal(ro_name_network_use(bytes, size, &arena, &net, NULL), RO_ERR_INPUT);
        bytes[i] = (char)(bytes[i] ^ 0x41);
    }
    bytes[offsetof(ro_names_header, version)]++;
    ro_error error = {0};
    assert_int_equal(ro_name_network_use(bytes, size, &arena, &net, &error), RO_ERR_INPUT);
    assert_string_equal(error.msg, "model of names of version 4, wanted 3");
    assert_null(net.header);
    ro_arena_free(&arena);
    free(bytes);
}

/* Under a right checksum any weights are refused, or used without harm. */
static void weights_of_any_kind_do_no_harm(void **state) {
    (void)state;
    size_t size, used = 0;
    char *bytes = small_model(&size);
    static const int8_t read[4 * 3] = {127, -127, 1, 64, 127, 127, 127, 127, 0, 0, 0, 0};
    const ro_run_read run = {read, read, 4, 4, 0, 3};
    const uint32_t features[] = {0, 1, 77};
    for (size_t i = offsetof(ro_names_header, input); i < size; i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_name_network net;
        char kept = bytes[i];
        bytes[i] = (char)(i % 2 ? 0x7f : 0x80);
        uint64_t sum = ro_hash(bytes + sizeof(ro_names_header), size - sizeof(ro_names_header));
        memcpy(bytes + offsetof(ro_names_header, checksum), &sum, sizeof sum);
        if (ro_name_network_use(bytes, size, &arena, &net, NULL) == RO_OK) {
            ro_name_hints hints = {.net = &net};
            ro_run_watch watch = ro_name_hints_watch(&hints);
            int32_t scores[RO_NAME_LABELS];
            watch.see(watch.watcher, &run);
            assert_int_equal(hints.tokens.count, 3);
            ro_name_scores(&net, &hints.tokens.items[0], features, 3, scores);
            ro_arena_free(&hints.scratch);
            used++;
        }
        bytes[i] = kept;
        ro_arena_free(&arena);
    }
    assert_true(used > size / 2);
    free(bytes);
}

/* A folder that has the language model alone. */
static void an_absent_model_is_an_error_unless_asked_for(void **state) {
    (void)state;
    char folder[] = "/tmp/readout-models-XXXXXX", english[64], link[80];
    assert_non_null(mkdtemp(folder));
    snprintf(english, sizeof english, "%s/en", folder);
    assert_int_equal(mkdir(english, 0700), 0);
    snprintf(link, sizeof link, "%s/english.model", english);
    assert_int_equal(symlink(READOUT_SOURCE_DIR "/models/en/english.model", link), 0);
    ro_engine_options options = {RO_SIZED(ro_engine_options), .model_dir = folder};
    ro_engine *engine;
    ro_error error = {0};
    assert_int_equal(ro_engine_new(&options, &engine, &error), RO_ERR_IO);
    assert_non_null(strstr(error.msg, "names.model"));
    assert_null(engine);
    options.without_names = true;
    assert_int_equal(ro_engine_new(&options, &engine, NULL), RO_OK);
    ro_engine_free(engine);
    unlink(link);
    options.without_names = false;
    assert_int_equal(ro_engine_new(&options, &engine, &error), RO_ERR_IO);
    assert_non_null(strstr(error.msg, "english.model"));
    rmdir(english);
    rmdir(folder);
}

static void models_have_the_version_that_is_told(void **state) {
    (void)state;
    static const char *const paths[] = {READOUT_SOURCE_DIR "/models/en/english.model",
                                        READOUT_SOURCE_DIR "/models/en/names.model"};
    for (int kind = RO_MODEL_LANGUAGE; kind <= RO_MODEL_NAMES; kind++) {
        uint32_t head[4];
        FILE *file = fopen(paths[kind], "rb");
        assert_non_null(file);
        assert_int_equal(fread(head, sizeof head, 1, file), 1);
        fclose(file);
        assert_int_equal(head[3], ro_model_version((ro_model_kind)kind));
    }
    assert_int_equal(ro_model_version((ro_model_kind)2), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices_are_cut_from_names),
        cmocka_unit_test(offices_behind_names),
        cmocka_unit_test(family_name_first_or_last),
        cmocka_unit_test(same_family_name_is_not_one_person),
        cmocka_unit_test(titles_and_descriptions_mean_people),
        cmocka_unit_test(a_phrase_that_opens_the_sentence_looks_ahead),
        cmocka_unit_test(organizations_have_short_forms),
        cmocka_unit_test(countries_are_one_under_all_their_names),
        cmocka_unit_test(headlines_and_capitals),
        cmocka_unit_test(names_in_any_letters),
        cmocka_unit_test(acronyms_that_are_words),
        cmocka_unit_test(parts_of_names_are_no_offices_or_bodies),
        cmocka_unit_test(a_description_knows_whose),
        cmocka_unit_test(the_same_noun_with_known_words),
        cmocka_unit_test(nouns_mean_things_of_their_kind),
        cmocka_unit_test(what_things_are_said_to_be),
        cmocka_unit_test(a_speaker_is_not_who_is_spoken_of),
        cmocka_unit_test(what_is_owned_is_nobody_elses),
        cmocka_unit_test(offices_are_not_one_for_their_class),
        cmocka_unit_test(companies_have_short_forms),
        cmocka_unit_test(queries_answer_by_place),
        cmocka_unit_test(mentions_are_in_order_and_names_do_not_nest),
        cmocka_unit_test(hostile_text_ends_soon),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_damaged_model_is_refused),
        cmocka_unit_test(weights_of_any_kind_do_no_harm),
        cmocka_unit_test(an_absent_model_is_an_error_unless_asked_for),
        cmocka_unit_test(models_have_the_version_that_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
