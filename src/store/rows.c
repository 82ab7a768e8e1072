/* SPDX-License-Identifier: Apache-2.0 */
/* An article as a row of the table, and back. */
#include "store/store.h"

#include <limits.h>

#include "base/buffer.h"
#include "base/error.h"

static void bind_text(sqlite3_stmt *statement, int column, const char *value) {
    if (value)
        sqlite3_bind_text(statement, column, value, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, column);
}

static bool bind_list(sqlite3_stmt *statement, int column, const char *const *items,
                      uint32_t count) {
    ro_buffer joined = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (i) ro_buffer_add(&joined, "\x1F", 1);
        ro_buffer_puts(&joined, items[i]);
    }
    if (joined.data)
        sqlite3_bind_text(statement, column, joined.data, (int)joined.size, SQLITE_TRANSIENT);
    bool good = !joined.failed;
    ro_buffer_free(&joined);
    return good;
}

static void bind_date(sqlite3_stmt *statement, int column, const ro_stamp *stamp) {
    char text[32];
    if (!stamp->date.precision) return;
    bind_text(statement, column, ro_date_format(&stamp->date, text));
    bind_text(statement, column + 1, stamp->from);
}

/* Numbers in blobs are little-endian, so that a store moves between machines. */
static void put_number(ro_buffer *out, uint64_t value, unsigned bytes) {
    char raw[8];
    for (unsigned i = 0; i < bytes; i++) raw[i] = (char)(value >> (8 * i));
    ro_buffer_add(out, raw, bytes);
}

static uint64_t get_number(const unsigned char **from, unsigned bytes) {
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++) value |= (uint64_t)(*from)[i] << (8 * i);
    *from += bytes;
    return value;
}

static bool bind_blob(sqlite3_stmt *to, int column, ro_buffer *blob) {
    bool good = !blob->failed;
    sqlite3_bind_blob64(to, column, blob->data ? blob->data : "", blob->size, SQLITE_TRANSIENT);
    ro_buffer_free(blob);
    return good;
}

/* The role of a part and its kind share a byte. */
enum { PART_BYTES = 4 + 4 + 1, KIND_BITS = 4, RUN_BYTES = 4 + 4 + 8 + 8 };

/* Records among those of parts, with eight bytes before a byte that is no role: the time of the
 * entry of a live blog that the parts behind them are of. */
typedef enum entry_record {
    ENTRY_TIME = 0x0F, /* year, month, day, hour, minute, second, precision */
    ENTRY_ZONE = 0x1F, /* minutes east of UTC */
    ENTRY_START = 0x2F,
    ENTRY_END = 0x3F
} entry_record;

static bool same_entry(const ro_part *a, const ro_part *b) {
    const ro_date *x = &a->time, *y = &b->time;
    return x->year == y->year && x->month == y->month && x->day == y->day && x->hour == y->hour &&
           x->minute == y->minute && x->second == y->second && x->precision == y->precision &&
           x->utc_offset == y->utc_offset && a->time_start == b->time_start &&
           a->time_end == b->time_end;
}

static void put_record(ro_buffer *out, uint64_t value, entry_record kind) {
    put_number(out, value, PART_BYTES - 1);
    put_number(out, (uint64_t)kind, 1);
}

static void put_entry(ro_buffer *out, const ro_part *part) {
    const ro_date *time = &part->time;
    const uint8_t fields[] = {time->month,  time->day,    time->hour,
                              time->minute, time->second, time->precision};
    uint64_t packed = (uint64_t)(uint16_t)time->year;
    for (unsigned i = 0; i < sizeof fields; i++) packed |= (uint64_t)fields[i] << (16 + 8 * i);
    put_record(out, packed, ENTRY_TIME);
    put_record(out, (uint64_t)(uint16_t)time->utc_offset, ENTRY_ZONE);
    put_record(out, part->time_start, ENTRY_START);
    put_record(out, part->time_end, ENTRY_END);
}

static bool bind_parts(sqlite3_stmt *to, int column, const ro_article *article) {
    ro_buffer blob = {0};
    ro_part none = {0};
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (!same_entry(part, i ? part - 1 : &none)) put_entry(&blob, part);
        put_number(&blob, part->span.start, 4);
        put_number(&blob, part->span.end, 4);
        put_number(&blob, (uint64_t)part->role | (uint64_t)part->kind << KIND_BITS, 1);
    }
    return bind_blob(to, column, &blob);
}

static bool bind_map(sqlite3_stmt *to, int column, const ro_article *article) {
    ro_buffer blob = {0};
    for (uint32_t i = 0; i < article->map.count; i++) {
        put_number(&blob, article->map.items[i].text, 4);
        put_number(&blob, article->map.items[i].length, 4);
        put_number(&blob, article->map.items[i].source, 8);
        put_number(&blob, article->map.items[i].source_length, 8);
    }
    return bind_blob(to, column, &blob);
}

