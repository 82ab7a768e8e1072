/* SPDX-License-Identifier: Apache-2.0 */
/* Markdown with the front matter of site generators. Source: CommonMark 0.30 with tables
 * and struck-out text of GitHub, by way of md4c. Marks of form go, links are their words;
 * code, images and tags of HTML are left out. */
#include <md4c.h>

#include "base/error.h"
#include "read/bytes/references.h"
#include "read/parts/draft.h"
#include "read/records/front_matter.h"

/* A larger text is no report that somebody wrote in Markdown; it is read as it is. */
enum {
    LARGEST = 4 << 20, /* bytes of one article in Markdown; a whole book is less than half */
    LOOK = 400         /* lines in which signs are counted: what comes later is alike */
};

/* Signs of Markdown; bits. */
enum {
    SIGN_HEADING = 1 << 0,
    SIGN_LINK = 1 << 1,
    SIGN_FENCE = 1 << 2,
    SIGN_QUOTE = 1 << 3,
    SIGN_STRONG = 1 << 4,
    SIGN_ITEM = 1 << 5,
    SIGN_UNDERLINE = 1 << 6,
    CLEAR_SIGNS = SIGN_HEADING | SIGN_LINK | SIGN_FENCE
};

static bool is_heading(ro_str line) {
    size_t level = 0;
    while (level < line.n && line.p[level] == '#') level++;
    return level >= 1 && level <= 6 && line.n > level + 1 && line.p[level] == ' ' &&
           (ro_is_alpha((unsigned char)line.p[level + 1]) ||
            (unsigned char)line.p[level + 1] >= 0x80 ||
            ro_is_digit((unsigned char)line.p[level + 1]));
}

static bool is_underline(ro_str line) {
    if (line.n < 3 || (line.p[0] != '=' && line.p[0] != '-')) return false;
    for (size_t i = 1; i < line.n; i++)
        if (line.p[i] != line.p[0]) return false;
    return true;
}

/* "[words](address)" or "![…](…)". */
static bool has_link(ro_str line) {
    size_t at = ro_str_find(line, RO_STR("]("));
    if (at == SIZE_MAX || at == 0) return false;
    ro_str before = {line.p, at}, after = {line.p + at, line.n - at};
    return memchr(before.p, '[', before.n) && memchr(after.p, ')', after.n);
}

static unsigned signs_of(ro_str line, ro_str before) {
    unsigned signs = 0;
    if (is_heading(line)) signs |= SIGN_HEADING;
    if (has_link(line)) signs |= SIGN_LINK;
    if (ro_str_starts(line, RO_STR("```")) || ro_str_starts(line, RO_STR("~~~")))
        signs |= SIGN_FENCE;
    if (ro_str_starts(line, RO_STR("> "))) signs |= SIGN_QUOTE;
    size_t strong = ro_str_find(line, RO_STR("**"));
    if (strong != SIZE_MAX &&
        ro_str_find((ro_str){line.p + strong + 2, line.n - strong - 2}, RO_STR("**")) != SIZE_MAX)
        signs |= SIGN_STRONG;
    if (ro_str_starts(line, RO_STR("- ")) || ro_str_starts(line, RO_STR("* "))) signs |= SIGN_ITEM;
    if (is_underline(line) && before.n) signs |= SIGN_UNDERLINE;
    return signs;
}

/* One kind of sign may stand in any text; a clear one with another, or twice, does not. */
static bool has_signs(ro_str s) {
    unsigned all = 0, headings = 0, links = 0;
    ro_str before = RO_STR("");
    for (int i = 0; i < LOOK && s.n; i++) {
        const char *newline = memchr(s.p, '\n', s.n);
        size_t length = newline ? (size_t)(newline - s.p) : s.n;
        ro_str line = ro_str_trim((ro_str){s.p, length});
        unsigned signs = signs_of(line, before);
        all |= signs;
        headings += (signs & SIGN_HEADING) != 0;
        links += (signs & SIGN_LINK) != 0;
        before = line;
        length += newline ? 1 : 0;
        s = (ro_str){s.p + length, s.n - length};
    }
    bool several = (all & (all - 1)) != 0;
    return headings >= 2 || links >= 3 || ((all & CLEAR_SIGNS) && several);
}

static unsigned bid(const ro_reader *reader, ro_str head) {
    if (reader->data.n > LARGEST) return 0;
    if (ro_front_matter_end(head) && ro_front_matter_known(reader, head)) return 88;
    ro_str s = ro_str_trim(head);
    return s.n && s.p[0] != '<' && has_signs(s) ? 40 : 0;
}

