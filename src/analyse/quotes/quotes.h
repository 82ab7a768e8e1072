/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the files of the quotes layer share.
 *
 *     words ─▶ marks ─▶ attributions ─▶ content ─▶ setting
 *
 * Words get a class; marks are paired to regions; an attribution is a cue with what goes with it as
 * it stands in the text (speaker, addressee); content says which words it attributes; setting says
 * who, through whom and when. All scratch memory is the layer's own and is gone when it is done.
 * Offsets named first and end are tokens.
 */
#ifndef RO_ANALYSE_QUOTES_QUOTES_H
#define RO_ANALYSE_QUOTES_QUOTES_H

#include "analyse/analyse.h"
#include "base/lexicon.h"
#include "lang/en/word_groups.h"

/** How a verb may attribute; the words of data/en/cues.tsv, in this order. */
enum {
    RO_CUE_QUOTE = 1 << 0,
    RO_CUE_CLAUSE = 1 << 1,
    RO_CUE_THAT = 1 << 2,
    RO_CUE_ADDRESSEE = 1 << 3,
    RO_CUE_OBJECT = 1 << 4,
    RO_CUE_AS = 1 << 5,
    RO_CUE_OF = 1 << 6,
    RO_CUE_INFINITIVE = 1 << 7,
    RO_CUE_RELAY = 1 << 8,
    RO_CUE_THOUGHT = 1 << 9,
    RO_CUE_SHOW = 1 << 10,
    RO_CUE_BARE = 1 << 11,
    RO_CUE_SOURCE = 1 << 12
};

/** Forms of a verb. */
typedef enum ro_verb_form {
    RO_VERB_BASE,
    RO_VERB_THIRD,
    RO_VERB_PAST,
    RO_VERB_PARTICIPLE,
    RO_VERB_GERUND
} ro_verb_form;

/** Classes of words: first those of data/en/quote_words.tsv. */
typedef enum ro_word_class {
    RO_CLASS_DETERMINER,
    RO_CLASS_QUANTIFIER,
    RO_CLASS_PRONOUN, /* one that can be a subject */
    RO_CLASS_OBJECT,  /* one that cannot */
    RO_CLASS_RELATIVE,
    RO_CLASS_THAT,
    RO_CLASS_PREPOSITION,
    RO_CLASS_TO,
    RO_CLASS_AS,
    RO_CLASS_CONJUNCTION,
    RO_CLASS_SUBORDINATOR,
    RO_CLASS_AUXILIARY,
    RO_CLASS_BE,
    RO_CLASS_MODAL,
    RO_CLASS_NEGATION,
    RO_CLASS_ADVERB,
    RO_CLASS_TIME,
    RO_CLASS_DAYPART,  /* time behind a time ("Sunday evening"), else a noun */
    RO_CLASS_OCCASION, /* a noun, of what people speak in or at */
    RO_CLASS_NOMINAL,  /* noun, adjective, number, or any other word */
    RO_CLASS_VERB,     /* tagged as one */
    RO_CLASS_GENITIVE,
    RO_CLASS_COMMA,
    RO_CLASS_COLON,
    RO_CLASS_STOP, /* . ? ! ; */
    RO_CLASS_DASH,
    RO_CLASS_OPEN,  /* ( [ */
    RO_CLASS_CLOSE, /* ) ] */
    RO_CLASS_MARK   /* of quotation */
} ro_word_class;

struct ro_quotes_rules {
    ro_lexicon cues;          /* any form: 8 * row + ro_verb_form */
    ro_lexicon words;         /* ro_word_class */
    const uint16_t *patterns; /* by row of data/en/cues.tsv */
    uint32_t row_count;
    ro_word_groups groups;
};

/** Tokens from first up to end. */
typedef struct ro_range {
    uint32_t first, end;
} ro_range;

static inline bool ro_range_empty(ro_range range) {
    return range.end <= range.first;
}

/** Words between quotation marks that belong together. */
typedef struct ro_region {
    ro_span marks; /* with its marks */
    ro_span words; /* without */
    uint32_t first, end;
    bool open_ended;              /* the closing mark is missing at the end of the paragraph */
    bool title;                   /* looks like the name of a work or thing, not like words said */
    bool used;                    /* part of a quote */
    uint32_t attributions_before; /* attributions of its unit that stand before it */
} ro_region;