bool ro_store_bind(sqlite3_stmt *to, const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    bind_text(to, 1, meta->id);
    bind_text(to, 2, meta->input_path);
    bind_text(to, 3, meta->format);
    sqlite3_bind_int64(to, 4, meta->record);
    sqlite3_bind_int64(to, 5, (sqlite3_int64)meta->input_offset);
    sqlite3_bind_int64(to, 6, (sqlite3_int64)meta->input_bytes);
    bind_text(to, 7, meta->sha256);
    bind_text(to, 8, meta->url);
    bind_text(to, 9, meta->outlet);
    bind_text(to, 10, meta->title);
    sqlite3_bind_int64(to, 11, meta->title_span.start);
    sqlite3_bind_int64(to, 12, meta->title_span.end);
    bool good = bind_list(to, 13, meta->authors, meta->author_count) &&
                bind_list(to, 14, meta->agencies, meta->agency_count) &&
                bind_list(to, 15, meta->credited, meta->credited_count);
    bind_date(to, 16, &meta->published);
    bind_date(to, 18, &meta->modified);
    bind_text(to, 20, meta->language);
    sqlite3_bind_text64(to, 21, article->text, article->size, SQLITE_STATIC, SQLITE_UTF8);
    good = bind_list(to, 24, meta->byline, meta->byline_count) && good;
    bind_text(to, 25, meta->published_as);
    bind_text(to, 26, meta->other_title);
    bind_text(to, 27, meta->section);
    bind_text(to, 28, meta->description);
    sqlite3_bind_int64(to, 29, meta->version);
    return bind_parts(to, 22, article) && bind_map(to, 23, article) && good;
}

/* What may stand in a column, in the order of RO_STORE_COLUMNS. */
typedef enum column_kind {
    TEXT_OR_NULL,
    NAME,   /* a text that is there */
    PROSE,  /* the same or NULL, and UTF-8, which its readers count on */
    COUNT,  /* 0 to UINT32_MAX */
    LATER,  /* the same, or NULL in an older store */
    OFFSET, /* 0 to INT64_MAX */
    DATE,   /* a date or NULL */
    NUMBERS /* a blob */
} column_kind;

static const struct {
    const char *name;
    column_kind kind;
} columns[] = {
    {"id", NAME},
    {"source_path", TEXT_OR_NULL},
    {"format", TEXT_OR_NULL},
    {"record", COUNT},
    {"source_offset", OFFSET},
    {"source_bytes", OFFSET},
    {"sha256", NAME},
    {"url", TEXT_OR_NULL},
    {"outlet", TEXT_OR_NULL},
    {"title", PROSE},
    {"title_start", COUNT},
    {"title_end", COUNT},
    {"authors", PROSE},
    {"agencies", PROSE},
    {"sources", PROSE},
    {"published", DATE},
    {"published_from", TEXT_OR_NULL},
    {"modified", DATE},
    {"modified_from", TEXT_OR_NULL},
    {"language", TEXT_OR_NULL},
    {"text", PROSE},
    {"parts", NUMBERS},
    {"map", NUMBERS},
    {"byline", PROSE},
    {"published_as", PROSE},
    {"other_title", PROSE},
    {"section", PROSE},
    {"description", PROSE},
    {"version", LATER},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns, TEXT_COLUMN = 20 };

/* What is wrong with a column, as the end of a sentence; NULL: nothing. */
static const char *fault_of_text(sqlite3_stmt *from, int at, column_kind kind, bool may_hold_nul) {
    if (sqlite3_column_type(from, at) != SQLITE_TEXT) return "is no text";
    const char *text = (const char *)sqlite3_column_text(from, at);
    size_t size = (size_t)sqlite3_column_bytes(from, at);
    ro_date date;
    if (!text) return "cannot be read";
    if (!may_hold_nul && memchr(text, 0, size)) return "holds a NUL byte";
    if (kind == PROSE && ro_utf8_valid(text, size) != size) return "is not UTF-8";
    if (kind == DATE && ro_date_parse(text, &date) != RO_OK) return "is no date";
    return NULL;
}

static const char *fault_of_number(sqlite3_stmt *from, int at, sqlite3_int64 most) {
    if (sqlite3_column_type(from, at) != SQLITE_INTEGER) return "is no number";
    sqlite3_int64 value = sqlite3_column_int64(from, at);
    return value < 0 || value > most ? "is out of range" : NULL;
}

