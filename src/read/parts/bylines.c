/* SPDX-License-Identifier: Apache-2.0 */
/* A byline names its people between "By", "and", commas, what they are and whom they
 * write for. It is cut at its marks first, then at its words; a piece is an agency, a
 * person, what the person before it is, or a desk. */
#include "read/parts/bylines.h"

#include "read/parts/credits.h"
#include "read/parts/name_form.h"

enum {
    LONGEST_BYLINE = 600, /* bytes: twenty names; a paragraph of praise for an author is longer */
    LONGEST_DESK = 60,    /* bytes, and words: "Associated Press correspondent in New Delhi" */
    MOST_DESK_WORDS = 8,
    MOST_PHRASE_WORDS = 5 /* of a row of byline_words.tsv: "this post was written by" */
};

typedef struct reader {
    const ro_read_rules *rules;
    ro_arena *arena;
    const char *outlet;
    ro_byline_kind kind;
    ro_byline *byline;
    unsigned found, people;
} reader;

/* The kind of the longest phrase that begins s and ends with a word, and its length. */
static uint32_t phrase_at(const reader *r, ro_str s, size_t *length) {
    uint32_t found = 0;
    size_t end = 0;
    for (int words = 0; words < MOST_PHRASE_WORDS && end < s.n; words++) {
        while (end < s.n && s.p[end] == ' ') end++;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != ':') end++;
        uint32_t bits = ro_lexicon_find(&r->rules->byline_words, (ro_str){s.p, end});
        if (bits != RO_NONE) {
            found = bits;
            *length = end;
        }
        if (end < s.n && s.p[end] == ':') break;
    }
    return found;
}

static ro_str behind(ro_str s, size_t length) {
    return ro_str_trim((ro_str){s.p + length, s.n - length});
}

/* "By: ", "Text von ": what opens a byline, and again behind it. */
static ro_str without_opening(const reader *r, ro_str s) {
    s = ro_str_trim(s);
    for (int i = 0; i < 3; i++) {
        size_t length = 0;
        if (!(phrase_at(r, s, &length) & RO_BYLINE_OPENING)) break;
        ro_str rest = behind(s, length);
        if (rest.n && rest.p[0] == ':') rest = behind(rest, 1);
        if (rest.n == 0) break;
        s = rest;
    }
    return s;
}

/* The end of what is said before a mark that parts names, and the width of the mark. */
static size_t find_mark(ro_str s, size_t *width, char *mark) {
    static const char *const wide[] = {
        " - ",          " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\xE2\x80\xA2", "\xC2\xB7",
        "\xE3\x80\x81", "\xE2\x97\x8F",   "\xE2\x88\x99",   "\xEF\xBC\x8F", "\xEF\xBD\x9C"};
    for (size_t i = 0; i < s.n; i++) {
        *width = 1;
        *mark = s.p[i];
        if (strchr(",;|/&()\n\"", s.p[i])) return i;
        if (s.p[i] != ' ' && (unsigned char)s.p[i] < 0x80) continue;
        for (size_t k = 0; k < sizeof wide / sizeof *wide; k++) {
            ro_str rest = {s.p + i, s.n - i}, w = ro_str_of(wide[k]);
            if (!ro_str_starts(rest, w)) continue;
            *width = w.n;
            *mark = '-';
            return i;
        }
    }
    *width = 0;
    return s.n;
}

static bool add(reader *r, ro_names *names, const char *name) {
    for (uint32_t i = 0; i < names->count; i++)
        if (ro_str_same(ro_str_of(names->items[i]), ro_str_of(name))) return true;
    return RO_APPEND(r->arena, names, name);
}

static void add_stated(reader *r, ro_str name) {
    const char *copy = ro_squeeze(r->arena, name);
    if (copy && add(r, &r->byline->stated, copy)) r->found++;
}

static void add_person(reader *r, ro_str name) {
    const char *person = ro_person_name(r->rules, r->arena, name);
    if (!person || !add(r, &r->byline->people, person)) return;
    r->people++;
    if (strchr(person, ' ')) r->byline->full = true;
    add_stated(r, ro_str_of(person));
}

static bool is_small(ro_str word) {
    return ro_is_lower((unsigned char)word.p[0]) || (unsigned char)word.p[0] >= 0x80;
}

static size_t count_words(ro_str s) {
    size_t words = 0;
    for (size_t i = 0; i < s.n; i++) words += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return words;
}

/* The outlet, but for one that has the name of somebody, as a blog may. */
static bool is_outlet(const reader *r, ro_str name) {
    ro_str outlet = ro_str_of(r->outlet);
    bool person = ro_is_person(r->rules, name) && ro_has_given_name(r->rules, name);
    return outlet.n && !person && (ro_str_same(name, outlet) || ro_str_starts(outlet, name));
}

