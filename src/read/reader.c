/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/input.h"
#include "read/format.h"
#include "read/unpack.h"

/* The bytes that formats bid on. */
enum { HEAD = 16 * 1024 };

#define ADDRESS_OF(name) &ro_format_##name,
static const ro_source_format *const formats[] = {RO_SOURCE_FORMATS(ADDRESS_OF)};
#undef ADDRESS_OF

/* Without NUL bytes and byte-order mark, so that formats see ASCII in UTF-16 too. */
static size_t copy_head(ro_str data, char head[HEAD]) {
    size_t n = 0, look = data.n < HEAD ? data.n : HEAD, at = 0;
    if (ro_str_starts(data, RO_STR("\xEF\xBB\xBF"))) at = 3;
    if (data.n >= 2 && (memcmp(data.p, "\xFF\xFE", 2) == 0 || memcmp(data.p, "\xFE\xFF", 2) == 0))
        at = 2;
    for (; at < look; at++)
        if (data.p[at]) head[n++] = data.p[at];
    return n;
}

/* Whether a gzip member holds a WARC record: such archives stay packed, a member a
 * record; anything else is unpacked whole. */
static ro_status unpack_input(ro_reader *reader, bool *archive, ro_error *error) {
    ro_buffer first = {.limit = HEAD};
    size_t taken;
    ro_status status = ro_unpack_member(reader->data, false, &first, &taken, NULL);
    *archive = first.size && ro_str_starts((ro_str){first.data, first.size}, RO_STR("WARC/"));
    ro_buffer_free(&first);
    if (*archive || status == RO_ERR_NOMEM) return *archive ? RO_OK : ro_fail_nomem(error);
    reader->unpacked.limit = (size_t)reader->limits.input_bytes;
    ro_str rest = reader->data;
    while (ro_is_gzip(rest)) {
        status = ro_unpack_member(rest, false, &reader->unpacked, &taken, error);
        if (status < 0) return status;
        if (status == RO_WARN) break;
        rest = (ro_str){rest.p + taken, rest.n - taken};
    }
    if (reader->unpacked.size == 0)
        return ro_fail(error, RO_ERR_INPUT, 0, "is damaged gzip data, not text");
    reader->data = (ro_str){reader->unpacked.data, reader->unpacked.size};
    return RO_OK;
}

static ro_status choose_format(ro_reader *reader, ro_error *error) {
    char head[HEAD];
    bool archive = false;
    if (ro_is_gzip(reader->data)) {
        ro_status status = unpack_input(reader, &archive, error);
        if (status != RO_OK) return status;
    }
    ro_str seen = {head, archive ? 0 : copy_head(reader->data, head)};
    if (archive) seen = RO_STR("WARC/1.0");
    unsigned highest = 0;
    if (ro_str_trim(reader->data).n == 0) return ro_fail(error, RO_ERR_INPUT, 0, "is empty");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        unsigned offer = formats[i]->bid(reader, seen);
        if (offer <= highest) continue;
        highest = offer;
        reader->format = formats[i];
    }
    return reader->format->open ? reader->format->open(reader, error) : RO_OK;
}

static ro_reader *new_reader(const ro_read_rules *rules, const ro_read_limits *limits,
                             const char *name, const ro_read_options *options) {
    ro_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->rules = rules;
    reader->limits = *limits;
    if (options) reader->options = *options;
    reader->name = strdup(name ? name : "");
    if (reader->name) return reader;
    free(reader);
    return NULL;
}

/* Finish an open whose bytes are in the reader; status is what getting them gave. */
static ro_status finish_open(ro_reader *reader, ro_status status, ro_reader **out,
                             ro_error *error) {
    ro_status chosen = status < 0 ? status : choose_format(reader, error);
    if (chosen < 0) {
        ro_reader_free(reader);
        return chosen;
    }
    *out = reader;
    return status;
}

ro_status ro_reader_open_with(const ro_read_rules *rules, const ro_read_limits *limits,
                              const char *path, const ro_read_options *options, ro_reader **out,
                              ro_error *error) {
    *out = NULL;
    ro_reader *reader = new_reader(rules, limits, path, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_file(path, limits->input_bytes, &reader->owned, error);
    reader->data = (ro_str){reader->owned.data, reader->owned.size};
    return finish_open(reader, status, out, error);
}

ro_status ro_reader_open_memory_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, const void *data, size_t size,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    *out = NULL;
    ro_reader *reader = new_reader(rules, limits, name, options);
    if (!reader) return ro_fail_nomem(error);
    reader->data = (ro_str){data, size};
    return finish_open(reader, RO_OK, out, error);
}

ro_status ro_reader_open_stream_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, ro_read_fn read, void *context,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    *out = NULL;
    ro_reader *reader = new_reader(rules, limits, name, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_stream(read, context, limits->input_bytes, &reader->owned, error);
    reader->data = (ro_str){reader->owned.data, reader->owned.size};
    return finish_open(reader, status, out, error);
}

ro_status ro_reader_next(ro_reader *reader, ro_article **article, ro_error *error) {
    *article = NULL;
    return reader->format->next(reader, article, error);
}

void ro_reader_free(ro_reader *reader) {
    if (!reader) return;
    if (reader->format && reader->format->close) reader->format->close(reader);
    ro_buffer_free(&reader->owned);
    ro_buffer_free(&reader->unpacked);
    free(reader->name);
    free(reader);
}

/* The file's name without folders stands for an id where the input has none. */
static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

ro_status ro_record_begin(ro_reader *reader, ro_record *record, ro_str bytes, uint64_t offset,
                          ro_error *error) {
    *record = (ro_record){.bytes = bytes, .article = ro_article_new()};
    if (!record->article) return ro_fail_nomem(error);
    ro_metadata *meta = &record->article->meta;
    meta->source_path = ro_arena_strdup(&record->article->arena, reader->name);
    meta->format = reader->format->name;
    meta->record = reader->record++;
    meta->source_offset = offset;
    meta->source_bytes = bytes.n;
    ro_sha256(bytes.p, bytes.n, meta->sha256);
    return meta->source_path ? RO_OK : ro_fail_nomem(error);
}

/* What the record could not say, from the caller and the file's name. */
static void fill_gaps(ro_reader *reader, ro_record *record) {
    ro_metadata *meta = &record->article->meta;
    if (!meta->published.from && reader->options.published.precision)
        meta->published = (ro_stamp){reader->options.published, "option"};
    if (meta->id) return;
    const char *base = base_name(reader->name);
    meta->id = meta->record ? ro_arena_printf(&record->article->arena, "%s#%u", base, meta->record)
                            : ro_arena_strdup(&record->article->arena, base);
}

ro_status ro_record_end(ro_reader *reader, ro_record *record, ro_status status,
                        ro_article **article, ro_error *error) {
    if (status >= 0 && record->article) {
        ro_record_close(record);
        fill_gaps(reader, record);
        if (record->article->arena.oom || record->scratch.oom) status = ro_fail_nomem(error);
    }
    if (status == RO_OK && record->damaged)
        status = ro_fail(error, RO_WARN, record->first_damaged,
                         "%u bytes are no characters and became U+FFFD", record->damaged);
    if (status >= 0)
        *article = record->article;
    else
        ro_article_free(record->article);
    ro_arena_free(&record->scratch);
    return status;
}
