/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A trained tagger of names: for each token of a sentence one label of the BIO scheme, the best
 * path by the scores of a network (name_network.h) that knows the words and their hashed
 * features. What the rules found is among the features, so that the weights say where to trust
 * them.
 *
 * Method: Lafferty, McCallum and Pereira 2001, "Conditional random fields". Trained by
 * train/names_train_main.c.
 */
#ifndef RO_ANALYSE_PEOPLE_NAME_TAGGER_H
#define RO_ANALYSE_PEOPLE_NAME_TAGGER_H

#include "analyse/people/name_network.h"
#include "analyse/people/people_scan.h"

enum { RO_NAME_FEATURES_MOST = 64 };

/** Write the hashes of the features of token @p t of sentence number @p sentence to
 *  @p out; return how many. @p rules holds the label of each token by the rules. */
size_t ro_name_features(const ro_people_scan *scan, const uint8_t *rules, uint32_t sentence,
                        uint32_t t, uint32_t out[RO_NAME_FEATURES_MOST]);

/** The labels that the names found by rules give to every token, in the scratch arena:
 *  low four bits a ro_name_label, then the certainty. NULL: no memory. */
uint8_t *ro_rule_labels(const ro_people_scan *scan);

/** Whether token @p t of sentence number @p sentence may be in a name: it is far enough from
 *  every capital where it may not. */
bool ro_name_possible(const ro_people_scan *scan, uint32_t sentence, uint32_t t);

/** Whether label @p to may follow @p from. */
bool ro_label_follows(ro_name_label from, ro_name_label to);

/** Replace the names that the rules found by those of the best path of each sentence. */
void ro_tag_names(ro_people_scan *scan);

#endif