/* Bytes of what s begins with that says what somebody is: "Staff Writer ",
 * "Online-Redakteurin "; 0 where it begins with a name. */
static size_t role_at(const reader *r, ro_str s) {
    size_t length = 0, end = 0;
    if (phrase_at(r, s, &length) & RO_BYLINE_ROLE) return length;
    while (end < s.n && s.p[end] != ' ') end++;
    size_t hyphen = end;
    while (hyphen && s.p[hyphen - 1] != '-') hyphen--;
    uint32_t is =
        hyphen ? ro_lexicon_find(&r->rules->byline_words, (ro_str){s.p + hyphen, end - hyphen})
               : RO_NONE;
    return is != RO_NONE && (is & RO_BYLINE_ROLE) ? end : 0;
}

/* Cut "Staff Writer Jane Doe", "Jane Doe Senior Reporter", "Jane Doe Updated 3:00"
 * down to "Jane Doe". */
static ro_str without_roles(const reader *r, ro_str s) {
    for (size_t length; s.n && (length = role_at(r, s)) > 0;) s = behind(s, length);
    for (size_t i = 1, words = 0, length = 0; i < s.n; i++) {
        if (s.p[i - 1] != ' ') continue;
        uint32_t is = phrase_at(r, (ro_str){s.p + i, s.n - i}, &length);
        bool number = ro_is_digit((unsigned char)s.p[i]);
        words++;
        bool outlet = is_outlet(r, (ro_str){s.p + i, s.n - i});
        if (words >= 2 && (number || outlet || (is & (RO_BYLINE_ROLE | RO_BYLINE_NOISE))))
            return ro_str_trim((ro_str){s.p, i});
    }
    return s;
}

static bool has_role(const reader *r, ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((i == 0 || s.p[i - 1] == ' ') && role_at(r, (ro_str){s.p + i, s.n - i}) > 0)
            return true;
    return false;
}

/* The agency that s begins with, "AP Auto Writer", or ends with, "Jane Doe Associated
 * Press"; *rest is s without it. */
static const char *agency_at_ends(const reader *r, ro_str s, ro_str *rest) {
    for (size_t i = s.n; i-- > 1;) {
        if (s.p[i] != ' ') continue;
        ro_str head = {s.p, i}, tail = behind(s, i);
        const char *agency = ro_agency(r->rules, head);
        if (agency && has_role(r, tail)) {
            *rest = (ro_str){s.p, 0};
            return agency;
        }
        /* "Michael R. Bloomberg" is a man. */
        bool name =
            count_words(tail) == 1 && !(tail.n > 1 && ro_is_upper((unsigned char)tail.p[1]));
        agency = name ? NULL : ro_agency(r->rules, tail);
        if (agency && count_words(head) >= 2) {
            *rest = ro_str_trim(head);
            return agency;
        }
    }
    return NULL;
}

/* "Jane Doe Jane Doe", once for the eye and once for those who are read to. */
static ro_str once(ro_str name) {
    size_t half = name.n / 2;
    ro_str first = {name.p, half}, second = {name.p + half + 1, half};
    bool twice = name.n % 2 == 1 && name.p[half] == ' ' && ro_str_same(first, second);
    return twice && count_words(first) > 1 ? first : name;
}

/* One name, with what its bearer is. */
static bool read_name(reader *r, ro_str name) {
    name = ro_str_trim(name);
    while (name.n && strchr(",.:-*", name.p[name.n - 1]) &&
           !(name.n > 3 && name.p[name.n - 1] == '.' && name.p[name.n - 3] == ' '))
        name.n--;
    while (name.n && strchr("-*:.", name.p[0])) name = (ro_str){name.p + 1, name.n - 1};
    name = ro_str_trim(name);
    const char *agency = ro_agency(r->rules, name);
    if (agency) {
        if (add(r, &r->byline->agencies, agency)) add_stated(r, name);
        return true;
    }
    ro_str without = name;
    agency = agency_at_ends(r, name, &without);
    if (agency && add(r, &r->byline->agencies, agency)) {
        add_stated(r, ro_str_of(agency));
        name = without;
        if (name.n == 0) return true;
    }
    if (is_outlet(r, name) || r->kind == RO_BYLINE_ORGANIZATION) return false;
    ro_str bare = once(without_roles(r, name));
    if (!ro_is_person(r->rules, bare)) return false;
    add_person(r, bare);
    return true;
}

