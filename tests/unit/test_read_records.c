/* SPDX-License-Identifier: Apache-2.0 */
/* Records with named fields: tables, exports, names that the caller gives. */
#include <stdio.h>

#include "read_fixture.h"

static ro_reader *open_with(void **state, const char *data, const ro_field_name *fields,
                            size_t count, ro_status *status, ro_error *error) {
    ro_read_options options = {RO_SIZED(ro_read_options), .fields = fields, .field_count = count};
    ro_reader *reader = NULL;
    *status = ro_reader_open_memory_with(*state, &limits, "name", data, strlen(data), &options,
                                         &reader, error);
    return reader;
}

static void assert_next(ro_reader *reader, const char *text, const char *source) {
    ro_article *article;
    ro_error error = {0};
    ro_status status = ro_reader_next(reader, &article, &error);
    if (status != RO_OK) print_error("%s\n", error.msg);
    assert_int_equal(status, RO_OK);
    assert_string_equal(article->text, text);
    assert_maps_back(article, source + article->meta.input_offset);
    ro_article_free(article);
}

static void assert_end(ro_reader *reader) {
    ro_article *article;
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_END);
    ro_reader_free(reader);
}

static void quoted_fields_are_undone_and_map_back(void **state) {
    static const char table[] = "title,text\r\n"
                                "One,\"The bridge, at Arve,\nwas shut on Monday.\"\r\n"
                                "\r\n"
                                "Two,A \"bare\" mark stays in the line.\r\n"
                                "\"Three\",\"Marks\" behind a field make it bare\n"
                                "Four,\"No end, said the town";
    ro_status status;
    ro_reader *reader = open_bytes(state, table, strlen(table), &status, NULL);
    assert_next(reader, "The bridge, at Arve,\nwas shut on Monday.", table);
    assert_next(reader, "A \"bare\" mark stays in the line.", table);
    assert_next(reader, "\"Marks\" behind a field make it bare", table);
    ro_article *article;
    ro_error error;
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_string_equal(error.msg, "the row has 3 fields, the header 2");
    assert_int_equal(error.record, 4);
    assert_string_equal(article->text, "\"No end");
    ro_article_free(article);
    assert_end(reader);
}

/* A name is a name whatever parts its words, and whatever stands before a colon. */
static void names_of_fields_are_read_loosely(void **state) {
    static const struct {
        const char *name;
        bool title;
    } names[] = {{"title", true},
                 {"TITLE", true},
                 {" title ", true},
                 {"dc:title", true},
                 {"a:b:title", true},
                 {"article_title", true},
                 {"Article-Title", true},
                 {"article.title", true},
                 {"article title", true},
                 {"ti\xEF\xBF\xBDtle", true},
                 {"title\xEF\xBF\xBD", true},
                 {"ti\xEF\xBF\xA6tle", false}, /* begins as that does, and is a sign */
                 {"title:", false},
                 {"title2", false},
                 {"", false},
                 {"____________________________________________________________title", false},
                 {"___________________________________________________________title", true}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char record[256];
        snprintf(record, sizeof record,
                 "{\"text\":\"The mill was shut on Monday.\",\"%s\":\"Mill\"}", names[i].name);
        ro_article *article = read_text(state, record);
        bool found = article->meta.title && strcmp(article->meta.title, "Mill") == 0;
        if (found != names[i].title) print_error("'%s'\n", names[i].name);
        assert_int_equal(found, names[i].title);
        ro_article_free(article);
    }
}

static void a_doubled_mark_is_one(void **state) {
    static const char table[] = "title,text\nOne,\"She said \"\"no\"\" there.\"\n";
    ro_article *article = read_text(state, table);
    assert_string_equal(article->text, "She said \"no\" there.");
    uint64_t start, end;
    assert_int_equal(ro_article_input_span(article, (ro_span){9, 13}, &start, &end), RO_OK);
    assert_memory_equal(table + article->meta.input_offset + start, "\"\"no\"", 5);
    ro_article_free(article);
}

static void tables_are_told_by_their_header(void **state) {
    static const struct {
        const char *data, *format;
    } inputs[] = {{"id;text\n1;The bridge was shut on Monday.\n", "csv"},
                  {"id|body\n1|The bridge was shut on Monday.\n", "csv"},
                  {"Text, title and picture: Ana Pinto\n\nThe bridge was shut.\n", "plain"},
                  {"Bridge shut, text to follow\nThe bridge was shut, the town said.\n", "plain"},
                  {"a,b\n1,2\n", "plain"},
                  {"text\nThe bridge was shut on Monday.\n", "plain"}};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        ro_article *article = read_text(state, inputs[i].data);
        assert_string_equal(article->meta.format, inputs[i].format);
        ro_article_free(article);
    }
}

