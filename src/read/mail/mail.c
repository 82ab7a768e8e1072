/* SPDX-License-Identifier: Apache-2.0 */
/* Newsletters: a mail (RFC 5322), or a box of them (RFC 4155), each message a record;
 * a digest gives each message that it carries. The sender is the outlet, not an author. */
#include <stdlib.h>

#include "base/error.h"
#include "read/format.h"
#include "read/mail/mail_parts.h"
#include "read/mail/mime.h"
#include "read/parts/dates.h"

/* Mail is broken at 60 to 80 columns. RFC 5322, section 2.1.1 */
enum { SHORTEST_WIDTH = 45, LONGEST_WIDTH = 100 };

/* The fields by which the head of a mail is told from other lines with a colon. */
static bool is_known_field(ro_str name) {
    static const char *const known[] = {"From",
                                        "To",
                                        "Subject",
                                        "Date",
                                        "Message-ID",
                                        "Received",
                                        "Return-Path",
                                        "MIME-Version",
                                        "Reply-To",
                                        "Content-Type",
                                        "Delivered-To",
                                        "List-Id",
                                        "Sender",
                                        "Cc",
                                        "DKIM-Signature",
                                        "Precedence",
                                        "Content-Transfer-Encoding",
                                        "List-Unsubscribe"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ro_str_same(name, ro_str_of(known[i]))) return true;
    return false;
}

/* Length of the name of the field that @p line is, 0 where it is none. */
static size_t field_name(ro_str line) {
    size_t n = 0;
    while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':') n++;
    return n < line.n && line.p[n] == ':' ? n : 0;
}

static ro_str line_at(ro_str s, size_t at) {
    const char *newline = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
    return (ro_str){s.p + at, (newline ? (size_t)(newline - s.p) + 1 : s.n) - at};
}

/* Whether @p s begins with the head of a mail: every line a field, the sender, and two
 * more that mails have. */
static bool begins_as_mail(ro_str s) {
    unsigned known = 0;
    bool sender = false;
    for (size_t at = 0; at < s.n;) {
        ro_str line = line_at(s, at);
        bool whole = line.p[line.n - 1] == '\n';
        if (ro_str_trim(line).n == 0 || !whole) break;
        size_t name = field_name(line);
        bool folded = at > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
        if (name == 0 && !folded) return false;
        ro_str field = {line.p, name};
        known += is_known_field(field);
        sender = sender || ro_str_same(field, RO_STR("From"));
        at += line.n;
    }
    return sender && known >= 3;
}

/* "From ana@e.example Mon Jun 19 08:00:00 2023": the line before each message of a box. */
static bool is_box_line(ro_str line) {
    if (!ro_str_starts(line, RO_STR("From ")) || line.p[0] != 'F' || line.n > 300) return false;
    bool clock = false, year = false;
    size_t digits = 0;
    for (size_t i = 5; i <= line.n; i++) {
        bool digit = i < line.n && ro_is_digit((unsigned char)line.p[i]);
        clock = clock || (digits == 2 && i < line.n && line.p[i] == ':');
        year = year || (digits == 4 && clock);
        digits = digit ? digits + 1 : 0;
    }
    return clock && year;
}

static size_t skip_empty(ro_str s) {
    size_t at = 0;
    while (at < s.n && (s.p[at] == '\n' || s.p[at] == '\r')) at++;
    return at;
}

static unsigned bid_mail(const ro_reader *reader, ro_str head) {
    (void)reader;
    size_t at = skip_empty(head);
    return begins_as_mail((ro_str){head.p + at, head.n - at}) ? 96 : 0;
}

static unsigned bid_mbox(const ro_reader *reader, ro_str head) {
    (void)reader;
    size_t at = skip_empty(head);
    ro_str line = line_at(head, at);
    at += line.n;
    return is_box_line(line) && field_name(line_at(head, at)) ? 98 : 0;
}

typedef struct mail_state {
    size_t at;      /* behind the mail at hand */
    ro_str mail;    /* the one at hand */
    uint64_t start; /* where it begins in the input */
    bool box;
    ro_arena arena; /* of its parts */
    ro_mail_parts parts;
    uint32_t next; /* of its messages */
} mail_state;

static ro_status open_mail(ro_reader *reader, ro_error *error) {
    mail_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    state->box = reader->format == &ro_format_mbox;
    state->at = skip_empty(reader->data);
    return ro_check_is_text(reader->data, error);
}

