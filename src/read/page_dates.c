/* SPDX-License-Identifier: Apache-2.0 */
/* When a page was published and changed: what is stated for machines, then the marked
 * elements, the address, and last what readers see. */
#include "base/date.h"
#include "read/page_facts.h"

enum { LONGEST_DATE = 120, LARGEST_DATE_ELEMENT = 40, SHORT_LINE = 16, LONG_LINE = 60 };

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
        if (!ro_is_digit((unsigned char)rest.p[0])) continue;
        size_t end = 0;
        while (end < rest.n &&
               (ro_is_digit((unsigned char)rest.p[end]) || strchr("/-_", rest.p[end])))
            end++;
        if (end < 8 || end > 11) continue;
        set(page, record, stamp, (ro_str){rest.p, end}, "url");
    }
}

/* Dates of other reports and of comments say nothing of this one. */
static bool is_of_others(uint32_t within) {
    return (within & (RO_WITHIN_COMMENTS | RO_WITHIN_RELATED)) != 0;
}

/* What microdata and RDFa call the days. Source: schema.org/Article */
static bool is_property(const GumboNode *element, const char *name) {
    return ro_str_same(ro_page_attribute(element, "itemprop"), ro_str_of(name)) ||
           ro_str_ends(ro_page_attribute(element, "property"), ro_str_of(name));
}

static void set_from_element(const ro_page *page, ro_record *record, uint32_t node,
                             ro_stamp *stamp) {
    static const char *const attributes[] = {"datetime", "content", "title", "data-datetime"};
    const ro_page_node *at = &page->nodes.items[node];
    const char *from = at->tag == GUMBO_TAG_TIME ? "time" : "element";
    for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
        set(page, record, stamp, ro_page_attribute(at->dom, attributes[k]), from);
    const char *text = stamp->from ? NULL : ro_page_node_text(page, node, LONGEST_DATE);
    if (text) set(page, record, stamp, ro_str_of(text), from);
}

/* Elements that say that they hold the day of publication or of change. */
static void set_from_marked(const ro_page *page, ro_record *record) {
    ro_metadata *meta = &record->article->meta;
    for (uint32_t i = 0; i < page->nodes.count && !meta->published.from; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag == GUMBO_TAG_LAST || is_of_others(node->within) ||
            node->end - i > LARGEST_DATE_ELEMENT || node->dom->v.element.attributes.length == 0)
            continue;
        bool published = is_property(node->dom, "datePublished") ||
                         is_property(node->dom, "dateCreated") ||
                         (node->tag == GUMBO_TAG_TIME &&
                          gumbo_get_attribute(&node->dom->v.element.attributes, "pubdate"));
        if (published)
            set_from_element(page, record, i, &meta->published);
        else if (is_property(node->dom, "dateModified"))
            set_from_element(page, record, i, &meta->modified);
    }
}

/* <time>, and elements whose class says that they hold a date. */
static void set_from_shown(const ro_page *page, ro_record *record, ro_stamp *stamp) {
    for (uint32_t i = 0; i < page->nodes.count && !stamp->from; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        uint32_t aside = RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION;
        bool shown = node->tag == GUMBO_TAG_TIME ||
                     (node->tag != GUMBO_TAG_LAST && (node->hints & RO_HINT_DATE));
        if (shown && node->end - i <= LARGEST_DATE_ELEMENT && !(node->within & aside) &&
            !is_of_others(node->within))
            set_from_element(page, record, i, stamp);
    }
}

static bool has_label(const ro_read_rules *rules, ro_str text) {
    for (uint32_t i = 0; i < rules->date_labels.count; i++)
        if (ro_str_find(text, rules->date_labels.items[i]) != SIZE_MAX) return true;
    return false;
}

/* How sure a paragraph's date is the day of publication: a short line outside of what
 * leads elsewhere, a sentence that says so, a paragraph that opens with the date. */
static bool may_date(const ro_page *page, const ro_page_block *block, int sureness) {
    ro_str text = ro_str_span(page->text.data, block->span);
    uint32_t elsewhere = RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION | RO_WITHIN_HEADING;
    switch (sureness) {
    case 0:
        return block->form.words <= SHORT_LINE && !block->form.linked &&
               !(block->within & elsewhere);
    case 1: return block->form.words <= LONG_LINE && has_label(page->rules, text);
    case 2: return block->form.role != RO_ROLE_LEFT_OUT && ro_is_digit((unsigned char)text.p[0]);
    default: return block->form.words <= SHORT_LINE / 2 && !(block->within & RO_WITHIN_NAVIGATION);
    }
}

static void set_from_text(const ro_page *page, ro_record *record, ro_stamp *stamp) {
    for (int sureness = 0; sureness <= 3 && !stamp->from; sureness++) {
        for (uint32_t i = 0; i < page->blocks.count && !stamp->from; i++) {
            const ro_page_block *block = &page->blocks.items[i];
            if (is_of_others(block->within) || !may_date(page, block, sureness)) continue;
            ro_str text = ro_str_span(page->text.data, block->span);
            if (sureness == 2 && text.n > 20) text.n = 20;
            ro_date date;
            if (ro_find_date(page->rules, text, day_order(record), &date, NULL))
                *stamp = (ro_stamp){date, "text"};
        }
    }
}

/* Machines state times in UTC, outlets date by their own clocks: where the day shown is
 * the next or the last one and some zone makes them the same moment, it is the day. */
static void prefer_shown_day(const ro_page *page, ro_record *record) {
    ro_stamp *stated = &record->article->meta.published, shown = {0};
    ro_date *date = &stated->date;
    if (!stated->from || date->precision < RO_PRECISION_MINUTE || date->utc_offset != 0) return;
    set_from_shown(page, record, &shown);
    if (!shown.from || shown.date.utc_offset == 0) shown = (ro_stamp){0};
    if (!shown.from) set_from_text(page, record, &shown);
    if (!shown.from || shown.date.utc_offset == 0) return;
    int64_t days = ro_date_to_days(&shown.date) - ro_date_to_days(date);
    bool behind = days == -1 && date->hour < 9, ahead = days == 1 && date->hour >= 21;
    if (behind || ahead) *stated = shown;
}

void ro_page_dates(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const ro_page_meta *meta) {
    ro_metadata *facts = &record->article->meta;
    set(page, record, &facts->published, ro_str_of(data->published), "json-ld");
    set(page, record, &facts->modified, ro_str_of(data->modified), "json-ld");
    set(page, record, &facts->published, ro_str_of(meta->values[RO_META_PUBLISHED]), "meta");
    set(page, record, &facts->modified, ro_str_of(meta->values[RO_META_MODIFIED]), "meta");
    set_from_marked(page, record);
    set_from_url(page, record);
    set_from_shown(page, record, &facts->published);
    set_from_text(page, record, &facts->published);
    prefer_shown_day(page, record);
}
