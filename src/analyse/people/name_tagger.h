/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A trained tagger of names: for each token of a sentence one label of the BIO scheme,
 * the best path of a linear model over hashed features. What the rules found is among
 * the features, so that the weights say where to trust them.
 *
 * Method: Collins 2002, "Discriminative training methods for hidden Markov models", with
 * averaged weights in 16 bits. Trained by train/names_train_main.c.
 */
#ifndef RO_ANALYSE_PEOPLE_NAME_TAGGER_H
#define RO_ANALYSE_PEOPLE_NAME_TAGGER_H

#include "analyse/people/people_scan.h"

/** O, then begin and inside of each type. */
typedef enum ro_name_label {
    RO_LABEL_NONE,
    RO_LABEL_PERSON,
    RO_LABEL_IN_PERSON,
    RO_LABEL_ORGANIZATION,
    RO_LABEL_IN_ORGANIZATION,
    RO_LABEL_PLACE,
    RO_LABEL_IN_PLACE,
    RO_LABEL_OTHER,
    RO_LABEL_IN_OTHER,
    RO_LABEL_COUNT
} ro_name_label;

enum {
    RO_LABEL_ROW = 12, /* labels of a row of weights, padded */
    RO_NAME_FEATURES_MOST = 64
};

/** The file: this header, the steps, the rows. Numbers are little-endian. */
#define RO_NAMES_MAGIC   "RONAMES\n"
#define RO_NAMES_FILE    "en/names.model"
#define RO_NAMES_VERSION 2u
#define RO_NAMES_ORDER   0x01020304u

typedef struct ro_names_header {
    char magic[8];
    uint32_t order; /* RO_NAMES_ORDER as the writer saw it */
    uint32_t version;
    uint32_t rows; /* a power of two */
    uint32_t reserved;
    uint64_t checksum; /* XXH3 of all bytes behind the header */
} ro_names_header;

/** Read the weights of folder @p dir, or where it is NULL of the folder that ro_model_folder
 *  gives, into @p arena. Without them a tagger is all zero, and the rules stand alone.
 *  RO_OK, RO_ERR_IO (no such file, too), RO_ERR_INPUT (damaged, of another version),
 *  RO_ERR_NOMEM. */
ro_status ro_name_tagger_read(const char *dir, ro_arena *arena, ro_name_tagger *tagger,
                              ro_error *error);

/** Take @p size bytes as weights; as above. The bytes must outlive the tagger. */
ro_status ro_name_tagger_use(const void *data, size_t size, ro_name_tagger *tagger,
                             ro_error *error);

/** Write the hashes of the features of token @p t of sentence number @p sentence to
 *  @p out; return how many. @p rules holds the label of each token by the rules. */
size_t ro_name_features(const ro_people_scan *scan, const uint8_t *rules, uint32_t sentence,
                        uint32_t t, uint32_t out[RO_NAME_FEATURES_MOST]);

/** The labels that the names found by rules give to every token, in the scratch arena:
 *  low four bits a ro_name_label, then the certainty. NULL: no memory. */
uint8_t *ro_rule_labels(const ro_people_scan *scan);

/** Whether label @p to may follow @p from. */
bool ro_label_follows(ro_name_label from, ro_name_label to);

/** Replace the names that the rules found by those of the best path of each sentence. */
void ro_tag_names(ro_people_scan *scan);

#endif
