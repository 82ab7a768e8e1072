/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens as the English treebanks of Universal Dependencies cut them.
 *
 * One scan from left to right. The first character of a token says what it can be;
 * each kind has a function that gives its end. Every look ahead is either bounded
 * or becomes part of the token, so the scan is linear in the text.
 */
#include "lang/en/tokens.h"

#include "base/table.h"

/* The longest of each, in bytes: beyond it no table has an entry, and nothing is looked up. */
enum {
    AFFIX_BYTES = 8,         /* of hyphen_affixes.tsv, whose longest has 7 */
    ABBREVIATION_BYTES = 12, /* of abbreviations.tsv, whose longest has 7 */
    PART_BYTES = 9,          /* more than the longest of word_parts.tsv has, 8 */
    UNIT_BYTES = 4,          /* of number_units.tsv, whose longest has 4 */
    LOCAL_BYTES = 64,        /* before the sign of a mail address: RFC 5321, 4.5.3.1.1 */
    MOST_GROUPS = 6 /* of digits between hyphens: an ISBN has 5; more are a row of figures */
};

bool ro_token_rules_read(ro_arena *arena, ro_token_rules *rules) {
    static const char *const kinds[] = {"may", "title", "number", "inner"};
    static const char *const places[] = {"before", "after"};
    ro_lexicon *affixes[] = {&rules->before, &rules->after};
    uint32_t class;
    ro_table table;
    ro_str field[2];
    bool ok = ro_table_lexicon(arena, "number_units", &rules->units) &&
              ro_table_lexicon(arena, "emoticons", &rules->emoticons);
    ok = ok && ro_table_open(&table, "abbreviations");
    while (ok && ro_table_row(&table, field, 2))
        ok = ro_table_class(field[1], kinds, sizeof kinds / sizeof *kinds, &class) &&
             ro_lexicon_add(arena, &rules->abbreviations, field[0], class);
    ok = ok && ro_table_open(&table, "hyphen_affixes");
    while (ok && ro_table_row(&table, field, 2))
        ok = ro_table_class(field[1], places, sizeof places / sizeof *places, &class) &&
             ro_lexicon_add(arena, affixes[class], field[0], 0);
    ok = ok && ro_table_open(&table, "word_parts");
    while (ok && ro_table_row(&table, field, 2))
        ok = field[1].n == 1 &&
             ro_lexicon_add(arena, &rules->parts, field[0], (uint32_t)(field[1].p[0] - '0'));
    return ok;
}

/* A scan over one run without white space. */
typedef struct scan {
    const ro_token_rules *rules;
    const char *text;
    uint32_t start; /* of the run */
    uint32_t end;
    uint32_t limit;   /* end of the block */
    uint32_t at_sign; /* the next '@' of the run, or end */
} scan;

static char peek(const scan *s, uint32_t at) {
    return at < s->end ? s->text[at] : '\0';
}

static bool one_of(char c, const char *set) {
    return c && strchr(set, c);
}

static ro_str slice(const scan *s, uint32_t from, uint32_t to) {
    return (ro_str){s->text + from, to - from};
}

/* Bytes of the word character at @p at; 0 where there is none. Combining marks and
 * soft hyphens belong to the word that they are in. */
static unsigned word_char(const scan *s, uint32_t at) {
    if (at >= s->end) return 0;
    unsigned char c = (unsigned char)s->text[at];
    if (c < 0x80) return ro_is_alpha(c) || ro_is_digit(c);
    unsigned length;
    uint32_t code = ro_utf8_decode(s->text + at, s->text + s->end, &length);
    bool mark = (code >= 0x300 && code <= 0x36F) || code == 0xAD || code == 0x200D;
    return mark || ro_code_is_word(code) ? length : 0;
}

