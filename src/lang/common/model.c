/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/common/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "lang/lang.h"

/* MOST_ARC keeps the product of two activations within 32 bits. */
enum { MOST_WIDTH = 1024, MOST_ARC = 128, MOST_ROWS = 1 << 24, MOST_CLASSES = 255 };

void ro_model_shape(const ro_model_header *h, uint32_t which, uint32_t *in, uint32_t *out) {
    uint32_t both = 2 * h->hidden;
    *in = both;
    switch (which) {
    case RO_MATRIX_WINDOW: *in = 3 * h->input, *out = h->window; break;
    case RO_MATRIX_TAG: *out = h->tags; break;
    case RO_MATRIX_BEGIN: *out = 1; break;
    case RO_MATRIX_HEAD:
    case RO_MATRIX_DEPENDENT: *out = h->arc; break;
    case RO_MATRIX_LABEL_HEAD:
    case RO_MATRIX_LABEL_DEPENDENT: *out = h->label; break;
    case RO_MATRIX_LABEL: *in = h->label, *out = h->labels; break;
    case RO_MATRIX_GATES: *in = h->window, *out = 6 * h->hidden; break;
    default: *out = 6 * h->hidden; break;
    }
}

uint32_t ro_model_matrices(const ro_model_header *h) {
    return RO_MATRIX_GATES + h->layers;
}

static bool power_of_two(uint32_t n) {
    return n > 0 && (n & (n - 1)) == 0;
}

static bool sizes_are_sane(const ro_model_header *h) {
    const uint32_t widths[] = {h->input, h->window, h->hidden, h->arc, h->label};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (widths[i] == 0 || widths[i] > MOST_WIDTH || widths[i] % 8) return false;
    return h->layers > 0 && h->layers <= RO_MODEL_LAYERS && h->arc <= MOST_ARC &&
           power_of_two(h->slots) && power_of_two(h->edit_slots) && h->slots <= MOST_ROWS &&
           h->edit_slots <= MOST_ROWS && h->rows > 1 && h->rows <= MOST_ROWS && h->edits > 0 &&
           h->edits <= MOST_ROWS && h->tags > 0 && h->tags <= MOST_CLASSES && h->labels > 0 &&
           h->labels <= MOST_CLASSES;
}

bool ro_model_sections(const ro_model_header *h, uint64_t sizes[RO_MODEL_SECTIONS]) {
    if (!sizes_are_sane(h)) return false;
    size_t n = 0;
    sizes[n++] = (uint64_t)h->slots * sizeof(ro_model_slot);
    sizes[n++] = (uint64_t)h->rows * sizeof(int16_t);
    sizes[n++] = (uint64_t)h->rows * h->input;
    for (uint32_t m = 0; m < ro_model_matrices(h); m++) {
        uint32_t in, out;
        ro_model_shape(h, m, &in, &out);
        sizes[n++] = out * sizeof(float);
        sizes[n++] = out * sizeof(float);
        sizes[n++] = (uint64_t)out * in;
    }
    sizes[n++] = h->arc * sizeof(float);
    sizes[n++] = RO_MODEL_DISTANCES * sizeof(float);
    sizes[n++] = h->label * sizeof(float);
    sizes[n++] = RO_MODEL_DISTANCES * h->label * sizeof(float);
    sizes[n++] = h->tags * sizeof(ro_model_tag);
    sizes[n++] = (uint64_t)h->labels * RO_MODEL_LABEL_BYTES;
    sizes[n++] = (uint64_t)h->edit_slots * sizeof(ro_model_slot);
    sizes[n++] = (uint64_t)h->edits * sizeof(ro_model_edit);
    sizes[n] = 0;
    return true;
}

static uint64_t aligned(uint64_t size) {
    return (size + 15) & ~(uint64_t)15;
}

/* Give @p parts the start of each section; false where they are not the file. */
static bool find_sections(const ro_model_header *h, size_t size,
                          const char *parts[RO_MODEL_SECTIONS]) {
    uint64_t sizes[RO_MODEL_SECTIONS], at = sizeof *h;
    if (!ro_model_sections(h, sizes)) return false;
    for (size_t i = 0; sizes[i]; i++) {
        parts[i] = (const char *)h + at;
        at += aligned(sizes[i]);
        if (at > size) return false;
    }
    return at == size;
}

