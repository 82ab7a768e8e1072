/* SPDX-License-Identifier: Apache-2.0 */
/* The roles of paragraphs, by what they are in the order of certainty: phrases and
 * credits, the place before, in or behind the running text, form, and cohesion. */
#include "base/error.h"
#include "base/hash.h"
#include "read/cohesion.h"
#include "read/credits.h"
#include "read/dates.h"
#include "read/draft.h"

enum {
    PHRASE_WORDS = 60,  /* a longer paragraph is no boilerplate phrase */
    TITLE_WORDS = 30,   /* of the longest headline */
    HEADLINE_WORDS = 5, /* of the shortest headline of another report */
    SUBHEAD_WORDS = 10, /* of the longest subhead that plain text can show */
    LABEL_WORDS = 8,    /* of the longest line that only says what follows */
    LEAD_DISTANCE = 4   /* blocks between a deck and the lead that repeats it */
};

typedef struct sorter {
    const ro_read_rules *rules;
    ro_record *record;
    ro_draft *draft;
    uint32_t first_solid, last_solid; /* RO_NONE where nothing is running text */
} sorter;

static ro_str words_of(const sorter *s, const ro_block *block) {
    return ro_str_span(s->draft->text, block->span);
}

static bool is_open(const ro_block *block) {
    return block->role == RO_ROLE_OPEN;
}

static void sort_phrases(sorter *s) {
    for (uint32_t i = 0; i < s->draft->blocks.count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (!is_open(block) || block->words > PHRASE_WORDS) continue;
        ro_str text = words_of(s, block);
        ro_part_role role;
        if (ro_phrase_role(s->rules, text, &role)) {
            block->role = (uint8_t)role;
            if (role == RO_PART_CREDIT || role == RO_PART_COPYRIGHT)
                ro_record_credit(s->rules, s->record, text);
        } else if (block->kind != RO_BLOCK_HEADING && ro_is_credit(s->rules, s->record, text)) {
            block->role = RO_PART_CREDIT;
        }
    }
}

/* On a page, a short paragraph that is nothing but a link leads elsewhere. */
static void sort_links(sorter *s) {
    for (uint32_t i = 0; i < s->draft->blocks.count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (is_open(block) && block->linked && block->words <= TITLE_WORDS && !block->stop &&
            block->kind != RO_BLOCK_HEADING)
            block->role = RO_PART_RELATED_LINK;
    }
}

static void find_running_text(sorter *s) {
    s->first_solid = s->last_solid = RO_NONE;
    for (uint32_t i = 0; i < s->draft->blocks.count; i++) {
        const ro_block *block = &s->draft->blocks.items[i];
        if (!is_open(block) || !ro_block_is_solid(block)) continue;
        if (s->first_solid == RO_NONE) s->first_solid = i;
        s->last_solid = i;
    }
}

/* The words of a paragraph without its slug, as one number. */
static uint64_t fingerprint(const sorter *s, const ro_block *block) {
    ro_str text = words_of(s, block);
    size_t lead = ro_find_lead(s->rules, NULL, text).length;
    uint64_t hash = 0;
    for (size_t i = lead; i + block->tail < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (ro_is_alpha(c) || ro_is_digit(c) || c >= 0x80)
            hash = (hash ^ (uint64_t)(unsigned char)ro_lower((char)c)) * 0x100000001B3u;
    }
    return hash;
}

/* A lead told twice is a deck first, as agencies' terminals send it; any other
 * paragraph told twice is said once. */
static bool sort_repeated(sorter *s) {
    uint32_t count = s->draft->blocks.count, capacity = 16;
    while (capacity < 2 * (uint64_t)count && capacity < (UINT32_C(1) << 30)) capacity *= 2;
    uint32_t *slots = RO_ARENA_ARRAY(&s->record->scratch, uint32_t, capacity);
    uint64_t *prints = RO_ARENA_ARRAY(&s->record->scratch, uint64_t, count);
    if (!slots || !prints) return false;
    for (uint32_t i = 0; i < count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (!is_open(block) || block->words < HEADLINE_WORDS) continue;
        prints[i] = fingerprint(s, block);
        uint32_t at = (uint32_t)ro_hash_mix(prints[i], 0) & (capacity - 1);
        while (slots[at] && prints[slots[at] - 1] != prints[i]) at = (at + 1) & (capacity - 1);
        if (slots[at] == 0) {
            slots[at] = i + 1;
            continue;
        }
        uint32_t first = slots[at] - 1;
        bool lead = first <= s->first_solid && i - first <= LEAD_DISTANCE;
        if (lead && is_open(&s->draft->blocks.items[first]))
            s->draft->blocks.items[first].role = RO_PART_DECK;
        else if (!s->draft->has_layout)
            block->role = RO_PART_OTHER;
    }
    return true;
}