typedef struct layout {
    ro_reader *reader;
    ro_record *record;
    ro_draft *draft;
    ro_str source; /* behind the front matter */
    size_t offset; /* of it in the decoded text */
    ro_buffer text;
    ro_map map;           /* to the decoded text */
    size_t start, linked; /* of the paragraph at hand: where it begins, bytes of links */
    unsigned heading, quote, list, cell, left_out, html, link;
    uint32_t row, column; /* of the cell at hand; rows count on over the tables */
    bool header;          /* it is one of a column */
    bool tag, silent;     /* within a tag of an HTML block; the rest of it is no text */
    bool failed;
} layout;

static void end_paragraph(layout *l) {
    ro_span span = {(uint32_t)l->start, (uint32_t)l->text.size};
    size_t linked = l->linked;
    if (l->text.size > l->start) span = ro_span_trim(l->text.data, span);
    l->linked = 0;
    if (l->text.size > l->start) l->failed = l->failed || !ro_buffer_add(&l->text, "\n", 1);
    l->start = l->text.size;
    if (ro_span_empty(span)) return;
    ro_block *block = RO_PUSH(&l->record->scratch, &l->draft->blocks);
    if (!block) {
        l->failed = true;
        return;
    }
    ro_block_kind kind = l->heading ? RO_BLOCK_HEADING
                         : l->quote ? RO_BLOCK_QUOTATION
                         : l->cell  ? (l->header ? RO_BLOCK_HEADER_CELL : RO_BLOCK_CELL)
                         : l->list  ? RO_BLOCK_ITEM
                                    : RO_BLOCK_PARAGRAPH;
    *block = (ro_block){.span = span,
                        .kind = (uint8_t)kind,
                        .role = RO_ROLE_OPEN,
                        .row = l->cell ? l->row : 0,
                        .column = l->cell ? l->column : 0,
                        .linked = linked * 10 >= (size_t)(span.end - span.start) * 9};
}

/* The counter of the blocks that a block lies in; NULL: it does not matter. */
static unsigned *counter_of(layout *l, MD_BLOCKTYPE type) {
    switch (type) {
    case MD_BLOCK_H: return &l->heading;
    case MD_BLOCK_QUOTE: return &l->quote;
    case MD_BLOCK_LI: return &l->list;
    case MD_BLOCK_TD:
    case MD_BLOCK_TH: return &l->cell;
    case MD_BLOCK_CODE: return &l->left_out;
    case MD_BLOCK_HTML: return &l->html;
    default: return NULL;
    }
}

/* Cells of a row share a line, with a tab for each column. */
static void enter_cell(layout *l, bool header) {
    char *last = l->text.size ? &l->text.data[l->text.size - 1] : NULL;
    l->header = header;
    if (l->column > 0 && last && *last == '\n')
        *last = '\t';
    else if (l->column > 0)
        l->failed = l->failed || !ro_buffer_add(&l->text, "\t", 1);
    l->start = l->text.size;
}

static void leave_row(layout *l) {
    if (l->text.size && l->text.data[l->text.size - 1] == '\t')
        l->text.data[l->text.size - 1] = '\n';
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
    (void)detail;
    layout *l = user;
    end_paragraph(l);
    if (type == MD_BLOCK_TR) {
        l->row++;
        l->column = 0;
    }
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) enter_cell(l, type == MD_BLOCK_TH);
    unsigned *counter = counter_of(l, type);
    if (counter) ++*counter;
    l->tag = l->silent = false;
    return l->failed;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
    (void)detail;
    layout *l = user;
    end_paragraph(l);
    unsigned *counter = counter_of(l, type);
    if (counter) --*counter;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) l->column++;
    if (type == MD_BLOCK_TR) leave_row(l);
    return l->failed;
}

static unsigned *span_counter(layout *l, MD_SPANTYPE type) {
    return type == MD_SPAN_A ? &l->link : type == MD_SPAN_IMG ? &l->left_out : NULL;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
    (void)detail;
    unsigned *counter = span_counter(user, type);
    if (counter) ++*counter;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
    (void)detail;
    unsigned *counter = span_counter(user, type);
    if (counter) --*counter;
    return 0;
}

/* Add bytes; from where of the source, NULL: made here. */
static void add(layout *l, const char *bytes, size_t n, const char *from, size_t length) {
    if (from) {
        ro_map_run run = {(uint32_t)l->text.size, (uint32_t)n,
                          l->offset + (size_t)(from - l->source.p), length};
        if (!ro_map_add(&l->record->scratch, &l->map, run)) l->failed = true;
    }
    if (!ro_buffer_add(&l->text, bytes, n)) l->failed = true;
    if (l->link) l->linked += n;
}

