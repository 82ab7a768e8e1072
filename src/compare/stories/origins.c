/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: which articles of a story draw on one text, and which are independent. */
#include "compare/copies/direction.h"

/* A copy of less than this, of either article, makes no common source unless both
 * credit the same agency: two or three sentences of an article of middling length, such as a
 * statement that both were sent, is drawn on by newsrooms that otherwise did their own work. */
static const float MARGINAL_SHARE = 0.15f;

uint32_t ro_story_place(const ro_story *story, uint32_t article) {
    uint32_t low = 0, high = story->article_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (story->articles[middle] < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool *ro_story_replaced(const ro_story *story, ro_arena *arena) {
    bool *replaced = RO_ARENA_ARRAY(arena, bool, story->article_count);
    for (uint32_t v = 0; replaced && v < story->version_count; v++)
        replaced[ro_story_place(story, story->versions[v].older)] = true;
    return replaced;
}

static uint32_t place_of(const ro_story *story, uint32_t article) {
    uint32_t place = ro_story_place(story, article);
    return place < story->article_count && story->articles[place] == article ? place : RO_NONE;
}

/* Union-find by the smaller place; the path is halved on the way. */
static uint32_t find_root(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(uint32_t *parent, uint32_t i, uint32_t j) {
    i = find_root(parent, i);
    j = find_root(parent, j);
    if (i < j)
        parent[j] = i;
    else
        parent[i] = j;
}

/* First copy whose lower article is at least @p article: they are sorted by it. */
static uint32_t first_copy(const ro_comparison *comparison, uint32_t article) {
    uint32_t low = 0, high = comparison->copies.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (comparison->copies.items[middle].a < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t ro_version_lower(const ro_version *version) {
    return version->older < version->newer ? version->older : version->newer;
}

uint32_t ro_first_version(const ro_version *versions, uint32_t count, uint32_t article) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ro_version_lower(&versions[middle]) < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool shares_a_source(const ro_comparison *comparison, const ro_copy *copy) {
    if (copy->kind == RO_COPY_QUOTATION_ONLY) return false;
    if (copy->share_of_a >= MARGINAL_SHARE || copy->share_of_b >= MARGINAL_SHARE) return true;
    return ro_common_agency(comparison->articles[copy->a], comparison->articles[copy->b]) != NULL;
}

typedef RO_ARRAY(ro_copy) copy_array;
typedef RO_ARRAY(ro_version) version_array;

/* Hand the story the copies and versions between its articles; join their sources. */
static void take_links(const ro_comparison *comparison, ro_story *story, uint32_t *parent) {
    copy_array copies = {0};
    version_array versions = {0};
    for (uint32_t i = 0; i < story->article_count; i++) {
        uint32_t article = story->articles[i];
        for (uint32_t c = first_copy(comparison, article);
             c < comparison->copies.count && comparison->copies.items[c].a == article; c++) {
            const ro_copy *copy = &comparison->copies.items[c];
            uint32_t other = place_of(story, copy->b);
            if (other == RO_NONE) continue;
            if (!RO_APPEND(comparison->arena, &copies, *copy)) return;
            if (shares_a_source(comparison, copy)) join(parent, i, other);
        }
        for (uint32_t v =
                 ro_first_version(comparison->versions.items, comparison->versions.count, article);
             v < comparison->versions.count &&
             ro_version_lower(&comparison->versions.items[v]) == article;
             v++) {
            const ro_version *version = &comparison->versions.items[v];
            uint32_t other =
                place_of(story, version->older == article ? version->newer : version->older);
            if (other == RO_NONE) continue;
            if (!RO_APPEND(comparison->arena, &versions, *version)) return;
            join(parent, i, other);
        }
    }
    story->copies = copies.items;
    story->copy_count = copies.count;
    story->versions = versions.items;
    story->version_count = versions.count;
}

void ro_find_origins(const ro_comparison *comparison, ro_story *story) {
    uint32_t count = story->article_count;
    uint32_t *parent = RO_ARENA_ARRAY(comparison->arena, uint32_t, count);
    uint32_t *source = RO_ARENA_ARRAY(comparison->arena, uint32_t, count);
    if (!parent || !source) return;
    for (uint32_t i = 0; i < count; i++) parent[i] = i;
    take_links(comparison, story, parent);
    story->independent = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = find_root(parent, i);
        source[i] = root == i ? story->independent++ : source[root];
    }
    story->origin_of = source;
}

uint32_t ro_count_origins(const ro_story *story, const uint32_t *articles, uint32_t count) {
    enum { AT_ONCE = 8192 }; /* sources marked in one go, in a set on the stack */
    uint32_t found = 0;
    for (uint32_t first = 0; first < story->independent; first += AT_ONCE) {
        bool marked[AT_ONCE] = {false};
        for (uint32_t i = 0; i < count; i++) {
            uint32_t place = place_of(story, articles[i]);
            if (place == RO_NONE) continue;
            uint32_t source = story->origin_of[place];
            if (source < first || source - first >= AT_ONCE || marked[source - first]) continue;
            marked[source - first] = true;
            found++;
        }
    }
    return found;
}