static const char *fault_of_column(sqlite3_stmt *from, int first, int column) {
    int at = first + column;
    column_kind kind = columns[column].kind;
    bool null = sqlite3_column_type(from, at) == SQLITE_NULL, text = column == TEXT_COLUMN;
    switch (kind) {
    case COUNT: return fault_of_number(from, at, UINT32_MAX);
    case OFFSET: return fault_of_number(from, at, INT64_MAX);
    case LATER: return null ? NULL : fault_of_number(from, at, UINT32_MAX);
    case NUMBERS: return sqlite3_column_type(from, at) == SQLITE_BLOB ? NULL : "is no blob";
    case NAME: return fault_of_text(from, at, kind, false);
    case TEXT_OR_NULL:
    case PROSE:
    case DATE: break;
    }
    if (null) return text ? "is not there" : NULL;
    return fault_of_text(from, at, kind, text);
}

static const char *take_text(ro_arena *arena, sqlite3_stmt *from, int column) {
    const char *value = (const char *)sqlite3_column_text(from, column);
    return value ? ro_arena_copy(arena, value, (size_t)sqlite3_column_bytes(from, column)) : NULL;
}

static const char *const *take_list(ro_arena *arena, sqlite3_stmt *from, int column,
                                    uint32_t *count) {
    RO_ARRAY(const char *) items = {0};
    char *joined = (char *)(size_t)take_text(arena, from, column);
    while (joined) {
        char *end = strchr(joined, 0x1F);
        if (end) *end = '\0';
        RO_APPEND(arena, &items, joined);
        joined = end ? end + 1 : NULL;
    }
    *count = items.count;
    return items.items;
}

static void take_date(ro_arena *arena, sqlite3_stmt *from, int column, ro_stamp *stamp) {
    const char *text = (const char *)sqlite3_column_text(from, column);
    if (text && ro_date_parse(text, &stamp->date) == RO_OK)
        stamp->from = take_text(arena, from, column + 1);
}

/* Whether @p span lies in the text and cuts no character. */
static bool fits(const ro_article *article, ro_span span) {
    return span.start <= span.end && span.end <= article->size &&
           ro_utf8_floor(article->text, span.start) == span.start &&
           ro_utf8_floor(article->text, span.end) == span.end;
}

/* Take what a record says of the entry of the parts behind it; false: it says nothing. */
static bool take_entry(ro_part *entry, uint64_t value, unsigned kind) {
    ro_date *time = &entry->time;
    uint8_t *fields[] = {&time->month,  &time->day,    &time->hour,
                         &time->minute, &time->second, &time->precision};
    switch (kind) {
    case ENTRY_TIME:
        time->year = (int32_t)(value & 0xFFFF);
        for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++)
            *fields[i] = (uint8_t)(value >> (16 + 8 * i));
        return true;
    case ENTRY_ZONE: time->utc_offset = (int16_t)(uint16_t)value; return true;
    case ENTRY_START: entry->time_start = value; return true;
    case ENTRY_END: entry->time_end = value; return true;
    default: return false;
    }
}

static bool is_entry(const ro_part *part) {
    enum { DAY = 24 * 60 };
    const ro_date *time = &part->time;
    if (time->precision == RO_PRECISION_NONE) return true;
    bool clock = time->hour <= 23 && time->minute <= 59 && time->second <= 60 &&
                 time->precision >= RO_PRECISION_MINUTE && time->precision <= RO_PRECISION_SECOND;
    bool zone = time->utc_offset == RO_OFFSET_UNKNOWN ||
                (time->utc_offset >= -DAY && time->utc_offset <= DAY);
    return clock && zone && time->month >= 1 && time->month <= 12 && time->day >= 1 &&
           time->day <= 31 && part->time_start <= part->time_end && part->time_end <= INT64_MAX;
}

static const char *take_parts(sqlite3_stmt *from, int column, ro_article *article) {
    const unsigned char *blob = sqlite3_column_blob(from, column);
    size_t size = (size_t)sqlite3_column_bytes(from, column);
    uint32_t at = 0;
    ro_part entry = {0};
    if (size % PART_BYTES) return "parts breaks off";
    for (size_t i = 0; blob && i < size / PART_BYTES; i++) {
        ro_part part = entry;
        uint64_t first = get_number(&blob, PART_BYTES - 1);
        unsigned both = (unsigned)get_number(&blob, 1);
        if (take_entry(&entry, first, both)) continue;
        part.span = (ro_span){(uint32_t)first, (uint32_t)(first >> 32)};
        part.role = (ro_part_role)(both & ((1u << KIND_BITS) - 1));
        part.kind = (ro_part_kind)(both >> KIND_BITS);
        if (part.span.start < at || !fits(article, part.span)) return "parts leads out of the text";
        if ((unsigned)part.role > RO_PART_OTHER) return "parts names a role that there is not";
        if ((unsigned)part.kind > RO_KIND_FOOTNOTE) return "parts names a kind that there is not";
        if (!is_entry(&part)) return "parts names a time that there is not";
        if (!RO_APPEND(&article->arena, &article->parts, part)) return NULL;
        at = part.span.end;
    }
    return NULL;
}

