/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text: a line is a paragraph, unless lines are broken to a width. */
#include "base/error.h"
#include "read/format.h"
#include "read/parts/draft.h"

/* Text for terminals and mail is broken at 60 to 80 columns. RFC 5322, section 2.1.1 */
enum { SHORTEST_WIDTH = 40, WIDEST = 100 };

static size_t line_length(const char *p, const char *end) {
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline ? (size_t)(newline - p) : (size_t)(end - p);
}

/* Whether lines were broken to a width: paragraphs are parted by empty lines, and
 * most lines inside of them end neither a sentence nor short of the width. */
static bool is_wrapped(ro_str text) {
    const char *end = ro_str_end(text);
    size_t inner = 0, full = 0, longest = 0;
    for (const char *p = text.p; p < end;) {
        size_t length = line_length(p, end);
        ro_str line = ro_str_trim((ro_str){p, length});
        const char *next = p + length + 1;
        bool followed = next < end && ro_str_trim((ro_str){next, line_length(next, end)}).n > 0;
        if (line.n > longest) longest = line.n;
        if (line.n && followed) {
            inner++;
            full += line.n >= SHORTEST_WIDTH && !strchr(".!?\"", line.p[line.n - 1]);
        }
        p = next;
    }
    return inner >= 3 && longest <= WIDEST && full * 10 >= inner * 6;
}

static bool push_block(ro_record *record, ro_draft *draft, size_t start, size_t end) {
    ro_span span = ro_span_trim(draft->text, (ro_span){(uint32_t)start, (uint32_t)end});
    if (span.end <= span.start) return true;
    ro_block *block = RO_PUSH(&record->scratch, &draft->blocks);
    if (!block) return false;
    *block = (ro_block){.span = span, .role = RO_ROLE_OPEN};
    return true;
}

/* Lines, or runs of lines that join; inside of a run line ends become spaces, so that
 * text and source keep the same offsets. */
static bool find_blocks(ro_record *record, ro_draft *draft, char *text, bool wrapped) {
    size_t start = 0;
    for (size_t at = 0; at < draft->size;) {
        size_t length = line_length(text + at, text + draft->size);
        size_t next = at + length + 1;
        bool joins =
            wrapped && next < draft->size && length > 0 &&
            ro_str_trim((ro_str){text + at, length}).n > 0 &&
            ro_str_trim((ro_str){text + next, line_length(text + next, text + draft->size)}).n > 0;
        if (joins) {
            if (text[at + length - 1] == '\r') text[at + length - 1] = ' ';
            text[at + length] = ' ';
        } else {
            if (!push_block(record, draft, start, at + length)) return false;
            start = next;
        }
        at = next;
    }
    return true;
}

/* The way from the text over the content to the record. */
static bool keep_map(ro_record *record, const ro_map *inner, const ro_map *outer) {
    ro_map whole = {0};
    if (!outer || outer->count == 0) return ro_record_keep_map(record, inner);
    if (inner->count == 0) return ro_record_keep_map(record, outer);
    return ro_map_compose(&record->scratch, inner, outer, &whole) &&
           ro_record_keep_map(record, &whole);
}

ro_status ro_read_plain(ro_reader *reader, ro_record *record, ro_str content, const ro_map *map,
                        ro_error *error) {
    ro_article *article = record->article;
    ro_decoded decoded;
    ro_status status = ro_check_article_size(reader, content.n, error);
    if (status == RO_OK)
        status = ro_decode(&record->scratch, content, record->charset, &decoded, error);
    if (status != RO_OK) return status;
    status = ro_check_article_size(reader, decoded.text.n, error);
    if (status != RO_OK) return status;
    if (ro_str_trim(decoded.text).n == 0) return ro_fail(error, RO_ERR_INPUT, 0, "is empty");
    char *text = ro_arena_copy(&article->arena, decoded.text.p, decoded.text.n);
    if (!text) return ro_fail_nomem(error);
    article->text = text;
    article->size = (uint32_t)decoded.text.n;
    record->damaged = decoded.damaged;
    record->first_damaged =
        map ? ro_map_source(map, decoded.first_damaged, false) : decoded.first_damaged;
    ro_draft draft = {.text = text, .size = article->size};
    if (!find_blocks(record, &draft, text, is_wrapped(decoded.text)) ||
        !keep_map(record, &decoded.map, map))
        return ro_fail_nomem(error);
    status = ro_draft_parts(reader->rules, record, &draft, error);
    if (status != RO_OK) return status;
    ro_record_find_title(record);
    if (!article->meta.language) article->meta.language = draft.language;
    return RO_OK;
}