static void add_reference(layout *l, const char *p, size_t n) {
    char encoded[4];
    uint32_t code = n > 2 ? ro_reference(l->reader->rules, (ro_str){p + 1, n - 2}) : 0;
    if (code)
        add(l, encoded, ro_utf8_encode(code, encoded), p, n);
    else
        add(l, p, n, p, n);
}

/* A block of HTML gives what stands between its tags, but for what is no text. */
static void add_html(layout *l, const char *p, size_t n) {
    static const char *const frames[] = {"<script", "<style", "<iframe", "<!--", "<svg"};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        if (ro_str_find((ro_str){p, n}, ro_str_of(frames[i])) != SIZE_MAX) l->silent = true;
    for (size_t i = 0; i < n && !l->silent;) {
        const char *sign = memchr(p + i, l->tag ? '>' : '<', n - i);
        size_t end = sign ? (size_t)(sign - p) : n;
        if (!l->tag && end > i) add(l, p + i, end - i, p + i, end - i);
        if (sign) l->tag = !l->tag;
        i = end + 1;
    }
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user) {
    layout *l = user;
    bool within = p >= l->source.p && p + n <= ro_str_end(l->source);
    if (l->left_out || l->failed) return l->failed;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        add(l, " ", 1, NULL, 0);
    else if (type == MD_TEXT_ENTITY)
        add_reference(l, p, n);
    else if (type == MD_TEXT_HTML && l->html && within)
        add_html(l, p, n);
    else if (type != MD_TEXT_HTML && type != MD_TEXT_NULLCHAR)
        add(l, p, n, within ? p : NULL, n);
    return l->failed;
}

static ro_status lay_out(layout *l, ro_error *error) {
    const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
                              .enter_block = enter_block,
                              .leave_block = leave_block,
                              .enter_span = enter_span,
                              .leave_span = leave_span,
                              .text = take_text};
    int result = md_parse(l->source.p, (MD_SIZE)l->source.n, &parser, l);
    return result || l->failed ? ro_fail_nomem(error) : RO_OK;
}

/* The text goes to the article, its map over the decoded text to the record. */
static bool keep(layout *l, const ro_decoded *decoded) {
    ro_article *article = l->record->article;
    ro_map through = {0};
    const char *text = l->text.data ? l->text.data : "";
    article->text = ro_arena_copy(&article->arena, text, l->text.size);
    article->size = (uint32_t)l->text.size;
    l->draft->text = article->text;
    l->draft->size = article->size;
    return article->text &&
           ro_map_place(&l->record->scratch, &l->map, &decoded->map, 0, &through) &&
           ro_record_keep_map(l->record, &through);
}

static ro_status read_text(layout *l, const ro_decoded *decoded, ro_error *error) {
    ro_status status = lay_out(l, error);
    if (status != RO_OK) return status;
    status = ro_check_article_size(l->reader, l->text.size, error);
    if (status != RO_OK) return status;
    if (l->draft->blocks.count == 0) return ro_fail(error, RO_ERR_INPUT, 0, "holds no text");
    if (!keep(l, decoded)) return ro_fail_nomem(error);
    status = ro_draft_parts(l->reader->rules, l->record, l->draft, error);
    if (status != RO_OK) return status;
    ro_record_find_title(l->record);
    if (!l->record->article->meta.language) l->record->article->meta.language = l->draft->language;
    return RO_OK;
}

static ro_status read_markdown(ro_reader *reader, ro_record *record, ro_error *error) {
    ro_decoded decoded;
    ro_fields fields = {0};
    ro_draft draft = {.has_layout = true};
    ro_status status = ro_decode(&record->scratch, record->bytes, NULL, &decoded, error);
    if (status != RO_OK) return status;
    record->damaged = decoded.damaged;
    record->first_damaged = decoded.first_damaged;
    if (!ro_front_matter_read(reader, record, decoded.text, &fields)) return ro_fail_nomem(error);
    ro_fields_state(reader, record, &fields);
    size_t skip = ro_front_matter_end(decoded.text);
    layout l = {.reader = reader,
                .record = record,
                .draft = &draft,
                .source = {decoded.text.p + skip, decoded.text.n - skip},
                .offset = skip};
    status = read_text(&l, &decoded, error);
    ro_buffer_free(&l.text);
    return status;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    if (reader->done) return RO_END;
    reader->done = true;
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, reader->data, 0, error);
    if (status == RO_OK) status = read_markdown(reader, &record, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_markdown = {
    .name = "markdown", .bid = bid, .next = next, .extent = RO_EXTENT_ARTICLE};
