/* SPDX-License-Identifier: Apache-2.0 */
/* Title, authors, outlet, address and language of a page, each from the surest place
 * that has it. */
#include "read/page/page_facts.h"

#include "base/error.h"

/* Of a meta element, in bytes: some repeat the page's text there, which is no fact of it. */
enum { LONGEST_VALUE = 2000 };

static bool is_absolute(ro_str url) {
    return ro_str_starts(url, RO_STR("http://")) || ro_str_starts(url, RO_STR("https://"));
}

static bool add_author(const ro_page *page, ro_page_meta *meta, uint32_t rank, uint32_t found,
                       const char *name) {
    /* The same name may come once for each author; a surer name starts anew. */
    if (found < rank) meta->authors.count = 0;
    return RO_APPEND(page->arena, &meta->authors, name);
}

static void read_card(ro_page_meta *meta, ro_str name, const char *content) {
    ro_str label = RO_STR("twitter:label"), data = RO_STR("twitter:data");
    unsigned line = name.n ? (unsigned)(unsigned char)name.p[name.n - 1] - '1' : RO_CARD_LINES;
    if (line >= RO_CARD_LINES) return;
    if (ro_str_starts(name, label) && name.n == label.n + 1) meta->card_labels[line] = content;
    if (ro_str_starts(name, data) && name.n == data.n + 1) meta->card_values[line] = content;
}

/* What a <meta> says under one of its names. False: no memory. */
static bool read_value(const ro_page *page, ro_page_meta *meta, uint32_t *ranks, ro_str name,
                       const char *content) {
    if (ro_str_same(name, RO_STR("twitter:title"))) meta->share_title = content;
    if (ro_str_same(name, RO_STR("publisher"))) meta->publisher = content;
    read_card(meta, name, content);
    uint32_t found = name.n ? ro_lexicon_find(&page->rules->page_meta, name) : RO_NONE;
    if (found == RO_NONE) return true;
    ro_meta_kind kind = RO_META_KIND(found);
    /* An author given as an address is none. */
    bool author = kind == RO_META_AUTHOR && !is_absolute(ro_str_of(content));
    if (author && found <= ranks[kind] && !add_author(page, meta, ranks[kind], found, content))
        return false;
    if (found >= ranks[kind] || (kind == RO_META_AUTHOR && !author)) return true;
    ranks[kind] = found;
    meta->values[kind] = content;
    return true;
}

/* The surest value of each kind of <meta>; ranks are rows of the table. */
static bool read_meta(const ro_page *page, ro_page_meta *meta) {
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    uint32_t ranks[RO_META_COUNT];
    memset(ranks, 0xFF, sizeof ranks);
    for (uint32_t i = 0; i < page->metas.count; i++) {
        uint32_t element = page->metas.items[i];
        ro_str value = ro_page_attribute(page, element, "content");
        if (ro_str_trim(value).n == 0 || value.n > LONGEST_VALUE) continue;
        const char *content = ro_arena_copy(page->arena, value.p, value.n);
        if (!content) return false;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            ro_str name = ro_str_trim(ro_page_attribute(page, element, keys[k]));
            if (!read_value(page, meta, ranks, name, content)) return false;
        }
    }
    return true;
}

/* "www.the-example.com" of an address. */
static ro_str host_of(const char *url) {
    ro_str rest = ro_str_of(url);
    size_t at = ro_str_find(rest, RO_STR("://"));
    if (at == SIZE_MAX) return (ro_str){"", 0};
    rest = (ro_str){rest.p + at + 3, rest.n - at - 3};
    const char *slash = rest.n ? memchr(rest.p, '/', rest.n) : NULL;
    return slash ? (ro_str){rest.p, (size_t)(slash - rest.p)} : rest;
}

