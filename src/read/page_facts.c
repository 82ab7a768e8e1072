/* SPDX-License-Identifier: Apache-2.0 */
/* Title, authors, outlet, address and language of a page, each from the surest place
 * that has it. */
#include "read/page_facts.h"

#include "base/error.h"

enum { LONGEST_TITLE = 400, LONGEST_BYLINE = 300, LONGEST_VALUE = 2000 };

const char *ro_page_node_text(const ro_page *page, uint32_t node, size_t most) {
    char *out = ro_arena_alloc(page->arena, most + 1);
    if (!out) return NULL;
    size_t n = 0;
    for (uint32_t i = node; i < page->nodes.items[node].end && n + 1 < most; i++) {
        const ro_page_node *at = &page->nodes.items[i];
        if (at->tag != GUMBO_TAG_LAST) {
            if (n && out[n - 1] != ' ') out[n++] = ' ';
            continue;
        }
        for (const char *p = at->dom->v.text.text; *p && n + 1 < most; p++) {
            bool space = ro_is_space((unsigned char)*p);
            if (space && (n == 0 || out[n - 1] == ' ')) continue;
            out[n++] = space ? ' ' : *p;
        }
    }
    out[ro_utf8_floor(out, n)] = '\0';
    return out;
}

/* The surest value of each kind of <meta>; ranks are rows of the table. */
static void read_meta(const ro_page *page, const char *values[RO_META_COUNT]) {
    uint32_t ranks[RO_META_COUNT];
    memset(ranks, 0xFF, sizeof ranks);
    for (uint32_t i = 0; i < page->metas.count; i++) {
        static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
        ro_str content = ro_page_attribute(page->metas.items[i], "content");
        if (ro_str_trim(content).n == 0 || content.n > LONGEST_VALUE) continue;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            ro_str name = ro_str_trim(ro_page_attribute(page->metas.items[i], keys[k]));
            uint32_t found = name.n ? ro_lexicon_find(&page->rules->page_meta, name) : RO_NONE;
            if (found == RO_NONE || found >= ranks[RO_META_KIND(found)]) continue;
            ranks[RO_META_KIND(found)] = found;
            values[RO_META_KIND(found)] = content.p;
        }
    }
}

/* Share of the words of a that b holds, and how alike their lengths are. */
static double likeness(ro_str a, ro_str b) {
    size_t words = 0, shared = 0, others = 0;
    for (size_t i = 0; i < b.n; i++) others += i == 0 || (b.p[i] != ' ' && b.p[i - 1] == ' ');
    for (size_t at = 0; at < a.n && words < 60;) {
        size_t end = at;
        while (end < a.n && a.p[end] != ' ') end++;
        if (end > at) {
            words++;
            shared += ro_str_find(b, (ro_str){a.p + at, end - at}) != SIZE_MAX;
        }
        at = end + 1;
    }
    if (words == 0 || others == 0) return 0;
    return (double)shared / (double)(words > others ? words : others);
}

/* The part of "Headline - Outlet" or "Headline | Section | Outlet" before the marks
 * that part it from the outlet's name. */
static ro_str without_outlet(ro_str title, const char *outlet) {
    static const char *const marks[] = {" | ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                        " - ",        " :: ",           " \xC2\xBB ",
                                        " \xC2\xB7 ", " \xE2\x80\xA2 "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        ro_str mark = ro_str_of(marks[i]);
        for (size_t at = title.n > mark.n ? title.n - mark.n : 0; at > 0; at--) {
            if (!ro_str_starts((ro_str){title.p + at, title.n - at}, mark)) continue;
            ro_str head = {title.p, at}, tail = {title.p + at + mark.n, title.n - at - mark.n};
            bool names_outlet = outlet && likeness(tail, ro_str_of(outlet)) >= 0.5;
            if (names_outlet || (tail.n < head.n / 2 && tail.n < 40 && i < 3)) return head;
            break;
        }
    }
    return title;
}

/* The headline shown: an <h1> like what the head of the page says, else what it says. */
static void set_title(const ro_page *page, ro_record *record, const ro_linked_data *data,
                      const char *const *meta) {
    const char *outlet = record->article->meta.outlet;
    const char *head_title = NULL;
    if (page->title && page->title->v.element.children.length) {
        const GumboNode *text = page->title->v.element.children.data[0];
        head_title = text->v.text.text;
    }
    ro_str stated = ro_str_of(meta[RO_META_TITLE]);
    if (stated.n == 0) stated = ro_str_of(data->is_article ? data->headline : NULL);
    if (stated.n == 0) stated = ro_str_of(head_title);
    stated = without_outlet(ro_str_trim(stated), outlet);
    const char *best = NULL;
    double best_likeness = 0;
    uint32_t headings = 0;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag != GUMBO_TAG_H1 && !(node->hints & RO_HINT_TITLE)) continue;
        if (node->end - i > 60) continue;
        const char *text = ro_page_node_text(page, i, LONGEST_TITLE);
        if (!text || ro_str_trim(ro_str_of(text)).n == 0) continue;
        double like =
            likeness(ro_str_trim(ro_str_of(text)), stated) + (node->tag == GUMBO_TAG_H1 ? 0.1 : 0);
        headings += node->tag == GUMBO_TAG_H1;
        if (like <= best_likeness) continue;
        best = text;
        best_likeness = like;
    }
    if (best && (best_likeness >= 0.5 || (stated.n == 0 && headings == 1)))
        ro_record_set(record, &record->article->meta.title, ro_str_of(best));
    ro_record_set(record, &record->article->meta.title, stated);
}

