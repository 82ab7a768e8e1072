/* SPDX-License-Identifier: Apache-2.0 */
/** Words to classes: the tables of the layer, and the class of every token. */
#include "analyse/quotes/quotes.h"

#include "base/table.h"

enum { LONGEST_PHRASE = 48 }; /* bytes of a phrase that is looked up */

/* Take the next piece of *rest up to separator, trimmed. */
static ro_str next_piece(ro_str *rest, char separator) {
    const char *found = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    size_t n = found ? (size_t)(found - rest->p) : rest->n;
    ro_str piece = ro_str_trim((ro_str){rest->p, n});
    size_t skip = found ? n + 1 : n;
    *rest = (ro_str){rest->p + skip, rest->n - skip};
    return piece;
}

/* The patterns of a verb as bits; 0 where one of them is unknown. */
static uint16_t parse_patterns(ro_str words) {
    static const char *const names[] = {"quote", "clause", "that",       "addressee", "object",
                                        "as",    "of",     "infinitive", "relay",     "thought",
                                        "show",  "bare",   "source"};
    uint32_t bits = 0;
    while (words.n) {
        uint32_t i;
        if (!ro_table_class(next_piece(&words, ' '), names, sizeof names / sizeof *names, &i))
            return 0;
        bits |= 1u << i;
    }
    return (uint16_t)bits;
}

/* The regular form of a verb, whose first word alone is inflected. */
static ro_str inflect(ro_str verb, ro_verb_form form, char out[LONGEST_PHRASE]) {
    const char *blank = memchr(verb.p, ' ', verb.n);
    size_t head = blank ? (size_t)(blank - verb.p) : verb.n, n = head;
    if (verb.n + 4 >= LONGEST_PHRASE || head < 2) return (ro_str){"", 0};
    memcpy(out, verb.p, head);
    char last = verb.p[head - 1], before = verb.p[head - 2];
    bool y = last == 'y' && !strchr("aeiou", before);
    bool sibilant = strchr("sxz", last) || (last == 'h' && strchr("cs", before));
    const char *ending = "";
    if (form == RO_VERB_THIRD) {
        if (y) out[n - 1] = 'i';
        ending = y || sibilant ? "es" : "s";
    } else if (form == RO_VERB_GERUND) {
        if (last == 'e' && before != 'e') n--;
        ending = "ing";
    } else if (form != RO_VERB_BASE) {
        if (y) out[n - 1] = 'i';
        ending = last == 'e' ? "d" : "ed";
    }
    memcpy(out + n, ending, strlen(ending));
    n += strlen(ending);
    memcpy(out + n, verb.p + head, verb.n - head);
    return (ro_str){out, n + verb.n - head};
}

/* Put every form of a verb; irregular names past, participle and gerund. */
static bool add_forms(ro_arena *arena, ro_lexicon *cues, ro_str verb, ro_str irregular,
                      uint32_t row) {
    ro_str past = next_piece(&irregular, ','), participle = next_piece(&irregular, ',');
    ro_str given[] = {
        verb, {"", 0}, past, participle.n ? participle : past, next_piece(&irregular, ',')};
    bool fine = true;
    for (uint32_t form = RO_VERB_BASE; form <= RO_VERB_GERUND; form++) {
        char made[LONGEST_PHRASE];
        ro_str word = given[form].n ? given[form] : inflect(verb, (ro_verb_form)form, made);
        if (word.n) fine = ro_lexicon_add(arena, cues, word, 8 * row + form) && fine;
    }
    return fine;
}

static bool load_cues(ro_arena *arena, ro_quotes_rules *rules) {
    ro_table table;
    ro_str field[3];
    RO_ARRAY(uint16_t) patterns = {0};
    if (!ro_table_open(&table, "cues")) return false;
    while (ro_table_row(&table, field, 3)) {
        uint32_t row = patterns.count;
        uint16_t bits = parse_patterns(field[1]);
        if (!bits || !RO_APPEND(arena, &patterns, bits)) return false;
        bool fine = bits & RO_CUE_SOURCE ? ro_lexicon_add(arena, &rules->cues, field[0], 8 * row)
                                         : add_forms(arena, &rules->cues, field[0], field[2], row);
        if (!fine) return false;
    }
    rules->patterns = patterns.items;
    rules->row_count = patterns.count;
    return true;
}

bool ro_quotes_rules_load(ro_arena *arena, ro_quotes_rules *rules) {
    static const char *const names[] = {"determiner", "quantifier",  "pronoun",      "object",
                                        "relative",   "that",        "preposition",  "to",
                                        "as",         "conjunction", "subordinator", "auxiliary",
                                        "be",         "modal",       "negation",     "adverb",
                                        "time",       "daypart",     "occasion"};
    ro_table table;
    ro_str field[2];
    if (!ro_table_open(&table, "quote_words")) return false;
    while (ro_table_row(&table, field, 2)) {
        uint32_t class;
        if (!ro_table_class(field[1], names, sizeof names / sizeof *names, &class) ||
            !ro_lexicon_add(arena, &rules->words, field[0], class))
            return false;
    }
    return load_cues(arena, rules) && ro_word_groups_read(arena, &rules->groups);
}

uint32_t ro_quoting_phrase(const ro_quoting *work, const ro_lexicon *lexicon, uint32_t token,
                           uint32_t end, uint32_t *value) {
    const ro_article *article = work->article;
    uint32_t best = 0, start = article->tokens.items[token].span.start;
    for (uint32_t i = token; i < end && i - token < lexicon->most_words + 1; i++) {
        ro_span span = {start, article->tokens.items[i].span.end};
        if (span.end - span.start > LONGEST_PHRASE) break;
        ro_str key = ro_str_span(article->text, span);
        uint32_t found = ro_lexicon_find(lexicon, key);
        if (found != RO_NONE) {
            best = i - token + 1;
            *value = found;
        } else if (!ro_lexicon_begins(lexicon, key)) {
            break;
        }
    }
    return best;
}