/* Whether the letters of a name, "The Example", stand in a row in those of a host. */
static bool is_host_name(ro_str name, ro_str host) {
    for (size_t start = 0; start < host.n; start++) {
        size_t at = start, i = 0;
        while (i < name.n) {
            if (!ro_is_alpha((unsigned char)name.p[i]) && !ro_is_digit((unsigned char)name.p[i])) {
                i++;
                continue;
            }
            while (at < host.n && host.p[at] == '-') at++;
            if (at >= host.n || ro_lower(host.p[at]) != ro_lower(name.p[i])) break;
            at++;
            i++;
        }
        if (i == name.n && at > start + 2) return true;
    }
    return false;
}

static void set_url(const ro_page *page, ro_record *record, const ro_linked_data *data,
                    const ro_page_meta *meta) {
    const char **url = &record->article->meta.url;
    for (uint32_t i = 0; i < page->links.count; i++) {
        ro_str href = ro_page_attribute(page, page->links.items[i], "href");
        if (ro_str_same(ro_page_attribute(page, page->links.items[i], "rel"),
                        RO_STR("canonical")) &&
            is_absolute(href))
            ro_record_set(record, url, href);
    }
    if (is_absolute(ro_str_of(meta->values[RO_META_URL])))
        ro_record_set(record, url, ro_str_of(meta->values[RO_META_URL]));
    if (is_absolute(ro_str_of(data->url))) ro_record_set(record, url, ro_str_of(data->url));
}

/* What the page calls its outlet; else what its head's title ends with, where the
 * name of the site's host says the same. */
static void set_outlet(const ro_page *page, ro_record *record, const ro_linked_data *data,
                       const ro_page_meta *meta) {
    const char **outlet = &record->article->meta.outlet;
    ro_record_set(record, outlet, ro_str_of(meta->values[RO_META_OUTLET]));
    ro_record_set(record, outlet, ro_str_of(data->outlet));
    if (*outlet) return;
    ro_str title = ro_page_title_text(page), host = host_of(record->article->meta.url);
    for (size_t at = title.n; at-- > 1 && host.n;) {
        if (!strchr("|-\x93\x94\xBB", title.p[at])) continue;
        ro_str tail = ro_str_trim((ro_str){title.p + at + 1, title.n - at - 1});
        if (tail.n >= 3 && tail.n < 40 && is_host_name(tail, host))
            ro_record_set(record, outlet, tail);
        return;
    }
}

/* "en_US", "en-us" to "en-US"; anything else is none. */
static void set_language(const ro_page *page, ro_record *record, const ro_linked_data *data,
                         const ro_page_meta *meta) {
    ro_str tries[] = {ro_page_attribute(page, page->root, "lang"),
                      ro_str_of(meta->values[RO_META_LANGUAGE]), ro_str_of(data->language)};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        ro_str s = ro_str_trim(tries[i]);
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

/* "Deck | Outlet" is no deck; a text that says nothing but the headline neither. */
static void set_descriptions(ro_record *record, const ro_linked_data *data,
                             const ro_page_meta *meta) {
    ro_metadata *facts = &record->article->meta;
    ro_record_set(record, &facts->section, ro_str_of(meta->values[RO_META_SECTION]));
    ro_record_set(record, &facts->section, ro_str_of(data->section));
    ro_record_set(record, &facts->description, ro_str_of(meta->values[RO_META_DESCRIPTION]));
    ro_record_set(record, &facts->description, ro_str_of(data->description));
}

ro_status ro_page_facts(ro_page *page, ro_record *record, ro_error *error) {
    ro_linked_data data = {0};
    ro_page_meta meta = {0};
    if (!ro_read_linked_data(page, &data) || !ro_page_entries(page, &data) ||
        !read_meta(page, &meta))
        return ro_fail_nomem(error);
    set_url(page, record, &data, &meta);
    set_outlet(page, record, &data, &meta);
    ro_page_title(page, record, &data, &meta);
    ro_page_authors(page, record, &data, &meta);
    set_language(page, record, &data, &meta);
    set_descriptions(record, &data, &meta);
    ro_page_dates(page, record, &data, &meta);
    return page->arena->oom ? ro_fail_nomem(error) : RO_OK;
}