/** What follows the fixed words of an attribution. */
typedef enum ro_after {
    RO_AFTER_END,    /* the end of the sentence or clause */
    RO_AFTER_COMMA,  /* a comma, and no quotation behind it */
    RO_AFTER_REGION, /* a quotation, perhaps behind a comma or colon */
    RO_AFTER_COLON,
    RO_AFTER_THAT, /* that, whether, how … */
    RO_AFTER_TO,   /* an infinitive */
    RO_AFTER_WORDS /* anything else */
} ro_after;

/** An attribution as it stands in the text. */
typedef struct ro_attribution {
    ro_range cue;
    uint32_t verb;  /* its main token */
    uint16_t kinds; /* RO_CUE_… */
    ro_verb_form form;
    bool passive;
    bool denied;         /* "did not say", "declined to say": nothing was said */
    bool possible;       /* "would say": nothing was said yet */
    bool participial;    /* "…, adding that": the speaker is that of the main clause */
    bool coordinated;    /* "…, and said": as well */
    bool shared;         /* the speaker stands with another cue */
    bool inverted;       /* the speaker follows the cue */
    ro_range speaker;    /* with what stands in apposition to it */
    ro_range core;       /* the speaker alone */
    ro_range antecedent; /* of a relative pronoun that speaks */
    ro_range addressee;
    ro_range via;
    uint32_t time;  /* index into the article's times, or RO_NONE */
    uint32_t left;  /* first token of the attribution */
    uint32_t right; /* token behind its fixed words */
    ro_after after;
    uint32_t outer; /* attribution that passes this one on ("…, according to CCTV"), or RO_NONE */
    bool done;
} ro_attribution;

typedef RO_ARRAY(ro_region) ro_region_array;
typedef RO_ARRAY(ro_attribution) ro_attribution_array;

/** Sentences that a quotation holds together. */
typedef struct ro_unit {
    uint32_t first, end;
    uint32_t sentence;
    uint32_t paragraph;
    bool leads; /* it begins its paragraph */
} ro_unit;

/** The layer at work on one article. */
typedef struct ro_quoting {
    const ro_quotes_rules *rules;
    ro_article *article;
    ro_arena scratch;
    uint8_t *classes;    /* ro_word_class by token */
    uint32_t *region_of; /* by token: 1 + index of the region it lies in, or 0 */
    uint32_t *time_of;   /* by token: 1 + index of the time it lies in, or 0 */
    ro_region_array regions;
    ro_attribution_array attributions; /* of the unit at hand */
    ro_unit unit;
    /* The situation of speech, carried from one attribution to the next. */
    ro_who speaker;
    uint32_t said; /* index of a time, or RO_NONE */
    uint32_t paragraph;
    uint32_t quote;          /* the last quote, or RO_NONE */
    RO_ARRAY(ro_span) parts; /* of the last quote, where it was extended */
    bool unfinished;         /* its closing mark is missing: the next paragraph may go on */
} ro_quoting;

static inline ro_word_class ro_class_of(const ro_quoting *work, uint32_t token) {
    return (ro_word_class)work->classes[token];
}

/** Whether a paragraph begins with sentence @p index. */
static inline bool ro_quoting_breaks(const ro_quoting *work, uint32_t index) {
    const ro_sentence *item = &work->article->sentences.items[index];
    if (index == 0 || item[-1].part != item->part) return true;
    uint32_t from = item[-1].span.end;
    return item->span.start > from &&
           memchr(work->article->text + from, '\n', item->span.start - from);
}

/* quotes_words.c */
bool ro_quotes_rules_load(ro_arena *arena, ro_quotes_rules *rules);
void ro_quoting_classify(ro_quoting *work);
/** Look up the longest phrase of @p lexicon that begins at @p token and ends before
 *  @p end; its number of tokens, 0 where there is none. */
uint32_t ro_quoting_phrase(const ro_quoting *work, const ro_lexicon *lexicon, uint32_t token,
                           uint32_t end, uint32_t *value);

bool ro_is_time(const ro_quoting *work, uint32_t token);
/** Whether the token is one of these words, which are in lower case. */
bool ro_is_word(const ro_quoting *work, uint32_t token, const char *word);
bool ro_is_of_group(const ro_quoting *work, uint32_t token, ro_word_group group);

/* quotes_marks.c */
void ro_quoting_pair_marks(ro_quoting *work);

/* quotes_phrases.c: noun phrases by the classes of their words */
/** The noun phrase that ends at @p end and does not begin before @p low. */
ro_range ro_phrase_before(const ro_quoting *work, uint32_t low, uint32_t end);
/** The noun phrase that begins at @p first and ends before @p high. */
ro_range ro_phrase_after(const ro_quoting *work, uint32_t first, uint32_t high);
/** The end of what stands in apposition behind the phrase that ends at @p end:
 *  ", a professor at Cornell"; @p end where nothing does. */
