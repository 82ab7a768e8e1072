/* SPDX-License-Identifier: Apache-2.0 */
/** A slot with its figures as a claim of the account. */
#ifndef RO_COMPARE_CLAIMS_CLAIM_WRITE_H
#define RO_COMPARE_CLAIMS_CLAIM_WRITE_H

#include "compare/claims/figures.h"

/** Figures of several articles that fill one slot. */
typedef struct ro_slot {
    uint32_t leader;            /* the first figure */
    RO_ARRAY(uint32_t) figures; /* article by article */
    uint32_t articles;
    ro_relation relation;
    const char *evidence;
} ro_slot;

typedef struct ro_slot_writer {
    const ro_comparison *comparison;
    const ro_story *story;
    const ro_figure *figures;
    ro_arena *arena; /* scratch */
} ro_slot_writer;

/** Set relation and evidence of @p slot. */
void ro_slot_relate(const ro_slot_writer *writer, ro_slot *slot);

/** Fill @p claim; its strings and values live in the arena of the account. */
void ro_slot_write(const ro_slot_writer *writer, const ro_slot *slot, ro_claim *claim);

/** Whether reports give several days for one remark. */
bool ro_remark_days_differ(const ro_remark *remark);

/** Fill @p claim with the days on which a remark is said to have been made. */
void ro_day_claim_write(const ro_slot_writer *writer, const ro_remark *remark, ro_claim *claim);

#endif
