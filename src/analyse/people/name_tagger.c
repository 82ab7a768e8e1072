/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/people/name_tagger.h"

#include "base/hash.h"

/* A sentence is decoded in pieces of this many tokens at most, so that memory does not
 * grow with its length. */
enum { PIECE = 256 };

/* Kinds of features; mixed into the hash so that they do not meet. */
enum {
    F_WORD = 1,
    F_PREFIX = 10,
    F_SUFFIX,
    F_SHAPES,
    F_FLAGS,
    F_FLAGS_BEFORE,
    F_FLAGS_BEHIND,
    F_RULE,
    F_RULE_BEFORE,
    F_RULE_BEHIND,
    F_RULES,
    F_PAIR_BEFORE,
    F_PAIR_BEHIND,
    F_NAME,
    F_TAG,
    F_TAGS,
    F_RULE_WORD,
    F_SHAPE_WORD_BEFORE,
    F_SHAPE_WORD_BEHIND,
    F_RUN,
    F_FLAG_SET,
    F_KINDS = 64 /* more than all of them */
};

static uint32_t mix(uint32_t kind, uint64_t value) {
    return (uint32_t)ro_hash_mix(value, (uint64_t)kind << 32 | 0x5bd1e995u);
}

typedef struct feature_list {
    uint32_t *out;
    size_t count;
    uint32_t letters; /* ro_letter_case of the sentence */
} feature_list;

static void put(feature_list *list, uint32_t kind, uint64_t value) {
    if (list->count < RO_NAME_FEATURES_MOST) list->out[list->count++] = mix(kind, value);
}

/* For what lies in the letters: in a line of capitals it says other things. */
static void put_written(feature_list *list, uint32_t kind, uint64_t value) {
    put(list, kind + list->letters * F_KINDS, value);
}

/* Length class and letters of a word: Xx, XX, x, 9, with the marks inside. */
static uint32_t pattern(const ro_people_scan *scan, uint32_t t) {
    ro_str s = ro_token_str(scan->article, t);
    uint32_t shape = 0, last = 0;
    for (size_t i = 0; i < s.n && i < 16; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t kind = ro_is_upper(c)                ? 1
                        : ro_is_lower(c) || c >= 0x80 ? 2
                        : ro_is_digit(c)              ? 3
                                                      : 4;
        if (kind == last) continue;
        shape = shape * 5 + kind;
        last = kind;
    }
    uint32_t length = s.n > 5 ? 5 : (uint32_t)s.n;
    return shape * 6 + (scan->words[t].shape == RO_SHAPE_CAPS ? length : 0);
}

static uint64_t affix(ro_str s, size_t size, bool front) {
    uint64_t value = 0;
    for (size_t i = 0; i < size && i < s.n; i++) {
        char c = front ? s.p[i] : s.p[s.n - 1 - i];
        value = value << 8 | (unsigned char)ro_lower(c);
    }
    return value * 8 + size;
}

static uint32_t flags_of(const ro_people_scan *scan, uint32_t t) {
    const ro_seen_word *word = &scan->words[t];
    uint32_t flags = word->facts->flags;
    /* "us" is no country. */
    if ((flags & RO_WORD_CAPS) && word->shape != RO_SHAPE_CAPS) flags &= ~(uint32_t)RO_WORD_KNOWN;
    return flags;
}

static void put_flags(feature_list *list, uint32_t kind, uint32_t flags, bool name) {
    for (; flags; flags &= flags - 1)
        put_written(list, kind, (uint32_t)__builtin_ctz(flags) * 2 + name);
}

