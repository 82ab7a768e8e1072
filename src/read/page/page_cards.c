/* SPDX-License-Identifier: Apache-2.0 */
/* The list of a section, an author or a search: a page of cards, each with the linked
 * headline of another page and at most a few words of it. It has no text of its own, and
 * the days on it are those of what it lists. */
#include "base/hash.h"
#include "read/page/page.h"
#include "read/parts/dates.h"

enum {
    FEWEST_CARDS = 4,   /* three links to other reports stand below many an article */
    MOST_BLOCKS = 6,    /* of a card */
    MOST_WORDS = 60,    /* of its summary */
    HEADLINE_WORDS = 3, /* at least */
    LINE_WORDS = 25,    /* of the longest headline with its time */
    DATE_WORDS = 6,     /* of the longest day: "Donnerstag, den 31. Mai 2012" */
    OWN_RUNNING = 100, /* words of running text beside cards: longer than most words on an author */
    OWN_SHARE = 6,     /* one in so many words of the page may stand beside cards */
    /* A heading and the lines of an outlet weigh more on a short list, where no text is. */
    MANY_CARDS = 5,
    PLAIN_WORDS = 8,  /* of the shortest line of it, however it ends: not every script has a stop */
    LITTLE_TEXT = 20, /* words: a sentence on what is listed */
    OWN_SHARE_MANY = 2,
    /* The same of a page that says that it is a list, or whose cards each offer to read on. */
    FEWEST_SAID = 3,
    MOST_WORDS_SAID = 400, /* of the excerpt or whole post below a headline */
    MOST_BLOCKS_SAID = 40,
    OWN_SHARE_SAID = 1
};

/* Headlines, words, and words of running text and of lines without a link, of the blocks before
 * that count; one more than blocks. */
typedef struct sums {
    uint32_t headlines, words, running, plain;
} sums;

/* What is known of a page as a list. */
typedef struct list {
    sums *sums;
    uint32_t offers; /* headings behind which a link offers to read on */
    bool said;       /* the page says so, or offers to read on again and again */
} list;

static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static uint64_t hash_of(const ro_page *page, const ro_page_block *block) {
    ro_str text = ro_str_span(page->text.data, block->span);
    return ro_hash(text.p, text.n);
}

/* Whether a block counts: it was chosen, or may have been. Of several cards that each say
 * to be an article, one is chosen. */
static bool counts(const ro_page_block *block) {
    return block->form.role != RO_ROLE_LEFT_OUT ||
           !(block->within & (RO_WITHIN_ANY_JUNK | RO_WITHIN_ASIDE));
}

/* A line that is nothing but a link, perhaps with its time, and no address or day. A heading may
 * have two words. */
static bool is_linked_line(const ro_page *page, const ro_page_block *block) {
    bool heading = block->form.kind == RO_BLOCK_HEADING;
    bool linked = block->form.linked || (block->linked * 3 >= block->letters * 2 &&
                                         !block->form.stop && block->form.words <= LINE_WORDS);
    if (!counts(block) || !linked || block->form.words + heading < HEADLINE_WORDS) return false;
    ro_str text = ro_str_span(page->text.data, block->span);
    ro_date date;
    return ro_str_find(text, RO_STR("://")) == SIZE_MAX &&
           (block->form.words > DATE_WORDS ||
            !ro_find_date(page->rules, text, RO_DAY_FIRST, &date, NULL));
}

/* Whether @p hash stands once among those in order; "Continue reading" does not. */
static bool stands_once(const uint64_t *hashes, uint32_t count, uint64_t hash) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1 >= count || hashes[low + 1] != hash;
}

/* Which blocks are headlines of other pages: linked lines that stand once, and headings behind
 * which a link offers to read on. NULL: no memory. */
