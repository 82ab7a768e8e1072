/* SPDX-License-Identifier: Apache-2.0 */
/* When a page was published and changed: what is stated for machines, then the marked
 * elements, the address, and last what readers see. */
#include "base/date.h"
#include "read/page/page_facts.h"
#include "read/parts/bylines.h"

enum {
    LONGEST_DATE = 120,        /* bytes: a date with its label, weekday, clock and zone */
    LARGEST_DATE_ELEMENT = 40, /* nodes: a larger one is a head with all that it holds */
    SHORT_LINE = 16,           /* words: a date with byline or place; a longer line is a sentence */
    LONG_LINE = 60,            /* words, where a label says that it was published then */
    MOST_SHOWN = 200,          /* elements that are looked at: an archive has thousands */
    FAR = 250,                 /* nodes from the headline beyond which a date may be of anything */
    NEAR = 60,                 /* nodes from the headline in which a line's date is the report's */
    BESIDE = 25,               /* nodes from the headline in which its byline stands */
    BEFORE = 3,                /* a node before the headline counts as far as three behind it */
    CHANGED = 1000             /* what says that it is of a change comes behind all others */
};

/* Countries whose hosts write English and begin with the day. */
static bool is_day_first_host(ro_str url) {
    static const char *const endings[] = {".uk/", ".au/", ".nz/", ".ie/", ".in/", ".za/",
                                          ".sg/", ".ng/", ".ke/", ".pk/", ".my/", ".hk/"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t at = ro_str_find(url, ro_str_of(endings[i]));
        if (at != SIZE_MAX && at < 60) return true;
    }
    return ro_str_find(url, RO_STR("/en-gb/")) != SIZE_MAX;
}

/* "19/06/2023" begins with the day but in America. */
static ro_day_order day_order(const ro_record *record) {
    const ro_metadata *meta = &record->article->meta;
    ro_str language = ro_str_of(meta->language);
    bool american = language.n == 0 || ro_str_same(language, RO_STR("en")) ||
                    ro_str_same(language, RO_STR("en-US"));
    return american && !is_day_first_host(ro_str_of(meta->url)) ? RO_MONTH_FIRST : RO_DAY_FIRST;
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
static void set_from_path(const ro_page *page, ro_record *record, ro_str url, const char *from) {
    ro_stamp *stamp = &record->article->meta.published;
    for (size_t i = 0; i + 8 < url.n && !stamp->from; i++) {
        if (url.p[i] != '/' && url.p[i] != '-' && url.p[i] != '_') continue;
        ro_str rest = {url.p + i + 1, url.n - i - 1};
        if (!ro_is_digit((unsigned char)rest.p[0])) continue;
        size_t end = 0;
        while (end < rest.n &&
               (ro_is_digit((unsigned char)rest.p[end]) || strchr("/-_", rest.p[end])))
            end++;
        if (end < 8 || end > 11) continue;
        set(page, record, stamp, (ro_str){rest.p, end}, from);
    }
}

/* Dates of other reports, of comments and of single entries say nothing of this one. */
static bool is_of_others(uint32_t within) {
    return (within & (RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_ENTRY)) != 0;
}

/* What microdata and RDFa call the days. Source: schema.org/Article */
static bool is_property(const ro_page *page, uint32_t element, const char *name) {
    return ro_str_same(ro_page_attribute(page, element, "itemprop"), ro_str_of(name)) ||
           ro_str_ends(ro_page_attribute(page, element, "property"), ro_str_of(name));
}

static void set_changed(ro_record *record, ro_stamp found) {
    ro_stamp *modified = &record->article->meta.modified;
    if (!modified->from) *modified = found;
}

static void set_from_element(const ro_page *page, ro_record *record, uint32_t node,
                             ro_stamp *stamp) {
    static const char *const attributes[] = {"datetime",      "content",   "title",
                                             "data-datetime", "data-date", "data-published"};
    const ro_page_node *at = &page->nodes.items[node];
    const char *from = at->tag == RO_TAG_TIME ? "time" : "element";
    for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
        set(page, record, stamp, ro_page_attribute(page, at->dom, attributes[k]), from);
    ro_str text = ro_str_of(stamp->from ? "" : ro_page_node_text(page, node, LONGEST_DATE));
    ro_days days = ro_find_days(page->rules, text, day_order(record));
    if (days.changed.precision) set_changed(record, (ro_stamp){days.changed, from});
    if (days.published.precision) *stamp = (ro_stamp){days.published, from};
}

/* Elements that say that they hold the day of publication or of change. */
static void set_from_marked(const ro_page *page, ro_record *record) {
    ro_metadata *meta = &record->article->meta;
    for (uint32_t i = 0; i < page->nodes.count && !meta->published.from; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag == RO_TAG_TEXT || is_of_others(node->within) ||
            node->end - i > LARGEST_DATE_ELEMENT || page->html.nodes.items[node->dom].count == 0)
            continue;
        bool published = is_property(page, node->dom, "datePublished") ||
                         is_property(page, node->dom, "dateCreated") ||
                         (node->tag == RO_TAG_TIME &&
                          ro_html_find_attribute(&page->html, node->dom, RO_STR("pubdate")));
        if (published)
            set_from_element(page, record, i, &meta->published);
        else if (is_property(page, node->dom, "dateModified"))
            set_from_element(page, record, i, &meta->modified);
    }
}

