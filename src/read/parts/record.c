/* SPDX-License-Identifier: Apache-2.0 */
#include "read/parts/record.h"

#include "read/parts/credits.h"
#include "read/parts/dates.h"

char *ro_squeeze(ro_arena *arena, ro_str s) {
    s = ro_str_trim(s);
    char *out = ro_arena_copy(arena, s.p, s.n);
    if (!out) return NULL;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(s.p + i, ro_str_end(s), &length);
        if (!ro_code_is_space(code)) {
            memmove(out + n, s.p + i, length);
            n += length;
        } else if (n && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
        i += length;
    }
    out[n] = '\0';
    return out;
}

void ro_record_set(ro_record *record, const char **field, ro_str value) {
    if (*field || ro_str_trim(value).n == 0) return;
    *field = ro_squeeze(&record->article->arena, value);
}

void ro_record_name(ro_record *record, ro_names *names, ro_str name) {
    ro_arena *arena = &record->article->arena;
    if (ro_str_trim(name).n == 0) return;
    char *copy = ro_squeeze(arena, name);
    if (!copy) return;
    for (uint32_t i = 0; i < names->count; i++)
        if (ro_str_same(ro_str_of(names->items[i]), ro_str_of(copy))) return;
    if (!RO_APPEND(arena, names, copy)) return;
}

unsigned ro_record_credit(const ro_read_rules *rules, ro_record *record, ro_str s) {
    unsigned found = 0;
    for (size_t start = 0; start < s.n;) {
        bool begins = start == 0 || !ro_is_alpha((unsigned char)s.p[start - 1]);
        bool capital = ro_is_alpha((unsigned char)s.p[start]);
        size_t longest = 0;
        const char *agency = NULL;
        for (size_t end = start + 1, words = 0;
             begins && capital && end <= s.n && words < 5 && end - start < 40; end++) {
            if (end < s.n && (ro_is_alpha((unsigned char)s.p[end]) || s.p[end] == '-')) continue;
            words++;
            const char *is = ro_agency(rules, (ro_str){s.p + start, end - start});
            /* An alias of small letters, such as "ap" or "ians", is not a name in prose. */
            if (is && ro_is_upper((unsigned char)s.p[start])) {
                agency = is;
                longest = end - start;
            }
        }
        if (agency) {
            ro_record_name(record, &record->agencies, ro_str_of(agency));
            found++;
        }
        start += longest ? longest : 1;
    }
    return found;
}

void ro_record_date(const ro_read_rules *rules, ro_stamp *stamp, ro_str value, const char *from) {
    ro_date date;
    if (stamp->from) return;
    if (ro_read_date_field(rules, value, RO_DAY_ORDER_OPEN, &date)) *stamp = (ro_stamp){date, from};
}

void ro_record_close(ro_record *record) {
    ro_metadata *meta = &record->article->meta;
    meta->authors = record->authors.items;
    meta->author_count = record->authors.count;
    meta->agencies = record->agencies.items;
    meta->agency_count = record->agencies.count;
    meta->credited = record->credited.items;
    meta->credited_count = record->credited.count;
    meta->byline = record->byline.items;
    meta->byline_count = record->byline.count;
}

bool ro_record_keep_map(ro_record *record, const ro_map *map) {
    ro_article *article = record->article;
    if (map->count == 0) return true;
    article->map.items = RO_ARENA_ARRAY(&article->arena, ro_map_run, map->count);
    if (!article->map.items) return false;
    memcpy(article->map.items, map->items, map->count * sizeof *map->items);
    article->map.count = article->map.capacity = map->count;
    return true;
}

/* Make room for @p n bytes before everything: what points into the text moves on. */
static void move_on(ro_article *article, uint32_t n) {
    for (uint32_t i = 0; i < article->map.count; i++) article->map.items[i].text += n;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        article->parts.items[i].span.start += n;
        article->parts.items[i].span.end += n;
    }
    if (article->meta.title_span.end == 0) return;
    article->meta.title_span.start += n;
    article->meta.title_span.end += n;
}

bool ro_record_add_part(ro_record *record, ro_part_role role, ro_str text, const ro_map *map) {
    ro_article *article = record->article;
    ro_arena *arena = &article->arena;
    ro_span words = ro_span_trim(text.p, (ro_span){0, (uint32_t)text.n});
    if (words.end <= words.start || map->count == 0 || text.n > UINT32_MAX - 2 - article->size)
        return true;
    uint32_t n = (uint32_t)text.n + 1, old = article->map.count, runs = map->count;
    bool first = old == 0 || map->items[0].source < article->map.items[0].source;
    char *joined = ro_arena_alloc(arena, (size_t)article->size + n + 1);
    ro_map_run *both = RO_ARENA_ARRAY(arena, ro_map_run, old + runs);
    ro_part *part = RO_PUSH(arena, &article->parts);
    if (!joined || !both || !part) return false;
    uint32_t at = first ? 0 : article->size + 1; /* '\n' parts it from the text */
    memcpy(joined + at, text.p, text.n);
    memcpy(joined + (first ? n : 0), article->text, article->size);
    joined[first ? n - 1 : article->size] = '\n';
    article->parts.count--;
    if (first) {
        move_on(article, n);
        memmove(article->parts.items + 1, article->parts.items,
                article->parts.count * sizeof *article->parts.items);
        part = article->parts.items;
    }
    *part = (ro_part){.span = {at + words.start, at + words.end}, .role = role};
    article->parts.count++;
    for (uint32_t i = 0; i < runs; i++) {
        both[i + (first ? 0 : old)] = map->items[i];
        both[i + (first ? 0 : old)].text += at;
    }
    if (old) memcpy(both + (first ? runs : 0), article->map.items, old * sizeof *both);
    article->map.items = both;
    article->map.count = article->map.capacity = old + runs;
    article->text = joined;
    article->size += n;
    return true;
}

void ro_record_damage(ro_record *record, ro_decoded *decoded, uint64_t start, uint64_t end) {
    for (; decoded->told < decoded->damages.count; decoded->told++) {
        const ro_damage *damage = &decoded->damages.items[decoded->told];
        if (damage->at >= end) break;
        /* Of what lies before the record this wraps around, and the sum is right again. */
        if (record->damaged == 0) record->first_damaged = damage->at - start;
        record->damaged += damage->bytes;
    }
}

void ro_record_find_title(ro_record *record) {
    ro_article *article = record->article;
    for (uint32_t i = 0; i < article->parts.count && !article->meta.title_span.end; i++)
        if (article->parts.items[i].role == RO_PART_TITLE)
            article->meta.title_span = article->parts.items[i].span;
}

ro_str ro_cut_name(ro_str *list, const char *const *joints, size_t count) {
    size_t nearest = list->n, width = 0;
    for (size_t i = 0; i < count; i++) {
        ro_str joint = ro_str_of(joints[i]);
        size_t at = ro_str_find(*list, joint);
        if (at >= nearest) continue;
        nearest = at;
        width = joint.n;
    }
    ro_str name = {list->p, nearest};
    *list = (ro_str){list->p + nearest + width, list->n - nearest - width};
    return name;
}
