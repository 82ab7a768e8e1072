/* SPDX-License-Identifier: Apache-2.0 */
/* Newsroom practice: a report opens with PLACE (AGENCY) — or with one of the two,
 * and closes with the agency after a dash or in brackets. Source: the stylebooks of
 * AP and Reuters, "datelines". */
#include "read/parts/credits.h"

enum {
    LONGEST_DATELINE = 90,    /* bytes: two places, a date and an agency */
    LONGEST_CREDIT = 300,     /* bytes: names of all who wrote, with their places */
    SHORTEST_AFTER_COLON = 60 /* bytes: a first sentence; less is an entry of a list */
};

/* Whether a name not in the list has the form of an agency's: up to five words with
 * capitals; the last says what it is ("… Press Service"), unless anything may stand
 * there, as in the brackets of a slug. */
static bool has_agency_form(const ro_read_rules *rules, ro_str name, bool anything) {
    size_t words = 0, last = 0;
    name = ro_str_trim(name);
    if (name.n < 2 || name.n > RO_LONGEST_AGENCY) return false;
    for (size_t i = 0; i < name.n; i++) {
        bool starts = i == 0 || name.p[i - 1] == ' ';
        if (!starts) {
            if (!ro_is_alpha((unsigned char)name.p[i]) && !strchr(" .-/&'", name.p[i]) &&
                (unsigned char)name.p[i] < 0x80)
                return false;
            continue;
        }
        ro_str rest = {name.p + i, name.n - i};
        words++;
        last = i;
        if (!ro_is_upper((unsigned char)name.p[i]) && !ro_str_starts(rest, RO_STR("of ")))
            return false;
    }
    ro_str word = {name.p + last, name.n - last};
    return words <= 5 && (anything || ro_lexicon_find(&rules->agency_words, word) != RO_NONE);
}

/* "AP", "PTI": as agencies are known in datelines. */
static bool is_acronym(ro_str s) {
    if (s.n < 2 || s.n > 6) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!ro_is_upper((unsigned char)s.p[i])) return false;
    return true;
}

/* Length of a dash at p with the space around it; 0 where there is none. A hyphen
 * needs a space on both sides, or another hyphen. */
static size_t dash_at(const char *p, const char *end) {
    const char *at = p;
    while (at < end && *at == ' ') at++;
    bool spaced = at > p;
    size_t dash = 0;
    if (end - at >= 3 && (memcmp(at, "\xE2\x80\x94", 3) == 0 || memcmp(at, "\xE2\x80\x93", 3) == 0))
        dash = 3;
    else if (end - at >= 2 && at[0] == '-' && at[1] == '-')
        dash = 2;
    else if (spaced && end - at >= 2 && at[0] == '-' && at[1] == ' ')
        dash = 1;
    if (dash == 0) return 0;
    at += dash;
    while (at < end && (*at == ' ' || *at == '-')) at++;
    if (end - at >= 2 && memcmp(at, "\xC2\xA0", 2) == 0) at += 2;
    return (size_t)(at - p);
}

static size_t brackets_at(const char *p, const char *end, ro_str *inside) {
    if (p >= end || *p != '(') return 0;
    const char *close = memchr(p, ')', (size_t)(end - p));
    if (!close || close - p > RO_LONGEST_AGENCY) return 0;
    *inside = (ro_str){p + 1, (size_t)(close - p - 1)};
    return (size_t)(close - p + 1);
}

/* Cut the next name off a list such as "AP/AFP", "Reuters and dpa". */
static ro_str next_name(ro_str *list) {
    static const char *const joints[] = {"/", " and ", ", ", " & ", " via ", "|"};
    return ro_cut_name(list, joints, sizeof joints / sizeof *joints);
}

static bool has_small_letter(ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (ro_is_lower((unsigned char)s.p[i])) return true;
    return false;
}

/* A name that is not in the list counts where it says what it is, "Example Wire"; what
 * else stands in the brackets of a slug is a station or a remark: "(BREAKING NEWS)". */
static void add_agency(const ro_read_rules *rules, ro_record *record, ro_str name) {
    const char *agency = ro_agency(rules, name);
    if (!record) return;
    ro_str outlet = ro_str_of(record->article->meta.outlet);
    if (agency)
        ro_record_name(record, &record->agencies, ro_str_of(agency));
    else if (memchr(name.p, ' ', name.n) && has_agency_form(rules, name, false) &&
             has_small_letter(name) && !(outlet.n && ro_str_starts(name, outlet)))
        ro_record_name(record, &record->agencies, name);
}

/* "lno" in "dpa/lno": whoever edited it. */
static bool is_initials(ro_str s) {
    s = ro_str_trim(s);
    for (size_t i = 0; i < s.n; i++)
        if (!ro_is_lower((unsigned char)s.p[i])) return false;
    return s.n >= 1 && s.n <= 4;
}

static bool is_agency(const ro_read_rules *rules, ro_str name, bool slug) {
    return ro_agency(rules, name) || has_agency_form(rules, name, slug);
}