/* The node of the headline, else of the first <h1>; RO_NONE where there is none. */
static uint32_t find_headline(const ro_page *page, const ro_record *record) {
    ro_str title = ro_str_of(record->article->meta.title);
    uint32_t first = RO_NONE;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        if (!(block->within & RO_WITHIN_HEADING)) continue;
        ro_str text = ro_str_span(page->text.data, block->span);
        if (title.n && (ro_str_starts(text, title) || (text.n > 10 && ro_str_starts(title, text))))
            return block->node;
        if (first == RO_NONE && page->nodes.items[block->node].tag == RO_TAG_H1)
            first = block->node;
    }
    return first;
}

static uint32_t distance(uint32_t headline, uint32_t node) {
    if (headline == RO_NONE) return node;
    return node >= headline ? node - headline : BEFORE * (headline - node);
}

static bool is_shown_date(const ro_page_node *node, uint32_t index) {
    bool shown =
        node->tag == RO_TAG_TIME || (node->tag != RO_TAG_TEXT && (node->hints & RO_HINT_DATE));
    return shown && node->end - index <= LARGEST_DATE_ELEMENT &&
           !(node->within & (RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION)) &&
           !is_of_others(node->within);
}

/* What says that it is the day of a change, and nothing of another, is that. */
static bool is_of_change(const ro_read_rules *rules, ro_str text) {
    return ro_labels_change(rules, text) && !ro_labels_publication(rules, text);
}

/* Whether the words in front of an element in its line say that it is the day of a change,
 * "Updated: <time>"; the nearest that say anything. */
static bool follows_change(const ro_page *page, uint32_t index) {
    const ro_page_node *node = &page->nodes.items[index];
    if (node->first_block >= page->blocks.count) return false;
    uint32_t line = page->blocks.items[node->first_block].node;
    for (uint32_t i = index; i-- > line;) {
        if (page->nodes.items[i].tag != RO_TAG_TEXT) continue;
        ro_str text = ro_html_whole_text(&page->html, page->arena, page->nodes.items[i].dom);
        if (ro_labels_publication(page->rules, text)) return false;
        if (ro_labels_change(page->rules, text)) return true;
    }
    return false;
}

/* <time>, and elements whose class says that they hold a date: the nearest to the
 * headline, within @p most nodes of it. Return how far it is. */
static uint32_t set_from_shown(const ro_page *page, ro_record *record, uint32_t headline,
                               uint32_t most, ro_stamp *stamp) {
    const char *const *changed = &record->article->meta.modified.from;
    uint32_t best = most, looked = 0;
    if (stamp->from) return RO_NONE;
    for (uint32_t i = 0; i < page->nodes.count && looked < MOST_SHOWN; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (!is_shown_date(node, i)) continue;
        uint32_t far = distance(headline, i);
        bool other = far >= best; /* near it may stand the day of a change */
        if (other && (*changed || far > NEAR)) continue;
        ro_stamp found = {0};
        looked++;
        set_from_element(page, record, i, &found);
        if (!found.from) continue;
        ro_str says = ro_str_of(ro_page_node_text(page, i, LONGEST_DATE));
        ro_str name = ro_page_attribute(page, node->dom, "class");
        if (is_of_change(page->rules, says) || is_property(page, node->dom, "dateModified") ||
            follows_change(page, i)) {
            set_changed(record, found);
            continue;
        }
        bool updated = ro_str_find(name, RO_STR("updated")) != SIZE_MAX ||
                       ro_str_find(name, RO_STR("modified")) != SIZE_MAX;
        /* hAtom's class "updated" stands on the one day that many pages have. */
        if (updated && other && ro_str_find(name, RO_STR("published")) == SIZE_MAX)
            set_changed(record, found);
        if (updated || ro_labels_change(page->rules, says)) far += CHANGED;
        if (far >= best) continue;
        best = far;
        *stamp = found;
    }
    return best;
}

