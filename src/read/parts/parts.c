/* SPDX-License-Identifier: Apache-2.0 */
/* The roles of paragraphs, by what they are in the order of certainty: phrases and
 * credits, the place before, in or behind the running text, form, and cohesion. */
#include "base/error.h"
#include "base/hash.h"
#include "read/bytes/language.h"
#include "read/parts/biographies.h"
#include "read/parts/bylines.h"
#include "read/parts/cohesion.h"
#include "read/parts/credits.h"
#include "read/parts/dates.h"
#include "read/parts/draft.h"
#include "read/parts/galleries.h"
#include "read/parts/line_kind.h"
#include "read/parts/posts.h"
#include "read/parts/run_in.h"

enum {
    PHRASE_WORDS = 60,  /* a longer paragraph is no boilerplate phrase */
    TITLE_WORDS = 30,   /* of the longest headline */
    HEADLINE_WORDS = 5, /* of the shortest headline of another report */
    SUBHEAD_WORDS = 10, /* of the longest subhead that plain text can show */
    CREDIT_LABEL_WORDS = 2,
    LABEL_WORDS = 8,     /* of the longest line that only says what follows */
    LEAD_DISTANCE = 4,   /* blocks between a deck and the lead that repeats it */
    REPEATED_WORDS = 12, /* of the shortest paragraph that nobody says twice: not a question */
    MOST_HEADLINES = 6,  /* in a row; more are a list */
    CAPS_WORDS = 6       /* of the shortest line in capitals that is no subhead */
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
        bool open = is_open(block) || block->role == RO_PART_DECK; /* by its place on a page */
        if (!open || block->words > PHRASE_WORDS) continue;
        ro_str text = words_of(s, block);
        ro_part_role role;
        if (ro_phrase_role(s->rules, text, &role)) {
            block->role = (uint8_t)role;
            if (role == RO_PART_CREDIT || role == RO_PART_COPYRIGHT)
                ro_record_credit(s->rules, s->record, text);
        } else if (block->kind != RO_BLOCK_HEADING && !ro_block_kind_is_cell(block->kind) &&
                   ro_is_credit(s->rules, s->record, text)) {
            block->role = RO_PART_CREDIT;
        } else if (ro_is_counter(text)) {
            block->role = RO_PART_CAPTION;
        } else if (block->words <= 3 && block->kind == RO_BLOCK_PARAGRAPH &&
                   ro_lexicon_find(&s->rules->agencies, text) != RO_NONE) {
            block->role = RO_PART_CREDIT; /* under a picture */
        }
    }
}

/* "Photo:" and "Jane Doe" in two lines: what stands under the label of a credit is one. */
static void sort_labelled(sorter *s) {
    ro_block *blocks = s->draft->blocks.items;
    for (uint32_t i = 1; i < s->draft->blocks.count; i++) {
        const ro_block *label = &blocks[i - 1];
        bool credit = label->role == RO_PART_CAPTION || label->role == RO_PART_CREDIT;
        if (credit && label->colon && label->words <= CREDIT_LABEL_WORDS && is_open(&blocks[i]) &&
            blocks[i].words <= LABEL_WORDS && !blocks[i].stop && blocks[i].kind != RO_BLOCK_HEADING)
            blocks[i].role = label->role;
    }
}

/* How much must speak for a line not being of the article, in hundredths of a logit: less at
 * the ends of an article, where such lines gather; more where it may be a subhead or an answer.
 * Found on half of the outlets of bench/stream_lines.tsv and confirmed on the other. */
static int32_t enough_for_other(const sorter *s, uint32_t index) {
    enum { WITHIN = 0, AT_END = -200, SHORT = 200, FEW_WORDS = 3, HEAD = 2, FOOT = 2 };
    const ro_block *block = &s->draft->blocks.items[index];
    bool at_end = index < HEAD || index + FOOT >= s->draft->blocks.count;
    bool subhead = !at_end && block->words <= SUBHEAD_WORDS && !block->stop && !block->colon;
    if (block->words > 0 && (block->words <= FEW_WORDS || subhead)) return SHORT;
    return at_end ? AT_END : WITHIN;
}

