/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <stdio.h>

#include "analyse/people/name_network.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/input.h"
#include "lang/common/model_folder.h"

/* Ten times the one in models/: what is larger is no such model, and is not read. */
enum { MOST_BYTES = 64 << 20, MOST_WIDTH = 1024, MOST_ROWS = 1 << 20 };

static const float MOST_VALUE = 1e6f;

void ro_name_shape(const ro_names_header *h, uint32_t which, uint32_t *in, uint32_t *out) {
    uint32_t both = 2 * h->hidden;
    *in = which == RO_NAME_OPEN ? h->input : which == RO_NAME_GATES ? h->open : h->open + both;
    *out = which == RO_NAME_OPEN ? h->open : which == RO_NAME_GATES ? 3 * both : RO_NAME_MIX;
}

bool ro_name_sections(const ro_names_header *h, uint64_t sizes[RO_NAME_SECTIONS]) {
    const uint32_t widths[] = {h->input, h->open, h->hidden};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (widths[i] == 0 || widths[i] > MOST_WIDTH || widths[i] % 8) return false;
    for (size_t i = 0; i < sizeof h->reserved / sizeof *h->reserved; i++)
        if (h->reserved[i]) return false;
    if (!h->rows || h->rows > MOST_ROWS || (h->rows & (h->rows - 1)) != 0) return false;
    size_t n = 0;
    for (uint32_t m = 0; m < RO_NAME_MATRICES; m++) {
        uint32_t in, out;
        ro_name_shape(h, m, &in, &out);
        sizes[n++] = out * sizeof(float);
        sizes[n++] = out * sizeof(float);
        sizes[n++] = (uint64_t)out * in;
    }
    sizes[n++] = h->rows * sizeof(int16_t);
    sizes[n++] = (uint64_t)h->rows * RO_NAME_MIX;
    sizes[n++] = sizeof(int16_t) * RO_NAME_LABELS * RO_NAME_MIX;
    sizes[n++] = sizeof(int32_t) * RO_NAME_LABELS;
    sizes[n++] = sizeof(int32_t) * RO_NAME_LABELS * RO_NAME_LABELS;
    sizes[n] = 0;
    return true;
}

/* Point @p net at the sections; false where they are not the file. */
static bool point_into(ro_name_network *net, size_t size) {
    const char *part[RO_NAME_SECTIONS];
    uint64_t sizes[RO_NAME_SECTIONS], at = sizeof *net->header;
    if (!ro_name_sections(net->header, sizes)) return false;
    for (size_t i = 0; sizes[i]; i++) {
        part[i] = (const char *)net->header + at;
        at += (sizes[i] + 15) & ~(uint64_t)15;
        if (at > size) return false;
    }
    const char **next = part;
    for (uint32_t m = 0; m < RO_NAME_MATRICES; m++) {
        ro_model_matrix *w = &net->matrix[m];
        ro_name_shape(net->header, m, &w->in, &w->out);
        w->scale = (const void *)*next++;
        w->bias = (const void *)*next++;
        w->bytes = (const void *)*next++;
    }
    net->row_scale = (const void *)*next++;
    net->table = (const void *)*next++;
    net->label = (const void *)*next++;
    net->label_bias = (const void *)*next++;
    net->steps = (const void *)*next++;
    return at == size;
}

/* Whether sums keep within 32 bits, and no number is none. */
static bool content_is_sane(const ro_name_network *net) {
    for (uint32_t m = 0; m < RO_NAME_MATRICES; m++)
        for (uint32_t i = 0; i < net->matrix[m].out; i++)
            if (!(net->matrix[m].scale[i] > -MOST_VALUE && net->matrix[m].scale[i] < MOST_VALUE) ||
                !(net->matrix[m].bias[i] > -MOST_VALUE && net->matrix[m].bias[i] < MOST_VALUE))
                return false;
    for (uint32_t r = 0; r < net->header->rows; r++)
        if (net->row_scale[r] < 0) return false;
    for (uint32_t i = 0; i < RO_NAME_LABELS * RO_NAME_MIX; i++)
        if (net->label[i] > RO_NAME_MOST_LABEL || net->label[i] < -RO_NAME_MOST_LABEL) return false;
    for (uint32_t i = 0; i < RO_NAME_LABELS * RO_NAME_LABELS; i++)
        if (net->steps[i] > RO_NAME_MOST_STEP || net->steps[i] < -RO_NAME_MOST_STEP ||
            net->label_bias[i % RO_NAME_LABELS] > RO_NAME_MOST_STEP ||
            net->label_bias[i % RO_NAME_LABELS] < -RO_NAME_MOST_STEP)
            return false;
    return true;
}

