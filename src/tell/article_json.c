/* SPDX-License-Identifier: Apache-2.0 */
/* The layers of one article as a line of JSON: docs/schema/article-1.schema.json. */
#include "base/error.h"
#include "base/options.h"
#include "tell/members.h"

typedef struct writer {
    ro_json *json;
    const ro_article *article;
    const ro_offsets *offsets;
} writer;

static void index_or_null(ro_json *json, const char *key, uint32_t index, uint32_t count) {
    ro_json_key(json, key);
    if (index < count)
        ro_json_uint(json, index);
    else
        ro_json_null(json);
}

static void span_member(const writer *w, const char *key, ro_span span) {
    ro_json_key(w->json, key);
    ro_json_pair(w->json, w->offsets, span);
}

/* Somebody; null for nobody. */
static void who(const writer *w, const ro_who *person) {
    uint32_t count = w->article->entities.count;
    if (ro_span_empty(person->span) && person->entity >= count) {
        ro_json_null(w->json);
        return;
    }
    ro_json_object(w->json);
    ro_json_place(w->json, w->offsets, person->span);
    ro_json_member(w->json, "name",
                   person->entity < count ? w->article->entities.items[person->entity].name : NULL);
    index_or_null(w->json, "entity", person->entity, count);
    ro_json_object_end(w->json);
}

static void who_member(const writer *w, const char *key, const ro_who *person) {
    ro_json_key(w->json, key);
    who(w, person);
}

/* When the entry of a live blog was written, and the bytes of the source that say so. */
static void part_time(ro_json *json, const ro_part *part) {
    char time[32];
    ro_json_member(json, "time", ro_date_format(&part->time, time));
    if (part->time_end == 0) return;
    ro_json_key(json, "time_source");
    ro_json_array(json);
    ro_json_uint(json, part->time_start);
    ro_json_uint(json, part->time_end);
    ro_json_array_end(json);
}

static void parts(const writer *w) {
    ro_json_key(w->json, "parts");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->parts.count; i++) {
        const ro_part *part = &w->article->parts.items[i];
        ro_json_object(w->json);
        ro_json_member(w->json, "role", ro_part_role_name(part->role));
        ro_json_place(w->json, w->offsets, part->span);
        if (part->kind) ro_json_member(w->json, "kind", ro_part_kind_name(part->kind));
        if (part->time.precision) part_time(w->json, part);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void sentences(const writer *w) {
    ro_json_key(w->json, "sentences");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->sentences.count; i++)
        ro_json_pair(w->json, w->offsets, w->article->sentences.items[i].span);
    ro_json_array_end(w->json);
}

static void tokens(const writer *w) {
    ro_json_key(w->json, "tokens");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->tokens.count; i++) {
        const ro_token *token = &w->article->tokens.items[i];
        const char *deprel = ro_deprel_name(token->deprel);
        ro_json_array(w->json);
        ro_json_uint(w->json, ro_offsets_at(w->offsets, token->span.start));
        ro_json_uint(w->json, ro_offsets_at(w->offsets, token->span.end));
        ro_json_string(w->json, ro_upos_name(token->upos));
        ro_json_int(w->json, token->head);
        ro_json_string(w->json, *deprel ? deprel : NULL);
        ro_json_array_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void entities(const writer *w) {
    ro_json_key(w->json, "entities");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->entities.count; i++) {
        const ro_entity *entity = &w->article->entities.items[i];
        ro_json_object(w->json);
        ro_json_key(w->json, "id");
        ro_json_uint(w->json, i);
        ro_json_member(w->json, "type", ro_entity_type_name(entity->type));
        ro_json_member(w->json, "name", entity->name);
        ro_json_key(w->json, "named");
        ro_json_bool(w->json, entity->named);
        ro_json_key(w->json, "offices");
        ro_json_array(w->json);
        for (uint32_t j = 0; j < entity->office_count; j++)
            ro_json_string(w->json, entity->offices[j]);
        ro_json_array_end(w->json);
        ro_json_member(w->json, "country", entity->country);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void mentions(const writer *w) {
    ro_json_key(w->json, "mentions");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->mentions.count; i++) {
        const ro_mention *mention = &w->article->mentions.items[i];
        ro_json_object(w->json);
        ro_json_place(w->json, w->offsets, mention->span);
        ro_json_member(w->json, "type", ro_entity_type_name(mention->type));
        ro_json_member(w->json, "kind", ro_mention_kind_name(mention->kind));
        index_or_null(w->json, "entity", mention->entity, w->article->entities.count);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void quote(const writer *w, const ro_quote *quote) {
    ro_json_object(w->json);
    ro_json_place(w->json, w->offsets, quote->span);
    ro_json_member(w->json, "kind", ro_quote_kind_name(quote->kind));
    ro_json_key(w->json, "parts");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < quote->part_count; i++)
        ro_json_pair(w->json, w->offsets, quote->parts[i]);
    ro_json_array_end(w->json);
    span_member(w, "cue", quote->cue);
    who_member(w, "speaker", &quote->speaker);
    if (!ro_span_empty(quote->antecedent)) span_member(w, "antecedent", quote->antecedent);
    ro_json_key(w->json, "via");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < quote->via_count; i++) who(w, &quote->via[i]);
    ro_json_array_end(w->json);
    who_member(w, "addressee", &quote->addressee);
    index_or_null(w->json, "time", quote->time, w->article->times.count);
    ro_json_object_end(w->json);
}

static void quotes(const writer *w) {
    ro_json_key(w->json, "quotes");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->quotes.count; i++) quote(w, &w->article->quotes.items[i]);
    ro_json_array_end(w->json);
}

