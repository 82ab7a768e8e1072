/* SPDX-License-Identifier: Apache-2.0 */
/** What the network sees of a word: keys of rows of its embedding table. */
#ifndef RO_LANG_COMMON_FEATURES_H
#define RO_LANG_COMMON_FEATURES_H

#include "base/text.h"

enum { RO_WORD_KEYS = 12, RO_NORMAL_BYTES = 48 };

/** How the letters of a sentence are set, which tells what its capitals mean. */
typedef enum ro_setting {
    RO_SETTING_PLAIN,
    RO_SETTING_TITLE, /**< "Minister Quits Over Report" */
    RO_SETTING_UPPER,
    RO_SETTING_LOWER
} ro_setting;

/** Write @p word in lower case with straight quotes and plain hyphens, cut to
 *  RO_NORMAL_BYTES, into @p out; return its length. */
size_t ro_normal_form(ro_str word, char out[RO_NORMAL_BYTES]);

/** Key of a word's own row. Never 0. */
uint32_t ro_word_key(const char *normal, size_t size);

/** Write the keys of @p word, its own first; all are filled, 0 stands for none. */
void ro_word_keys(ro_str word, bool first, ro_setting setting, uint32_t keys[RO_WORD_KEYS]);

/** Find out how a sentence of @p count words is set; @p word gives the words. */
ro_setting ro_sentence_setting(const ro_str *words, size_t count);

#endif