static bool *find_headlines(const ro_page *page, list *l) {
    uint32_t count = 0;
    uint64_t *hashes = RO_ARENA_ARRAY(page->arena, uint64_t, page->blocks.count);
    bool *is_headline = RO_ARENA_ARRAY(page->arena, bool, page->blocks.count);
    if (!hashes || !is_headline) return NULL;
    for (uint32_t i = 0; i < page->blocks.count; i++)
        if (is_linked_line(page, &page->blocks.items[i]))
            hashes[count++] = hash_of(page, &page->blocks.items[i]);
    ro_sort(hashes, count, sizeof *hashes, by_value);
    bool offered = false;
    for (uint32_t i = page->blocks.count; i-- > 0;) {
        const ro_page_block *block = &page->blocks.items[i];
        bool heading = block->form.kind == RO_BLOCK_HEADING && block->form.words > 1;
        bool linked = is_linked_line(page, block);
        is_headline[i] = linked ? stands_once(hashes, count, hash_of(page, block))
                                : heading && counts(block) && offered;
        l->offers += heading && offered;
        if (heading) offered = false;
        if (block->notice == RO_NOTICE_MORE && counts(block) && block->form.linked) offered = true;
    }
    return is_headline;
}

static bool sum_up(const ro_page *page, list *l) {
    const bool *is_headline = find_headlines(page, l);
    l->sums = RO_ARENA_ARRAY(page->arena, sums, (size_t)page->blocks.count + 1);
    if (!is_headline || !l->sums) return false;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        sums *next = &l->sums[i + 1];
        *next = l->sums[i];
        next->headlines += is_headline[i];
        if (!counts(block)) continue;
        next->words += block->form.words;
        next->running += ro_block_is_solid(&block->form) ? block->form.words : 0;
        bool plain = !block->linked && block->form.words >= PLAIN_WORDS;
        next->plain += plain ? block->form.words : 0;
    }
    l->said = (page->kinds & RO_PAGE_LIST) || l->offers >= FEWEST_SAID;
    return true;
}

/* The largest element around a headline that holds no other. */
static const ro_page_node *card_of(const ro_page *page, const sums *all, uint32_t block) {
    const ro_page_node *nodes = page->nodes.items, *card = NULL;
    for (uint32_t at = page->blocks.items[block].node; at != RO_NONE; at = nodes[at].parent) {
        const ro_page_node *node = &nodes[at];
        if (all[node->last_block].headlines - all[node->first_block].headlines != 1) break;
        card = node;
    }
    return card;
}

/* Whether the headline of one article is the page's title. */
static bool is_titled(const ro_page *page, ro_str title) {
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        bool heading = block->form.kind == RO_BLOCK_HEADING || is_linked_line(page, block);
        if (heading && counts(block) && block->form.words >= HEADLINE_WORDS &&
            ro_str_find(title, ro_str_span(page->text.data, block->span)) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool is_card(const list *l, const ro_page_node *node, const ro_page_block *headline) {
    uint32_t words = l->sums[node->last_block].words - l->sums[node->first_block].words;
    uint32_t most = headline->form.words + (l->said ? MOST_WORDS_SAID : MOST_WORDS);
    return node->last_block - node->first_block <= (l->said ? MOST_BLOCKS_SAID : MOST_BLOCKS) &&
           words <= most;
}

uint32_t ro_page_cards(const ro_page *page) {
    list l = {0};
    if (page->live || page->entry_count || ro_page_says_article(page) || !sum_up(page, &l))
        return 0;
    uint32_t cards = 0, words = 0, running = 0, plain = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        bool headline = l.sums[i + 1].headlines > l.sums[i].headlines;
        const ro_page_node *card = headline ? card_of(page, l.sums, i) : NULL;
        if (!card || !is_card(&l, card, &page->blocks.items[i])) continue;
        words += l.sums[card->last_block].words - l.sums[card->first_block].words;
        running += l.sums[card->last_block].running - l.sums[card->first_block].running;
        plain += l.sums[card->last_block].plain - l.sums[card->first_block].plain;
        cards++;
    }
    sums sum = l.sums[page->blocks.count];
    uint32_t own = sum.words - words, own_running = sum.running - running;
    if (cards < (l.said ? FEWEST_SAID : FEWEST_CARDS)) return 0;
    if (own_running > OWN_RUNNING) return 0;
    bool many = cards >= MANY_CARDS && sum.plain - plain < LITTLE_TEXT;
    uint32_t share = l.said ? OWN_SHARE_SAID : many ? OWN_SHARE_MANY : OWN_SHARE;
    if (own * share > words) return 0;
    bool titled =
        own_running > (l.said ? MOST_WORDS : 0) && is_titled(page, ro_page_title_text(page));
    return titled ? 0 : cards;
}
