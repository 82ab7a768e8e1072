/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The network of train/network.h in whole numbers: activations and weights in 8 bits,
 * weights with a scale for each output. Only the heads are scored in 16 bits.
 */
#include "lang/common/network.h"

#include "lang/common/arithmetic.h"
#include "lang/common/multiply.h"
#include "lang/common/tree.h"

enum { TABLE_BITS = 15 };              /* the table of words is in units of 2^-20 */
static const float ARC_SCALE = 512.0f; /* of words as heads and dependents, up to 8 */

/* A word begins a sentence that no mark announces where the odds are e to this: chosen on the
 * development sets of EWT and GUM, see "Language" in docs/measurements.md. */
static const float BEGIN_ODDS = 0.8f;

unsigned ro_distance_bucket(long steps) {
    static const uint8_t near[] = {0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 9};
    unsigned long d = (unsigned long)(steps < 0 ? -steps : steps);
    unsigned bucket = d >= 30 ? 11 : d >= sizeof near ? 10 : near[d];
    return steps < 0 ? bucket : bucket + RO_MODEL_DISTANCES / 2;
}

static uint32_t padded(uint32_t count) {
    return (count + 3) & ~3u;
}

/* The widest row of sums: of a layer, of an input, of the heads of a word. */
static uint32_t widest(const ro_model *m, uint32_t words) {
    uint32_t most = padded(words);
    if (most < m->header->input) most = m->header->input;
    for (uint32_t i = 0; i < ro_model_matrices(m->header); i++)
        if (m->matrix[i].out > most) most = m->matrix[i].out;
    return (uint32_t)ro_kernel_outputs(most);
}

bool ro_network_make_room(const ro_model *model, ro_arena *arena, uint32_t words,
                          ro_network_room *room) {
    const ro_model_header *h = model->header;
    uint32_t rows = padded(words), most = widest(model, words), both = 2 * h->hidden;
    *room = (ro_network_room){.words = words};
    room->input = RO_ARENA_ARRAY(arena, int8_t, (rows + 2) * h->input);
    room->window = RO_ARENA_ARRAY(arena, int8_t, rows * 3 * h->input);
    room->hidden = RO_ARENA_ARRAY(arena, int8_t, rows * h->window);
    room->gates = RO_ARENA_ARRAY(arena, int8_t, rows * both);
    room->both = RO_ARENA_ARRAY(arena, int8_t, rows * both);
    room->label = RO_ARENA_ARRAY(arena, int8_t, rows * h->label);
    room->total = RO_ARENA_ARRAY(arena, int16_t, rows * both);
    room->head = RO_ARENA_ARRAY(arena, int16_t, rows * h->arc);
    room->dependent = RO_ARENA_ARRAY(arena, int16_t, rows * h->arc);
    room->root = RO_ARENA_ARRAY(arena, int16_t, h->arc);
    room->values = RO_ARENA_ARRAY(arena, float, rows *most);
    room->cell = RO_ARENA_ARRAY(arena, float, h->hidden);
    room->sums = RO_ARENA_ARRAY(arena, int32_t, rows * most);
    room->label_head = RO_ARENA_ARRAY(arena, float, rows * h->label);
    room->label_dependent = RO_ARENA_ARRAY(arena, float, rows * h->label);
    room->distance = RO_ARENA_ARRAY(arena, float, 2 * (size_t)words + 1);
    room->scores = RO_ARENA_ARRAY(arena, float, (size_t)words *(words + 1));
    room->heads = RO_ARENA_ARRAY(arena, int32_t, words);
    room->work = RO_ARENA_ARRAY(arena, uint32_t, 2 * (size_t)words);
    if (arena->oom) return false;
    ro_narrow(model->root, h->arc, ARC_SCALE, false, room->root);
    for (long d = -(long)words; d <= (long)words; d++)
        room->distance[d + (long)words] = model->distance[ro_distance_bucket(d)];
    return true;
}