static bool lay_out(ro_name_network *net, ro_arena *arena) {
    net->kernel = ro_kernel_best();
    for (uint32_t m = 0; m < RO_NAME_MATRICES; m++) {
        ro_model_matrix *w = &net->matrix[m];
        int8_t *laid_out = RO_ARENA_ARRAY(arena, int8_t, w->in * ro_kernel_outputs(w->out));
        if (!laid_out) return false;
        ro_kernel_lay_out(net->kernel, w->bytes, w->in, w->out, laid_out);
        w->laid_out = laid_out;
    }
    const ro_model_matrix *gates = &net->matrix[RO_NAME_GATES];
    float *scale = RO_ARENA_ARRAY(arena, float, gates->out);
    float *bias = RO_ARENA_ARRAY(arena, float, gates->out);
    if (!scale || !bias) return false;
    for (uint32_t i = 0; i < gates->out; i++) {
        float part = i / net->header->hidden % 3 ? 0.5f : 1.0f; /* see ro_gate_step */
        scale[i] = gates->scale[i] * part;
        bias[i] = gates->bias[i] * part;
    }
    net->gate_scale = scale;
    net->gate_bias = bias;
    return true;
}

static ro_status use(const void *data, size_t size, ro_arena *arena, ro_name_network *net,
                     ro_error *error) {
    const ro_names_header *h = data;
    *net = (ro_name_network){.header = h};
    if (size < sizeof *h || memcmp(h->magic, RO_NAMES_MAGIC, sizeof h->magic) != 0)
        return ro_fail(error, RO_ERR_INPUT, 0, "not a model of names of Readout");
    if (h->order != RO_NAMES_ORDER)
        return ro_fail(error, RO_ERR_INPUT, 8, "model of names of another byte order");
    if (h->version != RO_NAMES_VERSION)
        return ro_fail(error, RO_ERR_INPUT, 12, "model of names of version %u, wanted %u",
                       h->version, RO_NAMES_VERSION);
    if (h->size != size)
        return ro_fail(error, RO_ERR_INPUT, 16, "model of names cut short: %zu of %llu bytes", size,
                       (unsigned long long)h->size);
    if (ro_hash((const char *)data + sizeof *h, size - sizeof *h) != h->checksum)
        return ro_fail(error, RO_ERR_INPUT, 24, "model of names damaged: its checksum is wrong");
    if (!point_into(net, size))
        return ro_fail(error, RO_ERR_INPUT, 32, "model of names damaged: its sizes do not add up");
    if (!content_is_sane(net))
        return ro_fail(error, RO_ERR_INPUT, 32, "model of names damaged: a weight is out of range");
    return lay_out(net, arena) && !arena->oom ? RO_OK : ro_fail_nomem(error);
}

ro_status ro_name_network_use(const void *data, size_t size, ro_arena *arena, ro_name_network *net,
                              ro_error *error) {
    ro_status status = use(data, size, arena, net, error);
    if (status != RO_OK) *net = (ro_name_network){0};
    return status;
}

static ro_status find_file(const char *dir, char *path, size_t size, ro_error *error) {
    char folder[PATH_MAX];
    ro_status status = ro_model_folder(dir, folder, sizeof folder, error);
    if (status != RO_OK) return status;
    int length = snprintf(path, size, "%s/%s", folder, RO_NAMES_FILE);
    if (length < 0 || (size_t)length >= size)
        return ro_fail(error, RO_ERR_ARG, 0, "the path of the models is too long");
    return RO_OK;
}

static bool stands_on(const ro_name_network *net, const ro_lang *lang) {
    return net->header->language == ro_lang_model_hash(lang) &&
           net->header->input == ro_lang_run_width(lang);
}

ro_status ro_name_network_read(const char *dir, const ro_lang *lang, ro_arena *arena,
                               ro_name_network *net, ro_error *error) {
    char path[PATH_MAX + sizeof RO_NAMES_FILE];
    ro_buffer bytes = {0};
    ro_error inner = {0};
    ro_status status = find_file(dir, path, sizeof path, error);
    if (status != RO_OK) return status;
    status = ro_input_file(path, MOST_BYTES, &bytes, &inner);
    if (status == RO_OK || status == RO_WARN) {
        char *kept = ro_arena_copy(arena, bytes.data, bytes.size);
        status = kept ? ro_name_network_use(kept, bytes.size, arena, net, &inner)
                      : ro_fail_nomem(&inner);
    }
    ro_buffer_free(&bytes);
    if (status == RO_OK && stands_on(net, lang)) return RO_OK;
    if (status == RO_OK)
        status = ro_fail(&inner, RO_ERR_INPUT, offsetof(ro_names_header, language),
                         "model of names that stands on another language model");
    *net = (ro_name_network){0};
    ro_fail(error, status, inner.offset, "%s: %s", path, inner.msg);
    if (error) error->sys = inner.sys;
    return status;
}
