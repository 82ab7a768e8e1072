/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where sentences end. A stop, with the quotation marks and brackets that it closes,
 * ends one where something that can begin a sentence follows; the stop of an
 * abbreviation does so only before a word that hardly continues a name.
 */
#include "lang/en/sentences.h"

#include "base/table.h"

bool ro_sentence_rules_read(ro_arena *arena, ro_sentence_rules *rules) {
    return ro_table_lexicon(arena, "sentence_starters", &rules->starters);
}

typedef struct view {
    const ro_sentence_rules *rules;
    const ro_token_rules *token_rules;
    const char *text;
    const ro_token *tokens;
    uint32_t count;
} view;

static ro_str words(const view *v, uint32_t i) {
    return ro_str_span(v->text, v->tokens[i].span);
}

static bool space_before(const view *v, uint32_t i) {
    return v->tokens[i].span.start > v->tokens[i - 1].span.end;
}

static uint32_t first_char(ro_str s) {
    unsigned length;
    return ro_utf8_decode(s.p, ro_str_end(s), &length);
}

static bool is_opener(uint32_t code) {
    return code == '(' || code == '[' || code == '{' || code == '"' || code == '\'' ||
           code == 0x2018 || code == 0x201C || code == 0xAB;
}

static bool is_closer(uint32_t code) {
    return code == ')' || code == ']' || code == '}' || code == '"' || code == '\'' ||
           code == 0x2019 || code == 0x201D || code == 0xBB;
}

static bool is_stop_run(ro_str s) {
    uint32_t code = first_char(s);
    return code == '.' || code == '!' || code == '?' || code == 0x2026;
}

/* Whether token @p i can begin a sentence: not with a small letter, nor with a mark
 * that only continues one. */
static bool can_begin(const view *v, uint32_t i) {
    uint32_t code = first_char(words(v, i));
    for (unsigned skipped = 0; is_opener(code) && i + 1 < v->count && skipped < 3; skipped++)
        code = first_char(words(v, ++i));
    if (code < 0x80)
        return ro_is_upper((unsigned char)code) || ro_is_digit((unsigned char)code) ||
               (code && strchr("$#@*-", (int)code));
    if (ro_code_is_word(code)) return ro_code_lower(code) != code || !ro_code_is_upper(code);
    return true;
}

static bool small_word(ro_str s) {
    for (size_t i = 0; i < s.n && i < 24; i++)
        if (!ro_is_lower((unsigned char)s.p[i])) return false;
    return s.n > 2;
}

/* Whether the single mark @p i ends a sentence although token @p next begins with a
 * small letter, as in careless writing: a question, or behind a word in small letters,
 * which is neither a name with a mark ("Yahoo! said") nor a short form. */
static bool ends_before_small(const view *v, uint32_t i, uint32_t next) {
    ro_str mark = words(v, i);
    if (mark.n != 1 || next != i + 1 || i == 0 || !space_before(v, next)) return false;
    bool small = ro_is_lower((unsigned char)words(v, next).p[0]) && !space_before(v, i);
    return small && (mark.p[0] == '?' || small_word(words(v, i - 1)));
}

/* Whether the stop within abbreviation @p i ends the sentence before token @p next. */
static bool abbreviation_ends(const view *v, uint32_t i, uint32_t next) {
    ro_str word = words(v, i);
    uint32_t kind = ro_lexicon_find(&v->token_rules->abbreviations, word);
    if (kind == RO_ABBREVIATION_TITLE || kind == RO_ABBREVIATION_INNER) return false;
    if (kind == RO_ABBREVIATION_NUMBER && ro_is_digit((unsigned char)words(v, next).p[0]))
        return false;
    uint32_t code = first_char(words(v, next));
    if (is_opener(code)) return code == '"' || code == 0x201C;
    return ro_is_upper((unsigned char)code) &&
           ro_lexicon_find(&v->rules->starters, words(v, next)) != RO_NONE;
}

/* Whether the stop @p i follows a number that begins the sentence: "2. Wash hands." */
static bool ends_item_number(const view *v, uint32_t begin, uint32_t i) {
    ro_str number = words(v, begin);
    return i == begin + 1 && number.n <= 2 && ro_is_digit((unsigned char)number.p[0]) &&
           ro_is_digit((unsigned char)number.p[number.n - 1]) && words(v, i).n == 1 &&
           words(v, i).p[0] == '.';
}

/* Whether a sentence that began at token @p begin ends at token @p i, so that the closers behind it
 * are its own;
 * @p next receives the first token of the next one. */
static bool ends_sentence(const view *v, uint32_t begin, uint32_t i, uint32_t *next) {
    ro_str word = words(v, i);
    bool run = is_stop_run(word);
    if (!run && (word.n < 2 || word.p[word.n - 1] != '.')) return false;
    uint32_t n = i + 1;
    while (n < v->count && is_closer(first_char(words(v, n))) && !space_before(v, n)) n++;
    *next = n;
    if (n >= v->count) return true;
    if (ends_item_number(v, begin, i)) return false;
    bool single = run && word.n == 1;
    if (!space_before(v, n) && (!single || n > i + 1)) return false;
    if (!can_begin(v, n)) return run && ends_before_small(v, i, n);
    return run || abbreviation_ends(v, i, n);
}

bool ro_sentences_find(const ro_sentence_rules *rules, const ro_token_rules *token_rules,
                       ro_arena *arena, const char *text, uint32_t part,
                       const ro_token_array *tokens, uint32_t first, ro_sentence_array *sentences) {
    view v = {rules, token_rules, text, tokens->items, tokens->count};
    uint32_t begin = first;
    for (uint32_t i = first; i < v.count; i++) {
        uint32_t next = i + 1;
        if (!ends_sentence(&v, begin, i, &next) && i + 1 < v.count) continue;
        ro_sentence *sentence = RO_PUSH(arena, sentences);
        if (!sentence) return false;
        ro_span span = {v.tokens[begin].span.start, v.tokens[next - 1].span.end};
        *sentence = (ro_sentence){span, begin, next - begin, part};
        begin = next;
        i = next - 1;
    }
    return true;
}
