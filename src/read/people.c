/* SPDX-License-Identifier: Apache-2.0 */
/* Authors are people: a byline names them between "By", "and", commas and the names
 * of agencies, desks and offices. */
#include "read/credits.h"
#include "read/dates.h"
#include "read/record.h"

enum { LONGEST_NAME = 60, MOST_NAME_WORDS = 6, LONGEST_BYLINE = 600 };

/* "van", "de la", "bin": small words inside names. */
static bool is_particle(ro_str word) {
    static const char *const particles[] = {"van", "von", "der", "den", "de",  "da", "di", "du",
                                            "del", "la",  "le",  "bin", "ibn", "al", "el", "dos",
                                            "das", "ter", "ten", "zu",  "y",   "e",  "af", "av"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (ro_str_eq(word, ro_str_of(particles[i]))) return true;
    return false;
}

static bool is_name_word(const ro_read_rules *rules, ro_str word, bool *capital) {
    unsigned length;
    ro_str bare = word;
    while (bare.n && strchr(".,'\"()", bare.p[bare.n - 1])) bare.n--;
    while (bare.n && strchr("'\"(", bare.p[0])) bare = (ro_str){bare.p + 1, bare.n - 1};
    if (bare.n == 0) return false;
    *capital = ro_code_is_upper(ro_utf8_decode(bare.p, bare.p + bare.n, &length));
    for (size_t i = 0; i < word.n; i++)
        if (ro_is_digit((unsigned char)word.p[i]) || strchr("@/:|=<>_#&", word.p[i])) return false;
    return ro_lexicon_find(&rules->not_people, bare) == RO_NONE;
}

/* "MDR", "BBC": letters that stand for an outlet. Initials are two at most. */
static bool is_letters_of_outlet(ro_str word) {
    if (word.n < 3 || word.n > 4) return false;
    for (size_t i = 0; i < word.n; i++)
        if (!ro_is_upper((unsigned char)word.p[i])) return false;
    return true;
}

/* A name in a script without capitals and spaces: two to six signs. */
static bool is_unspaced_name(ro_str name) {
    size_t signs = 0;
    for (size_t i = 0; i < name.n;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(name.p + i, name.p + name.n, &length);
        if (code < 0x3400 || code > 0xD7AF) return false;
        signs++;
        i += length;
    }
    return signs >= 2 && signs <= 6;
}

/* Two to six words with capitals, particles between them. */
static bool is_person(const ro_read_rules *rules, ro_str name) {
    if (name.n < 3 || name.n > LONGEST_NAME || ro_agency(rules, name)) return false;
    if (is_unspaced_name(name)) return true;
    size_t words = 0, capitals = 0;
    for (size_t i = 0; i < name.n;) {
        size_t end = i;
        while (end < name.n && name.p[end] != ' ') end++;
        ro_str word = {name.p + i, end - i};
        bool capital = false;
        if (word.n && (!is_name_word(rules, word, &capital) || is_letters_of_outlet(word)))
            return false;
        /* Scripts without capitals have names too. */
        bool caseless = word.n && (unsigned char)word.p[0] >= 0xD6 && !capital;
        if (word.n && !capital && !caseless && !is_particle(word)) return false;
        words += word.n > 0;
        capitals += capital || caseless;
        i = end + 1;
    }
    return words >= 2 && words <= MOST_NAME_WORDS && capitals >= 1;
}

static ro_str next_person(ro_str *list) {
    static const char *const joints[] = {
        " and ",          ", ",     " & ",  "; ",    " und ",
        " et ",           " y ",    " | ",  " / ",   "\n",
        " en ",           " with ", ",",    "|",     " \xE2\x80\xA2 ",
        " \xC2\xB7 ",     ";",      " in ", " for ", " \xE2\x80\x94 ",
        " \xE2\x80\x93 ", " - "};
    return ro_cut_name(list, joints, sizeof joints / sizeof *joints);
}

static ro_str without_opening(ro_str s) {
    static const char *const openings[] = {
        "written by ", "reported by ", "posted by ", "by: ",   "by ", "von ",  "par ",
        "por ",        "author: ",     "authors: ",  "text: ", "di ", "door ", "autor: "};
    s = ro_str_trim(s);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        ro_str opening = ro_str_of(openings[i]);
        if (ro_str_starts(s, opening))
            return ro_str_trim((ro_str){s.p + opening.n, s.n - opening.n});
    }
    return s;
}

/* One word that a page marks as its author: "Kathrin", "tlow". */
static bool is_pen_name(const ro_read_rules *rules, ro_str name) {
    bool capital;
    return name.n >= 3 && name.n <= 20 && !memchr(name.p, ' ', name.n) &&
           is_name_word(rules, name, &capital) && !memchr(name.p, '.', name.n);
}

static unsigned add_people(const ro_read_rules *rules, ro_record *record, ro_str byline,
                           bool marked) {
    if (byline.n > LONGEST_BYLINE) return 0;
    const char *squeezed = ro_squeeze(&record->scratch, byline);
    if (!squeezed) return 0;
    byline = ro_str_of(squeezed);
    unsigned found = 0;
    ro_str rest = without_opening(byline);
    while (rest.n) {
        ro_str name = without_opening(next_person(&rest));
        const char *bracket = name.n ? memchr(name.p, '(', name.n) : NULL;
        if (bracket && bracket > name.p) {
            ro_record_credit(rules, record, name);
            name.n = (size_t)(bracket - name.p);
        }
        name = ro_str_trim(name);
        while (name.n && strchr(",.:", name.p[name.n - 1]) &&
               !(name.n > 3 && name.p[name.n - 3] == ' '))
            name.n--;
        const char *agency = ro_agency(rules, name);
        bool outlet = ro_str_same(name, ro_str_of(record->article->meta.outlet));
        bool person =
            !agency && !outlet && (is_person(rules, name) || (marked && is_pen_name(rules, name)));
        found += agency || person;
        if (agency)
            ro_record_name(record, &record->agencies, ro_str_of(agency));
        else if (person)
            ro_record_name(record, &record->authors, name);
    }
    return found;
}

unsigned ro_record_byline(const ro_read_rules *rules, ro_record *record, ro_str byline) {
    return add_people(rules, record, byline, false);
}

unsigned ro_record_author(const ro_read_rules *rules, ro_record *record, ro_str name) {
    return add_people(rules, record, name, true);
}

void ro_record_date(const ro_read_rules *rules, ro_stamp *stamp, ro_str value, const char *from) {
    ro_date date;
    if (stamp->from || value.n > 100) return;
    if (ro_find_date(rules, value, RO_MONTH_FIRST, &date, NULL)) *stamp = (ro_stamp){date, from};
}
