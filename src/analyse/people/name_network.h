/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A network for names, which stands on that of the language: it takes what that one read of a
 * word and gathered of its run, and sends it once more through gated means in both directions.
 * What comes out for a word, its hint, is put together with the features of the word
 * (name_tagger.h) and gives a score for each label.
 *
 *   read and gathered words               input wide, 8 bits
 *   ramp                                  c, open wide
 *   gated means in both directions        h, 2 * hidden wide
 *   c and h -> hint                       RO_NAME_MIX wide, 16 bits
 *   hint + rows of the features, ramp     -> labels
 *
 * The weights come from one file, a header and sections in a fixed order, each beginning at a
 * multiple of 16 bytes. train/ writes it. Numbers are little-endian.
 */
#ifndef RO_ANALYSE_PEOPLE_NAME_NETWORK_H
#define RO_ANALYSE_PEOPLE_NAME_NETWORK_H

#include "article/article.h"
#include "lang/common/model.h"
#include "lang/lang.h"

/** O, then begin and inside of each type. */
typedef enum ro_name_label {
    RO_LABEL_NONE,
    RO_LABEL_PERSON,
    RO_LABEL_IN_PERSON,
    RO_LABEL_ORGANIZATION,
    RO_LABEL_IN_ORGANIZATION,
    RO_LABEL_PLACE,
    RO_LABEL_IN_PLACE,
    RO_LABEL_OTHER,
    RO_LABEL_IN_OTHER,
    RO_LABEL_GROUP,
    RO_LABEL_IN_GROUP,
    RO_LABEL_WORK,
    RO_LABEL_IN_WORK,
    RO_LABEL_EVENT,
    RO_LABEL_IN_EVENT,
    RO_LABEL_COUNT
} ro_name_label;

enum { RO_NAME_MIX = 32, RO_NAME_LABELS = 16 /* RO_LABEL_COUNT, padded */ };

#define RO_NAMES_MAGIC   "RONAMES\n"
#define RO_NAMES_FILE    "en/names.model"
#define RO_NAMES_VERSION 3u
#define RO_NAMES_ORDER   0x01020304u

typedef struct ro_names_header {
    char magic[8];
    uint32_t order; /* RO_NAMES_ORDER as the writer saw it */
    uint32_t version;
    uint64_t size;     /* of the file */
    uint64_t checksum; /* XXH3 of all bytes behind the header */
    uint32_t input, open, hidden;
    uint32_t rows;     /* of the table of features, a power of two */
    uint64_t language; /* ro_lang_model_hash of the model that it stands on */
    uint32_t reserved[2];
} ro_names_header;

/* Units are powers of two: of a hint and what goes to the labels 2^-9, of the rows of features
 * 2^-20, of the labels' weights, of scores and of steps 2^-10. The limits keep all sums, and those
 * of scores over RO_NETWORK_WORDS words, within 32 bits. */
enum {
    RO_NAME_HINT_BITS = 9,
    RO_NAME_ROW_BITS = 20,
    RO_NAME_SCORE_BITS = 10,
    RO_NAME_MOST_MIX = 4095,
    RO_NAME_MOST_LABEL = 8191,
    RO_NAME_MOST_STEP = 1 << 20
};

enum { RO_NAME_OPEN, RO_NAME_GATES, RO_NAME_HINT, RO_NAME_MATRICES };

/** A network in use. Pointers lead into the file's bytes or the arena. */
typedef struct ro_name_network {
    const ro_names_header *header; /* NULL: there is no network, and rules stand alone */
    const ro_kernel *kernel;
    ro_model_matrix matrix[RO_NAME_MATRICES];
    const float *gate_scale, *gate_bias;
    const int16_t *row_scale;          /* of each row of features */
    const int8_t *table;               /* rows of RO_NAME_MIX */
    const int16_t *label;              /* RO_NAME_LABELS rows of RO_NAME_MIX */
    const int32_t *label_bias, *steps; /* of RO_NAME_LABELS; from label, to label */
} ro_name_network;

/** Sizes of the sections in their order, ended by 0; for the writer too. False where the
 *  header's sizes make no sense. */
enum { RO_NAME_SECTIONS = 16 };
bool ro_name_sections(const ro_names_header *header, uint64_t sizes[RO_NAME_SECTIONS]);
/** The shape of matrix @p which. */
void ro_name_shape(const ro_names_header *header, uint32_t which, uint32_t *in, uint32_t *out);

/** Read the weights of folder @p dir, or where it is NULL of the folder that ro_model_folder
 *  gives, into @p arena. RO_OK, RO_ERR_IO (no such file, too), RO_ERR_INPUT (damaged, of
 *  another version, standing on another model than that of @p lang), RO_ERR_NOMEM. */
ro_status ro_name_network_read(const char *dir, const ro_lang *lang, ro_arena *arena,
                               ro_name_network *net, ro_error *error);

/** Take @p size bytes as weights; as above. The bytes, which begin at a multiple of 16, must
 *  outlive the network. */
ro_status ro_name_network_use(const void *data, size_t size, ro_arena *arena, ro_name_network *net,
                              ro_error *error);

typedef struct ro_name_hint {
    int16_t mix[RO_NAME_MIX];
} ro_name_hint;

/** The hints of an article, gathered while its language is read. All its memory is in scratch;
 *  where that ended there are fewer hints than tokens. */
typedef struct ro_name_hints {
    const ro_name_network *net;
    ro_arena scratch;
    RO_ARRAY(ro_name_hint) tokens; /* one each */
    struct ro_name_room *room;
} ro_name_hints;

struct ro_people_rules;

/** Of an article, by the network of @p rules. */
ro_name_hints ro_name_hints_new(const struct ro_people_rules *rules);
/** What is to watch the runs of the article, so that @p hints gets theirs. */
ro_run_watch ro_name_hints_watch(ro_name_hints *hints);

/** The score of each label for a word with @p count features. */
void ro_name_scores(const ro_name_network *net, const ro_name_hint *hint, const uint32_t *features,
                    size_t count, int32_t out[RO_NAME_LABELS]);

#endif
