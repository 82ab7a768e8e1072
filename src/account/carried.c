/* SPDX-License-Identifier: Apache-2.0 */
#include "account/carried.h"

#include <math.h>

/* What a sentence gains by what it carries, beside 1 for each independent source that says the
 * like (account/brief.c). Set by hand: two figures weigh less than one more source, and so does
 * a remark, whoever reports it: what is said by more than four is simply well known. */
enum { MOST_SOURCES = 4 /* of a remark that count */ };
static const float FIGURE_WORTH = 0.4F; /* of a figure that several state */
static const float REPORT_WORTH = 0.2F; /* of a remark, for each independent source */

/* Share by which a figure may change and a sentence that has the old one still stands: "some
 * 3,000" for 3,100, where a toll of 11 for 12 is overtaken. */
static const double SAME_FIGURE = 0.05;

/* A figure or a remark in an article. */
typedef struct carried_item {
    ro_span span;
    uint32_t number;             /* of the claim, or behind all claims of the remark */
    const ro_claim_value *value; /* of a claim; NULL: a report of a remark */
} carried_item;

struct ro_carried {
    const ro_story *story;
    const ro_claim_value **newest; /* by claim: the last value of a version; NULL: none */
    carried_item *items;           /* by article, then by number */
    uint32_t *first;               /* by place in the story: its items; one more at the end */
};

typedef void (*each_item)(ro_carried *carried, uint32_t article, carried_item item);

/* Remarks come most reported first; what one report alone has is not carried on. */
static void walk(ro_carried *carried, each_item each) {
    const ro_story *story = carried->story;
    for (uint32_t c = 0; c < story->claim_count; c++)
        for (uint32_t v = 0; v < story->claims[c].value_count; v++) {
            const ro_claim_value *value = &story->claims[c].values[v];
            each(carried, value->article, (carried_item){value->span, c, value});
        }
    for (uint32_t r = 0; r < story->remark_count && story->remarks[r].rendering_count >= 2; r++)
        for (uint32_t i = 0; i < story->remarks[r].rendering_count; i++)
            each(
                carried, story->remarks[r].renderings[i].article,
                (carried_item){story->remarks[r].renderings[i].span, story->claim_count + r, NULL});
}

static void count_item(ro_carried *carried, uint32_t article, carried_item item) {
    (void)item;
    carried->first[ro_story_place(carried->story, article)]++;
}

/* Counts have become the place of each article's next item. */
static void put_item(ro_carried *carried, uint32_t article, carried_item item) {
    carried->items[carried->first[ro_story_place(carried->story, article)]++] = item;
}

/* By claim, the last value that stands in a newest version. */
static bool find_newest(ro_carried *carried, const bool *replaced, ro_arena *arena) {
    const ro_story *story = carried->story;
    bool *newer = RO_ARENA_ARRAY(arena, bool, story->article_count);
    carried->newest = RO_ARENA_ARRAY(arena, const ro_claim_value *, story->claim_count);
    if (!newer || !carried->newest) return false;
    for (uint32_t v = 0; v < story->version_count; v++)
        newer[ro_story_place(story, story->versions[v].newer)] = true;
    for (uint32_t c = 0; c < story->claim_count; c++)
        for (uint32_t v = 0; v < story->claims[c].value_count; v++) {
            const ro_claim_value *value = &story->claims[c].values[v];
            uint32_t place = ro_story_place(story, value->article);
            if (newer[place] && !replaced[place]) carried->newest[c] = value;
        }
    return true;
}

ro_carried *ro_carried_make(const ro_story *story, const bool *replaced, ro_arena *arena) {
    ro_carried *carried = RO_ARENA_NEW(arena, ro_carried);
    if (!carried) return NULL;
    carried->story = story;
    carried->first = RO_ARENA_ARRAY(arena, uint32_t, story->article_count + (size_t)1);
    if (!carried->first || !find_newest(carried, replaced, arena)) return NULL;
    walk(carried, count_item);
    uint32_t count = 0;
    for (uint32_t i = 0; i <= story->article_count; i++) {
        uint32_t own = carried->first[i];
        carried->first[i] = count;
        count += own;
    }
    carried->items = RO_ARENA_ARRAY(arena, carried_item, count);
    if (!carried->items) return NULL;
    walk(carried, put_item);
    /* Each place now holds where its items end, which is where those of the next begin. */
    for (uint32_t i = story->article_count; i > 0; i--) carried->first[i] = carried->first[i - 1];
    carried->first[0] = 0;
    return carried;
}

static bool is_overtaken(const ro_carried *carried, uint32_t claim, const ro_claim_value *own) {
    const ro_claim_value *newest = carried->newest[claim];
    if (carried->story->claims[claim].relation != RO_RELATION_EVOLVED || !newest || newest == own)
        return false;
    return fabs(newest->value - own->value) > SAME_FIGURE * fabs(newest->value);
}

float ro_carried_worth(const ro_carried *carried, ro_receipt place, bool *overtaken) {
    const ro_story *story = carried->story;
    uint32_t at = ro_story_place(story, place.article);
    float sum = 0;
    for (uint32_t i = carried->first[at], next; i < carried->first[at + 1]; i = next) {
        const carried_item *found = NULL; /* of a claim its last value in the sentence */
        uint32_t number = carried->items[i].number;
        for (next = i; next < carried->first[at + 1] && carried->items[next].number == number;
             next++)
            if (ro_span_overlaps(carried->items[next].span, place.span))
                found = &carried->items[next];
        if (!found) continue;
        if (found->value) {
            sum += FIGURE_WORTH;
            *overtaken |= is_overtaken(carried, number, found->value);
            continue;
        }
        uint32_t sources = story->remarks[number - story->claim_count].independent;
        sum += REPORT_WORTH * (float)(sources > MOST_SOURCES ? MOST_SOURCES : sources);
    }
    return sum;
}
