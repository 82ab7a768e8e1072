/* SPDX-License-Identifier: Apache-2.0 */
#include "export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "lang/common/model.h"

typedef struct writer {
    char *data;
    size_t at, size;
} writer;

/* The next section, @p size bytes, at its place. */
static void *section(writer *w, size_t size) {
    char *p = w->data + w->at;
    w->at += (size + 15) & ~(size_t)15;
    if (w->at > w->size) {
        fprintf(stderr, "the sections are longer than the header says\n");
        exit(2);
    }
    return p;
}

static int8_t narrow(float value, float scale) {
    long v = scale > 0 ? lroundf(value / scale) : 0;
    return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

static float largest(const float *values, size_t count, size_t stride) {
    float most = 0;
    for (size_t i = 0; i < count; i++)
        if (fabsf(values[i * stride]) > most) most = fabsf(values[i * stride]);
    return most;
}

/* Outputs @p w of the trained matrix as rows, of the file's @p out outputs. */
static void write_matrix(writer *to, const weights *w, const weights *bias, size_t out) {
    float *scale = section(to, out * sizeof *scale), *add = section(to, out * sizeof *add);
    int8_t *bytes = section(to, out * w->rows);
    for (size_t o = 0; o < out; o++) {
        scale[o] = largest(w->value + o, w->rows, w->columns) / 127;
        add[o] = bias ? bias->value[o] : 0;
        for (size_t i = 0; i < w->rows; i++)
            bytes[o * w->rows + i] = narrow(w->value[i * w->columns + o], scale[o]);
    }
}

static void write_floats(writer *to, const float *values, size_t count) {
    memcpy(section(to, count * sizeof *values), values, count * sizeof *values);
}

/* A row of the table: what was learned of a key and, for a word, its vector. */
static void write_row(const network *net, uint32_t learned, const float *vector, int16_t *scale,
                      int8_t *bytes) {
    float sum[INPUT] = {0};
    for (size_t j = 0; learned && j < INPUT; j++) sum[j] = net->table.value[learned * INPUT + j];
    for (size_t i = 0; vector && i < VECTOR; i++)
        for (size_t j = 0; j < INPUT; j++) sum[j] += vector[i] * net->project.value[i * INPUT + j];
    long units = lroundf(ceilf(largest(sum, INPUT, 1) / 127 * 0x1p20f));
    *scale = (int16_t)(units > INT16_MAX ? INT16_MAX : units);
    for (size_t j = 0; j < INPUT; j++) bytes[j] = narrow(sum[j], (float)*scale * 0x1p-20f);
}

typedef struct row_plan {
    ro_model_slot *slots;
    uint32_t slot_count, rows;
    uint32_t *learned;     /* of each row of the file: its row in training, or 0 */
    const float **vectors; /* and its vector, or NULL */
} row_plan;

static bool plan_key(row_plan *p, uint32_t key, uint32_t learned, const float *vector) {
    uint32_t at = key & (p->slot_count - 1);
    while (p->slots[at].key && p->slots[at].key != key) at = (at + 1) & (p->slot_count - 1);
    if (p->slots[at].key) return false;
    p->slots[at] = (ro_model_slot){key, p->rows};
    p->learned[p->rows] = learned;
    p->vectors[p->rows++] = vector;
    return true;
}

/* A row for each key that training kept and for each word that has a vector. */
static row_plan plan_rows(const dictionary *d, const vectors *v) {
    row_plan p = {.slot_count = 16, .rows = 2};
    uint32_t most = d->rows + v->count;
    while (p.slot_count < most + most / 4) p.slot_count *= 2;
    p.slots = zeroed(p.slot_count, sizeof *p.slots);
    p.learned = zeroed(most + 2, sizeof *p.learned);
    p.vectors = zeroed(most + 2, sizeof *p.vectors);
    p.learned[1] = 1;
    for (uint32_t i = 0; i < v->count; i++)
        plan_key(&p, v->keys[i], dictionary_row(d, v->keys[i]), v->values + (size_t)i * v->width);
    for (uint32_t i = 0, key; dictionary_each(d, &i, &key);)
        plan_key(&p, key, dictionary_row(d, key), NULL);
    return p;
}

static void write_table(writer *to, const network *net, const row_plan *p) {
    memcpy(section(to, p->slot_count * sizeof *p->slots), p->slots,
           p->slot_count * sizeof *p->slots);
    int16_t *scale = section(to, p->rows * sizeof *scale);
    int8_t *bytes = section(to, (size_t)p->rows * INPUT);
    for (uint32_t r = 1; r < p->rows; r++)
        write_row(net, p->learned[r], p->vectors[r], &scale[r], bytes + (size_t)r * INPUT);
}

static void write_network(writer *to, const network *net, const classes *c) {
    write_matrix(to, &net->window, &net->window_bias, WINDOW);
    write_matrix(to, &net->tag, &net->tag_bias, c->tag_count);
    write_matrix(to, &net->begin, &net->begin_bias, 1);
    write_matrix(to, &net->head, &net->head_bias, ARC);
    write_matrix(to, &net->dependent, &net->dependent_bias, ARC);
    write_matrix(to, &net->label_head, NULL, LABEL);
    write_matrix(to, &net->label_dependent, &net->label_bias, LABEL);
    write_matrix(to, &net->label, &net->label_out_bias, c->label_count);
    for (int l = 0; l < LAYERS; l++) write_matrix(to, &net->gate[l], &net->gate_bias[l], GATES);
    write_floats(to, net->root.value, ARC);
    write_floats(to, net->distance.value, DISTANCES);
    write_floats(to, net->label_root.value, LABEL);
    write_floats(to, net->label_distance.value, DISTANCES * LABEL);
}

static void write_classes(writer *to, const classes *c) {
    ro_model_tag *tags = section(to, c->tag_count * sizeof *tags);
    for (uint32_t i = 0; i < c->tag_count; i++)
        tags[i] = (ro_model_tag){.upos = c->tags[i].upos, .features = c->tags[i].features};
    char *labels = section(to, (size_t)c->label_count * RO_MODEL_LABEL_BYTES);
    for (uint32_t i = 0; i < c->label_count; i++)
        snprintf(labels + (size_t)i * RO_MODEL_LABEL_BYTES, RO_MODEL_LABEL_BYTES, "%s",
                 ro_deprel_name(c->labels[i]));
}

static bool save(const char *path, const writer *w) {
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(w->data, 1, w->size, file) == w->size;
    ok = file && fclose(file) == 0 && ok;
    if (!ok) perror(path);
    return ok;
}

bool export_model(const char *path, const network *net, const dictionary *d, const classes *c,
                  const vectors *v, const lemma_edits *edits) {
    row_plan plan = plan_rows(d, v);
    ro_model_header header = {.order = RO_MODEL_ORDER,
                              .version = RO_MODEL_VERSION,
                              .slots = plan.slot_count,
                              .rows = plan.rows,
                              .input = INPUT,
                              .window = WINDOW,
                              .hidden = HIDDEN,
                              .arc = ARC,
                              .label = LABEL,
                              .tags = c->tag_count,
                              .labels = c->label_count,
                              .edit_slots = edits->slot_count,
                              .edits = edits->edit_count,
                              .layers = LAYERS};
    memcpy(header.magic, RO_MODEL_MAGIC, sizeof header.magic);
    uint64_t sizes[RO_MODEL_SECTIONS];
    if (!ro_model_sections(&header, sizes)) return false;
    header.size = sizeof header;
    for (size_t i = 0; sizes[i]; i++) header.size += (sizes[i] + 15) & ~(uint64_t)15;
    writer w = {zeroed(header.size, 1), sizeof header, header.size};
    write_table(&w, net, &plan);
    write_network(&w, net, c);
    write_classes(&w, c);
    memcpy(section(&w, edits->slot_count * sizeof *edits->slots), edits->slots,
           edits->slot_count * sizeof *edits->slots);
    memcpy(section(&w, edits->edit_count * sizeof *edits->edits), edits->edits,
           edits->edit_count * sizeof *edits->edits);
    header.checksum = ro_hash(w.data + sizeof header, w.size - sizeof header);
    memcpy(w.data, &header, sizeof header);
    bool ok = w.at == w.size && save(path, &w);
    free(w.data);
    free(plan.slots);
    free(plan.learned);
    free(plan.vectors);
    return ok;
}