static bool is_date_line(const sorter *s, const ro_block *block, ro_date *date) {
    ro_span at;
    ro_str text = words_of(s, block);
    return block->words <= 14 && ro_find_date(s->rules, text, RO_MONTH_FIRST, date, &at) &&
           !block->stop;
}

/* Whether a block says the title that the page states, but for marks and case. */
static bool is_title(const sorter *s, const ro_block *block) {
    ro_str a = words_of(s, block), b = ro_str_of(s->record->article->meta.title);
    size_t i = 0, k = 0;
    while (i < a.n || k < b.n) {
        bool skip_a = i < a.n && (unsigned char)a.p[i] < 0x80 &&
                      !ro_is_alpha((unsigned char)a.p[i]) && !ro_is_digit((unsigned char)a.p[i]);
        bool skip_b = k < b.n && (unsigned char)b.p[k] < 0x80 &&
                      !ro_is_alpha((unsigned char)b.p[k]) && !ro_is_digit((unsigned char)b.p[k]);
        if (skip_a || skip_b) {
            i += skip_a;
            k += skip_b;
            continue;
        }
        if (i == a.n || k == b.n || ro_lower(a.p[i]) != ro_lower(b.p[k])) return false;
        i++;
        k++;
    }
    return b.n > 0;
}

/* Before the running text: headline, deck, date; what else stands there is other. */
static void sort_head(sorter *s) {
    uint32_t end = s->first_solid == RO_NONE ? s->draft->blocks.count : s->first_solid;
    ro_metadata *meta = &s->record->article->meta;
    bool titled = meta->title != NULL && s->draft->has_layout;
    for (uint32_t i = 0; i < end; i++)
        if (is_open(&s->draft->blocks.items[i]) && is_title(s, &s->draft->blocks.items[i]))
            s->draft->blocks.items[i].role = RO_PART_TITLE;
    for (uint32_t i = 0; i < end; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (block->role == RO_PART_TITLE) titled = true;
        if (!is_open(block)) continue;
        ro_date date;
        ro_str text = words_of(s, block);
        if (is_date_line(s, block, &date)) {
            if (!meta->published.from) meta->published = (ro_stamp){date, "text"};
            block->role = RO_PART_OTHER;
        } else if (!titled && s->first_solid != RO_NONE && block->words >= 3 &&
                   block->words <= TITLE_WORDS && (!block->stop || block->question) &&
                   !block->colon && !block->linked) {
            titled = true;
            block->role = RO_PART_TITLE;
            if (!meta->title) ro_record_set(s->record, &meta->title, text);
        } else if (s->draft->has_layout && block->kind != RO_BLOCK_HEADING) {
            continue; /* chosen as text of the article */
        } else if (titled && block->words >= HEADLINE_WORDS && s->first_solid != RO_NONE &&
                   !block->linked && block->kind != RO_BLOCK_ITEM) {
            block->role = RO_PART_DECK;
        } else if (s->first_solid != RO_NONE && !s->draft->has_layout) {
            block->role = block->stop ? RO_PART_BODY : RO_PART_OTHER;
        }
    }
}

/* A line that is no sentence: what headlines, labels and subheads look like. */
static bool is_loose(const ro_block *block) {
    if (!is_open(block) || block->kind == RO_BLOCK_ITEM || block->kind == RO_BLOCK_QUOTATION ||
        block->kind == RO_BLOCK_CELL || block->kind == RO_BLOCK_CAPTION)
        return false;
    return (!block->stop || (block->question && block->words <= 15)) && !block->colon &&
           !ro_block_is_solid(block);
}

