/* SPDX-License-Identifier: Apache-2.0 */
/* A logistic regression over words and form, which train/lines.sh learns from the lines that
 * outlets repeat. */
#include "read/parts/line_kind.h"

#include "base/hash.h"
#include "base/table.h"

const char *const ro_line_evidence_names[] = {"word", "pair", "first", "last",
                                              "head", "foot", "form"};

enum {
    LONGEST_WORD = 40, /* bytes; what is longer tells by its form */
    MOST_WORDS = 120,  /* that are looked at: a line that is junk says so before */
    GLUED = 2,         /* small letter and capital in one word, so often: run together */
    NEAR = 3,          /* lines that are the head and the foot of an article */
    NAME_WORDS = 5     /* of the longest name at the start of a line, initials with it */
};

/* Neither a key nor half of one is 0, which means that there is none. */
static uint64_t key_of(ro_line_evidence kind, uint64_t hash) {
    return ro_hash_mix(hash, (uint64_t)kind + 1) | 1;
}

/* Of two words, so that each is hashed once, whatever stands beside it. */
static uint64_t hash_of_pair(uint64_t left, uint64_t right) {
    return ro_hash_mix(left, right);
}

uint64_t ro_line_evidence_key(ro_line_evidence kind, ro_str text) {
    const char *space = kind == RO_LINE_PAIR ? memchr(text.p, ' ', text.n) : NULL;
    if (!space) return key_of(kind, ro_hash(text.p, text.n));
    size_t left = (size_t)(space - text.p);
    return key_of(kind, hash_of_pair(ro_hash(text.p, left), ro_hash(space + 1, text.n - left - 1)));
}

typedef struct walk {
    ro_line_evidence_fn *take;
    void *context;
    char pair[2 * LONGEST_WORD + 2]; /* the word before, a space, this word */
    size_t before;                   /* bytes of the word before */
    uint64_t hash_before;            /* of it */
    uint32_t words;
    bool head, foot; /* of the article */
} walk;

static void give(walk *w, ro_line_evidence kind, uint64_t hash, ro_str text) {
    w->take(w->context, kind, key_of(kind, hash), text);
}

static void give_form(walk *w, const char *name) {
    ro_str text = ro_str_of(name);
    give(w, RO_LINE_FORM, ro_hash(text.p, text.n), text);
}

/* Copy a word in small letters; a run of figures becomes "0". */
static size_t fold(ro_str word, char *out) {
    size_t n = 0;
    bool figure = false;
    for (size_t i = 0; i < word.n && n < LONGEST_WORD; i++) {
        bool digit = ro_is_digit((unsigned char)word.p[i]);
        if (!digit || !figure) out[n++] = digit ? '0' : ro_lower(word.p[i]);
        figure = digit;
    }
    return n;
}

static void give_word(walk *w, ro_str word) {
    char folded[LONGEST_WORD];
    ro_str text = {folded, fold(word, folded)};
    uint64_t hash = ro_hash(text.p, text.n);
    if (w->words == 0) give(w, RO_LINE_FIRST, hash, text);
    give(w, RO_LINE_WORD, hash, text);
    if (w->head) give(w, RO_LINE_HEAD, hash, text);
    if (w->foot) give(w, RO_LINE_FOOT, hash, text);
    if (w->words > 0) {
        ro_str pair = {w->pair, w->before + 1 + text.n};
        w->pair[w->before] = ' ';
        memcpy(w->pair + w->before + 1, text.p, text.n);
        give(w, RO_LINE_PAIR, hash_of_pair(w->hash_before, hash), pair);
    }
    memcpy(w->pair, text.p, text.n);
    w->before = text.n;
    w->hash_before = hash;
    w->words++;
}

static void give_words(walk *w, ro_str line) {
    const char *end = ro_str_end(line);
    for (const char *p = line.p; p < end && w->words < MOST_WORDS;) {
        unsigned length;
        const char *start = p;
        uint32_t code = ro_utf8_decode(p, end, &length);
        p += length;
        if (!ro_code_is_word(code)) continue;
        while (p < end) {
            code = ro_utf8_decode(p, end, &length);
            bool joint = (code == '\'' || code == 0x2019) && p + length < end &&
                         ro_is_alpha((unsigned char)p[length]);
            if (!ro_code_is_word(code) && !joint) break;
            p += length;
        }
        give_word(w, (ro_str){start, (size_t)(p - start)});
    }
    if (w->words) give(w, RO_LINE_LAST, w->hash_before, (ro_str){w->pair, w->before});
}