/* room->sums = in · matrix; returns the width of a row of them. */
static size_t multiply(const ro_model *m, ro_network_room *room, uint32_t which, const int8_t *in,
                       uint32_t count) {
    const ro_model_matrix *w = &m->matrix[which];
    size_t stride = ro_kernel_outputs(w->out);
    m->kernel->multiply(in, padded(count), w->in, w->laid_out, stride, room->sums);
    return stride;
}

/* values = in · matrix, where @p scale stands for 1 in @p in. */
static void layer(const ro_model *m, ro_network_room *room, uint32_t which, const int8_t *in,
                  float scale, uint32_t count, float *values) {
    const ro_model_matrix *w = &m->matrix[which];
    size_t stride = multiply(m, room, which, in, count);
    ro_scale(room->sums, stride, count, w->out, w->scale, 1.0f / scale, w->bias, values);
}

/* The sum of the rows of a word's keys; a word that has no row of its own counts as
 * the unknown word, row 1. */
static void embed(const ro_model *m, ro_network_room *room, const ro_network_input *input) {
    uint32_t width = m->header->input, count = input->count;
    int32_t *sum = room->sums;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t keys[RO_WORD_KEYS];
        ro_word_keys(input->words[i], input->first && i == 0, input->setting, keys);
        memset(sum, 0, width * sizeof *sum);
        for (int k = 0; k < RO_WORD_KEYS; k++) {
            uint32_t row = ro_model_row(m, keys[k]);
            if (k == 0 && row == 0) row = 1;
            if (row) ro_add_row(sum, m->table + (size_t)row * width, m->row_scale[row], width);
        }
        ro_shift(sum, width, TABLE_BITS, room->input + (i + 1) * width);
    }
    memset(room->input, 0, width);
    memset(room->input + (count + 1) * width, 0, width);
    for (uint32_t i = 0; i < count; i++)
        memcpy(room->window + i * 3 * width, room->input + i * width, 3 * width);
}

/* Both directions of layer @p l of gates; what they let through is added to the total. */
static void recur(const ro_model *m, ro_network_room *room, uint32_t l, uint32_t count) {
    uint32_t size = m->header->hidden;
    size_t stride = multiply(m, room, RO_MATRIX_GATES + l, l ? room->gates : room->hidden, count);
    for (uint32_t d = 0; d < 2; d++) {
        size_t from = (size_t)d * 3 * size;
        memset(room->cell, 0, size * sizeof *room->cell);
        for (uint32_t i = 0; i < count; i++) {
            size_t t = d ? count - 1 - i : i, at = (t * 2 + d) * size;
            ro_gate_step(size, room->sums + t * stride + from, m->gate_scale[l] + from,
                         m->gate_bias[l] + from, room->cell, room->gates + at, room->total + at);
        }
    }
}

static void find_tags(const ro_model *m, ro_network_room *room, float scale, uint32_t count,
                      ro_network_word *out) {
    uint32_t tags = m->header->tags;
    layer(m, room, RO_MATRIX_TAG, room->both, scale, count, room->values);
    for (uint32_t i = 0; i < count; i++)
        out[i].tag = (uint8_t)ro_best(room->values + i * tags, tags);
}

static void find_begins(const ro_model *m, ro_network_room *room, float scale,
                        const ro_network_input *input, ro_network_word *out) {
    layer(m, room, RO_MATRIX_BEGIN, room->both, scale, input->count, room->values);
    for (uint32_t i = 0; i < input->count; i++)
        out[i].begins = i > 0 && input->apart[i] && room->values[i] > BEGIN_ODDS;
}