/* A figure among short lines stands in a column, not between paragraphs. */
static bool is_in_column(const sorter *s, uint32_t index) {
    const ro_block *blocks = s->draft->blocks.items;
    ro_str text = words_of(s, &blocks[index]);
    bool figure = false;
    for (size_t i = 0; i < text.n; i++) {
        if (ro_is_alpha((unsigned char)text.p[i])) return false;
        figure = figure || ro_is_digit((unsigned char)text.p[i]);
    }
    bool above = index > 0 && blocks[index - 1].words <= LABEL_WORDS;
    bool below = index + 1 < s->draft->blocks.count && blocks[index + 1].words <= LABEL_WORDS;
    return figure && (above || below);
}

/* Lines that their words, form and place show to be an outlet's own, or captions. What stands
 * before a text without a title may be its title, deck and date, which look like such lines. */
static void sort_kinds(sorter *s, const ro_cohesion *cohesion) {
    ro_line_place line = {.draft = s->draft, .rules = s->rules, .cohesion = cohesion};
    uint32_t count = s->draft->blocks.count;
    if (s->draft->has_layout) return;
    if (!s->draft->language || strcmp(s->draft->language, "en") != 0) return;
    if (!s->record->article->meta.title)
        while (line.block < count && !ro_block_is_solid(&s->draft->blocks.items[line.block]))
            line.block++;
    for (; line.block < count; line.block++) {
        ro_block *block = &s->draft->blocks.items[line.block];
        if (is_open(block) && !block->entry && !is_in_column(s, line.block)) {
            ro_line_score score = ro_line_weigh(&line);
            if (score.other > enough_for_other(s, line.block))
                block->role = score.caption > 0 ? RO_PART_CAPTION : RO_PART_OTHER;
        }
        line.behind_other = !is_open(block);
    }
}

/* A cell may be a linked name, and a post may be nothing but links; not its "Report". */
static bool may_be_linked(const ro_block *block) {
    enum { FEW_WORDS = 3 };
    return block->row || (block->kind == RO_BLOCK_POST && block->words > FEW_WORDS);
}

