/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The trained weights: one file, mapped into memory and checked before use.
 *
 * The file is a header and sections in a fixed order, each beginning at a multiple
 * of 16 bytes; the header's sizes give the place of each, and their sum must be the
 * size of the file. train/ writes it. Numbers are little-endian.
 */
#ifndef RO_LANG_COMMON_MODEL_H
#define RO_LANG_COMMON_MODEL_H

#include "base/arena.h"
#include "lang/common/multiply.h"
#include "readout.h"

#define RO_MODEL_MAGIC   "ROLANG\r\n"
#define RO_MODEL_FILE    "en/english.model"
#define RO_MODEL_VERSION 2u
#define RO_MODEL_ORDER   0x01020304u

/** Most layers of gates, buckets of distance, bytes of a name. */
enum { RO_MODEL_LAYERS = 4, RO_MODEL_DISTANCES = 24, RO_MODEL_LABEL_BYTES = 24 };

typedef struct ro_model_header {
    char magic[8];
    uint32_t order; /* RO_MODEL_ORDER as the writer saw it */
    uint32_t version;
    uint64_t size;     /* of the file */
    uint64_t checksum; /* XXH3 of all bytes behind the header */
    uint32_t slots, rows;
    uint32_t input, window, hidden, arc, label;
    uint32_t tags, labels;
    uint32_t edit_slots, edits;
    uint32_t layers; /* of gates */
    uint32_t reserved[10];
} ro_model_header;

/* What stands for 1 in the activations, which are whole numbers of 8 bits: in what goes
 * into ramps and comes from them, up to 4; in what gates let through, up to 1. */
#define RO_MODEL_OPEN_SCALE 32.0f
#define RO_MODEL_GATE_SCALE 127.0f

/** A key of a word or a part of one, with its row of the table. */
typedef struct ro_model_slot {
    uint32_t key; /* 0: empty */
    uint32_t row;
} ro_model_slot;

/** A tag that the network can give. */
typedef struct ro_model_tag {
    uint8_t upos, unused;
    uint16_t features;
} ro_model_tag;

/** How a lemma comes from a form: cut @p cut bytes off the end, add @p add. */
typedef struct ro_model_edit {
    uint8_t cut, size;
    char add[14];
} ro_model_edit;

/** The product of a layer: row o gives output o; value = sum * scale + bias. */
typedef struct ro_model_matrix {
    uint32_t in, out;
    const float *scale, *bias;
    const int8_t *bytes;    /* out rows of in */
    const int8_t *laid_out; /* the same, for the kernel */
} ro_model_matrix;

/** The matrices in the order of the file; the last ones are of the layers of gates. */
enum {
    RO_MATRIX_WINDOW,
    RO_MATRIX_TAG,
    RO_MATRIX_BEGIN,
    RO_MATRIX_HEAD,
    RO_MATRIX_DEPENDENT,
    RO_MATRIX_LABEL_HEAD,
    RO_MATRIX_LABEL_DEPENDENT,
    RO_MATRIX_LABEL,
    RO_MATRIX_GATES,
    RO_MODEL_MATRICES = RO_MATRIX_GATES + RO_MODEL_LAYERS
};

/** A model in use. Pointers lead into the mapped file. */
typedef struct ro_model {
    const ro_model_header *header;
    const ro_model_slot *slots;
    const int16_t *row_scale; /* of each row of the table, in units of 2^-20 */
    const int8_t *table;
    const ro_kernel *kernel;
    ro_model_matrix matrix[RO_MODEL_MATRICES];
    /* Of each layer of gates, for inputs at their scale; those of f and o are halved. */
    const float *gate_scale[RO_MODEL_LAYERS], *gate_bias[RO_MODEL_LAYERS];
    const float *root, *distance, *label_root, *label_distance;
    const ro_model_tag *tags;
    const char *label_names; /* RO_MODEL_LABEL_BYTES each, ended by NUL */
    const ro_model_slot *edit_slots;
    const ro_model_edit *edits;
    uint32_t root_label;
    uint8_t *deprels; /* value of ro_token.deprel for each label */
    void *map;
    size_t map_size;
} ro_model;

/** Sizes of the sections in their order, ended by 0; for the writer too. False where
 *  the header's sizes make no sense. */
enum { RO_MODEL_SECTIONS = 64 };
bool ro_model_sections(const ro_model_header *header, uint64_t sizes[RO_MODEL_SECTIONS]);

/** Number of matrices, and the shape of matrix @p which. */
uint32_t ro_model_matrices(const ro_model_header *header);
void ro_model_shape(const ro_model_header *header, uint32_t which, uint32_t *in, uint32_t *out);

/** Map the model in folder @p dir. @p arena gets what is computed.
 *  @return RO_OK, RO_ERR_IO, RO_ERR_INPUT (damaged or foreign) or RO_ERR_NOMEM. */
ro_status ro_model_open(const char *dir, ro_arena *arena, ro_model *model, ro_error *error);

/** Use @p size bytes in memory, which must outlive @p model. Statuses as above. */
ro_status ro_model_use(const void *data, size_t size, ro_arena *arena, ro_model *model,
                       ro_error *error);

void ro_model_close(ro_model *model);

/** The row of @p key, or 0. */
uint32_t ro_model_row(const ro_model *model, uint32_t key);
/** The edit under @p key, or NULL. */
const ro_model_edit *ro_model_find_edit(const ro_model *model, uint32_t key);

#endif
