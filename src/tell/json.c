/* SPDX-License-Identifier: Apache-2.0 */
/* The account as JSON: docs/schema/account-1.schema.json. */
#include <math.h>

#include "base/error.h"
#include "tell/ids.h"
#include "tell/members.h"
#include "tell/tell.h"
#include "tell/view.h"

typedef struct writer {
    ro_json *json;
    const char *const *ids;
    const ro_offsets *offsets; /* one for each article */
    unsigned sections;
    ro_arena *arena;
} writer;

static void count_member(const writer *w, const char *key, uint32_t value) {
    ro_json_key(w->json, key);
    ro_json_uint(w->json, value);
}

static void array_member(const writer *w, const char *key) {
    ro_json_key(w->json, key);
    ro_json_array(w->json);
}

static void place_in(const writer *w, uint32_t article, ro_span span) {
    ro_json_member(w->json, "article", w->ids[article]);
    ro_json_place(w->json, &w->offsets[article], span);
}

static void pair_in(const writer *w, const char *key, uint32_t article, ro_span span) {
    ro_json_key(w->json, key);
    ro_json_pair(w->json, &w->offsets[article], span);
}

/* Four decimals say all that such a measure knows. */
static void share(const writer *w, const char *key, float value) {
    ro_json_key(w->json, key);
    ro_json_number(w->json, round((double)value * 1e4) / 1e4);
}

static void receipt(const writer *w, const ro_receipt *place) {
    ro_json_object(w->json);
    bool pretty = ro_json_flat(w->json);
    place_in(w, place->article, place->span);
    ro_json_object_end(w->json);
    ro_json_flat_end(w->json, pretty);
}

static void receipts(const writer *w, const ro_receipt *items, uint32_t count) {
    array_member(w, "evidence");
    for (uint32_t i = 0; i < count; i++) receipt(w, &items[i]);
    ro_json_array_end(w->json);
}

static void version(const writer *w, const ro_version *version) {
    ro_json_object(w->json);
    ro_json_member(w->json, "older", w->ids[version->older]);
    ro_json_member(w->json, "newer", w->ids[version->newer]);
    ro_json_member(w->json, "evidence", version->evidence);
    array_member(w, "changes");
    for (uint32_t i = 0; i < version->change_count; i++) {
        const ro_change *change = &version->changes[i];
        ro_json_object(w->json);
        bool pretty = ro_json_flat(w->json);
        ro_json_member(w->json, "kind", ro_change_kind_name(change->kind));
        pair_in(w, "older", version->older, change->older);
        pair_in(w, "newer", version->newer, change->newer);
        ro_json_object_end(w->json);
        ro_json_flat_end(w->json, pretty);
    }
    ro_json_array_end(w->json);
    ro_json_object_end(w->json);
}

static void copy(const writer *w, const ro_copy *copy) {
    ro_json_object(w->json);
    ro_json_member(w->json, "a", w->ids[copy->a]);
    ro_json_member(w->json, "b", w->ids[copy->b]);
    ro_json_member(w->json, "kind", ro_copy_kind_name(copy->kind));
    ro_json_member(w->json, "form", ro_copy_form_name(copy->form));
    ro_json_member(w->json, "direction", ro_direction_name(copy->direction));
    share(w, "share_of_a", copy->share_of_a);
    share(w, "share_of_b", copy->share_of_b);
    ro_json_member(w->json, "evidence", copy->evidence);
    array_member(w, "passages");
    for (uint32_t i = 0; i < copy->passage_count; i++) {
        const ro_passage *passage = &copy->passages[i];
        ro_json_object(w->json);
        bool pretty = ro_json_flat(w->json);
        pair_in(w, "a", copy->a, passage->a);
        pair_in(w, "b", copy->b, passage->b);
        ro_json_member(w->json, "kind", ro_copy_kind_name(passage->kind));
        share(w, "score", passage->score);
        ro_json_object_end(w->json);
        ro_json_flat_end(w->json, pretty);
    }
    ro_json_array_end(w->json);
    ro_json_object_end(w->json);
}