/* "Harbour of Kelmar, 3 May 2024" is the day of a picture. What opens with a day, or has a
 * clock, is a line of the report in a caption's class or place. */
static bool dates_picture(const ro_page *page, const ro_record *record,
                          const ro_page_block *block) {
    ro_date date;
    ro_span span;
    ro_str text = ro_str_span(page->text.data, block->span);
    bool caption = (block->within & RO_WITHIN_CAPTION) || block->form.role == RO_PART_CAPTION;
    return caption && ro_find_date(page->rules, text, day_order(record), &date, &span) &&
           span.start > 0 && date.precision < RO_PRECISION_MINUTE;
}

static bool has_digit(ro_str text) {
    for (size_t i = 0; i < text.n; i++)
        if (ro_is_digit((unsigned char)text.p[i])) return true;
    return false;
}

/* How sure a paragraph's date is the day of publication: a short line outside of what
 * leads elsewhere, a sentence that says so, a paragraph that opens with the date. */
static bool may_date(const ro_page *page, const ro_page_block *block, uint32_t headline,
                     int sureness) {
    ro_str text = ro_str_span(page->text.data, block->span);
    uint32_t elsewhere = RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION | RO_WITHIN_HEADING;
    switch (sureness) {
    case 0:
        return block->form.words <= SHORT_LINE && !block->form.linked &&
               !(block->within & elsewhere);
    case 1:
        return block->form.words <= LONG_LINE && has_digit(text) &&
               ro_labels_publication(page->rules, text);
    /* <h1>Headline <small>19 June 2023</small></h1> */
    case 3: return (block->within & RO_WITHIN_HEADING) && block->node == headline;
    case 2: return block->form.role != RO_ROLE_LEFT_OUT && ro_is_digit((unsigned char)text.p[0]);
    default: return block->form.words <= SHORT_LINE / 2 && !(block->within & RO_WITHIN_NAVIGATION);
    }
}

/* The nearest to the headline of the lines that are as sure as any; within @p most
 * nodes of it. */
static void set_from_text(const ro_page *page, ro_record *record, uint32_t headline, uint32_t most,
                          ro_stamp *stamp) {
    for (int sureness = 0; sureness <= 4 && !stamp->from; sureness++) {
        uint32_t best = most;
        for (uint32_t i = 0; i < page->blocks.count; i++) {
            const ro_page_block *block = &page->blocks.items[i];
            uint32_t far = distance(headline, block->node);
            if (far >= best || is_of_others(block->within) || dates_picture(page, record, block) ||
                !may_date(page, block, headline, sureness))
                continue;
            ro_str text = ro_str_span(page->text.data, block->span);
            if (sureness == 2 && text.n > 20) text.n = 20;
            ro_days days = ro_find_days(page->rules, text, day_order(record));
            if (days.changed.precision) set_changed(record, (ro_stamp){days.changed, "text"});
            if (!days.published.precision) continue;
            best = far;
            *stamp = (ro_stamp){days.published, "text"};
        }
    }
}

/* What readers see: a marked element near the headline, a line near it, and then what
 * stands farther off. */
static void set_from_view(const ro_page *page, ro_record *record, uint32_t headline,
                          ro_stamp *stamp) {
    ro_stamp shown = {0};
    uint32_t far = set_from_shown(page, record, headline, RO_NONE, &shown);
    if (shown.from && far > FAR && headline != RO_NONE)
        set_from_text(page, record, headline, NEAR, stamp);
    if (!stamp->from && shown.from) *stamp = shown;
    set_from_text(page, record, headline, RO_NONE, stamp);
}

/* Machines state times in UTC, outlets date by their own clocks: where the day shown is
 * the next or the last one and some zone makes them the same moment, it is the day. */
static void prefer_shown_day(const ro_page *page, ro_record *record, uint32_t headline) {
    ro_stamp *stated = &record->article->meta.published, shown = {0};
    ro_date *date = &stated->date;
    if (!stated->from || date->precision < RO_PRECISION_MINUTE || date->utc_offset != 0) return;
    uint32_t far = set_from_shown(page, record, headline, RO_NONE, &shown);
    if (!shown.from || shown.date.utc_offset == 0 || far > FAR) shown = (ro_stamp){0};
    if (!shown.from) set_from_text(page, record, headline, RO_NONE, &shown);
    if (!shown.from || shown.date.utc_offset == 0) return;
    int64_t days = ro_date_to_days(&shown.date) - ro_date_to_days(date);
    bool behind = days == -1 && date->hour < 9, ahead = days == 1 && date->hour >= 21;
    if (behind || ahead) *stated = shown;
}

/* Whether two days are one, "01/11/2021", read in two orders. */
static bool is_swapped(const ro_date *a, const ro_date *b) {
    return a->year == b->year && a->month == b->day && a->day == b->month;
}

