/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/input.h"
#include "read/records/fields.h"
#include "read/format.h"
#include "read/limits.h"
#include "read/bytes/unfold.h"

enum { LONGEST_PATH = 4096 };

#define ADDRESS_OF(name) &ro_format_##name,
static const ro_source_format *const formats[] = {RO_SOURCE_FORMATS(ADDRESS_OF)};
#undef ADDRESS_OF

static const ro_reader *outermost_of(const ro_reader *reader) {
    while (reader->outer) reader = reader->outer;
    return reader;
}

static ro_reader *outermost(ro_reader *reader) {
    while (reader->outer) reader = reader->outer;
    return reader;
}

ro_status ro_reader_refuse_depth(ro_error *error) {
    return ro_fail(error, RO_ERR_LIMIT, 0, "lies in more than %d archives, one in the other",
                   RO_DEEPEST_ARCHIVES);
}

/* What an input may unfold to in all. */
static uint64_t budget_of(const ro_reader *whole) {
    uint64_t most = whole->packed * RO_UNFOLDED_RATIO;
    uint64_t total = whole->limits.input_bytes * RO_UNFOLDED_INPUTS;
    if (most < RO_SMALL_UNFOLDED) most = RO_SMALL_UNFOLDED;
    return most < total ? most : total;
}

bool ro_reader_spent(const ro_reader *reader) {
    const ro_reader *whole = outermost_of(reader);
    return whole->unfolded >= budget_of(whole);
}

uint64_t ro_reader_budget(const ro_reader *reader) {
    const ro_reader *whole = outermost_of(reader);
    uint64_t budget = budget_of(whole);
    return whole->unfolded < budget ? budget - whole->unfolded : 1;
}

size_t ro_reader_room(const ro_reader *reader) {
    uint64_t room = ro_reader_budget(reader), limit = reader->limits.input_bytes;
    return (size_t)(room < limit ? room : limit);
}

void ro_reader_unfolded(ro_reader *reader, uint64_t bytes) {
    outermost(reader)->unfolded += bytes;
}

ro_status ro_reader_refuse_more(const ro_reader *reader, size_t most, ro_error *error) {
    const ro_reader *whole = outermost_of(reader);
    if (ro_reader_spent(reader) && budget_of(whole) == whole->packed * RO_UNFOLDED_RATIO)
        return ro_fail(error, RO_ERR_LIMIT, 0,
                       "unfolds to more than %d times its size, as no text does: refused",
                       RO_UNFOLDED_RATIO);
    if (ro_reader_spent(reader))
        return ro_fail(error, RO_ERR_LIMIT, 0,
                       "unfolds beyond the limit of %" PRIu64 " bytes for all of an input",
                       budget_of(whole));
    return ro_fail(error, RO_ERR_LIMIT, 0, "unfolds beyond the limit of %zu bytes", most);
}

ro_status ro_check_article_size(const ro_reader *reader, size_t bytes, ro_error *error) {
    if (bytes <= reader->limits.article_bytes) return RO_OK;
    return ro_fail(error, RO_ERR_LIMIT, 0, "longer than the limit of %u bytes for an article",
                   reader->limits.article_bytes);
}

/* How long an input of a format may be. */
static uint64_t most_of(const ro_reader *reader, const ro_source_format *format) {
    switch (format->extent) {
    case RO_EXTENT_ARTICLE: return reader->limits.article_bytes;
    case RO_EXTENT_DOCUMENT: return (uint64_t)reader->limits.article_bytes * RO_DOCUMENT_ARTICLES;
    case RO_EXTENT_RECORDS: break;
    }
    return reader->limits.input_bytes;
}

/* Without NUL bytes and byte-order mark, so that formats see ASCII in UTF-16 too. */
static size_t copy_head(ro_str data, char head[RO_HEAD_BYTES]) {
    size_t n = 0, look = data.n < RO_HEAD_BYTES ? data.n : RO_HEAD_BYTES, at = 0;
    if (ro_str_starts(data, RO_STR("\xEF\xBB\xBF"))) at = 3;
    if (data.n >= 2 && (memcmp(data.p, "\xFF\xFE", 2) == 0 || memcmp(data.p, "\xFE\xFF", 2) == 0))
        at = 2;
    for (; at < look; at++)
        if (data.p[at]) head[n++] = data.p[at];
    return n;
}

/* The format of the highest bid on an input that begins with @p head. */
static const ro_source_format *bid_highest(const ro_reader *reader, ro_str head) {
    const ro_source_format *best = NULL;
    unsigned highest = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        unsigned offer = formats[i]->bid(reader, head);
        if (offer <= highest) continue;
        highest = offer;
        best = formats[i];
    }
    return best;
}

const ro_source_format *ro_reader_format_of(const ro_reader *reader, ro_str head) {
    char seen[RO_HEAD_BYTES];
    ro_reader begin = *reader;
    begin.data = head;
    return bid_highest(&begin, (ro_str){seen, copy_head(head, seen)});
}

