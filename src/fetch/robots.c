/* SPDX-License-Identifier: Apache-2.0 */
#include "robots.h"

#include <stdlib.h>

/* RFC 9309, section 2.5: a limit on what is read must be 500 KiB or more. */
enum { MOST_BYTES = 500 * 1024, LONGEST_PATTERN = 2048 };
/* Seconds between two requests: more is a slip of the pen, such as milliseconds. */
static const double LONGEST_DELAY = 300;

static bool is_unreserved(unsigned char c) {
    return ro_is_alpha(c) || ro_is_digit(c) || (c && strchr("-._~", c));
}

/* One form for what may be written in several: unreserved characters plain, all beyond
 * ASCII as escapes in capitals. RFC 9309, section 2.2.2 */
static char *normalise(ro_str s) {
    static const char hex[] = "0123456789ABCDEF";
    char *out = malloc(s.n * 3 + 1);
    size_t n = 0;
    if (!out) return NULL;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        int high = c == '%' && i + 2 < s.n ? ro_hex_digit(s.p[i + 1]) : -1;
        int low = high >= 0 ? ro_hex_digit(s.p[i + 2]) : -1;
        bool escape = low >= 0;
        if (escape) {
            c = (unsigned char)(high * 16 + low);
            i += 2;
        }
        if (escape ? is_unreserved(c) : c < 0x80) {
            out[n++] = (char)c;
            continue;
        }
        out[n++] = '%';
        out[n++] = hex[c >> 4];
        out[n++] = hex[c & 15];
    }
    out[n] = '\0';
    return out;
}

static bool add_rule(robots *of, bool allow, ro_str pattern) {
    if (pattern.n == 0 || pattern.n > LONGEST_PATTERN) return true;
    if (of->count == of->capacity) {
        size_t larger = of->capacity ? of->capacity * 2 : 16;
        robots_rule *moved = realloc(of->rules, larger * sizeof *moved);
        if (!moved) return false;
        of->rules = moved;
        of->capacity = larger;
    }
    robots_rule rule = {normalise(pattern), allow};
    if (!rule.pattern) return false;
    of->rules[of->count++] = rule;
    return true;
}

static void set_delay(robots *of, ro_str value) {
    char text[32] = "";
    if (value.n == 0 || value.n >= sizeof text) return;
    memcpy(text, value.p, value.n);
    double delay = strtod(text, NULL);
    if (delay > 0) of->delay = delay < LONGEST_DELAY ? delay : LONGEST_DELAY;
}

static ro_str next_line(ro_str *rest) {
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r') n++;
    ro_str line = {rest->p, n};
    size_t taken = n < rest->n ? n + 1 : n;
    *rest = (ro_str){rest->p + taken, rest->n - taken};
    const char *comment = line.n ? memchr(line.p, '#', line.n) : NULL;
    if (comment) line.n = (size_t)(comment - line.p);
    return ro_str_trim(line);
}

/* The token of a user-agent line: letters, '-' and '_'; what is behind does not count. */
static bool names(ro_str value, const char *token) {
    size_t n = 0;
    while (n < value.n && (ro_is_alpha((unsigned char)value.p[n]) || strchr("-_", value.p[n]))) n++;
    return ro_str_same((ro_str){value.p, n}, ro_str_of(token));
}

/* Read the groups for @p token, or for "*" where it is NULL; whether there is any. */
static bool read_groups(robots *of, ro_str text, const char *token, bool *found) {
    bool in_group = false, in_agents = false;
    *found = false;
    while (text.n) {
        ro_str line = next_line(&text);
        const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;
        if (!colon) continue;
        ro_str key = ro_str_trim((ro_str){line.p, (size_t)(colon - line.p)});
        ro_str value = ro_str_trim((ro_str){colon + 1, (size_t)(ro_str_end(line) - colon - 1)});
        if (ro_str_same(key, RO_STR("user-agent"))) {
            bool ours = token ? names(value, token) : ro_str_eq(value, RO_STR("*"));
            in_group = (in_agents && in_group) || ours;
            in_agents = true;
            *found = *found || ours;
            continue;
        }
        bool allow = ro_str_same(key, RO_STR("allow"));
        bool rule = allow || ro_str_same(key, RO_STR("disallow"));
        bool delay = ro_str_same(key, RO_STR("crawl-delay"));
        if (rule || delay) in_agents = false; /* other lines end no list of agents */
        if (!in_group) continue;
        if (delay) set_delay(of, value);
        if (rule && !add_rule(of, allow, value)) return false;
    }
    return true;
}

bool robots_parse(robots *of, ro_str text, const char *token) {
    bool found;
    if (text.n > MOST_BYTES) text.n = MOST_BYTES;
    if (ro_str_starts(text, RO_STR("\xEF\xBB\xBF"))) text = (ro_str){text.p + 3, text.n - 3};
    return read_groups(of, text, token, &found) && (found || read_groups(of, text, NULL, &found));
}

/* Whether @p path begins with what @p pattern says. */
static bool fits(const char *pattern, const char *path) {
    const char *star = NULL, *retry = NULL;
    for (;;) {
        if (*pattern == '*') {
            star = ++pattern;
            retry = path;
        } else if (*pattern == '\0' || (*pattern == '$' && !pattern[1] && !*path)) {
            return true;
        } else if (*path && *pattern == *path) {
            pattern++;
            path++;
        } else if (star && *retry) {
            pattern = star;
            path = ++retry;
        } else {
            return false;
        }
    }
}

bool robots_allow(const robots *of, const char *path) {
    if (of->refused) return false;
    char *wanted = normalise(ro_str_of(path));
    size_t longest = 0;
    bool allowed = true;
    if (!wanted) return false;
    if (strcmp(wanted, "/robots.txt") == 0) longest = SIZE_MAX;
    for (size_t i = 0; i < of->count; i++) {
        const robots_rule *rule = &of->rules[i];
        size_t length = strlen(rule->pattern);
        if (length < longest || (length == longest && !rule->allow)) continue;
        if (!fits(rule->pattern, wanted)) continue;
        longest = length;
        allowed = rule->allow;
    }
    free(wanted);
    return allowed;
}

void robots_free(robots *of) {
    for (size_t i = 0; i < of->count; i++) free(of->rules[i].pattern);
    free(of->rules);
    *of = (robots){0};
}
