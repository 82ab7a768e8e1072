/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/view.h"

#include <math.h>
#include <stdio.h>

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

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"a Monday", "a Tuesday",  "a Wednesday", "a Thursday",
                                       "a Friday", "a Saturday", "a Sunday"};

/* Two digits at p as a number, or 0. */
static unsigned two(const char *p) {
    if (!ro_is_digit((unsigned char)p[0]) || !ro_is_digit((unsigned char)p[1])) return 0;
    return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* ", morning" or ", 08:30" for what stands behind the T of a value. */
static const char *day_part(const char *t, char out[24]) {
    static const struct {
        const char *code, *words;
    } parts[] = {{"MO", ", morning"}, {"MI", ", midday"}, {"AF", ", afternoon"},
                 {"EV", ", evening"}, {"NI", ", night"},  {"DT", ", daytime"}};
    out[0] = '\0';
    if (!t) return out;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(t + 1, parts[i].code) == 0) return parts[i].words;
    if (strlen(t + 1) >= 5 && t[3] == ':') snprintf(out, 24, ", %.5s", t + 1);
    return out;
}

/* Day, month and year, as far as they are known; false where it is another shape. */
static bool calendar(const char *timex, size_t n, const char *part, char out[64]) {
    bool open_year = strncmp(timex, "XXXX", 4) == 0;
    char year[8] = "";
    if (!open_year) snprintf(year, sizeof year, " %.4s", timex);
    if (n == 4 && !open_year) {
        snprintf(out, 64, "%.4s%s", timex, part);
        return true;
    }
    unsigned month = n >= 7 && timex[4] == '-' ? two(timex + 5) : 0;
    if (month < 1 || month > 12) return false;
    unsigned day = n == 10 && timex[7] == '-' ? two(timex + 8) : 0;
    if (n == 7)
        snprintf(out, 64, "%s%s%s", months[month - 1], year, part);
    else if (day)
        snprintf(out, 64, "%u %s%s%s", day, months[month - 1], year, part);
    return n == 7 || day;
}

const char *ro_view_when(const char *timex, char out[64]) {
    static const struct {
        const char *value, *words;
    } references[] = {{"PRESENT_REF", "now"}, {"PAST_REF", "earlier"}, {"FUTURE_REF", "later"}};
    char buffer[24];
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (strcmp(timex, references[i].value) == 0) return references[i].words;
    const char *t = strchr(timex, 'T');
    const char *part = day_part(t, buffer);
    size_t n = t ? (size_t)(t - timex) : strlen(timex);
    if (n == 10 && strncmp(timex, "XXXX-WXX-", 9) == 0 && timex[9] >= '1' && timex[9] <= '7') {
        snprintf(out, 64, "%s%s", weekdays[timex[9] - '1'], part);
        return out;
    }
    if (n >= 4 && (two(timex) || strncmp(timex, "XXXX", 4) == 0) && calendar(timex, n, part, out))
        return out;
    return timex;
}

const char *ro_view_point_when(const ro_happening *point, char out[64]) {
    if (!point->when) return point->words;
    const char *value = ro_view_when(point->when, out);
    /* What is still a TIMEX3 value, such as XXXX-WXX, is no language of people. */
    return value == point->when && point->words ? point->words : value;
}

const char *ro_view_unit(const ro_claim *claim) {
    for (uint32_t i = 0; i < claim->value_count; i++)
        if (isfinite(claim->values[i].value)) return claim->values[i].unit;
    return NULL;
}