/* Add each agency of a list; false, and nothing added, where some name is none. */
static bool add_agencies(const ro_read_rules *rules, ro_record *record, ro_str list, bool slug) {
    list = ro_str_trim(list);
    if (list.n && list.p[list.n - 1] == '.') list.n--;
    if (list.n == 0 || list.n > LONGEST_CREDIT) return false;
    if (ro_agency(rules, list)) {
        add_agency(rules, record, list);
        return true;
    }
    unsigned known = 0;
    for (ro_str rest = list; rest.n;) {
        ro_str name = next_name(&rest);
        bool initials = memchr(list.p, '/', list.n) && is_initials(name) && !ro_agency(rules, name);
        if (!initials && !is_agency(rules, name, slug)) return false;
        known += !initials;
    }
    if (known == 0) return false;
    while (list.n) {
        ro_str name = next_name(&list);
        if (!is_initials(name) || ro_agency(rules, name)) add_agency(rules, record, name);
    }
    return true;
}

typedef struct place {
    bool all_capitals, place_like;
} place;

/* "BEIJING", "NEW YORK", "WARSAW, Poland", "Kyiv, June 3": capitals, at most seven
 * words. */
static place judge_place(const ro_read_rules *rules, ro_str s) {
    place judged = {true, false};
    s = ro_str_trim(s);
    size_t words = 0, letters = 0;
    bool before_comma = true, start = true;
    if (s.n == 0 || ro_lexicon_find(&rules->not_places, s) != RO_NONE) return judged;
    for (const char *p = s.p, *end = ro_str_end(s); p < end;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        bool digit = code < 0x80 && ro_is_digit((unsigned char)code);
        if (code == ' ')
            start = true;
        else if (code == ',' || code == '/')
            before_comma = false, start = true;
        else if (!ro_code_is_word(code) && !(code < 0x80 && strchr(".'-", (char)code)) &&
                 code != 0x2019)
            return judged;
        else {
            bool upper = ro_code_is_upper(code);
            if (start && !upper && !digit && words == 0) return judged;
            words += start;
            if (before_comma && digit) return judged;
            if (before_comma && ro_code_is_word(code) && !upper) judged.all_capitals = false;
            letters += before_comma && upper;
            start = false;
        }
        p += length;
    }
    judged.all_capitals = judged.all_capitals && letters >= 3;
    judged.place_like = words >= 1 && words <= 7;
    return judged;
}

/* The first dash, bracket or colon of a paragraph, where a dateline may end. */
static size_t find_joint(ro_str s) {
    size_t most = s.n < LONGEST_DATELINE ? s.n : LONGEST_DATELINE;
    for (size_t i = 0; i < most; i++) {
        if (s.p[i] == '(') return i;
        if (s.p[i] == ':') return i;
        if ((s.p[i] == ' ' || s.p[i] == '-' || s.p[i] == '\xE2') && dash_at(s.p + i, ro_str_end(s)))
            return i;
    }
    return SIZE_MAX;
}

ro_lead ro_find_lead(const ro_read_rules *rules, ro_record *record, ro_str s) {
    const ro_lead none = {0, RO_PART_BODY};
    const char *end = ro_str_end(s);
    size_t at = find_joint(s);
    if (at == SIZE_MAX) return none;
    ro_str before = ro_str_trim((ro_str){s.p, at}), inside;
    size_t brackets = brackets_at(s.p + at, end, &inside);
    place judged = judge_place(rules, before);
    if (brackets) {
        const char *p = s.p + at + brackets;
        size_t dash = dash_at(p, end);
        if (dash == 0 && p < end && *p == ':') dash = p + 1 < end && p[1] == ' ' ? 2 : 1;
        if (before.n && !judged.place_like) return none;
        bool slug = before.n == 0 || (judged.all_capitals && is_acronym(inside));
        bool known = add_agencies(rules, record, inside, slug);
        bool bare = known && dash == 0 && judged.all_capitals && p < end && *p == ' ';
        if (!known || (dash == 0 && !bare)) return none;
        return (ro_lead){at + brackets + (bare ? 1 : dash),
                         before.n ? RO_PART_DATELINE : RO_PART_CREDIT};
    }
    size_t joint =
        s.p[at] == ':' ? (s.n > at + 1 && s.p[at + 1] == ' ' ? 2 : 0) : dash_at(s.p + at, end);
    if (joint == 0 || before.n == 0) return none;
    const char *agency = ro_agency(rules, before);
    if (agency && s.p[at] != ':') {
        add_agency(rules, record, before);
        return (ro_lead){at + joint, RO_PART_CREDIT};
    }
    if (!judged.place_like || !judged.all_capitals) return none;
    /* "LIMA: …" opens a paragraph; "CEO: Jane Doe" is an entry of a list. */
    if (s.p[at] == ':' && (s.n - at < SHORTEST_AFTER_COLON || !strchr(".?!\"\x9D", s.p[s.n - 1])))
        return none;
    return (ro_lead){at + joint, RO_PART_DATELINE};
}

