/* SPDX-License-Identifier: Apache-2.0 */
#include "names_export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

typedef struct writer {
    char *data;
    size_t at;
} writer;

static void *section(writer *w, size_t size) {
    char *p = w->data + w->at;
    w->at += (size + 15) & ~(size_t)15;
    return p;
}

static long rounded(float value, long most) {
    long v = lroundf(value);
    return v > most ? most : v < -most ? -most : v;
}

/* Outputs of a trained matrix as rows in 8 bits; what stands for 1 is @p scale in the first
 * @p first inputs, then @p rest. */
static void write_matrix(writer *to, const weights *w, const float *bias, size_t first, float scale,
                         float rest) {
    size_t out = w->columns, in = w->rows;
    float *scales = section(to, out * sizeof *scales), *add = section(to, out * sizeof *add);
    int8_t *bytes = section(to, out * in);
    for (size_t o = 0; o < out; o++) {
        float most = 0;
        for (size_t i = 0; i < in; i++)
            most = fmaxf(most, fabsf(w->value[i * out + o]) / (i < first ? scale : rest));
        scales[o] = most / 127;
        add[o] = bias[o];
        for (size_t i = 0; i < in && most > 0; i++)
            bytes[o * in + i] = (int8_t)rounded(
                w->value[i * out + o] / (i < first ? scale : rest) / scales[o], 127);
    }
}

static void write_table(writer *to, const weights *table) {
    int16_t *scales = section(to, table->rows * sizeof *scales);
    int8_t *bytes = section(to, table->rows * NAME_MIX);
    for (size_t r = 0; r < table->rows; r++) {
        const float *row = table->value + r * NAME_MIX;
        float most = 0;
        for (size_t j = 0; j < NAME_MIX; j++) most = fmaxf(most, fabsf(row[j]));
        scales[r] = (int16_t)rounded(ceilf(most / 127 * (1 << RO_NAME_ROW_BITS)), INT16_MAX);
        for (size_t j = 0; j < NAME_MIX && scales[r]; j++)
            bytes[r * NAME_MIX + j] =
                (int8_t)rounded(row[j] * (1 << RO_NAME_ROW_BITS) / scales[r], 127);
    }
}

static void write_labels(writer *to, const names_network *net) {
    const float unit = 1 << RO_NAME_SCORE_BITS;
    int16_t *label = section(to, sizeof(int16_t) * RO_NAME_LABELS * RO_NAME_MIX);
    int32_t *bias = section(to, sizeof(int32_t) * RO_NAME_LABELS);
    int32_t *steps = section(to, sizeof(int32_t) * RO_NAME_LABELS * RO_NAME_LABELS);
    for (size_t l = 0; l < RO_LABEL_COUNT; l++) {
        for (size_t j = 0; j < NAME_MIX; j++)
            label[l * RO_NAME_MIX + j] =
                (int16_t)rounded(net->label.value[j * NAME_LABELS + l] * unit, RO_NAME_MOST_LABEL);
        bias[l] = (int32_t)rounded(net->label_bias.value[l] * unit, RO_NAME_MOST_STEP);
        for (size_t k = 0; k < RO_LABEL_COUNT; k++)
            steps[l * RO_NAME_LABELS + k] =
                (int32_t)rounded(net->steps.value[l * NAME_LABELS + k] * unit, RO_NAME_MOST_STEP);
    }
}

bool names_export(const char *path, const names_network *net, uint64_t language) {
    ro_names_header header = {.order = RO_NAMES_ORDER,
                              .version = RO_NAMES_VERSION,
                              .input = NAME_INPUT,
                              .open = NAME_OPEN,
                              .hidden = NAME_HIDDEN,
                              .rows = (uint32_t)net->table.rows,
                              .language = language};
    memcpy(header.magic, RO_NAMES_MAGIC, sizeof header.magic);
    uint64_t sizes[RO_NAME_SECTIONS];
    if (!ro_name_sections(&header, sizes)) return false;
    header.size = sizeof header;
    for (size_t i = 0; sizes[i]; i++) header.size += (sizes[i] + 15) & ~(uint64_t)15;
    writer w = {zeroed(header.size, 1), sizeof header};
    float open_bias[NAME_OPEN];
    for (size_t i = 0; i < NAME_OPEN; i++)
        open_bias[i] = net->open_bias.value[i] + net->domain.value[i];
    write_matrix(&w, &net->open, open_bias, NAME_INPUT, NAME_INPUT_SCALE, 1);
    write_matrix(&w, &net->gate, net->gate_bias.value, NAME_OPEN, RO_MODEL_OPEN_SCALE, 1);
    write_matrix(&w, &net->mix, net->mix_bias.value, NAME_OPEN, RO_MODEL_OPEN_SCALE,
                 RO_MODEL_GATE_SCALE);
    write_table(&w, &net->table);
    write_labels(&w, net);
    header.checksum = ro_hash(w.data + sizeof header, header.size - sizeof header);
    memcpy(w.data, &header, sizeof header);
    FILE *file = fopen(path, "wb");
    bool ok = file && w.at == header.size && fwrite(w.data, 1, w.at, file) == w.at;
    ok = file && fclose(file) == 0 && ok;
    if (!ok) perror(path);
    free(w.data);
    return ok;
}
