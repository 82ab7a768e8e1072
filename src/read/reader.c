/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/error.h"
#include "base/input.h"
#include "read/read.h"

struct ro_read_rules {
    ro_arena arena;
};

ro_status ro_read_rules_new(ro_read_rules **out, ro_error *error) {
    ro_read_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return ro_fail_nomem(error);
    *out = rules;
    return RO_OK;
}

void ro_read_rules_free(ro_read_rules *rules) {
    if (!rules) return;
    ro_arena_free(&rules->arena);
    free(rules);
}

struct ro_reader {
    const ro_read_rules *rules;
    ro_read_options options;
    char *name;
    ro_buffer owned;
    const char *data;
    size_t size;
    bool done;
};

static ro_reader *new_reader(const ro_read_rules *rules, const char *name,
                             const ro_read_options *options) {
    ro_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->rules = rules;
    if (options) reader->options = *options;
    reader->name = strdup(name);
    return reader;
}

ro_status ro_reader_open_with(const ro_read_rules *rules, const ro_read_limits *limits,
                              const char *path, const ro_read_options *options, ro_reader **out,
                              ro_error *error) {
    ro_reader *reader = new_reader(rules, path, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_file(path, limits->input_bytes, &reader->owned, error);
    if (status < 0) {
        ro_reader_free(reader);
        return status;
    }
    reader->data = reader->owned.data;
    reader->size = reader->owned.size;
    *out = reader;
    return status;
}

ro_status ro_reader_open_memory_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, const void *data, size_t size,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    (void)limits;
    ro_reader *reader = new_reader(rules, name, options);
    if (!reader) return ro_fail_nomem(error);
    reader->data = data;
    reader->size = size;
    *out = reader;
    return RO_OK;
}

ro_status ro_reader_open_stream_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, ro_read_fn read, void *context,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    ro_reader *reader = new_reader(rules, name, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_stream(read, context, limits->input_bytes, &reader->owned, error);
    if (status < 0) {
        ro_reader_free(reader);
        return status;
    }
    reader->data = reader->owned.data;
    reader->size = reader->owned.size;
    *out = reader;
    return status;
}

ro_status ro_reader_next(ro_reader *reader, ro_article **out, ro_error *error) {
    *out = NULL;
    if (reader->done) return RO_END;
    reader->done = true;
    ro_article *article = ro_article_new();
    if (!article) return ro_fail_nomem(error);
    article->text = ro_arena_copy(&article->arena, reader->data, reader->size);
    article->size = (uint32_t)reader->size;
    article->meta.id = article->meta.source_path = ro_arena_strdup(&article->arena, reader->name);
    article->meta.published = (ro_stamp){reader->options.published,
                                         reader->options.published.precision ? "option" : NULL};
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    if (!part) return ro_fail_nomem(error);
    *part = (ro_part){{0, article->size}, RO_PART_BODY};
    *out = article;
    return RO_OK;
}

void ro_reader_free(ro_reader *reader) {
    if (!reader) return;
    ro_buffer_free(&reader->owned);
    free(reader->name);
    free(reader);
}
