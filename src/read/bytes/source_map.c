/* SPDX-License-Identifier: Apache-2.0 */
/* The way from the bytes of a text back to those that gave them. */
#include "read/bytes/decode.h"

bool ro_map_add(ro_arena *arena, ro_map *map, ro_map_run run) {
    if (run.length == 0) return true;
    ro_map_run *last = map->count ? &map->items[map->count - 1] : NULL;
    if (last && last->length == last->source_length && run.length == run.source_length &&
        last->text + last->length == run.text && last->source + last->source_length == run.source) {
        last->length += run.length;
        last->source_length += run.source_length;
        return true;
    }
    return RO_APPEND(arena, map, run);
}

static const ro_map_run *run_at(const ro_map *map, uint64_t at) {
    uint32_t low = 0, high = map->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->items[middle].text <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &map->items[low - 1] : NULL;
}

uint64_t ro_map_source(const ro_map *map, uint64_t at, bool for_end) {
    if (map->count == 0) return at;
    const ro_map_run *run = run_at(map, for_end && at ? at - 1 : at);
    if (!run) return 0;
    uint64_t within = at - run->text;
    if (within >= run->length) return run->source + run->source_length;
    if (run->length == run->source_length) return run->source + within;
    return for_end ? run->source + run->source_length : run->source;
}

/* Lead one run of inner through outer; a run that is byte for byte is cut where
 * those of outer end. */
static bool compose_run(ro_arena *arena, const ro_map_run *run, const ro_map *outer, ro_map *out) {
    if (run->length != run->source_length) {
        uint64_t from = ro_map_source(outer, run->source, false);
        uint64_t to = ro_map_source(outer, run->source + run->source_length, true);
        return ro_map_add(arena, out,
                          (ro_map_run){run->text, run->length, from, to > from ? to - from : 0});
    }
    const ro_map_run *over = run_at(outer, run->source), *end = outer->items + outer->count;
    if (!over) over = outer->items;
    uint64_t at = run->source, stop = run->source + run->source_length;
    for (; over < end && at < stop && over->text < stop; over++) {
        uint64_t over_end = (uint64_t)over->text + over->length;
        if (over_end <= at) continue;
        if (at < over->text) at = over->text;
        uint64_t piece_end = over_end < stop ? over_end : stop;
        uint32_t text = run->text + (uint32_t)(at - run->source);
        bool exact = over->length == over->source_length;
        ro_map_run piece = {text, (uint32_t)(piece_end - at),
                            exact ? over->source + (at - over->text) : over->source,
                            exact ? piece_end - at : over->source_length};
        if (!ro_map_add(arena, out, piece)) return false;
        at = piece_end;
    }
    return true;
}

bool ro_map_compose(ro_arena *arena, const ro_map *inner, const ro_map *outer, ro_map *out) {
    for (uint32_t i = 0; i < inner->count; i++)
        if (!compose_run(arena, &inner->items[i], outer, out)) return false;
    return true;
}
