/* SPDX-License-Identifier: Apache-2.0 */
/* Why an article of a corpus was dropped, docs/schema/dedup-1.schema.json, and an
 * article as its reader takes it. */
#include "base/error.h"
#include "compare/corpus/dedup.h"
#include "tell/members.h"

static void place(ro_json *json, const char *key, const ro_dedup_item *item) {
    ro_json_key(json, key);
    ro_json_object(json);
    ro_json_member(json, "id", item->id);
    ro_json_member(json, "source", item->source);
    ro_json_key(json, "record");
    ro_json_uint(json, item->record);
    ro_json_key(json, "offset");
    ro_json_uint(json, item->offset);
    ro_json_object_end(json);
}

/* To a thousandth, as a decimal. */
static void share(ro_json *json, const char *key, float value) {
    ro_json_key(json, key);
    ro_json_number(json, (double)(int)((double)value * 1000 + 0.5) / 1000);
}

ro_status ro_dedup_write(const ro_dedup *dedup, uint32_t number, ro_write_fn write, void *context,
                         ro_error *error) {
    RO_ENTER(error, dedup && write);
    const ro_dedup_item *item = ro_dedup_item_at(dedup, number);
    if (!item || !item->decided || item->verdict.kind == RO_DEDUP_KEPT)
        return ro_fail(error, RO_ERR_ARG, 0, "article %u was not dropped", number);
    ro_json json;
    ro_json_begin(&json, write, context, false);
    ro_json_object(&json);
    ro_json_member(&json, "schema", RO_DEDUP_SCHEMA);
    ro_json_member(&json, "kind", ro_dedup_kind_name(item->verdict.kind));
    place(&json, "dropped", item);
    place(&json, "kept", ro_dedup_item_at(dedup, item->verdict.kept));
    share(&json, "share_of_dropped", item->verdict.share_of_dropped);
    share(&json, "share_of_kept", item->verdict.share_of_kept);
    ro_json_object_end(&json);
    ro_json_newline(&json);
    return ro_json_end(&json, error);
}

static void known_member(ro_json *json, const char *key, const char *value) {
    if (value) ro_json_member(json, key, value);
}

static void date_member(ro_json *json, const char *key, const ro_stamp *stamp) {
    char day[32];
    if (stamp->date.precision) ro_json_member(json, key, ro_date_format(&stamp->date, day));
}

ro_status ro_article_write_text(const ro_article *article, ro_write_fn write, void *context,
                                ro_error *error) {
    RO_ENTER(error, article && write);
    const ro_metadata *meta = &article->meta;
    ro_json json;
    ro_json_begin(&json, write, context, false);
    ro_json_object(&json);
    known_member(&json, "id", meta->id);
    known_member(&json, "title", meta->title);
    date_member(&json, "published", &meta->published);
    date_member(&json, "modified", &meta->modified);
    known_member(&json, "outlet", meta->outlet);
    known_member(&json, "url", meta->url);
    known_member(&json, "language", meta->language);
    if (meta->author_count) {
        ro_json_key(&json, "authors");
        ro_json_array(&json);
        for (uint32_t i = 0; i < meta->author_count; i++) ro_json_string(&json, meta->authors[i]);
        ro_json_array_end(&json);
    }
    ro_json_key(&json, "text");
    ro_json_str(&json, (ro_str){article->text ? article->text : "", article->size});
    ro_json_object_end(&json);
    ro_json_newline(&json);
    return ro_json_end(&json, error);
}
