/* SPDX-License-Identifier: Apache-2.0 */
#include "read/parts/name_form.h"

#include "read/parts/credits.h"

enum {
    LONGEST_NAME = 60, /* bytes, and words: "María del Carmen Ortega y Gasset"; beyond are bodies */
    MOST_NAME_WORDS = 6,
    LONGEST_PEN_NAME = 20 /* bytes; one word with more is an address or a tag */
};

typedef struct name_word {
    bool capital, caseless, particle;
} name_word;

static ro_str next_word(ro_str name, size_t *at) {
    while (*at < name.n && name.p[*at] == ' ') (*at)++;
    size_t start = *at;
    while (*at < name.n && name.p[*at] != ' ') (*at)++;
    return (ro_str){name.p + start, *at - start};
}

static bool is_particle(const ro_read_rules *rules, ro_str word) {
    if (!ro_is_lower((unsigned char)word.p[0])) return false;
    /* "José Ortega y Gasset": the "and" of some languages is part of names too. */
    uint32_t joint = ro_lexicon_find(&rules->byline_words, word);
    return ro_lexicon_find(&rules->name_particles, word) != RO_NONE ||
           (joint != RO_NONE && (joint & RO_BYLINE_WEAK_JOINT));
}

static bool judge_word(const ro_read_rules *rules, ro_str word, name_word *judged) {
    unsigned length;
    ro_str bare = word;
    for (size_t i = 0; i < word.n; i++)
        if (ro_is_digit((unsigned char)word.p[i]) || strchr("@/:|=<>_#&*!?+[]{}", word.p[i]))
            return false;
    while (bare.n && strchr(".,'\"()", bare.p[bare.n - 1])) bare.n--;
    while (bare.n && strchr("'\"(", bare.p[0])) bare = (ro_str){bare.p + 1, bare.n - 1};
    if (bare.n == 0) return false;
    uint32_t code = ro_utf8_decode(bare.p, ro_str_end(bare), &length);
    judged->capital = ro_code_is_upper(code);
    /* Scripts without capitals have names too. */
    judged->caseless =
        !judged->capital && (unsigned char)bare.p[0] >= 0xD6 && ro_code_is_word(code);
    judged->particle = is_particle(rules, bare);
    return ro_lexicon_find(&rules->not_people, bare) == RO_NONE;
}

/* "MDR", "BBC": letters that stand for an outlet. Initials are two at most; where all
 * is in capitals, letters without a vowel. */
static bool is_letters_of_outlet(ro_str word, bool small) {
    if (word.n < 3 || word.n > 4) return false;
    bool vowel = false;
    for (size_t i = 0; i < word.n; i++) {
        if (!ro_is_upper((unsigned char)word.p[i])) return false;
        vowel = vowel || strchr("AEIOUY", word.p[i]);
    }
    return small || !vowel;
}

static bool has_small_letter(ro_str name) {
    for (size_t i = 0; i < name.n; i++)
        if (ro_is_lower((unsigned char)name.p[i])) return true;
    return false;
}

/* A name in a script without capitals and spaces: two to six signs. */
static bool is_unspaced_name(ro_str name) {
    size_t signs = 0;
    for (size_t i = 0; i < name.n;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(name.p + i, ro_str_end(name), &length);
        if (code < 0x3400 || code > 0xD7AF) return false;
        signs++;
        i += length;
    }
    return signs >= 2 && signs <= 6;
}

bool ro_is_person(const ro_read_rules *rules, ro_str name) {
    if (name.n < 3 || name.n > LONGEST_NAME) return false;
    if (is_unspaced_name(name)) return true;
    size_t words = 0, capitals = 0;
    bool small = has_small_letter(name);
    for (size_t at = 0; at < name.n;) {
        ro_str word = next_word(name, &at);
        name_word judged = {0};
        if (word.n == 0) continue;
        if (!judge_word(rules, word, &judged) || is_letters_of_outlet(word, small)) return false;
        if (!judged.capital && !judged.caseless && !judged.particle) return false;
        words++;
        capitals += judged.capital || judged.caseless;
    }
    return words >= 2 && words <= MOST_NAME_WORDS && capitals >= 1;
}