static void point_into(ro_model *m, const char *const *part) {
    const ro_model_header *h = m->header;
    m->slots = (const void *)*part++;
    m->row_scale = (const void *)*part++;
    m->table = (const void *)*part++;
    for (uint32_t i = 0; i < ro_model_matrices(h); i++) {
        ro_model_matrix *w = &m->matrix[i];
        ro_model_shape(h, i, &w->in, &w->out);
        w->scale = (const void *)*part++;
        w->bias = (const void *)*part++;
        w->bytes = (const void *)*part++;
    }
    m->root = (const void *)*part++;
    m->distance = (const void *)*part++;
    m->label_root = (const void *)*part++;
    m->label_distance = (const void *)*part++;
    m->tags = (const void *)*part++;
    m->label_names = *part++;
    m->edit_slots = (const void *)*part++;
    m->edits = (const void *)*part++;
}

/* Whether every slot leads to something, and one is empty so that a search ends. */
static bool slots_are_sane(const ro_model_slot *slots, uint32_t count, uint32_t limit) {
    bool empty = false;
    for (uint32_t i = 0; i < count; i++) {
        if (!slots[i].key)
            empty = true;
        else if (slots[i].row >= limit)
            return false;
    }
    return empty;
}

static bool numbers_are_finite(const float *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!(values[i] > -1e6f && values[i] < 1e6f)) return false;
    return true;
}

static bool content_is_sane(const ro_model *m) {
    const ro_model_header *h = m->header;
    bool ok = slots_are_sane(m->slots, h->slots, h->rows) &&
              slots_are_sane(m->edit_slots, h->edit_slots, h->edits);
    for (uint32_t i = 0; ok && i < h->edits; i++) ok = m->edits[i].size <= sizeof m->edits[i].add;
    for (uint32_t i = 0; ok && i < h->tags; i++) ok = m->tags[i].upos < RO_UPOS_COUNT;
    for (uint32_t i = 0; ok && i < ro_model_matrices(h); i++)
        ok = numbers_are_finite(m->matrix[i].scale, m->matrix[i].out) &&
             numbers_are_finite(m->matrix[i].bias, m->matrix[i].out);
    return ok && numbers_are_finite(m->root, h->arc) &&
           numbers_are_finite(m->distance, RO_MODEL_DISTANCES) &&
           numbers_are_finite(m->label_root, h->label) &&
           numbers_are_finite(m->label_distance, RO_MODEL_DISTANCES * h->label);
}

static bool name_labels(ro_model *m, ro_arena *arena) {
    m->deprels = RO_ARENA_ARRAY(arena, uint8_t, m->header->labels);
    m->root_label = RO_NONE;
    for (uint32_t i = 0; m->deprels && i < m->header->labels; i++) {
        const char *name = m->label_names + (size_t)i * RO_MODEL_LABEL_BYTES;
        if (!memchr(name, '\0', RO_MODEL_LABEL_BYTES)) return false;
        m->deprels[i] = ro_deprel_find(ro_str_of(name));
        if (!m->deprels[i]) return false;
        if (strcmp(name, "root") == 0) m->root_label = i;
    }
    return !m->deprels || (m->root_label != RO_NONE && m->header->labels > 1);
}

static bool lay_out_weights(ro_model *m, ro_arena *arena) {
    m->kernel = ro_kernel_best();
    for (uint32_t i = 0; i < ro_model_matrices(m->header); i++) {
        ro_model_matrix *w = &m->matrix[i];
        int8_t *laid_out = RO_ARENA_ARRAY(arena, int8_t, w->in * ro_kernel_outputs(w->out));
        if (!laid_out) return false;
        ro_kernel_lay_out(m->kernel, w->bytes, w->in, w->out, laid_out);
        w->laid_out = laid_out;
    }
    return true;
}

static bool lay_out_gates(ro_model *m, ro_arena *arena) {
    uint32_t size = m->header->hidden, out = 6 * size;
    for (uint32_t l = 0; l < m->header->layers; l++) {
        const ro_model_matrix *w = &m->matrix[RO_MATRIX_GATES + l];
        float *scale = RO_ARENA_ARRAY(arena, float, out);
        float *bias = RO_ARENA_ARRAY(arena, float, out);
        if (!scale || !bias) return false;
        for (uint32_t i = 0; i < out; i++) {
            float part = i / size % 3 ? 0.5f : 1.0f;
            scale[i] = w->scale[i] * part / (l ? RO_MODEL_GATE_SCALE : RO_MODEL_OPEN_SCALE);
            bias[i] = w->bias[i] * part;
        }
        m->gate_scale[l] = scale;
        m->gate_bias[l] = bias;
    }
    return true;
}