static void names_of_the_caller_go_first(void **state) {
    static const char table[] = "text,zeile,kopf\nno,The bridge was shut.,Bridge\n";
    static const char lines[] =
        "{\"text\":\"no\",\"story\":{\"body\":{\"en\":\"Shut on Monday.\"}}}";
    static const ro_field_name german[] = {{"text", "zeile"}, {"title", "kopf"}};
    static const ro_field_name path[] = {{"content", "story.body.en"}, {"text", "absent"}};
    ro_status status;
    ro_error error;
    ro_reader *reader = open_with(state, table, german, 2, &status, &error);
    assert_next(reader, "The bridge was shut.", table);
    assert_end(reader);
    static const ro_field_name body[] = {{"text", "story.body.en"}};
    reader = open_with(state, lines, body, 1, &status, &error);
    assert_next(reader, "Shut on Monday.", lines);
    assert_end(reader);
    reader = open_with(state, lines, path, 2, &status, &error);
    assert_next(reader, "no", lines);
    assert_end(reader);
    static const ro_field_name wrong[] = {{"txt", "a"}};
    assert_null(open_with(state, lines, wrong, 1, &status, &error));
    assert_int_equal(status, RO_ERR_ARG);
    assert_non_null(strstr(error.msg, "there is no field 'txt'"));
}

static void lists_inside_of_objects_are_found(void **state) {
    static const char *const exports[] = {
        "{\"n\":1,\"articles\":[{\"text\":\"The bridge was shut.\"}],\"more\":[{\"text\":\"no\"}]}",
        "{\"response\":{\"docs\":[{\"text\":\"The bridge was shut.\"}]}}",
        "{\"whatever\":[{\"title\":\"a\",\"text\":\"The bridge was shut.\"}]}",
        "[{\"title\":{\"rendered\":\"a\"},\"content\":{\"rendered\":\"The bridge was shut.\"}}]",
        "{\"articles\":[{\"_source\":{\"full_text\":[\"The bridge was shut.\"]}}"};
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        ro_status status;
        ro_reader *reader = open_bytes(state, exports[i], strlen(exports[i]), &status, NULL);
        ro_article *article;
        assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
        assert_int_equal(ro_str_trim((ro_str){article->text, article->size}).n, 20);
        assert_maps_back(article, exports[i] + article->meta.input_offset);
        ro_article_free(article);
        assert_end(reader);
    }
}

static void a_record_with_a_list_is_a_record(void **state) {
    static const char record[] = "{\"text\":\"The bridge was shut.\",\"related\":[{\"title\":\"a\","
                                 "\"text\":\"no\"}]}";
    ro_article *article = read_text(state, record);
    assert_string_equal(article->text, "The bridge was shut.");
    ro_article_free(article);
}

static void dates_of_any_form_are_read_and_others_kept(void **state) {
    static const struct {
        const char *date, *iso, *as;
    } cases[] = {{"\"20210504T080000Z\"", "2021-05-04T08:00:00Z", NULL},
                 {"1620115200", "2021-05-04T08:00:00Z", NULL},
                 {"1620115200000", "2021-05-04T08:00:00Z", NULL},
                 {"\"2021-05\"", "2021-05", NULL},
                 {"\"Tue, 32 Foo\"", "", "Tue, 32 Foo"},
                 {"null", "", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[200], iso[32];
        snprintf(line, sizeof line, "{\"text\":\"It was shut.\",\"published\":%s}", cases[i].date);
        ro_article *article = read_text(state, line);
        assert_string_equal(ro_date_format(&article->meta.published.date, iso), cases[i].iso);
        if (cases[i].as)
            assert_string_equal(article->meta.published_as, cases[i].as);
        else
            assert_null(article->meta.published_as);
        ro_article_free(article);
    }
}

static void deep_json_is_refused(void **state) {
    enum { DEPTH = 100000 };
    char *deep = malloc(2 * DEPTH + 32);
    for (int list = 0; list < 2; list++) {
        size_t n = (size_t)sprintf(deep, list ? "{\"text\":" : "{\"a\":");
        for (size_t i = 0; i < DEPTH; i++) deep[n++] = list ? '[' : '{';
        deep[n] = '\0';
        ro_status status;
        ro_error error;
        ro_article *article = read_one(state, deep, n, &status, &error);
        assert_null(article);
        assert_int_equal(status, RO_ERR_INPUT);
    }
    free(deep);
}

static void records_survive_failed_allocations(void **state) {
    static const char *const documents[] = {
        "title,text\nOne,\"She said \"\"no\"\" there on Monday.\"\n",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"E\",\"items\":[{\"title\":"
        "\"a\",\"author\":{\"name\":\"Ana Pinto\"},\"content_text\":\"It was \\\"shut\\\".\"}]}"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        bool whole = false;
        for (size_t after = 0; !whole; after++) {
            ro_status status;
            ro_arena_fail_after(after);
            ro_article *article =
                read_one(state, documents[i], strlen(documents[i]), &status, NULL);
            ro_arena_fail_after(SIZE_MAX);
            assert_true(status == RO_OK || status == RO_ERR_NOMEM);
            whole = article != NULL;
            ro_article_free(article);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_fields_are_undone_and_map_back),
        cmocka_unit_test(names_of_fields_are_read_loosely),
        cmocka_unit_test(a_doubled_mark_is_one),
        cmocka_unit_test(tables_are_told_by_their_header),
        cmocka_unit_test(names_of_the_caller_go_first),
        cmocka_unit_test(lists_inside_of_objects_are_found),
        cmocka_unit_test(a_record_with_a_list_is_a_record),
        cmocka_unit_test(dates_of_any_form_are_read_and_others_kept),
        cmocka_unit_test(deep_json_is_refused),
        cmocka_unit_test(records_survive_failed_allocations),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
