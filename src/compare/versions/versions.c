/* SPDX-License-Identifier: Apache-2.0 */
/* Versions: copies by one outlet that replace each other, as a chain in order. */
#include <stdlib.h>

#include "base/date.h"
#include "base/table.h"
#include "compare/copies/direction.h"
#include "compare/versions/family.h"

/* Two articles of one outlet are versions where this much of either is in the other;
 * background that a newsroom repeats is less. */
static const float VERSION_SHARE = 0.5f;
static const float NOTED_SHARE = 0.2f; /* with an update note, which says it */
/* Later, an outlet that prints most of a text again marks an anniversary or repeats a
 * standing item; a story that is kept up is kept up within the week. */
enum { MOST_DAYS_APART = 7 };

static bool same_name(const char *a, const char *b) {
    return a && b && ro_str_same(ro_str_of(a), ro_str_of(b));
}

/* Both credit the same agencies and no more, whatever their order. */
static bool same_agencies(const ro_metadata *a, const ro_metadata *b) {
    if (a->agency_count == 0 || a->agency_count != b->agency_count) return false;
    for (uint32_t i = 0; i < a->agency_count; i++) {
        bool found = false;
        for (uint32_t j = 0; j < b->agency_count; j++)
            found = found || same_name(a->agencies[i], b->agencies[j]);
        if (!found) return false;
    }
    return true;
}

/* The outlet or agency that published both, or NULL. An agency's credit tells so only
 * where no outlet is known: two papers that print one agency's text are not one. */
static const char *publisher_of_both(const ro_article *a, const ro_article *b) {
    const ro_metadata *x = &a->meta, *y = &b->meta;
    if (x->outlet && y->outlet) return same_name(x->outlet, y->outlet) ? x->outlet : NULL;
    if (x->outlet || y->outlet || x->credited_count || y->credited_count) return NULL;
    return same_agencies(x, y) ? x->agencies[0] : NULL;
}

static bool far_apart(const ro_article *a, const ro_article *b) {
    const ro_date *x = &a->meta.published.date, *y = &b->meta.published.date;
    if (x->precision < RO_PRECISION_DAY || y->precision < RO_PRECISION_DAY) return false;
    return llabs(ro_date_to_days(x) - ro_date_to_days(y)) > MOST_DAYS_APART;
}

static bool is_version(const ro_comparison *comparison, const ro_copy *copy) {
    const ro_article *a = comparison->articles[copy->a], *b = comparison->articles[copy->b];
    if (copy->kind == RO_COPY_QUOTATION_ONLY) return false;
    if (comparison->profiles[copy->a].digest == comparison->profiles[copy->b].digest) return false;
    float share = copy->share_of_a > copy->share_of_b ? copy->share_of_a : copy->share_of_b;
    bool noted = ro_has_update_note(a) || ro_has_update_note(b);
    if (share < (noted ? NOTED_SHARE : VERSION_SHARE) || far_apart(a, b)) return false;
    if (publisher_of_both(a, b)) return true;
    bool unknown = !a->meta.outlet && !b->meta.outlet && !a->meta.agency_count &&
                   !b->meta.agency_count && !a->meta.credited_count && !b->meta.credited_count;
    return unknown && noted && share >= VERSION_SHARE;
}

typedef struct chain_work {
    ro_comparison *comparison;
    ro_arena scratch;
    uint32_t *group;         /* for each article: union-find parent */
    RO_ARRAY(ro_copy) taken; /* out of the copies, by a, then b */
} chain_work;

static uint32_t find_root(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* Join versions into groups; take them out of the copies. */
static void split_copies(chain_work *work) {
    ro_comparison *comparison = work->comparison;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < comparison->copies.count; i++) {
        ro_copy *copy = &comparison->copies.items[i];
        if (!is_version(comparison, copy)) {
            comparison->copies.items[kept++] = *copy;
            continue;
        }
        if (!RO_APPEND(&work->scratch, &work->taken, *copy)) return;
        uint32_t a = find_root(work->group, copy->a), b = find_root(work->group, copy->b);
        if (a < b)
            work->group[b] = a;
        else
            work->group[a] = b;
    }
    comparison->copies.count = kept;
}

static ro_order order_of(const chain_work *work, uint32_t first, uint32_t second, ro_arena *arena,
                         ro_change_array *changes) {
    if (!ro_find_changes(work->comparison, first, second, arena, changes))
        return (ro_order){0, NULL};
    return ro_order_versions(work->comparison, first, second, changes, arena);
}