ro_status ro_model_use(const void *data, size_t size, ro_arena *arena, ro_model *model,
                       ro_error *error) {
    const ro_model_header *h = data;
    const char *parts[RO_MODEL_SECTIONS];
    model->header = h;
    if (size < sizeof *h || memcmp(h->magic, RO_MODEL_MAGIC, sizeof h->magic) != 0)
        return ro_fail(error, RO_ERR_INPUT, 0, "not a language model of Readout");
    if (h->order != RO_MODEL_ORDER)
        return ro_fail(error, RO_ERR_INPUT, 8, "language model of another byte order");
    if (h->version != RO_MODEL_VERSION)
        return ro_fail(error, RO_ERR_INPUT, 12, "language model of version %u, wanted %u",
                       h->version, RO_MODEL_VERSION);
    if (h->size != size)
        return ro_fail(error, RO_ERR_INPUT, 16, "language model cut short: %zu of %llu bytes", size,
                       (unsigned long long)h->size);
    if (ro_hash((const char *)data + sizeof *h, size - sizeof *h) != h->checksum)
        return ro_fail(error, RO_ERR_INPUT, 24, "language model damaged: its checksum is wrong");
    if (!find_sections(h, size, parts))
        return ro_fail(error, RO_ERR_INPUT, 32, "language model damaged: its sizes do not add up");
    point_into(model, parts);
    if (!content_is_sane(model) || !name_labels(model, arena))
        return ro_fail(error, RO_ERR_INPUT, 32, "language model damaged: an index is out of range");
    return lay_out_weights(model, arena) && lay_out_gates(model, arena) && !arena->oom
               ? RO_OK
               : ro_fail_nomem(error);
}

static ro_status map_file(const char *path, ro_model *model, ro_error *error) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return ro_fail_io(error, errno, "%s", path);
    struct stat info;
    int failed = fstat(file, &info) != 0 ? errno : 0;
    if (!failed && (!S_ISREG(info.st_mode) || info.st_size <= 0)) {
        close(file);
        return ro_fail(error, RO_ERR_INPUT, 0, "%s: not a language model of Readout", path);
    }
    void *map =
        failed ? MAP_FAILED : mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (!failed && map == MAP_FAILED) failed = errno;
    close(file);
    if (failed) return ro_fail_io(error, failed, "%s", path);
    model->map = map;
    model->map_size = (size_t)info.st_size;
    return RO_OK;
}

ro_status ro_model_open(const char *dir, ro_arena *arena, ro_model *model, ro_error *error) {
    char *path = ro_arena_printf(arena, "%s/%s", dir, RO_MODEL_FILE);
    if (!path) return ro_fail_nomem(error);
    ro_error inner = {0};
    ro_status status = map_file(path, model, error);
    if (status != RO_OK) return status;
    status = ro_model_use(model->map, model->map_size, arena, model, &inner);
    if (status == RO_OK) return RO_OK;
    ro_model_close(model);
    return ro_fail(error, status, inner.offset, "%s: %s", path, inner.msg);
}

void ro_model_close(ro_model *model) {
    if (model->map) munmap(model->map, model->map_size);
    *model = (ro_model){0};
}

static const ro_model_slot *find(const ro_model_slot *slots, uint32_t count, uint32_t key) {
    uint32_t at = key & (count - 1);
    while (slots[at].key && slots[at].key != key) at = (at + 1) & (count - 1);
    return slots[at].key ? &slots[at] : NULL;
}

uint32_t ro_model_row(const ro_model *model, uint32_t key) {
    if (!key) return 0;
    const ro_model_slot *slot = find(model->slots, model->header->slots, key);
    return slot ? slot->row : 0;
}

const ro_model_edit *ro_model_find_edit(const ro_model *model, uint32_t key) {
    const ro_model_slot *slot = find(model->edit_slots, model->header->edit_slots, key);
    return slot ? &model->edits[slot->row] : NULL;
}