static const char *take_map(sqlite3_stmt *from, int column, ro_article *article) {
    const unsigned char *blob = sqlite3_column_blob(from, column);
    size_t size = (size_t)sqlite3_column_bytes(from, column);
    uint64_t at = 0;
    if (size % RUN_BYTES) return "map breaks off";
    for (size_t i = 0; blob && i < size / RUN_BYTES; i++) {
        ro_map_run run = {.text = (uint32_t)get_number(&blob, 4)};
        run.length = (uint32_t)get_number(&blob, 4);
        run.source = get_number(&blob, 8);
        run.source_length = get_number(&blob, 8);
        uint64_t end = (uint64_t)run.text + run.length;
        if (run.text < at || end > article->size) return "map leads out of the text";
        if (run.source > INT64_MAX || run.source_length > INT64_MAX - run.source)
            return "map leads out of the source";
        if (!RO_APPEND(&article->arena, &article->map, run)) return NULL;
        at = end;
    }
    return NULL;
}

static void take_metadata(sqlite3_stmt *from, int first, ro_article *article) {
    ro_arena *arena = &article->arena;
    ro_metadata *meta = &article->meta;
    meta->id = take_text(arena, from, first);
    meta->input_path = take_text(arena, from, first + 1);
    meta->format = take_text(arena, from, first + 2);
    meta->record = (uint32_t)sqlite3_column_int64(from, first + 3);
    meta->input_offset = (uint64_t)sqlite3_column_int64(from, first + 4);
    meta->input_bytes = (uint64_t)sqlite3_column_int64(from, first + 5);
    const char *sha256 = (const char *)sqlite3_column_text(from, first + 6);
    if (sha256 && strlen(sha256) < sizeof meta->sha256) strcpy(meta->sha256, sha256);
    meta->url = take_text(arena, from, first + 7);
    meta->outlet = take_text(arena, from, first + 8);
    meta->title = take_text(arena, from, first + 9);
    meta->title_span = (ro_span){(uint32_t)sqlite3_column_int64(from, first + 10),
                                 (uint32_t)sqlite3_column_int64(from, first + 11)};
    meta->authors = take_list(arena, from, first + 12, &meta->author_count);
    meta->agencies = take_list(arena, from, first + 13, &meta->agency_count);
    meta->credited = take_list(arena, from, first + 14, &meta->credited_count);
    take_date(arena, from, first + 15, &meta->published);
    take_date(arena, from, first + 17, &meta->modified);
    meta->language = take_text(arena, from, first + 19);
    meta->byline = take_list(arena, from, first + 23, &meta->byline_count);
    meta->published_as = take_text(arena, from, first + 24);
    meta->other_title = take_text(arena, from, first + 25);
    meta->section = take_text(arena, from, first + 26);
    meta->description = take_text(arena, from, first + 27);
    meta->version = (uint32_t)sqlite3_column_int64(from, first + 28);
}

/* What the spans of an article that is read but for them are wrong by; NULL: nothing. */
static const char *take_spans(sqlite3_stmt *from, int first, ro_article *article) {
    const char *fault = take_parts(from, first + 21, article);
    if (!fault) fault = take_map(from, first + 22, article);
    if (!fault && !fits(article, article->meta.title_span))
        fault = "title_start leads out of the text";
    return fault;
}

ro_status ro_store_take(sqlite3_stmt *from, int first, ro_article *article, ro_error *error) {
    ro_arena *arena = &article->arena;
    const char *id = (const char *)sqlite3_column_text(from, first);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const char *fault = fault_of_column(from, first, i);
        if (sqlite3_errcode(sqlite3_db_handle(from)) == SQLITE_NOMEM) return ro_fail_nomem(error);
        if (fault)
            return ro_fail(error, RO_ERR_INPUT, 0, "the article %.60s is damaged: its column %s %s",
                           id ? id : "", columns[i].name, fault);
    }
    article->text = take_text(arena, from, first + TEXT_COLUMN);
    article->size = (uint32_t)sqlite3_column_bytes(from, first + TEXT_COLUMN);
    if (!article->text) return ro_fail_nomem(error);
    take_metadata(from, first, article);
    const char *fault = take_spans(from, first, article);
    if (arena->oom) return ro_fail_nomem(error);
    if (fault)
        return ro_fail(error, RO_ERR_INPUT, 0, "the article %.60s is damaged: its column %s",
                       article->meta.id, fault);
    return RO_OK;
}