static void close_mail(ro_reader *reader) {
    mail_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->arena);
    free(state);
    reader->state = NULL;
}

/* Where the next message of a box begins: a line of its own behind an empty line. */
static size_t find_box_line(ro_str s, size_t at) {
    bool empty = false;
    while (at < s.n) {
        ro_str line = line_at(s, at);
        if (empty && is_box_line(line) && field_name(line_at(s, at + line.n))) return at;
        empty = ro_str_trim(line).n == 0;
        at += line.n;
    }
    return s.n;
}

/* Go on to the next mail of the input and divide it. */
static ro_status next_mail(ro_reader *reader, ro_error *error) {
    mail_state *state = reader->state;
    ro_str s = reader->data;
    if (ro_str_trim((ro_str){s.p + state->at, s.n - state->at}).n == 0) return RO_END;
    if (state->box) state->at += line_at(s, state->at).n;
    size_t end = state->box ? find_box_line(s, state->at) : s.n;
    state->start = state->at;
    state->mail = (ro_str){s.p + state->at, end - state->at};
    state->at = end;
    state->next = 0;
    state->parts = (ro_mail_parts){0};
    ro_arena_free(&state->arena);
    return ro_mail_divide(&state->arena, state->mail, &state->parts) ? RO_OK : ro_fail_nomem(error);
}

/* "The Morning Wire <news@e.example>", "news@e.example (The Morning Wire)": the name. */
static ro_str name_of(ro_str field) {
    const char *angle = field.n ? memchr(field.p, '<', field.n) : NULL;
    const char *open = field.n ? memchr(field.p, '(', field.n) : NULL;
    ro_str name = RO_STR("");
    if (angle)
        name = ro_str_trim((ro_str){field.p, (size_t)(angle - field.p)});
    else if (open && field.p[field.n - 1] == ')')
        name = (ro_str){open + 1, (size_t)(ro_str_end(field) - open) - 2};
    while (name.n && strchr("\"'", name.p[0])) name = (ro_str){name.p + 1, name.n - 1};
    while (name.n && strchr("\"'", name.p[name.n - 1])) name.n--;
    bool address = name.n && memchr(name.p, '@', name.n);
    return address ? RO_STR("") : name;
}

/* What stands in angle brackets, or all where there are none. RFC 5322, RFC 5064 */
static ro_str without_brackets(ro_str s) {
    const char *open = s.n ? memchr(s.p, '<', s.n) : NULL;
    const char *close = open ? memchr(open, '>', (size_t)(ro_str_end(s) - open)) : NULL;
    return close ? (ro_str){open + 1, (size_t)(close - open) - 1} : s;
}

/* A field of the head as text, empty where there is none. */
static ro_str text_field(ro_record *record, ro_str head, const char *name) {
    return ro_str_of(ro_mime_words(&record->scratch, ro_mime_field(head, name)));
}

static void set_facts(const ro_read_rules *rules, ro_record *record, ro_str head) {
    ro_metadata *meta = &record->article->meta;
    ro_record_set(record, &meta->id, without_brackets(text_field(record, head, "Message-ID")));
    ro_record_set(record, &meta->url, without_brackets(text_field(record, head, "Archived-At")));
    ro_record_set(record, &meta->title, text_field(record, head, "Subject"));
    static const char *const senders[] = {"From", "List-Id", "Sender"};
    for (size_t i = 0; i < sizeof senders / sizeof *senders; i++)
        ro_record_set(record, &meta->outlet, name_of(text_field(record, head, senders[i])));
    ro_record_set(record, &meta->language, text_field(record, head, "Content-Language"));
    ro_record_date(rules, &meta->published, text_field(record, head, "Date"), "mail");
}

/* Bytes of the first word at @p at of @p s. */
static size_t first_word(ro_str s, size_t at) {
    size_t n = 0;
    while (at + n < s.n && !ro_is_space((unsigned char)s.p[at + n])) n++;
    return n;
}

/* Join the lines that were broken to a width: the next word would not have fitted; or,
 * of flowed text (RFC 3676), those that end in a space. A line end becomes a space, so
 * that offsets stay. */
