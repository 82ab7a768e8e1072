/* SPDX-License-Identifier: Apache-2.0 */
/* Tags, comments and runs of text. Section numbers are those of WHATWG HTML. */
#include "read/html/html_tokens.h"

/* What ends a name, and what goes before one. */
enum { SPACE = 1, SLASH = 2, CLOSE = 4, EQUALS = 8 };

static const uint8_t class_of[256] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
    [' '] = SPACE,  ['/'] = SLASH,  ['>'] = CLOSE,  ['='] = EQUALS};

static unsigned class_at(const ro_html_tokens *t, uint32_t at) {
    return class_of[(unsigned char)t->source.p[at]];
}

static uint32_t size_of(const ro_html_tokens *t) {
    return (uint32_t)t->source.n;
}

/* Where @p c stands at or behind @p at; the end of the page where it does not. */
static uint32_t find(const ro_html_tokens *t, uint32_t at, char c) {
    const char *found = at < size_of(t) ? memchr(t->source.p + at, c, t->source.n - at) : NULL;
    return found ? (uint32_t)(found - t->source.p) : size_of(t);
}

static bool stands_at(const ro_html_tokens *t, uint32_t at, ro_str text) {
    return ro_str_starts((ro_str){t->source.p + at, t->source.n - at}, text);
}

/* 13.2.5.8: the name, to what ends it. */
static uint32_t read_name(const ro_html_tokens *t, uint32_t at, uint16_t *tag) {
    char name[RO_LONGEST_TAG] = {0};
    uint32_t start = at, end = size_of(t);
    for (; at < end && !(class_at(t, at) & (SPACE | SLASH | CLOSE)); at++)
        if (at - start < RO_LONGEST_TAG) name[at - start] = ro_lower(t->source.p[at]);
    *tag = at - start <= RO_LONGEST_TAG ? (uint16_t)ro_tag_find(name) : RO_TAG_UNKNOWN;
    return at;
}

const ro_html_attribute *ro_html_token_attribute(const ro_html_tokens *t, ro_str name) {
    return ro_html_attribute_among(t->source, t->attributes, t->attribute_count, name);
}

/* 13.2.5.33: an attribute whose name stands in the tag already is left out. */
static void keep_attribute(ro_html_tokens *t, ro_html_attribute a) {
    ro_str name = {t->source.p + a.name, a.name_end - a.name};
    if (t->attribute_count < RO_MOST_ATTRIBUTES && !ro_html_token_attribute(t, name))
        t->attributes[t->attribute_count++] = a;
}

/* 13.2.5.35 to 39: the value behind "=", and the end of it. */
static uint32_t read_value(const ro_html_tokens *t, uint32_t at, ro_html_attribute *a) {
    uint32_t end = size_of(t);
    while (at < end && (class_at(t, at) & SPACE)) at++;
    char quote = at < end ? t->source.p[at] : '\0';
    if (quote == '"' || quote == '\'') {
        a->value = at + 1;
        a->value_end = find(t, at + 1, quote);
        return a->value_end < end ? a->value_end + 1 : end;
    }
    a->value = at;
    while (at < end && !(class_at(t, at) & (SPACE | CLOSE))) at++;
    a->value_end = at;
    return at;
}

/* 13.2.5.33 to 39: the attribute that begins at @p at; the end of it. */
static uint32_t read_attribute(ro_html_tokens *t, uint32_t at, bool keep) {
    uint32_t end = size_of(t);
    ro_html_attribute a = {.name = at};
    at++; /* which may be "=" */
    while (at < end && !class_at(t, at)) at++;
    a.name_end = a.value = a.value_end = at;
    uint32_t behind = at;
    while (behind < end && (class_at(t, behind) & SPACE)) behind++;
    if (behind < end && t->source.p[behind] == '=') at = read_value(t, behind + 1, &a);
    if (keep) keep_attribute(t, a);
    return at;
}

/* 13.2.5.32 and 40: what is behind the name of a tag, to its ">". False: the page ends in it, and
 * there is no tag. */
