/* SPDX-License-Identifier: Apache-2.0 */
/* A page as an article: parse, lay out, choose the article, then roles and facts as for plain
 * text. */
#include <inttypes.h>

#include "base/error.h"
#include "read/format.h"
#include "read/page/page.h"
#include "read/parts/draft.h"

/* Bytes in which a page shows what it is, behind comments and spaces. */
enum { HEAD_OF_PAGE = 4096 };

unsigned ro_count_tags(ro_str s) {
    static const char *const tags[] = {"<html", "<head",    "<body",  "<div",   "<p>",     "<p ",
                                       "<br",   "<a href",  "<meta ", "<span",  "<script", "<title",
                                       "</p>",  "<article", "<h1",    "<link ", "<table",  "<img "};
    unsigned found = 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        found += ro_str_find(s, ro_str_of(tags[i])) != SIZE_MAX;
    return found;
}

bool ro_looks_like_html(ro_str text) {
    ro_str head = {text.p, text.n < HEAD_OF_PAGE ? text.n : HEAD_OF_PAGE};
    return ro_count_tags(head) >= 1;
}

/* Cells of a row share a line, with a tab for each column; paragraphs of a cell are parted by a
 * space. Each block before was ended by a line feed. The new end. */
static uint32_t part_cells(char *text, uint32_t at, const ro_block *before, const ro_block *block) {
    bool same_row = before && block->row && before->row == block->row;
    uint32_t tabs = block->row ? block->column : 0;
    if (same_row) {
        at--;
        tabs = block->column > before->column ? block->column - before->column : 0;
        if (tabs == 0) text[at++] = ' ';
    }
    memset(text + at, '\t', tabs);
    return at + tabs;
}

/* Copy the chosen blocks into the article, each ended by '\n', and lead their map
 * through the outer ones to the record. */
static bool keep_chosen(ro_record *record, const ro_page *page, const ro_map *decoded,
                        const ro_map *outer, ro_draft *draft) {
    ro_arena *arena = &record->article->arena;
    size_t size = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        if (block->form.role != RO_ROLE_LEFT_OUT)
            size += block->span.end - block->span.start + 1 + block->form.column;
    }
    char *text = ro_arena_alloc(arena, size + 1);
    if (!text) return false;
    ro_map kept = {0}, through = {0}, whole = {0};
    uint32_t at = 0, run = 0;
    const ro_block *before = NULL;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        if (block->form.role == RO_ROLE_LEFT_OUT) continue;
        uint32_t length = block->span.end - block->span.start;
        at = part_cells(text, at, before, &block->form);
        before = &block->form;
        memcpy(text + at, page->text.data + block->span.start, length);
        while (run < page->map.count &&
               page->map.items[run].text + page->map.items[run].length <= block->span.start)
            run++;
        for (uint32_t k = run; k < page->map.count && page->map.items[k].text < block->span.end;
             k++) {
            ro_map_run piece = page->map.items[k];
            piece.text = piece.text - block->span.start + at;
            if (!ro_map_add(&record->scratch, &kept, piece)) return false;
        }
        ro_block form = block->form;
        form.span = (ro_span){at, at + length};
        if (!RO_APPEND(&record->scratch, &draft->blocks, form)) return false;
        at += length;
        text[at++] = '\n';
    }
    draft->text = text;
    draft->size = at;
    record->article->text = text;
    record->article->size = at;
    const ro_map *map = &kept;
    if (decoded->count) {
        if (!ro_map_compose(&record->scratch, map, decoded, &through)) return false;
        map = &through;
    }
    if (outer && outer->count) {
        if (!ro_map_compose(&record->scratch, map, outer, &whole)) return false;
        map = &whole;
    }
    return ro_record_keep_map(record, map);
}

/* Where a byte of the page, 0 for none, stands in the record. */
static uint64_t in_record(const ro_map *decoded, const ro_map *outer, uint64_t at, bool end) {
    if (at == 0) return 0;
    at = ro_map_source(decoded, at, end);
    return outer ? ro_map_source(outer, at, end) : at;
}

static ro_status refuse_list(uint32_t count, ro_error *error) {
    ro_fail(error, RO_ERR_INPUT, 0,
            "is a list of %" PRIu32 " pages, not an article; readout fetch gets pages", count);
    if (error) error->other = "list of addresses";
    return RO_ERR_INPUT;
}

