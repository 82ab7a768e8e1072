/* SPDX-License-Identifier: Apache-2.0 */
/** A group of sayings as a remark of the account. */
#ifndef RO_COMPARE_REMARKS_REMARK_WRITE_H
#define RO_COMPARE_REMARKS_REMARK_WRITE_H

#include "compare/remarks/sayings.h"

typedef struct ro_remark_source {
    const ro_comparison *comparison;
    const ro_story *story;
    const ro_people *people;
    const ro_saying *sayings; /* of the story */
    uint32_t leader;          /* the fullest of the group */
    uint32_t *group;          /* the leader among them; is put in the order of articles */
    uint32_t count;
    bool speakers_differ;
} ro_remark_source;

/** Fill @p remark; its strings and renderings live in the arena of the account. */
void ro_remark_write(const ro_remark_source *source, ro_remark *remark);

#endif