static void put_words(feature_list *list, const ro_people_scan *scan, uint32_t begin, uint32_t end,
                      uint32_t t) {
    const ro_seen_word *words = scan->words;
    for (uint32_t d = 0; d < 5; d++) {
        bool inside = t + d >= begin + 2 && t + d - 2 < end;
        put(list, F_WORD + d, inside ? words[t + d - 2].hash : d);
    }
    if (t > begin) put(list, F_PAIR_BEFORE, (uint64_t)words[t - 1].hash << 32 | words[t].hash);
    if (t + 1 < end) put(list, F_PAIR_BEHIND, (uint64_t)words[t + 1].hash << 32 | words[t].hash);
    uint32_t shape = pattern(scan, t);
    if (t > begin)
        put_written(list, F_SHAPE_WORD_BEFORE, (uint64_t)shape << 32 | words[t - 1].hash);
    if (t + 1 < end)
        put_written(list, F_SHAPE_WORD_BEHIND, (uint64_t)shape << 32 | words[t + 1].hash);
    uint32_t before = t > begin ? pattern(scan, t - 1) : 1u << 30;
    uint32_t behind = t + 1 < end ? pattern(scan, t + 1) : 1u << 30;
    put_written(list, F_SHAPES, shape);
    put_written(list, F_SHAPES, ((uint64_t)before << 32 | shape) + 1);
    put_written(list, F_SHAPES, ((uint64_t)behind << 32 | shape) + 2);
}

/* How many words of a name stand right before and behind. */
static void put_run(feature_list *list, const ro_people_scan *scan, uint32_t begin, uint32_t end,
                    uint32_t t) {
    uint32_t before = 0, behind = 0;
    while (before < 3 && t > begin + before && scan->words[t - 1 - before].name) before++;
    while (behind < 3 && t + 1 + behind < end && scan->words[t + 1 + behind].name) behind++;
    put_written(list, F_RUN, (before * 4 + behind) * 2 + scan->words[t].name);
}

/* Parts of speech where there is a tagger; X says nothing. */
static void put_tags(feature_list *list, const ro_people_scan *scan, uint32_t begin, uint32_t end,
                     uint32_t t) {
    const ro_token *tokens = scan->article->tokens.items;
    uint32_t before = t > begin ? tokens[t - 1].upos : 30u;
    uint32_t behind = t + 1 < end ? tokens[t + 1].upos : 30u;
    bool name = scan->words[t].name;
    put_written(list, F_TAG, tokens[t].upos * 2u + name);
    put_written(list, F_TAGS, (before * 32u + tokens[t].upos) * 2u + name);
    put_written(list, F_TAGS, ((tokens[t].upos * 32u + behind) * 2u + name) + 4096u);
}

size_t ro_name_features(const ro_people_scan *scan, const uint8_t *rules, uint32_t sentence,
                        uint32_t t, uint32_t out[RO_NAME_FEATURES_MOST]) {
    const ro_sentence *at = &scan->article->sentences.items[sentence];
    uint32_t begin = at->first_token, end = begin + at->token_count;
    feature_list list = {out, 0, scan->cases[sentence]};
    const ro_seen_word *word = &scan->words[t];
    ro_str s = ro_token_str(scan->article, t);
    uint8_t rule = rules[t], before = t > begin ? rules[t - 1] : 0xf0,
            behind = t + 1 < end ? rules[t + 1] : 0xf0;
    put_written(&list, F_RULE, rule);
    put_written(&list, F_RULE_BEFORE, before);
    put_written(&list, F_RULE_BEHIND, behind);
    put_written(&list, F_RULES, (uint32_t)rule << 16 | (uint32_t)before << 8 | behind);
    put_written(&list, F_RULE_WORD, (uint64_t)rule << 32 | word->hash);
    put_written(&list, F_NAME, word->name * 4u + word->first * 2u + word->glued);
    put_words(&list, scan, begin, end, t);
    put_run(&list, scan, begin, end, t);
    put_tags(&list, scan, begin, end, t);
    put(&list, F_PREFIX, affix(s, 3, true));
    put(&list, F_SUFFIX, affix(s, 2, false));
    put(&list, F_SUFFIX, affix(s, 3, false));
    put(&list, F_SUFFIX, affix(s, 4, false));
    uint32_t flags = flags_of(scan, t);
    put_flags(&list, F_FLAGS, flags, word->name);
    put_written(&list, F_FLAG_SET, (uint64_t)flags * 2 + word->name);
    if (t > begin) put_flags(&list, F_FLAGS_BEFORE, flags_of(scan, t - 1), word->name);
    if (t + 1 < end) put_flags(&list, F_FLAGS_BEHIND, flags_of(scan, t + 1), word->name);
    return list.count;
}

