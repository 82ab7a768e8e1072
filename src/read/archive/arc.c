/* SPDX-License-Identifier: Apache-2.0 */
/* ARC 1 and 2, in which crawlers wrote before WARC: a line names each record, what the
 * server answered follows. Source: Burner and Kahle, Arc File Format, 1996. */
#include "base/error.h"
#include "read/archive/web_archive.h"

enum { LONGEST_LINE = 8192, DATE_DIGITS = 14, FIRST_FIELDS = 5, LAST_FIELDS = 10 };

/* "http://e.example/ 192.0.2.1 20041015060312 text/html 427"; the second version has five
 * fields more between the type and the length. */
typedef struct arc_line {
    ro_str url, address, date, type, length;
    size_t whole; /* with its end */
} arc_line;

static bool all_digits(ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!ro_is_digit((unsigned char)s.p[i])) return false;
    return s.n > 0;
}

/* Addresses of IP 4 and 6; crawlers put "-" where they knew none. */
static bool is_address(ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789abcdefABCDEF.:-", s.p[i])) return false;
    return s.n > 0;
}

/* The field behind @p at, up to the next blank. */
static ro_str field_at(ro_str line, size_t at) {
    while (at < line.n && line.p[at] == ' ') at++;
    size_t end = at;
    while (end < line.n && line.p[end] != ' ') end++;
    return (ro_str){line.p + at, end - at};
}

/* Addresses of pages may hold blanks: the fields are counted from the date, behind an
 * address of IP. */
static bool read_line(ro_str s, arc_line *line) {
    size_t look = s.n < LONGEST_LINE ? s.n : LONGEST_LINE;
    const char *newline = look ? memchr(s.p, '\n', look) : NULL;
    if (!newline || !ro_is_alpha((unsigned char)s.p[0])) return false;
    line->whole = (size_t)(newline - s.p) + 1;
    ro_str whole = ro_str_trim((ro_str){s.p, line->whole - 1});
    for (size_t at = 0; at < whole.n; at++) {
        if (whole.p[at] != ' ') continue;
        line->address = field_at(whole, at);
        size_t behind = (size_t)(line->address.p - whole.p) + line->address.n;
        line->date = field_at(whole, behind);
        if (line->date.n != DATE_DIGITS || !all_digits(line->date) || !is_address(line->address))
            continue;
        line->url = (ro_str){whole.p, at};
        line->type = field_at(whole, (size_t)(line->date.p - whole.p) + line->date.n);
        unsigned fields = 4;
        ro_str last = line->type;
        for (; last.n; fields++) {
            line->length = last;
            last = field_at(whole, (size_t)(last.p - whole.p) + last.n);
        }
        fields--;
        return (fields == FIRST_FIELDS || fields == LAST_FIELDS) && all_digits(line->length) &&
               memchr(line->url.p, ':', line->url.n);
    }
    return false;
}

static bool begins(ro_str s) {
    arc_line line;
    return read_line(s, &line);
}

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_starts(head, RO_STR("filedesc:")) && begins(head) ? 100 : 0;
}

static ro_status cut(ro_str s, ro_web_record *record, size_t *next, ro_error *error);
static bool find(const ro_web_record *from, ro_web_payload *found, ro_web_passed *why);
static const ro_web_kind kind = {begins, cut, find};

static ro_status cut(ro_str s, ro_web_record *record, size_t *next, ro_error *error) {
    arc_line line;
    size_t size;
    if (!read_line(s, &line) || !ro_parse_size(line.length, 10, &size)) {
        *next = ro_web_find_next(&kind, s, 1);
        return ro_fail(error, RO_ERR_INPUT, 0, "no record begins here");
    }
    record->head = (ro_str){s.p, line.whole};
    ro_web_take_block(&kind, s, line.whole, size, record, next);
    return RO_OK;
}

static bool find(const ro_web_record *from, ro_web_payload *found, ro_web_passed *why) {
    arc_line line;
    *why = RO_WEB_OTHER;
    if (!read_line(from->head, &line)) return false;
    *found = (ro_web_payload){.bytes = from->block, .type = line.type, .url = line.url};
    *why = RO_WEB_METADATA;
    if (ro_str_starts(line.url, RO_STR("filedesc:")) || ro_str_starts(line.url, RO_STR("dns:")))
        return false;
    if (ro_str_starts(from->block, RO_STR("HTTP/")))
        return ro_web_find_answer(from->block, found, why);
    *why = RO_WEB_TYPE;
    return ro_str_trim(from->block).n && ro_web_is_readable(line.type);
}

static ro_status open_arc(ro_reader *reader, ro_error *error) {
    return ro_web_open(reader, &kind, error);
}

const ro_source_format ro_format_arc = {.name = "arc",
                                        .bid = bid,
                                        .open = open_arc,
                                        .next = ro_web_next,
                                        .close = ro_web_close,
                                        .of_site = true,
                                        .unpacks = true};
