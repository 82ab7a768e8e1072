/* SPDX-License-Identifier: Apache-2.0 */
/* An article is built by arrays that grow and arenas that grow, of which half lies idle in the
 * end. What is finished is packed: counted in one pass, copied in the next, strings one behind
 * the other. */
#include "article/article.h"

typedef struct pack_state {
    ro_arena *arena; /* NULL: sizes are counted, nothing is copied */
    size_t array_bytes, string_bytes;
    char *strings; /* room for those that are left */
} pack_state;

static void pack_string(pack_state *packer, const char **string) {
    if (!*string) return;
    size_t size = strlen(*string) + 1;
    if (packer->arena) {
        *string = memcpy(packer->strings, *string, size);
        packer->strings += size;
    } else {
        packer->string_bytes += size;
    }
}

/* The copy of an array; the array itself while sizes are counted; NULL where it is empty. */
static void *pack_array(pack_state *packer, const void *items, size_t count, size_t size) {
    if (count == 0) return NULL;
    if (!packer->arena) {
        packer->array_bytes += ro_arena_size_of(count * size);
        return (void *)(uintptr_t)items;
    }
    void *copy = ro_arena_alloc_array(packer->arena, count, size);
    if (copy) memcpy(copy, items, count * size);
    return copy;
}

static const char *const *pack_names(pack_state *packer, const char *const *names, uint32_t count) {
    const char **copy = pack_array(packer, names, count, sizeof *copy);
    for (uint32_t i = 0; copy && i < count; i++) pack_string(packer, &copy[i]);
    return copy;
}

/* Make room for what a first pass counted. */
static bool start_copy(pack_state *packer, ro_arena *arena) {
    size_t strings = packer->string_bytes ? packer->string_bytes : 1;
    if (!ro_arena_reserve(arena, packer->array_bytes + ro_arena_size_of(strings))) return false;
    packer->arena = arena;
    packer->strings = ro_arena_alloc(arena, strings);
    return packer->strings != NULL;
}

typedef struct layers {
    ro_token *tokens;
    ro_sentence *sentences;
    ro_entity *entities;
    ro_mention *mentions;
    ro_time *times;
    ro_amount *amounts;
    ro_quote *quotes;
    ro_event *events;
} layers;

#define PACK(packer, article, layer)                                                               \
    pack_array((packer), (article)->layer.items, (article)->layer.count,                           \
               sizeof *(article)->layer.items)

/* Arrays and strings within the items. */
static void pack_within(pack_state *packer, const ro_article *article, const layers *to) {
    for (uint32_t i = 0; to->tokens && i < article->tokens.count; i++)
        pack_string(packer, &to->tokens[i].lemma);
    for (uint32_t i = 0; to->entities && i < article->entities.count; i++) {
        ro_entity *entity = &to->entities[i];
        pack_string(packer, &entity->name);
        pack_string(packer, &entity->country);
        entity->offices = pack_names(packer, entity->offices, entity->office_count);
    }
    for (uint32_t i = 0; to->times && i < article->times.count; i++)
        pack_string(packer, &to->times[i].value);
    for (uint32_t i = 0; to->amounts && i < article->amounts.count; i++)
        pack_string(packer, &to->amounts[i].unit);
    for (uint32_t i = 0; to->quotes && i < article->quotes.count; i++) {
        ro_quote *quote = &to->quotes[i];
        quote->parts = pack_array(packer, quote->parts, quote->part_count, sizeof *quote->parts);
        quote->via = pack_array(packer, quote->via, quote->via_count, sizeof *quote->via);
    }
    for (uint32_t i = 0; to->events && i < article->events.count; i++)
        pack_string(packer, &to->events[i].lemma);
}

static void pack_layers(pack_state *packer, const ro_article *article, layers *to) {
    to->tokens = PACK(packer, article, tokens);
    to->sentences = PACK(packer, article, sentences);
    to->entities = PACK(packer, article, entities);
    to->mentions = PACK(packer, article, mentions);
    to->times = PACK(packer, article, times);
    to->amounts = PACK(packer, article, amounts);
    to->quotes = PACK(packer, article, quotes);
    to->events = PACK(packer, article, events);
    pack_within(packer, article, to);
}

void ro_article_pack_layers(ro_article *article, ro_arena *read) {
    ro_arena packed = RO_ARENA_INIT;
    pack_state packer = {0};
    layers to;
    pack_layers(&packer, article, &to);
    bool good = !article->arena.oom && start_copy(&packer, &packed);
    if (good) pack_layers(&packer, article, &to);
    if (good && !packed.oom) {
#define TAKE(layer)                                                                                \
    (article->layer.items = to.layer, article->layer.capacity = article->layer.count)
        TAKE(tokens), TAKE(sentences), TAKE(entities), TAKE(mentions);
        TAKE(times), TAKE(amounts), TAKE(quotes), TAKE(events);
#undef TAKE
        ro_arena_free(&article->arena);
        article->arena = packed;
    } else {
        ro_arena_free(&packed);
    }
    ro_arena_join(read, &article->arena);
    article->arena = *read;
}

static void pack_metadata(pack_state *packer, ro_metadata *meta) {
    const char **strings[] = {&meta->id,           &meta->input_path,     &meta->url,
                              &meta->outlet,       &meta->title,          &meta->language,
                              &meta->published_as, &meta->other_title,    &meta->section,
                              &meta->description,  &meta->published.from, &meta->modified.from};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) pack_string(packer, strings[i]);
    meta->authors = pack_names(packer, meta->authors, meta->author_count);
    meta->byline = pack_names(packer, meta->byline, meta->byline_count);
    meta->agencies = pack_names(packer, meta->agencies, meta->agency_count);
    meta->credited = pack_names(packer, meta->credited, meta->credited_count);
}

typedef struct read_part {
    ro_metadata meta;
    const char *text;
    ro_map_run *map;
    ro_part *parts;
} read_part;

static void pack_read(pack_state *packer, const ro_article *article, read_part *to) {
    to->meta = article->meta;
    pack_metadata(packer, &to->meta);
    to->text = pack_array(packer, article->text, article->text ? article->size + (size_t)1 : 0, 1);
    to->map = PACK(packer, article, map);
    to->parts = PACK(packer, article, parts);
}

void ro_article_pack_read(ro_article *article) {
    ro_arena packed = RO_ARENA_INIT;
    pack_state packer = {0};
    read_part to;
    pack_read(&packer, article, &to);
    bool good = !article->arena.oom && start_copy(&packer, &packed);
    if (good) pack_read(&packer, article, &to);
    if (!good || packed.oom) {
        ro_arena_free(&packed);
        return;
    }
    article->meta = to.meta;
    article->text = to.text;
    article->map.items = to.map;
    article->map.capacity = article->map.count;
    article->parts.items = to.parts;
    article->parts.capacity = article->parts.count;
    ro_arena_free(&article->arena);
    article->arena = packed;
}
