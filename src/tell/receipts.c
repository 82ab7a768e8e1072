/* SPDX-License-Identifier: Apache-2.0 */
/* A printed receipt, back to the place that it names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "tell/ids.h"
#include "tell/paper.h"

/* A receipt taken apart: "NAME", "NAME:START" or "NAME:START-END". */
typedef struct receipt_words {
    ro_str name;
    size_t start, end;
    bool has_start, has_end;
    bool bracketed;
} receipt_words;

typedef struct name_search {
    ro_article *const *articles;
    const char *const *ids; /* of the account; NULL: out of memory */
    uint32_t count;
} name_search;

/* Read the digits that end before @p end; false where there are none, or too many. */
static bool digits_before(ro_str s, size_t end, size_t *first, size_t *value) {
    size_t at = end, place = 1;
    *value = 0;
    while (at > 0 && ro_is_digit((unsigned char)s.p[at - 1]) && end - at < 10) {
        *value += place * (size_t)(s.p[--at] - '0');
        place *= 10;
    }
    *first = at;
    return at < end;
}

/* Cut ":START" or ":START-END" off the name, where it ends in that. */
static void cut_place(receipt_words *words) {
    ro_str s = words->name;
    size_t at, first, last;
    if (!digits_before(s, s.n, &at, &last)) return;
    first = last;
    bool range = at > 0 && s.p[at - 1] == '-';
    if (range && !digits_before(s, at - 1, &at, &first)) return;
    if (at < 2 || s.p[at - 1] != ':') return;
    words->name.n = at - 1;
    words->start = first;
    words->end = last;
    words->has_start = true;
    words->has_end = range;
}

/* The next character of a name as it is printed: what would drive a terminal is U+FFFD. */
static uint32_t printed(ro_str *name) {
    unsigned length;
    uint32_t code = ro_utf8_decode(name->p, ro_str_end(*name), &length);
    *name = (ro_str){name->p + length, name->n - length};
    return code == '\t' ? ' ' : ro_code_is_unsafe(code) ? 0xFFFD : code;
}

/* As it is or as it is printed; in a cell of a table an apostrophe in front keeps it from
 * being a formula. */
static bool is_name(const char *known, ro_str name) {
    if (!known || !*known) return false;
    ro_str rest = ro_str_of(known);
    if (name.n > 1 && name.p[0] == '\'' && known[0] != '\'')
        name = (ro_str){name.p + 1, name.n - 1};
    while (rest.n && name.n)
        if (printed(&rest) != printed(&name)) return false;
    return rest.n == 0 && name.n == 0;
}

/* "PATH#2": record 2 of a source whose articles have ids of their own. */
static bool is_record(const ro_metadata *meta, ro_str name) {
    size_t at, record;
    if (!digits_before(name, name.n, &at, &record) || at < 2 || name.p[at - 1] != '#') return false;
    ro_str path = {name.p, at - 1}, known = ro_str_of(meta->input_path);
    if (record != meta->record || path.n > known.n) return false;
    ro_str tail = {known.p + (known.n - path.n), path.n};
    return ro_str_eq(tail, path) && (tail.p == known.p || tail.p[-1] == '/');
}

/* Ways to name an article, the surest first. */
enum { BY_ACCOUNT_ID, BY_PATH, BY_OWN_ID, BY_ADDRESS, BY_RECORD, BY_SOURCE, WAYS };

static bool answers(const name_search *search, uint32_t i, int way, ro_str name) {
    const ro_metadata *meta = &search->articles[i]->meta;
    switch (way) {
    case BY_ACCOUNT_ID: return is_name(search->ids[i], name);
    case BY_PATH: return meta->record == 0 && is_name(meta->input_path, name);
    case BY_OWN_ID: return is_name(meta->id, name);
    case BY_ADDRESS: return is_name(meta->url, name);
    case BY_RECORD: return is_record(meta, name);
    default: return is_name(meta->input_path, name);
    }
}

