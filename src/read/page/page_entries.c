/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of a live blog: elements beside each other, or paragraphs from one to the
 * next, that each begin with a time, or that JSON-LD names by address or headline.
 * Source: schema.org/LiveBlogPosting, the <time> element of WHATWG HTML (4.5.14).
 *
 * Lists of other reports and comments look alike. So a page that does not say that it is
 * a live blog must have three entries, in the order of their times, that are most of its
 * text. */
#include "base/date.h"
#include "read/page/page_facts.h"

enum {
    LEAD_IN = 2,     /* blocks of an entry before its time: headline, author */
    LEVELS = 8,      /* between an entry and its time */
    FEWEST_SAID = 2, /* entries of a page that says that it is a live blog */
    FEWEST = 3,      /* of one that does not */
    CLOCK_WORDS = 3  /* "10:45 a.m. GMT" */
};

typedef struct mark {
    uint32_t node;
    uint32_t letters; /* of the time that is shown */
    ro_entry entry;
} mark;

typedef struct spot {
    uint32_t node; /* the child of the feed that the entry begins with */
    uint32_t first_block, last_block, time_block;
    uint32_t time_letters;
} spot;

typedef struct finder {
    ro_page *page;
    const ro_linked_data *data;
    RO_ARRAY(mark) marks;
    RO_ARRAY(spot) spots;
    RO_ARRAY(ro_entry) entries; /* one a spot */
    uint32_t *running;          /* words of chosen running text in the blocks before */
} finder;

/* The time that an element states for machines: a clock without its day is none. */
static bool read_time(const ro_page *page, uint32_t element, ro_entry *entry) {
    static const char *const names[] = {"datetime", "content"};
    /* "2024-05-06T10:45" to one with a fraction and a zone's name. */
    enum { SHORTEST = 16, LONGEST = 40 };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ro_html_attribute *attribute =
            ro_html_find_attribute(&page->html, element, ro_str_of(names[i]));
        if (!attribute) continue;
        ro_str value = ro_str_trim(ro_html_value(&page->html, page->arena, attribute));
        if (value.n < SHORTEST || value.n > LONGEST || value.p[4] != '-' ||
            !ro_is_digit((unsigned char)value.p[0]) ||
            !ro_find_date(page->rules, value, RO_DAY_FIRST, &entry->time, NULL) ||
            entry->time.precision < RO_PRECISION_MINUTE)
            continue;
        entry->start = attribute->value;
        entry->end = attribute->value_end;
        return true;
    }
    entry->time = (ro_date){0};
    return false;
}

/* What JSON-LD says of the entry with this address or headline. */
static bool look_up(const finder *f, ro_str key, ro_entry *entry) {
    uint32_t found = ro_lexicon_find(&f->data->update_keys, key);
    if (found == RO_NONE) return false;
    *entry = (ro_entry){.time = f->data->update_times.items[found]};
    return true;
}

static bool is_stated(finder *f, uint32_t index, ro_entry *entry) {
    const ro_page_node *node = &f->page->nodes.items[index];
    enum {
        LONGEST_ID = 200,       /* addresses hold ids of a UUID with some words around it */
        LONGEST_HEADLINE = 400, /* as for titles (page_title.c) */
        LARGEST = 40            /* elements in a headline: one with more is a box of many things */
    };
    if (f->data->update_keys.count == 0) return false;
    ro_str id = ro_page_attribute(f->page, node->dom, "id");
    char key[LONGEST_ID + 1] = "#";
    if (id.n > 0 && id.n < LONGEST_ID) {
        memcpy(key + 1, id.p, id.n);
        if (look_up(f, (ro_str){key, id.n + 1}, entry)) return true;
    }
    if (!(node->own & RO_WITHIN_HEADING) || node->end - index > LARGEST) return false;
    const char *text = ro_page_node_text(f->page, index, LONGEST_HEADLINE);
    return text && look_up(f, ro_str_trim(ro_str_of(text)), entry);
}

static uint32_t letters_in(const ro_page *page, uint32_t node) {
    enum { LONGEST_SHOWN = 60 }; /* the longest time that is shown, with its day and zone */
    const char *text = ro_page_node_text(page, node, LONGEST_SHOWN);
    uint32_t letters = 0;
    for (; text && *text; text++) letters += !ro_is_space((unsigned char)*text);
    return letters;
}

