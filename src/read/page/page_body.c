/* SPDX-License-Identifier: Apache-2.0 */
/* Which paragraphs of a page are the article.
 *
 * Running text votes for the elements around it. An element that says it holds the
 * article is believed where the text agrees; else the element wins whose text stands
 * closest together, as in Arc90's Readability. Inside of it each block must earn its
 * place: by running text, or by standing between running text. */
#include "base/error.h"
#include "read/page/page.h"

enum {
    MOST_VOTE = 100,   /* words of a paragraph that count: one long notice outvotes no article */
    FEWEST_WORDS = 25, /* of running text: the shortest brief; less is a notice on cookies */
    LEAD_BLOCKS = 40,  /* between a headline and a text that stands apart from it */
    LEAD_WORDS = 8     /* of the shortest lead */
};

/* The shares below are of rules that were found on one half of the gold pages and confirmed on
 * the other: see "Reading" in docs/measurements.md. */

typedef struct chooser {
    ro_page *page;
    double *votes;       /* of each node */
    uint32_t *running;   /* words of running text in the blocks before, one more than blocks */
    uint32_t *headlines; /* main headlines in the nodes before, one more than nodes */
    uint32_t total;
} chooser;

/* The shares below were set by hand. Beside one is what `bench/reading wcxb` (F1 of words, .952
 * then) gives where it is another; where nothing is said, those tried on either side give .952 as
 * well.
 */

/* A notice of cookies or of what a browser lacks is longer than many an article. */
static bool is_running(const ro_page_block *block) {
    bool notice = block->notice == RO_NOTICE_CONSENT || block->notice == RO_NOTICE_SCRIPT;
    return ro_block_is_solid(&block->form) && !notice && block->linked * 2 < block->letters &&
           block->form.kind != RO_BLOCK_CAPTION;
}

static uint32_t running_in(const chooser *c, const ro_page_node *node) {
    return c->running[node->last_block] - c->running[node->first_block];
}

/* An element around most of the text is no junk, whatever it is called; but comments
 * and other reports may be longer than the article, and do not hold its headline. With a
 * third for most: .950. */
static void forgive_junk(chooser *c) {
    ro_page *page = c->page;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        ro_page_node *node = &page->nodes.items[i];
        uint32_t own = node->own & (RO_WITHIN_ANY_JUNK | RO_WITHIN_ASIDE | RO_WITHIN_CAPTION |
                                    RO_WITHIN_BYLINE | RO_WITHIN_DATE | RO_WITHIN_DECK |
                                    RO_WITHIN_FIGURE | RO_WITHIN_HEADER | RO_WITHIN_LINK |
                                    RO_WITHIN_POST | RO_WITHIN_FOOTNOTE | RO_WITHIN_CORRECTION);
        bool most = running_in(c, node) * 2 > c->total && c->total >= FEWEST_WORDS;
        if (c->headlines[node->end] == c->headlines[i])
            own &= ~(uint32_t)(RO_WITHIN_COMMENTS | RO_WITHIN_RELATED);
        if (most) node->own &= ~own;
        node->within =
            node->own | (node->parent == RO_NONE ? 0 : page->nodes.items[node->parent].within);
    }
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        block->within = page->nodes.items[block->node].within | block->common;
    }
}

static bool is_junk(const ro_page_block *block) {
    return (block->within & (RO_WITHIN_ANY_JUNK | RO_WITHIN_ASIDE)) != 0;
}

static void count_running(chooser *c, bool without_junk) {
    c->running[0] = 0;
    for (uint32_t i = 0; i < c->page->blocks.count; i++) {
        const ro_page_block *block = &c->page->blocks.items[i];
        bool counts = is_running(block) && !(without_junk && is_junk(block));
        c->running[i + 1] = c->running[i] + (counts ? block->form.words : 0);
    }
    c->total = c->running[c->page->blocks.count];
}

/* Running words outside of all that is in @p junk. */
static uint32_t running_without(const chooser *c, uint32_t junk) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < c->page->blocks.count; i++) {
        const ro_page_block *block = &c->page->blocks.items[i];
        if (is_running(block) && !(block->within & junk)) words += block->form.words;
    }
    return words;
}

/* Builders of pages call everything a widget, a promo or a form. Where what the names
 * call junk is most of the text, the names are not believed, the vaguest first; names
 * of comments and other reports only where nothing else is left. */