/* Bytes of " PTI" behind the last stop: an agency by its letters alone. */
static size_t find_bare_tail(const ro_read_rules *rules, ro_record *record, ro_str s) {
    size_t at = s.n;
    while (at > 0 && ro_is_upper((unsigned char)s.p[at - 1])) at--;
    ro_str name = {s.p + at, s.n - at};
    if (at < 3 || s.p[at - 1] != ' ' || !is_acronym(name) || !ro_agency(rules, name)) return 0;
    bool stop = strchr(".!?\"", s.p[at - 2]) || (unsigned char)s.p[at - 2] == 0x9D;
    /* "in the U.S. AP": the stop may be one of letters. */
    if (!stop || ro_is_upper((unsigned char)s.p[at - 3])) return 0;
    add_agency(rules, record, name);
    return s.n - at;
}

size_t ro_find_tail(const ro_read_rules *rules, ro_record *record, ro_str s) {
    size_t bare = find_bare_tail(rules, record, s);
    if (bare) return bare;
    size_t from = s.n > RO_LONGEST_AGENCY + 8 ? s.n - RO_LONGEST_AGENCY - 8 : 0;
    from = ro_utf8_floor(s.p, from);
    for (size_t i = s.n; i-- > from;) {
        if (s.p[i] == '(' && s.p[s.n - 1] == ')') {
            ro_str inside = {s.p + i + 1, s.n - i - 2};
            return i > 0 && add_agencies(rules, record, inside, false) ? s.n - i : 0;
        }
        bool stop_before =
            i > 0 && (strchr(".!?\"", s.p[i - 1]) || (unsigned char)s.p[i - 1] == 0x9D);
        size_t dash = stop_before ? dash_at(s.p + i, ro_str_end(s)) : 0;
        if (dash == 0) continue;
        size_t name = i + dash;
        if (!add_agencies(rules, record, (ro_str){s.p + name, s.n - name}, false)) return 0;
        while (i < s.n && s.p[i] == ' ') i++;
        return s.n - i;
    }
    return 0;
}

/* The words after one of these name agencies, people or outlets and nobody else. */
typedef struct credit_form {
    const char *begins;
    bool byline;
    bool sources;
} credit_form;

static const credit_form credit_forms[] = {
    {"by ", true, false},       {"source: ", false, true},  {"sources: ", false, true},
    {"source : ", false, true}, {"via ", false, true},      {"with ", false, false},
    {"(with ", false, false},   {"agencies", false, false}, {"credit: ", false, false},
};

static bool all_capitalised(ro_str s) {
    bool start = true;
    size_t lower = 0, words = 0;
    for (const char *p = s.p, *end = ro_str_end(s); p < end;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        bool word = ro_code_is_word(code);
        if (word && start) {
            words++;
            lower += !ro_code_is_upper(code);
        }
        start = !word && code != '\'' && code != 0x2019 && code != '-';
        p += length;
    }
    return words >= 1 && words <= 14 && lower * 2 <= words;
}

/* "www.example.com", "Daily Example": an outlet, or an agency. */
static void add_source(const ro_read_rules *rules, ro_record *record, ro_str name) {
    name = ro_str_trim(name);
    if (name.n && name.p[name.n - 1] == '.') name.n--;
    if (!add_agencies(rules, record, name, false)) ro_record_name(record, &record->credited, name);
}

bool ro_is_credit(const ro_read_rules *rules, ro_record *record, ro_str s) {
    if (s.n > LONGEST_CREDIT) return false;
    size_t skip = dash_at(s.p, ro_str_end(s));
    ro_str rest = ro_str_trim((ro_str){s.p + skip, s.n - skip});
    bool bracketed = rest.n > 2 && rest.p[0] == '(' && rest.p[rest.n - 1] == ')';
    ro_str bare = bracketed ? (ro_str){rest.p + 1, rest.n - 2} : rest;
    for (size_t i = 0; i < sizeof credit_forms / sizeof *credit_forms; i++) {
        const credit_form *form = &credit_forms[i];
        ro_str begins = ro_str_of(form->begins);
        if (!ro_str_starts(bare, begins)) continue;
        ro_str after = {bare.p + begins.n, bare.n - begins.n};
        if (form->byline && all_capitalised(after) && after.n < 200) {
            return ro_record_byline(rules, record, bare) > 0;
        }
        if (form->sources && (all_capitalised(after) || ro_str_starts(after, RO_STR("www.")))) {
            add_source(rules, record, after);
            return true;
        }
        if (!form->byline && !form->sources && add_agencies(rules, record, after, false))
            return true;
    }
    /* A line that is a name and no more is a credit where it names a known agency first. */
    ro_str list = bare;
    if (!ro_agency(rules, bare) && !ro_agency(rules, next_name(&list))) return false;
    return add_agencies(rules, record, bare, false);
}
