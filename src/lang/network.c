/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The network of train/network.h in whole numbers: activations in 16 bits at a fixed
 * scale, weights in 8 bits with a scale for each output.
 */
#include "lang/network.h"

#include "lang/arithmetic.h"
#include "lang/multiply.h"
#include "lang/tree.h"

/* Activations are whole numbers below 4096; a scale says what stands for 1. */
static const float OPEN_SCALE = 512.0f;  /* of inputs and ramps, up to 8 */
static const float GATE_SCALE = 4096.0f; /* of what gates let through, up to 1 */
static const float SUM_SCALE = 2048.0f;  /* of the sum of two of those */

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
    for (int i = 0; i < RO_MODEL_MATRICES; i++)
        if (m->matrix[i].out > most) most = m->matrix[i].out;
    return (uint32_t)ro_kernel_outputs(most);
}

bool ro_network_make_room(const ro_model *model, ro_arena *arena, uint32_t words,
                          ro_network_room *room) {
    const ro_model_header *h = model->header;
    uint32_t rows = (words + 3) & ~3u, most = widest(model, words), both = 2 * h->hidden;
    *room = (ro_network_room){.words = words};
    room->input = RO_ARENA_ARRAY(arena, int16_t, (rows + 2) * h->input);
    room->window = RO_ARENA_ARRAY(arena, int16_t, rows * 3 * h->input);
    room->hidden = RO_ARENA_ARRAY(arena, int16_t, rows * h->window);
    room->first = RO_ARENA_ARRAY(arena, int16_t, rows * both);
    room->both = RO_ARENA_ARRAY(arena, int16_t, rows * both);
    room->values = RO_ARENA_ARRAY(arena, float, rows *most);
    room->sums = RO_ARENA_ARRAY(arena, int32_t, rows * most);
    room->cell = RO_ARENA_ARRAY(arena, float, h->hidden);
    room->head = RO_ARENA_ARRAY(arena, int16_t, rows * h->arc);
    room->dependent = RO_ARENA_ARRAY(arena, int16_t, rows * h->arc);
    room->root = RO_ARENA_ARRAY(arena, int16_t, h->arc);
    room->label = RO_ARENA_ARRAY(arena, int16_t, rows * h->label);
    room->label_head = RO_ARENA_ARRAY(arena, float, rows * h->label);
    room->label_dependent = RO_ARENA_ARRAY(arena, float, rows * h->label);
    room->scores = RO_ARENA_ARRAY(arena, float, (size_t)words *(words + 1));
    room->heads = RO_ARENA_ARRAY(arena, int32_t, words);
    room->work = RO_ARENA_ARRAY(arena, uint32_t, 2 * (size_t)words);
    if (arena->oom) return false;
    ro_narrow(model->root, h->arc, OPEN_SCALE, 0, room->root);
    return true;
}

/* values = in · matrix, where @p scale stands for 1 in @p in. */
static void layer(const ro_model *m, ro_network_room *room, int which, const int16_t *in,
                  float scale, uint32_t count, float *values) {
    const ro_model_matrix *w = &m->matrix[which];
    size_t stride = ro_kernel_outputs(w->out);
    m->kernel->multiply(in, padded(count), w->in, w->laid_out, stride, room->sums);
    ro_scale(room->sums, stride, count, w->out, w->scale, 1.0f / scale, w->bias, values);
}

/* The sum of the rows of a word's keys; a word that has no row of its own counts as
 * the unknown word, row 1. */
static void embed(const ro_model *m, ro_network_room *room, const ro_str *words, uint32_t count,
                  bool first, ro_setting setting) {
    uint32_t width = m->header->input;
    int32_t *sum = room->sums;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t keys[RO_WORD_KEYS];
        ro_word_keys(words[i], first && i == 0, setting, keys);
        memset(sum, 0, width * sizeof *sum);
        for (int k = 0; k < RO_WORD_KEYS; k++) {
            uint32_t row = ro_model_row(m, keys[k]);
            if (k == 0 && row == 0) row = 1;
            if (row) ro_add_row(sum, m->table + (size_t)row * width, m->row_scale[row], width);
        }
        int16_t *to = room->input + (i + 1) * width;
        for (uint32_t j = 0; j < width; j++) {
            int32_t v = (sum[j] + (1 << 10)) >> 11; /* from units of 2^-20 to 2^-9 */
            to[j] = (int16_t)(v > 4095 ? 4095 : v < -4095 ? -4095 : v);
        }
    }
    memset(room->input, 0, width * sizeof *room->input);
    memset(room->input + (count + 1) * width, 0, width * sizeof *room->input);
    for (uint32_t i = 0; i < count; i++)
        memcpy(room->window + i * 3 * width, room->input + i * width,
               3 * width * sizeof *room->input);
}

