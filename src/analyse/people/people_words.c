/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens as words: what the tables know of them, and whether their letters make them
 * part of a name. Where a line is all capitals, all small or a headline, the case of
 * each word is restored from the rest of the article first. */
#include "analyse/people/people_scan.h"

#include "base/hash.h"

enum {
    PHRASE_WORDS = 8, /* of a phrase that is looked up */
    PHRASE_BYTES = 96,
    SHORT_SENTENCE = 8, /* tokens: shorter ones are headings, in other letters than the text */
    ENOUGH_TOKENS = 40  /* of sentences that tell in what letters a text is written: three or so */
};

ro_str ro_tokens_str(const ro_article *article, uint32_t first, uint32_t end) {
    if (end <= first) return RO_STR("");
    ro_span span = {article->tokens.items[first].span.start,
                    article->tokens.items[end - 1].span.end};
    return ro_str_span(article->text, span);
}

static const ro_word_facts unknown;

/* A known acronym counts in capitals alone: "US" and not "us". */
static bool written_as_known(const ro_people_scan *scan, uint32_t at, const ro_word_facts *facts) {
    if (!(facts->flags & RO_WORD_CAPS)) return true;
    return scan->words[at].shape == RO_SHAPE_CAPS;
}

const ro_word_facts *ro_phrase_at(const ro_people_scan *scan, uint32_t at, uint32_t end,
                                  uint32_t flags, uint32_t *next) {
    const ro_word_facts *best = &unknown;
    *next = at;
    uint32_t limit = end - at > PHRASE_WORDS ? at + PHRASE_WORDS : end;
    const ro_word_facts *facts = scan->words[at].facts;
    for (uint32_t to = at + 1; to <= limit; to++) {
        if (to > at + 1) {
            ro_str form = ro_tokens_str(scan->article, at, to);
            if (form.n > PHRASE_BYTES) break;
            facts = ro_people_facts(scan->rules, form);
        }
        if ((facts->flags & flags) && (to > at + 1 || written_as_known(scan, at, facts))) {
            best = facts;
            *next = to;
        }
        if (!facts->longer) break;
    }
    return best;
}

bool ro_token_possessive(const ro_people_scan *scan, uint32_t token) {
    ro_str s = ro_token_str(scan->article, token);
    return ro_str_same(s, RO_STR("'s")) || ro_str_same(s, RO_STR("’s")) ||
           ro_str_eq(s, RO_STR("'")) || ro_str_eq(s, RO_STR("’"));
}

static ro_shape shape_of(ro_str s) {
    uint32_t letters = 0, upper = 0, digits = 0, first_upper = 0;
    const char *end = ro_str_end(s);
    for (const char *p = s.p; p < end;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        p += length;
        if (code < 0x80 && ro_is_digit((unsigned char)code)) {
            digits++;
        } else if (ro_code_is_word(code)) {
            bool is_upper = ro_code_is_upper(code);
            if (!letters) first_upper = is_upper;
            letters++;
            upper += is_upper;
        }
    }
    if (!letters) return digits ? RO_SHAPE_NUMBER : RO_SHAPE_MARK;
    if (!upper) return RO_SHAPE_LOWER;
    if (letters == 1) return RO_SHAPE_LETTER;
    if (upper == letters) return RO_SHAPE_CAPS;
    /* iPhone, eBay, al-Qaeda: a capital inside is as good as one in front. */
    return first_upper || upper ? RO_SHAPE_INITIAL : RO_SHAPE_LOWER;
}

static bool opens_quotation(ro_str s) {
    return ro_str_eq(s, RO_STR("“")) || ro_str_eq(s, RO_STR("\"")) || ro_str_eq(s, RO_STR("‘")) ||
           ro_str_eq(s, RO_STR("``")) || ro_str_eq(s, RO_STR("«"));
}

static bool starts_clause(ro_str s) {
    return opens_quotation(s) || ro_str_eq(s, RO_STR(":")) || ro_str_eq(s, RO_STR("•")) ||
           ro_str_eq(s, RO_STR("(")) || ro_str_eq(s, RO_STR("["));
}