static bool read_rest_of_tag(ro_html_tokens *t, uint32_t at, bool keep, ro_html_token *token) {
    uint32_t end = size_of(t);
    while (at < end) {
        unsigned class = class_at(t, at);
        if (class & CLOSE) {
            t->at = token->end = at + 1;
            return true;
        }
        if (class & SLASH) token->self_closing = at + 1 < end && t->source.p[at + 1] == '>';
        at = class & (SPACE | SLASH) ? at + 1 : read_attribute(t, at, keep);
    }
    t->at = end;
    return false;
}

static bool read_tag(ro_html_tokens *t, bool closing, ro_html_token *token) {
    token->kind = closing ? RO_TOKEN_END : RO_TOKEN_START;
    token->start = t->at;
    token->inner = t->at + 1 + closing;
    token->inner_end = read_name(t, token->inner, &token->tag);
    return read_rest_of_tag(t, token->inner_end, !closing, token);
}

static void set_content(ro_html_token *token, uint32_t start, uint32_t end) {
    token->inner = start;
    token->inner_end = end > start ? end : start;
}

/* 13.2.5.43 to 52: a comment, at the "<" of its "<!--". "<!-->" and "<!--->" are whole ones,
 * "--!>" ends one as well. */
static void read_comment(ro_html_tokens *t, ro_html_token *token) {
    const char *s = t->source.p;
    uint32_t start = t->at + 4, end = size_of(t), close = start;
    for (;; close++) {
        close = find(t, close, '>');
        if (close == end) break;
        uint32_t n = close - start;
        bool dashes = n >= 2 && s[close - 1] == '-' && s[close - 2] == '-';
        bool bang = n >= 3 && s[close - 1] == '!' && s[close - 2] == '-' && s[close - 3] == '-';
        if (dashes || bang || n == 0 || (n == 1 && s[start] == '-')) {
            set_content(token, start, close < start + 2 ? start : close - (bang ? 3 : 2));
            t->at = close + 1;
            return;
        }
    }
    uint32_t bang = end - start >= 3 && memcmp(s + end - 3, "--!", 3) == 0 ? 1 : 0;
    uint32_t last = end - bang;
    for (int i = 0; i < 2 && last > start && s[last - 1] == '-'; i++) last--;
    set_content(token, start, last);
    t->at = end;
}

/* 13.2.5.41: to the next ">". */
static void read_bogus_comment(ro_html_tokens *t, uint32_t start, ro_html_token *token) {
    uint32_t close = find(t, start, '>'), end = size_of(t);
    set_content(token, start, close);
    t->at = close < end ? close + 1 : end;
}

/* 13.2.5.69 to 71: a section of text. False: it is empty. */
static bool read_cdata(ro_html_tokens *t, ro_html_token *token) {
    uint32_t start = t->at + 9, end = size_of(t), close = start;
    for (;; close++) {
        close = find(t, close, ']');
        if (close == end || (end - close >= 3 && memcmp(t->source.p + close, "]]>", 3) == 0)) break;
    }
    *token =
        (ro_html_token){.kind = RO_TOKEN_TEXT, .start = start, .end = close, .keeps_nul = true};
    t->at = close < end ? close + 3 : end;
    return close > start;
}

/* 13.2.5.42: "<!…". False: it gives nothing. */
static bool read_declaration(ro_html_tokens *t, ro_html_token *token) {
    uint32_t at = t->at;
    const char *s = t->source.p;
    token->kind = RO_TOKEN_COMMENT;
    token->start = at;
    if (t->source.n - at >= 4 && memcmp(s + at, "<!--", 4) == 0) {
        read_comment(t, token);
    } else if (stands_at(t, at, RO_STR("<!doctype"))) {
        read_bogus_comment(t, at + 9, token);
        token->kind = RO_TOKEN_DOCTYPE;
    } else if (t->in_foreign && t->source.n - at >= 9 && memcmp(s + at, "<![CDATA[", 9) == 0) {
        return read_cdata(t, token);
    } else {
        read_bogus_comment(t, at + 2, token);
    }
    token->end = t->at;
    return true;
}

/* Whether there is a "<" at @p at that opens something, 13.2.5.6 and 7. */
static bool opens_markup(const ro_html_tokens *t, uint32_t at) {
    if (t->source.p[at] != '<' || at + 1 >= size_of(t)) return false;
    unsigned char c = (unsigned char)t->source.p[at + 1];
    return ro_is_alpha(c) || c == '!' || c == '?' || (c == '/' && at + 2 < size_of(t));
}