static bool find_marks(finder *f) {
    ro_page *page = f->page;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag == RO_TAG_TEXT || (node->within & RO_WITHIN_ANY_JUNK)) continue;
        mark at = {.node = i};
        bool timed =
            node->tag == RO_TAG_TIME ||
            ro_str_same(ro_page_attribute(page, node->dom, "itemprop"), RO_STR("datePublished"));
        if (timed) {
            read_time(page, node->dom, &at.entry);
            at.letters = letters_in(page, i);
        }
        if ((timed || is_stated(f, i, &at.entry)) && !RO_APPEND(page->arena, &f->marks, at))
            return false;
    }
    return true;
}

/* Whether a mark stands at the beginning of an element around it. */
static bool leads(const ro_page *page, uint32_t time, uint32_t around) {
    const ro_page_node *nodes = page->nodes.items;
    return nodes[time].first_block - nodes[around].first_block <= LEAD_IN;
}

/* The element with the most children that begin with a mark, the innermost of such; RO_NONE
 * where no memory. */
static uint32_t find_feed(finder *f) {
    const ro_page_node *nodes = f->page->nodes.items;
    uint32_t *last = RO_ARENA_ARRAY(f->page->arena, uint32_t, f->page->nodes.count);
    uint32_t *count = RO_ARENA_ARRAY(f->page->arena, uint32_t, f->page->nodes.count);
    uint32_t best = RO_NONE;
    if (!last || !count) return RO_NONE;
    for (uint32_t i = 0; i < f->marks.count; i++) {
        uint32_t at = f->marks.items[i].node;
        for (unsigned level = 0; level < LEVELS && leads(f->page, f->marks.items[i].node, at);
             level++) {
            uint32_t up = nodes[at].parent;
            if (up == RO_NONE) break;
            if (last[up] != at) count[up]++;
            last[up] = at;
            uint32_t most = best == RO_NONE ? 0 : count[best];
            if (count[up] > most || (count[up] == most && up > best)) best = up;
            at = up;
        }
    }
    return best;
}

static bool place_entries(finder *f, uint32_t feed) {
    const ro_page *page = f->page;
    const ro_page_node *nodes = page->nodes.items;
    for (uint32_t i = 0; i < f->marks.count; i++) {
        const mark *m = &f->marks.items[i];
        uint32_t at = m->node;
        for (unsigned level = 1; level < LEVELS && at != 0 && nodes[at].parent != feed; level++)
            at = nodes[at].parent;
        if (at == 0 || nodes[at].parent != feed || !leads(page, m->node, at)) continue;
        uint32_t count = f->spots.count;
        if (count && f->spots.items[count - 1].node == at) {
            ro_entry *entry = &f->entries.items[count - 1];
            bool surer = m->entry.time.precision && m->entry.end && entry->end == 0;
            if (surer || entry->time.precision == 0) *entry = m->entry;
            if (surer) {
                f->spots.items[count - 1].time_block = nodes[m->node].first_block;
                f->spots.items[count - 1].time_letters = m->letters;
            }
            continue;
        }
        spot new = {at, nodes[at].first_block, nodes[at].last_block, nodes[m->node].first_block,
                    m->letters};
        if (!RO_APPEND(page->arena, &f->spots, new) ||
            !RO_APPEND(page->arena, &f->entries, m->entry))
            return false;
    }
    return true;
}

static uint32_t words_in_entries(const finder *f) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < f->spots.count; i++)
        words +=
            f->running[f->spots.items[i].last_block] - f->running[f->spots.items[i].first_block];
    return words;
}

/* Where the text stands between the times, an entry ends where the next one begins: at
 * its time, or at the headings before that. */
static void join_paragraphs(finder *f, uint32_t feed) {
    const ro_page *page = f->page;
    const ro_page_node *node = &page->nodes.items[feed];
    for (uint32_t i = 0; i < f->spots.count; i++) {
        spot *s = &f->spots.items[i];
        uint32_t floor = i ? f->spots.items[i - 1].time_block + 1 : node->first_block;
        while (s->first_block > floor &&
               page->blocks.items[s->first_block - 1].form.kind == RO_BLOCK_HEADING &&
               page->nodes.items[page->blocks.items[s->first_block - 1].node].tag != RO_TAG_H1)
            s->first_block--;
        if (i) f->spots.items[i - 1].last_block = s->first_block;
        s->last_block = node->last_block;
    }
}