static bool begins_as_item(ro_str text) {
    static const char *const bullets[] = {
        "- ", "* ", "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93 ", "\xE2\x97\x8F", "\xE2\x96\xAA"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (ro_str_starts(text, ro_str_of(bullets[i]))) return true;
    size_t digits = 0;
    while (digits < text.n && ro_is_digit((unsigned char)text.p[digits])) digits++;
    return digits > 0 && digits < 3 && digits < text.n &&
           (text.p[digits] == '.' || text.p[digits] == ')');
}

/* One loose line between paragraphs: a subhead where it is short and speaks of what
 * the text speaks of, else the headline of another report. */
static ro_part_role role_of_line(const sorter *s, const ro_cohesion *cohesion,
                                 const ro_block *block) {
    if (block->linked) return RO_PART_RELATED_LINK;
    if (block->kind == RO_BLOCK_HEADING) return RO_PART_SUBHEAD;
    double share = ro_cohesion_share(cohesion, s->rules, s->draft, block);
    if (block->words < HEADLINE_WORDS) return share > 0 ? RO_PART_SUBHEAD : RO_PART_OTHER;
    if (block->words <= SUBHEAD_WORDS && share >= 0.5) return RO_PART_SUBHEAD;
    return RO_PART_RELATED_LINK;
}

/* Between paragraphs: two or more headlines in a row lead elsewhere. */
static void sort_middle(sorter *s, const ro_cohesion *cohesion) {
    ro_block *blocks = s->draft->blocks.items;
    for (uint32_t i = s->first_solid; i < s->last_solid;) {
        if (!is_loose(&blocks[i]) || begins_as_item(words_of(s, &blocks[i]))) {
            i++;
            continue;
        }
        uint32_t end = i, headlines = 0;
        while (end < s->last_solid && is_loose(&blocks[end]) &&
               !begins_as_item(words_of(s, &blocks[end])))
            headlines += blocks[end++].words >= HEADLINE_WORDS;
        bool list_follows = i > 0 && blocks[i - 1].colon;
        for (uint32_t k = i; k < end; k++) {
            ro_block *block = &blocks[k];
            bool heading = block->kind == RO_BLOCK_HEADING && !block->linked;
            if (list_follows && !block->linked)
                block->role = RO_PART_BODY;
            else if (headlines >= 2 && end - i >= 2 && !heading && !s->draft->has_layout)
                block->role = RO_PART_RELATED_LINK;
            else if (s->draft->has_layout && !heading && !block->linked)
                block->role = RO_PART_BODY;
            else
                block->role = (uint8_t)role_of_line(s, cohesion, block);
        }
        i = end;
    }
}

/* "Read also", "Weitere Themen": a line over links or promotions is one of them,
 * whatever its words. */
static void sort_labels(sorter *s) {
    ro_block *blocks = s->draft->blocks.items;
    for (uint32_t i = s->draft->blocks.count; i-- > 1;) {
        ro_block *label = &blocks[i - 1];
        bool leads_away =
            blocks[i].role == RO_PART_RELATED_LINK || blocks[i].role == RO_PART_PROMOTION;
        bool short_line = label->words <= LABEL_WORDS && (!label->stop || label->question);
        if (leads_away && short_line && is_open(label) && label->kind != RO_BLOCK_ITEM &&
            label->kind != RO_BLOCK_QUOTATION && label->kind != RO_BLOCK_CELL)
            label->role = blocks[i].role;
    }
}

/* Behind the running text nothing belongs to it but lists and quotations. */
static void sort_tail(sorter *s) {
    for (uint32_t i = s->last_solid + 1; i < s->draft->blocks.count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (!is_loose(block) || begins_as_item(words_of(s, block))) continue;
        bool label = block->kind == RO_BLOCK_HEADING || block->words <= LABEL_WORDS;
        if (s->draft->has_layout && !block->linked && !label) continue;
        bool headline = block->words >= HEADLINE_WORDS;
        block->role = headline ? RO_PART_RELATED_LINK : RO_PART_OTHER;
    }
}

static bool push_part(sorter *s, uint32_t start, uint32_t end, ro_part_role role) {
    ro_span span = ro_span_trim(s->draft->text, (ro_span){start, end});
    if (span.end <= span.start) return true;
    return RO_APPEND(&s->record->article->arena, &s->record->article->parts,
                     ((ro_part){span, role}));
}

/* A body paragraph gives up its dateline and its credit. */
static bool push_block(sorter *s, const ro_block *block) {
    ro_span span = block->span;
    if (block->role != RO_PART_BODY && block->role != RO_PART_DECK)
        return push_part(s, span.start, span.end, (ro_part_role)block->role);
    ro_str text = words_of(s, block);
    ro_lead lead = ro_find_lead(s->rules, s->record, text);
    ro_str rest = {text.p + lead.length, text.n - lead.length};
    if (block->tail) ro_find_tail(s->rules, s->record, rest);
    uint32_t body = span.start + (uint32_t)lead.length, end = span.end - block->tail;
    return push_part(s, span.start, body, lead.role) &&
           push_part(s, body, end, (ro_part_role)block->role) &&
           push_part(s, end, span.end, RO_PART_CREDIT);
}

ro_status ro_draft_parts(const ro_read_rules *rules, ro_record *record, ro_draft *draft,
                         ro_error *error) {
    sorter s = {.rules = rules, .record = record, .draft = draft};
    ro_cohesion cohesion;
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i];
        block->tail = (uint32_t)ro_find_tail(rules, NULL, ro_str_span(draft->text, block->span));
    }
    ro_draft_measure(draft);
    sort_phrases(&s);
    sort_links(&s);
    if (draft->has_layout) sort_labels(&s);
    find_running_text(&s);
    if (!sort_repeated(&s)) return ro_fail_nomem(error);
    sort_head(&s);
    if (!ro_cohesion_build(&record->scratch, rules, draft, &cohesion)) return ro_fail_nomem(error);
    if (s.first_solid != RO_NONE) {
        sort_middle(&s, &cohesion);
        sort_tail(&s);
    }
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i];
        if (is_open(block)) block->role = RO_PART_BODY;
        if (!push_block(&s, block)) return ro_fail_nomem(error);
    }
    return record->article->arena.oom ? ro_fail_nomem(error) : RO_OK;
}
