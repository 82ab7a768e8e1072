/* SPDX-License-Identifier: Apache-2.0 */
/* Who copied whom: an arc diagram. Articles stand in a list, source by source, and
 * arcs at its side join those that share text; so it stays readable for a hundred
 * articles, on a narrow screen and on paper. */
#include <math.h>
#include <stdio.h>

#include "tell/page/html.h"

/* A picture of more pairs than CROWDED leaves shared quotations to the list. */
enum { ROW = 52, WIDTH = 132, MOST_ARCS = 300, CROWDED = 40 };

typedef struct graph {
    const ro_told *told;
    uint32_t *row_of; /* of an article of the account; RO_NONE: not drawn */
    uint32_t *article_of;
    uint32_t rows;
    const uint32_t *drawn; /* copies with an arc */
    uint32_t drawn_count;
    uint32_t *version_of;   /* of the newer article: its first version, or RO_NONE */
    uint32_t *version_next; /* of a version: the next with the same newer article */
} graph;

/* Chain the versions by their newer article, so that a pair is found at once. */
static bool note_versions(ro_page *page, graph *g) {
    const ro_story *story = g->told->story;
    g->version_of = RO_ARENA_ARRAY(&page->arena, uint32_t, page->account->article_count);
    g->version_next = RO_ARENA_ARRAY(&page->arena, uint32_t, story->version_count);
    if (!g->version_of || !g->version_next) return false;
    for (uint32_t i = 0; i < page->account->article_count; i++) g->version_of[i] = RO_NONE;
    for (uint32_t i = 0; i < story->version_count; i++) {
        g->version_next[i] = g->version_of[story->versions[i].newer];
        g->version_of[story->versions[i].newer] = i;
    }
    return true;
}

static bool replaces(const graph *g, uint32_t newer, uint32_t older) {
    for (uint32_t i = g->version_of[newer]; i != RO_NONE; i = g->version_next[i])
        if (g->told->story->versions[i].older == older) return true;
    return false;
}

static bool is_version(const graph *g, const ro_copy *copy) {
    return replaces(g, copy->a, copy->b) || replaces(g, copy->b, copy->a);
}

static bool choose_arcs(ro_page *page, graph *g) {
    const ro_story *story = g->told->story;
    uint32_t shared;
    g->drawn = ro_view_copies(story, &page->arena, &shared);
    g->drawn_count = story->copy_count > CROWDED ? shared : story->copy_count;
    if (g->drawn_count > MOST_ARCS) g->drawn_count = MOST_ARCS;
    return g->drawn != NULL;
}

/* Articles that share text, in the order of their sources. */
static bool lay_out(ro_page *page, graph *g) {
    const ro_story *story = g->told->story;
    uint32_t total = page->account->article_count;
    g->row_of = RO_ARENA_ARRAY(&page->arena, uint32_t, total);
    g->article_of = RO_ARENA_ARRAY(&page->arena, uint32_t, story->article_count);
    ro_origin_groups groups = ro_view_origins(story, &page->arena);
    if (!g->row_of || !g->article_of || !groups.count) return false;
    for (uint32_t i = 0; i < total; i++) g->row_of[i] = RO_NONE;
    for (uint32_t i = 0; i < g->drawn_count; i++) {
        const ro_copy *copy = &story->copies[g->drawn[i]];
        g->row_of[copy->a] = g->row_of[copy->b] = 0;
    }
    for (uint32_t i = 0; i < story->version_count; i++)
        g->row_of[story->versions[i].older] = g->row_of[story->versions[i].newer] = 0;
    for (uint32_t i = 0; i < story->article_count; i++) {
        uint32_t article = story->articles[groups.positions[i]];
        if (g->row_of[article] == RO_NONE && story->article_count > 12) continue;
        g->article_of[g->rows] = article;
        g->row_of[article] = g->rows++;
    }
    return true;
}

/* An arc between two rows, from the one that gave to the one that took. */
static void arc(ro_page *page, uint32_t from, uint32_t to, double width, const char *classes) {
    unsigned apart = from > to ? from - to : to - from;
    double reach = 20 + 30 * sqrt((double)apart);
    double bulge = reach < WIDTH - 16 ? reach : WIDTH - 16;
    unsigned y1 = from * ROW + ROW / 2, y2 = to * ROW + ROW / 2;
    int way = to > from ? 1 : -1;
    /* Arcs leave and arrive a little apart, so that two of one row can be told. */
    ro_html_format(page,
                   "<path class=\"%s\" d=\"M%d %d C%d %d %d %d %d %d\" style=\"stroke-width:%.1f\" "
                   "/>",
                   classes, WIDTH - 12, (int)y1 + 6 * way, WIDTH - 12 - (int)(bulge * 1.3),
                   (int)y1 + 6 * way, WIDTH - 12 - (int)(bulge * 1.3), (int)y2 - 6 * way,
                   WIDTH - 14, (int)y2 - 6 * way, width);
}