static bool ends_paragraph(const ro_article *article, uint32_t sentence) {
    uint32_t from = article->sentences.items[sentence].span.end;
    uint32_t to = article->sentences.items[sentence + 1].span.start;
    return memchr(article->text + from, '\n', to - from) != NULL;
}

/* Whether quotation marks are open behind a token. */
static bool follow_quotes(bool quoted, ro_str s) {
    if (ro_str_eq(s, RO_STR("“")) || ro_str_eq(s, RO_STR("``"))) return true;
    if (ro_str_eq(s, RO_STR("”")) || ro_str_eq(s, RO_STR("''"))) return false;
    return ro_str_eq(s, RO_STR("\"")) ? !quoted : quoted;
}

static void see_tokens(ro_people_scan *scan) {
    const ro_article *article = scan->article;
    bool quoted = false;
    for (uint32_t i = 0; i < article->sentences.count; i++) {
        const ro_sentence *sentence = &article->sentences.items[i];
        bool first = true;
        /* A quotation may run on over sentences, never into another paragraph. */
        if (i && ends_paragraph(article, i - 1)) quoted = false;
        bool post = ro_article_is_post(article, sentence->part);
        for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count;
             t++) {
            ro_str s = ro_token_str(article, t);
            ro_seen_word *word = &scan->words[t];
            word->hash = (uint32_t)ro_hash_folded(s);
            word->facts = ro_people_facts_hashed(scan->rules, s, word->hash);
            word->shape = (uint8_t)shape_of(s);
            word->glued = t > sentence->first_token && article->tokens.items[t].span.start ==
                                                           article->tokens.items[t - 1].span.end;
            word->first = first && word->shape != RO_SHAPE_MARK;
            if (word->shape != RO_SHAPE_MARK) first = false;
            if (starts_clause(s)) first = true;
            word->quoted = quoted || post;
            quoted = follow_quotes(quoted, s);
        }
    }
}

/* How a sentence is written, judged by its words of four letters and more. */
static ro_letter_case case_of(const ro_people_scan *scan, const ro_sentence *sentence) {
    uint32_t words = 0, capital = 0, caps = 0, any = 0, small = 0;
    uint32_t little = RO_WORD_FUNCTION | RO_WORD_DETERMINER | RO_WORD_PRONOUN;
    for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count;
         t++) {
        const ro_seen_word *word = &scan->words[t];
        if (word->shape == RO_SHAPE_INITIAL || word->shape == RO_SHAPE_CAPS) any++;
        size_t length = ro_token_str(scan->article, t).n;
        small += word->shape == RO_SHAPE_LOWER && length > 2 && !word->glued &&
                 !(word->facts->flags & little);
        if (length < 4 || word->shape >= RO_SHAPE_LETTER) continue;
        words++;
        capital += word->shape != RO_SHAPE_LOWER && !word->first;
        caps += word->shape == RO_SHAPE_CAPS;
    }
    /* Seven in ten: a line of capitals has some name in mixed case; headlines write longer
     * prepositions small. */
    if (words >= 2 && caps * 10 > words * 7) return RO_CASE_CAPS;
    if (words >= 3 && any == 0) return RO_CASE_LOWER;
    /* A headline writes no verb or noun small, and has no stop: many names stand in a sentence
     * that does. */
    uint32_t last = sentence->first_token + sentence->token_count - 1;
    if (small > 1 || (small && ro_token_is(scan->article, last, "."))) return RO_CASE_NORMAL;
    /* The first word is a capital anyway and says nothing. */
    if (words >= 4 && capital * 10 > (words - 1) * 7) return RO_CASE_TITLE;
    return RO_CASE_NORMAL;
}

/* A short sentence is written like the rest of the article where that is of one kind and
 * nothing in it speaks against: "OK." in a text of capitals is no name. */
