/* SPDX-License-Identifier: Apache-2.0 */
/** On which day something began, where reports differ on it. */
#ifndef RO_COMPARE_CLAIMS_ONSETS_H
#define RO_COMPARE_CLAIMS_ONSETS_H

#include "compare/compare_rules.h"

/** Write at most @p most claims on days behind @p claims; how many they are. */
uint32_t ro_onset_claims(const ro_comparison *comparison, const ro_story *story, ro_arena *scratch,
                         ro_claim *claims, uint32_t most);

#endif
