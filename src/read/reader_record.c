/* SPDX-License-Identifier: Apache-2.0 */
/* Where a record begins and ends: its place, its id, what the caller knows of it. */
#include "base/error.h"
#include "base/sha256.h"
#include "read/format.h"

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
    meta->input_path = ro_arena_strdup(&record->article->arena, reader->name);
    meta->format = reader->format->name;
    meta->record = reader->record++;
    meta->input_offset = reader->options.first_offset + offset;
    meta->input_bytes = bytes.n;
    ro_sha256(bytes.p, bytes.n, meta->sha256);
    return meta->input_path ? RO_OK : ro_fail_nomem(error);
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
        status = ro_fail(error, RO_WARN, record->article->meta.input_offset + record->first_damaged,
                         record->damaged == 1 ? "%u byte is no character and became U+FFFD"
                                              : "%u bytes are no characters and became U+FFFD",
                         record->damaged);
    if (status != RO_OK && error && record->article && !error->offset)
        error->offset = record->article->meta.input_offset;
    if (status >= 0) {
        ro_article_pack_read(record->article);
        *article = record->article;
    } else {
        ro_article_free(record->article);
    }
    ro_arena_free(&record->scratch);
    return status;
}