/* The marks of a line, in one pass. */
typedef struct marks {
    uint32_t at_signs, handles, hashtags, addresses, quotations, figures, glued, stars, bars;
    uint32_t upper, lower;
    bool rights;
} marks;

static bool begins_word(ro_str s, size_t i) {
    return i == 0 || ro_is_space((unsigned char)s.p[i - 1]) || s.p[i - 1] == '(';
}

static void count_mark(ro_str s, size_t i, marks *m) {
    unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
    switch (c) {
    case '@':
        m->handles += begins_word(s, i) && ro_is_alpha(next);
        m->at_signs += !begins_word(s, i);
        break;
    case '#': m->hashtags += begins_word(s, i) && ro_is_alpha(next); break;
    case '*':
    case '_': m->stars++; break;
    case '|': m->bars++; break;
    case '"': m->quotations++; break;
    case ':': m->addresses += ro_str_starts((ro_str){s.p + i, s.n - i}, RO_STR("://")); break;
    case 0xC2: m->rights = m->rights || next == 0xA9; break;
    case 0xE2:
        m->quotations += next == 0x80 && i + 2 < s.n &&
                         ((unsigned char)s.p[i + 2] == 0x9C || (unsigned char)s.p[i + 2] == 0x9D);
        break;
    default:
        m->figures += ro_is_digit(c);
        m->upper += ro_is_upper(c);
        m->lower += ro_is_lower(c);
        m->glued += ro_is_lower(c) && ro_is_upper(next);
        m->addresses += c == 'w' && ro_str_starts((ro_str){s.p + i, s.n - i}, RO_STR("www."));
    }
}

static void give_marks(walk *w, ro_str s) {
    marks m = {0};
    for (size_t i = 0; i < s.n; i++) count_mark(s, i, &m);
    if (m.at_signs) give_form(w, "address of mail");
    if (m.handles) give_form(w, "handle");
    if (m.hashtags) give_form(w, "hashtag");
    if (m.addresses) give_form(w, "address of a page");
    if (m.quotations) give_form(w, "quotation");
    if (m.figures) give_form(w, "figures");
    if (m.figures * 4 > s.n) give_form(w, "mostly figures");
    if (m.glued >= GLUED) give_form(w, "words run together");
    if (m.stars) give_form(w, "stars");
    if (m.bars) give_form(w, "bars");
    if (m.rights) give_form(w, "sign of rights");
    if (m.upper > 4 * m.lower && m.upper > 1) give_form(w, "capitals");
    if (m.upper + m.lower == 0) give_form(w, "no letters");
}

static void give_ends(walk *w, ro_str s, const ro_block *block) {
    unsigned char first = (unsigned char)s.p[0], last = (unsigned char)s.p[s.n - 1];
    give_form(w, block->question ? "ends in a question"
                 : block->stop   ? "ends in a stop"
                 : block->colon  ? "ends in a colon"
                                 : "ends in nothing");
    bool opens = first == '(' || first == '[', closes = last == ')' || last == ']';
    if (opens && closes) give_form(w, "in brackets");
    if (closes && !opens) give_form(w, "ends in a bracket");
    if (ro_is_lower(first)) give_form(w, "begins small");
    if (first == '-' || first == '*' || ro_str_starts(s, RO_STR("\xE2\x80\xA2")))
        give_form(w, "begins with a bullet");
    if (ro_str_starts(s, RO_STR("\xE2\x80\x94")) || ro_str_starts(s, RO_STR("\xE2\x80\x93")))
        give_form(w, "begins with a dash");
    if (block->long_words >= 3 && block->capitals * 10 >= block->long_words * 8)
        give_form(w, "capitals of headlines");
    const char *colon = memchr(s.p, ':', s.n < LONGEST_WORD ? s.n : LONGEST_WORD);
    if (colon && colon + 1 < ro_str_end(s)) give_form(w, "label and colon");
}

/* "Jane Q. Doe is", "Mr. Doe, a": how a foot presents who wrote. */
static bool presents_somebody(ro_str s) {
    static const char *const verbs[] = {"is ",      "was ",    "are ",    "serves ",
                                        "teaches ", "writes ", "covers ", "works ",
                                        "can ",     "who ",    "a ",      "an "};
    size_t at = 0, words = 0;
    while (at < s.n && !ro_is_alpha((unsigned char)s.p[at]) && (unsigned char)s.p[at] != 0xC3) at++;
    while (at < s.n && words < NAME_WORDS && ro_is_upper((unsigned char)s.p[at])) {
        while (at < s.n && !ro_is_space((unsigned char)s.p[at])) at++;
        while (at < s.n && ro_is_space((unsigned char)s.p[at])) at++;
        words++;
    }
    ro_str rest = {s.p + at, s.n - at};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && words >= 2; i++)
        if (ro_str_starts(rest, ro_str_of(verbs[i]))) return true;
    return false;
}

