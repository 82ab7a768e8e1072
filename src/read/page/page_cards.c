/* SPDX-License-Identifier: Apache-2.0 */
/* The list of a section, an author or a search: a page of cards, each with the linked
 * headline of another page and at most a few words of it. It has no text of its own, and
 * the days on it are those of what it lists. */
#include "base/hash.h"
#include "read/page/page.h"

enum {
    FEWEST_CARDS = 4,   /* three links to other reports stand below many an article */
    MOST_BLOCKS = 6,    /* of a card */
    MOST_WORDS = 60,    /* of its summary */
    HEADLINE_WORDS = 3, /* at least */
    OWN_SHARE = 6       /* one in so many words of the page may stand beside cards */
};

/* Headlines, words, and words of running text, of the blocks before that count; one more
 * than blocks. */
typedef struct sums {
    uint32_t headlines, words, running;
} sums;

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

/* A line that is nothing but a link. */
static bool is_linked_line(const ro_page_block *block) {
    return counts(block) && block->form.linked && block->form.words >= HEADLINE_WORDS;
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

static sums *sum_up(const ro_page *page) {
    sums *all = RO_ARENA_ARRAY(page->arena, sums, (size_t)page->blocks.count + 1);
    uint64_t *hashes = RO_ARENA_ARRAY(page->arena, uint64_t, page->blocks.count);
    uint32_t count = 0;
    if (!all || !hashes) return NULL;
    for (uint32_t i = 0; i < page->blocks.count; i++)
        if (is_linked_line(&page->blocks.items[i]))
            hashes[count++] = hash_of(page, &page->blocks.items[i]);
    ro_sort(hashes, count, sizeof *hashes, by_value);
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        all[i + 1] = all[i];
        all[i + 1].headlines +=
            is_linked_line(block) && stands_once(hashes, count, hash_of(page, block));
        if (!counts(block)) continue;
        all[i + 1].words += block->form.words;
        all[i + 1].running += ro_block_is_solid(&block->form) ? block->form.words : 0;
    }
    return all;
}

/* Whether the page says of itself that it is an article. Source: ogp.me */
static bool says_article(const ro_page *page) {
    for (uint32_t i = 0; i < page->metas.count; i++)
        if (ro_str_same(ro_page_attribute(page, page->metas.items[i], "property"),
                        RO_STR("og:type")) &&
            ro_str_same(ro_page_attribute(page, page->metas.items[i], "content"),
                        RO_STR("article")))
            return true;
    return page->stated;
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
        bool heading = block->form.kind == RO_BLOCK_HEADING || is_linked_line(block);
        if (heading && counts(block) && block->form.words >= HEADLINE_WORDS &&
            ro_str_find(title, ro_str_span(page->text.data, block->span)) != SIZE_MAX)
            return true;
    }
    return false;
}

uint32_t ro_page_cards(const ro_page *page) {
    bool live = page->live || page->entry_count;
    const sums *all = live || says_article(page) ? NULL : sum_up(page);
    uint32_t cards = 0, words = 0, running = 0;
    if (!all) return 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_node *card =
            all[i + 1].headlines > all[i].headlines ? card_of(page, all, i) : NULL;
        if (!card) continue;
        sums from = all[card->first_block], to = all[card->last_block];
        if (card->last_block - card->first_block > MOST_BLOCKS ||
            to.words - from.words > MOST_WORDS + page->blocks.items[i].form.words)
            continue;
        words += to.words - from.words;
        running += to.running - from.running;
        cards++;
    }
    sums sum = all[page->blocks.count];
    if (cards < FEWEST_CARDS || (sum.words - words) * OWN_SHARE > words) return 0;
    return sum.running > running && is_titled(page, ro_page_title_text(page)) ? 0 : cards;
}
