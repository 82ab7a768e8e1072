/* SPDX-License-Identifier: Apache-2.0 */
/** Bytes of any encoding to UTF-8, and the way back. */
#ifndef RO_READ_BYTES_DECODE_H
#define RO_READ_BYTES_DECODE_H

#include "article/article.h"
#include "base/xml_repair.h"

typedef RO_ARRAY(ro_map_run) ro_map;

/** Bytes that were no character. */
typedef struct ro_damage {
    uint64_t at;
    uint32_t bytes;
} ro_damage;

typedef struct ro_decoded {
    ro_str text;      /* UTF-8 without a mark; the input's own bytes where they are that */
    ro_map map;       /* from text to the input; empty: the same bytes */
    uint32_t damaged; /* bytes that were no character: each, or a run of NUL, became U+FFFD */
    uint64_t first_damaged;
    RO_ARRAY(ro_damage) damages; /* all of them, in order */
    uint32_t told;               /* of these, with a record */
} ro_decoded;

/**
 * Decode @p bytes: a byte-order mark, else UTF-8 where the bytes are that, else
 * @p charset where stated and known, else what the bytes look like.
 * @param charset  a label of the encoding, as in HTTP or HTML; may be NULL.
 * @return RO_OK (see damaged); RO_ERR_INPUT where the bytes are no text;
 *         RO_ERR_NOMEM.
 */
ro_status ro_decode(ro_arena *arena, ro_str bytes, const char *charset, ro_decoded *decoded,
                    ro_error *error);

/**
 * Make the XML in @p decoded well-formed, its map with it.
 * @param told   receives what was mended, in the arena; NULL where nothing was.
 * @param first  receives where in the input the first of it stood.
 * @return false where there is no memory.
 */
bool ro_decoded_repair(ro_arena *arena, ro_decoded *decoded, ro_xml_kind kind, ro_xml_names names,
                       const char **told, uint64_t *first);

/** Whether @p bytes are text of some encoding; else say in @p error what they are. */
ro_status ro_check_is_text(ro_str bytes, ro_error *error);

/** Append a run; it joins the run before where both are byte for byte and touch. */
bool ro_map_add(ro_arena *arena, ro_map *map, ro_map_run run);

/** The bytes that @p at begins in, or, @p for_end, that the byte before it ends in;
 *  an empty map gives @p at. */
uint64_t ro_map_source(const ro_map *map, uint64_t at, bool for_end);

/** Write into @p out (empty) the runs of @p inner with their sources led through
 *  @p outer. False: no memory. */
bool ro_map_compose(ro_arena *arena, const ro_map *inner, const ro_map *outer, ro_map *out);

/** Write into @p out (empty) the runs of @p map, which leads to a decoded input, as they
 *  stand in a record that begins at @p start of the input itself. False: no memory. */
bool ro_map_place(ro_arena *arena, const ro_map *map, const ro_map *decoded, uint64_t start,
                  ro_map *out);

#endif
