/* SPDX-License-Identifier: Apache-2.0 */
/* Teasers of other pages before an article and behind it: in one element at least three elements,
 * each with a link and at most a few words. Between paragraphs they may be a list of the article.
 */
#include "read/page/page.h"

enum {
    FEWEST_TEASERS = 3,
    MOST_WORDS = 60,    /* of a teaser, headline and summary */
    MOST_BLOCKS = 6,    /* of it */
    ROUNDS = 3,         /* rows of teasers, one behind the other */
    LINKED_LETTERS = 12 /* bytes of the shortest headline */
};

/* Of the blocks before: words, letters, those in links, lines that are links, words of running
 * text that was chosen, and blocks that show an address. */
typedef struct sums {
    uint32_t words, letters, linked, headlines, text, addresses;
} sums;

typedef struct teasers {
    ro_page *page;
    sums *before;   /* one more than blocks */
    uint32_t *away; /* links to other pages in the nodes before; one more than nodes */
} teasers;

static bool is_text(const ro_page_block *block) {
    return block->form.role == RO_ROLE_OPEN && ro_block_is_solid(&block->form) &&
           block->linked * 2 < block->letters;
}

static void count_blocks(teasers *t, const ro_page_node *whole) {
    for (uint32_t i = whole->first_block; i < whole->last_block; i++) {
        const ro_page_block *block = &t->page->blocks.items[i];
        ro_str text = ro_str_span(t->page->text.data, block->span);
        const sums *so_far = &t->before[i];
        t->before[i + 1] = (sums){
            .words = so_far->words + block->form.words,
            .letters = so_far->letters + block->letters,
            .linked = so_far->linked + block->linked,
            .headlines =
                so_far->headlines + (block->form.linked && block->letters >= LINKED_LETTERS),
            .text = so_far->text + (is_text(block) ? block->form.words : 0),
            .addresses = so_far->addresses + (ro_str_find(text, RO_STR("http")) != SIZE_MAX)};
    }
}

/* Links to places of the same page, to scripts and to mailboxes lead nowhere. */
static void count_links(teasers *t, uint32_t container) {
    for (uint32_t i = container; i < t->page->nodes.items[container].end; i++) {
        const ro_page_node *node = &t->page->nodes.items[i];
        ro_str to = {"", 0};
        if (node->tag == RO_TAG_A) to = ro_str_trim(ro_page_attribute(t->page, node->dom, "href"));
        bool away = to.n && to.p[0] != '#' && !ro_str_starts(to, RO_STR("javascript:")) &&
                    !ro_str_starts(to, RO_STR("mailto:"));
        t->away[i + 1] = t->away[i] + away;
    }
}

/* A headline that is a link, with a summary or alone; or an item of a list that is a link for a
 * fifth. A paragraph with a link in it is text, and what shows an address is a source. */
static bool is_teaser(const teasers *t, uint32_t index) {
    const ro_page_node *node = &t->page->nodes.items[index];
    sums from = t->before[node->first_block], to = t->before[node->last_block];
    uint32_t letters = to.letters - from.letters, linked = to.linked - from.linked;
    bool item = node->tag == RO_TAG_LI && linked * 5ull >= letters && linked >= LINKED_LETTERS;
    return node->tag != RO_TAG_P && node->last_block - node->first_block <= MOST_BLOCKS &&
           to.words - from.words <= MOST_WORDS && to.addresses == from.addresses &&
           t->away[node->end] > t->away[index] && (item || to.headlines > from.headlines);
}

/* Whether nearly all children of an element are teasers. */
static bool holds_teasers(const teasers *t, uint32_t index) {
    const ro_page_node *nodes = t->page->nodes.items;
    uint32_t found = 0, others = 0;
    for (uint32_t at = index + 1; at < nodes[index].end; at = nodes[at].end) {
        if (nodes[at].first_block == nodes[at].last_block) continue;
        if (is_teaser(t, at))
            found++;
        else
            others++;
    }
    return found >= FEWEST_TEASERS && others * 4 <= found;
}

/* Whether anything was left to leave. */
static bool leave(ro_page *page, const ro_page_node *node) {
    bool any = false;
    for (uint32_t i = node->first_block; i < node->last_block; i++) {
        ro_page_block *block = &page->blocks.items[i];
        if (block->form.role != RO_ROLE_OPEN || ro_block_is_stated(block)) continue;
        block->form.role = RO_PART_RELATED_LINK;
        any = true;
    }
    return any;
}

/* Whether anything was found. */
static bool leave_at_ends(const teasers *t, uint32_t container) {
    const ro_page_node *nodes = t->page->nodes.items, *whole = &nodes[container];
    uint32_t first = t->before[whole->first_block].text, last = t->before[whole->last_block].text;
    bool any = false;
    for (uint32_t i = container + 1; i < whole->end;) {
        uint32_t before = t->before[nodes[i].first_block].text;
        uint32_t behind = t->before[nodes[i].last_block].text;
        bool at_end = before == first || behind == last;
        bool most = (behind - before) * 2 > last - first;
        bool found = at_end && !most && holds_teasers(t, i) && leave(t->page, &nodes[i]);
        any = any || found;
        i = found ? nodes[i].end : i + 1;
    }
    return any;
}

bool ro_page_leave_teasers(ro_page *page, uint32_t container) {
    teasers t = {.page = page};
    t.before = RO_ARENA_ARRAY(page->arena, sums, (size_t)page->blocks.count + 1);
    t.away = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)page->nodes.count + 1);
    if (!t.before || !t.away) return false;
    count_links(&t, container);
    /* Summaries of those at the end were text behind the others. */
    for (unsigned round = 0; round < ROUNDS; round++) {
        count_blocks(&t, &page->nodes.items[container]);
        if (!leave_at_ends(&t, container)) break;
    }
    return true;
}
