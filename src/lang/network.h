/* SPDX-License-Identifier: Apache-2.0 */
/** Tags, heads and relations of the words of one sentence, by the trained network. */
#ifndef RO_LANG_NETWORK_H
#define RO_LANG_NETWORK_H

#include "lang/features.h"
#include "lang/model.h"

/** Longest run of words that is analysed at once; a longer sentence is cut. */
enum { RO_NETWORK_WORDS = 256 };

/** Room for the arithmetic of one run. */
typedef struct ro_network_room {
    uint32_t words; /* it has room for */
    int16_t *input, *window, *hidden, *first, *both;
    float *values, *cell;
    int32_t *sums;
    int16_t *head, *dependent, *root, *label;
    float *label_head, *label_dependent;
    float *scores; /* a row for each word: the root, then each word as its head */
    int32_t *heads;
    uint32_t *work;
} ro_network_room;

/** What is found of a word. */
typedef struct ro_network_word {
    uint8_t tag;  /* index of the model's tags */
    int32_t head; /* in the run; -1: root */
    uint8_t label;
} ro_network_word;

/** Give @p room the memory for runs of up to @p words words; false: no memory. */
bool ro_network_make_room(const ro_model *model, ro_arena *arena, uint32_t words,
                          ro_network_room *room);

/** Analyse a run of @p count words, at most room->words. @p first says whether the
 *  run begins a sentence. The heads are a tree with one root. */
void ro_network_run(const ro_model *model, ro_network_room *room, const ro_str *words,
                    uint32_t count, bool first, ro_setting setting, ro_network_word *out);

/** Bucket of the distance from a word to a head @p steps words to its right. */
unsigned ro_distance_bucket(long steps);

#endif