static bool is_for_machines(const ro_stamp *stamp) {
    return strcmp(stamp->from, "json-ld") == 0 || strcmp(stamp->from, "meta") == 0;
}

/* "19 June 2023", "Published on 19 June 2023 | Towns", "Kelmar, 19 June 2023", "By Jane Doe - 19
 * June 2023": no "The bridge was opened on 3 May 1925". */
static bool is_day_line(const ro_page *page, ro_str line, ro_day_order order) {
    static const char *const marks[] = {
        "|", "-", "/", "(", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2"};
    ro_date date;
    ro_span span;
    if (!ro_find_date(page->rules, line, order, &date, &span)) return false;
    ro_str before = ro_str_trim((ro_str){line.p, span.start});
    ro_str behind = ro_str_trim((ro_str){line.p + span.end, line.n - span.end});
    bool opens = before.n == 0 || strchr(",|", before.p[before.n - 1]);
    bool ends = behind.n == 0 || ro_opens_byline(page->rules, page->arena, behind);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        opens = opens || ro_str_ends(before, ro_str_of(marks[i]));
        ends = ends || ro_str_starts(behind, ro_str_of(marks[i]));
    }
    return (opens && ends) || ro_labels_publication(page->rules, line) ||
           ro_opens_byline(page->rules, page->arena, line);
}

/* The day of the nearest line beside the headline that says that and no more, and what lines
 * there say of changes. */
static void set_from_line_beside(const ro_page *page, ro_record *record, uint32_t headline,
                                 ro_stamp *stamp) {
    const uint32_t elsewhere =
        RO_WITHIN_ASIDE | RO_WITHIN_NAVIGATION | RO_WITHIN_HEADING | RO_WITHIN_CAPTION;
    uint32_t best = BESIDE;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        uint32_t far = distance(headline, block->node);
        if (far >= best || block->form.words > SHORT_LINE || is_of_others(block->within) ||
            (block->within & elsewhere))
            continue;
        ro_str text = ro_str_span(page->text.data, block->span);
        ro_days days = ro_find_days(page->rules, text, day_order(record));
        if (days.changed.precision) set_changed(record, (ro_stamp){days.changed, "text"});
        if (!days.published.precision || !is_day_line(page, text, day_order(record))) continue;
        best = far;
        *stamp = (ro_stamp){days.published, "text"};
    }
}

/* What programs state is, at some outlets, the day on which they made the page anew. A day beside
 * the headline that is earlier is the one that readers are told, and right on all 11 pages of
 * wcxb and the dates gold that show one; the other is that of a change. */
static void believe_earlier_day(const ro_page *page, ro_record *record, uint32_t headline) {
    const ro_stamp *modified = &record->article->meta.modified;
    ro_stamp *stated = &record->article->meta.published, shown = {0};
    if (!stated->from || headline == RO_NONE) return;
    if (set_from_shown(page, record, headline, NEAR, &shown) > BESIDE) shown = (ro_stamp){0};
    if (!shown.from) set_from_line_beside(page, record, headline, &shown);
    if (!shown.from || shown.date.precision < RO_PRECISION_DAY) return;
    int64_t day = ro_date_to_days(&shown.date), changed = ro_date_to_days(&modified->date);
    if (day > ro_date_to_days(&stated->date) - 2 || is_swapped(&shown.date, &stated->date) ||
        (modified->from && day == changed))
        return;
    if (is_for_machines(stated)) set_changed(record, *stated);
    *stated = shown;
}

/* Last, what is no statement of the day but near it, and named so: the folder in which the
 * picture lies. */
static void guess(const ro_page *page, ro_record *record, const ro_page_meta *meta) {
    set_from_path(page, record, ro_str_of(meta->values[RO_META_IMAGE]), "image");
}

void ro_page_dates(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const ro_page_meta *meta) {
    ro_metadata *facts = &record->article->meta;
    uint32_t headline = find_headline(page, record);
    set(page, record, &facts->published, ro_str_of(data->published), "json-ld");
    set(page, record, &facts->modified, ro_str_of(data->modified), "json-ld");
    set(page, record, &facts->published, ro_str_of(meta->values[RO_META_PUBLISHED]), "meta");
    set(page, record, &facts->modified, ro_str_of(meta->values[RO_META_MODIFIED]), "meta");
    set_from_marked(page, record);
    set_from_path(page, record, ro_str_of(facts->url), "url");
    set_from_view(page, record, headline, &facts->published);
    guess(page, record, meta);
    prefer_shown_day(page, record, headline);
    believe_earlier_day(page, record, headline);
}
