/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeping one of each: articles are taken in the order of preference, and one that
 * stands for the most part in an article kept before it is dropped. So whatever is
 * dropped is there in one article that is kept, and only those are held against.
 */
#include "compare/corpus/dedup.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/error.h"
#include "base/options.h"
#include "base/threads.h"
#include "compare/corpus/cover.h"
#include "compare/corpus/key_index.h"

enum {
    MOST_ALIGNED = 8,      /* articles that one is held against, word by word */
    KEYS_BELOW_WORDS = 16, /* keys in common are so much rarer than words in common */
    RARE_SCORE = 16,       /* of a key that is not boilerplate */
    SHORT = 50,            /* codes of a text that its figures tell from others */
    BOILERPLATE = 8,       /* kept articles that have a passage nobody wrote for this one */
    FEWEST_NAMES = 2,      /* words of names by which texts of one form differ */
    FORM_SHARE = 20        /* one in so many codes of a text that is not short */
};

/* Where the caller says none: a text of which a fifth was changed is left in a corpus
 * (docs/measurements.md, "One of each"). */
static const float USUAL_SHARE = 0.8F;
static const float LEAST_OWN = 0.1F; /* of a text, outside boilerplate, that is held apart */

struct ro_dedup {
    ro_dedup_options options;
    ro_arena arena;
    ro_sketcher *sketcher;
    ro_key_index *index;
    ro_dedup_item *items;
    uint32_t count, capacity;
    uint32_t *by_digest; /* open addressing over the kept: number + 1; 0: free */
    uint32_t digest_count, digest_capacity;
    const char *last_source; /* most articles come from where the last one came from */
};

ro_status ro_dedup_new(const ro_dedup_options *options, ro_dedup **out, ro_error *error) {
    ro_dedup_options chosen;
    if (out) *out = NULL;
    RO_ENTER(error, out);
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    if (chosen.share == 0) chosen.share = USUAL_SHARE;
    if (chosen.at == RO_DEDUP_KEPT) chosen.at = RO_DEDUP_COPY;
    if (!(chosen.share > 0 && chosen.share <= 1) || chosen.at > RO_DEDUP_DUPLICATE ||
        chosen.keep > RO_KEEP_ORIGINAL)
        return ro_fail(error, RO_ERR_ARG, 0, "a share is more than 0 and at most 1");
    ro_dedup *dedup = calloc(1, sizeof *dedup);
    if (!dedup) return ro_fail_nomem(error);
    dedup->options = chosen;
    dedup->sketcher = ro_sketcher_new();
    dedup->index = ro_key_index_new();
    if (!dedup->sketcher || !dedup->index) {
        ro_dedup_free(dedup);
        return ro_fail_nomem(error);
    }
    *out = dedup;
    return RO_OK;
}

void ro_dedup_free(ro_dedup *dedup) {
    if (!dedup) return;
    ro_sketcher_free(dedup->sketcher);
    ro_key_index_free(dedup->index);
    ro_arena_free(&dedup->arena);
    free(dedup->items);
    free(dedup->by_digest);
    free(dedup);
}

size_t ro_dedup_bytes(const ro_dedup *dedup) {
    if (!dedup) return 0;
    return sizeof *dedup + dedup->arena.total + ro_key_index_bytes(dedup->index) +
           dedup->capacity * sizeof *dedup->items +
           dedup->digest_capacity * sizeof *dedup->by_digest;
}

const ro_dedup_item *ro_dedup_item_at(const ro_dedup *dedup, uint32_t number) {
    return number < dedup->count ? &dedup->items[number] : NULL;
}

/* ---- the rules of preference ---- */

static int64_t minutes_of(const ro_date *date) {
    int offset = date->utc_offset == RO_OFFSET_UNKNOWN ? 0 : date->utc_offset;
    return (ro_date_to_days(date) * 24 + date->hour) * 60 + date->minute - offset;
}

