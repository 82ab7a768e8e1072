/* SPDX-License-Identifier: Apache-2.0 */
/** Tags, heads and relations of the words of one sentence, by the trained network. */
#ifndef RO_LANG_COMMON_NETWORK_H
#define RO_LANG_COMMON_NETWORK_H

#include "lang/common/features.h"
#include "lang/common/model.h"

/** Longest run of words that is analysed at once; a longer sentence is cut. */
enum { RO_NETWORK_WORDS = 256 };

/** Room for the arithmetic of one run. */
typedef struct ro_network_room {
    uint32_t words; /* it has room for */
    int8_t *input, *window, *hidden, *gates, *both, *label;
    int16_t *total, *head, *dependent, *root;
    float *values, *cell;
    int32_t *sums;
    float *label_head, *label_dependent;
    float *distance; /* bias of each distance, from -words to words */
    float *scores;   /* a row for each word: the root, then each word as its head */
    int32_t *heads;
    uint32_t *work;
} ro_network_room;

/** What is to be analysed: words that are one sentence by its marks. */
typedef struct ro_network_input {
    const ro_str *words;
    const bool *apart; /* whether white space is before each word */
    uint32_t count;
    bool first; /* the run begins a sentence; else it goes on with a longer one */
    ro_setting setting;
} ro_network_input;

/** What is found of a word. */
typedef struct ro_network_word {
    uint8_t tag;  /* index of the model's tags */
    bool begins;  /* a sentence within the run, though no mark says so */
    int32_t head; /* in the run, of the same sentence; -1: root */
    uint8_t label;
} ro_network_word;

/** Give @p room the memory for runs of up to @p words words; false: no memory. */
bool ro_network_make_room(const ro_model *model, ro_arena *arena, uint32_t words,
                          ro_network_room *room);

/** Analyse at most room->words words. The heads of each sentence are a tree with one
 *  root. */
void ro_network_run(const ro_model *model, ro_network_room *room, const ro_network_input *input,
                    ro_network_word *out);

/** Bucket of the distance from a word to a head @p steps words to its right. */
unsigned ro_distance_bucket(long steps);

#endif