uint8_t *ro_rule_labels(const ro_people_scan *scan) {
    uint8_t *labels =
        RO_ARENA_ARRAY(scan->scratch, uint8_t, (size_t)scan->article->tokens.count + 1);
    if (!labels) return NULL;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        const ro_found *name = &scan->found.items[i];
        static const uint8_t begins[] = {RO_LABEL_PERSON, RO_LABEL_ORGANIZATION, RO_LABEL_PLACE,
                                         RO_LABEL_GROUP,  RO_LABEL_OTHER,        RO_LABEL_OTHER};
        uint8_t label = begins[name->type];
        for (uint32_t t = name->first; t < name->end; t++)
            labels[t] = (uint8_t)((label + (t > name->first)) | name->certainty << 4 |
                                  (t + 1 == name->end ? 0x40 : 0));
    }
    return labels;
}

bool ro_label_follows(ro_name_label from, ro_name_label to) {
    bool inside = to != RO_LABEL_NONE && to % 2 == 0;
    return !inside || from == to || from == to - 1;
}

bool ro_name_possible(const ro_people_scan *scan, uint32_t sentence, uint32_t t) {
    const ro_seen_word *words = scan->words;
    const ro_sentence *s = &scan->article->sentences.items[sentence];
    uint32_t begin = s->first_token, end = begin + s->token_count;
    /* In small letters anything may be a name. */
    if (scan->cases[sentence] == RO_CASE_LOWER)
        return !(words[t].facts->flags & RO_WORD_FUNCTION) || words[t].name;
    return words[t].name || words[t].shape == RO_SHAPE_INITIAL || words[t].shape == RO_SHAPE_CAPS ||
           (t > begin && words[t - 1].name) || (t + 1 < end && words[t + 1].name);
}

/* ---- the best path ---- */

typedef struct decoder {
    const ro_people_scan *scan;
    const ro_name_network *net;
    const uint8_t *rules;
    int32_t score[2][RO_LABEL_COUNT];
    uint8_t from[PIECE][RO_LABEL_COUNT];
    uint8_t best[PIECE];
} decoder;

static void score_token(const decoder *d, uint32_t sentence, uint32_t t,
                        int32_t out[RO_NAME_LABELS]) {
    uint32_t features[RO_NAME_FEATURES_MOST];
    size_t count = ro_name_features(d->scan, d->rules, sentence, t, features);
    ro_name_scores(d->net, &d->scan->hints->tokens.items[t], features, count, out);
}

/* One step of the best path; begins: no token of the stretch stands before. */
static void step(decoder *d, uint32_t place, bool begins, const int32_t *token) {
    int32_t *now = d->score[place % 2];
    const int32_t *last = d->score[(place + 1) % 2];
    const int32_t *steps = d->net->steps;
    for (uint32_t to = 0; to < RO_LABEL_COUNT; to++) {
        bool inside = to != RO_LABEL_NONE && to % 2 == 0; /* follows its own kind alone */
        uint32_t from = inside ? to - 1 : 0, end = inside ? to + 1 : RO_LABEL_COUNT;
        if (begins) {
            now[to] = (inside ? INT32_MIN / 4 : 0) + steps[to] + token[to];
            d->from[place][to] = RO_LABEL_NONE;
            continue;
        }
        int32_t best = INT32_MIN / 2;
        for (; from < end; from++) {
            int32_t value = last[from] + steps[from * RO_NAME_LABELS + to];
            if (value > best) {
                best = value;
                d->from[place][to] = (uint8_t)from;
            }
        }
        now[to] = best + token[to];
    }
}

/* The best labels of the stretch that ends with place last. Behind it stands a token that
 * is no part of a name, or nothing. */
static void follow_back(decoder *d, uint32_t first, uint32_t last, bool more) {
    const int32_t *scores = d->score[last % 2];
    uint32_t best = 0;
    int32_t most = INT32_MIN;
    for (uint32_t l = 0; l < RO_LABEL_COUNT; l++) {
        int32_t score = scores[l] + (more ? d->net->steps[l * RO_NAME_LABELS] : 0);
        if (score <= most) continue;
        most = score;
        best = l;
    }
    for (uint32_t place = last + 1; place-- > first;) {
        d->best[place] = (uint8_t)best;
        best = d->from[place][best];
    }
}