static void give_length(walk *w, uint32_t words) {
    static const struct {
        uint32_t most;
        const char *name;
    } lengths[] = {{0, "no words"},       {1, "1 word"},         {3, "2 to 3 words"},
                   {7, "4 to 7 words"},   {15, "8 to 15 words"}, {30, "16 to 30 words"},
                   {60, "31 to 60 words"}};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if (words <= lengths[i].most) {
            give_form(w, lengths[i].name);
            return;
        }
    give_form(w, "more words");
}

static void give_place(walk *w, const ro_line_place *line, ro_str text) {
    static const char *const first[NEAR] = {"first line", "second line", "third line"};
    static const char *const last[NEAR] = {"last line", "last line but one", "last line but two"};
    uint32_t at = line->block, behind = line->draft->blocks.count - 1 - at;
    if (w->head) give_form(w, first[at]);
    if (w->foot) give_form(w, last[behind]);
    if (!w->head && !w->foot) give_form(w, "middle");
    if (line->behind_other) give_form(w, "behind another");
    if (w->foot && presents_somebody(text)) give_form(w, "foot that presents somebody");
}

/* How much of what the line speaks of the text speaks of as well. A line of running text is
 * itself among the words that were collected, and has no share. */
static void give_share(walk *w, const ro_line_place *line, const ro_block *block) {
    static const char *const shares[] = {"share under .2", "share under .4", "share under .6",
                                         "share under .8", "share under 1",  "share of 1"};
    if (ro_block_is_solid(block)) {
        give_form(w, "running text");
        return;
    }
    double share = ro_cohesion_share(line->cohesion, line->rules, line->draft, block);
    give_form(w, shares[(int)(share * 5)]);
}

void ro_line_evidence_each(const ro_line_place *line, ro_line_evidence_fn *take, void *context) {
    const ro_block *block = &line->draft->blocks.items[line->block];
    ro_str text = ro_str_span(line->draft->text, block->span);
    walk w = {.take = take,
              .context = context,
              .head = line->block < NEAR,
              .foot = line->draft->blocks.count - line->block <= NEAR};
    if (text.n == 0) return;
    give_form(&w, "every line");
    give_words(&w, text);
    give_marks(&w, text);
    give_ends(&w, text, block);
    give_length(&w, block->words);
    give_place(&w, line, text);
    give_share(&w, line, block);
}

/* ---- weights ---- */

/* One half of a key says where it is looked for, the other which it is. */
static ro_line_weight *slot_of(const ro_line_weights *weights, uint64_t key) {
    uint32_t mask = weights->capacity - 1, at = (uint32_t)(key >> 32) & mask;
    while (weights->slots[at].key && weights->slots[at].key != (uint32_t)key) at = (at + 1) & mask;
    return &weights->slots[at];
}

bool ro_line_weights_read(ro_arena *arena, ro_line_weights *weights) {
    ro_table table;
    ro_str field[4];
    uint32_t rows = 0, kind;
    for (ro_table_open(&table, "line_weights"); ro_table_row(&table, field, 4);) rows++;
    weights->capacity = 16;
    while (weights->capacity < 2 * rows) weights->capacity *= 2;
    weights->slots = RO_ARENA_ARRAY(arena, ro_line_weight, weights->capacity);
    if (!weights->slots) return false;
    for (ro_table_open(&table, "line_weights"); ro_table_row(&table, field, 4);) {
        if (!ro_table_class(field[0], ro_line_evidence_names, RO_LINE_EVIDENCE_KINDS, &kind))
            return false;
        uint64_t key = ro_line_evidence_key((ro_line_evidence)kind, field[1]);
        *slot_of(weights, key) =
            (ro_line_weight){(uint32_t)key, (int16_t)ro_table_integer(field[2]),
                             (int16_t)ro_table_integer(field[3])};
    }
    return true;
}

typedef struct sum {
    const ro_line_weights *weights;
    ro_line_score score;
} sum;

static void add(void *context, ro_line_evidence kind, uint64_t key, ro_str text) {
    sum *s = context;
    const ro_line_weight *weight = slot_of(s->weights, key);
    (void)kind, (void)text;
    s->score.other += weight->other;
    s->score.caption += weight->caption;
}

ro_line_score ro_line_weigh(const ro_line_place *line) {
    sum s = {.weights = &line->rules->line_weights};
    ro_line_evidence_each(line, add, &s);
    return s.score;
}
