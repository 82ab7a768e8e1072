/* SPDX-License-Identifier: Apache-2.0 */
/* Two articles beside each other, whole: what they share, or what one version changed of
 * the other, is marked in place and leads to its counterpart. No script: a link each. */
#include <stdlib.h>

#include "tell/page/html.h"
#include "tell/paper.h"

enum { SIDES = 2 };

/* Text of one article that has a counterpart in the other, or is its own: an empty span. */
typedef struct link {
    ro_span span[SIDES];
    const char *class; /* of the mark */
    const char *words; /* what it is, for a person */
    ro_word_runs runs[SIDES];
    bool placed[SIDES]; /* it has its mark: it does not lie within another one */
} link;

typedef struct link_list {
    link *items;
    uint32_t count;
    uint32_t capacity;
} link_list;

/* A link as it stands in one of the articles. */
typedef struct place {
    ro_span span;
    uint32_t link;
} place;

typedef struct place_list {
    place *items;
    uint32_t count;
} place_list;

typedef struct diff {
    ro_page *page;
    const ro_story *story;     /* that holds both, or NULL */
    const ro_copy *copy;       /* or NULL */
    const ro_version *version; /* or NULL */
    link_list links;
    place_list places[SIDES];
} diff;

static const ro_article *article_of(const diff *d, unsigned side) {
    return d->page->account->articles[side];
}

/* How the first two articles stand to each other; of more, the others do not matter. */
static void find_relation(diff *d) {
    const ro_account *account = d->page->account;
    for (uint32_t i = 0; i < account->story_count; i++) {
        const ro_story *story = &account->stories[i];
        if (story->article_count > 1 && story->articles[0] == 0 && story->articles[1] == 1)
            d->story = story;
        for (uint32_t j = 0; j < story->version_count && !d->version; j++)
            if (story->versions[j].older + story->versions[j].newer == 1)
                d->version = &story->versions[j];
        for (uint32_t j = 0; j < story->copy_count && !d->copy; j++)
            if (story->copies[j].a == 0 && story->copies[j].b == 1) d->copy = &story->copies[j];
    }
}

static void add_link(diff *d, ro_span first, ro_span second, const char *class, const char *words) {
    ro_arena *arena = &d->page->arena;
    link next = {.span = {first, second}, .class = class, .words = words};
    if (ro_span_empty(first) || ro_span_empty(second)) {
        for (unsigned side = 0; side < SIDES; side++) {
            ro_word_run *whole = RO_ARENA_NEW(arena, ro_word_run);
            if (!whole) return;
            *whole = (ro_word_run){next.span[side], RO_WORD_CHANGED};
            next.runs[side] = (ro_word_runs){whole, !ro_span_empty(next.span[side])};
        }
    } else if (!ro_align_words(arena, article_of(d, 0)->text, first, article_of(d, 1)->text, second,
                               &next.runs[0], &next.runs[1])) {
        return;
    }
    link *slot = RO_PUSH(arena, &d->links);
    if (slot) *slot = next;
}

/* Of versions the changes; of others the passages that they share. */
static void collect_links(diff *d) {
    static const char *const kinds[] = {"verbatim", "edited", "spun", "quotation"};
    for (uint32_t i = 0; !d->version && d->copy && i < d->copy->passage_count; i++) {
        const ro_passage *passage = &d->copy->passages[i];
        add_link(d, passage->a, passage->b, kinds[passage->kind], ro_view_copy_kind(passage->kind));
    }
    for (uint32_t i = 0; d->version && i < d->version->change_count; i++) {
        const ro_change *change = &d->version->changes[i];
        bool first_is_older = d->version->older == 0;
        add_link(d, first_is_older ? change->older : change->newer,
                 first_is_older ? change->newer : change->older, "changed",
                 ro_view_change(change->kind));
    }
}

/* In the order of the text; of two at one place, the wider one. */
static int by_place(const void *left, const void *right) {
    const place *a = left, *b = right;
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    return a->link < b->link ? -1 : a->link > b->link;
}