/* Decode tokens [from, to) of a sentence into d->best: plain tokens are no names, and the
 * stretches between them do not see each other. */
static void decode(decoder *d, uint32_t sentence, uint32_t from, uint32_t to) {
    int32_t token[RO_NAME_LABELS];
    for (uint32_t t = from; t < to; t++) {
        if (!ro_name_possible(d->scan, sentence, t)) {
            d->best[t - from] = RO_LABEL_NONE;
            continue;
        }
        uint32_t first = t;
        for (; t < to && (t == first || ro_name_possible(d->scan, sentence, t)); t++) {
            score_token(d, sentence, t, token);
            step(d, t - from, t == first, token);
        }
        follow_back(d, first - from, t - 1 - from, t < to);
        if (t < to) d->best[t - from] = RO_LABEL_NONE;
    }
}

/* ---- from labels to names ---- */

static ro_entity_type type_of(uint8_t label) {
    static const ro_entity_type types[] = {
        RO_ENTITY_PERSON, RO_ENTITY_ORGANIZATION, RO_ENTITY_PLACE, RO_ENTITY_OTHER,
        RO_ENTITY_GROUP,  RO_ENTITY_WORK,         RO_ENTITY_EVENT};
    return types[(label - 1) / 2];
}

/* What the tables are sure of goes before what was learned: countries and peoples by
 * their whole name, seats of power. */
static void settle_known(const ro_people_scan *scan, ro_found *name) {
    uint32_t next;
    const ro_word_facts *facts = ro_phrase_at(scan, name->first, name->end, RO_WORD_KNOWN, &next);
    if (!facts->flags || next != name->end) {
        if (facts->flags && name->type != RO_ENTITY_PERSON) name->country = facts->country;
        return;
    }
    name->country = facts->country;
    name->full = facts->full;
    if (facts->flags & RO_WORD_PEOPLES)
        name->type = RO_ENTITY_GROUP;
    else if (facts->flags & RO_WORD_COUNTRY)
        name->type = RO_ENTITY_PLACE;
    else if (facts->flags & RO_WORD_ORG && name->type != RO_ENTITY_PERSON)
        name->type = RO_ENTITY_ORGANIZATION;
    else
        return;
    name->certainty = RO_CERTAIN;
}

/* Titles and offices are no part of a person's name, nor what stands before them:
 * "US Secretary of State Antony Blinken". An office may have begun before the name. */
static void strip_titles(const ro_people_scan *scan, ro_found *name, uint32_t begin) {
    uint32_t from = name->first > begin + 3 ? name->first - 3 : begin;
    for (uint32_t t = from; t + 1 < name->end; t++) {
        uint32_t next;
        uint32_t wanted = RO_WORD_TITLE | RO_WORD_OFFICE;
        const ro_word_facts *facts = ro_phrase_at(scan, t, name->end, wanted, &next);
        while (facts->flags && next < name->end && ro_token_is(scan->article, next, ".")) next++;
        /* Martin Luther King Jr. is no king. */
        bool rest = next < name->end && !ro_word_has(scan, next, RO_WORD_NAME_END);
        if (facts->flags && next > name->first && rest) name->first = next;
    }
}

/* "Chinese Commerce" before "Minister" is the country and a part of the office. False:
 * no name is left. */
static bool leave_office(const ro_people_scan *scan, ro_found *name, uint32_t limit) {
    if (name->type == RO_ENTITY_PERSON || name->known || name->end >= limit) return true;
    if (!ro_word_has(scan, name->end, RO_WORD_OFFICE) || !scan->words[name->end].name) return true;
    if (!ro_word_has(scan, name->end - 1, RO_WORD_COMMON)) return true;
    if (ro_word_has(scan, name->end - 1, RO_WORD_ORG_LAST | RO_WORD_KNOWN)) return true;
    uint32_t next;
    const ro_word_facts *facts =
        ro_phrase_at(scan, name->first, name->end, RO_WORD_PEOPLES | RO_WORD_COUNTRY, &next);
    if (!facts->flags) return false;
    name->end = next;
    name->head = next - 1;
    settle_known(scan, name);
    return true;
}

