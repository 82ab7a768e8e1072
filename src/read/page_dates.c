/* SPDX-License-Identifier: Apache-2.0 */
/* When a page was published and changed: what is stated for machines, then the marked
 * elements, the address, and last what readers see. */
#include "read/page_facts.h"

enum { LONGEST_DATE = 120, FARTHEST_TIME_ELEMENTS = 400 };

/* "19/06/2023" begins with the day but in America. */
static ro_day_order day_order(const ro_record *record) {
    ro_str language = ro_str_of(record->article->meta.language);
    return language.n == 0 || ro_str_same(language, RO_STR("en")) ||
                   ro_str_same(language, RO_STR("en-US"))
               ? RO_MONTH_FIRST
               : RO_DAY_FIRST;
}

static void set(const ro_page *page, ro_record *record, ro_stamp *stamp, ro_str value,
                const char *from) {
    ro_date date;
    value = ro_str_trim(value);
    if (stamp->from || value.n == 0 || value.n > LONGEST_DATE) return;
    if (ro_find_date(page->rules, value, day_order(record), &date, NULL))
        *stamp = (ro_stamp){date, from};
}

/* /2023/06/19/ or 2023-06-19 in the path. */
static void set_from_url(const ro_page *page, ro_record *record) {
    ro_stamp *stamp = &record->article->meta.published;
    ro_str url = ro_str_of(record->article->meta.url);
    for (size_t i = 0; i + 8 < url.n && !stamp->from; i++) {
        if (url.p[i] != '/' && url.p[i] != '-' && url.p[i] != '_') continue;
        ro_str rest = {url.p + i + 1, url.n - i - 1};
        if (rest.n < 8 || (memcmp(rest.p, "19", 2) != 0 && memcmp(rest.p, "20", 2) != 0)) continue;
        size_t end = 0;
        while (end < rest.n &&
               (ro_is_digit((unsigned char)rest.p[end]) || strchr("/-_", rest.p[end])))
            end++;
        if (end < 8 || end > 11) continue;
        set(page, record, stamp, (ro_str){rest.p, end}, "url");
    }
}

static bool is_shown_junk(const ro_page_node *node) {
    return (node->within &
            (RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION)) != 0;
}

/* <time>, and elements whose itemprop or class says that they hold the date. */
static void set_from_elements(const ro_page *page, ro_record *record, bool marked) {
    ro_metadata *meta = &record->article->meta;
    for (uint32_t i = 0; i < page->nodes.count && !meta->published.from; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag == GUMBO_TAG_LAST || is_shown_junk(node) || node->end - i > 40) continue;
        ro_str property = ro_page_attribute(node->dom, "itemprop");
        bool published = ro_str_same(property, RO_STR("datepublished")) ||
                         (node->tag == GUMBO_TAG_TIME &&
                          gumbo_get_attribute(&node->dom->v.element.attributes, "pubdate"));
        bool modified = ro_str_same(property, RO_STR("datemodified"));
        bool shown = node->tag == GUMBO_TAG_TIME || (node->hints & RO_HINT_DATE);
        if (!published && !modified && (marked || !shown)) continue;
        static const char *const attributes[] = {"datetime", "content", "title", "data-datetime"};
        ro_stamp *stamp = modified ? &meta->modified : &meta->published;
        const char *from = node->tag == GUMBO_TAG_TIME ? "time" : "element";
        for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
            set(page, record, stamp, ro_page_attribute(node->dom, attributes[k]), from);
        if (stamp->from) continue;
        const char *text = ro_page_node_text(page, i, LONGEST_DATE);
        if (text) set(page, record, stamp, ro_str_of(text), from);
    }
}

/* The first short line of the page, outside of lists of other articles, that holds a
 * full date. */
static void set_from_text(const ro_page *page, ro_record *record) {
    ro_stamp *stamp = &record->article->meta.published;
    for (uint32_t i = 0; i < page->blocks.count && !stamp->from; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        bool junk = block->within & (RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_ASIDE |
                                     RO_WITHIN_NAVIGATION | RO_WITHIN_HEADING);
        if (junk || block->form.words > 16 || block->form.linked) continue;
        set(page, record, stamp, ro_str_span(page->text.data, block->span), "text");
    }
}

void ro_page_dates(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const char *const *meta) {
    ro_metadata *facts = &record->article->meta;
    set(page, record, &facts->published, ro_str_of(data->published), "json-ld");
    set(page, record, &facts->modified, ro_str_of(data->modified), "json-ld");
    set(page, record, &facts->published, ro_str_of(meta[RO_META_PUBLISHED]), "meta");
    set(page, record, &facts->modified, ro_str_of(meta[RO_META_MODIFIED]), "meta");
    set_from_elements(page, record, true);
    set_from_url(page, record);
    set_from_elements(page, record, false);
    set_from_text(page, record);
}