static void score_heads(const ro_model *m, ro_network_room *room, float scale, uint32_t count) {
    uint32_t arc = m->header->arc, rows = padded(count);
    float unit = 1.0f / (ARC_SCALE * ARC_SCALE);
    layer(m, room, RO_MATRIX_HEAD, room->both, scale, count, room->values);
    ro_narrow(room->values, (size_t)count * arc, ARC_SCALE, true, room->head);
    layer(m, room, RO_MATRIX_DEPENDENT, room->both, scale, count, room->values);
    ro_narrow(room->values, (size_t)count * arc, ARC_SCALE, false, room->dependent);
    ro_products(room->dependent, rows, arc, room->head, rows, room->sums);
    for (uint32_t i = 0; i < count; i++) {
        float *row = room->scores + (size_t)i * (count + 1);
        row[0] = (float)ro_dot(room->dependent + i * arc, room->root, arc) * unit;
        ro_scale_add(room->sums + (size_t)i * rows, count, unit, room->distance + room->words - i,
                     row + 1);
    }
}

/* A tree for each sentence of the run. Its scores are moved together, which overwrites
 * only what was used. */
static void find_heads(ro_network_room *room, uint32_t count, ro_network_word *out) {
    float *scores = room->scores;
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && !out[end].begins;) end++;
        uint32_t n = end - first;
        for (uint32_t i = 0; n < count && i < n; i++) {
            const float *row = room->scores + (size_t)(first + i) * (count + 1);
            scores[(size_t)i * (n + 1)] = row[0];
            memmove(scores + (size_t)i * (n + 1) + 1, row + 1 + first, n * sizeof *row);
        }
        ro_tree_find(scores, n, room->heads, room->work);
        for (uint32_t i = 0; i < n; i++)
            out[first + i].head = room->heads[i] < 0 ? -1 : room->heads[i] + (int32_t)first;
    }
}

static void find_labels(const ro_model *m, ro_network_room *room, float scale, uint32_t count,
                        ro_network_word *out) {
    uint32_t width = m->header->label, labels = m->header->labels;
    layer(m, room, RO_MATRIX_LABEL_HEAD, room->both, scale, count, room->label_head);
    layer(m, room, RO_MATRIX_LABEL_DEPENDENT, room->both, scale, count, room->label_dependent);
    for (uint32_t i = 0; i < count; i++) {
        int32_t h = out[i].head;
        const float *from = h < 0 ? m->label_root : room->label_head + (uint32_t)h * width;
        unsigned bucket = h < 0 ? 0 : ro_distance_bucket((long)h - (long)i);
        const float *far = m->label_distance + bucket * width;
        float *sum = room->values + i * width;
        for (uint32_t j = 0; j < width; j++)
            sum[j] = from[j] + far[j] + room->label_dependent[i * width + j];
    }
    ro_narrow_ramp(room->values, (size_t)count * width, RO_MODEL_OPEN_SCALE, room->label);
    layer(m, room, RO_MATRIX_LABEL, room->label, RO_MODEL_OPEN_SCALE, count, room->values);
    for (uint32_t i = 0; i < count; i++) {
        /* The root has this relation, and nothing else does. */
        float *row = room->values + i * labels;
        row[m->root_label] = out[i].head < 0 ? 1e9f : -1e9f;
        out[i].label = (uint8_t)ro_best(row, labels);
    }
}

void ro_network_run(const ro_model *model, ro_network_room *room, const ro_network_input *input,
                    ro_network_word *out) {
    uint32_t both = 2 * model->header->hidden, layers = model->header->layers;
    uint32_t count = input->count;
    float scale = RO_MODEL_GATE_SCALE / (float)layers;
    embed(model, room, input);
    layer(model, room, RO_MATRIX_WINDOW, room->window, RO_MODEL_OPEN_SCALE, count, room->values);
    ro_narrow_ramp(room->values, (size_t)count * model->header->window, RO_MODEL_OPEN_SCALE,
                   room->hidden);
    memset(room->total, 0, (size_t)count * both * sizeof *room->total);
    for (uint32_t l = 0; l < layers; l++) recur(model, room, l, count);
    ro_share(room->total, (size_t)count * both, (int)layers, room->both);
    find_tags(model, room, scale, count, out);
    find_begins(model, room, scale, input, out);
    score_heads(model, room, scale, count);
    find_heads(room, count, out);
    find_labels(model, room, scale, count, out);
}