static void follow_article(const ro_people_scan *scan) {
    const ro_article *article = scan->article;
    uint32_t tokens[RO_CASE_LOWER + 1] = {0}, all = 0;
    for (uint32_t i = 0; i < article->sentences.count; i++) {
        uint32_t count = article->sentences.items[i].token_count;
        if (count < SHORT_SENTENCE) continue;
        tokens[scan->cases[i]] += count;
        all += count;
    }
    uint8_t most = RO_CASE_NORMAL;
    for (unsigned c = 0; c <= RO_CASE_LOWER; c++)
        if (tokens[c] > tokens[most]) most = (uint8_t)c;
    if (most == RO_CASE_NORMAL || all < ENOUGH_TOKENS || tokens[most] < all / 4 * 3) return;
    for (uint32_t i = 0; i < article->sentences.count; i++) {
        const ro_sentence *sentence = &article->sentences.items[i];
        bool against = false;
        for (uint32_t t = sentence->first_token;
             t < sentence->first_token + sentence->token_count && !against; t++) {
            uint8_t shape = scan->words[t].shape;
            bool lower = shape == RO_SHAPE_LOWER, initial = shape == RO_SHAPE_INITIAL;
            against = (most == RO_CASE_CAPS && (lower || initial)) ||
                      (most == RO_CASE_LOWER && (initial || shape == RO_SHAPE_CAPS)) ||
                      (most == RO_CASE_TITLE && lower && ro_token_str(article, t).n > 3 &&
                       !ro_word_has(scan, t, RO_WORD_FUNCTION));
        }
        if (!against) scan->cases[i] = most;
    }
}

/* How often a word stands in small letters, and with a capital where that says something. */
typedef struct spelling {
    uint32_t hash;
    uint16_t capital;
    uint16_t small;
} spelling;

typedef struct spelling_table {
    spelling *slots;
    uint32_t mask;
} spelling_table;

static spelling *spelling_of(const spelling_table *spellings, uint32_t hash) {
    for (uint32_t i = hash & spellings->mask;; i = (i + 1) & spellings->mask) {
        spelling *slot = &spellings->slots[i];
        if (slot->hash == hash || (!slot->capital && !slot->small)) return slot;
    }
}

static bool collect_spellings(const ro_people_scan *scan, spelling_table *spellings) {
    uint32_t size = 64;
    while (size / 2 < scan->article->tokens.count && size < 1u << 30) size *= 2;
    spellings->slots = RO_ARENA_ARRAY(scan->scratch, spelling, size);
    spellings->mask = size - 1;
    if (!spellings->slots) return false;
    for (uint32_t i = 0; i < scan->article->sentences.count; i++) {
        const ro_sentence *sentence = &scan->article->sentences.items[i];
        if (scan->cases[i] != RO_CASE_NORMAL) continue;
        for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count;
             t++) {
            const ro_seen_word *word = &scan->words[t];
            if (word->shape >= RO_SHAPE_LETTER) continue;
            if (word->first && word->shape != RO_SHAPE_LOWER) continue;
            spelling *slot = spelling_of(spellings, word->hash);
            slot->hash = word->hash;
            uint16_t *count = word->shape == RO_SHAPE_LOWER ? &slot->small : &slot->capital;
            if (*count < UINT16_MAX) (*count)++;
        }
    }
    return true;
}

/* Whether a word whose own letters do not tell is a name elsewhere in the article, by
 * the tables or by its tag. */
static bool restored(const ro_people_scan *scan, const spelling_table *spellings, uint32_t t,
                     ro_letter_case letters) {
    const ro_seen_word *word = &scan->words[t];
    uint32_t flags = word->facts->flags;
    const spelling *seen = spelling_of(spellings, word->hash);
    bool caps = word->shape == RO_SHAPE_CAPS && letters != RO_CASE_CAPS;
    if (caps && (flags & RO_WORD_CAPS)) return true; /* "US" where "us" occurs too */
    if (seen->capital > seen->small) return true;
    if (seen->small) return false;
    uint8_t upos = scan->article->tokens.items[t].upos;
    bool common = (flags & RO_WORD_COMMON) != 0;
    bool caps_only = (flags & RO_WORD_CAPS) && word->shape != RO_SHAPE_CAPS;
    if ((flags & RO_WORD_KNOWN) && !common && !caps_only) return true;
    if (letters == RO_CASE_LOWER) return upos == RO_UPOS_PROPN && !common;
    if (caps) return true;
    if (upos == RO_UPOS_PROPN) return !common || letters == RO_CASE_NORMAL;
    if (upos != RO_UPOS_X && upos != RO_UPOS_NOUN && upos != RO_UPOS_ADJ) return false;
    return !common;
}

