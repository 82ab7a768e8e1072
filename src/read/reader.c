/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/bytes/unfold.h"
#include "read/format.h"
#include "read/limits.h"
#include "read/records/fields.h"

static ro_status check_options(const ro_reader *reader, ro_error *error) {
    for (size_t i = 0; i < reader->options.field_count; i++) {
        const char *field = reader->options.fields[i].field;
        if (ro_field_kind_of(ro_str_of(field)) == RO_FIELD_COUNT)
            return ro_fail(
                error, RO_ERR_ARG, 0,
                "there is no field '%.40s': fields are id, url, title, outlet, language, "
                "published, modified, authors, text, html, content and summary",
                field);
    }
    return RO_OK;
}

static ro_status choose_format(ro_reader *reader, ro_error *error) {
    ro_buffer archive = {0};
    if (check_options(reader, error) != RO_OK) return RO_ERR_ARG;
    ro_reader_given(reader);
    ro_status status = ro_reader_unpack(reader, &archive, error);
    const ro_source_format *format = NULL;
    ro_str begin = archive.size ? (ro_str){archive.data, archive.size} : reader->data;
    if (status >= 0) format = ro_reader_format_of(reader, begin);
    ro_buffer_free(&archive);
    if (status < 0) return status;
    if (ro_str_trim(reader->data).n == 0) return ro_fail(error, RO_ERR_INPUT, 0, "is empty");
    uint64_t most = ro_reader_longest(reader, format);
    if (reader->data.n > most && format->extent != RO_EXTENT_RECORDS)
        return ro_fail(error, RO_ERR_LIMIT, 0, "longer than the limit of %" PRIu64 " bytes for %s",
                       most,
                       format->extent == RO_EXTENT_ARTICLE ? "an article" : "what is read at once");
    reader->format = format;
    ro_status opened = reader->format->open ? reader->format->open(reader, error) : RO_OK;
    return opened == RO_OK ? status : opened;
}

ro_reader *ro_reader_new(const ro_source_format *const *formats, const ro_read_rules *rules,
                         const ro_read_limits *limits, const char *name,
                         const ro_read_options *options) {
    ro_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->formats = formats;
    reader->rules = rules;
    reader->limits = *limits;
    if (!reader->limits.stretch_bytes) reader->limits.stretch_bytes = RO_STRETCH_BYTES;
    if (options) reader->options = *options;
    reader->record = reader->options.first_record;
    reader->name = strdup(name ? name : "");
    if (reader->name) return reader;
    free(reader);
    return NULL;
}

ro_status ro_reader_start(ro_reader *reader, ro_status status, ro_reader **out, ro_error *error) {
    ro_status chosen = status < 0 ? status : choose_format(reader, error);
    if (chosen < 0) {
        ro_reader_free(reader);
        return chosen;
    }
    *out = reader;
    return status == RO_OK ? chosen : status;
}

ro_status ro_reader_open_inside(ro_reader *outer, ro_str name, ro_str bytes, ro_reader **inner,
                                ro_error *error) {
    ro_buffer path = {0};
    *inner = NULL;
    if (outer->depth + 1 > RO_DEEPEST_ARCHIVES) return ro_reader_refuse_depth(error);
    bool named = ro_buffer_printf(&path, "%s/%.*s", outer->name, (int)name.n, name.p);
    ro_reader *reader = named ? ro_reader_new(outer->formats, outer->rules, &outer->limits,
                                              path.data, &outer->options)
                              : NULL;
    ro_buffer_free(&path);
    if (!reader) return ro_fail_nomem(error);
    reader->outer = outer;
    reader->depth = outer->depth + 1;
    reader->data = bytes;
    return ro_reader_start(reader, RO_OK, inner, error);
}

ro_status ro_reader_next(ro_reader *reader, ro_article **article, ro_error *error) {
    if (article) *article = NULL;
    RO_ENTER(error, reader && article);
    ro_status status = reader->format->next(reader, article, error);
    bool told = status != RO_OK && status != RO_END && error;
    if (told && !error->record && !reader->done) error->record = reader->record;
    return status;
}

ro_day_order ro_reader_day_order(const ro_reader *reader) {
    return reader ? reader->options.day_order : RO_DAY_ORDER_OPEN;
}

const char *ro_reader_note(const ro_reader *reader) {
    return reader && reader->note.size ? reader->note.data : NULL;
}

void ro_reader_free(ro_reader *reader) {
    if (!reader) return;
    if (reader->format && reader->format->close) reader->format->close(reader);
    ro_buffer_free(&reader->owned);
    ro_buffer_free(&reader->unpacked);
    ro_buffer_free(&reader->stretch);
    if (reader->unfolder) ro_unfolder_free(reader->unfolder);
    free(reader->unfolder);
    ro_buffer_free(&reader->note);
    ro_buffer_free(&reader->wanted_name);
    free(reader->name);
    free(reader);
}