static int64_t minute_of(const ro_date *date) {
    int offset = date->utc_offset == RO_OFFSET_UNKNOWN ? 0 : date->utc_offset;
    return ro_date_to_days(date) * 1440 + date->hour * 60 + date->minute - offset;
}

/* Nearly all in one order, the newest first or last. */
static bool are_in_order(const finder *f, uint32_t *dated) {
    uint32_t up = 0, down = 0;
    const ro_date *before = NULL;
    *dated = 0;
    for (uint32_t i = 0; i < f->entries.count; i++) {
        const ro_date *date = &f->entries.items[i].time;
        if (!date->precision) continue;
        ++*dated;
        if (before) {
            up += minute_of(date) > minute_of(before);
            down += minute_of(date) < minute_of(before);
        }
        before = date;
    }
    return up + down > 0 && (up > 4 * down || down > 4 * up);
}

static bool are_entries(const finder *f) {
    uint32_t dated, total = f->running[f->page->blocks.count];
    bool ordered = are_in_order(f, &dated), most = words_in_entries(f) * 2ull >= total;
    if (f->page->live) return dated > 0 && most;
    return dated >= FEWEST && ordered && most && total > 0;
}

/* A block that is nothing but the time of its entry, or a clock: "10:45". */
static bool is_time_line(const finder *f, const spot *s, uint32_t index) {
    const ro_page_block *block = &f->page->blocks.items[index];
    if (index == s->time_block && block->letters <= s->time_letters) return true;
    ro_str text = ro_str_span(f->page->text.data, block->span);
    size_t digits = 0;
    while (digits < text.n && ro_is_digit((unsigned char)text.p[digits])) digits++;
    return block->form.words <= CLOCK_WORDS && digits > 0 && digits <= 2 && text.n > digits + 2 &&
           (text.p[digits] == ':' || text.p[digits] == '.') &&
           ro_is_digit((unsigned char)text.p[digits + 1]) &&
           ro_is_digit((unsigned char)text.p[digits + 2]);
}

/* What stands in entries is not said of the page. Both lists are in its order. */
static void drop_metas(ro_page *page) {
    uint32_t at = 0, kept = 0;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag != RO_TAG_META || !(node->within & RO_WITHIN_ENTRY)) continue;
        while (at < page->metas.count && page->metas.items[at] != node->dom)
            page->metas.items[kept++] = page->metas.items[at++];
        if (at < page->metas.count) at++;
    }
    while (at < page->metas.count) page->metas.items[kept++] = page->metas.items[at++];
    page->metas.count = kept;
}

static void keep_entries(finder *f) {
    ro_page *page = f->page;
    for (uint32_t i = 0; i < f->spots.count; i++) {
        const spot *s = &f->spots.items[i];
        for (uint32_t k = s->node; k < page->nodes.items[s->node].end; k++)
            page->nodes.items[k].within |= RO_WITHIN_ENTRY;
        for (uint32_t k = s->first_block; k < s->last_block; k++) {
            ro_page_block *block = &page->blocks.items[k];
            block->within |= RO_WITHIN_ENTRY;
            block->form.entry = i + 1;
            if (block->form.role == RO_ROLE_OPEN && is_time_line(f, s, k))
                block->form.role = RO_PART_OTHER;
        }
    }
    page->entries = f->entries.items;
    page->entry_count = f->entries.count;
    drop_metas(page);
}

bool ro_page_entries(ro_page *page, const ro_linked_data *data) {
    finder f = {.page = page, .data = data};
    if (!find_marks(&f)) return false;
    uint32_t fewest = page->live ? FEWEST_SAID : FEWEST;
    if (f.marks.count < fewest) return true;
    uint32_t feed = find_feed(&f);
    f.running = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)page->blocks.count + 1);
    if (!f.running || (feed != RO_NONE && !place_entries(&f, feed))) return false;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        bool counts = block->form.role == RO_ROLE_OPEN && ro_block_is_solid(&block->form);
        f.running[i + 1] = f.running[i] + (counts ? block->form.words : 0);
    }
    if (f.spots.count < fewest) return !page->arena->oom;
    const ro_page_node *node = &page->nodes.items[feed];
    uint32_t within = f.running[node->last_block] - f.running[node->first_block];
    if (words_in_entries(&f) * 2ull < within) join_paragraphs(&f, feed);
    if (are_entries(&f)) keep_entries(&f);
    return !page->arena->oom;
}
