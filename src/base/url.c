/* SPDX-License-Identifier: Apache-2.0 */
/* Source: RFC 3986, sections 5.2 and 5.3. */
#include "base/url.h"

typedef struct parts {
    ro_str scheme, authority, path, query; /* with their marks: "https:", "//host", "?q" */
} parts;

static ro_str cut(ro_str *s, size_t n) {
    ro_str head = {s->p, n};
    *s = (ro_str){s->p + n, s->n - n};
    return head;
}

static size_t length_before(ro_str s, size_t from, const char *marks) {
    while (from < s.n && (s.p[from] == '\0' || !strchr(marks, s.p[from]))) from++;
    return from;
}

/* 3.1: a letter, then letters, digits, "+", "-" and "." up to the colon. */
static size_t scheme_length(ro_str s) {
    size_t n = 0;
    while (n < s.n && (ro_is_alpha((unsigned char)s.p[n]) ||
                       (n && (ro_is_digit((unsigned char)s.p[n]) || strchr("+-.", s.p[n])))))
        n++;
    return n && n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

static parts take_apart(ro_str s) {
    parts p = {.scheme = cut(&s, scheme_length(s))};
    bool host = ro_str_starts(s, RO_STR("//"));
    p.authority = cut(&s, host ? length_before(s, 2, "/?#") : 0);
    p.path = cut(&s, length_before(s, 0, "?#"));
    p.query = s;
    return p;
}

/* 5.2.4, in place: "." and ".." as segments of a path that begins with '/'. */
static size_t remove_dots(char *path, size_t n) {
    size_t out = 0;
    for (size_t at = 0; at < n;) {
        size_t end = at + 1;
        while (end < n && path[end] != '/') end++;
        bool one = end - at == 2 && path[at + 1] == '.';
        bool two = end - at == 3 && path[at + 1] == '.' && path[at + 2] == '.';
        if (two)
            while (out && path[--out] != '/') {
            }
        if (one || two) {
            if (end == n) path[out++] = '/';
        } else {
            memmove(path + out, path + at, end - at);
            out += end - at;
        }
        at = end;
    }
    return out;
}

static char *add(char *to, ro_str s) {
    if (s.n) memcpy(to, s.p, s.n);
    return to + s.n;
}

const char *ro_url_resolve(ro_arena *arena, ro_str base, ro_str reference) {
    parts from = take_apart(ro_str_trim(base)), to = take_apart(ro_str_trim(reference));
    ro_str folder = RO_STR("");
    bool whole = to.scheme.n > 0, host = to.authority.n > 0;
    if (!whole) to.scheme = from.scheme;
    if (!whole && !host) {
        to.authority = from.authority;
        if (to.path.n == 0) {
            to.path = from.path;
            if (to.query.n == 0 || to.query.p[0] == '#')
                from.query.n = length_before(from.query, 0, "#");
            else
                from.query.n = 0;
        } else {
            from.query.n = 0;
            if (to.path.p[0] != '/') folder = from.path;
        }
        while (folder.n && folder.p[folder.n - 1] != '/') folder.n--;
    } else {
        from.query.n = 0;
    }
    size_t size = to.scheme.n + to.authority.n + folder.n + to.path.n + from.query.n + to.query.n;
    char *url = ro_arena_alloc(arena, size + 2);
    if (!url) return NULL;
    char *path = add(add(url, to.scheme), to.authority), *end = path;
    bool bare = to.authority.n && folder.n == 0 && to.path.n && to.path.p[0] != '/';
    if (bare) *end++ = '/'; /* 5.2.3 */
    end = add(add(end, folder), to.path);
    if (!whole && path < end && *path == '/') end = path + remove_dots(path, (size_t)(end - path));
    add(add(end, from.query), to.query)[0] = '\0';
    return url;
}