static void relax(chooser *c) {
    static const uint32_t vague[] = {RO_WITHIN_HIDDEN,  RO_WITHIN_JUNK,    RO_WITHIN_PROMOTION,
                                     RO_WITHIN_FORM,    RO_WITHIN_ASIDE,   RO_WITHIN_NAVIGATION,
                                     RO_WITHIN_RELATED, RO_WITHIN_COMMENTS};
    uint32_t sure =
        RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_NAVIGATION | RO_WITHIN_HIDDEN;
    uint32_t all = running_without(c, sure);
    for (size_t k = 0; k < sizeof vague / sizeof *vague; k++) {
        bool enough = (vague[k] & sure) ? c->total >= FEWEST_WORDS : c->total * 3 >= all;
        if (enough) continue;
        for (uint32_t i = 0; i < c->page->nodes.count; i++) {
            c->page->nodes.items[i].own &= ~vague[k];
            c->page->nodes.items[i].within &= ~vague[k];
        }
        for (uint32_t i = 0; i < c->page->blocks.count; i++)
            c->page->blocks.items[i].within &= ~vague[k];
        count_running(c, true);
    }
}

/* Each paragraph votes for its parent, half as much for the one above, and so on. With three
 * levels in place of four: .950; with six nothing changes. */
static void vote(chooser *c) {
    ro_page *page = c->page;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        if (!is_running(block) || is_junk(block)) continue;
        double words = block->form.words < MOST_VOTE ? block->form.words : MOST_VOTE;
        uint32_t node = block->node;
        bool paragraph = page->nodes.items[node].tag == RO_TAG_P;
        if (paragraph && page->nodes.items[node].parent != RO_NONE)
            node = page->nodes.items[node].parent;
        for (int level = 0; level < 4 && node != RO_NONE; level++) {
            c->votes[node] += words / (level < 1 ? 1 : 1.5 * level + 0.5);
            node = page->nodes.items[node].parent;
        }
    }
}

static bool claims_article(const ro_page_node *node) {
    return node->tag == RO_TAG_ARTICLE || node->tag == RO_TAG_MAIN ||
           (node->hints & RO_HINT_BODY) != 0;
}

/* The deepest element that claims to be the article and holds most of the text; or, where
 * none does, that holds a main headline and a good part of the text: a quarter, for with half
 * `bench/reading scrapinghub` gives .971 in place of .976. */
static uint32_t claimed(const chooser *c, bool by_headline) {
    uint32_t best = RO_NONE, best_words = 0;
    for (uint32_t i = 0; i < c->page->nodes.count; i++) {
        const ro_page_node *node = &c->page->nodes.items[i];
        if (!claims_article(node) || (node->within & RO_WITHIN_ANY_JUNK)) continue;
        uint32_t words = running_in(c, node);
        bool headline = c->headlines[node->end] > c->headlines[i];
        bool enough = by_headline ? headline && words >= 2 * FEWEST_WORDS && words * 4 >= c->total
                                  : words * 2 >= c->total;
        if (!enough) continue;
        /* A deeper one that lacks less than a tenth leaves out what stands around the text. With
         * a twentieth: .951. */
        if (best == RO_NONE || words * 10 >= best_words * 9) {
            best = i;
            best_words = words;
        }
    }
    return best;
}

static uint32_t voted(const chooser *c) {
    uint32_t best = RO_NONE;
    for (uint32_t i = 0; i < c->page->nodes.count; i++)
        if (c->votes[i] > 0 && (best == RO_NONE || c->votes[i] > c->votes[best])) best = i;
    return best;
}

/* Climb while the element above holds clearly more text of the same kind; and, where most of the
 * text stands elsewhere, as in sections that are boxes of their own, to what holds nearly all. */
static uint32_t climb(const chooser *c, uint32_t node) {
    const ro_page_node *nodes = c->page->nodes.items;
    for (uint32_t up = nodes[node].parent; up != RO_NONE && up != 0; up = nodes[up].parent) {
        if (nodes[up].tag == RO_TAG_BODY) break;
        uint32_t here = running_in(c, &nodes[node]), there = running_in(c, &nodes[up]);
        /* Clearly more: .15 of it. Of the same kind: a third of the votes, as its text would have
         * if it lay two levels deeper. */
        if (there * 20 >= here * 23 && c->votes[up] * 3 >= c->votes[node]) node = up;
    }
    if (running_in(c, &nodes[node]) * 2 >= c->total) return node;
    /* Four fifths: wcxb .956, .953 without this, and the extraction gold .939 and .935; with three
     * fifths or nine tenths the same. */
    while (nodes[node].parent != RO_NONE && running_in(c, &nodes[node]) * 5 < c->total * 4)
        node = nodes[node].parent;
    return node;
}

/* The block of the last main headline before the running text of the container, or
 * RO_NONE. */
static uint32_t headline_before(const chooser *c, const ro_page_node *container) {
    const ro_page *page = c->page;
    uint32_t first = container->first_block;
    while (first < container->last_block && !is_running(&page->blocks.items[first])) first++;
    uint32_t stop = first > LEAD_BLOCKS ? first - LEAD_BLOCKS : 0;
    while (first-- > stop)
        if (page->nodes.items[page->blocks.items[first].node].tag == RO_TAG_H1) return first;
    return RO_NONE;
}