static void read_text(ro_html_tokens *t, ro_html_token *token) {
    uint32_t at = t->at, end = size_of(t);
    while (at < end && !opens_markup(t, at)) at = find(t, at + 1, '<');
    *token = (ro_html_token){.kind = RO_TOKEN_TEXT, .start = t->at, .end = at, .references = true};
    t->at = at;
}

/* What a "<" opens; false: nothing that gives a token. */
static bool read_markup(ro_html_tokens *t, ro_html_token *token) {
    char c = t->source.p[t->at + 1];
    *token = (ro_html_token){.kind = RO_TOKEN_COMMENT, .start = t->at};
    if (ro_is_alpha((unsigned char)c)) return read_tag(t, false, token);
    if (c == '!') return read_declaration(t, token);
    if (c == '/') {
        char next = t->source.p[t->at + 2];
        if (ro_is_alpha((unsigned char)next)) return read_tag(t, true, token);
        if (next == '>') {
            t->at += 3;
            return false;
        }
        read_bogus_comment(t, t->at + 2, token);
    } else {
        read_bogus_comment(t, t->at + 1, token);
    }
    token->end = t->at;
    return true;
}

void ro_html_next(ro_html_tokens *t, ro_html_token *token) {
    t->attribute_count = 0;
    while (t->at < size_of(t)) {
        if (!opens_markup(t, t->at)) {
            read_text(t, token);
            return;
        }
        if (read_markup(t, token)) return;
    }
    *token = (ro_html_token){.kind = RO_TOKEN_EOF, .start = t->at, .end = t->at};
}

/* Whether the name of an element follows at @p at, and is whole. */
static bool name_stands_at(const ro_html_tokens *t, uint32_t at, ro_str name) {
    return stands_at(t, at, name) && at + name.n < t->source.n &&
           (class_at(t, at + (uint32_t)name.n) & (SPACE | SLASH | CLOSE));
}

/* 13.2.5.9 to 14: the "<" of the end tag; the end of the page where there is none. */
static uint32_t find_end_tag(const ro_html_tokens *t, ro_str name) {
    uint32_t at = t->at, end = size_of(t);
    for (;; at++) {
        at = find(t, at, '<');
        if (at == end) return end;
        if (end - at > 2 && t->source.p[at + 1] == '/' && name_stands_at(t, at + 2, name))
            return at;
    }
}

/* 13.2.5.15 to 31: a script that holds "<!--" ends at the first end tag that is not that of a
 * <script> within the comment. */
static uint32_t find_script_end(const ro_html_tokens *t) {
    enum { DATA, ESCAPED, DOUBLE } state = DATA;
    ro_str name = RO_STR("script");
    uint32_t end = size_of(t), at = find(t, t->at, '<');
    const char *s = t->source.p;
    while (at < end) {
        if (s[at] == '-') {
            if (end - at >= 3 && memcmp(s + at, "-->", 3) == 0) state = DATA;
        } else if (s[at] == '<') {
            bool closes = at + 1 < end && s[at + 1] == '/';
            if (state == DATA && end - at >= 4 && memcmp(s + at, "<!--", 4) == 0) {
                state = ESCAPED;
                at++;
            } else if (name_stands_at(t, at + 1 + closes, name)) {
                if (closes && state != DOUBLE) return at;
                if (state != DATA) state = closes ? ESCAPED : DOUBLE;
            }
        }
        at++;
        if (state == DATA) at = find(t, at, '<');
    }
    return end;
}

static bool has_references(unsigned tag) {
    return tag == RO_TAG_TITLE || tag == RO_TAG_TEXTAREA;
}

void ro_html_next_raw(ro_html_tokens *t, unsigned tag, ro_html_token *token) {
    uint32_t end = tag == RO_TAG_PLAINTEXT ? size_of(t)
                   : tag == RO_TAG_SCRIPT  ? find_script_end(t)
                                           : find_end_tag(t, ro_tag_name(tag));
    *token = (ro_html_token){.kind = RO_TOKEN_TEXT,
                             .start = t->at,
                             .end = end,
                             .references = has_references(tag),
                             .keeps_nul = true};
    t->at = end;
    ro_html_token closing = {0};
    if (end < size_of(t)) read_tag(t, true, &closing);
}