static void copy_words(ro_page *page, const ro_copy *copy) {
    bool a_took = copy->direction == RO_DIRECTION_A_FROM_B;
    ro_html_format(page, "%s, ", ro_view_copy_form(copy->form));
    if (copy->form < RO_FORM_SPUN) ro_html_format(page, "%s, ", ro_view_copy_kind(copy->kind));
    if (a_took || copy->direction == RO_DIRECTION_B_FROM_A)
        ro_html_format(page, "%u took from %u", (a_took ? copy->a : copy->b) + 1,
                       (a_took ? copy->b : copy->a) + 1);
    else
        ro_html(page, copy->direction == RO_DIRECTION_SHARED_SOURCE ? "both from one source"
                                                                    : "direction not known");
    ro_html_format(page, ", %.0f%% of %u and %.0f%% of %u", (double)copy->share_of_a * 100,
                   copy->a + 1, (double)copy->share_of_b * 100, copy->b + 1);
}

static void copy_arc(ro_page *page, const graph *g, uint32_t index) {
    static const char *const kinds[] = {"verbatim", "edited", "spun", "quotation"};
    const ro_copy *copy = &g->told->story->copies[index];
    uint32_t from = copy->a, to = copy->b;
    if (copy->direction == RO_DIRECTION_A_FROM_B) from = copy->b, to = copy->a;
    double share =
        (double)(copy->share_of_a > copy->share_of_b ? copy->share_of_a : copy->share_of_b);
    char classes[64];
    static const char *const ways[] = {"", " one", " one", " both"};
    snprintf(classes, sizeof classes, "%s%s", kinds[copy->kind], ways[copy->direction]);
    ro_html_format(page, "<a href=#s%up%u><title>%u and %u: ", g->told->number, index, copy->a + 1,
                   copy->b + 1);
    copy_words(page, copy);
    ro_html(page, "</title>");
    double widest = g->drawn_count > CROWDED ? 1.8 : 4.3;
    arc(page, g->row_of[from], g->row_of[to], 1.2 + widest * (share > 1 ? 1 : share), classes);
    ro_html(page, "</a>\n");
}

static void arcs(ro_page *page, const graph *g) {
    const ro_story *story = g->told->story;
    unsigned height = g->rows * ROW;
    ro_html_format(
        page,
        "<svg width=%d height=%u viewBox=\"0 0 %d %u\" preserveAspectRatio=none role=img "
        "aria-labelledby=s%u-graph-h>\n",
        WIDTH, height, WIDTH, height, g->told->number);
    for (uint32_t i = 0; i < g->drawn_count; i++)
        if (!is_version(g, &story->copies[g->drawn[i]])) copy_arc(page, g, g->drawn[i]);
    for (uint32_t i = 0; i < story->version_count; i++) {
        const ro_version *version = &story->versions[i];
        ro_html_format(page, "<a href=#s%uv%u><title>%u replaces %u</title>", g->told->number, i,
                       version->newer + 1, version->older + 1);
        arc(page, g->row_of[version->older], g->row_of[version->newer], 2.5, "version one");
        ro_html(page, "</a>\n");
    }
    for (uint32_t i = 0; i < g->rows; i++)
        ro_html_format(page, "<circle cx=%d cy=%u r=5 class=g%u />", WIDTH - 8, i * ROW + ROW / 2,
                       page->origin_of[g->article_of[i]] % 8);
    ro_html(page, "</svg>\n");
}

static void labels(ro_page *page, const graph *g) {
    ro_html(page, "<ol>");
    for (uint32_t i = 0; i < g->rows; i++) {
        uint32_t article = g->article_of[i];
        bool next = i > 0 && page->origin_of[article] == page->origin_of[g->article_of[i - 1]];
        ro_html_format(page, "<li class=\"g%u%s\">", page->origin_of[article] % 8,
                       next ? " same" : "");
        ro_html_article(page, article);
        ro_html(page, "<span><b>");
        ro_html_text(page, ro_view_outlet(page->account->articles[article]));
        ro_html(page, "</b> ");
        ro_html_text(page, ro_view_headline(page->account->articles[article]));
        ro_html(page, "</span></li>\n");
    }
    ro_html(page, "</ol>\n");
}

/* One small line as the key to a kind of arc. */
static void key(ro_page *page, const char *classes, const char *words) {
    ro_html_format(page,
                   "<li><svg width=44 height=12 aria-hidden=true><path class=\"%s\" "
                   "d=\"M2 6 H38\" style=\"stroke-width:2.5\" /></svg> %s</li>",
                   classes, words);
}