bool ro_has_given_name(const ro_read_rules *rules, ro_str name) {
    size_t at = 0;
    ro_str first = next_word(name, &at);
    for (size_t i = 0; i < first.n; i++) {
        /* The list has the letters a to z, and no double names. */
        if ((unsigned char)first.p[i] >= 0x80) return true;
        if (first.p[i] == '-') first.n = i;
    }
    return ro_lexicon_find(&rules->given_names, first) != RO_NONE;
}

bool ro_is_pen_name(const ro_read_rules *rules, ro_str name) {
    name_word judged;
    return name.n >= 3 && name.n <= LONGEST_PEN_NAME && !memchr(name.p, ' ', name.n) &&
           judge_word(rules, name, &judged) && !memchr(name.p, '.', name.n);
}

bool ro_is_uncapitalised_name(const ro_read_rules *rules, ro_str name) {
    size_t words = 0;
    if (name.n > LONGEST_NAME) return false;
    for (size_t at = 0; at < name.n;) {
        ro_str word = next_word(name, &at);
        name_word judged = {0};
        if (word.n == 0) continue;
        if (word.n < 2 || !judge_word(rules, word, &judged) || judged.particle) return false;
        for (size_t i = 0; i < word.n; i++)
            if (!ro_is_alpha((unsigned char)word.p[i]) && (unsigned char)word.p[i] < 0x80)
                return false;
        words++;
    }
    return words == 2 || words == 3;
}

/* Letters of one case from here to the end of the word; initials are no shouting. */
static bool is_shouted(ro_str word) {
    size_t letters = 0;
    for (const char *p = word.p, *end = ro_str_end(word); p < end;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        if (ro_code_lower(code) == code && ro_code_is_word(code)) return false;
        if (*p == '.') return false;
        letters += ro_code_is_word(code);
        p += length;
    }
    return letters >= 3;
}

static void put(char *out, size_t *n, uint32_t code) {
    *n += ro_utf8_encode(code, out + *n);
}

/* Small letters but behind a hyphen or apostrophe, and behind "Mc". */
static void write_shouted(ro_str word, char *out, size_t *n) {
    bool first = true, mc = ro_str_starts(word, RO_STR("MC")) && word.n > 4;
    size_t letters = 0;
    for (const char *p = word.p, *end = ro_str_end(word); p < end;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        put(out, n, first || (mc && letters == 2) ? code : ro_code_lower(code));
        first = code == '-' || code == '\'' || code == 0x2019;
        letters++;
        p += length;
    }
}

const char *ro_person_name(const ro_read_rules *rules, ro_arena *arena, ro_str name) {
    /* A lower case letter may take more bytes than its capital, at most twice. */
    char *out = ro_arena_alloc(arena, 2 * name.n + 1);
    if (!out) return NULL;
    bool small = has_small_letter(name), uncapitalised = ro_is_uncapitalised_name(rules, name);
    for (size_t i = 0; i < name.n && uncapitalised; i++)
        uncapitalised = !ro_is_upper((unsigned char)name.p[i]);
    size_t n = 0;
    for (size_t at = 0; at < name.n;) {
        ro_str word = next_word(name, &at);
        if (word.n == 0) continue;
        if (n) out[n++] = ' ';
        char lower[8] = {0};
        for (size_t i = 0; i < word.n && word.n < sizeof lower; i++) lower[i] = ro_lower(word.p[i]);
        bool inner = n && at < name.n;
        if (!small && inner && is_particle(rules, ro_str_of(*lower ? lower : " "))) {
            memcpy(out + n, lower, word.n);
            n += word.n;
        } else if (!small && is_shouted(word)) {
            write_shouted(word, out, &n);
        } else {
            memcpy(out + n, word.p, word.n);
            if (uncapitalised && ro_is_lower((unsigned char)out[n])) out[n] = (char)(out[n] - 32);
            n += word.n;
        }
    }
    out[n] = '\0';
    return out;
}