/* Whether an article says that another outlet or an agency wrote it. */
static bool is_credited(const ro_metadata *meta) {
    for (uint32_t i = 0; i < meta->agency_count; i++)
        if (!meta->outlet || !ro_str_same(ro_str_of(meta->agencies[i]), ro_str_of(meta->outlet)))
            return true;
    return meta->credited_count > 0;
}

static int64_t rank_of(ro_dedup_keep keep, const ro_article *article, uint32_t words) {
    const ro_stamp *published = &article->meta.published;
    const ro_stamp *modified = &article->meta.modified;
    bool dated = published->date.precision != RO_PRECISION_NONE;
    /* Those without a date come behind those with one. */
    int64_t oldest = dated ? minutes_of(&published->date) : INT64_MAX / 4;
    switch (keep) {
    case RO_KEEP_LONGEST: return -(int64_t)words;
    case RO_KEEP_OLDEST: return oldest;
    case RO_KEEP_NEWEST:
        if (modified->date.precision != RO_PRECISION_NONE) return -minutes_of(&modified->date);
        return dated ? -minutes_of(&published->date) : INT64_MAX;
    case RO_KEEP_ORIGINAL: return oldest + (is_credited(&article->meta) ? INT64_MAX / 2 : 0);
    default: return 0;
    }
}

/* ---- the kept, by their digests ---- */

static uint32_t *digest_slot(const ro_dedup *dedup, const ro_sketch *sketch) {
    uint32_t mask = dedup->digest_capacity - 1;
    for (uint32_t at = (uint32_t)sketch->digest & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &dedup->by_digest[at];
        if (!*slot) return slot;
        const ro_sketch *other = &dedup->items[*slot - 1].sketch;
        if (other->digest == sketch->digest && other->words == sketch->words) return slot;
    }
}

static bool grow_digests(ro_dedup *dedup) {
    uint32_t *old = dedup->by_digest, capacity = dedup->digest_capacity;
    uint32_t larger = capacity ? capacity * 2 : 1024;
    uint32_t *slots = calloc(larger, sizeof *slots);
    if (!slots) return false;
    dedup->by_digest = slots;
    dedup->digest_capacity = larger;
    for (uint32_t i = 0; i < capacity; i++)
        if (old[i]) *digest_slot(dedup, &dedup->items[old[i] - 1].sketch) = old[i];
    free(old);
    return true;
}

static bool note_digest(ro_dedup *dedup, uint32_t number) {
    if (dedup->digest_count * 2 >= dedup->digest_capacity && !grow_digests(dedup)) return false;
    uint32_t *slot = digest_slot(dedup, &dedup->items[number].sketch);
    if (!*slot) dedup->digest_count++, *slot = number + 1;
    return true;
}

/* ---- one article against the kept ---- */

typedef struct meeting {
    uint32_t article;
    uint32_t keys;  /* in common */
    uint32_t score; /* of them, a key of boilerplate next to nothing */
} meeting;

typedef struct deciding {
    ro_dedup *dedup;
    uint32_t number;
    const ro_sketch *sketch;
    ro_arena scratch;
    ro_key_array keys;
    RO_ARRAY(meeting) meetings;
    bool *common; /* for each code: lies in boilerplate; NULL: none does */
    uint32_t own; /* codes that do not */
} deciding;

static int by_article(const void *left, const void *right) {
    const meeting *a = left, *b = right;
    return a->article < b->article ? -1 : a->article > b->article;
}

static int by_score(const void *left, const void *right) {
    const meeting *a = left, *b = right;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return a->article < b->article ? -1 : a->article > b->article;
}

/* Codes from a key of boilerplate up to the next one, or to its own end. */
static bool mark_common(deciding *now, const ro_key *key, const ro_key *next) {
    if (!now->common) now->common = RO_ARENA_ARRAY(&now->scratch, bool, now->sketch->count);
    if (!now->common) return false;
    uint32_t end = next ? next->at : key->at + RO_SHINGLE;
    for (uint32_t i = key->at; i < end; i++) {
        now->own -= !now->common[i];
        now->common[i] = true;
    }
    return true;
}