static void remark(const writer *w, const ro_remark *remark) {
    ro_json_object(w->json);
    ro_json_member(w->json, "speaker", remark->speaker);
    ro_json_member(w->json, "addressee", remark->addressee);
    ro_json_member(w->json, "text", remark->text);
    array_member(w, "reports");
    for (uint32_t i = 0; i < remark->rendering_count; i++) {
        const ro_rendering *rendering = &remark->renderings[i];
        ro_json_object(w->json);
        place_in(w, rendering->article, rendering->span);
        ro_json_member(w->json, "variant", rendering->variant);
        ro_json_member(w->json, "said", rendering->said);
        pair_in(w, "said_at", rendering->article, rendering->said_span);
        ro_json_member(w->json, "via", rendering->via);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
    ro_json_member(w->json, "differs", remark->differs);
    count_member(w, "independent", remark->independent);
    ro_json_object_end(w->json);
}

static void claim(const writer *w, const ro_claim *claim) {
    ro_json_object(w->json);
    ro_json_member(w->json, "what", claim->what);
    ro_json_member(w->json, "relation", ro_relation_name(claim->relation));
    ro_json_member(w->json, "evidence", claim->evidence);
    array_member(w, "values");
    for (uint32_t i = 0; i < claim->value_count; i++) {
        const ro_claim_value *value = &claim->values[i];
        ro_json_object(w->json);
        place_in(w, value->article, value->span);
        ro_json_member(w->json, "text", value->text);
        ro_json_key(w->json, "value");
        ro_json_number(w->json, value->value);
        ro_json_member(w->json, "bound", ro_bound_name(value->bound));
        ro_json_member(w->json, "unit", value->unit);
        ro_json_member(w->json, "when", value->when);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
    ro_json_object_end(w->json);
}

static void happening(const writer *w, const ro_happening *point) {
    ro_json_object(w->json);
    ro_json_member(w->json, "when", point->when);
    ro_json_member(w->json, "words", point->words);
    ro_json_member(w->json, "precision", ro_precision_name(point->precision));
    ro_json_member(w->json, "status", ro_event_status_name(point->status));
    ro_json_member(w->json, "what", point->what);
    receipts(w, point->evidence, point->evidence_count);
    count_member(w, "independent", point->independent);
    ro_json_object_end(w->json);
}

static void brief_line(const writer *w, const ro_brief_line *line) {
    ro_json_object(w->json);
    ro_json_member(w->json, "text", line->text);
    receipts(w, line->evidence, line->evidence_count);
    count_member(w, "articles", line->articles);
    count_member(w, "independent", line->independent);
    ro_json_object_end(w->json);
}

/* The articles of each independent source. */
static void sources(const writer *w, const ro_story *story) {
    ro_origin_groups groups = ro_view_origins(story, w->arena);
    array_member(w, "sources");
    for (uint32_t source = 0; source < groups.count; source++) {
        ro_json_array(w->json);
        for (uint32_t i = groups.starts[source]; i < groups.starts[source + 1]; i++)
            ro_json_string(w->json, w->ids[story->articles[groups.positions[i]]]);
        ro_json_array_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void story_head(const writer *w, const ro_story *story) {
    ro_json_member(w->json, "id", story->id);
    ro_json_member(w->json, "title", story->title);
    ro_json_key(w->json, "title_from");
    if (ro_span_empty(story->title_from.span))
        ro_json_null(w->json);
    else
        receipt(w, &story->title_from);
    array_member(w, "articles");
    for (uint32_t i = 0; i < story->article_count; i++)
        ro_json_string(w->json, w->ids[story->articles[i]]);
    ro_json_array_end(w->json);
    count_member(w, "independent", story->independent);
    sources(w, story);
}

#define LIST(section, key, function, items, count)                                                 \
    if (w->sections & (section)) {                                                                 \
        array_member(w, key);                                                                      \
        for (uint32_t i = 0; i < story->count; i++) function(w, &story->items[i]);                 \
        ro_json_array_end(w->json);                                                                \
    }

static void story(const writer *w, const ro_story *story) {
    ro_json_object(w->json);
    story_head(w, story);
    LIST(RO_SECTION_COPIES, "versions", version, versions, version_count)
    LIST(RO_SECTION_COPIES, "copies", copy, copies, copy_count)
    LIST(RO_SECTION_QUOTES, "quotes", remark, remarks, remark_count)
    LIST(RO_SECTION_CLAIMS, "claims", claim, claims, claim_count)
    LIST(RO_SECTION_TIMELINE, "timeline", happening, happenings, happening_count)
    LIST(RO_SECTION_BRIEF, "brief", brief_line, brief, brief_count)
    ro_json_object_end(w->json);
}

static void account_object(const writer *w, const ro_account *account, ro_offset_unit unit) {
    ro_json_object(w->json);
    ro_json_member(w->json, "schema", RO_ACCOUNT_SCHEMA);
    ro_json_member(w->json, "offsets", ro_offset_unit_name(unit));
    array_member(w, "articles");
    for (uint32_t i = 0; i < account->article_count; i++) {
        ro_json_object(w->json);
        ro_json_metadata(w->json, &account->articles[i]->meta, w->ids[i]);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
    array_member(w, "stories");
    for (uint32_t i = 0; i < account->story_count; i++) story(w, &account->stories[i]);
    ro_json_array_end(w->json);
    if (w->sections & RO_SECTION_COPIES) {
        array_member(w, "copies");
        for (uint32_t i = 0; i < account->apart.copy_count; i++) copy(w, &account->apart.copies[i]);
        ro_json_array_end(w->json);
    }
    array_member(w, "skipped");
    for (uint32_t i = 0; i < account->skipped.count; i++) {
        ro_json_object(w->json);
        bool pretty = ro_json_flat(w->json);
        ro_json_member(w->json, "source", account->skipped.items[i].source);
        ro_json_member(w->json, "reason", account->skipped.items[i].reason);
        ro_json_object_end(w->json);
        ro_json_flat_end(w->json, pretty);
    }
    ro_json_array_end(w->json);
    ro_json_object_end(w->json);
    ro_json_newline(w->json);
}

ro_status ro_write_json(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error) {
    ro_arena arena = RO_ARENA_INIT;
    ro_offsets *offsets = ro_account_offsets(account, options->offsets);
    const char *const *ids = ro_article_ids(account->articles, account->article_count, &arena);
    ro_status status = RO_ERR_NOMEM;
    if (ids && offsets) {
        ro_json json;
        ro_json_begin(&json, write, context, true);
        account_object(&(writer){&json, ids, offsets, options->sections, &arena}, account,
                       options->offsets);
        status = ro_json_end(&json, error);
        if (status == RO_OK && arena.oom) status = RO_ERR_NOMEM;
    }
    if (status == RO_ERR_NOMEM) ro_fail_nomem(error);
    ro_account_offsets_free(account, offsets);
    ro_arena_free(&arena);
    return status;
}