static void join_lines(char *text, size_t size, bool flowed) {
    ro_str s = {text, size};
    size_t width = 0;
    for (size_t at = 0; at < size; at += line_at(s, at).n) {
        size_t length = ro_str_trim(line_at(s, at)).n;
        if (length > width) width = length;
    }
    if (!flowed && (width < SHORTEST_WIDTH || width > LONGEST_WIDTH)) return;
    for (size_t at = 0, next; at < size; at = next) {
        ro_str line = line_at(s, at);
        next = at + line.n;
        size_t end = line.n;
        while (end && (line.p[end - 1] == '\n' || line.p[end - 1] == '\r')) end--;
        size_t word = first_word(s, next);
        bool space = end > 1 && line.p[end - 1] == ' ';
        bool full = ro_str_trim(line).n + 1 + word > width;
        if (word == 0 || end == 0 || !(flowed ? space : full)) continue;
        memset(text + at + end, ' ', line.n - end);
    }
}

static ro_status read_text(ro_reader *reader, ro_record *record, const ro_mail_letter *letter,
                           bool page, ro_error *error) {
    const mail_state *state = reader->state;
    ro_arena *scratch = &record->scratch;
    const ro_mail_text *text = &state->parts.texts.items[page ? letter->page : letter->plain];
    uint64_t offset = (uint64_t)(text->body.p - state->mail.p) - letter->start;
    ro_str encoding = ro_mime_value(ro_mime_field(text->head, "Content-Transfer-Encoding"));
    ro_str type = ro_mime_field(text->head, "Content-Type");
    char *content;
    size_t size;
    ro_map map = {0};
    record->charset = ro_mime_parameter(scratch, type, "charset");
    if (!ro_mime_decode(scratch, text->body, encoding, state->box, offset, &content, &size, &map))
        return ro_fail_nomem(error);
    if (page) return ro_read_page(reader, record, (ro_str){content, size}, &map, error);
    const char *format = ro_mime_parameter(scratch, type, "format");
    join_lines(content, size, ro_str_same(ro_str_of(format), RO_STR("flowed")));
    return ro_read_plain(reader, record, (ro_str){content, size}, &map, error);
}

/* A page that shows nothing has left its facts; plain text begins anew. */
static void forget_text(ro_article *article) {
    article->text = NULL;
    article->size = 0;
    article->map.count = article->parts.count = 0;
    article->meta.title_span = (ro_span){0, 0};
}

static ro_status read_letter(ro_reader *reader, ro_record *record, uint32_t at, ro_error *error) {
    const mail_state *state = reader->state;
    const ro_mail_letter *letter = &state->parts.letters.items[at];
    bool page = letter->page != RO_NONE, plain = letter->plain != RO_NONE;
    ro_status status =
        ro_fail(error, RO_ERR_INPUT, state->start + letter->start, "a message without text");
    set_facts(reader->rules, record, letter->head);
    if (page) status = read_text(reader, record, letter, true, error);
    if (plain && status == RO_ERR_INPUT) {
        if (page) forget_text(record->article);
        status = read_text(reader, record, letter, false, error);
    }
    if (status == RO_OK && letter->cut)
        return ro_fail(error, RO_WARN, state->start + letter->end,
                       "the message breaks off before its last part ends");
    return status;
}

/* Whether a message is but the envelope of others. */
static bool is_envelope(const ro_mail_parts *parts, uint32_t at) {
    bool carries = at + 1 < parts->letters.count && parts->letters.items[at + 1].parent == at;
    const ro_mail_letter *letter = &parts->letters.items[at];
    return carries && letter->page == RO_NONE && letter->plain == RO_NONE;
}

static ro_status next_letter(ro_reader *reader, ro_article **article, ro_error *error) {
    mail_state *state = reader->state;
    do {
        while (state->next == state->parts.letters.count) {
            ro_status status = next_mail(reader, error);
            if (status != RO_OK) return status;
        }
    } while (is_envelope(&state->parts, state->next++));
    uint32_t at = state->next - 1;
    const ro_mail_letter *letter = &state->parts.letters.items[at];
    ro_str bytes = {state->mail.p + letter->start, letter->end - letter->start};
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, bytes, state->start + letter->start, error);
    if (status == RO_OK) status = read_letter(reader, &record, at, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_mail = {.name = "mail",
                                         .bid = bid_mail,
                                         .open = open_mail,
                                         .next = next_letter,
                                         .close = close_mail,
                                         .extent = RO_EXTENT_DOCUMENT};
const ro_source_format ro_format_mbox = {
    .name = "mbox", .bid = bid_mbox, .open = open_mail, .next = next_letter, .close = close_mail};