/* Both directions of a layer of gates; what it lets through goes to @p out. */
static void recur(const ro_model *m, ro_network_room *room, int which, const int16_t *in,
                  float scale, uint32_t count, int16_t *out) {
    uint32_t size = m->header->hidden;
    layer(m, room, which, in, scale, count, room->values);
    for (uint32_t d = 0; d < 2; d++) {
        memset(room->cell, 0, size * sizeof *room->cell);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t t = d ? count - 1 - i : i;
            ro_gate_step(room->values + (t * 2 + d) * 3 * size, size, room->cell,
                         out + (t * 2 + d) * size);
        }
    }
}

static uint32_t best_of(const float *values, uint32_t count) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (values[i] > values[best]) best = i;
    return best;
}

static void find_tags(const ro_model *m, ro_network_room *room, uint32_t count,
                      ro_network_word *out) {
    uint32_t tags = m->header->tags;
    layer(m, room, RO_MATRIX_TAG, room->both, SUM_SCALE, count, room->values);
    for (uint32_t i = 0; i < count; i++)
        out[i].tag = (uint8_t)best_of(room->values + i * tags, tags);
}

static void score_heads(const ro_model *m, ro_network_room *room, uint32_t count) {
    uint32_t arc = m->header->arc;
    float unit = 1.0f / (OPEN_SCALE * OPEN_SCALE);
    layer(m, room, RO_MATRIX_HEAD, room->both, SUM_SCALE, count, room->values);
    ro_narrow(room->values, (size_t)count * arc, OPEN_SCALE, 1, room->head);
    layer(m, room, RO_MATRIX_DEPENDENT, room->both, SUM_SCALE, count, room->values);
    ro_narrow(room->values, (size_t)count * arc, OPEN_SCALE, 0, room->dependent);
    uint32_t rows = padded(count);
    ro_kernel_plain.multiply(room->dependent, rows, arc, room->head, rows, room->sums);
    for (uint32_t i = 0; i < count; i++) {
        float *row = room->scores + (size_t)i * (count + 1);
        const int32_t *sums = room->sums + (size_t)i * rows;
        row[0] = (float)ro_dot(room->dependent + i * arc, room->root, arc) * unit;
        for (uint32_t k = 0; k < count; k++)
            row[k + 1] = (float)sums[k] * unit + m->distance[ro_distance_bucket((long)k - (long)i)];
    }
}

static void find_labels(const ro_model *m, ro_network_room *room, uint32_t count,
                        ro_network_word *out) {
    uint32_t width = m->header->label, labels = m->header->labels;
    layer(m, room, RO_MATRIX_LABEL_HEAD, room->both, SUM_SCALE, count, room->label_head);
    layer(m, room, RO_MATRIX_LABEL_DEPENDENT, room->both, SUM_SCALE, count, room->label_dependent);
    for (uint32_t i = 0; i < count; i++) {
        int32_t h = out[i].head;
        const float *from = h < 0 ? m->label_root : room->label_head + (uint32_t)h * width;
        unsigned bucket = h < 0 ? 0 : ro_distance_bucket((long)h - (long)i);
        const float *far = m->label_distance + bucket * width;
        float *sum = room->values + i * width;
        for (uint32_t j = 0; j < width; j++)
            sum[j] = from[j] + far[j] + room->label_dependent[i * width + j];
    }
    ro_narrow(room->values, (size_t)count * width, OPEN_SCALE, 1, room->label);
    layer(m, room, RO_MATRIX_LABEL, room->label, OPEN_SCALE, count, room->values);
    for (uint32_t i = 0; i < count; i++) {
        /* The root has this relation, and nothing else does. */
        float *row = room->values + i * labels;
        row[m->root_label] = out[i].head < 0 ? 1e9f : -1e9f;
        out[i].label = (uint8_t)best_of(row, labels);
    }
}

void ro_network_run(const ro_model *model, ro_network_room *room, const ro_str *words,
                    uint32_t count, bool first, ro_setting setting, ro_network_word *out) {
    uint32_t both = 2 * model->header->hidden;
    embed(model, room, words, count, first, setting);
    layer(model, room, RO_MATRIX_WINDOW, room->window, OPEN_SCALE, count, room->values);
    ro_narrow(room->values, (size_t)count * model->header->window, OPEN_SCALE, 1, room->hidden);
    recur(model, room, RO_MATRIX_GATES_1, room->hidden, OPEN_SCALE, count, room->first);
    recur(model, room, RO_MATRIX_GATES_2, room->first, GATE_SCALE, count, room->both);
    for (size_t i = 0; i < (size_t)count * both; i++)
        room->both[i] = (int16_t)((room->both[i] + room->first[i]) / 2);
    find_tags(model, room, count, out);
    score_heads(model, room, count);
    ro_tree_find(room->scores, count, room->heads, room->work);
    for (uint32_t i = 0; i < count; i++) out[i].head = room->heads[i];
    find_labels(model, room, count, out);
}
