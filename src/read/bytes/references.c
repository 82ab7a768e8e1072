/* SPDX-License-Identifier: Apache-2.0 */
/* Source: WHATWG HTML, 13.2.5.73 to 80. */
#include "read/bytes/references.h"

enum {
    LONGEST_NAME = 31, /* of all names; */
    LONGEST_BARE = 6   /* of those that need no ";" */
};

/* References to the C1 controls mean what windows-1252 has there. 13.2.5.80 */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/* The code point that a number stands for. 13.2.5.80 */
static uint32_t mended(uint32_t code) {
    if (code >= 0x80 && code < 0xA0) return windows_1252[code - 0x80];
    return code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : code;
}

static bool is_digit_of(char c, bool hex) {
    return hex ? ro_hex_digit(c) >= 0 : ro_is_digit((unsigned char)c);
}

/* The number at the start of @p s, behind "#", and where its digits end; 0: none begins. */
static size_t number_at(ro_str s, uint32_t *code) {
    bool hex = s.n > 0 && (s.p[0] == 'x' || s.p[0] == 'X');
    size_t first = hex, at = first;
    uint32_t value = 0;
    for (; at < s.n && is_digit_of(s.p[at], hex); at++)
        if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + (uint32_t)ro_hex_digit(s.p[at]);
    *code = mended(value);
    return at > first ? at : 0;
}

static const ro_reference_name *find(const ro_read_rules *rules, ro_str name) {
    uint32_t low = 0, high = rules->references.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const ro_reference_name *there = &rules->references.items[middle];
        size_t n = name.n < there->name.n ? name.n : there->name.n;
        int order = memcmp(there->name.p, name.p, n);
        if (order == 0 && there->name.n == name.n) return there;
        if (order < 0 || (order == 0 && there->name.n < name.n))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t ro_reference(const ro_read_rules *rules, ro_str name) {
    if (name.n > 1 && name.p[0] == '#') {
        uint32_t code;
        ro_str number = {name.p + 1, name.n - 1};
        return number_at(number, &code) == number.n ? code : 0;
    }
    const ro_reference_name *found = find(rules, name);
    return found && found->second == 0 ? found->code : 0;
}

static size_t put(const ro_reference_name *name, char out[RO_LONGEST_REFERENCE_TEXT]) {
    size_t n = ro_utf8_encode(name->code, out);
    return name->second ? n + ro_utf8_encode(name->second, out + n) : n;
}

/* The longest name that @p s, behind "&", begins with; its length with its ";". 13.2.5.73 */
static const ro_reference_name *longest_name(const ro_read_rules *rules, ro_str s, size_t *length) {
    size_t end = 0;
    while (end < s.n && end <= LONGEST_NAME &&
           (ro_is_alpha((unsigned char)s.p[end]) || ro_is_digit((unsigned char)s.p[end])))
        end++;
    bool stopped = end < s.n && s.p[end] == ';';
    const ro_reference_name *found = stopped ? find(rules, (ro_str){s.p, end}) : NULL;
    *length = end + 1;
    for (size_t n = end < LONGEST_BARE ? end : LONGEST_BARE; !found && n > 1; n--) {
        found = find(rules, (ro_str){s.p, n});
        if (found && !found->bare) found = NULL;
        *length = n;
    }
    return found;
}

size_t ro_reference_decode(const ro_read_rules *rules, ro_str s, bool in_attribute,
                           char out[RO_LONGEST_REFERENCE_TEXT], size_t *size) {
    ro_str rest = {s.p + 1, s.n - 1};
    if (rest.n && rest.p[0] == '#') {
        uint32_t code;
        size_t digits = number_at((ro_str){rest.p + 1, rest.n - 1}, &code), end = 2 + digits;
        if (digits == 0) return 0;
        *size = ro_utf8_encode(code, out);
        return end + (end < s.n && s.p[end] == ';');
    }
    size_t length;
    const ro_reference_name *found = longest_name(rules, rest, &length);
    if (!found) return 0;
    if (in_attribute && rest.p[length - 1] != ';' && length < rest.n) {
        unsigned char next = (unsigned char)rest.p[length];
        if (next == '=' || ro_is_alpha(next) || ro_is_digit(next)) return 0;
    }
    *size = put(found, out);
    return length + 1;
}

size_t ro_reference_length(ro_str s) {
    if (s.n < 3 || s.p[0] != '&') return 0;
    for (size_t i = 1; i < s.n && i <= LONGEST_NAME; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == ';') return i > 1 ? i + 1 : 0;
        if (!ro_is_alpha(c) && !ro_is_digit(c) && !(c == '#' && i == 1)) return 0;
    }
    return 0;
}

bool ro_has_reference(ro_str s) {
    for (size_t i = 0; i < s.n; i++) {
        const char *found = memchr(s.p + i, '&', s.n - i);
        if (!found) return false;
        i = (size_t)(found - s.p);
        if (ro_reference_length((ro_str){found, s.n - i})) return true;
    }
    return false;
}

/* The character of the reference at s, 0: none; its length in *length. */
static uint32_t reference_at(const ro_read_rules *rules, ro_str s, size_t *length) {
    *length = ro_reference_length(s);
    return *length ? ro_reference(rules, (ro_str){s.p + 1, *length - 2}) : 0;
}

bool ro_undo_references(const ro_read_rules *rules, ro_arena *arena, ro_str s, ro_str *to,
                        ro_map *map) {
    char *out = ro_arena_alloc(arena, s.n + 1);
    size_t n = 0;
    if (!out) return false;
    for (size_t i = 0; i < s.n;) {
        size_t length = 0, took = 1, wrote = 1;
        uint32_t code =
            s.p[i] == '&' ? reference_at(rules, (ro_str){s.p + i, s.n - i}, &length) : 0;
        out[n] = s.p[i];
        if (code) {
            char encoded[4];
            wrote = ro_utf8_encode(code, encoded); /* never longer than "&#1;" */
            took = length;
            memcpy(out + n, encoded, wrote);
        }
        ro_map_run run = {(uint32_t)n, (uint32_t)wrote, i, took};
        if (map && !ro_map_add(arena, map, run)) return false;
        n += wrote;
        i += took;
    }
    *to = (ro_str){out, n};
    return true;
}

ro_str ro_without_references(const ro_read_rules *rules, ro_arena *arena, ro_str s) {
    ro_str out;
    return ro_has_reference(s) && ro_undo_references(rules, arena, s, &out, NULL) ? out : s;
}

static uint32_t find_name(const void *context, ro_str name) {
    return ro_reference(context, name);
}

ro_xml_names ro_reference_names(const ro_read_rules *rules) {
    return (ro_xml_names){find_name, rules};
}