/* Class of a token that is no word, else RO_CLASS_NOMINAL. */
static ro_word_class class_of_mark(ro_str word) {
    static const struct {
        const char *mark;
        ro_word_class class;
    } marks[] = {{",", RO_CLASS_COMMA},     {":", RO_CLASS_COLON},    {".", RO_CLASS_STOP},
                 {"?", RO_CLASS_STOP},      {"!", RO_CLASS_STOP},     {";", RO_CLASS_STOP},
                 {"–", RO_CLASS_DASH},      {"—", RO_CLASS_DASH},     {"--", RO_CLASS_DASH},
                 {"―", RO_CLASS_DASH},      {"(", RO_CLASS_OPEN},     {"[", RO_CLASS_OPEN},
                 {")", RO_CLASS_CLOSE},     {"]", RO_CLASS_CLOSE},    {"'s", RO_CLASS_GENITIVE},
                 {"’s", RO_CLASS_GENITIVE}, {"'", RO_CLASS_GENITIVE}, {"’", RO_CLASS_GENITIVE},
                 {"“", RO_CLASS_MARK},      {"”", RO_CLASS_MARK},     {"\"", RO_CLASS_MARK},
                 {"‘", RO_CLASS_MARK},      {"''", RO_CLASS_MARK},    {"``", RO_CLASS_MARK},
                 {"...", RO_CLASS_DASH},    {"…", RO_CLASS_DASH}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (ro_str_eq(word, ro_str_of(marks[i].mark))) return marks[i].class;
    return RO_CLASS_NOMINAL;
}

/* What a tag says of a word that no table knows. */
static ro_word_class class_of_tag(uint8_t upos, ro_word_class otherwise) {
    switch (upos) {
    case RO_UPOS_VERB: return RO_CLASS_VERB;
    case RO_UPOS_AUX: return RO_CLASS_AUXILIARY;
    case RO_UPOS_ADV: return RO_CLASS_ADVERB;
    case RO_UPOS_ADP: return RO_CLASS_PREPOSITION;
    case RO_UPOS_SCONJ: return RO_CLASS_SUBORDINATOR;
    case RO_UPOS_CCONJ: return RO_CLASS_CONJUNCTION;
    case RO_UPOS_DET: return RO_CLASS_QUANTIFIER;
    default: return otherwise;
    }
}

static bool is_acronym(ro_str word) {
    if (word.n < 2) return false;
    for (size_t i = 0; i < word.n; i++)
        if (!ro_is_upper((unsigned char)word.p[i])) return false;
    return true;
}

static ro_word_class class_of(const ro_quoting *work, uint32_t token) {
    const ro_token *item = &work->article->tokens.items[token];
    ro_str word = ro_str_span(work->article->text, item->span);
    uint32_t known = ro_lexicon_find(&work->rules->words, word);
    if (is_acronym(word)) known = RO_NONE; /* US, IT, WHO */
    /* "told Broadcast One": behind the first word of a name no quantifier. */
    if (known == RO_CLASS_QUANTIFIER && item->upos && ro_has_relation(work, token, "flat"))
        return RO_CLASS_NOMINAL;
    /* "her son", not "told her". */
    if (known == RO_CLASS_OBJECT && item->features & RO_FEATURE_POSSESSIVE)
        return RO_CLASS_DETERMINER;
    if (known != RO_NONE) return (ro_word_class)known;
    unsigned char first = (unsigned char)word.p[0];
    bool letter = ro_is_alpha(first) || ro_is_digit(first);
    if (!letter) {
        ro_word_class mark = class_of_mark(word);
        if (mark != RO_CLASS_NOMINAL) return mark;
    }
    if (item->upos == RO_UPOS_VERB && ro_has_relation(work, token, "amod")) return RO_CLASS_NOMINAL;
    if (item->upos) return class_of_tag(item->upos, RO_CLASS_NOMINAL);
    /* Without tags: English makes adverbs with -ly. */
    if (ro_is_lower(first) && word.n > 5 && ro_str_ends(word, RO_STR("ly"))) return RO_CLASS_ADVERB;
    return RO_CLASS_NOMINAL;
}

bool ro_is_time(const ro_quoting *work, uint32_t token) {
    return work->time_of[token] || ro_class_of(work, token) == RO_CLASS_TIME;
}

bool ro_is_word(const ro_quoting *work, uint32_t token, const char *word) {
    return ro_str_same(ro_token_str(work->article, token), ro_str_of(word));
}

bool ro_is_of_group(const ro_quoting *work, uint32_t token, ro_word_group group) {
    return ro_in_group(&work->rules->groups, ro_token_str(work->article, token), group);
}

void ro_quoting_classify(ro_quoting *work) {
    const ro_article *article = work->article;
    uint32_t time = 0;
    for (uint32_t i = 0; i < article->tokens.count; i++) {
        ro_span span = article->tokens.items[i].span;
        work->classes[i] = (uint8_t)class_of(work, i);
        while (time < article->times.count && article->times.items[time].span.end <= span.start)
            time++;
        if (time < article->times.count && ro_span_overlaps(article->times.items[time].span, span))
            work->time_of[i] = time + 1;
    }
}

/* tokens; heads */

bool ro_has_relation(const ro_quoting *work, uint32_t token, const char *name) {
    const char *relation = ro_deprel_name(work->article->tokens.items[token].deprel);
    size_t n = strlen(name);
    return strncmp(relation, name, n) == 0 && (relation[n] == '\0' || relation[n] == ':');
}
