/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whether a line is of the article, by what is so of it: its words, its form, its place.
 * Each of these has a weight in data/en/line_weights.tsv; a line whose weights add up to more
 * than a threshold is an outlet's notice, a link, who wrote the article, a caption.
 */
#ifndef RO_READ_PARTS_LINE_KIND_H
#define RO_READ_PARTS_LINE_KIND_H

#include "read/parts/cohesion.h"

/** What a piece of evidence is; the words of the first column of the table. */
typedef enum ro_line_evidence {
    RO_LINE_WORD,  /* a word of the line, figures as "0" */
    RO_LINE_PAIR,  /* two words, one behind the other */
    RO_LINE_FIRST, /* the word that it begins with */
    RO_LINE_LAST,  /* the word that it ends with */
    RO_LINE_HEAD,  /* a word of one of the first lines of an article */
    RO_LINE_FOOT,  /* a word of one of the last lines */
    RO_LINE_FORM,  /* what is so of its marks, its length and its place */
    RO_LINE_EVIDENCE_KINDS
} ro_line_evidence;

/** The words of the first column, RO_LINE_EVIDENCE_KINDS of them. */
extern const char *const ro_line_evidence_names[];

/** A line among the others of its article. */
typedef struct ro_line_place {
    const ro_draft *draft; /* measured */
    const ro_read_rules *rules;
    const ro_cohesion *cohesion;
    uint32_t block;
    bool behind_other; /* the line before is not of the article */
} ro_line_place;

/** Receives evidence: its key, and the text that the key was made of, which lasts until the
 *  call returns. */
typedef void ro_line_evidence_fn(void *context, ro_line_evidence kind, uint64_t key, ro_str text);

/** Hand every piece of evidence of a line to @p take, some more than once. */
void ro_line_evidence_each(const ro_line_place *line, ro_line_evidence_fn *take, void *context);

/** The key of evidence that a table or a trainer names. */
uint64_t ro_line_evidence_key(ro_line_evidence kind, ro_str text);

/** Read data/en/line_weights.tsv. False: no memory, or a row that is none. */
bool ro_line_weights_read(ro_arena *arena, ro_line_weights *weights);

/** How much speaks for a line not being of the article, and for it being a caption then; in
 *  hundredths of a logit. */
typedef struct ro_line_score {
    int32_t other, caption;
} ro_line_score;

ro_line_score ro_line_weigh(const ro_line_place *line);

#endif