/* Look every key up: who else has it, and is it boilerplate. A passage of boilerplate
 * reaches from key to key. */
static bool look_up(deciding *now) {
    const ro_key *last = NULL; /* of boilerplate, the key before */
    now->own = now->sketch->count;
    for (uint32_t k = 0; k < now->keys.count; k++) {
        uint32_t articles[RO_MOST_OF_KEY];
        const ro_key *key = &now->keys.items[k];
        uint32_t count = ro_key_index_find(now->dedup->index, key->value, articles);
        uint32_t score = count < BOILERPLATE ? RARE_SCORE : 1;
        for (uint32_t i = 0; i < count; i++)
            if (!RO_APPEND(&now->scratch, &now->meetings, ((meeting){articles[i], 1, score})))
                return false;
        if (count < BOILERPLATE) {
            last = NULL;
            continue;
        }
        if (last && !mark_common(now, last, key)) return false;
        if (!mark_common(now, key, NULL)) return false;
        last = key;
    }
    return true;
}

/* Leave the articles that share the most keys, and enough of them. */
static void choose_meetings(deciding *now) {
    meeting *met = now->meetings.items;
    uint32_t kept = 0, least;
    ro_sort(met, now->meetings.count, sizeof *met, by_article);
    for (uint32_t i = 0; i < now->meetings.count; i++)
        if (kept && met[kept - 1].article == met[i].article)
            met[kept - 1].keys++, met[kept - 1].score += met[i].score;
        else
            met[kept++] = met[i];
    uint32_t all = kept;
    least = (uint32_t)(now->dedup->options.share * (float)now->keys.count) / KEYS_BELOW_WORDS;
    for (uint32_t i = kept = 0; i < all; i++)
        if (met[i].keys >= least) met[kept++] = met[i];
    ro_sort(met, kept, sizeof *met, by_score);
    now->meetings.count = kept < MOST_ALIGNED ? kept : MOST_ALIGNED;
}

/* A short text whose figures are not those of the other tells something else: such items
 * are made by the dozen from one form. */
static bool has_own_figures(const ro_sketch *sketch, const ro_cover *cover) {
    for (uint32_t i = 0; i < sketch->count; i++)
        if ((sketch->codes[i] & RO_CODE_NUMBER) && !cover->covered[i]) return true;
    return false;
}

/* Whether what a text has and the other has not is names and figures, and enough of them.
 * A name is known from the sentences that it stands in; the headline has it too. */
static bool differs_by_names(const ro_sketch *sketch, const uint8_t *covered) {
    uint8_t named[(UINT16_MAX + 1) / 8] = {0}, counted[sizeof named] = {0};
    uint32_t own = 0, filled = 0, names = 0, least = FEWEST_NAMES;
    for (uint32_t i = 0; i < sketch->count; i++) own += !covered[i];
    if (own < FEWEST_NAMES) return false;
    for (uint32_t i = 0; i < sketch->count; i++)
        if (!covered[i] && (sketch->names[i / 8] & 1u << i % 8))
            named[sketch->codes[i] / 8] |= (uint8_t)(1u << sketch->codes[i] % 8);
    for (uint32_t i = 0; i < sketch->count; i++) {
        if (covered[i]) continue;
        uint32_t at = sketch->codes[i] / 8u, bit = 1u << sketch->codes[i] % 8;
        bool name = named[at] & bit;
        names += name && !(counted[at] & bit);
        counted[at] |= (uint8_t)bit;
        filled += name || (sketch->codes[i] & RO_CODE_NUMBER);
    }
    if (sketch->count >= SHORT) least = FEWEST_NAMES + sketch->count / FORM_SHARE;
    return names >= FEWEST_NAMES && filled >= least && filled * 4 >= own * 3;
}

/* Decisions, notices and the like are made from one form: what either has alone is whom and
 * where it is about. False in *oom: no memory. */
static bool is_of_one_form(deciding *now, const ro_cover *cover, const ro_sketch *other,
                           bool *oom) {
    ro_cover back;
    if (!differs_by_names(now->sketch, cover->covered)) return false;
    *oom = !ro_cover_begin(&back, other, &now->scratch);
    if (*oom) return false;
    ro_cover_by(&back, now->sketch);
    return differs_by_names(other, back.covered);
}

