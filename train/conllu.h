/* SPDX-License-Identifier: Apache-2.0 */
/** Treebanks in CoNLL-U. Source: universaldependencies.org/format.html */
#ifndef TRAIN_CONLLU_H
#define TRAIN_CONLLU_H

#include "base/array.h"
#include "base/text.h"

typedef struct word {
    ro_str form, lemma;
    uint8_t upos;      /* a ro_upos */
    uint16_t features; /* bits of ro_feature */
    uint8_t deprel;    /* of lang/common/deprel.c */
    int32_t head;      /* index in the sentence, -1 for the root */
    bool space_after;
} word;

typedef struct tree {
    uint32_t first, count; /* words */
    bool new_paragraph;
} tree;

typedef struct treebank {
    ro_arena arena;
    RO_ARRAY(word) words;
    RO_ARRAY(tree) trees;
} treebank;

/** Add the sentences of the file at @p path; where @p licences is a path, those of
 *  documents alone whose row there ends in "yes". False with a message on stderr. */
bool treebank_read(treebank *bank, const char *path, const char *licences);
void treebank_free(treebank *bank);

#endif