uint32_t ro_apposition_after(const ro_quoting *work, uint32_t end, uint32_t high);
bool ro_is_nominal(const ro_quoting *work, uint32_t token);

/* quotes_parse.c: every answer is RO_NONE or false where there is no parse */
/** Whether the relation of a token is @p name or a subtype of it. */
bool ro_has_relation(const ro_quoting *work, uint32_t token, const char *name);
/** The dependent with relation @p name that stands nearest before @p head. */
uint32_t ro_dependent_before(const ro_quoting *work, uint32_t head, const char *name);
/** The one that stands nearest behind @p head and before @p end. */
uint32_t ro_dependent_after(const ro_quoting *work, uint32_t head, uint32_t end, const char *name);
/** Head of the subject of @p verb; @p own: it is not shared with another verb. */
uint32_t ro_parsed_subject(const ro_quoting *work, uint32_t verb, bool *own);
/** The noun phrase about @p head that ends before @p high. */
ro_range ro_phrase_around(const ro_quoting *work, uint32_t head, uint32_t high);

/* quotes_posts.c */
/** Take the post that begins with sentence @p sentence as a quote of whom its signature names, if
 *  any; the sentence behind it, @p sentence where no post begins there. */
uint32_t ro_quoting_post(ro_quoting *work, uint32_t sentence);

/* quotes_attributions.c */
void ro_quoting_find_attributions(ro_quoting *work);

/* quotes_subjects.c */
/** Find the speaker before the cue, not before token @p low. */
void ro_quoting_find_subject(ro_quoting *work, uint32_t low, ro_attribution *attribution);
/** Take the subject from the parse where the words beside the cue gave none. */
void ro_quoting_take_parsed_subject(const ro_quoting *work, ro_attribution *attribution);
/** Give @p attribution the speaker of the clause that it belongs to, where there is one. */
void ro_quoting_share_speaker(const ro_quoting *work, ro_attribution *attribution);

/* quotes_extent.c: which tokens belong to the content of an attribution */
enum { RO_LONGEST_REACH = 24 }; /* tokens of a clause that are looked through */
/** The token behind the content that an attribution at @p left closes: before a comma or dash. */
uint32_t ro_content_end(const ro_quoting *work, uint32_t low, uint32_t left);
/** Whether nothing but one dependent clause or phrase stands in [low, end): "When the two
 *  met, they agreed". */
bool ro_is_dependent(const ro_quoting *work, uint32_t low, uint32_t end);
/** Whether the attribution closes what stands before it: "…, officials said". */
bool ro_closes_content(const ro_quoting *work, const ro_attribution *attribution, uint32_t low);
/** A dependent clause ends at its comma ("when Paris revealed a balloon had come, ties
 *  froze"): where it does, or @p end. */
uint32_t ro_dependent_end(const ro_quoting *work, const ro_attribution *attribution, uint32_t end);
/** Where the content that begins at @p first ends, as far as the attributions from @p next on
 *  tell; *outer receives the attribution that passes the whole on, or stays RO_NONE. */
uint32_t ro_find_content_end(const ro_quoting *work, uint32_t first, uint32_t next,
                             uint32_t *outer);
/** Drop the stop that ends a sentence, unless it is within quotation marks. */
uint32_t ro_without_stop(const ro_quoting *work, uint32_t first, uint32_t end);

/* quotes_content.c */
void ro_quoting_attribute(ro_quoting *work);

/* quotes_setting.c */
ro_span ro_range_span(const ro_quoting *work, ro_range range);
/** The first mention that ends behind byte @p at. */
uint32_t ro_quoting_mention_from(const ro_article *article, uint32_t at);
ro_who ro_quoting_who(const ro_quoting *work, ro_range span, ro_range core);
/** Whether the quotation of the paragraph before goes on with @p region. */
bool ro_quoting_resumes(const ro_quoting *work, const ro_region *region);
/** Add parts to the last quote; @p attribution, which may be NULL, attributes it where
 *  nothing has so far. */
void ro_quoting_extend(ro_quoting *work, ro_span span, const ro_span *parts, uint32_t part_count,
                       const ro_attribution *attribution);
/** Append a quote; @p attribution is NULL where nothing but its place attributes it. */
ro_quote *ro_quoting_emit(ro_quoting *work, ro_quote_kind kind, ro_span span, const ro_span *parts,
                          uint32_t part_count, const ro_attribution *attribution);

#endif
