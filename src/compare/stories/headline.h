/* SPDX-License-Identifier: Apache-2.0 */
/** The name and the number of a story. */
#ifndef RO_COMPARE_STORIES_HEADLINE_H
#define RO_COMPARE_STORIES_HEADLINE_H

#include "compare/words/profiles.h"

/** Set id, title and title_from of @p story, whose articles are set. */
void ro_name_story(const ro_comparison *comparison, ro_profiler *profiler, ro_story *story);

#endif
