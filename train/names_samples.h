/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Corpora of names as the network takes them.
 *
 * A corpus is a sequence of documents as train/names_corpus.py writes them:
 *
 *     D <bytes of text> <number of names>\n <text> \n  (<start> <end> <label>\n)…
 *
 * where a label is a ro_name_label that begins a name, or NAME_UNSURE for a stretch that the
 * teachers see differently: nothing is learned from it.
 */
#ifndef TRAIN_NAMES_SAMPLES_H
#define TRAIN_NAMES_SAMPLES_H

#include "base/arena.h"
#include "names_network.h"

enum { NAME_UNSURE = 15 };

/** Words that the network reads at once. */
typedef struct names_run {
    const seen_word *words;
    const uint8_t *gold; /* ro_name_label; for scores */
    uint16_t count;
    uint8_t domain;
} names_run;

typedef struct names_samples {
    RO_ARRAY(names_run) runs;
    uint64_t words;
} names_samples;

/** What is needed to see words as the library does, and where it is kept. */
typedef struct names_reader {
    ro_arena arena;
    ro_lang *lang;
    ro_people_rules *rules;
    uint32_t rows; /* of the table of features, a power of two */
    struct seen_runs *seen;
} names_reader;

bool names_reader_open(names_reader *reader, uint32_t rows);
void names_reader_close(names_reader *reader);

/** Read a file of documents. Every @p rewrite-th one, where it is not 0, is also read in
 *  capitals, in small letters or as a headline, in turn; where it is 1 in all three. Ends the
 *  program where the file is none of documents. */
void names_read(names_reader *reader, names_samples *to, const char *path, unsigned rewrite,
                uint8_t domain);

#endif
