/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The article: the one record that flows through the house.
 *
 * The reader fills metadata, text, parts and the map; the floors above add one
 * layer each and never change what another floor wrote. Everything that an article
 * points to lives in its arena.
 */
#ifndef RO_ARTICLE_ARTICLE_H
#define RO_ARTICLE_ARTICLE_H

#include <stdatomic.h>

#include "base/array.h"
#include "base/text.h"
#include "lang/lang.h"
#include "readout.h"

/** Where a run of the text came from. Runs ascend in the text, and in the source too
 *  but where a page states things out of their order (text within a table); text
 *  between two runs was made by the reader (a paragraph break) and maps to the
 *  end of the run before it. An empty map means: text and source are the same. */
typedef struct ro_map_run {
    uint32_t text;          /* first byte in the text */
    uint32_t length;        /* bytes in the text */
    uint64_t source;        /* first byte in the record */
    uint64_t source_length; /* bytes in the record; differs where a reference was decoded */
} ro_map_run;

struct ro_article {
    ro_arena arena;
    ro_metadata meta;
    const char *text; /* ended by NUL */
    uint32_t size;
    RO_ARRAY(ro_map_run) map;
    RO_ARRAY(ro_part) parts;

    ro_article *layers_of; /* the one that has the layers in its arena; NULL: itself */
    atomic_uint borrowers; /* articles that use its layers; it is freed with the last */

    bool analysed;
    ro_token_array tokens;
    ro_sentence_array sentences;
    RO_ARRAY(ro_entity) entities;
    RO_ARRAY(ro_mention) mentions; /* in the order of the text */
    RO_ARRAY(ro_time) times;
    RO_ARRAY(ro_amount) amounts;
    RO_ARRAY(ro_quote) quotes;
    RO_ARRAY(ro_event) events;
};

/** Return an empty article, or NULL. Free with ro_article_free. */
ro_article *ro_article_new(void);

/** Give @p article the layers of @p from, which is analysed and of the same text. They
 *  stay until both are freed, in whatever order and by whatever thread. */
void ro_article_share_layers(ro_article *article, ro_article *from);

/** Pack what the reader filled into an arena of just its size: what was borrowed of the article
 *  before is gone. Where there is no memory for that, everything stays as it is. */
void ro_article_pack_read(ro_article *article);

/** Pack the layers, which are in the article's arena, into just their size, and give the
 *  article @p read as well: the arena of what the reader filled, whose bytes stay in place. */
void ro_article_pack_layers(ro_article *article, ro_arena *read);

/** Whether a part of this role carries what the outlet reports: title, deck, body, subhead.
 *  Findings are made in these alone. */
bool ro_role_is_content(ro_part_role role);

/** Whether an entity is neither somebody nor some place: a work, an event or another thing. */
static inline bool ro_entity_is_thing(ro_entity_type type) {
    return type == RO_ENTITY_OTHER || type == RO_ENTITY_WORK || type == RO_ENTITY_EVENT;
}

/** Whether the sentences of a part are told by the outlet itself: of the body, and neither
 *  somebody's post nor of a table or footnote. What is told first is chosen from these alone. */
bool ro_part_is_told(const ro_part *part);

/** Whether part @p part is somebody's post; false where there is none of that number. */
static inline bool ro_article_is_post(const ro_article *article, uint32_t part) {
    return part < article->parts.count && article->parts.items[part].kind == RO_KIND_POST;
}

/** Whether sentence @p sentence is told by the outlet itself; an article without parts is one. */
bool ro_sentence_is_told(const ro_article *article, uint32_t sentence);

/** Index of the part, sentence or token that holds byte @p at, else RO_NONE. */
uint32_t ro_article_part_at(const ro_article *article, uint32_t at);
uint32_t ro_article_sentence_at(const ro_article *article, uint32_t at);
uint32_t ro_article_token_at(const ro_article *article, uint32_t at);

/** The first token that starts at or after byte @p at; tokens.count where none. */
uint32_t ro_article_token_from(const ro_article *article, uint32_t at);

/** The words of a token. */
static inline ro_str ro_token_str(const ro_article *article, uint32_t token) {
    return ro_str_span(article->text, article->tokens.items[token].span);
}

/** Whether a token is @p word, which is lower case, but for ASCII case. */
bool ro_token_is(const ro_article *article, uint32_t token, const char *word);

#endif
