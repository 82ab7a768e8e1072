/* SPDX-License-Identifier: Apache-2.0 */
#include "article/posts.h"

#include "base/table.h"

enum {
    SIGNATURE_BYTES = 120, /* of name, account and day */
    DAY_BYTES = 60         /* "on Oct 27, 2019 at 8:09am PDT" */
};

/* Behind the account stands the day, or nothing. */
static bool ends_signature(ro_str account) {
    const char *close = memchr(account.p, ')', account.n);
    if (!close) return false;
    ro_str rest = ro_str_trim((ro_str){close + 1, (size_t)(ro_str_end(account) - close) - 1});
    bool digit = rest.n == 0;
    for (size_t i = 0; i < rest.n; i++) digit = digit || ro_is_digit((unsigned char)rest.p[i]);
    return digit && rest.n <= DAY_BYTES;
}

/* Where the last dash of @p text ends; 0: there is none. */
static size_t behind_dash(ro_str text) {
    static const ro_str DASH = RO_STR("\xE2\x80\x94");
    for (size_t at = text.n; at-- > 0;)
        if (ro_str_starts((ro_str){text.p + at, text.n - at}, DASH)) return at + DASH.n;
    return 0;
}

/* How long the words are with which a medium signs; 0: @p text does not begin with such. */
static size_t opening_of(ro_str text) {
    ro_table table;
    ro_str opening;
    for (ro_table_open(&table, "post_signatures"); ro_table_row(&table, &opening, 1);)
        if (ro_str_starts(text, opening)) return opening.n;
    return 0;
}

ro_signature ro_post_signature(const char *text, ro_span paragraph) {
    uint32_t length = paragraph.end - paragraph.start;
    uint32_t from = length > SIGNATURE_BYTES ? paragraph.end - SIGNATURE_BYTES : paragraph.start;
    ro_signature found = {.span = {0, 0}};
    ro_str all = {text + from, paragraph.end - from};
    size_t account = ro_str_find(all, RO_STR("(@"));
    if (account == SIZE_MAX || !ends_signature((ro_str){all.p + account, all.n - account}))
        return found;
    size_t name = behind_dash((ro_str){all.p, account});
    found.of_behind = name > 0;
    if (name > 0) {
        static const uint32_t DASH_BYTES = 3;
        found.span = (ro_span){from + (uint32_t)name - DASH_BYTES, paragraph.end};
    } else if (from == paragraph.start && (name = opening_of(all)) > 0) {
        found.span = paragraph;
    } else {
        return found;
    }
    found.name = ro_span_trim(text, (ro_span){from + (uint32_t)name, from + (uint32_t)account});
    return found;
}
