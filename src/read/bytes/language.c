/* SPDX-License-Identifier: Apache-2.0 */
#include "read/bytes/language.h"

/* A tenth of running text is function words of the lists; two in a row of thirty
 * words may be chance. */
enum { LOOKED_AT = 20000, FEWEST_HITS = 5, MOST_LANGUAGES = 16 };

const char *ro_find_language(const ro_read_rules *rules, ro_str text) {
    uint32_t hits[MOST_LANGUAGES] = {0}, words = 0;
    const char *p = text.p, *end = text.p + (text.n < LOOKED_AT ? text.n : LOOKED_AT);
    while (p < end) {
        const char *start = p;
        while (p < end && (ro_is_alpha((unsigned char)*p) || (unsigned char)*p >= 0x80)) p++;
        if (p == start) {
            p++;
            continue;
        }
        words++;
        uint32_t bits =
            ro_lexicon_find(&rules->function_words, (ro_str){start, (size_t)(p - start)});
        if (bits == RO_NONE) continue;
        for (uint32_t i = 0; ro_languages[i]; i++) hits[i] += bits >> i & 1;
    }
    uint32_t best = 0, second = 0;
    for (uint32_t i = 1; ro_languages[i]; i++)
        if (hits[i] > hits[best]) best = i;
    for (uint32_t i = 0; ro_languages[i]; i++)
        if (i != best && hits[i] > second) second = hits[i];
    bool sure =
        hits[best] >= FEWEST_HITS && hits[best] * 12 >= words && hits[best] * 4 >= second * 5;
    return sure ? ro_languages[best] : NULL;
}
