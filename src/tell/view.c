/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/view.h"

#include <math.h>
#include <stdio.h>

#include "base/when.h"

/* The host of a web address without "www."; empty where it is no web address. */
static ro_str host_of(const char *url) {
    ro_str s = ro_str_of(url);
    bool web = ro_str_starts(s, RO_STR("https://")) || ro_str_starts(s, RO_STR("http://"));
    size_t scheme = web ? ro_str_find(s, RO_STR("://")) : SIZE_MAX;
    if (scheme == SIZE_MAX) return (ro_str){0};
    s = (ro_str){s.p + scheme + 3, s.n - scheme - 3};
    if (ro_str_starts(s, RO_STR("www."))) s = (ro_str){s.p + 4, s.n - 4};
    const char *slash = memchr(s.p, '/', s.n);
    if (slash) s.n = (size_t)(slash - s.p);
    return s;
}

static ro_str file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return ro_str_of(slash && slash[1] ? slash + 1 : path);
}

ro_str ro_view_outlet(const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    if (meta->outlet && *meta->outlet) return ro_str_of(meta->outlet);
    ro_str host = host_of(meta->url);
    if (host.n) return host;
    const char *path = meta->input_path ? meta->input_path : meta->id;
    return path && *path ? file_name(path) : RO_STR("unnamed");
}

const char *ro_view_credit(const ro_article *article, uint32_t number) {
    const ro_metadata *meta = &article->meta;
    ro_str outlet = ro_str_of(meta->outlet);
    for (uint32_t i = 0; i < meta->agency_count + meta->credited_count; i++) {
        const char *name =
            i < meta->agency_count ? meta->agencies[i] : meta->credited[i - meta->agency_count];
        if (!ro_str_same(ro_str_of(name), outlet) && number-- == 0) return name;
    }
    return NULL;
}

ro_str ro_view_headline(const ro_article *article) {
    if (article->meta.title && *article->meta.title)
        return ro_str_trim(ro_str_of(article->meta.title));
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (!ro_role_is_content(part->role)) continue;
        ro_str line = ro_str_trim(ro_str_span(article->text, part->span));
        const char *stop = line.n ? memchr(line.p, '\n', line.n) : NULL;
        if (stop) line.n = (size_t)(stop - line.p);
        if (line.n) return line;
    }
    return RO_STR("(no text)");
}

uint32_t ro_view_junk_count(const ro_article *article) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        ro_part_role role = article->parts.items[i].role;
        count += !ro_role_is_content(role) && role != RO_PART_DATELINE;
    }
    return count;
}

static bool has_marks(const char *text) {
    return strchr(text, '"') || strstr(text, "\xE2\x80\x9C") || strstr(text, "\xC2\xAB");
}

bool ro_view_is_direct(const ro_account *account, const ro_remark *remark) {
    if (!remark->text || has_marks(remark->text)) return false;
    for (uint32_t i = 0; i < remark->rendering_count; i++) {
        const ro_rendering *rendering = &remark->renderings[i];
        const ro_article *article = account->articles[rendering->article];
        if (rendering->variant && strcmp(rendering->variant, "reported") == 0) continue;
        if (rendering->quote >= article->quotes.count) return true;
        if (article->quotes.items[rendering->quote].kind != RO_QUOTE_INDIRECT) return true;
    }
    return false;
}

uint32_t ro_view_source_of(const ro_story *story, uint32_t article) {
    uint32_t place = ro_story_place(story, article);
    bool found = place < story->article_count && story->articles[place] == article;
    return found && story->origin_of ? story->origin_of[place] : RO_NONE;
}

ro_origin_groups ro_view_origins(const ro_story *story, ro_arena *arena) {
    ro_origin_groups groups = {0};
    uint32_t count = story->origin_of ? story->independent : 0;
    uint32_t *starts = RO_ARENA_ARRAY(arena, uint32_t, (size_t)count + 2);
    uint32_t *positions = RO_ARENA_ARRAY(arena, uint32_t, story->article_count);
    if (!starts || !positions || !count) return groups;
    for (uint32_t i = 0; i < story->article_count; i++)
        if (story->origin_of[i] < count) starts[story->origin_of[i] + 2]++;
    for (uint32_t i = 2; i <= count; i++) starts[i] += starts[i - 1];
    /* starts[s + 1] is where the next of source s goes, so that in the end it is
     * where source s + 1 begins. */
    for (uint32_t i = 0; i < story->article_count; i++)
        if (story->origin_of[i] < count) positions[starts[story->origin_of[i] + 1]++] = i;
    return (ro_origin_groups){positions, starts, count};
}

const uint32_t *ro_view_changes(const ro_version *version, ro_arena *arena) {
    static const ro_change_kind ranks[] = {
        RO_CHANGE_TITLE, RO_CHANGE_FIGURE,  RO_CHANGE_QUOTE_ADDED, RO_CHANGE_QUOTE_REMOVED,
        RO_CHANGE_ADDED, RO_CHANGE_REMOVED, RO_CHANGE_REWORDED};
    uint32_t *order = RO_ARENA_ARRAY(arena, uint32_t, version->change_count), count = 0;
    for (size_t rank = 0; order && rank < sizeof ranks / sizeof *ranks; rank++)
        for (uint32_t i = 0; i < version->change_count; i++)
            if (version->changes[i].kind == ranks[rank]) order[count++] = i;
    return order;
}