/* The places of one side, apart from each other: what lies within another is left out. */
static bool find_places(diff *d, unsigned side) {
    place_list *list = &d->places[side];
    list->items = RO_ARENA_ARRAY(&d->page->arena, place, d->links.count);
    if (!list->items) return false;
    uint32_t all = 0;
    for (uint32_t i = 0; i < d->links.count; i++)
        if (!ro_span_empty(d->links.items[i].span[side]))
            list->items[all++] = (place){d->links.items[i].span[side], i};
    ro_sort(list->items, all, sizeof *list->items, by_place);
    for (uint32_t i = 0; i < all; i++) {
        if (list->count && list->items[i].span.start < list->items[list->count - 1].span.end)
            continue;
        d->links.items[list->items[i].link].placed[side] = true;
        list->items[list->count++] = list->items[i];
    }
    return true;
}

/* The words of a link within [from, to), marked where the other article has others. */
static void marked_words(const diff *d, unsigned side, const link *shown, uint32_t from,
                         uint32_t to) {
    bool older = d->version && d->version->older == side;
    const char *tag = !d->version ? "mark" : older ? "del" : "ins";
    for (uint32_t i = 0; i < shown->runs[side].count; i++) {
        ro_word_run run = shown->runs[side].items[i];
        if (run.span.start < from) run.span.start = from;
        if (run.span.end > to) run.span.end = to;
        if (run.span.start >= run.span.end) continue;
        ro_word_runs one = {&run, 1};
        ro_html_runs(d->page, article_of(d, side)->text, &one, tag);
    }
}

/* One link within a part; its first stretch carries its address and its number. */
static void linked(const diff *d, unsigned side, const place *at, uint32_t from, uint32_t to) {
    static const char letters[] = "ab";
    const link *shown = &d->links.items[at->link];
    bool begins = from == at->span.start;
    bool alone = ro_span_empty(shown->span[1 - side]);
    bool leads = begins && shown->placed[1 - side];
    ro_html_format(d->page, "<span class=\"x %s%s\"", shown->class, alone ? " whole" : "");
    if (begins) ro_html_format(d->page, " id=x%u%c", at->link + 1, letters[side]);
    ro_html(d->page, ">");
    if (leads)
        ro_html_format(d->page, "<a class=at href=#x%u%c title=\"%s\">%u</a>", at->link + 1,
                       letters[1 - side], shown->words, at->link + 1);
    marked_words(d, side, shown, from, to);
    ro_html(d->page, "</span>");
}

/* The text [from, to) with the links in it; *next is the first that may reach into it. */
static void stretch(const diff *d, unsigned side, uint32_t *next, uint32_t from, uint32_t to) {
    const place_list *places = &d->places[side];
    const char *text = article_of(d, side)->text;
    while (from < to) {
        while (*next < places->count && places->items[*next].span.end <= from) ++*next;
        const place *at = *next < places->count ? &places->items[*next] : NULL;
        if (!at || at->span.start >= to) {
            ro_html_text(d->page, ro_str_span(text, (ro_span){from, to}));
            return;
        }
        if (at->span.start > from)
            ro_html_text(d->page, ro_str_span(text, (ro_span){from, at->span.start}));
        uint32_t start = at->span.start > from ? at->span.start : from;
        uint32_t end = at->span.end < to ? at->span.end : to;
        linked(d, side, at, start, end);
        from = end;
    }
}

static void one_text(diff *d, unsigned side, const char *which) {
    ro_page *page = d->page;
    const ro_article *article = article_of(d, side);
    uint32_t next = 0;
    ro_html_format(page, "<article class=text id=a%u aria-labelledby=a%u-h><h2 id=a%u-h>%s ",
                   side + 1, side + 1, side + 1, which);
    ro_html(page, "<small>");
    ro_html_text(page, ro_view_outlet(article));
    ro_html(page, "</small></h2><p class=by><code>");
    ro_html_words(page, article->meta.input_path);
    ro_html(page, "</code></p>\n");
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        const char *class = ro_view_class(part);
        ro_html_format(page, "<p class=%s>", class);
        if (strcmp(class, "junk") == 0)
            ro_html_format(page, "<small>%s</small> ", ro_view_role(part->role));
        stretch(d, side, &next, part->span.start, part->span.end);
        ro_html(page, "</p>\n");
    }
    ro_html(page, "</article>\n");
}