static bool has_authors(const ro_record *record) {
    return record->authors.count > 0;
}

/* Elements that say they name the author, nearest the top first. */
static void set_shown_authors(const ro_page *page, ro_record *record) {
    for (uint32_t i = 0; i < page->nodes.count && !has_authors(record); i++) {
        const ro_page_node *node = &page->nodes.items[i];
        bool named = node->tag != GUMBO_TAG_LAST && (node->hints & RO_HINT_BYLINE);
        bool linked = node->tag == GUMBO_TAG_A &&
                      ro_str_same(ro_page_attribute(node->dom, "rel"), RO_STR("author"));
        if ((!named && !linked) || (node->within & (RO_WITHIN_COMMENTS | RO_WITHIN_RELATED)))
            continue;
        if (node->end - i > 60) continue;
        const char *text = ro_page_node_text(page, i, LONGEST_BYLINE);
        if (text && linked)
            ro_record_author(page->rules, record, ro_str_of(text));
        else if (text)
            ro_record_byline(page->rules, record, ro_str_of(text));
    }
}

static void set_authors(const ro_page *page, ro_record *record, const ro_linked_data *data,
                        const char *const *meta) {
    for (uint32_t i = 0; i < data->authors.count; i++)
        ro_record_author(page->rules, record, ro_str_of(data->authors.items[i]));
    if (!has_authors(record) && meta[RO_META_AUTHOR])
        ro_record_author(page->rules, record, ro_str_of(meta[RO_META_AUTHOR]));
    if (!has_authors(record)) set_shown_authors(page, record);
}

static bool is_absolute(ro_str url) {
    return ro_str_starts(url, RO_STR("http://")) || ro_str_starts(url, RO_STR("https://"));
}

static void set_url(const ro_page *page, ro_record *record, const ro_linked_data *data,
                    const char *const *meta) {
    const char **url = &record->article->meta.url;
    for (uint32_t i = 0; i < page->links.count; i++) {
        ro_str href = ro_page_attribute(page->links.items[i], "href");
        if (ro_str_same(ro_page_attribute(page->links.items[i], "rel"), RO_STR("canonical")) &&
            is_absolute(href))
            ro_record_set(record, url, href);
    }
    if (is_absolute(ro_str_of(meta[RO_META_URL])))
        ro_record_set(record, url, ro_str_of(meta[RO_META_URL]));
    if (is_absolute(ro_str_of(data->url))) ro_record_set(record, url, ro_str_of(data->url));
}

/* "en_US", "en-us" to "en-US"; anything else is none. */
static void set_language(const ro_page *page, ro_record *record, const ro_linked_data *data,
                         const char *const *meta) {
    const char *tries[] = {ro_page_attribute(page->root, "lang").p, meta[RO_META_LANGUAGE],
                           data->language};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        ro_str s = ro_str_trim(ro_str_of(tries[i]));
        if (s.n < 2 || s.n > 12 || !ro_is_alpha((unsigned char)s.p[0]) ||
            !ro_is_alpha((unsigned char)s.p[1]))
            continue;
        char code[16];
        for (size_t k = 0; k < s.n; k++) {
            code[k] = s.p[k] == '_' ? '-' : ro_lower(s.p[k]);
            bool region = s.n == 5 && k > 2 && ro_is_lower((unsigned char)code[k]);
            if (region) code[k] = (char)(code[k] - 32);
        }
        ro_record_set(record, &record->article->meta.language, (ro_str){code, s.n});
    }
}

ro_status ro_page_facts(ro_page *page, ro_record *record, ro_error *error) {
    ro_linked_data data = {0};
    const char *meta[RO_META_COUNT] = {0};
    if (!ro_read_linked_data(page, &data)) return ro_fail_nomem(error);
    read_meta(page, meta);
    const char **outlet = &record->article->meta.outlet;
    ro_record_set(record, outlet, ro_str_of(meta[RO_META_OUTLET]));
    ro_record_set(record, outlet, ro_str_of(data.outlet));
    set_title(page, record, &data, meta);
    set_authors(page, record, &data, meta);
    set_url(page, record, &data, meta);
    set_language(page, record, &data, meta);
    ro_page_dates(page, record, &data, meta);
    return page->arena->oom ? ro_fail_nomem(error) : RO_OK;
}
