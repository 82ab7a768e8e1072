/* SPDX-License-Identifier: Apache-2.0 */
/* Source: RFC 8259. Values are validated by jansson; here they are only located. */
#include "read/records/json_fields.h"

static size_t skip_space(ro_str s, size_t at) {
    while (at < s.n && ro_is_space((unsigned char)s.p[at])) at++;
    return at;
}

/* Behind the closing mark of the string at '"'. */
static size_t string_end(ro_str s, size_t at) {
    for (at++; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '"')
            return at + 1;
    }
    return SIZE_MAX;
}

size_t ro_json_value_end(ro_str s, size_t at, size_t *start) {
    *start = at = skip_space(s, at);
    if (at >= s.n) return SIZE_MAX;
    if (s.p[at] == '"') return string_end(s, at);
    if (s.p[at] != '{' && s.p[at] != '[') {
        while (at < s.n && !strchr(",]}", s.p[at]) && !ro_is_space((unsigned char)s.p[at])) at++;
        return at > *start ? at : SIZE_MAX;
    }
    size_t depth = 0;
    while (at < s.n) {
        char c = s.p[at];
        if (c == '"') {
            at = string_end(s, at);
            if (at == SIZE_MAX) return SIZE_MAX;
            continue;
        }
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0) return at + 1;
        at++;
    }
    return SIZE_MAX;
}

bool ro_json_next(ro_str outer, size_t *at, ro_str *key, ro_str *value) {
    size_t start, end;
    bool object = outer.n && outer.p[0] == '{';
    size_t p = skip_space(outer, *at ? *at : 1);
    if (*at && p < outer.n && outer.p[p] == ',') p++;
    *key = RO_STR("");
    if (object) {
        end = ro_json_value_end(outer, p, &start);
        if (end == SIZE_MAX || outer.p[start] != '"') return false;
        *key = (ro_str){outer.p + start, end - start};
        p = skip_space(outer, end);
        if (p >= outer.n || outer.p[p] != ':') return false;
        p++;
    }
    end = ro_json_value_end(outer, p, &start);
    bool cut =
        end == SIZE_MAX && start < outer.n && (outer.p[start] == '{' || outer.p[start] == '[');
    if (cut) end = outer.n;
    if (end == SIZE_MAX) return false;
    *value = (ro_str){outer.p + start, end - start};
    *at = end;
    return true;
}

ro_str ro_json_find_member(ro_str object, const char *key) {
    ro_str name, value, wanted = ro_str_of(key);
    for (size_t at = 0; ro_json_next(object, &at, &name, &value);)
        if (name.n >= 2 && ro_str_eq((ro_str){name.p + 1, name.n - 2}, wanted)) return value;
    return RO_STR("");
}

static bool read_hex(const char *p, const char *end, uint32_t *code) {
    if (end - p < 4) return false;
    *code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = ro_hex_digit(p[i]);
        if (digit < 0) return false;
        *code = *code * 16 + (uint32_t)digit;
    }
    return true;
}

/* Decode the escape at '\\': bytes written to out, bytes taken in *took. */
static size_t decode_escape(const char *p, const char *end, char out[4], size_t *took) {
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    uint32_t code, low;
    *took = 2;
    if (end - p < 2) {
        *took = 1;
        return 0;
    }
    const char *found = strchr(from, p[1]);
    if (p[1] != 'u') {
        out[0] = found ? to[found - from] : p[1];
        return 1;
    }
    if (!read_hex(p + 2, end, &code)) return 0;
    *took = 6;
    bool high = code >= 0xD800 && code < 0xDC00;
    if (high && end - p >= 12 && p[6] == '\\' && p[7] == 'u' && read_hex(p + 8, end, &low) &&
        low >= 0xDC00 && low < 0xE000) {
        *took = 12;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xD800 && code < 0xE000) {
        code = 0xFFFD;
    }
    return ro_utf8_encode(code, out);
}

bool ro_json_decode_string(ro_arena *arena, ro_str raw, uint64_t offset, ro_str *text,
                           ro_map *map) {
    char *out = ro_arena_alloc(arena, raw.n + 1);
    if (!out || raw.n < 2) return false;
    size_t n = 0;
    const char *p = raw.p + 1, *end = ro_str_end(raw) - 1;
    while (p < end) {
        const char *escape = memchr(p, '\\', (size_t)(end - p));
        size_t plain = escape ? (size_t)(escape - p) : (size_t)(end - p);
        uint64_t source = offset + (uint64_t)(p - raw.p);
        memcpy(out + n, p, plain);
        if (!ro_map_add(arena, map, (ro_map_run){(uint32_t)n, (uint32_t)plain, source, plain}))
            return false;
        n += plain;
        p += plain;
        if (!escape) break;
        size_t took, wrote = decode_escape(p, end, out + n, &took);
        source = offset + (uint64_t)(p - raw.p);
        if (!ro_map_add(arena, map, (ro_map_run){(uint32_t)n, (uint32_t)wrote, source, took}))
            return false;
        n += wrote;
        p += took;
    }
    *text = (ro_str){out, n};
    return true;
}