static void times(const writer *w) {
    ro_json_key(w->json, "times");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->times.count; i++) {
        const ro_time *time = &w->article->times.items[i];
        ro_json_object(w->json);
        ro_json_place(w->json, w->offsets, time->span);
        ro_json_member(w->json, "type", ro_time_type_name(time->type));
        ro_json_member(w->json, "value", time->value);
        ro_json_member(w->json, "anchor", ro_time_anchor_name(time->anchor));
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void amounts(const writer *w) {
    ro_json_key(w->json, "amounts");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->amounts.count; i++) {
        const ro_amount *amount = &w->article->amounts.items[i];
        ro_json_object(w->json);
        ro_json_place(w->json, w->offsets, amount->span);
        ro_json_key(w->json, "value");
        ro_json_number(w->json, amount->value);
        ro_json_key(w->json, "high");
        ro_json_number(w->json, amount->high);
        ro_json_member(w->json, "bound", ro_bound_name(amount->bound));
        ro_json_member(w->json, "unit", amount->unit);
        span_member(w, "of", amount->of);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void events(const writer *w) {
    ro_json_key(w->json, "events");
    ro_json_array(w->json);
    for (uint32_t i = 0; i < w->article->events.count; i++) {
        const ro_event *event = &w->article->events.items[i];
        ro_json_object(w->json);
        ro_json_place(w->json, w->offsets, event->span);
        span_member(w, "predicate", event->predicate);
        ro_json_member(w->json, "lemma", event->lemma);
        ro_json_member(w->json, "status", ro_event_status_name(event->status));
        index_or_null(w->json, "time", event->time, w->article->times.count);
        who_member(w, "who", &event->who);
        who_member(w, "whom", &event->whom);
        ro_json_key(w->json, "attributed");
        ro_json_bool(w->json, event->attributed);
        ro_json_object_end(w->json);
    }
    ro_json_array_end(w->json);
}

static void layers(const writer *w, bool with_tokens) {
    parts(w);
    sentences(w);
    if (with_tokens) tokens(w);
    entities(w);
    mentions(w);
    quotes(w);
    times(w);
    amounts(w);
    events(w);
}

ro_status ro_article_write(const ro_article *article, const ro_tell_options *options,
                           ro_write_fn write, void *context, ro_error *error) {
    ro_tell_options chosen;
    ro_offsets offsets;
    ro_json json;
    RO_ENTER(error, article && write);
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    if (!ro_offsets_make(&offsets, article->text, article->size, chosen.offsets))
        return ro_fail_nomem(error);
    ro_json_begin(&json, write, context, false);
    ro_json_object(&json);
    ro_json_member(&json, "schema", RO_ARTICLE_SCHEMA);
    ro_json_metadata(&json, &article->meta, article->meta.id);
    ro_json_member(&json, "offsets", ro_offset_unit_name(chosen.offsets));
    ro_json_key(&json, "text");
    ro_json_str(&json, (ro_str){article->text ? article->text : "", article->size});
    layers(&(writer){&json, article, &offsets}, chosen.tokens);
    ro_json_object_end(&json);
    ro_json_newline(&json);
    ro_offsets_free(&offsets);
    return ro_json_end(&json, error);
}
