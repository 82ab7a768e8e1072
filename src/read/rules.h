/* SPDX-License-Identifier: Apache-2.0 */
/** The word lists of reading, from data/, ready for use. */
#ifndef RO_READ_RULES_H
#define RO_READ_RULES_H

#include "base/array.h"
#include "base/lexicon.h"
#include "read/read.h"

/** A phrase that outlets put around articles, and the role of a paragraph of it. */
typedef struct ro_phrase {
    ro_str pattern; /* lower case; '*' stands for any bytes */
    ro_part_role role;
} ro_phrase;

struct ro_read_rules {
    ro_arena arena;
    RO_ARRAY(ro_phrase) phrases;
    ro_lexicon agencies; /* name or alias: index into agency_names */
    RO_ARRAY(const char *) agency_names;
    ro_lexicon function_words; /* of any language below: bits, one a language */
    ro_lexicon not_places;     /* words before a dash or colon that are no dateline */
    ro_lexicon not_people;     /* words that no person's name holds */
    ro_lexicon months;         /* of several languages: 1 to 12 */
};

/** The languages told apart by their function words, ended by NULL. */
extern const char *const ro_languages[];

/** The role of a paragraph that is such a phrase; false where it is none. */
bool ro_phrase_role(const ro_read_rules *rules, ro_str paragraph, ro_part_role *role);

/** Whether @p text matches @p pattern, but for ASCII case. */
bool ro_glob(ro_str pattern, ro_str text);

#endif
