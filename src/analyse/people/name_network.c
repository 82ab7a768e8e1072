/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/people/name_network.h"

#include "lang/common/arithmetic.h"
#include "lang/common/network.h"

/* Room for the arithmetic of one run. */
typedef struct ro_name_room {
    uint32_t words; /* it has room for */
    int8_t *input, *open, *gates, *gathered;
    int16_t *total; /* of all layers of gates, of which there is one */
    float *values, *cell;
    int32_t *sums;
} ro_name_room;

/* Room for at least @p words: a run is seldom longer than the longest before it. */
static ro_name_room *room_for(ro_name_hints *hints, uint32_t words) {
    if (hints->room && hints->room->words >= words) return hints->room;
    const ro_names_header *h = hints->net->header;
    ro_arena *arena = &hints->scratch;
    uint32_t rows = words < RO_NETWORK_WORDS / 2 ? (words + 31) & ~31u : RO_NETWORK_WORDS;
    size_t both = 2 * (size_t)h->hidden, widest = 3 * both;
    if (widest < ro_kernel_outputs(h->open)) widest = ro_kernel_outputs(h->open);
    ro_name_room *room = RO_ARENA_NEW(arena, ro_name_room);
    if (!room) return NULL;
    room->words = rows;
    room->input = RO_ARENA_ARRAY(arena, int8_t, rows * h->input);
    room->open = RO_ARENA_ARRAY(arena, int8_t, rows * h->open);
    room->gates = RO_ARENA_ARRAY(arena, int8_t, rows * both);
    room->gathered = RO_ARENA_ARRAY(arena, int8_t, rows * (h->open + both));
    room->total = RO_ARENA_ARRAY(arena, int16_t, both);
    room->values = RO_ARENA_ARRAY(arena, float, rows *widest);
    room->cell = RO_ARENA_ARRAY(arena, float, h->hidden);
    room->sums = RO_ARENA_ARRAY(arena, int32_t, rows * widest);
    hints->room = room;
    return arena->oom ? NULL : room;
}

/* room->sums = in · matrix; returns the width of a row of them. */
static size_t multiply(const ro_name_network *net, ro_name_room *room, uint32_t which,
                       const int8_t *in, uint32_t count) {
    const ro_model_matrix *w = &net->matrix[which];
    size_t stride = ro_kernel_outputs(w->out);
    net->kernel->multiply(in, (count + 3) & ~3u, w->in, w->laid_out, stride, room->sums);
    return stride;
}

/* room->values = in · matrix. */
static void layer(const ro_name_network *net, ro_name_room *room, uint32_t which, const int8_t *in,
                  uint32_t count) {
    const ro_model_matrix *w = &net->matrix[which];
    size_t stride = multiply(net, room, which, in, count);
    ro_scale(room->sums, stride, count, w->out, w->scale, 1.0f, w->bias, room->values);
}

static void recur(const ro_name_network *net, ro_name_room *room, uint32_t count) {
    uint32_t size = net->header->hidden;
    size_t stride = multiply(net, room, RO_NAME_GATES, room->open, count);
    for (uint32_t d = 0; d < 2; d++) {
        size_t from = (size_t)d * 3 * size;
        memset(room->cell, 0, size * sizeof *room->cell);
        for (uint32_t i = 0; i < count; i++) {
            size_t t = d ? count - 1 - i : i;
            memset(room->total, 0, size * sizeof *room->total);
            ro_gate_step(size, room->sums + t * stride + from, net->gate_scale + from,
                         net->gate_bias + from, room->cell, room->gates + (t * 2 + d) * size,
                         room->total);
        }
    }
}

/* Two rows, one behind the other. */
static void lay_beside(const int8_t *a, size_t a_width, const int8_t *b, size_t b_width,
                       uint32_t count, int8_t *out) {
    for (uint32_t i = 0; i < count; i++) {
        memcpy(out, a + i * a_width, a_width);
        memcpy(out + a_width, b + i * b_width, b_width);
        out += a_width + b_width;
    }
}

static void see_run(void *watcher, const ro_run_read *run) {
    ro_name_hints *hints = watcher;
    const ro_name_network *net = hints->net;
    ro_name_room *room = hints->scratch.oom ? NULL : room_for(hints, run->count);
    if (!room) return;
    uint32_t open = net->header->open, both = 2 * net->header->hidden, count = run->count;
    lay_beside(run->gathered, run->gathered_width, run->words, run->word_width, count, room->input);
    layer(net, room, RO_NAME_OPEN, room->input, count);
    ro_narrow_ramp(room->values, (size_t)count * open, RO_MODEL_OPEN_SCALE, room->open);
    recur(net, room, count);
    lay_beside(room->open, open, room->gates, both, count, room->gathered);
    layer(net, room, RO_NAME_HINT, room->gathered, count);
    for (uint32_t i = 0; i < count; i++) {
        ro_name_hint *hint = RO_PUSH(&hints->scratch, &hints->tokens);
        if (!hint) return;
        ro_narrow(room->values + (size_t)i * RO_NAME_MIX, RO_NAME_MIX, 1 << RO_NAME_HINT_BITS,
                  false, hint->mix);
    }
}

ro_run_watch ro_name_hints_watch(ro_name_hints *hints) {
    return (ro_run_watch){hints->net->header ? see_run : NULL, hints};
}

void ro_name_scores(const ro_name_network *net, const ro_name_hint *hint, const uint32_t *features,
                    size_t count, int32_t out[RO_NAME_LABELS]) {
    enum { SHIFT = RO_NAME_ROW_BITS - RO_NAME_HINT_BITS };
    int32_t sum[RO_NAME_MIX];
    int16_t mix[RO_NAME_MIX];
    for (int i = 0; i < RO_NAME_MIX; i++) sum[i] = hint->mix[i] * (1 << SHIFT);
    for (size_t f = 0; f < count; f++) {
        uint32_t row = features[f] & (net->header->rows - 1);
        ro_add_row(sum, net->table + (size_t)row * RO_NAME_MIX, net->row_scale[row], RO_NAME_MIX);
    }
    for (int i = 0; i < RO_NAME_MIX; i++) {
        int32_t v = (sum[i] + (1 << SHIFT >> 1)) >> SHIFT;
        v = v < 0 ? v / 10 : v;
        v = v < RO_NAME_MOST_MIX ? v : RO_NAME_MOST_MIX;
        mix[i] = (int16_t)(v > -RO_NAME_MOST_MIX ? v : -RO_NAME_MOST_MIX);
    }
    for (int l = 0; l < RO_NAME_LABELS; l++)
        out[l] = (ro_dot(mix, net->label + l * RO_NAME_MIX, RO_NAME_MIX) >> RO_NAME_HINT_BITS) +
                 net->label_bias[l];
}