/* Whether the word at s parts names: strong ones do; weak ones where two words or more
 * follow, as "y" in "José Ortega y Gasset" does not. */
static bool parts_names(uint32_t is, ro_str before, ro_str word, ro_str after) {
    if (is & RO_BYLINE_JOINT) return true;
    return (is & RO_BYLINE_WEAK_JOINT) && is_small(word) && count_words(before) >= 2 &&
           count_words(after) >= 2;
}

static bool ends_names(uint32_t is, ro_str word) {
    return (is & RO_BYLINE_END) || ((is & RO_BYLINE_WEAK_END) && is_small(word));
}

/* The pieces of a run without marks, between "and"s and up to "for". */
static bool read_run(reader *r, ro_str run) {
    size_t start = 0;
    bool any = false;
    run = without_opening(r, run);
    for (size_t at = 0; at < run.n;) {
        size_t end = at, length = 0;
        while (end < run.n && run.p[end] != ' ') end++;
        ro_str word = {run.p + at, end - at}, rest = {run.p + at, run.n - at};
        uint32_t is = phrase_at(r, rest, &length);
        ro_str before = ro_str_trim((ro_str){run.p + start, at - start});
        ro_str after = behind(rest, length);
        if (before.n && is && ends_names(is, word) && !parts_names(is, before, word, after)) {
            run.n = at;
            break;
        }
        if (is && parts_names(is, before, word, after)) {
            any = read_name(r, without_opening(r, before)) || any;
            start = at + length;
            end = start;
        }
        at = end + 1;
    }
    ro_str last = ro_str_trim((ro_str){run.p + start, run.n - start});
    return (last.n && read_name(r, without_opening(r, last))) || any;
}

static bool is_noise(const reader *r, ro_str s) {
    size_t length = 0, letters = 0;
    unsigned bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        uint32_t code = ro_utf8_decode(s.p + i, ro_str_end(s), &bytes);
        letters += ro_code_is_word(code) && !ro_is_digit((unsigned char)s.p[i]);
        if (strchr("@<>{}=_", s.p[i])) return true;
    }
    return letters < 2 || ro_is_digit((unsigned char)s.p[0]) ||
           ro_str_find(s, RO_STR("://")) != SIZE_MAX ||
           ro_str_find(s, RO_STR("www.")) != SIZE_MAX ||
           (phrase_at(r, s, &length) & (RO_BYLINE_NOISE | RO_BYLINE_OPENING));
}

/* "Redaktion", "The Example Team": a word that no person's name holds. */
static bool has_desk_word(const reader *r, ro_str s) {
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && s.p[end] != ' ') end++;
        if (ro_lexicon_find(&r->rules->desk_words, (ro_str){s.p + at, end - at}) != RO_NONE)
            return true;
        at = end + 1;
    }
    return false;
}

/* A desk, an outlet, an office: stated, but nobody. */
static void read_desk(reader *r, ro_str s) {
    s = ro_str_trim(s);
    while (s.n && strchr(",;:|", s.p[s.n - 1])) s.n--;
    if (s.n == 0 || s.n > LONGEST_DESK || count_words(s) > MOST_DESK_WORDS || is_noise(r, s))
        return;
    if (r->kind >= RO_BYLINE_MARKED || has_desk_word(r, s)) add_stated(r, s);
}

/* Where nobody is named by a full name: a pen name, or a desk. */
static void read_whole(reader *r, ro_str s) {
    bool person = r->kind != RO_BYLINE_ORGANIZATION && !is_outlet(r, s);
    const char *comma = s.n ? memchr(s.p, ',', s.n) : NULL;
    if (person && comma) {
        /* "Doe, Jane", as catalogues have it. */
        ro_str last = {s.p, (size_t)(comma - s.p)};
        ro_str first = behind(s, last.n + 1);
        const char *name =
            ro_arena_printf(r->arena, "%.*s %.*s", (int)first.n, first.p, (int)last.n, last.p);
        if (name && count_words(last) == 1 && ro_is_person(r->rules, ro_str_of(name))) {
            add_person(r, ro_str_of(name));
            return;
        }
    }
    if (is_noise(r, s)) return;
    bool uncapitalised = r->kind == RO_BYLINE_MARKED && ro_is_uncapitalised_name(r->rules, s);
    if (person && (ro_is_pen_name(r->rules, s) || uncapitalised))
        add_person(r, s);
    else
        read_desk(r, s);
}

/* A copy with the colons and brackets of East Asia as those of ASCII, which are
 * shorter, and without marks at its ends. NULL: no memory. */
