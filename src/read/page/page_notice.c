/* SPDX-License-Identifier: Apache-2.0 */
/* What a page says of itself in place of an article: that nothing is at its address, that a script
 * must fill it, that who asks must first show to be human, agree to cookies, or pay.
 *
 * Nearly every page has some of these lines somewhere, a banner or a template that a script shows.
 * So they count only where the page gives next to nothing beside them. */
#include "read/page/page.h"

enum {
    NOTICE_WORDS = 60,   /* of the longest paragraph that is one: longer ones tell about them */
    WALL_WORDS = 40,     /* of one at which the text ends */
    FEW_WORDS = 25,      /* of running text: less is no article, as in page_body.c */
    LIST_WORDS = 60,     /* of what a page that only checks its reader may say besides */
    MISSING_WORDS = 200, /* of what a page headed "Page not found" may offer in its place */
    NO_WORDS = 10        /* on all of a page whose text is yet to come */
};

/* Words of running text that a block adds to an article; a title is none, a notice neither. */
static uint32_t own_words(const ro_page_block *block) {
    bool text = (block->form.role == RO_ROLE_OPEN || block->form.role == RO_PART_DECK) &&
                block->form.kind != RO_BLOCK_HEADING && !block->notice;
    return text && ro_block_is_solid(&block->form) ? block->form.words : 0;
}

/* Behind a wall stand offers and other reports. Where more text follows than stood before, it is
 * an offer between two paragraphs, which a script may have made a wall of. */
static void end_at_wall(ro_page *page) {
    uint32_t wall = RO_NONE, before = 0, behind = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        bool asks = block->notice == RO_NOTICE_WALL && block->form.words <= WALL_WORDS &&
                    block->form.role != RO_ROLE_LEFT_OUT;
        if (asks && wall == RO_NONE) wall = i;
        *(wall == RO_NONE ? &before : &behind) += own_words(block);
    }
    if (wall == RO_NONE || behind >= before) return;
    page->ends_at_wall = true;
    for (uint32_t i = wall; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        if (block->form.role == RO_ROLE_OPEN) block->form.role = RO_PART_OTHER;
    }
}

void ro_page_find_notices(ro_page *page) {
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        if (block->form.words == 0 || block->form.words > NOTICE_WORDS) continue;
        block->notice =
            (uint8_t)ro_find_notice(page->rules, ro_str_span(page->text.data, block->span));
    }
}

void ro_page_set_notices_apart(ro_page *page) {
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        if (block->form.role != RO_ROLE_OPEN) continue;
        if (block->notice == RO_NOTICE_CONSENT) block->form.role = RO_PART_OTHER;
        if (block->notice == RO_NOTICE_WALL) block->form.role = RO_PART_PROMOTION;
    }
    end_at_wall(page);
}

/* The title, without the name of the outlet behind or before it. */
static ro_notice_kind notice_of_title(const ro_page *page) {
    static const char *const joints[] = {
        " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " :: ", ": "};
    ro_str title = ro_str_trim(ro_page_title_text(page));
    ro_notice_kind found = ro_find_notice(page->rules, title);
    for (size_t i = 0; i < sizeof joints / sizeof *joints && !found; i++) {
        ro_str joint = ro_str_of(joints[i]);
        size_t at = ro_str_find(title, joint);
        if (at == SIZE_MAX) continue;
        ro_str behind = {title.p + at + joint.n, title.n - at - joint.n};
        found = ro_find_notice(page->rules, (ro_str){title.p, at});
        if (!found) found = ro_find_notice(page->rules, behind);
    }
    return found;
}

typedef struct census {
    uint32_t own;    /* words of running text of the article */
    uint32_t chosen; /* words of any form that stand in its place, but headings and links */
    uint32_t words;  /* of all of the page */
    uint32_t apart;  /* of own, what does not stand between two notices of consent */
    bool said[RO_NOTICE_KINDS]; /* by a paragraph */
    bool consent;               /* a notice of it stands where the article should */
    bool headed;                /* a heading says that nothing is here */
    bool script_shown;          /* all readers see that a script is asked for */
} census;

/* There, comments ask for a script, too, under many a picture that has but a line of words. */
static bool is_in_noscript(const ro_page *page, uint32_t node) {
    enum { LEVELS = 8 }; /* between a paragraph and what is around it */
    for (unsigned i = 0; i < LEVELS && node != RO_NONE; i++, node = page->nodes.items[node].parent)
        if (page->nodes.items[node].tag == RO_TAG_NOSCRIPT) return true;
    return false;
}

static census take_census(const ro_page *page) {
    census c = {0};
    uint32_t since = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        bool heading = block->form.kind == RO_BLOCK_HEADING;
        bool consent =
            block->notice == RO_NOTICE_CONSENT || block->notice == RO_NOTICE_CONSENT_WORD;
        bool open = block->form.role == RO_ROLE_OPEN && !block->notice;
        c.words += block->form.words;
        c.said[block->notice] = true;
        c.script_shown = c.script_shown ||
                         (block->notice == RO_NOTICE_SCRIPT && !is_in_noscript(page, block->node));
        c.headed = c.headed || (heading && block->notice == RO_NOTICE_MISSING);
        c.chosen += open && !heading && !block->form.linked ? block->form.words : 0;
        c.own += own_words(block);
        since += own_words(block);
        if (!consent || block->form.role == RO_ROLE_LEFT_OUT) continue;
        if (!c.consent || since > NOTICE_WORDS) c.apart += since;
        c.consent = true;
        since = 0;
    }
    c.apart += since;
    return c;
}

ro_notice_kind ro_page_refusal(const ro_page *page) {
    ro_notice_kind title = notice_of_title(page);
    census c = take_census(page);
    bool article = ro_page_says_article(page);
    if ((c.said[RO_NOTICE_CHECK] || title == RO_NOTICE_CHECK) &&
        c.own < (title == RO_NOTICE_CHECK ? LIST_WORDS : FEW_WORDS))
        return RO_NOTICE_CHECK;
    bool missing = title == RO_NOTICE_MISSING || c.headed || (page->kinds & RO_PAGE_MISSING);
    if ((missing && !article && c.own < MISSING_WORDS) ||
        (c.said[RO_NOTICE_MISSING] && c.own < FEW_WORDS && c.chosen < LIST_WORDS))
        return RO_NOTICE_MISSING;
    if ((c.consent && c.apart < FEW_WORDS) || (title == RO_NOTICE_CONSENT && c.own < MISSING_WORDS))
        return RO_NOTICE_CONSENT;
    if (c.own > 0 || c.chosen >= FEW_WORDS) return RO_NOTICE_NONE;
    if (c.script_shown || (c.said[RO_NOTICE_SCRIPT] && c.chosen == 0) ||
        (page->other_scripts && c.words < NO_WORDS) || (page->kinds & RO_PAGE_SCRIPT))
        return RO_NOTICE_SCRIPT;
    if (c.said[RO_NOTICE_WALL]) return RO_NOTICE_WALL;
    return c.said[RO_NOTICE_CONSENT] ? RO_NOTICE_CONSENT : RO_NOTICE_NONE;
}