size_t ro_reader_most(const ro_reader *reader, ro_str head) {
    size_t room = ro_reader_room(reader);
    if (ro_packing_of(head)) return room;
    uint64_t most = most_of(reader, ro_reader_format_of(reader, head));
    return most < room ? (size_t)most : room;
}

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
    char head[RO_HEAD_BYTES];
    ro_buffer archive = {0};
    if (check_options(reader, error) != RO_OK) return RO_ERR_ARG;
    outermost(reader)->packed += reader->outer ? 0 : reader->data.n;
    ro_status status = ro_reader_unpack(reader, &archive, error);
    ro_str begin = archive.size ? (ro_str){archive.data, archive.size} : reader->data;
    ro_str seen = {head, copy_head(begin, head)};
    ro_buffer_free(&archive);
    if (status < 0) return status;
    if (ro_str_trim(reader->data).n == 0) return ro_fail(error, RO_ERR_INPUT, 0, "is empty");
    const ro_source_format *format = bid_highest(reader, seen);
    uint64_t most = most_of(reader, format);
    if (reader->data.n > most && format->extent != RO_EXTENT_RECORDS)
        return ro_fail(error, RO_ERR_LIMIT, 0, "longer than the limit of %" PRIu64 " bytes for %s",
                       most,
                       format->extent == RO_EXTENT_ARTICLE ? "an article" : "what is read at once");
    reader->format = format;
    ro_status opened = reader->format->open ? reader->format->open(reader, error) : RO_OK;
    return opened == RO_OK ? status : opened;
}

static ro_reader *new_reader(const ro_read_rules *rules, const ro_read_limits *limits,
                             const char *name, const ro_read_options *options) {
    ro_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
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

/* Finish an open whose bytes are in the reader; status is what getting them gave. */
static ro_status finish_open(ro_reader *reader, ro_status status, ro_reader **out,
                             ro_error *error) {
    ro_status chosen = status < 0 ? status : choose_format(reader, error);
    if (chosen < 0) {
        ro_reader_free(reader);
        return chosen;
    }
    *out = reader;
    return status == RO_OK ? chosen : status;
}

/* The end of the part of a path that is a file, where it goes on as if that were a folder:
 * "news.zip" of "news.zip/page.html"; 0: there is none. */
static size_t find_archive(const char *path) {
    char prefix[LONGEST_PATH];
    size_t n = strlen(path);
    struct stat status;
    if (n >= sizeof prefix) return 0;
    memcpy(prefix, path, n + 1);
    while (n--) {
        if (prefix[n] != '/') continue;
        prefix[n] = '\0';
        if (stat(prefix, &status) == 0) return S_ISREG(status.st_mode) ? n : 0;
    }
    return 0;
}

/* Open a member of an archive by its path, as articles have it. */
static ro_status open_member(const ro_read_rules *rules, const ro_read_limits *limits,
                             const char *path, size_t end, const ro_read_options *options,
                             ro_reader **out, ro_error *error) {
    char *archive = strndup(path, end);
    if (!archive) return ro_fail_nomem(error);
    ro_status status = ro_reader_open_with(rules, limits, archive, options, out, error);
    free(archive);
    if (status < 0) return status;
    if (!ro_reader_holds_members(*out)) {
        ro_reader_free(*out);
        *out = NULL;
        return ro_fail(error, RO_ERR_INPUT, 0, "is no archive of members");
    }
    ro_reader *reader = *out;
    bool kept = ro_buffer_puts(&reader->wanted_name, path + end + 1);
    reader->wanted = (ro_str){reader->wanted_name.data, reader->wanted_name.size};
    if (kept) return status;
    ro_reader_free(reader);
    *out = NULL;
    return ro_fail_nomem(error);
}

ro_status ro_reader_open_with(const ro_read_rules *rules, const ro_read_limits *limits,
                              const char *path, const ro_read_options *options, ro_reader **out,
                              ro_error *error) {
    *out = NULL;
    size_t archive = find_archive(path);
    if (archive) return open_member(rules, limits, path, archive, options, out, error);
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

ro_status ro_reader_open_inside(ro_reader *outer, ro_str name, ro_str bytes, ro_reader **inner,
                                ro_error *error) {
    ro_buffer path = {0};
    *inner = NULL;
    if (outer->depth + 1 > RO_DEEPEST_ARCHIVES) return ro_reader_refuse_depth(error);
    bool named = ro_buffer_printf(&path, "%s/%.*s", outer->name, (int)name.n, name.p);
    ro_reader *reader =
        named ? new_reader(outer->rules, &outer->limits, path.data, &outer->options) : NULL;
    ro_buffer_free(&path);
    if (!reader) return ro_fail_nomem(error);
    reader->outer = outer;
    reader->depth = outer->depth + 1;
    reader->data = bytes;
    return finish_open(reader, RO_OK, inner, error);
}

ro_status ro_reader_next(ro_reader *reader, ro_article **article, ro_error *error) {
    *article = NULL;
    ro_status status = reader->format->next(reader, article, error);
    bool told = status != RO_OK && status != RO_END && error;
    if (told && !error->record && !reader->done) error->record = reader->record;
    return status;
}

ro_day_order ro_reader_day_order(const ro_reader *reader) {
    return reader->options.day_order;
}

const char *ro_reader_note(const ro_reader *reader) {
    return reader->note.size ? reader->note.data : NULL;
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