static const char *plain_marks(ro_arena *arena, ro_str s) {
    static const char *const wide[][2] = {
        {"\xEF\xBC\x9A", ": "}, {"\xEF\xBC\x88", "("}, {"\xEF\xBC\x89", ")"}};
    char *out = ro_squeeze(arena, s);
    size_t n = 0, size = out ? strlen(out) : 0;
    for (size_t i = 0; i < size;) {
        const char *plain = NULL;
        for (size_t k = 0; k < sizeof wide / sizeof *wide && out[i] == '\xEF'; k++)
            if (memcmp(out + i, wide[k][0], strlen(wide[k][0])) == 0) plain = wide[k][1];
        if (!plain) {
            out[n++] = out[i++];
            continue;
        }
        memcpy(out + n, plain, strlen(plain));
        n += strlen(plain);
        i += 3;
    }
    if (!out) return NULL;
    while (n && strchr("|;,/(-) ", out[n - 1])) n--;
    out[n] = '\0';
    return out + strspn(out, "|;,/(- ");
}

bool ro_is_byline_label(const ro_read_rules *rules, ro_str line) {
    const reader r = {.rules = rules};
    size_t length = 0;
    line = ro_str_trim(line);
    while (line.n && strchr(": ", line.p[line.n - 1])) line.n--;
    return line.n && (phrase_at(&r, line, &length) & RO_BYLINE_OPENING) && length == line.n;
}

bool ro_is_other_work(const ro_read_rules *rules, ro_str label) {
    const reader r = {.rules = rules};
    size_t length = 0;
    label = ro_str_trim(label);
    while (label.n && strchr(": ", label.p[label.n - 1])) label.n--;
    return (phrase_at(&r, label, &length) & RO_BYLINE_NOISE) && length == label.n &&
           ro_str_ends(label, RO_STR(" by"));
}

bool ro_opens_byline(const ro_read_rules *rules, ro_arena *arena, ro_str line) {
    const reader r = {.rules = rules};
    unsigned length;
    line = ro_str_of(plain_marks(arena, line));
    ro_str rest = without_opening(&r, line);
    if (rest.n == line.n || rest.n < 3) return false;
    uint32_t code = ro_utf8_decode(rest.p, ro_str_end(rest), &length);
    return ro_code_is_upper(code) || code >= 0x590;
}

unsigned ro_byline_read(const ro_read_rules *rules, ro_arena *arena, const char *outlet,
                        ro_str text, ro_byline_kind kind, ro_byline *byline) {
    reader r = {.rules = rules, .arena = arena, .outlet = outlet, .kind = kind, .byline = byline};
    if (text.n > LONGEST_BYLINE) return 0;
    const char *copy = plain_marks(arena, text);
    if (!copy) return 0;
    ro_str whole = without_opening(&r, ro_str_of(copy));
    char before = ';';
    bool person_before = false;
    for (ro_str rest = whole; rest.n;) {
        size_t width;
        char mark;
        size_t end = find_mark(rest, &width, &mark);
        ro_str run = ro_str_trim((ro_str){rest.p, end});
        rest = (ro_str){rest.p + end + width, rest.n - end - width};
        unsigned people = r.people;
        bool aside = before == '(';
        bool known = run.n && (!aside || ro_agency(rules, run)) && read_run(&r, run);
        /* "Jane Doe, Deputy Head of Sport": what she is, and no desk. */
        bool describes = person_before && (before == ',' || before == '-' || aside);
        if (run.n && !known && !describes && r.people && kind != RO_BYLINE_TEXT) read_desk(&r, run);
        person_before = r.people > people || (person_before && describes);
        before = width ? mark : before;
    }
    if (r.found == 0 && kind != RO_BYLINE_TEXT) read_whole(&r, whole);
    return r.found;
}

void ro_record_take_byline(ro_record *record, const ro_byline *byline) {
    for (uint32_t i = 0; i < byline->people.count; i++)
        ro_record_name(record, &record->authors, ro_str_of(byline->people.items[i]));
    for (uint32_t i = 0; i < byline->agencies.count; i++)
        ro_record_name(record, &record->agencies, ro_str_of(byline->agencies.items[i]));
    for (uint32_t i = 0; i < byline->stated.count; i++)
        ro_record_name(record, &record->byline, ro_str_of(byline->stated.items[i]));
}

unsigned ro_record_byline(const ro_read_rules *rules, ro_record *record, ro_str byline) {
    ro_byline read = {0};
    ro_byline_read(rules, &record->scratch, record->article->meta.outlet, byline, RO_BYLINE_TEXT,
                   &read);
    ro_record_take_byline(record, &read);
    return read.people.count + read.agencies.count;
}