/* What boilerplate covers is no copying: outside it enough must correspond as well, and
 * what corresponds there alone is enough. */
static bool is_covered(const deciding *now, const ro_cover *cover, float *share) {
    uint32_t all = 0, own = 0;
    for (uint32_t i = 0; i < now->sketch->count; i++) {
        all += cover->covered[i];
        own += cover->covered[i] && !(now->common && now->common[i]);
    }
    float least = now->dedup->options.share;
    if (now->sketch->count < SHORT && has_own_figures(now->sketch, cover)) return false;
    *share = (float)all / (float)now->sketch->count;
    bool apart = now->common && (float)now->own >= LEAST_OWN * (float)now->sketch->count;
    if (!apart) return *share >= least;
    float own_share = (float)own / (float)now->own;
    return own_share >= least || (*share >= least && own_share >= least / 2);
}

/* Hold the article against those that it meets; the best of them into the verdict. */
static bool find_cover(deciding *now, ro_dedup_verdict *verdict) {
    const ro_dedup_options *options = &now->dedup->options;
    ro_cover cover;
    if (now->meetings.count == 0) return true;
    if (!ro_cover_begin(&cover, now->sketch, &now->scratch)) return false;
    for (uint32_t i = 0; i < now->meetings.count; i++) {
        uint32_t other = now->meetings.items[i].article;
        const ro_sketch *sketch = &now->dedup->items[other].sketch;
        float share, back = (float)ro_cover_by(&cover, sketch) / (float)sketch->count;
        bool oom = false;
        if (!is_covered(now, &cover, &share)) continue;
        if (is_of_one_form(now, &cover, sketch, &oom)) continue;
        if (oom) return false;
        ro_dedup_kind kind = back >= options->share ? RO_DEDUP_VERSION : RO_DEDUP_COPY;
        if (kind < options->at || share <= verdict->share_of_dropped) continue;
        *verdict = (ro_dedup_verdict){kind, other, share, back};
    }
    return true;
}

static bool keep(deciding *now) {
    if (!note_digest(now->dedup, now->number)) return false;
    for (uint32_t k = 0; k < now->keys.count; k++)
        if (!ro_key_index_add(now->dedup->index, now->keys.items[k].value, now->number))
            return false;
    return true;
}

static bool decide(ro_dedup *dedup, uint32_t number) {
    ro_dedup_item *item = &dedup->items[number];
    deciding now = {.dedup = dedup, .number = number, .sketch = &item->sketch};
    ro_dedup_verdict verdict = {.kept = number};
    uint32_t same = dedup->digest_capacity ? *digest_slot(dedup, &item->sketch) : 0;
    bool done = true;
    if (same)
        verdict = (ro_dedup_verdict){RO_DEDUP_DUPLICATE, same - 1, 1, 1};
    else if (dedup->options.at < RO_DEDUP_DUPLICATE)
        done = ro_sketch_keys(now.sketch, &now.scratch, &now.keys) && look_up(&now);
    if (done && !same) {
        choose_meetings(&now);
        done = find_cover(&now, &verdict);
    }
    if (done && verdict.kind == RO_DEDUP_KEPT) done = keep(&now);
    if (verdict.kind != RO_DEDUP_KEPT) item->sketch.codes = NULL, item->sketch.names = NULL;
    if (item->known) verdict = (ro_dedup_verdict){.kept = number};
    item->verdict = verdict;
    item->decided = done;
    ro_arena_free(&now.scratch);
    return done;
}

/* ---- taking articles in ---- */

static bool make_room(ro_dedup *dedup) {
    if (dedup->count < dedup->capacity) return true;
    if (dedup->capacity > UINT32_MAX / 3) return false;
    uint32_t larger = dedup->capacity ? dedup->capacity + dedup->capacity / 2 : 256;
    ro_dedup_item *moved = realloc(dedup->items, larger * sizeof *moved);
    if (!moved) return false;
    dedup->items = moved;
    dedup->capacity = larger;
    return true;
}