/* Bytes of the apostrophe at @p at: ' or U+2019; 0 where there is none. */
static unsigned apostrophe(const scan *s, uint32_t at) {
    if (peek(s, at) == '\'') return 1;
    return at + 3 <= s->end && memcmp(s->text + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Bytes of the hyphen at @p at: '-', U+2010 or U+2011; 0 where there is none. */
static unsigned hyphen(const scan *s, uint32_t at) {
    if (peek(s, at) == '-') return 1;
    bool is = at + 3 <= s->end && (memcmp(s->text + at, "\xE2\x80\x90", 3) == 0 ||
                                   memcmp(s->text + at, "\xE2\x80\x91", 3) == 0);
    return is ? 3 : 0;
}

static bool digit(const scan *s, uint32_t at) {
    return ro_is_digit((unsigned char)peek(s, at));
}

static uint32_t digits_end(const scan *s, uint32_t at) {
    while (digit(s, at)) at++;
    return at;
}

/* The end of the clitic that begins with an apostrophe at @p at ("'s", "'ll"), or 0. */
static uint32_t clitic_end(const scan *s, uint32_t at) {
    static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll"};
    uint32_t from = at + apostrophe(s, at);
    for (size_t i = 0; from > at && i < sizeof clitics / sizeof *clitics; i++) {
        uint32_t to = from + (uint32_t)strlen(clitics[i]);
        if (to <= s->end && ro_str_same(slice(s, from, to), ro_str_of(clitics[i])) &&
            !word_char(s, to))
            return to;
    }
    return 0;
}

/* The end of "n't" at @p at, or 0. */
static uint32_t negation_end(const scan *s, uint32_t at) {
    if (ro_lower(peek(s, at)) != 'n') return 0;
    uint32_t mark = apostrophe(s, at + 1), t = at + 1 + mark;
    return mark && ro_lower(peek(s, t)) == 't' && !word_char(s, t + 1) ? t + 1 : 0;
}

/* The end of digits joined by hyphens that are one thing: a mixed fraction
 * ("5-1/2"), a telephone number, an ISO date. Else 0, as for "5-10". */
static uint32_t joined_digits_end(const scan *s, uint32_t start, uint32_t at) {
    uint32_t first = at - start, groups = 1, length = 0;
    if (digits_end(s, start) != at) return 0;
    while (groups <= MOST_GROUPS && hyphen(s, at) && digit(s, at + hyphen(s, at))) {
        uint32_t from = at + hyphen(s, at);
        at = digits_end(s, from);
        length = at - from;
        groups++;
    }
    bool fraction = groups == 2 && peek(s, at) == '/' && digit(s, at + 1);
    if (fraction) at = digits_end(s, at + 1);
    bool telephone = groups == 2 && first == 3 && length == 4;
    return (fraction || telephone || groups > 2) && groups <= MOST_GROUPS && !word_char(s, at) ? at
                                                                                               : 0;
}

/* Whether the hyphen at @p at, in a word that began at @p start, stays inside. */
static bool hyphen_joins(const scan *s, uint32_t start, uint32_t at) {
    uint32_t from = at + hyphen(s, at), to = from;
    if (at - start <= AFFIX_BYTES && ro_lexicon_find(&s->rules->before, slice(s, start, at)) == 0)
        return word_char(s, from) > 0;
    while (to - from <= AFFIX_BYTES && word_char(s, to)) to += word_char(s, to);
    return to > from && to - from <= AFFIX_BYTES &&
           ro_lexicon_find(&s->rules->after, slice(s, from, to)) == 0;
}

/* Whether the stop at @p at is within an abbreviation of the table: "Ph.D." */
static bool within_abbreviation(const scan *s, uint32_t start, uint32_t at) {
    uint32_t end = at + 1;
    while (end - start < ABBREVIATION_BYTES && ro_is_alpha((unsigned char)peek(s, end))) end++;
    return peek(s, end) == '.' && end - start < ABBREVIATION_BYTES &&
           ro_lexicon_find(&s->rules->abbreviations, slice(s, start, end + 1)) != RO_NONE;
}

/* Whether the stop at @p at, within a run, stays inside the word before it. A stop
 * between a small and a capital letter is the end of a sentence without its space. */
static bool stop_joins(const scan *s, uint32_t start, uint32_t at) {
    if (!word_char(s, at + 1)) return false;
    unsigned char before = (unsigned char)s->text[at - 1], after = (unsigned char)s->text[at + 1];
    if (ro_is_lower(before) && ro_is_upper(after)) return within_abbreviation(s, start, at);
    if (ro_is_digit(after) && at - start < ABBREVIATION_BYTES)
        return ro_lexicon_find(&s->rules->abbreviations, slice(s, start, at + 1)) !=
               RO_ABBREVIATION_NUMBER;
    return true;
}

/* The end of what joins the word before @p at to more word behind; @p at: nothing. */
static uint32_t joint_end(const scan *s, uint32_t start, uint32_t at) {
    char c = peek(s, at);
    bool between_digits = ro_is_digit((unsigned char)s->text[at - 1]) && digit(s, at + 1);
    switch (c) {
    case '.': return stop_joins(s, start, at) ? at + 1 : at;
    case ',': return between_digits && digits_end(s, at + 1) == at + 4 ? at + 1 : at;
    case ':':
    case '/': return between_digits ? at + 1 : at;
    case '_': return at + 1;
    case '&':
        return ro_is_upper((unsigned char)s->text[at - 1]) &&
                       ro_is_upper((unsigned char)peek(s, at + 1))
                   ? at + 1
                   : at;
    default: break;
    }
    if (hyphen(s, at)) {
        if (between_digits) {
            uint32_t end = joined_digits_end(s, start, at);
            return end ? end : at;
        }
        return hyphen_joins(s, start, at) ? at + hyphen(s, at) : at;
    }
    uint32_t mark = apostrophe(s, at);
    return mark && word_char(s, at + mark) && !clitic_end(s, at) ? at + mark : at;
}

/* Whether the stop behind a word is part of it: initials, "U.S.", abbreviations. */
static bool takes_stop(const scan *s, uint32_t start, uint32_t end) {
    if (peek(s, end) != '.' || (peek(s, end + 1) == '.' && peek(s, end + 2) == '.')) return false;
    if (end - start == 1 && ro_is_upper((unsigned char)s->text[start])) return true;
    bool letters = (end - start) % 2 == 1;
    for (uint32_t i = start; i < end && letters; i++)
        letters = (i - start) % 2 ? s->text[i] == '.' : ro_is_alpha((unsigned char)s->text[i]);
    if (letters && end - start > 1) return true;
    if (end - start >= ABBREVIATION_BYTES) return false;
    uint32_t kind = ro_lexicon_find(&s->rules->abbreviations, slice(s, start, end + 1));
    if (kind != RO_ABBREVIATION_NUMBER) return kind != RO_NONE;
    uint32_t next = end + 1; /* "No. 5", but "No. He" */
    while (next < s->limit && s->text[next] == ' ' && next < end + 3) next++;
    return next < s->limit && ro_is_digit((unsigned char)s->text[next]);
}

/* Where a number parts from the unit written against it, else @p end. */
static uint32_t unit_start(const scan *s, uint32_t start, uint32_t end) {
    if (!digit(s, start)) return end;
    uint32_t at = end;
    while (at > start && !digit(s, at - 1)) at--;
    ro_str unit = slice(s, at, end);
    for (uint32_t i = start; i < at; i++)
        if (!ro_is_digit((unsigned char)s->text[i]) && !one_of(s->text[i], ".,:/")) return end;
    bool is = (unit.n <= UNIT_BYTES && ro_lexicon_find(&s->rules->units, unit) != RO_NONE) ||
              ro_str_same(unit, RO_STR("a.m")) || ro_str_same(unit, RO_STR("p.m"));
    return is ? at : end;
}

static bool address_char(char c) {
    unsigned char u = (unsigned char)c;
    return ro_is_alpha(u) || ro_is_digit(u) || one_of(c, "._%+-");
}

/* The end of a web or mail address of which @p end is the end of the run: what
 * punctuation follows it is not part of it. */
static uint32_t without_marks(const scan *s, uint32_t start, uint32_t end) {
    while (end > start + 1) {
        if (one_of(s->text[end - 1], ".,;:!?)]}>'\""))
            end--;
        else if (end - start > 3 && (memcmp(s->text + end - 3, "\xE2\x80\x9D", 3) == 0 ||
                                     memcmp(s->text + end - 3, "\xE2\x80\x99", 3) == 0))
            end -= 3;
        else
            break;
    }
    return end;
}

/* The end of the web or mail address at @p start, or 0. */
static uint32_t address_end(const scan *s, uint32_t start) {
    static const char *const schemes[] = {"http://", "https://", "ftp://", "www."};
    ro_str rest = slice(s, start, s->end);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (!ro_str_starts(rest, ro_str_of(schemes[i]))) continue;
        uint32_t end = start;
        while (end < s->end && !one_of(s->text[end], "<>\"")) end++;
        return without_marks(s, start, end);
    }
    if (s->at_sign >= s->end || s->at_sign <= start || s->at_sign - start > LOCAL_BYTES) return 0;
    for (uint32_t i = start; i < s->at_sign; i++)
        if (!address_char(s->text[i])) return 0;
    uint32_t end = s->at_sign + 1;
    while (end < s->end && address_char(s->text[end])) end++;
    end = without_marks(s, start, end);
    return end > s->at_sign + 1 ? end : 0;
}

/* Whether a word is a host name ("example.org") with a path behind it. */
static bool is_host(const scan *s, uint32_t start, uint32_t end) {
    uint32_t at = end;
    while (at > start && ro_is_alpha((unsigned char)s->text[at - 1]) && end - at < 7) at--;
    return peek(s, end) == '/' && at > start + 1 && s->text[at - 1] == '.' && end - at >= 2;
}

/* Whether the word from @p start to @p at and the sign behind it are a currency: "US$". */
static bool is_dollar(const scan *s, uint32_t start, uint32_t at) {
    static const char *const places[] = {"US", "A", "AU", "C", "CA", "HK", "NZ", "S", "NT", "R"};
    if (peek(s, at) != '$' || at - start > 2) return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (ro_str_eq(slice(s, start, at), ro_str_of(places[i]))) return true;
    return false;
}

static uint32_t word_end(const scan *s, uint32_t start) {
    uint32_t at = negation_end(s, start);
    if (at) return at;
    at = address_end(s, start);
    if (at) return at;
    at = start + (peek(s, start) == '.' || peek(s, start) == '+');
    while (at < s->end) {
        unsigned length = word_char(s, at);
        if (length) {
            if (at > start && negation_end(s, at)) return at;
            at += length;
            continue;
        }
        uint32_t joint = at > start ? joint_end(s, start, at) : at;
        if (joint == at) break;
        at = joint;
    }
    if (is_host(s, start, at)) return without_marks(s, start, s->end);
    if (takes_stop(s, start, at)) return at + 1;
    if (is_dollar(s, start, at)) return at + 1;
    if (at - start < PART_BYTES) {
        uint32_t first = ro_lexicon_find(&s->rules->parts, slice(s, start, at));
        if (first != RO_NONE && first < at - start) return start + first;
    }
    return unit_start(s, start, at);
}

/* A run of stops, question and exclamation marks is one token. */
static uint32_t stops_end(const scan *s, uint32_t at) {
    while (at < s->end) {
        if (one_of(s->text[at], ".!?"))
            at++;
        else if (at + 3 <= s->end && memcmp(s->text + at, "\xE2\x80\xA6", 3) == 0)
            at += 3;
        else
            break;
    }
    return at;
}

/* The end of a token that begins with @p code, which is no word character. */
static uint32_t mark_end(const scan *s, uint32_t start, uint32_t code, unsigned length) {
    for (uint32_t n = 5; n >= 2; n--)
        if (start + n <= s->end && !word_char(s, start + n) &&
            ro_lexicon_find(&s->rules->emoticons, slice(s, start, start + n)) != RO_NONE)
            return start + n;
    if (code == '.' || code == '!' || code == '?' || code == 0x2026) return stops_end(s, start);
    uint32_t end = start + length;
    if (apostrophe(s, start)) {
        uint32_t clitic = clitic_end(s, start);
        if (clitic) return clitic;
        uint32_t decade = digits_end(s, end); /* "'90s" */
        if (decade == end + 2 && peek(s, decade) == 's') return decade + 1;
        bool twin = end + length <= s->end && memcmp(s->text + start, s->text + end, length) == 0;
        return twin ? end + length : end;
    }
    if ((code == '#' && ro_is_alpha((unsigned char)peek(s, end))) ||
        (code == '@' && word_char(s, end))) {
        while (word_char(s, end) || peek(s, end) == '_')
            end += peek(s, end) == '_' ? 1 : word_char(s, end);
        return end;
    }
    if (code == '`' && peek(s, end) == '`') return end + 1;
    if (code < 0x80 && one_of((char)code, "()[]{}\"$%&@")) return end;
    if (code >= 0x80 && code != 0xFFFD && code != 0x2013 && code != 0x2014) return end;
    while (end + length <= s->end && memcmp(s->text + start, s->text + end, length) == 0)
        end += length;
    return end;
}

static uint32_t token_end(const scan *s, uint32_t at) {
    char c = s->text[at];
    bool after_space = at == s->start;
    bool signed_number = (c == '.' || (c == '+' && after_space)) && digit(s, at + 1) &&
                         (after_space || !ro_is_digit((unsigned char)s->text[at - 1]));
    if (word_char(s, at) || signed_number) return word_end(s, at);
    unsigned length;
    uint32_t code = ro_utf8_decode(s->text + at, s->text + s->end, &length);
    return mark_end(s, at, code, length);
}

/* Bytes of the white space at @p at; 0 where there is none. */
static unsigned space_char(const char *text, uint32_t at, uint32_t end) {
    unsigned char c = (unsigned char)text[at];
    if (c < 0x80) return ro_is_space(c);
    unsigned length;
    uint32_t code = ro_utf8_decode(text + at, text + end, &length);
    return ro_code_is_space(code) ? length : 0;
}

static bool run_tokens(scan *s, ro_arena *arena, ro_token_array *tokens) {
    const char *sign = memchr(s->text + s->start, '@', s->end - s->start);
    s->at_sign = sign ? (uint32_t)(sign - s->text) : s->end;
    for (uint32_t at = s->start; at < s->end;) {
        uint32_t end = token_end(s, at);
        ro_token *token = RO_PUSH(arena, tokens);
        if (!token) return false;
        *token = (ro_token){.span = {at, end}, .head = -1};
        at = end;
        if (at > s->at_sign) {
            sign = memchr(s->text + at, '@', s->end - at);
            s->at_sign = sign ? (uint32_t)(sign - s->text) : s->end;
        }
    }
    return true;
}

bool ro_tokens_find(const ro_token_rules *rules, ro_arena *arena, const char *text, ro_span block,
                    ro_token_array *tokens) {
    uint32_t at = block.start;
    while (at < block.end) {
        unsigned space = space_char(text, at, block.end);
        if (space) {
            at += space;
            continue;
        }
        scan s = {.rules = rules, .text = text, .start = at, .end = at, .limit = block.end};
        while (s.end < block.end && !space_char(text, s.end, block.end)) {
            unsigned length = 1;
            if ((unsigned char)text[s.end] >= 0x80)
                ro_utf8_decode(text + s.end, text + block.end, &length);
            s.end += length;
        }
        if (!run_tokens(&s, arena, tokens)) return false;
        at = s.end;
    }
    return true;
}
