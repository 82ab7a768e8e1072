/* SPDX-License-Identifier: Apache-2.0 */
#include "read/record.h"

#include "read/credits.h"

char *ro_squeeze(ro_arena *arena, ro_str s) {
    s = ro_str_trim(s);
    char *out = ro_arena_copy(arena, s.p, s.n);
    if (!out) return NULL;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(s.p + i, s.p + s.n, &length);
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

void ro_record_close(ro_record *record) {
    ro_metadata *meta = &record->article->meta;
    meta->authors = record->authors.items;
    meta->author_count = record->authors.count;
    meta->agencies = record->agencies.items;
    meta->agency_count = record->agencies.count;
    meta->sources = record->sources.items;
    meta->source_count = record->sources.count;
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