/* On a page, a short paragraph that is nothing but a link leads elsewhere. */
static void sort_links(sorter *s) {
    for (uint32_t i = 0; i < s->draft->blocks.count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (is_open(block) && block->linked && block->words <= TITLE_WORDS && !block->stop &&
            block->kind != RO_BLOCK_HEADING && !may_be_linked(block))
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

/* An entry of a live blog has its own headline and may be a line without a stop: its
 * lines are neither head nor tail of the article, nor headlines of others. */
static void sort_entries(sorter *s) {
    for (uint32_t i = 0; i < s->draft->blocks.count; i++) {
        ro_block *block = &s->draft->blocks.items[i];
        if (!block->entry || !is_open(block)) continue;
        block->role = block->kind == RO_BLOCK_HEADING ? RO_PART_SUBHEAD : RO_PART_BODY;
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

/* A lead told twice is a deck first, as agencies' terminals send it; any other long
 * paragraph told twice in a row is said once. Interviews repeat their questions. */
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
        bool said_twice = ro_block_is_solid(block) && !block->question &&
                          block->words >= REPEATED_WORDS && i - first <= LEAD_DISTANCE;
        if (lead && is_open(&s->draft->blocks.items[first]))
            s->draft->blocks.items[first].role = RO_PART_DECK;
        else if (!s->draft->has_layout && said_twice)
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

/* Whether a heading is the title with a kicker before it, or with the outlet behind it. */
static bool frames_title(const ro_block *block, ro_str text, ro_str title) {
    if (block->kind != RO_BLOCK_HEADING || title.n == 0 || text.n <= title.n) return false;
    ro_str behind = ro_str_trim((ro_str){text.p + title.n, text.n - title.n});
    return ro_str_ends(text, title) ||
           (ro_str_starts(text, title) && !ro_code_is_word((unsigned char)behind.p[0]));
}

/* Whether a block says the title that the page states, but for marks and case. */
static bool is_title(const sorter *s, const ro_block *block) {
    ro_str a = words_of(s, block), b = ro_str_of(s->record->article->meta.title);
    size_t i = 0, k = 0;
    if (frames_title(block, a, b)) return true;
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

static void set_day(ro_stamp *stamp, const ro_date *date) {
    if (!stamp->from && date->precision != RO_PRECISION_NONE) *stamp = (ro_stamp){*date, "text"};
}

/* Before the running text: headline, deck, date; what else stands there is other. */
static void sort_head(sorter *s) {
    uint32_t end = s->first_solid == RO_NONE ? s->draft->blocks.count : s->first_solid;
    ro_metadata *meta = &s->record->article->meta;
    bool titled = meta->title != NULL;
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
            /* What the line leaves open is not guessed. */
            ro_days days = ro_find_days(s->rules, text, RO_DAY_ORDER_OPEN);
            set_day(&meta->published, &days.published);
            set_day(&meta->modified, &days.changed);
            ro_str behind = ro_behind_date(s->rules, text);
            bool credit = ro_opens_byline(s->rules, &s->record->scratch, behind);
            if (credit && !s->draft->has_layout) ro_record_byline(s->rules, s->record, behind);
            block->role = credit ? RO_PART_CREDIT : RO_PART_OTHER;
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

/* A line that goes on from the one before, or that its marks show to be the row of a
 * table, a footnote, the sender of a message, an aside. */
static bool is_marked(ro_str text) {
    static const char *const starts[] = {
        "\xE2\x80\x94", "\xE2\x80\x93", "-",   "[", "(", "|", "@", "#", "<",
        "\xE2\x80\xA6", "http",         "www."};
    static const char *const ends[] = {",", ";", "|", "\xE2\x80\x94", "-", ")"};
    if (text.n == 0 || ro_is_lower((unsigned char)text.p[0])) return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (ro_str_starts(text, ro_str_of(starts[i]))) return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ro_str_ends(text, ro_str_of(ends[i]))) return true;
    return ro_str_find(text, RO_STR("pic.twitter.com")) != SIZE_MAX;
}

/* A line that is no sentence: what headlines, labels and subheads look like. */
static bool is_loose(const sorter *s, const ro_block *block) {
    if (!s->draft->has_layout && is_marked(words_of(s, block))) return false;
    if (!is_open(block) || ro_block_kind_is_set(block->kind)) return false;
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

/* Whether most letters are capitals. */
static bool is_in_capitals(ro_str text) {
    uint32_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.n; i++) {
        upper += ro_is_upper((unsigned char)text.p[i]);
        lower += ro_is_lower((unsigned char)text.p[i]);
    }
    return upper > 4 * lower;
}

/* "… amid talks [VIDEO]" */
static bool ends_in_label(ro_str text) {
    size_t at = text.n && text.p[text.n - 1] == ']' ? text.n - 1 : 0;
    while (at > 0 && ro_is_upper((unsigned char)text.p[at - 1])) at--;
    return at > 1 && text.p[at - 1] == '[' && text.n - at > 3;
}

/* "Q: …", "June 9 – …", "flour, milk, eggs, salt": rows of lists that nothing marks. */
static bool is_row(ro_str text) {
    size_t digits = 0, word = 0, commas = 0;
    while (word < text.n && ro_is_alpha((unsigned char)text.p[word])) word++;
    if (word == 1 && word < text.n && text.p[1] == ':') return true;
    for (size_t i = 0; i < text.n; i++) {
        digits += ro_is_digit((unsigned char)text.p[i]);
        commas += text.p[i] == ',';
    }
    return commas >= 3 || digits * 8 > text.n || ro_str_find(text, RO_STR(" @ ")) != SIZE_MAX;
}

/* Whether a line looks like the headline of another report: by its form alone, or by its
 * words being strange to the text around, and something else: the case of headlines, or
 * a few such lines in a row. Many in a row are a list. */
static bool is_headline(const sorter *s, const ro_cohesion *cohesion, const ro_block *block,
                        uint32_t in_a_row) {
    ro_str text = words_of(s, block);
    if (block->words < HEADLINE_WORDS || in_a_row > MOST_HEADLINES) return false;
    if (ends_in_label(text)) return true;
    if (is_row(text) || block->capitals == 0) return false;
    double share = ro_cohesion_share(cohesion, s->rules, s->draft, block);
    if (block->words >= CAPS_WORDS && is_in_capitals(text)) return share <= 0.67;
    bool case_of_headlines =
        block->long_words >= 4 && block->capitals * 10 >= block->long_words * 8;
    return share <= 0.34 && (case_of_headlines || in_a_row >= 2);
}

/* One loose line between paragraphs: a link elsewhere, a subhead where it is short, or a
 * sentence without its stop. */
static ro_part_role role_of_line(const sorter *s, const ro_cohesion *cohesion,
                                 const ro_block *block, uint32_t in_a_row) {
    if (block->linked) return RO_PART_RELATED_LINK;
    if (block->kind == RO_BLOCK_HEADING) return RO_PART_SUBHEAD;
    if (is_headline(s, cohesion, block, in_a_row)) return RO_PART_RELATED_LINK;
    return block->words <= SUBHEAD_WORDS ? RO_PART_SUBHEAD : RO_PART_BODY;
}

/* The end of the lines from i on that are loose; *headlines: how many are long enough. */
static uint32_t end_of_lines(const sorter *s, uint32_t i, uint32_t *headlines) {
    const ro_block *blocks = s->draft->blocks.items;
    *headlines = 0;
    for (; i < s->last_solid; i++) {
        if (!is_loose(s, &blocks[i]) || begins_as_item(words_of(s, &blocks[i]))) break;
        *headlines += blocks[i].words >= HEADLINE_WORDS;
    }
    return i;
}

/* "You may also like", "More:": in plain text, what stands under it leads elsewhere. */
static bool is_label(const sorter *s, uint32_t i) {
    const ro_block *block = &s->draft->blocks.items[i];
    return !s->draft->has_layout && block->role == RO_PART_RELATED_LINK &&
           block->words < HEADLINE_WORDS;
}

/* Between paragraphs: headlines in a row lead elsewhere, lines under a colon do not. */
static void sort_middle(sorter *s, const ro_cohesion *cohesion) {
    ro_block *blocks = s->draft->blocks.items;
    for (uint32_t i = s->first_solid; i < s->last_solid;) {
        uint32_t headlines, end = end_of_lines(s, i, &headlines);
        bool list_follows = i > 0 && blocks[i - 1].colon && !is_label(s, i - 1);
        bool leads_away = i > 0 && end - i <= MOST_HEADLINES && is_label(s, i - 1);
        for (uint32_t k = i; k < end; k++) {
            ro_block *block = &blocks[k];
            if (leads_away && block->words >= HEADLINE_WORDS) {
                block->role = RO_PART_RELATED_LINK;
                continue;
            }
            bool heading = block->kind == RO_BLOCK_HEADING && !block->linked;
            bool text = s->draft->has_layout && !heading;
            block->role = (list_follows || text) && !block->linked
                              ? RO_PART_BODY
                              : (uint8_t)role_of_line(s, cohesion, block, headlines);
        }
        i = end > i ? end : i + 1;
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
        bool title = s->record->article->meta.title && is_title(s, label);
        if (leads_away && short_line && is_open(label) && !title &&
            !ro_block_kind_is_set(label->kind))
            label->role = blocks[i].role;
    }
}

/* Behind the running text of a page nothing belongs to it but lists and quotations; in
 * plain text a line must look like the headline of another report. */
static void sort_tail(sorter *s, const ro_cohesion *cohesion) {
    uint32_t headlines = 0, count = s->draft->blocks.count;
    ro_block *blocks = s->draft->blocks.items;
    for (uint32_t i = s->last_solid + 1; i < count; i++)
        headlines += is_loose(s, &blocks[i]) && blocks[i].words >= HEADLINE_WORDS;
    for (uint32_t i = s->last_solid + 1; i < count; i++) {
        ro_block *block = &blocks[i];
        if (!is_loose(s, block) || begins_as_item(words_of(s, block))) continue;
        bool label = block->kind == RO_BLOCK_HEADING || block->words <= LABEL_WORDS;
        bool headline = block->words >= HEADLINE_WORDS;
        if (!s->draft->has_layout) headline = is_headline(s, cohesion, block, headlines);
        if (s->draft->has_layout ? !block->linked && !label : !headline) continue;
        block->role = headline ? RO_PART_RELATED_LINK : RO_PART_OTHER;
    }
}

/* What a block stands as is so of a part of it. */
static ro_part_kind kind_of(const ro_block *block) {
    switch ((ro_block_kind)block->kind) {
    case RO_BLOCK_ITEM: return RO_KIND_ITEM;
    case RO_BLOCK_QUOTATION: return RO_KIND_QUOTATION;
    case RO_BLOCK_POST: return RO_KIND_POST;
    case RO_BLOCK_CELL: return block->row ? RO_KIND_CELL : RO_KIND_PARAGRAPH;
    case RO_BLOCK_HEADER_CELL: return RO_KIND_HEADER_CELL;
    case RO_BLOCK_FOOTNOTE: return RO_KIND_FOOTNOTE;
    case RO_BLOCK_PARAGRAPH:
    case RO_BLOCK_HEADING:
    case RO_BLOCK_CAPTION: break;
    }
    return RO_KIND_PARAGRAPH;
}

static bool push_part(sorter *s, const ro_block *block, uint32_t start, uint32_t end,
                      ro_part_role role) {
    ro_span span = ro_span_trim(s->draft->text, (ro_span){start, end});
    if (span.end <= span.start) return true;
    ro_part part = {.span = span, .role = role, .kind = kind_of(block)};
    if (block->entry) {
        const ro_entry *entry = &s->draft->entries[block->entry - 1];
        part.time = entry->time;
        part.time_start = entry->start;
        part.time_end = entry->end;
    }
    return RO_APPEND(&s->record->article->arena, &s->record->article->parts, part);
}

static bool has_word(ro_str text) {
    for (size_t i = 0; i < text.n; i++)
        if (ro_is_alpha((unsigned char)text.p[i]) || ro_is_digit((unsigned char)text.p[i]))
            return true;
    return false;
}

/* The text of a paragraph; headlines that are run into it lead elsewhere. */
static bool push_text(sorter *s, const ro_block *block, uint32_t start, uint32_t end) {
    ro_part_role role = (ro_part_role)block->role;
    ro_str text = ro_str_span(s->draft->text, (ro_span){start, end});
    ro_span run_in;
    uint32_t from = 0;
    for (; ro_find_run_in(text, from, &run_in); from = run_in.end) {
        if (!has_word((ro_str){text.p + run_in.end, text.n - run_in.end}))
            run_in.end = (uint32_t)text.n; /* its stop */
        if (!push_part(s, block, start + from, start + run_in.start, role) ||
            !push_part(s, block, start + run_in.start, start + run_in.end, RO_PART_RELATED_LINK))
            return false;
    }
    return push_part(s, block, start + from, end, role);
}

/* A body paragraph gives up its dateline and its credit. */
static bool push_block(sorter *s, const ro_block *block) {
    ro_span span = block->span;
    if (block->role == RO_PART_SUBHEAD) return push_text(s, block, span.start, span.end);
    if (block->role != RO_PART_BODY && block->role != RO_PART_DECK)
        return push_part(s, block, span.start, span.end, (ro_part_role)block->role);
    ro_str text = words_of(s, block);
    ro_lead lead = ro_find_lead(s->rules, s->record, text);
    ro_str rest = {text.p + lead.length, text.n - lead.length};
    if (block->tail) ro_find_tail(s->rules, s->record, rest);
    uint32_t body = span.start + (uint32_t)lead.length, end = span.end - block->tail;
    return push_part(s, block, span.start, body, lead.role) && push_text(s, block, body, end) &&
           push_part(s, block, end, span.end, RO_PART_CREDIT);
}

ro_status ro_draft_parts(const ro_read_rules *rules, ro_record *record, ro_draft *draft,
                         ro_error *error) {
    sorter s = {.rules = rules, .record = record, .draft = draft};
    ro_cohesion cohesion;
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i];
        block->tail = (uint32_t)ro_find_tail(rules, NULL, ro_str_span(draft->text, block->span));
    }
    draft->language = ro_find_language(rules, (ro_str){draft->text, draft->size});
    ro_draft_measure(draft);
    ro_find_posts(draft);
    sort_phrases(&s);
    sort_labelled(&s);
    sort_links(&s);
    if (draft->has_layout) sort_labels(&s);
    if (!ro_cohesion_build(&record->scratch, rules, draft, &cohesion)) return ro_fail_nomem(error);
    if (!draft->has_layout) ro_sort_galleries(draft);
    ro_sort_biographies(rules, draft);
    sort_kinds(&s, &cohesion);
    find_running_text(&s);
    sort_entries(&s);
    if (!sort_repeated(&s)) return ro_fail_nomem(error);
    sort_head(&s);
    if (s.first_solid != RO_NONE) {
        sort_middle(&s, &cohesion);
        sort_tail(&s, &cohesion);
    }
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i];
        if (is_open(block)) block->role = RO_PART_BODY;
        if (!push_block(&s, block)) return ro_fail_nomem(error);
    }
    return record->article->arena.oom ? ro_fail_nomem(error) : RO_OK;
}
