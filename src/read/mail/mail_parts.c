/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over the lines of a mail, with a stack of the boundaries that are open.
 * RFC 2046 */
#include "read/mail/mail_parts.h"

#include "read/mail/mime.h"

/* Of messages within messages; and RFC 2046, section 5.1.1, allows 70 characters of a boundary;
 * mail that writes more is still read. */
enum { MOST_DEPTH = 64, LONGEST_BOUNDARY = 250 };

typedef struct divider {
    ro_arena *arena;
    ro_mail_parts *parts;
    ro_str mail;
    bool saved; /* all pages are kept, nothing else */
    size_t at;
    uint32_t letter;  /* the one at hand */
    unsigned carried; /* messages one within the other, at hand */
    unsigned depth;   /* open multiparts */
    struct {
        ro_str boundary;
        bool digest; /* its parts are messages unless they say otherwise */
    } open[MOST_DEPTH];
} divider;

/* The open multipart whose boundary the line at @p at is, from 1; 0: none. */
static unsigned boundary_at(const divider *d, size_t at, bool *closes) {
    if (d->mail.n - at < 3 || d->mail.p[at] != '-' || d->mail.p[at + 1] != '-') return 0;
    ro_str line = {d->mail.p + at + 2, d->mail.n - at - 2};
    const char *newline = memchr(line.p, '\n', line.n);
    if (newline) line.n = (size_t)(newline - line.p);
    for (unsigned level = d->depth; level > 0; level--) {
        ro_str boundary = d->open[level - 1].boundary;
        if (line.n < boundary.n || memcmp(line.p, boundary.p, boundary.n) != 0) continue;
        ro_str rest = ro_str_trim((ro_str){line.p + boundary.n, line.n - boundary.n});
        *closes = ro_str_eq(rest, RO_STR("--"));
        if (*closes || rest.n == 0) return level;
    }
    return 0;
}

/* A boundary of an open multipart ends the messages that began within it. */
static void end_letters(divider *d, unsigned level, size_t end) {
    ro_mail_letter *letter = &d->parts->letters.items[d->letter];
    while (letter->parent != RO_NONE && letter->depth >= level) {
        letter->end = end;
        d->letter = letter->parent;
        d->carried--;
        letter = &d->parts->letters.items[d->letter];
    }
}

/* Go on behind the next boundary that opens a part; *end receives where the part before
 * it ends. False: there is none. */
static bool next_part(divider *d, size_t *end) {
    bool ended = false;
    for (size_t at = d->at, next; at < d->mail.n; at = next) {
        bool closes = false;
        unsigned level = boundary_at(d, at, &closes);
        const char *newline = memchr(d->mail.p + at, '\n', d->mail.n - at);
        next = newline ? (size_t)(newline - d->mail.p) + 1 : d->mail.n;
        if (level == 0) continue;
        if (!ended) *end = at;
        ended = true;
        d->at = next;
        d->depth = closes ? level - 1 : level;
        end_letters(d, level, at);
        if (!closes) return true;
        if (d->depth == 0) return false; /* what follows is for no reader */
    }
    if (!ended) *end = d->mail.n;
    d->parts->letters.items[d->letter].cut = d->depth > 0;
    return false;
}

static bool begin_letter(divider *d, size_t start) {
    ro_mail_letter *letter = RO_PUSH(d->arena, &d->parts->letters);
    if (!letter) return false;
    *letter = (ro_mail_letter){.start = start, .end = d->mail.n, .parent = d->letter};
    letter->depth = d->depth;
    letter->page = letter->plain = RO_NONE;
    d->letter = d->parts->letters.count - 1;
    return true;
}

/* Open a multipart; false where it has no boundary or lies too deep. */
static bool open_multipart(divider *d, ro_str type) {
    if (d->depth == MOST_DEPTH || !ro_str_starts(type, RO_STR("multipart/"))) return false;
    const char *boundary = ro_mime_parameter(d->arena, type, "boundary");
    size_t length = boundary ? strlen(boundary) : 0;
    if (length == 0 || length > LONGEST_BOUNDARY) return false;
    d->open[d->depth].boundary = (ro_str){boundary, length};
    d->open[d->depth++].digest = ro_str_starts(type, RO_STR("multipart/digest"));
    return true;
}

static bool is_attachment(ro_str head) {
    return ro_str_starts(ro_mime_field(head, "Content-Disposition"), RO_STR("attachment"));
}

/* Keep a text where it is the longest of its kind so far. */
static void add_text(divider *d, uint32_t letter, ro_str head, ro_str body, bool page) {
    ro_mail_letter *of = &d->parts->letters.items[letter];
    uint32_t *longest = page ? &of->page : &of->plain;
    if (ro_str_trim(body).n == 0) return;
    if (d->saved && page && !RO_APPEND(d->arena, &d->parts->texts, ((ro_mail_text){head, body})))
        return; /* the arena knows */
    if (d->saved) return;
    if (*longest == RO_NONE) {
        if (!RO_APPEND(d->arena, &d->parts->texts, ((ro_mail_text){0}))) return;
        *longest = d->parts->texts.count - 1;
    }
    ro_mail_text *text = &d->parts->texts.items[*longest];
    if (body.n > text->body.n) *text = (ro_mail_text){head, body};
}

/* Read the part at hand: its head, and what that announces. False: it is the last. */
static bool read_part(divider *d) {
    ro_str rest = {d->mail.p + d->at, d->mail.n - d->at};
    size_t start = d->at, body, end = start;
    ro_str head = {rest.p, ro_mime_head(rest, &body)};
    ro_mail_letter *letter = &d->parts->letters.items[d->letter];
    bool own = letter->start == start; /* the head of the message itself */
    if (own) letter->head = head;
    ro_str type = ro_mime_field(head, "Content-Type"), value = ro_mime_value(type);
    bool digest = d->depth > 0 && d->open[d->depth - 1].digest && !own;
    bool message = ro_str_same(value, RO_STR("message/rfc822")) || (digest && value.n == 0);
    d->at = start + body;
    if (message && d->carried < MOST_DEPTH) {
        d->carried++;
        return begin_letter(d, d->at);
    }
    bool multipart = open_multipart(d, type);
    uint32_t owner = d->letter;
    bool more = next_part(d, &end),
         page = ro_str_same(value, RO_STR("text/html")) ||
                (d->saved && ro_str_same(value, RO_STR("application/xhtml+xml")));
    bool plain = value.n == 0 || ro_str_same(value, RO_STR("text/plain"));
    if (!multipart && !message && (page || plain) && !is_attachment(head)) {
        ro_str text = {d->mail.p + start + body, end > start + body ? end - start - body : 0};
        add_text(d, owner, head, text, page);
    }
    return more;
}

static bool divide(ro_arena *arena, ro_str mail, bool saved, ro_mail_parts *parts) {
    divider d = {.arena = arena, .parts = parts, .mail = mail, .saved = saved, .letter = RO_NONE};
    if (!begin_letter(&d, 0)) return false;
    while (read_part(&d) && !arena->oom) continue;
    return !arena->oom;
}

bool ro_mail_divide(ro_arena *arena, ro_str mail, ro_mail_parts *parts) {
    return divide(arena, mail, false, parts);
}

bool ro_mail_divide_saved(ro_arena *arena, ro_str message, ro_mail_parts *parts) {
    return divide(arena, message, true, parts);
}