const uint32_t *ro_view_copies(const ro_story *story, ro_arena *arena, uint32_t *shared) {
    uint32_t *order = RO_ARENA_ARRAY(arena, uint32_t, story->copy_count), count = 0;
    *shared = 0;
    for (int quotations = 0; order && quotations < 2; quotations++) {
        for (uint32_t i = 0; i < story->copy_count; i++)
            if ((story->copies[i].kind == RO_COPY_QUOTATION_ONLY) == (quotations == 1))
                order[count++] = i;
        if (!quotations) *shared = count;
    }
    return order;
}

#define WORDS(function, type, ...)                                                                 \
    const char *function(type value) {                                                             \
        static const char *const words[] = {__VA_ARGS__};                                          \
        return (size_t)value < sizeof words / sizeof *words ? words[value] : "";                   \
    }

WORDS(ro_view_bound, ro_bound, "", "about", "more than", "less than", "at least", "at most")
WORDS(ro_view_status, ro_event_status, "happened", "going on", "planned", "possible", "called off")
WORDS(ro_view_change, ro_change_kind, "title changed", "figure changed", "reworded", "added",
      "removed", "quotation added", "quotation removed")
WORDS(ro_view_relation, ro_relation, "agree", "differ", "evolved", "compatible")
WORDS(ro_view_copy_form, ro_copy_form, "the same article", "an agency's article in both",
      "mostly one text", "partly one text", "spun", "quotations only")
WORDS(ro_view_copy_kind, ro_copy_kind, "word for word", "edited", "spun", "quotations only")
WORDS(ro_view_role, ro_part_role, "title", "deck", "dateline", "body", "subhead", "caption",
      "credit", "update note", "copyright", "related link", "promotion", "other")

const char *ro_view_class(const ro_part *part) {
    /* A dateline opens its paragraph. */
    if (part->role != RO_PART_DATELINE && !ro_role_is_content(part->role)) return "junk";
    bool told = part->role != RO_PART_BODY || ro_part_is_told(part);
    return told ? ro_part_role_name(part->role) : ro_part_kind_name(part->kind);
}

const ro_stamp *ro_view_day(const ro_metadata *meta, bool *updated) {
    const ro_stamp *day = &meta->published;
    *updated = day->date.precision == RO_PRECISION_NONE;
    if (*updated) day = &meta->modified;
    return day->date.precision == RO_PRECISION_NONE ? NULL : day;
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"a Monday", "a Tuesday",  "a Wednesday", "a Thursday",
                                       "a Friday", "a Saturday", "a Sunday"};

/* ", morning" or ", 08:30". */
static void put_hours(const ro_when *when, char out[24]) {
    static const char *const words[] = {"",          ", morning", ", midday", ", afternoon",
                                        ", evening", ", night",   ", daytime"};
    if (when->hours == RO_HOURS_CLOCK)
        snprintf(out, 24, ", %02d:%02d", when->minute / 60, when->minute % 60);
    else
        snprintf(out, 24, "%s", words[when->hours]);
}

/* Put a time into words; false where there are none for it. */
static bool put_when(const ro_when *when, char out[64]) {
    static const char *const references[] = {"earlier", "now", "later"};
    char year[16] = "", hours[24];
    unsigned month = ro_when_month(when), weekday = ro_when_weekday(when);
    bool open = ro_when_is_open(when);
    put_hours(when, hours);
    if (!open) snprintf(year, sizeof year, " %04d", when->year);
    if (when->kind >= RO_WHEN_PAST && when->kind <= RO_WHEN_FUTURE)
        snprintf(out, 64, "%s", references[when->kind - RO_WHEN_PAST]);
    else if (when->kind == RO_WHEN_YEAR && !open)
        snprintf(out, 64, "%s", year + 1);
    else if (when->kind == RO_WHEN_MONTH && month)
        snprintf(out, 64, "%s%s%s", months[month - 1], year, hours);
    else if (when->kind == RO_WHEN_DAY && month && when->day)
        snprintf(out, 64, "%u %s%s%s", when->day, months[month - 1], year, hours);
    else if (when->kind == RO_WHEN_WEEKDAY && weekday && open)
        snprintf(out, 64, "%s%s", weekdays[weekday - 1], hours);
    else
        return false;
    return true;
}

const char *ro_view_when(const ro_when *when, char out[64]) {
    return put_when(when, out) ? out : ro_when_format(when, out);
}

const char *ro_view_date(const ro_date *date, char out[64]) {
    ro_when when = ro_when_of_date(date);
    return ro_view_when(&when, out);
}

const char *ro_view_point_when(const ro_happening *point, char out[64]) {
    if (!point->when || put_when(&point->time, out)) return point->when ? out : point->words;
    /* A value of TIMEX3, such as XXXX-WXX, is no language of people. */
    return point->words ? point->words : point->when;
}

const char *ro_view_unit(const ro_claim *claim) {
    for (uint32_t i = 0; i < claim->value_count; i++)
        if (isfinite(claim->values[i].value)) return claim->values[i].unit;
    return NULL;
}
