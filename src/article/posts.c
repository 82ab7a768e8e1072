/* SPDX-License-Identifier: Apache-2.0 */
#include "article/posts.h"

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

ro_signature ro_post_signature(const char *text, ro_span paragraph) {
    static const ro_str openings[] = {RO_STR("\xE2\x80\x94"), RO_STR("A post shared by "),
                                      RO_STR("A photo posted by ")};
    uint32_t length = paragraph.end - paragraph.start;
    bool opened = false;
    uint32_t at = length > SIGNATURE_BYTES ? paragraph.end - SIGNATURE_BYTES : paragraph.start;
    ro_signature found = {.span = {0, 0}};
    for (; at + 2 < paragraph.end; at++) {
        ro_str rest = {text + at, paragraph.end - at};
        for (uint32_t i = 0; i < sizeof openings / sizeof *openings; i++)
            if (ro_str_starts(rest, openings[i])) {
                found.name.start = at + (uint32_t)openings[i].n;
                found.span.start = at;
                found.of_behind = i == 0;
                opened = true;
            }
        if (!opened || !ro_str_starts(rest, RO_STR("(@")) || !ends_signature(rest)) continue;
        found.name = ro_span_trim(text, (ro_span){found.name.start, at});
        found.span.end = paragraph.end;
        return found;
    }
    return (ro_signature){.span = {0, 0}};
}