static int by_pair(const void *left, const void *right) {
    const ro_copy *a = left, *b = right;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* Who published both and how much they share, as far as that was found. */
static const char *describe(const chain_work *work, uint32_t older, uint32_t newer) {
    ro_arena *arena = work->comparison->arena;
    const char *name =
        publisher_of_both(work->comparison->articles[older], work->comparison->articles[newer]);
    ro_copy key = {.a = older < newer ? older : newer, .b = older < newer ? newer : older};
    const ro_copy *copy = bsearch(&key, work->taken.items, work->taken.count, sizeof key, by_pair);
    const char *by = name ? ro_arena_printf(arena, "both by %s", name) : "by the same outlet";
    if (!copy || !by) return by;
    bool first = copy->a == older;
    return ro_arena_printf(arena, "%s; %.0f%% of the older and %.0f%% of the newer are one text",
                           by, (double)(first ? copy->share_of_a : copy->share_of_b) * 100,
                           (double)(first ? copy->share_of_b : copy->share_of_a) * 100);
}

/* Where in a text a newsroom says that it corrected it; empty where it does not. The note
 * ends with its line. */
static ro_str correction_note(const ro_article *article) {
    ro_table table;
    ro_str phrase, none = {"", 0};
    if (!ro_table_open(&table, "correction_notes")) return none;
    while (ro_table_row(&table, &phrase, 1))
        for (uint32_t at = 0; at + phrase.n <= article->size; at++) {
            ro_str rest = {article->text + at, article->size - at};
            if (!ro_str_starts(rest, phrase)) continue;
            if (at && ro_is_alpha((unsigned char)article->text[at - 1])) continue;
            const char *newline = memchr(rest.p, '\n', rest.n);
            return ro_str_trim((ro_str){rest.p, newline ? (size_t)(newline - rest.p) : rest.n});
        }
    return none;
}

/* Whether the newer version owns up to a figure that it changed; NULL: no figure was. */
static const char *tell_corrections(const chain_work *work, uint32_t older, uint32_t newer,
                                    const ro_change_array *changes) {
    enum { LONGEST = 100 }; /* bytes of a note that is quoted: a line and some */
    bool figure = false;
    for (uint32_t i = 0; i < changes->count; i++)
        figure = figure || changes->items[i].kind == RO_CHANGE_FIGURE;
    const ro_article *first = work->comparison->articles[older];
    const ro_article *second = work->comparison->articles[newer];
    ro_str before = correction_note(first), note = correction_note(second);
    if (note.n && !ro_str_eq(before, note)) {
        if (note.n > LONGEST) note.n = ro_utf8_floor(note.p, LONGEST);
        return ro_arena_printf(work->comparison->arena, "a correction is noted: \"%.*s\"",
                               (int)note.n, note.p);
    }
    return figure && !ro_has_update_note(second) ? "a figure changed without a note of it" : NULL;
}

/* Add the step from one version to the next, unless they have the same words. */
static void add_version(chain_work *work, uint32_t older, uint32_t newer) {
    ro_comparison *comparison = work->comparison;
    if (comparison->profiles[older].digest == comparison->profiles[newer].digest) return;
    ro_arena scratch = RO_ARENA_INIT;
    ro_change_array changes = {0};
    ro_order order = order_of(work, older, newer, &scratch, &changes);
    ro_change *kept = RO_ARENA_ARRAY(comparison->arena, ro_change, changes.count);
    const char *what = describe(work, older, newer);
    ro_version *version = RO_PUSH(comparison->arena, &comparison->versions);
    if (scratch.oom) comparison->arena->oom = true;
    if (version && kept && what && !scratch.oom) {
        if (changes.count) memcpy(kept, changes.items, changes.count * sizeof *kept);
        *version = (ro_version){older, newer, NULL, kept, changes.count};
        const char *noted = tell_corrections(work, older, newer, &changes);
        version->evidence = ro_arena_printf(comparison->arena, "%s; %s%s%s", what, order.reasons,
                                            noted ? "; " : "", noted ? noted : "");
    }
    ro_arena_free(&scratch);
}

typedef struct member {
    uint32_t root, article;
} member;

static int by_root(const void *left, const void *right) {
    const member *a = left, *b = right;
    if (a->root != b->root) return a->root < b->root ? -1 : 1;
    return a->article < b->article ? -1 : a->article > b->article;
}

/* Every group of two or more, put in order and written down step by step. */
static void chain_groups(chain_work *work) {
    uint32_t count = work->comparison->count;
    member *members = RO_ARENA_ARRAY(&work->scratch, member, count);
    uint32_t *group = RO_ARENA_ARRAY(&work->scratch, uint32_t, count);
    if (!members || !group) return;
    for (uint32_t i = 0; i < count; i++) members[i] = (member){find_root(work->group, i), i};
    ro_sort(members, count, sizeof *members, by_root);
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start; end < count && members[end].root == members[start].root; end++)
            group[end - start] = members[end].article;
        if (end - start < 2) continue;
        ro_arena arena = RO_ARENA_INIT;
        bool done = ro_order_family(work->comparison, group, end - start, &arena);
        ro_arena_free(&arena);
        if (!done) work->scratch.oom = true;
        for (uint32_t i = 1; i < end - start; i++) add_version(work, group[i - 1], group[i]);
    }
}

static int by_lower(const void *left, const void *right) {
    const ro_version *a = left, *b = right;
    uint32_t low_a = a->older < a->newer ? a->older : a->newer;
    uint32_t low_b = b->older < b->newer ? b->older : b->newer;
    if (low_a != low_b) return low_a < low_b ? -1 : 1;
    return a->older + a->newer < b->older + b->newer ? -1 : 1;
}

void ro_find_versions(ro_comparison *comparison) {
    chain_work work = {.comparison = comparison};
    if (comparison->arena->oom || comparison->copies.count == 0) return;
    work.group = RO_ARENA_ARRAY(&work.scratch, uint32_t, comparison->count);
    if (work.group) {
        for (uint32_t i = 0; i < comparison->count; i++) work.group[i] = i;
        split_copies(&work);
        if (work.taken.count) chain_groups(&work);
        if (comparison->versions.count)
            ro_sort(comparison->versions.items, comparison->versions.count,
                    sizeof *comparison->versions.items, by_lower);
    }
    if (work.scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&work.scratch);
}