static void add_name(ro_people_scan *scan, uint32_t sentence, uint32_t first, uint32_t end,
                     ro_entity_type type) {
    bool thing = type == RO_ENTITY_WORK || type == RO_ENTITY_EVENT;
    ro_found name = {.first = first,
                     .end = end,
                     .head = end - 1,
                     .sentence = sentence,
                     .type = (uint8_t)(thing ? RO_ENTITY_OTHER : type),
                     .thing = (uint8_t)(thing ? type : 0),
                     .kind = RO_MENTION_NAME,
                     .certainty = RO_LIKELY,
                     .quoted = scan->words[first].quoted,
                     .of = RO_NONE,
                     .entity = RO_NONE};
    const ro_sentence *s = &scan->article->sentences.items[sentence];
    /* "(R-Ariz.)" names no organization R. */
    if (end - first == 1 && type != RO_ENTITY_PERSON && scan->words[first].shape == RO_SHAPE_LETTER)
        return;
    /* Nobody's name begins with an article: The Intercept. */
    if (type == RO_ENTITY_PERSON && end - first > 1 && ro_token_is(scan->article, first, "the"))
        name.type = RO_ENTITY_ORGANIZATION;
    if (name.type == RO_ENTITY_PERSON) strip_titles(scan, &name, s->first_token);
    settle_known(scan, &name);
    if (!leave_office(scan, &name, s->first_token + s->token_count)) return;
    RO_APPEND(scan->scratch, &scan->found, name);
}

/* Where a person's name of two words and more ends before "of": "Ana Holt of Kelm", but not
 * Joan of Arc. The end of what was joined: it does not. */
static uint32_t before_origin(const ro_people_scan *scan, uint32_t first, uint32_t end) {
    for (uint32_t t = first + 2; t + 1 < end; t++)
        if (ro_token_is(scan->article, t, "of")) return t;
    return end;
}

/* Add what the labels join; a common word in small letters parts two names: "Communist
 * Party mouthpiece People's Daily". */
static void add_names(ro_people_scan *scan, uint32_t sentence, uint32_t first, uint32_t end,
                      ro_entity_type type) {
    bool normal = scan->cases[sentence] == RO_CASE_NORMAL;
    uint32_t origin = type == RO_ENTITY_PERSON ? before_origin(scan, first, end) : end;
    if (origin < end) {
        add_name(scan, sentence, first, origin, type);
        first = origin + 1;
        type = RO_ENTITY_PLACE;
    }
    for (uint32_t t = first; normal && t < end; t++) {
        const ro_seen_word *word = &scan->words[t];
        bool parts =
            word->shape == RO_SHAPE_LOWER && !word->glued &&
            (word->facts->flags & RO_WORD_COMMON) &&
            !(word->facts->flags & (RO_WORD_FUNCTION | RO_WORD_PARTICLE | RO_WORD_DETERMINER));
        if (!parts) continue;
        if (t > first) add_name(scan, sentence, first, t, type);
        first = t + 1;
    }
    if (first < end) add_name(scan, sentence, first, end, type);
}

void ro_tag_names(ro_people_scan *scan) {
    const ro_name_network *net = scan->hints->net;
    uint8_t *rules = ro_rule_labels(scan);
    decoder *d = RO_ARENA_NEW(scan->scratch, decoder);
    if (!rules || !d) return;
    *d = (decoder){.scan = scan, .net = net, .rules = rules};
    const ro_found *old = scan->found.items;
    uint32_t count = scan->found.count;
    memset(&scan->found, 0, sizeof scan->found);
    for (uint32_t i = 0; i < scan->article->sentences.count && !scan->scratch->oom; i++) {
        const ro_sentence *sentence = &scan->article->sentences.items[i];
        uint32_t begin = sentence->first_token, end = begin + sentence->token_count;
        for (uint32_t from = begin; from < end; from += PIECE) {
            uint32_t to = end - from > PIECE ? from + PIECE : end;
            decode(d, i, from, to);
            for (uint32_t t = from; t < to;) {
                uint8_t label = d->best[t - from];
                uint32_t first = t++;
                if (label == RO_LABEL_NONE) continue;
                while (t < to && d->best[t - from] == label + 1) t++;
                add_names(scan, i, first, t, type_of(label));
            }
        }
    }
    ro_restore_names(scan, old, count);
    ro_settle_types(scan);
}
