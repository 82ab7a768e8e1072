/* SPDX-License-Identifier: Apache-2.0 */
/** The standing lines of outlets that a store knows; ro_store_learn and its kin without the engine
 *  around. */
#ifndef RO_STORE_LINES_H
#define RO_STORE_LINES_H

#include "read/read.h"
#include "store/store.h"

ro_status ro_store_learn_with(const ro_read_rules *rules, ro_store *store, ro_error *error);

ro_status ro_store_judge_with(const ro_read_rules *rules, ro_store *store, const char *outlet,
                              const char *text, ro_line_verdict verdict, ro_error *error);

/** What the store knows of lines, for reading; in @p arena. */
ro_status ro_store_judgements(ro_store *store, ro_arena *arena, ro_line_judgements *judged,
                              ro_error *error);

#endif