/* A deck or lead stands between the headline and the text, often outside of the element
 * that holds the text: it is a sentence, or is marked as what it is. */
static bool is_lead(const ro_page_block *block) {
    uint32_t never = RO_WITHIN_ANY_JUNK | RO_WITHIN_ASIDE | RO_WITHIN_BYLINE | RO_WITHIN_CAPTION |
                     RO_WITHIN_FIGURE | RO_WITHIN_DATE | RO_WITHIN_TABLE;
    if ((block->within & never) || block->linked * 2 >= block->letters ||
        block->form.words < LEAD_WORDS)
        return false;
    return block->form.stop || (block->within & (RO_WITHIN_DECK | RO_WITHIN_HEADING)) != 0;
}

static void choose_lead(chooser *c, const ro_page_node *container) {
    ro_page *page = c->page;
    uint32_t headline = headline_before(c, container);
    if (headline == RO_NONE) return;
    for (uint32_t i = headline + 1; i < container->first_block; i++)
        if (is_lead(&page->blocks.items[i])) page->blocks.items[i].form.role = RO_PART_DECK;
}

static uint8_t role_of_junk(const ro_page_block *block) {
    if (block->within & RO_WITHIN_RELATED) return RO_PART_RELATED_LINK;
    if (block->within & RO_WITHIN_PROMOTION) return RO_PART_PROMOTION;
    return RO_ROLE_LEFT_OUT;
}

/* A short line that shares a small element with a picture and with no other text. */
static bool is_under_picture(const ro_page *page, uint32_t index) {
    /* Picture and line share a box, often with a box around the line; higher up any text has a
     * picture beside it. A line with more words is a paragraph. */
    enum { LEVELS = 3, CAPTION_WORDS = 30 };
    const ro_page_block *block = &page->blocks.items[index];
    if (block->form.stop || block->form.words > CAPTION_WORDS ||
        block->form.kind != RO_BLOCK_PARAGRAPH)
        return false;
    uint32_t at = block->node;
    for (unsigned level = 0; level < LEVELS && at != RO_NONE; level++) {
        const ro_page_node *node = &page->nodes.items[at];
        if (node->last_block - node->first_block != 1) return false;
        for (uint32_t i = at; i < node->end; i++)
            if (page->nodes.items[i].tag == RO_TAG_IMG) return true;
        at = node->parent;
    }
    return false;
}

/* A paragraph that lies in a link as a whole leads elsewhere; a heading may be that of a part. */
static bool is_linked_whole(const ro_page_block *block, uint32_t within) {
    return (within & RO_WITHIN_LINK) && block->form.kind != RO_BLOCK_HEADING;
}

static void choose_blocks(chooser *c, uint32_t container) {
    ro_page *page = c->page;
    const ro_page_node *node = &page->nodes.items[container];
    bool before_text = true; /* where a deck stands */
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        block->form.role = RO_ROLE_LEFT_OUT;
        if (i < node->first_block || i >= node->last_block) continue;
        uint32_t within = block->within & ~page->nodes.items[container].within;
        if (within & RO_WITHIN_ANY_JUNK)
            block->form.role = role_of_junk(block);
        else if (within & RO_WITHIN_ASIDE)
            block->form.role = RO_PART_OTHER;
        else if (within & RO_WITHIN_POST) /* all of it, its author and its day, too */
            block->form.role = RO_ROLE_OPEN;
        else if (within & RO_WITHIN_CORRECTION)
            block->form.role = RO_PART_UPDATE_NOTE;
        else if (within & RO_WITHIN_BYLINE)
            block->form.role = RO_PART_CREDIT;
        else if (!(within & RO_WITHIN_TABLE) && (within & (RO_WITHIN_CAPTION | RO_WITHIN_FIGURE)))
            block->form.role = RO_PART_CAPTION;
        else if ((within & RO_WITHIN_DATE) && !is_running(block))
            block->form.role = RO_PART_OTHER;
        else if (is_under_picture(page, i))
            block->form.role = RO_PART_CAPTION;
        else if (before_text && (within & RO_WITHIN_DECK) && block->form.kind != RO_BLOCK_HEADING)
            block->form.role = RO_PART_DECK;
        else if (is_linked_whole(block, within))
            block->form.role = RO_PART_RELATED_LINK;
        else {
            block->form.role = RO_ROLE_OPEN;
            if (is_running(block)) before_text = false;
        }
        if (within & RO_WITHIN_POST) block->form.kind = RO_BLOCK_POST;
        if ((within & RO_WITHIN_FOOTNOTE) && block->form.kind != RO_BLOCK_HEADING)
            block->form.kind = RO_BLOCK_FOOTNOTE;
    }
}