static void legend(ro_page *page, const graph *g) {
    const ro_story *story = g->told->story;
    bool kinds[4] = {false}, ways[4] = {false};
    for (uint32_t i = 0; i < g->drawn_count; i++) {
        const ro_copy *copy = &story->copies[g->drawn[i]];
        if (is_version(g, copy)) continue;
        kinds[copy->kind] = true;
        ways[copy->direction] = true;
    }
    ro_html(page, "<ul class=legend>");
    if (story->version_count) key(page, "version one", "replaces the other");
    if (kinds[RO_COPY_VERBATIM]) key(page, "verbatim", "word for word");
    if (kinds[RO_COPY_EDITED]) key(page, "edited", "edited");
    if (kinds[RO_COPY_SPUN]) key(page, "spun", "spun: same order, other words");
    if (kinds[RO_COPY_QUOTATION_ONLY]) key(page, "quotation", "shared quotations only");
    if (ways[RO_DIRECTION_A_FROM_B] || ways[RO_DIRECTION_B_FROM_A])
        key(page, "edited one", "points to who took");
    if (ways[RO_DIRECTION_SHARED_SOURCE]) key(page, "edited both", "both from one source");
    if (ways[RO_DIRECTION_UNKNOWN]) ro_html(page, "<li>no arrow: direction not known</li>");
    if (g->drawn_count < story->copy_count) ro_html(page, "<li>not all pairs are drawn</li>");
    ro_html(page, "<li>wider: more text shared</li></ul>\n");
}

void ro_html_arrows(ro_page *page) {
    static const char *const kinds[] = {"verbatim", "edited", "spun", "quotation", "version"};
    ro_html(page, "<svg width=0 height=0 class=defs aria-hidden=true><defs>");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        ro_html_format(page,
                       "<marker id=arrow-%s viewBox=\"0 0 8 8\" refX=6 refY=4 markerWidth=8 "
                       "markerHeight=8 markerUnits=userSpaceOnUse orient=auto-start-reverse>"
                       "<path class=\"head %s\" d=\"M0 0 8 4 0 8z\" /></marker>",
                       kinds[i], kinds[i]);
    ro_html(page, "</defs></svg>\n");
}

static void pair_item(ro_page *page, const ro_told *told, uint32_t index, bool has_passages) {
    const ro_copy *copy = &told->story->copies[index];
    if (has_passages)
        ro_html(page, "<li>");
    else
        ro_html_format(page, "<li id=s%up%u>", told->number, index);
    ro_html_article(page, copy->a);
    ro_html_article(page, copy->b);
    ro_html(page, " ");
    if (has_passages) ro_html_format(page, "<a href=#s%up%u>", told->number, index);
    copy_words(page, copy);
    if (has_passages) ro_html(page, "</a>");
    if (copy->evidence) {
        ro_html(page, "; <span class=why>");
        ro_html_words(page, copy->evidence);
        ro_html(page, "</span>");
    }
    ro_html(page, "</li>\n");
}

/* The same in words; pairs that share quotations alone are folded away. */
static void pair_list(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    uint32_t shared;
    const uint32_t *order = ro_view_copies(story, &page->arena, &shared);
    uint32_t shown = shared < 12 ? shared : 12;
    ro_html(page, "<ul class=pairs>");
    for (uint32_t i = 0; order && i < story->copy_count; i++) {
        if (i == shown) {
            ro_html_format(page, "</ul><details><summary>%u more %s%s</summary><ul class=pairs>",
                           story->copy_count - i, i + 1 == story->copy_count ? "pair" : "pairs",
                           i == shared ? ": shared quotations only" : "");
        }
        pair_item(page, told, order[i], ro_html_shows_passages(i, shared));
    }
    ro_html(page, shown < story->copy_count ? "</ul></details>\n" : "</ul>\n");
}

void ro_html_graph(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    graph g = {.told = told};
    if (story->article_count < 2 || (!story->copy_count && !story->version_count)) return;
    if (!choose_arcs(page, &g) || !lay_out(page, &g) || !note_versions(page, &g)) return;
    ro_html_section(page, told, "graph", "Who copied whom");
    ro_html_format(page, "<div class=graph style=\"--row:%dpx\">", ROW);
    arcs(page, &g);
    labels(page, &g);
    ro_html(page, "</div>\n");
    if (g.rows < story->article_count)
        ro_html_format(page, "<p class=note>%u other articles are not drawn.</p>\n",
                       story->article_count - g.rows);
    legend(page, &g);
    pair_list(page, told);
    ro_html(page, "</section>\n");
}
