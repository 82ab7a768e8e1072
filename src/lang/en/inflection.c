/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An ending leaves a few words from which the form may come: "hoping" comes from "hop",
 * "hope" or "hopp". The spelling rules out most: a short vowel before one consonant
 * would have doubled it, so "hoping" is of "hope". What is left is decided by which
 * word is more frequent: the model's rows begin with the most frequent words.
 */
#include "lang/en/inflection.h"

#include "lang/common/features.h"

enum { MOST_WAYS = 3, UNKNOWN_WORD = UINT32_MAX };

/* A word from which the form may come: the form less @p cut bytes and @p add. */
typedef struct way {
    unsigned cut;
    const char *add;
} way;

static bool is_vowel(char c) {
    return c && strchr("aeiou", c);
}

/* A character from the end: 1 is the last one; 0 where there is none. */
static char from_end(ro_str s, size_t n) {
    return n <= s.n ? s.p[s.n - n] : '\0';
}

static bool ends(ro_str s, const char *ending) {
    return s.n > strlen(ending) && ro_str_ends(s, ro_str_of(ending));
}

/* Whether @p s has one vowel sound: "stop", "raise", but not "visit". */
static bool is_short(ro_str s) {
    unsigned groups = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool vowel = is_vowel(s.p[i]) || (s.p[i] == 'y' && i > 0);
        bool before = i > 0 && (is_vowel(s.p[i - 1]) || (s.p[i - 1] == 'y' && i > 1));
        groups += vowel && !before;
    }
    return groups == 1;
}

static size_t write_way(ro_str form, way w, char out[RO_LEMMA_BYTES]) {
    size_t size = form.n - w.cut, more = strlen(w.add);
    memcpy(out, form.p, size);
    memcpy(out + size, w.add, more);
    return size + more;
}

/* Rank of the word by how frequent it is. */
static uint32_t rank(const ro_model *model, ro_str form, way w) {
    char word[RO_LEMMA_BYTES];
    size_t size = write_way(form, w, word);
    uint32_t row = ro_model_row(model, ro_word_key(word, size));
    return row ? row : UNKNOWN_WORD;
}

/* The first way where it leads to a known word and @p sure, else the one that leads to
 * the most frequent word. */
static size_t choose(const ro_model *model, ro_str form, const way *ways, size_t count, bool sure,
                     char out[RO_LEMMA_BYTES]) {
    uint32_t best = UNKNOWN_WORD;
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t found = rank(model, form, ways[i]);
        if (found >= best) continue;
        best = found;
        size = write_way(form, ways[i], out);
        if (i == 0 && sure) break;
    }
    return size;
}

/* "stopped", "hoping": @p cut bytes are the ending. */
static size_t without_participle(const ro_model *model, ro_str form, unsigned cut,
                                 char out[RO_LEMMA_BYTES]) {
    ro_str stem = {form.p, form.n - cut};
    char last = from_end(stem, 1), before = from_end(stem, 2);
    const way bare = {cut, ""}, with_e = {cut, "e"}, less = {cut + 1, ""};
    if (stem.n < 2) return 0;
    if (last == before && !is_vowel(last)) {
        /* "fill" and "pass" end so themselves; "plan" does not. */
        bool own = is_short(stem) && strchr("lsfzd", last);
        const way own_ways[] = {bare, less}, ways[] = {less, bare};
        return choose(model, form, own ? own_ways : ways, 2, own, out);
    }
    if (last == 'k' && before == 'c') { /* "picnicked" */
        const way ways[] = {bare, less};
        return choose(model, form, ways, 2, is_short(stem), out);
    }
    if (last == 'e' && cut == 2) { /* "freed" */
        const way ways[] = {with_e, bare};
        return choose(model, form, ways, 2, true, out);
    }
    bool vowel_before = is_vowel(before) || before == 'y';
    bool two_vowels =
        vowel_before && is_vowel(from_end(stem, 3)) && !(before == 'u' && from_end(stem, 3) == 'q');
    bool doubles = vowel_before && !two_vowels && !is_vowel(last) && !strchr("wxy", last);
    if ((doubles && is_short(stem)) || strchr("vucz", last) ||
        (last == 'l' && !vowel_before && before != 'r' && before != 'w')) {
        const way ways[] = {with_e, bare};
        return choose(model, form, ways, 2, true, out);
    }
    const way ways[] = {bare, with_e};
    return choose(model, form, ways, 2, strchr("wxyh", last) && before != 't', out);
}

/* "carried", "carries": @p cut bytes stand for "y". */
static size_t with_y(const ro_model *model, ro_str form, unsigned cut, char out[RO_LEMMA_BYTES]) {
    const way ways[] = {{cut, "y"}, {cut - 2, ""}}; /* or "died", "movies" */
    const way turned[] = {ways[1], ways[0]};
    bool small = form.n - cut <= 1;
    return choose(model, form, small ? turned : ways, 2, small, out);
}

/* "goes", "classes", "houses", "says". */
static size_t without_s(const ro_model *model, ro_str form, char out[RO_LEMMA_BYTES]) {
    if (ends(form, "ies")) return with_y(model, form, 3, out);
    if (ends(form, "ss") || ends(form, "us") || ends(form, "is")) return 0;
    const way ways[] = {{1, ""}, {2, ""}};
    bool two = ends(form, "oes") || ends(form, "ses") || ends(form, "xes") || ends(form, "zes") ||
               ends(form, "ches") || ends(form, "shes");
    return choose(model, form, ways, two ? 2 : 1, false, out);
}

size_t ro_regular_lemma(const ro_model *model, uint8_t upos, uint16_t features, ro_str form,
                        char out[RO_LEMMA_BYTES]) {
    if (form.n < 4 || form.n + 2 > RO_LEMMA_BYTES) return 0;
    for (size_t i = 0; i < form.n; i++)
        if (!ro_is_lower((unsigned char)form.p[i])) return 0;
    if (upos == RO_UPOS_NOUN)
        return features & RO_FEATURE_PLURAL && ends(form, "s") ? without_s(model, form, out) : 0;
    if (upos != RO_UPOS_VERB) return 0;
    if (features & RO_FEATURE_PAST) {
        if (ends(form, "ied")) return with_y(model, form, 3, out);
        return ends(form, "ed") ? without_participle(model, form, 2, out) : 0;
    }
    if (ends(form, "ying") && form.n == 5) { /* "dying", but "buying" has its own row */
        const way ways[] = {{4, "ie"}, {3, ""}};
        return choose(model, form, ways, 2, false, out);
    }
    if (features & (RO_FEATURE_PARTICIPLE | RO_FEATURE_GERUND))
        return ends(form, "ing") ? without_participle(model, form, 3, out) : 0;
    bool third = features & RO_FEATURE_PRESENT && !(features & RO_FEATURE_PLURAL);
    return third && ends(form, "s") ? without_s(model, form, out) : 0;
}