static ro_status refuse_notice(ro_notice_kind kind, ro_error *error) {
    static const struct {
        const char *says, *other;
    } notices[] = {
        [RO_NOTICE_WALL] = {"asks to pay or sign in, and gives no text", "page behind a wall"},
        [RO_NOTICE_MISSING] = {"says that nothing is at this address", "page that is not there"},
        [RO_NOTICE_CHECK] = {"checks who asks, or refuses", "page that checks its reader"},
        [RO_NOTICE_SCRIPT] = {"is empty until a script fills it", "page that a script fills"},
        [RO_NOTICE_CONSENT] = {"asks to agree to cookies", "page that asks for consent"}};
    ro_fail(error, RO_ERR_INPUT, 0, "%s: it is no article", notices[kind].says);
    if (error) error->other = notices[kind].other;
    return RO_ERR_INPUT;
}

static ro_status read_decoded(ro_reader *reader, ro_record *record, const ro_decoded *decoded,
                              const ro_map *outer, ro_page *page, ro_error *error) {
    ro_status status = ro_page_parse(page, decoded->text, error);
    if (status == RO_OK) status = ro_page_layout(page, error);
    if (status != RO_OK) return status;
    if (reader->format->of_site) {
        ro_page_find_kinds(page);
        ro_page_find_notices(page);
    }
    status = ro_page_choose(page, error);
    if (status != RO_OK) return status;
    ro_page_tables(page);
    /* In feeds, mails and exports a list or a notice is what somebody wrote. */
    if (reader->format->of_site) {
        ro_page_set_notices_apart(page);
        ro_notice_kind notice = ro_page_refusal(page);
        if (notice) return refuse_notice(notice, error);
        uint32_t cards = ro_page_cards(page);
        if (cards) return refuse_list(cards, error);
    }
    if (status == RO_OK) status = ro_page_facts(page, record, error);
    if (status != RO_OK) return status;
    ro_draft draft = {.has_layout = true};
    if (!keep_chosen(record, page, &decoded->map, outer, &draft)) return ro_fail_nomem(error);
    status = ro_check_article_size(reader, draft.size, error);
    if (status != RO_OK) return status;
    if (draft.size == 0) return ro_fail(error, RO_ERR_INPUT, 0, "is a page without text");
    for (uint32_t i = 0; i < page->entry_count; i++) {
        page->entries[i].start = in_record(&decoded->map, outer, page->entries[i].start, false);
        page->entries[i].end = in_record(&decoded->map, outer, page->entries[i].end, true);
    }
    draft.entries = page->entries;
    status = ro_draft_parts(reader->rules, record, &draft, error);
    if (status != RO_OK) return status;
    record->article->meta.cut_short = ro_page_is_cut_short(page, record->article);
    ro_record_find_title(record);
    if (draft.language) record->article->meta.language = draft.language;
    return RO_OK;
}

/* The label in <meta charset> or http-equiv. Source: WHATWG HTML, 13.2.3.2: the first
 * 1024 bytes; pages put it later too. */
static const char *find_charset(ro_arena *arena, ro_str bytes) {
    ro_str head = {bytes.p, bytes.n < 2 * HEAD_OF_PAGE ? bytes.n : 2 * HEAD_OF_PAGE};
    size_t at = ro_str_find(head, RO_STR("charset="));
    if (at == SIZE_MAX) return NULL;
    at += 8;
    while (at < head.n && strchr("\"' ", head.p[at])) at++;
    size_t end = at;
    while (end < head.n && (ro_is_alpha((unsigned char)head.p[end]) ||
                            ro_is_digit((unsigned char)head.p[end]) || strchr("-_", head.p[end])))
        end++;
    return end > at && end - at < 40 ? ro_arena_copy(arena, head.p + at, end - at) : NULL;
}

ro_status ro_read_page(ro_reader *reader, ro_record *record, ro_str content, const ro_map *map,
                       ro_error *error) {
    ro_decoded decoded;
    const char *charset =
        record->charset ? record->charset : find_charset(&record->scratch, content);
    ro_status status = ro_check_article_size(reader, content.n, error);
    if (status == RO_OK) status = ro_decode(&record->scratch, content, charset, &decoded, error);
    if (status != RO_OK) return status;
    record->damaged = decoded.damaged;
    record->first_damaged =
        map ? ro_map_source(map, decoded.first_damaged, false) : decoded.first_damaged;
    ro_page page = {.rules = reader->rules, .arena = &record->scratch};
    status = read_decoded(reader, record, &decoded, map, &page, error);
    ro_page_free(&page);
    return status;
}
