/* SPDX-License-Identifier: Apache-2.0 */
/** What the outputs for people say alike: who published, under which headline. */
#ifndef RO_TELL_VIEW_H
#define RO_TELL_VIEW_H

#include "account/account.h"

/** Whose article it is: its outlet, else the host of its address or the name of its
 *  file; never one whom it credits, for a credit does not say who published it. Never
 *  empty. */
ro_str ro_view_outlet(const ro_article *article);

/** Whom it credits besides itself, agencies and then other outlets; NULL behind the last. */
const char *ro_view_credit(const ro_article *article, uint32_t number);

/** Its title, else the first line of its content. */
ro_str ro_view_headline(const ro_article *article);

/** Number of its parts that are not content. */
uint32_t ro_view_junk_count(const ro_article *article);

/** Whether the fullest form of @p remark is the speaker's own words, so that it takes
 *  quotation marks: not where it is reported speech, or has marks within. */
bool ro_view_is_direct(const ro_account *account, const ro_remark *remark);

/** Articles of a story grouped by independent source. */
typedef struct ro_origin_groups {
    const uint32_t *positions; /* in story->articles, source by source */
    const uint32_t *starts;    /* count + 1 of them, into positions */
    uint32_t count;
} ro_origin_groups;

/** The independent source of an article of @p story, or RO_NONE. */
uint32_t ro_view_source_of(const ro_story *story, uint32_t article);

/** Group the articles of @p story; count is 0 where out of memory. */
ro_origin_groups ro_view_origins(const ro_story *story, ro_arena *arena);

/** The changes of @p version, what matters most first: title, figures, quotations,
 *  what was added and removed, what was reworded. NULL where out of memory. */
const uint32_t *ro_view_changes(const ro_version *version, ro_arena *arena);

/** The copies of @p story, those that share more than quotations first; @p shared
 *  receives the number of these. NULL where out of memory. */
const uint32_t *ro_view_copies(const ro_story *story, ro_arena *arena, uint32_t *shared);

/** For a person: "more than", "about"; empty for exact. */
const char *ro_view_bound(ro_bound bound);
/** For a person: "called off" for called_off and so on. */
const char *ro_view_status(ro_event_status status);
const char *ro_view_change(ro_change_kind kind);
const char *ro_view_relation(ro_relation relation);
const char *ro_view_copy_kind(ro_copy_kind kind);
const char *ro_view_copy_form(ro_copy_form form);
const char *ro_view_role(ro_part_role role);

/** The class of a part on a page: what it is of the article, or as what it stands there; "junk" for
 *  what is not content. */
const char *ro_view_class(const ro_part *part);

/** The day of publication; where only that of a change is stated, this, and @p updated. NULL where
 *  neither is. */
const ro_stamp *ro_view_day(const ro_metadata *meta, bool *updated);

/** A time for a person, in @p out: "19 June 2023", "a Monday", "June 2023"; its value of TIMEX3
 *  where there are no such words for it. */
const char *ro_view_when(const ro_when *when, char out[64]);
/** The same of a date. */
const char *ro_view_date(const ro_date *date, char out[64]);

/** When a point of the timeline is, for a person: its value, or the words of the text
 *  where the value says less than they do; NULL where the text gives no time. */
const char *ro_view_point_when(const ro_happening *point, char out[64]);

/** The unit of the first value of @p claim that is a number, or NULL. */
const char *ro_view_unit(const ro_claim *claim);

#endif