static const char *keep_source(ro_dedup *dedup, const char *source) {
    if (!source || !dedup->last_source || strcmp(source, dedup->last_source) != 0)
        dedup->last_source = ro_arena_strdup(&dedup->arena, source);
    return dedup->last_source;
}

static bool add(ro_dedup *dedup, const ro_article *article, bool known) {
    const ro_metadata *meta = &article->meta;
    ro_sketch sketch;
    if (!make_room(dedup) || !ro_sketch_make(dedup->sketcher, article, &sketch)) return false;
    ro_dedup_item *item = &dedup->items[dedup->count];
    *item = (ro_dedup_item){.sketch = sketch, .known = known};
    item->rank = known ? INT64_MIN : rank_of(dedup->options.keep, article, sketch.words);
    item->source = keep_source(dedup, meta->input_path);
    item->id = ro_arena_strdup(&dedup->arena, meta->id);
    item->offset = meta->input_offset;
    item->record = meta->record;
    dedup->count++;
    bool at_once = dedup->options.keep == RO_KEEP_FIRST;
    if (at_once && !decide(dedup, dedup->count - 1)) return false;
    item->sketch.codes = NULL;
    item->sketch.names = NULL;
    bool needed =
        dedup->options.at < RO_DEDUP_DUPLICATE && (!at_once || item->verdict.kind == RO_DEDUP_KEPT);
    if (needed) {
        uint16_t *codes = RO_ARENA_ARRAY(&dedup->arena, uint16_t, sketch.count);
        if (codes && sketch.count) memcpy(codes, sketch.codes, sketch.count * sizeof *codes);
        item->sketch.codes = codes;
        item->sketch.names = (const uint8_t *)ro_arena_copy(
            &dedup->arena, (const char *)sketch.names, ro_name_bytes(sketch.count));
    }
    return !dedup->arena.oom;
}

ro_status ro_dedup_add(ro_dedup *dedup, ro_article *const *articles, size_t count, bool known,
                       ro_error *error) {
    RO_ENTER(error, dedup && (articles || !count));
    for (size_t i = 0; i < count; i++)
        if (!articles[i]) return ro_fail(error, RO_ERR_ARG, 0, "article %zu is NULL", i);
    for (size_t i = 0; i < count; i++)
        if (!add(dedup, articles[i], known)) return ro_fail_nomem(error);
    return RO_OK;
}

typedef struct turn {
    int64_t rank;
    uint32_t number;
} turn;

static int by_rank(const void *left, const void *right) {
    const turn *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

ro_status ro_dedup_decide(ro_dedup *dedup, ro_error *error) {
    RO_ENTER(error, dedup);
    turn *turns = malloc(((size_t)dedup->count + 1) * sizeof *turns);
    if (!turns) return ro_fail_nomem(error);
    uint32_t count = 0;
    for (uint32_t i = 0; i < dedup->count; i++)
        if (!dedup->items[i].decided) turns[count++] = (turn){dedup->items[i].rank, i};
    ro_sort(turns, count, sizeof *turns, by_rank);
    bool done = true;
    ro_watch watch = {dedup->options.progress, dedup->options.progress_context, "deciding", false};
    for (uint32_t i = 0; i < count && done && ro_watch_tell(&watch, i, count); i++)
        done = decide(dedup, turns[i].number);
    free(turns);
    if (watch.stopped) return ro_fail(error, RO_ERR_STOPPED, 0, "stopped");
    return done ? RO_OK : ro_fail_nomem(error);
}

ro_status ro_dedup_verdict_of(const ro_dedup *dedup, uint32_t number, ro_dedup_verdict *verdict) {
    const ro_dedup_item *item = dedup ? ro_dedup_item_at(dedup, number) : NULL;
    if (!verdict || !item || !item->decided) return RO_ERR_ARG;
    *verdict = item->verdict;
    return RO_OK;
}