/* Where the page states nearly all of the text of the chosen element, or much that it
 * lacks, the smallest one that holds nearly all of that. */
static uint32_t stated_container(const chooser *c, uint32_t chosen) {
    const ro_page *page = c->page;
    uint32_t *stated = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)page->blocks.count + 1);
    if (!stated) return chosen;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        stated[i + 1] = stated[i] + (ro_block_is_stated(block) ? block->form.words : 0);
    }
    uint32_t all = stated[page->blocks.count], best = 0;
    const ro_page_node *node = &page->nodes.items[chosen];
    uint32_t here = stated[node->last_block] - stated[node->first_block];
    if (here * 5ull >= all * 4ull && here * 4ull < running_in(c, node) * 3ull) return chosen;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        node = &page->nodes.items[i];
        if ((stated[node->last_block] - stated[node->first_block]) * 20ull >= all * 19ull) best = i;
    }
    return best;
}

/* Where the page states nearly all of its text, what it does not state stands between the
 * paragraphs and behind them; lists, tables, quotations and subheads are often left out
 * of the statement. What it states is text, whatever the element around it is called. */
static void heed_statement(chooser *c, uint32_t container) {
    ro_page *page = c->page;
    uint32_t first = RO_NONE, last = 0, stated = 0, open = 0;
    const ro_page_node *node = &page->nodes.items[container];
    for (uint32_t i = node->first_block; i < node->last_block; i++) {
        ro_page_block *block = &page->blocks.items[i];
        bool said = ro_block_is_stated(block) && block->form.words >= LEAD_WORDS;
        if (said &&
            (block->form.role == RO_ROLE_LEFT_OUT || block->form.role == RO_PART_OTHER ||
             block->form.role == RO_PART_RELATED_LINK || block->form.role == RO_PART_PROMOTION))
            block->form.role = RO_ROLE_OPEN;
        if (block->form.role != RO_ROLE_OPEN || !is_running(block)) continue;
        open += block->form.words;
        if (!said) continue;
        stated += block->form.words;
        if (first == RO_NONE) first = i;
        last = i;
    }
    if (first == RO_NONE || stated * 5 < open * 4) return;
    for (uint32_t i = first; i < node->last_block; i++) {
        ro_page_block *block = &page->blocks.items[i];
        bool unsaid = block->stated >= 0 && block->stated < 0.2f;
        if (unsaid && block->form.role == RO_ROLE_OPEN &&
            (i > last || block->form.kind == RO_BLOCK_PARAGRAPH))
            block->form.role = RO_PART_OTHER;
    }
}

/* What such a page states of its text are single entries. */
static bool says_live(const ro_page *page) {
    for (uint32_t i = 0; i < page->scripts.count; i++) {
        ro_str text = ro_html_content(&page->html, page->arena, page->scripts.items[i]);
        if (ro_str_find(text, RO_STR("LiveBlogPosting\"")) != SIZE_MAX) return true;
    }
    for (uint32_t i = 0; i < page->nodes.count; i++)
        if (page->nodes.items[i].tag != RO_TAG_TEXT &&
            ro_str_ends(ro_page_attribute(page, page->nodes.items[i].dom, "itemtype"),
                        RO_STR("LiveBlogPosting")))
            return true;
    return false;
}

ro_status ro_page_choose(ro_page *page, ro_error *error) {
    chooser c = {.page = page};
    c.votes = RO_ARENA_ARRAY(page->arena, double, page->nodes.count);
    c.running = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)page->blocks.count + 1);
    c.headlines = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)page->nodes.count + 1);
    if (!c.votes || !c.running || !c.headlines) return ro_fail_nomem(error);
    for (uint32_t i = 0; i < page->nodes.count; i++)
        c.headlines[i + 1] = c.headlines[i] + (page->nodes.items[i].tag == RO_TAG_H1);
    count_running(&c, false);
    forgive_junk(&c);
    count_running(&c, true);
    relax(&c);
    vote(&c);
    uint32_t container = claimed(&c, false);
    if (container == RO_NONE) container = claimed(&c, true);
    if (container == RO_NONE) {
        container = voted(&c);
        if (container != RO_NONE) container = climb(&c, container);
    }
    page->live = says_live(page);
    if (page->live && container != RO_NONE) container = climb(&c, container);
    if (!page->live && !ro_page_read_stated(page)) return ro_fail_nomem(error);
    if (container == RO_NONE) container = 0;
    if (page->stated) container = stated_container(&c, container);
    choose_blocks(&c, container);
    if (!ro_page_leave_teasers(page, container)) return ro_fail_nomem(error);
    if (page->stated) heed_statement(&c, container);
    choose_lead(&c, &page->nodes.items[container]);
    return RO_OK;
}