/* How many articles have the name, by the first way in which any has it. */
static uint32_t find_name(const name_search *search, ro_str name, uint32_t *found) {
    for (int way = 0; way < WAYS; way++) {
        uint32_t matches = 0;
        for (uint32_t i = 0; i < search->count; i++)
            if (answers(search, i, way, name) && matches++ == 0) *found = i;
        if (matches) return matches;
    }
    return 0;
}

static bool find_number(const name_search *search, ro_str name, uint32_t *found) {
    size_t first, number;
    if (!digits_before(name, name.n, &first, &number) || first) return false;
    if (number == 0 || number > search->count) return false;
    *found = (uint32_t)number - 1;
    return true;
}

static ro_status set_span(const ro_article *article, const receipt_words *words,
                          ro_offset_unit unit, ro_place *place, ro_error *error) {
    if (!words->has_start) return RO_OK;
    size_t start = ro_offset_byte(article->text, article->size, unit, words->start);
    size_t end = ro_offset_byte(article->text, article->size, unit, words->end);
    if (words->end < words->start)
        return ro_fail(error, RO_ERR_INPUT, 0, "the range ends before it starts");
    if (start == SIZE_MAX || end == SIZE_MAX)
        return ro_fail(error, RO_ERR_INPUT, 0, "its text has %u bytes, not %zu", article->size,
                       words->end);
    place->span = (ro_span){(uint32_t)start, (uint32_t)end};
    place->has_start = true;
    place->has_end = words->has_end;
    return RO_OK;
}

/* Find the article that @p words name, by its name or its number. */
static ro_status find_article(const name_search *search, const receipt_words *words,
                              ro_place *place, ro_error *error) {
    uint32_t named = RO_NONE, numbered = RO_NONE;
    uint32_t matches = find_name(search, words->name, &named);
    bool is_number = find_number(search, words->name, &numbered);
    bool printed_so = words->bracketed || (words->has_start && !words->has_end);
    if (is_number && (printed_so || !matches)) {
        place->article = numbered;
        place->also_number = matches && named != numbered;
        return RO_OK;
    }
    if (!matches) return RO_ERR_INPUT;
    if (matches > 1)
        return ro_fail(error, RO_ERR_INPUT, 0,
                       "%u articles have that name; say which by its number, or its path", matches);
    place->article = named;
    place->also_number = is_number && named != numbered;
    return RO_OK;
}

ro_status ro_receipt_find(ro_article *const *articles, size_t count, const char *receipt,
                          ro_offset_unit unit, ro_place *place, ro_error *error) {
    ro_arena arena = RO_ARENA_INIT;
    receipt_words words = {0};
    name_search search = {articles, NULL, (uint32_t)count};
    RO_ENTER(error, (articles || !count) && receipt && place);
    words.name = ro_str_trim(ro_str_of(receipt));
    *place = (ro_place){0};
    if (words.name.n > 2 && words.name.p[0] == '[' && words.name.p[words.name.n - 1] == ']') {
        words.name = (ro_str){words.name.p + 1, words.name.n - 2};
        words.bracketed = true;
    }
    search.ids = ro_article_ids(articles, search.count, &arena);
    ro_status status = RO_ERR_INPUT;
    if (!search.ids) status = ro_fail_nomem(error);
    /* A name may look as if it ended in a place: as it stands first. */
    uint32_t whole;
    if (search.ids && !find_name(&search, words.name, &whole)) cut_place(&words);
    if (search.ids) status = find_article(&search, &words, place, error);
    if (status == RO_OK) status = set_span(articles[place->article], &words, unit, place, error);
    if (status == RO_ERR_INPUT && error && !error->msg[0])
        ro_fail(error, RO_ERR_INPUT, 0, "none of the %zu articles has that name or number", count);
    ro_arena_free(&arena);
    return status;
}