/* April and June are persons where a word that is no number follows with a capital. */
static bool opens_person(const ro_people_scan *scan, uint32_t t) {
    if (!(scan->words[t].facts->flags & RO_WORD_GIVEN)) return false;
    if (t + 1 >= scan->article->tokens.count || scan->words[t + 1].first) return false;
    const ro_seen_word *next = &scan->words[t + 1];
    return next->shape == RO_SHAPE_INITIAL && scan->words[t].shape == RO_SHAPE_INITIAL &&
           !(next->facts->flags & (RO_WORD_KNOWN | RO_WORD_COMMON | RO_WORD_CALENDAR));
}

static bool is_name(const ro_people_scan *scan, const spelling_table *spellings, uint32_t t,
                    ro_letter_case letters) {
    const ro_seen_word *word = &scan->words[t];
    uint32_t flags = word->facts->flags;
    if (word->shape == RO_SHAPE_MARK || word->shape == RO_SHAPE_NUMBER) return false;
    if (flags & RO_WORD_CALENDAR) return opens_person(scan, t);
    if (letters == RO_CASE_LOWER) return restored(scan, spellings, t, letters);
    if (word->shape == RO_SHAPE_LOWER) return false;
    if (word->shape == RO_SHAPE_LETTER) {
        ro_str s = ro_token_str(scan->article, t);
        return s.n > 1 || !(ro_str_eq(s, RO_STR("I")) || ro_str_eq(s, RO_STR("A")));
    }
    if (letters == RO_CASE_NORMAL && !word->first) return true;
    return restored(scan, spellings, t, letters);
}

/* A common word that opens a sentence belongs to a name where a capital follows and the
 * two are a known phrase, or it is a title or office: "White House", "President Xi". */
static void extend_openings(ro_people_scan *scan, const ro_sentence *sentence) {
    uint32_t end = sentence->first_token + sentence->token_count;
    for (uint32_t t = sentence->first_token; t < end; t++) {
        ro_seen_word *word = &scan->words[t];
        if (word->name || word->shape == RO_SHAPE_LOWER || word->shape >= RO_SHAPE_LETTER) continue;
        uint32_t next;
        uint32_t wanted = RO_WORD_KNOWN | RO_WORD_OFFICE | RO_WORD_TITLE;
        const ro_word_facts *facts = ro_phrase_at(scan, t, end, wanted, &next);
        if (!facts->flags) continue;
        bool phrase = next > t + 1 && scan->words[next - 1].shape != RO_SHAPE_LOWER;
        bool before_name = next < end && scan->words[next].name &&
                           (facts->flags & (RO_WORD_OFFICE | RO_WORD_TITLE));
        if (!phrase && !before_name) continue;
        for (uint32_t i = t; i < next; i++) scan->words[i].name = true;
    }
}

bool ro_see_words(ro_people_scan *scan) {
    const ro_article *article = scan->article;
    scan->words = RO_ARENA_ARRAY(scan->scratch, ro_seen_word, (size_t)article->tokens.count + 1);
    scan->cases = RO_ARENA_ARRAY(scan->scratch, uint8_t, (size_t)article->sentences.count + 1);
    if (!scan->words || !scan->cases) return false;
    for (uint32_t t = 0; t <= article->tokens.count; t++) scan->words[t].facts = &unknown;
    see_tokens(scan);
    for (uint32_t i = 0; i < article->sentences.count; i++)
        scan->cases[i] = (uint8_t)case_of(scan, &article->sentences.items[i]);
    follow_article(scan);
    spelling_table spellings;
    if (!collect_spellings(scan, &spellings)) return false;
    for (uint32_t i = 0; i < article->sentences.count; i++) {
        const ro_sentence *sentence = &article->sentences.items[i];
        for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count;
             t++)
            scan->words[t].name = is_name(scan, &spellings, t, scan->cases[i]);
        extend_openings(scan, sentence);
    }
    return true;
}