static void say_copy(ro_page *page, const ro_copy *copy) {
    ro_html_format(page, "<p class=verdict><b>%s</b>", ro_view_copy_form(copy->form));
    if (copy->direction == RO_DIRECTION_A_FROM_B || copy->direction == RO_DIRECTION_B_FROM_A)
        ro_html_format(page, ", the %s took from the %s",
                       copy->direction == RO_DIRECTION_A_FROM_B ? "first" : "second",
                       copy->direction == RO_DIRECTION_A_FROM_B ? "second" : "first");
    ro_html_format(page, ": %u %s, %.0f%% of the first and %.0f%% of the second. <span class=why>",
                   copy->passage_count, copy->passage_count == 1 ? "passage" : "passages",
                   (double)copy->share_of_a * 100, (double)copy->share_of_b * 100);
    ro_html_words(page, copy->evidence);
    ro_html(page, "</span></p>\n");
}

static void say_version(ro_page *page, const ro_version *version) {
    ro_html_format(page, "<p class=verdict><b>two versions</b>: %u %s. <span class=why>",
                   version->change_count, version->change_count == 1 ? "change" : "changes");
    ro_html_words(page, version->evidence);
    ro_html(page, "</span></p>\n");
}

/* Every link in words, so that none has to be looked for; those of versions in the order
 * of what matters. */
static void list_links(diff *d) {
    ro_page *page = d->page;
    if (!d->links.count || page->arena.oom) return;
    const uint32_t *order = d->version ? ro_view_changes(d->version, &page->arena) : NULL;
    ro_html_format(page, "<details class=links><summary>%s</summary><ol>\n",
                   d->version ? "The changes, one by one" : "The passages, one by one");
    for (uint32_t n = 0; n < d->links.count; n++) {
        uint32_t i = order ? order[n] : n;
        const link *shown = &d->links.items[i];
        unsigned side = ro_span_empty(shown->span[0]);
        enum { SHOWN = 90 }; /* bytes of a change in the list: a line of the page */
        ro_str words = ro_str_trim(ro_str_span(article_of(d, side)->text, shown->span[side]));
        ro_str fit = ro_text_fit(words, SHOWN);
        bool placed = shown->placed[side];
        ro_html_format(page, "<li>%s: ", shown->words);
        if (placed) ro_html_format(page, "<a href=#x%u%c>", i + 1, "ab"[side]);
        ro_html_text(page, fit);
        if (fit.n < words.n) ro_html(page, "\xE2\x80\xA6");
        ro_html(page, placed ? "</a></li>\n" : "</li>\n");
    }
    ro_html(page, "</ol></details>\n");
}

void ro_html_diff(ro_page *page) {
    diff d = {.page = page};
    if (page->account->article_count < SIDES) return;
    find_relation(&d);
    collect_links(&d);
    if (!find_places(&d, 0) || !find_places(&d, 1)) return;
    ro_html(page, "<section class=diff aria-label=\"Side by side\">\n");
    if (d.version)
        say_version(page, d.version);
    else if (d.copy)
        say_copy(page, d.copy);
    else
        ro_html_format(page, "<p class=verdict><b>nothing in common</b>%s.</p>\n",
                       d.story ? " but the story that both tell" : " that would tell of copying");
    list_links(&d);
    ro_html(page, "<div class=sides>\n");
    unsigned left = d.version && d.version->older == 1;
    one_text(&d, left, d.version ? "Older" : "First");
    one_text(&d, 1 - left, d.version ? "Newer" : "Second");
    ro_html(page, "</div>\n</section>\n");
}
