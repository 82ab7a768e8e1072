/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file readout.h
 * Readout reads many news reports and gives back one sourced account.
 *
 * The whole public interface, in the order in which a program meets it:
 *
 *   1. versions, statuses, errors        5. the layers of an article
 *   2. spans, dates and times            6. the account of many articles
 *   3. the engine                        7. telling: terminal, JSON, CSV, HTML
 *   4. reading: bytes to articles        8. the store
 *                                        9. one of each: copies in a corpus
 *
 * Rules that hold for every function:
 *
 * - Text is UTF-8. A span is a half-open range of byte offsets into the text of
 *   one article. Strings end in NUL and are NULL where a value is not known.
 * - A pointer that is *borrowed* stays valid until the handle it came from is
 *   freed. A pointer that is *yours* must be given to the function named.
 * - `ro_error *` may always be NULL. Each call that takes one empties it first, so that
 *   it holds what is wrong with that call or nothing.
 * - Every other pointer is needed unless it is said that it may be NULL: a call that
 *   needs what is NULL gives RO_ERR_ARG, or NULL and 0 where it gives no status. A handle
 *   that could not be made is NULL.
 * - The library never prints, exits or aborts, and keeps no global state.
 * - Threads: an engine is immutable and may be shared. Any other handle belongs
 *   to one thread at a time. The same input gives the same output, whatever the
 *   number of threads.
 *
 * How it grows without breaking a program that is not compiled again:
 *
 * - Options begin with their size, as RO_SIZED sets it: fields that a program does not
 *   know have their defaults. Options of a newer header that ask for something are
 *   RO_ERR_ARG.
 * - What is walked in arrays may gain fields at its end, so an item is reached by RO_AT,
 *   which asks the library for its size. ro_span, ro_date, ro_when, ro_stamp, ro_who,
 *   ro_receipt, ro_passage, ro_change and what a program itself provides, ro_error among
 *   it, stay as they are for ever.
 * - Values of enums stay as they are; new ones may come behind them.
 */
#ifndef READOUT_H
#define READOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RO_API __attribute__((visibility("default")))
#else
#define RO_API
#endif

/* ---------------------------------------------------------------------------
 * 1. Versions, statuses, errors
 * ------------------------------------------------------------------------ */

#define RO_VERSION_MAJOR 0
#define RO_VERSION_MINOR 1
#define RO_VERSION_PATCH 0
#define RO_VERSION       "0.1.0"

/** Name of the shape of an article's JSON, the value of its `schema` member. */
#define RO_ARTICLE_SCHEMA "readout.article/1"
/** Name of the shape of an account's JSON, the value of its `schema` member. */
#define RO_ACCOUNT_SCHEMA "readout.account/1"
/** Name of the shape of the line that says why an article of a corpus was dropped. */
#define RO_DEDUP_SCHEMA "readout.dedup/1"

/** The first member of options: `ro_engine_options options = {RO_SIZED(ro_engine_options)};`. */
#define RO_SIZED(type) .size = sizeof(type)

/** Item @p index of an array of structs @p type, const and not checked:
 *  `RO_AT(ro_quote, quotes, i)->span`. */
#define RO_AT(type, array, index)                                                                  \
    ((const type *)(const void *)((const char *)(array) +                                          \
                                  (size_t)(index)*ro_size_of(RO_SIZE_##type)))

/** The structs that are walked in arrays, for RO_AT. The values are fixed for ever. */
typedef enum ro_struct {
    RO_SIZE_ro_part = 0,
    RO_SIZE_ro_sentence,
    RO_SIZE_ro_token,
    RO_SIZE_ro_entity,
    RO_SIZE_ro_mention,
    RO_SIZE_ro_quote,
    RO_SIZE_ro_time,
    RO_SIZE_ro_amount,
    RO_SIZE_ro_event,
    RO_SIZE_ro_copy,
    RO_SIZE_ro_version,
    RO_SIZE_ro_rendering,
    RO_SIZE_ro_remark,
    RO_SIZE_ro_claim_value,
    RO_SIZE_ro_claim,
    RO_SIZE_ro_happening,
    RO_SIZE_ro_brief_line,
    RO_SIZE_ro_story,
    RO_SIZE_ro_skipped
} ro_struct;

/** Return the bytes of a struct as this library has it; 0 for what is none of ro_struct. */
RO_API size_t ro_size_of(ro_struct type);

/** Return the version of the library that is linked, such as "0.1.0". */
RO_API const char *ro_version_string(void);

/** What became of a call. The values are fixed for ever; errors are negative. */
typedef enum ro_status {
    RO_OK = 0,          /**< done */
    RO_END = 1,         /**< nothing left to give */
    RO_WARN = 2,        /**< done, but part of the input was skipped: see ro_error */
    RO_ERR_INPUT = -1,  /**< this document is bad, the next may be fine */
    RO_ERR_ARG = -2,    /**< the caller passed something that makes no sense */
    RO_ERR_LIMIT = -3,  /**< a stated limit was passed */
    RO_ERR_NOMEM = -4,  /**< no memory */
    RO_ERR_IO = -5,     /**< the system refused to read or write: see ro_error.sys */
    RO_ERR_STOPPED = -6 /**< a ro_progress_fn said to stop */
} ro_status;

/** Return a short English name of @p status, never NULL. */
RO_API const char *ro_status_name(ro_status status);

/** The details of a failure, on the caller's stack. */
typedef struct ro_error {
    ro_status code;
    int sys;           /**< errno where the system said no, else 0 */
    uint64_t offset;   /**< byte of the input at which it happened, else 0; see
                        *   ro_metadata.input_offset for what is compressed */
    uint32_t record;   /**< record of the input at which it happened, from 1; 0: none */
    char msg[200];     /**< one sentence without a stop, for a person */
    const char *other; /**< what an input is that is sound but holds no text of an article,
                        *   "picture", "script" or "page that is not there"; static. NULL: it
                        *   should have held one */
} ro_error;

/**
 * How far a long call is, told now and then by the thread that made the call.
 * @param step   what is being done, for a person: "analysing", "comparing"; static.
 * @param done   of @p total pieces of that step; pieces need not cost alike.
 * @return 0 to go on; else the call ends soon with RO_ERR_STOPPED, and what it was to make is
 *         not made.
 */
typedef int (*ro_progress_fn)(void *context, const char *step, size_t done, size_t total);

/* ---------------------------------------------------------------------------
 * 2. Spans, dates and times
 * ------------------------------------------------------------------------ */

/** A half-open range of bytes of an article's text. Empty (0,0) means none. */
typedef struct ro_span {
    uint32_t start;
    uint32_t end;
} ro_span;

/** "No index", wherever an index may be absent. */
#define RO_NONE UINT32_MAX

/** How much of a date is known. */
typedef enum ro_precision {
    RO_PRECISION_NONE = 0, /**< nothing is known */
    RO_PRECISION_YEAR,
    RO_PRECISION_MONTH,
    RO_PRECISION_DAY,
    RO_PRECISION_MINUTE,
    RO_PRECISION_SECOND
} ro_precision;

/** The offset from UTC was not stated. */
#define RO_OFFSET_UNKNOWN INT16_MIN

/** A date of the Gregorian calendar, known to some precision; finer fields are 0. */
typedef struct ro_date {
    int32_t year;
    uint8_t month;      /**< 1 to 12 */
    uint8_t day;        /**< 1 to 31 */
    uint8_t hour;       /**< 0 to 23 */
    uint8_t minute;     /**< 0 to 59 */
    uint8_t second;     /**< 0 to 60 */
    uint8_t precision;  /**< a ro_precision */
    int16_t utc_offset; /**< minutes east of UTC, or RO_OFFSET_UNKNOWN */
} ro_date;

/** A date with the place it was read from: "json-ld", "meta", "text", "option". */
typedef struct ro_stamp {
    ro_date date;
    const char *from; /**< NULL where the date is not known */
} ro_stamp;

/** Parse an ISO 8601 date or date-time: "2023", "2023-06", "2023-06-19",
 *  "2023-06-19T08:30:00+08:00". Return RO_OK; RO_ERR_INPUT for anything else, NULL too, and
 *  @p date is left as it is. */
RO_API ro_status ro_date_parse(const char *text, ro_date *date);

/** Write @p date as ISO 8601, as far as its precision goes, into @p out of at
 *  least 32 bytes; the empty string where nothing is known. Return @p out. */
RO_API char *ro_date_format(const ro_date *date, char out[32]);

/** What a ro_when is: no day of the calendar, or a stretch of it, from coarse to fine. */
typedef enum ro_when_kind {
    RO_WHEN_NONE = 0,   /**< no time */
    RO_WHEN_PAST,       /**< "recently": PAST_REF */
    RO_WHEN_PRESENT,    /**< "now": PRESENT_REF */
    RO_WHEN_FUTURE,     /**< "soon": FUTURE_REF */
    RO_WHEN_DURATION,   /**< a length, or how often: "P3D", "PXY" */
    RO_WHEN_MILLENNIUM, /**< "2" */
    RO_WHEN_CENTURY,    /**< "20" */
    RO_WHEN_DECADE,     /**< "202" */
    RO_WHEN_YEAR,       /**< "2023" */
    RO_WHEN_HALF,       /**< "2023-H1" */
    RO_WHEN_SEASON,     /**< "2023-SU" */
    RO_WHEN_QUARTER,    /**< "2023-Q3" */
    RO_WHEN_MONTH,      /**< "2023-06" */
    RO_WHEN_WEEK,       /**< "2023-W25" */
    RO_WHEN_WEEKEND,    /**< "2023-W25-WE" */
    RO_WHEN_WEEKDAY,    /**< "XXXX-WXX-1" */
    RO_WHEN_DAY         /**< "2023-06-19" */
} ro_when_kind;

/** The hours of a day that are meant. */
typedef enum ro_hours {
    RO_HOURS_ALL = 0,
    RO_HOURS_MORNING,   /**< "TMO" */
    RO_HOURS_MIDDAY,    /**< "TMI" */
    RO_HOURS_AFTERNOON, /**< "TAF" */
    RO_HOURS_EVENING,   /**< "TEV" */
    RO_HOURS_NIGHT,     /**< "TNI" */
    RO_HOURS_DAYTIME,   /**< "TDT" */
    RO_HOURS_CLOCK      /**< an instant: "T09:30" */
} ro_hours;

/** In what a length of time is measured. */
typedef enum ro_time_unit {
    RO_TIME_UNIT_NONE = 0,
    RO_TIME_UNIT_YEAR,
    RO_TIME_UNIT_QUARTER,
    RO_TIME_UNIT_MONTH,
    RO_TIME_UNIT_WEEK,
    RO_TIME_UNIT_WEEKEND,
    RO_TIME_UNIT_DAY,
    RO_TIME_UNIT_HOUR,
    RO_TIME_UNIT_MINUTE,
    RO_TIME_UNIT_SECOND
} ro_time_unit;

/** "Which year the text does not say." */
#define RO_YEAR_OPEN INT32_MIN

/** When something is, as far as it is said: a value of TIMEX3, taken apart. Fields that its
 *  kind does not have are 0, and so are those that stay open, but for the year.
 *  Source: TIMEX3 of TimeML 1.2.1 */
typedef struct ro_when {
    ro_when_kind kind;
    int32_t year;   /**< 0 to 9999, of a decade its first, of a week its ISO year; RO_YEAR_OPEN */
    uint8_t number; /**< which half, season (1 spring), quarter or ISO week of the year it is;
                     *   the month, of a day too */
    uint8_t day;    /**< of the month; of a weekday 1 Monday to 7 Sunday */
    uint8_t hours;  /**< a ro_hours */
    uint8_t unit;   /**< of a duration: a ro_time_unit */
    int16_t minute; /**< of RO_HOURS_CLOCK: since midnight, 0 to 1440 */
    int16_t utc_offset; /**< of RO_HOURS_CLOCK: minutes east of UTC, or RO_OFFSET_UNKNOWN */
    double count;       /**< of a duration: how many units; NAN where that is not said */
} ro_when;

/** Parse a value of TIMEX3: "2023-06-19", "XXXX-WXX-1TMO", "PT5.5H". Seconds, lengths of more
 *  than one unit and years of which a part is open are not taken.
 *  @return RO_OK; RO_ERR_INPUT for anything else, NULL too, and @p when is left as it is. */
RO_API ro_status ro_when_parse(const char *timex, ro_when *when);

/** Write @p when as a value of TIMEX3 into @p out of at least 32 bytes, X for what is open; the
 *  empty string where it is no time. Return @p out. */
RO_API char *ro_when_format(const ro_when *when, char out[32]);

/* ---------------------------------------------------------------------------
 * 3. The engine: tables, models and limits; immutable once built
 * ------------------------------------------------------------------------ */

/** Tables, models and limits. */
typedef struct ro_engine ro_engine;

/** Choices for ro_engine_new. Zero means the default.
 *
 *  Models are taken from @c model_dir where it is given, else from the folder that the
 *  environment names in READOUT_MODELS; a folder that was named is the only one that is asked.
 *  Else from ../share/readout/models as seen from the folder of the loaded library (of the
 *  program, where the library is static), else from the prefix that the library was built for.
 *  RO_ERR_IO where there are none; the message says where they were looked for. A model that is
 *  absent from the folder is RO_ERR_IO too, unless an option says to go without it. */
typedef struct ro_engine_options {
    size_t size;                /**< RO_SIZED */
    const char *model_dir;      /**< folder of trained models; NULL: see above */
    uint64_t max_input_bytes;   /**< refuse larger inputs; 0: 1 GiB */
    uint32_t max_article_bytes; /**< refuse longer pages and texts; 0: 16 MiB */
    bool without_names;         /**< go without the model of names: find them by rules alone */
} ro_engine_options;

/** The models that an engine reads. */
typedef enum ro_model_kind {
    RO_MODEL_LANGUAGE, /**< english.model */
    RO_MODEL_NAMES     /**< names.model */
} ro_model_kind;

/** The version of a model that this library takes, which the head of its file must have; a file
 *  of another is RO_ERR_INPUT, and the message names both. 0 for what is no ro_model_kind. */
RO_API uint32_t ro_model_version(ro_model_kind model);

/**
 * Build an engine.
 * @param options  borrowed for the call; NULL for the defaults.
 * @param engine   receives a handle that is yours: give it to ro_engine_free.
 * @return RO_OK, RO_ERR_NOMEM, RO_ERR_IO (an absent model) or RO_ERR_INPUT (a damaged model, or
 *         one of another version).
 */
RO_API ro_status ro_engine_new(const ro_engine_options *options, ro_engine **engine,
                               ro_error *error);

/** Free @p engine once everything made with it is freed. NULL is fine. */
RO_API void ro_engine_free(ro_engine *engine);

/* ---------------------------------------------------------------------------
 * 4. Reading: bytes to articles
 * ------------------------------------------------------------------------ */

/** An input on its way to articles. */
typedef struct ro_reader ro_reader;
/** One article: what is known of it, its text and parts, and its layers. */
typedef struct ro_article ro_article;

/** What a field of JSON or a column of CSV is called in the input. */
typedef struct ro_field_name {
    const char *field; /**< "id", "url", "title", "outlet", "language", "published", "modified",
                        *   "authors", "text" (plain), "html", "content" (either) or "summary" */
    const char *name;  /**< the input's name, in its letters; of a member of a member of JSON
                        *   with dots: "story.body" */
} ro_field_name;

/** What comes first in "03/04/2023". */
typedef enum ro_day_order {
    RO_DAY_ORDER_OPEN, /**< not known: such a date gives no day */
    RO_DAY_FIRST,
    RO_MONTH_FIRST
} ro_day_order;

/** Choices for the reader. Zero means the default. */
typedef struct ro_read_options {
    size_t size;                 /**< RO_SIZED */
    uint64_t first_offset;       /**< the input is a piece of a larger one: its first byte there */
    uint32_t first_record;       /**< and the number of its first record */
    ro_date published;           /**< publication date of articles that state none */
    const ro_field_name *fields; /**< names that go before the usual ones; borrowed until the
                                  *   reader is freed; an unknown field is RO_ERR_ARG */
    size_t field_count;
    ro_day_order day_order; /**< of dates in numbers; OPEN: the input's other dates decide */
} ro_read_options;

/** Give up to @p size bytes in @p buffer; return how many, 0 at the end, -1 on
 *  an error (errno then says why). */
typedef int64_t (*ro_read_fn)(void *context, void *buffer, size_t size);

/**
 * Open a file and find out from its content what it holds.
 * @param path     borrowed for the call; becomes the article's input path. A member of an
 *                 archive is opened by the path that its articles have: "a.zip/page.html".
 * @param options  borrowed for the call; NULL for the defaults.
 * @param reader   receives a handle that is yours: give it to ro_reader_free.
 * @return RO_OK, RO_WARN (the file changed while it was read), RO_ERR_IO,
 *         RO_ERR_INPUT (empty or of no known kind), RO_ERR_LIMIT, RO_ERR_NOMEM.
 */
RO_API ro_status ro_reader_open(const ro_engine *engine, const char *path,
                                const ro_read_options *options, ro_reader **reader,
                                ro_error *error);

/** As ro_reader_open, over bytes that must outlive the reader; @p name stands
 *  for the path. */
RO_API ro_status ro_reader_open_memory(const ro_engine *engine, const char *name, const void *data,
                                       size_t size, const ro_read_options *options,
                                       ro_reader **reader, ro_error *error);

/** As ro_reader_open, over what @p read gives until it ends. */
RO_API ro_status ro_reader_open_stream(const ro_engine *engine, const char *name, ro_read_fn read,
                                       void *context, const ro_read_options *options,
                                       ro_reader **reader, ro_error *error);

/**
 * Give the next article.
 * @param article  receives a handle that is yours: give it to ro_article_free.
 *                 It is independent of the reader. NULL unless RO_OK or RO_WARN.
 * @return RO_OK; RO_WARN (an article, but something in it was skipped); RO_END;
 *         RO_ERR_INPUT or RO_ERR_LIMIT (this record is bad: call again for the
 *         next); RO_ERR_NOMEM.
 */
RO_API ro_status ro_reader_next(ro_reader *reader, ro_article **article, ro_error *error);

/**
 * Say what the input held that is no article, as one sentence for a person: "9 of 40
 * records hold no article: 8 requests, 1 revisit of what was stored before".
 * @return the sentence, borrowed until the reader is freed, once ro_reader_next gave
 *         RO_END; NULL where there is nothing to say.
 */
RO_API const char *ro_reader_note(const ro_reader *reader);

/** How the input writes dates in numbers, as far as its other dates or the options tell: for
 *  the options of the next piece of a larger input. */
RO_API ro_day_order ro_reader_day_order(const ro_reader *reader);

/** Free @p reader. NULL is fine. Articles it gave live on. */
RO_API void ro_reader_free(ro_reader *reader);

/** Free @p article and every layer in it. NULL is fine. */
RO_API void ro_article_free(ro_article *article);

/**
 * Find lines that outlets put into articles of whatever they are about, such as "Sign up
 * for our newsletter", and give them the role RO_PART_OTHER, so that nothing is found in
 * them. ro_analyse_all does so; a program that analyses one by one calls it with all articles
 * of a run, between reading and analysing them.
 *
 * Such a line is a part of its own, body or subhead, that stands with the same words in at
 * least three articles of which no two have many of their words in common, as copies,
 * versions and reports of one event have. It is a paragraph of 31 to 200 words, or a line of
 * 4 to 30 words without digits or quotation marks; one of these that ends as a sentence does
 * must speak to the reader ("you", "our").
 * Articles that were analysed before count, and stay as they are.
 * @return RO_OK; RO_ERR_NOMEM or RO_ERR_LIMIT (over 4 billion articles), and no article
 *         was changed.
 */
RO_API ro_status ro_mark_recurring_lines(const ro_engine *engine, ro_article *const *articles,
                                         size_t count, ro_error *error);

/** What is known of an article besides its text. Strings are borrowed. */
typedef struct ro_metadata {
    const char *id;         /**< the input's own id, else the file's name */
    const char *input_path; /**< as given to the reader; of a member of an archive: the
                             *   archive's, a slash and the member's name */
    const char *format;     /**< "plain", "html", "feed"; all: docs/formats.md */
    uint32_t record;        /**< which record of the input, from 0 */
    /** First byte of the record in the input. Where that is compressed as a
     *  whole, or is a member of a zip or tar archive: in what it unfolds to. In a web
     *  archive with a compressed member a record: of that member in the archive. */
    uint64_t input_offset;
    uint64_t input_bytes; /**< its length, unfolded; of a web archive's: of the body */
    char sha256[65];      /**< of those bytes, hexadecimal */
    const char *url;
    const char *outlet;
    const char *title;
    ro_span title_span;         /**< empty where the title is not part of the text */
    const char *const *authors; /**< people, in the order of the byline */
    uint32_t author_count;
    const char *const *byline; /**< all whom the article names as its authors, as it puts
                                    them: people, agencies, desks, outlets */
    uint32_t byline_count;
    const char *const *agencies; /**< agencies credited, canonical names */
    uint32_t agency_count;
    const char *const *credited; /**< other outlets credited ("Source: …") */
    uint32_t credited_count;
    ro_stamp published;
    ro_stamp modified;
    const char *language;     /**< BCP 47, such as "en" */
    const char *published_as; /**< the publication date as the input writes it, where that
                               *   is no date that is understood; else NULL */
    const char *other_title;  /**< the headline in other words, where places of a page differ */
    const char *section;      /**< of the outlet, such as "Politics" */
    uint32_t version;         /**< the number that its maker gives this version; 0: none */
    const char *description;  /**< what a page says of itself to those who link to it */
    bool cut_short;           /**< a page that gives only the beginning: it says that the rest is
                               *   for those who pay or sign in, or that there are far more words,
                               *   and the text ends like it. Read from pages; not kept in a store */
} ro_metadata;

/** Return what is known of @p article; borrowed. */
RO_API const ro_metadata *ro_article_metadata(const ro_article *article);

/** Return the text of @p article, borrowed, ended by NUL; @p size may be NULL. */
RO_API const char *ro_article_text(const ro_article *article, size_t *size);

/**
 * Map a span of the text back to the bytes of the input.
 * @param start  receives the first byte, counted from ro_metadata.input_offset; in a
 *               compressed web archive from the start of the body that was stored, and
 *               of a body that HTTP compressed in what it unfolds to. Text of a mail
 *               that was sent as base64 lies in whole lines of it.
 * @param end    receives the byte behind the last: the smallest range that holds the
 *               span.
 * @return RO_OK, or RO_ERR_ARG where the span is not within the text.
 */
RO_API ro_status ro_article_input_span(const ro_article *article, ro_span span, uint64_t *start,
                                       uint64_t *end);

/* ---------------------------------------------------------------------------
 * 5. The layers of an article
 * ------------------------------------------------------------------------ */

/** What a part of an article is. Parts tile the text but for white space. */
typedef enum ro_part_role {
    RO_PART_TITLE,
    RO_PART_DECK,
    RO_PART_DATELINE,
    RO_PART_BODY,
    RO_PART_SUBHEAD,
    RO_PART_CAPTION,
    RO_PART_CREDIT,
    RO_PART_UPDATE_NOTE,
    RO_PART_COPYRIGHT,
    RO_PART_RELATED_LINK,
    RO_PART_PROMOTION,
    RO_PART_OTHER
} ro_part_role;

/** Return the contract's name of @p role, such as "update_note". */
RO_API const char *ro_part_role_name(ro_part_role role);

/** As what a part stands there, whatever its role. Cells of a row are parted by tabs, one for each
 *  column, and rows by line feeds. */
typedef enum ro_part_kind {
    RO_KIND_PARAGRAPH,
    RO_KIND_ITEM,        /**< of a list */
    RO_KIND_QUOTATION,   /**< set apart as one */
    RO_KIND_POST,        /**< of somebody on a social medium, which the article shows, with whatever
                          *   says who wrote it and when: no words of the outlet */
    RO_KIND_CELL,        /**< of a table that holds data */
    RO_KIND_HEADER_CELL, /**< of such a table, over a column or before a row */
    RO_KIND_FOOTNOTE
} ro_part_kind;

/** Return the contract's name of @p kind, such as "header_cell"; "" for what is none. */
RO_API const char *ro_part_kind_name(ro_part_kind kind);

/** A run of the text with a role. */
typedef struct ro_part {
    ro_span span;
    ro_part_role role;
    ro_date time;        /**< of the entry of a live blog that it is of, to the minute at least;
                          *   precision NONE: of none, or the page states no time and day */
    uint64_t time_start; /**< the bytes of the source that state the time, counted as in */
    uint64_t time_end;   /**< ro_article_input_span; both 0: JSON-LD states it */
    ro_part_kind kind;
} ro_part;

/** Universal part-of-speech tags. Source: universaldependencies.org/u/pos */
typedef enum ro_upos {
    RO_UPOS_X = 0,
    RO_UPOS_ADJ,
    RO_UPOS_ADP,
    RO_UPOS_ADV,
    RO_UPOS_AUX,
    RO_UPOS_CCONJ,
    RO_UPOS_DET,
    RO_UPOS_INTJ,
    RO_UPOS_NOUN,
    RO_UPOS_NUM,
    RO_UPOS_PART,
    RO_UPOS_PRON,
    RO_UPOS_PROPN,
    RO_UPOS_PUNCT,
    RO_UPOS_SCONJ,
    RO_UPOS_SYM,
    RO_UPOS_VERB,
    RO_UPOS_COUNT
} ro_upos;

/** Return the tag's name, such as "NOUN". */
RO_API const char *ro_upos_name(ro_upos tag);

/** One syntactic word. */
typedef struct ro_token {
    ro_span span;
    uint8_t upos;      /**< a ro_upos */
    uint8_t deprel;    /**< index for ro_deprel_name; 0 where there is no parse */
    uint16_t features; /**< bits of ro_feature */
    int32_t head;      /**< index of the head in the article's tokens, -1 for a root */
    const char *lemma; /**< borrowed; NULL: the lower-cased form */
} ro_token;

/** Morphology that later layers need, as bits of ro_token.features. */
typedef enum ro_feature {
    RO_FEATURE_PAST = 1 << 0,
    RO_FEATURE_PRESENT = 1 << 1,
    RO_FEATURE_INFINITIVE = 1 << 2,
    RO_FEATURE_PARTICIPLE = 1 << 3,
    RO_FEATURE_GERUND = 1 << 4,
    RO_FEATURE_PASSIVE = 1 << 5,
    RO_FEATURE_PLURAL = 1 << 6,
    RO_FEATURE_FIRST = 1 << 7,
    RO_FEATURE_SECOND = 1 << 8,
    RO_FEATURE_THIRD = 1 << 9,
    RO_FEATURE_MALE = 1 << 10,
    RO_FEATURE_FEMALE = 1 << 11,
    RO_FEATURE_POSSESSIVE = 1 << 12,
    RO_FEATURE_IMPERATIVE = 1 << 13
} ro_feature;

/** Return the name of a dependency relation, such as "nsubj"; "" for 0. */
RO_API const char *ro_deprel_name(uint8_t deprel);

/** A sentence; it never crosses a part of the text. */
typedef struct ro_sentence {
    ro_span span;
    uint32_t first_token;
    uint32_t token_count;
    uint32_t part; /**< index of the part it lies in */
} ro_sentence;

/** What an entity is. */
typedef enum ro_entity_type {
    RO_ENTITY_PERSON,
    RO_ENTITY_ORGANIZATION,
    RO_ENTITY_PLACE,
    RO_ENTITY_GROUP, /**< nationality, faith, party */
    RO_ENTITY_OFFICE,
    RO_ENTITY_OTHER, /**< named, and none of these */
    RO_ENTITY_WORK,  /**< work of art, law, ship, product */
    RO_ENTITY_EVENT  /**< war, tournament, storm */
} ro_entity_type;

/** Return the contract's name of @p type, such as "person"; "" for what is none. */
RO_API const char *ro_entity_type_name(ro_entity_type type);

/** Somebody or something that the article speaks of. */
typedef struct ro_entity {
    ro_entity_type type;
    const char *name;           /**< fullest name used, else the fullest description */
    bool named;                 /**< false: only a description is known ("one US official") */
    const char *const *offices; /**< "secretary of state", lower case */
    uint32_t office_count;
    const char *country; /**< ISO 3166-1 alpha-2 where the text ties it to one, else NULL */
    uint16_t features;   /**< RO_FEATURE_MALE, _FEMALE, _PLURAL as far as known */
} ro_entity;

/** How a place in the text means an entity. */
typedef enum ro_mention_kind {
    RO_MENTION_NAME,
    RO_MENTION_TITLE,
    RO_MENTION_PRONOUN,
    RO_MENTION_DESCRIPTION
} ro_mention_kind;

/** Return the contract's name of @p kind, such as "pronoun"; "" for what is none. */
RO_API const char *ro_mention_kind_name(ro_mention_kind kind);

/** A place in the text that means an entity. */
typedef struct ro_mention {
    ro_span span;
    ro_entity_type type;
    ro_mention_kind kind;
    uint32_t entity; /**< index into the article's entities */
} ro_mention;

/** Somebody as a place in the text and, where known, who that is. */
typedef struct ro_who {
    ro_span span;    /**< empty: nobody */
    uint32_t entity; /**< index into the article's entities, or RO_NONE */
} ro_who;

/** Whether words stand in quotation marks: all, some or none of them. */
typedef enum ro_quote_kind { RO_QUOTE_DIRECT, RO_QUOTE_MIXED, RO_QUOTE_INDIRECT } ro_quote_kind;

/** Return the contract's name of @p kind, such as "direct"; "" for what is none. */
RO_API const char *ro_quote_kind_name(ro_quote_kind kind);

/** Words attributed to a speaker. */
typedef struct ro_quote {
    ro_span span; /**< all that is attributed, with its quotation marks and its "that" */
    ro_quote_kind kind;
    const ro_span *parts; /**< the words themselves, without quotation marks */
    uint32_t part_count;
    ro_span cue; /**< "said", "according to"; empty where there is none */
    ro_who speaker;
    const ro_who *via; /**< between speaker and outlet, nearest the speaker first */
    uint32_t via_count;
    ro_who addressee;
    uint32_t time; /**< index into the article's times of when it was said, or RO_NONE */
    uint32_t sentence;
    ro_span antecedent; /**< what a speaker that is a relative pronoun stands for ("the union,
                         *   which said"); else empty */
} ro_quote;

/** What a time expression is: types of TIMEX3. */
typedef enum ro_time_type {
    RO_TIME_DATE,
    RO_TIME_TIME,
    RO_TIME_DURATION,
    RO_TIME_SET
} ro_time_type;

/** Return the contract's name of @p type, such as "DATE"; "" for what is none. */
RO_API const char *ro_time_type_name(ro_time_type type);

/** What a time expression was resolved against. */
typedef enum ro_time_anchor {
    RO_ANCHOR_NONE,      /**< stands by itself */
    RO_ANCHOR_PUBLISHED, /**< counts from the publication date */
    RO_ANCHOR_TIME,      /**< counts from another time of the text */
    RO_ANCHOR_OPEN       /**< counts from a date that is not known; value holds X */
} ro_time_anchor;

/** Return the contract's name of @p anchor, such as "published"; "" for what is none. */
RO_API const char *ro_time_anchor_name(ro_time_anchor anchor);

/** A time expression. Source: TIMEX3 of TimeML 1.2.1 */
typedef struct ro_time {
    ro_span span;
    ro_time_type type;
    const char *value; /**< TIMEX3, by the clock of the text where it names a zone:
                        *   "2023-06-19", "XXXX-WXX-1", "PT5.5H" */
    ro_time_anchor anchor;
    ro_date first; /**< first day it can mean; precision NONE where open */
    ro_date last;  /**< last day it can mean */
    ro_when when;  /**< the value, with its zone */
} ro_time;

/** On which side of the number the quantity lies. */
typedef enum ro_bound {
    RO_BOUND_EXACT,
    RO_BOUND_ABOUT,
    RO_BOUND_MORE_THAN,
    RO_BOUND_LESS_THAN,
    RO_BOUND_AT_LEAST,
    RO_BOUND_AT_MOST
} ro_bound;

/** Return the contract's name of @p bound, such as "more_than"; "" for what is none. */
RO_API const char *ro_bound_name(ro_bound bound);

/** A quantity. */
typedef struct ro_amount {
    ro_span span; /**< with its bound and unit: "more than five hours" */
    double value;
    double high; /**< upper end of a range; equal to value where there is none */
    ro_bound bound;
    const char *unit; /**< "hour", "USD", "percent"; NULL for a bare count */
    ro_span of;       /**< what is counted or measured; empty where not clear */
} ro_amount;

/** Where a thing told stands between fact and plan. */
typedef enum ro_event_status {
    RO_EVENT_HAPPENED,
    RO_EVENT_ONGOING,
    RO_EVENT_PLANNED,
    RO_EVENT_POSSIBLE,
    RO_EVENT_CALLED_OFF
} ro_event_status;

/** Return the contract's name of @p status, such as "called_off"; "" for what is none. */
RO_API const char *ro_event_status_name(ro_event_status status);

/** Something that the article says happened, happens or may happen. */
typedef struct ro_event {
    ro_span span;      /**< the clause that tells it */
    ro_span predicate; /**< its verb or noun */
    const char *lemma; /**< of the predicate */
    ro_event_status status;
    uint32_t time; /**< index into the article's times, or RO_NONE */
    uint32_t sentence;
    ro_who who;      /**< who does it */
    ro_who whom;     /**< to or with whom */
    bool attributed; /**< told by a source, not in the outlet's own voice */
} ro_event;

/* Each returns a borrowed array, to be walked with RO_AT, and its length in @p count, which
 * may be NULL; NULL and 0 before ro_analyse, but for the parts, which the reader gives. */
RO_API const ro_part *ro_article_parts(const ro_article *article, size_t *count);
RO_API const ro_sentence *ro_article_sentences(const ro_article *article, size_t *count);
RO_API const ro_token *ro_article_tokens(const ro_article *article, size_t *count);
RO_API const ro_entity *ro_article_entities(const ro_article *article, size_t *count);
RO_API const ro_mention *ro_article_mentions(const ro_article *article, size_t *count);
RO_API const ro_quote *ro_article_quotes(const ro_article *article, size_t *count);
RO_API const ro_time *ro_article_times(const ro_article *article, size_t *count);
RO_API const ro_amount *ro_article_amounts(const ro_article *article, size_t *count);
RO_API const ro_event *ro_article_events(const ro_article *article, size_t *count);

/** Fill every layer of @p article. A second call does nothing.
 *  @return RO_OK, RO_ERR_ARG, RO_ERR_LIMIT or RO_ERR_NOMEM. */
RO_API ro_status ro_analyse(const ro_engine *engine, ro_article *article, ro_error *error);

/** Choices for ro_analyse_all. Zero means the default. */
typedef struct ro_analyse_options {
    size_t size;             /**< RO_SIZED */
    unsigned threads;        /**< 0: one a core */
    bool keep_recurring;     /**< leave lines that recur what the reader took them for */
    ro_progress_fn progress; /**< NULL: nobody is told */
    void *progress_context;
    struct ro_store *store; /**< whose outlets' standing lines (ro_store_lines) are left out, and
                             *   whose kept ones are text; NULL: none are known */
} ro_analyse_options;

/**
 * Mark recurring lines (ro_mark_recurring_lines) and fill the layers of @p count articles.
 * Articles of the same text and day are analysed once and share their layers, whose memory goes
 * with the last of them. Those that are analysed stay as they are.
 * @param options  borrowed for the call; NULL for the defaults.
 * @return RO_OK, RO_ERR_ARG, RO_ERR_LIMIT, RO_ERR_NOMEM or RO_ERR_STOPPED; some articles may be
 *         analysed then, each of them whole.
 */
RO_API ro_status ro_analyse_all(const ro_engine *engine, ro_article *const *articles, size_t count,
                                const ro_analyse_options *options, ro_error *error);

/**
 * Return the bytes of memory that @p article holds, with what analysing it and comparing it
 * with others will take, as far as that is still to be done. It is counted and estimated from
 * the sizes of the article alone: the same for the same input. A program that sums it up while
 * it reads can stop before its memory ends.
 */
RO_API uint64_t ro_article_cost(const ro_article *article);

/* ---------------------------------------------------------------------------
 * 6. The account of many articles
 * ------------------------------------------------------------------------ */

/** Stories with what holds between their articles, a timeline and a brief. */
typedef struct ro_account ro_account;

/** A place that proves a finding: a span of one article of the account. */
typedef struct ro_receipt {
    uint32_t article; /**< index into the articles given to ro_account_new */
    ro_span span;
} ro_receipt;

/** How alike the shared text is. */
typedef enum ro_copy_kind {
    RO_COPY_VERBATIM,
    RO_COPY_EDITED,
    RO_COPY_SPUN,
    RO_COPY_QUOTATION_ONLY
} ro_copy_kind;

/** Return the contract's name of @p kind, such as "verbatim"; "" for what is none. */
RO_API const char *ro_copy_kind_name(ro_copy_kind kind);

/** What a pair of articles that share text is to a newsroom. */
typedef enum ro_copy_form {
    RO_FORM_DUPLICATE, /**< the same article, but for a word or two */
    RO_FORM_WIRE,      /**< an agency's report, which both print or one of them is */
    RO_FORM_COPY,      /**< half of one of them or more is in the other */
    RO_FORM_PARTIAL,   /**< passages of one are in the other */
    RO_FORM_SPUN,      /**< words replaced one by one */
    RO_FORM_QUOTATION  /**< the same remarks alone: no sign of copying */
} ro_copy_form;

/** Return the contract's name of @p form: "duplicate", "wire", "copy", "partial", "spun",
 *  "quotation_only". */
RO_API const char *ro_copy_form_name(ro_copy_form form);

/** Who took it from whom. */
typedef enum ro_direction {
    RO_DIRECTION_UNKNOWN,
    RO_DIRECTION_A_FROM_B,
    RO_DIRECTION_B_FROM_A,
    RO_DIRECTION_SHARED_SOURCE
} ro_direction;

/** Return the contract's name of @p direction, such as "a_from_b"; "" for what is none. */
RO_API const char *ro_direction_name(ro_direction direction);

/** A passage that two articles share. */
typedef struct ro_passage {
    ro_span a, b;
    ro_copy_kind kind;
    float score; /**< 0 to 1: share of words that correspond */
} ro_passage;

/** Text that article a and article b share; a < b. */
typedef struct ro_copy {
    uint32_t a, b;
    ro_copy_kind kind;
    ro_direction direction;
    float share_of_a, share_of_b; /**< of body words, 0 to 1 */
    const ro_passage *passages;   /**< in the order of a */
    uint32_t passage_count;
    const char *evidence; /**< why this kind and direction, for a person */
    ro_copy_form form;    /**< what the pair is to a newsroom */
} ro_copy;

/** What became of a sentence from one version to the next. */
typedef enum ro_change_kind {
    RO_CHANGE_TITLE,
    RO_CHANGE_FIGURE,
    RO_CHANGE_REWORDED,
    RO_CHANGE_ADDED,
    RO_CHANGE_REMOVED,
    RO_CHANGE_QUOTE_ADDED,
    RO_CHANGE_QUOTE_REMOVED
} ro_change_kind;

/** Return the contract's name of @p kind, such as "reworded"; "" for what is none. */
RO_API const char *ro_change_kind_name(ro_change_kind kind);

/** One difference between two versions. */
typedef struct ro_change {
    ro_change_kind kind;
    ro_span older; /**< empty for what was added */
    ro_span newer; /**< empty for what was removed */
} ro_change;

/** Two versions of one article by the same outlet or agency. */
typedef struct ro_version {
    uint32_t older, newer;
    const char *evidence; /**< for a person: "(Updates with …)", dates, shares */
    const ro_change *changes;
    uint32_t change_count;
} ro_version;

/** How one article renders a remark. */
typedef struct ro_rendering {
    uint32_t article;
    ro_span span;
    uint32_t quote;      /**< index into that article's quotes */
    const char *variant; /**< "full", "shortened", "fragment", "reported" */
    const char *said;    /**< day it is said to have been said, TIMEX3, else NULL */
    ro_span said_span;
    const char *via; /**< chain from speaker to outlet, "CCTV", else NULL */
    ro_when day;     /**< that of said; RO_WHEN_NONE where it is NULL */
} ro_rendering;

/** What somebody said once, as every article that has it gives it. */
typedef struct ro_remark {
    const char *speaker;   /**< name, else the description used, else NULL */
    const char *addressee; /**< to whom, else NULL */
    const char *text;      /**< the fullest form in any article */
    const ro_rendering *renderings;
    uint32_t rendering_count;
    const char *differs;  /**< on what renderings disagree: "day", "speaker"; NULL: nothing */
    uint32_t independent; /**< number of independent sources */
} ro_remark;

/** How the values of a claim stand to each other. */
typedef enum ro_relation {
    RO_RELATION_AGREE,
    RO_RELATION_DIFFER,
    RO_RELATION_EVOLVED,
    RO_RELATION_COMPATIBLE
} ro_relation;

/** Return the contract's name of @p relation, such as "differ"; "" for what is none. */
RO_API const char *ro_relation_name(ro_relation relation);

/** What one article fills a slot with. */
typedef struct ro_claim_value {
    uint32_t article;
    ro_span span;
    const char *text; /**< as written */
    double value;
    ro_bound bound;
    const char *unit;
    const char *when; /**< of a day: TIMEX3, as of ro_time; else NULL */
} ro_claim_value;

/** A slot (what, of whom) that several articles fill. */
typedef struct ro_claim {
    const char *what; /**< "how long the talks lasted" */
    ro_relation relation;
    const ro_claim_value *values;
    uint32_t value_count;
    const char *evidence; /**< why this relation, for a person; NULL: plain */
} ro_claim;

/** One point of the timeline. */
typedef struct ro_happening {
    const char *when;  /**< TIMEX3 value; NULL where the text gives no time */
    const char *words; /**< the time as the text puts it, else NULL */
    ro_precision precision;
    ro_event_status status;
    const char *what;
    const ro_receipt *evidence;
    uint32_t evidence_count;
    uint32_t independent;
    ro_when time; /**< that of when; RO_WHEN_NONE where it is NULL */
} ro_happening;

/** One sentence of the brief, taken from an article. */
typedef struct ro_brief_line {
    const char *text;
    const ro_receipt *evidence; /**< first: where it is taken from */
    uint32_t evidence_count;
    uint32_t articles;    /**< that say it */
    uint32_t independent; /**< of them, independent of each other */
} ro_brief_line;

/** Articles on the same event, and what holds between them. */
typedef struct ro_story {
    const char *id; /**< the same for the same articles */
    const char *title;
    ro_receipt title_from;
    const uint32_t *articles; /**< ascending */
    uint32_t article_count;
    const uint32_t *origin_of; /**< for each of articles: number of its origin: articles of one draw
                                  on one text */
    uint32_t independent;      /**< number of origins: of independent sources */
    const ro_version *versions;
    uint32_t version_count;
    const ro_copy *copies; /**< between its articles; others: ro_account_copies */
    uint32_t copy_count;
    const ro_remark *remarks;
    uint32_t remark_count;
    const ro_claim *claims;
    uint32_t claim_count;
    const ro_happening *happenings;
    uint32_t happening_count;
    const ro_brief_line *brief;
    uint32_t brief_count;
} ro_story;

/** Choices for ro_account_new. Zero means the default. */
typedef struct ro_account_options {
    size_t size;             /**< RO_SIZED */
    unsigned threads;        /**< 0: one a core */
    ro_progress_fn progress; /**< NULL: nobody is told */
    void *progress_context;
} ro_account_options;

/**
 * Compare analysed articles and tell their stories.
 * @param articles  borrowed until the account is freed; each must be analysed.
 * @param account   receives a handle that is yours: give it to ro_account_free.
 * @param options   borrowed for the call; NULL for the defaults.
 * @return RO_OK, RO_ERR_ARG (an article is not analysed), RO_ERR_LIMIT (over 4 billion articles),
 *         RO_ERR_NOMEM or RO_ERR_STOPPED.
 */
RO_API ro_status ro_account_new(const ro_engine *engine, ro_article *const *articles, size_t count,
                                const ro_account_options *options, ro_account **account,
                                ro_error *error);

/** Free @p account; its articles stay. NULL is fine. */
RO_API void ro_account_free(ro_account *account);

/** Return the copies between articles of different stories, by a, then b, borrowed; those that
 *  share quotations alone are left out.
 *  @param count  receives how many; may be NULL. */
RO_API const ro_copy *ro_account_copies(const ro_account *account, size_t *count);

/** What could not be read. */
typedef struct ro_skipped {
    const char *source; /**< the input's name */
    const char *reason; /**< for a person */
} ro_skipped;

/** Note an input that could not be read, so that the account can say so; both strings are copied.
 *  @return RO_OK, RO_ERR_ARG or RO_ERR_NOMEM. */
RO_API ro_status ro_account_add_skipped(ro_account *account, const char *source,
                                        const char *reason);

/** Return what was noted so, in that order, borrowed until the next is noted.
 *  @param count  receives how many; may be NULL. */
RO_API const ro_skipped *ro_account_skipped(const ro_account *account, size_t *count);

/** Return the stories, largest first, borrowed.
 *  @param count  receives how many; may be NULL. */
RO_API const ro_story *ro_account_stories(const ro_account *account, size_t *count);

/* ---------------------------------------------------------------------------
 * 7. Telling
 * ------------------------------------------------------------------------ */

/** Take @p size bytes; return 0, or an errno to stop. */
typedef int (*ro_write_fn)(void *context, const void *data, size_t size);

/** What an account is written as. */
typedef enum ro_format {
    RO_FORMAT_TERMINAL,
    RO_FORMAT_JSON,
    RO_FORMAT_CSV,
    RO_FORMAT_HTML
} ro_format;

/** Parts of an account that can be written alone. */
typedef enum ro_section {
    RO_SECTION_STORIES = 1 << 0,
    RO_SECTION_COPIES = 1 << 1,
    RO_SECTION_QUOTES = 1 << 2,
    RO_SECTION_CLAIMS = 1 << 3,
    RO_SECTION_TIMELINE = 1 << 4,
    RO_SECTION_BRIEF = 1 << 5,
    RO_SECTION_ALL = 0x3f,
    RO_SECTION_DIFF = 1 << 6 /**< HTML alone: the first two articles beside each other */
} ro_section;

/** Unit of the offsets in JSON output. */
typedef enum ro_offset_unit { RO_OFFSETS_BYTE, RO_OFFSETS_CHAR, RO_OFFSETS_UTF16 } ro_offset_unit;

/** Choices for writing. Zero means: everything, bytes, 80 columns, no colour. */
typedef struct ro_tell_options {
    size_t size;       /**< RO_SIZED */
    unsigned sections; /**< bits of ro_section; 0: all */
    ro_offset_unit offsets;
    unsigned columns; /**< of the terminal; 0: 80 */
    bool color;
    bool tokens; /**< ro_article_write: with the tokens */
} ro_tell_options;

/**
 * Write @p account as @p format. CSV takes exactly one section.
 * @param options  borrowed for the call; NULL for the defaults.
 * @return RO_OK, RO_ERR_ARG, RO_ERR_NOMEM, or RO_ERR_IO with the errno that @p write gave.
 */
RO_API ro_status ro_account_write(const ro_account *account, ro_format format,
                                  const ro_tell_options *options, ro_write_fn write, void *context,
                                  ro_error *error);

/**
 * Write @p size bytes of @p text so that a terminal shows them and obeys nothing in them:
 * control characters, marks that turn the direction of writing and bytes that are no UTF-8
 * become U+FFFD, a tab a space.
 * @param text   borrowed for the call; NULL where @p size is 0.
 * @param lines  keep line breaks; else they become U+FFFD too, so that one line stays one.
 * @return RO_OK, RO_ERR_IO or RO_ERR_NOMEM.
 */
RO_API ro_status ro_write_printable(const char *text, size_t size, bool lines, ro_write_fn write,
                                    void *context, ro_error *error);

/** Write the layers of @p article as one line of JSON (docs/schema/article-1.schema.json).
 *  @param options  borrowed for the call; NULL for the defaults.
 *  @return as ro_account_write. */
RO_API ro_status ro_article_write(const ro_article *article, const ro_tell_options *options,
                                  ro_write_fn write, void *context, ro_error *error);

/** What a printed receipt names. */
typedef struct ro_place {
    size_t article;   /**< index into the articles that were looked through */
    ro_span span;     /**< bytes of its text; as far as the next two say so */
    bool has_start;   /**< false: the whole article */
    bool has_end;     /**< false: the receipt gives a start alone, and span.end is it too */
    bool also_number; /**< what was found by its id could be meant as a number, or the other
                       *   way round: two articles answer to it */
} ro_place;

/**
 * Find what a receipt names, in any form in which an output gives it: "[4:545]" and
 * "4:545" (article 4, from 1, and a start), "ID", "ID:10", "ID:10-50", "PATH:10-50",
 * "PATH#2:10-50" (record 2 of a source, from 0, as ids count them), an address. Names are
 * tried before numbers, but for a number in brackets or with a start alone. A name may
 * hold colons and signs of number.
 * @param articles  in the order of the run that printed the receipt; borrowed.
 * @param unit      of the offsets in @p receipt.
 * @return RO_OK; RO_ERR_INPUT where no article or more than one has the name, or its text
 *         ends before the place; RO_ERR_NOMEM.
 */
RO_API ro_status ro_receipt_find(ro_article *const *articles, size_t count, const char *receipt,
                                 ro_offset_unit unit, ro_place *place, ro_error *error);

/* ---------------------------------------------------------------------------
 * 8. The store: articles in one SQLite file
 * ------------------------------------------------------------------------ */

/** An open store. */
typedef struct ro_store ro_store;

/** What a store is opened for. The values are fixed for ever. */
typedef enum ro_store_mode {
    RO_STORE_READ = 0, /**< it is there, and stays as it is; it may lie where nothing can be
                        *   written, and be of an older version */
    RO_STORE_WRITE = 1 /**< articles are added; made where nothing is there or the file is
                        *   empty, and brought up to date where an older version made it */
} ro_store_mode;

/** Open the store at @p path. A file that is no store stays as it is, whatever the mode, and
 *  nothing is made beside it. Several processes may read and write a store at once; each
 *  waits up to half a minute for the others. @p store is yours: give it to ro_store_close;
 *  NULL where this fails.
 *  @return RO_OK; RO_ERR_IO where nothing is there to read (ro_error.sys is ENOENT or
 *          ENOTDIR) or the system refuses; RO_ERR_INPUT where what is there is no store,
 *          damaged as a whole or made by a newer version; RO_ERR_ARG; RO_ERR_NOMEM. */
RO_API ro_status ro_store_open(const char *path, ro_store_mode mode, ro_store **store,
                               ro_error *error);

/** Close @p store. NULL is fine. */
RO_API void ro_store_close(ro_store *store);

/** Add @p article; one whose source bytes are already there is left alone.
 *  @p added may be NULL; it says whether the article was new.
 *  @return RO_OK; RO_ERR_ARG where the store was opened to be read; RO_ERR_LIMIT where the
 *          article has more than 256 MiB; RO_ERR_IO, RO_ERR_INPUT or RO_ERR_NOMEM. */
RO_API ro_status ro_store_add(ro_store *store, const ro_article *article, bool *added,
                              ro_error *error);

/** A walk over articles of a store; close it before the store. */
typedef struct ro_store_cursor ro_store_cursor;

/** Start over all articles, or over those that match @p query (FTS5 syntax) where
 *  it is not NULL, in the order of adding. Yours: give it to ro_store_cursor_free. */
RO_API ro_status ro_store_find(ro_store *store, const char *query, ro_store_cursor **cursor,
                               ro_error *error);

/** Give the next article, yours to free; @p article is NULL where there is none.
 *  @return RO_OK; RO_END at the end; RO_ERR_INPUT where an article is damaged, or several
 *          lie on a damaged page of the file: ro_error says which (record is its number in
 *          the store), and the next call goes on behind it; RO_ERR_ARG where the query is
 *          none of FTS5; RO_ERR_IO or RO_ERR_NOMEM. */
RO_API ro_status ro_store_next(ro_store_cursor *cursor, ro_article **article, ro_error *error);

/** Free @p cursor. NULL is fine. */
RO_API void ro_store_cursor_free(ro_store_cursor *cursor);

/** Keep @p value under @p key in the store, beside the articles: what a program wants to
 *  know the next time, such as when it asked a feed. NULL forgets it. */
RO_API ro_status ro_store_remember(ro_store *store, const char *key, const char *value,
                                   ro_error *error);

/** Write what is kept under @p key into @p value, of @p size bytes with its NUL.
 *  @return RO_OK; RO_END where nothing is, and @p value is empty; RO_ERR_LIMIT where it is
 *          longer than @p size; RO_ERR_IO, RO_ERR_INPUT or RO_ERR_NOMEM. */
RO_API ro_status ro_store_recall(ro_store *store, const char *key, char *value, size_t size,
                                 ro_error *error);

/** What a store holds of a line of an outlet. The values are fixed for ever. */
typedef enum ro_line_verdict {
    RO_LINE_LEARNED = 0,  /**< it stood in at least three articles that are strangers to each other,
                           *   as ro_mark_recurring_lines has it, and so is no text of any */
    RO_LINE_LEFT_OUT = 1, /**< somebody said that it is no text */
    RO_LINE_KEPT = 2      /**< somebody said that it is text */
} ro_line_verdict;

/** A line that an outlet puts into its articles. */
typedef struct ro_standing_line {
    const char *outlet, *text;
    uint32_t articles; /**< in which it was seen since it was known; 0 where it was told */
    ro_line_verdict verdict;
} ro_standing_line;

/** Takes a line, which is borrowed for the call. */
typedef void (*ro_standing_line_fn)(void *context, const ro_standing_line *line);

/**
 * Learn the standing lines of outlets from the articles that were added since this was called
 * last, by whichever program. ro_analyse_all leaves them out where its options name the store;
 * the articles in the store stay as they are.
 * @return RO_OK; RO_ERR_ARG where the store was opened to be read; RO_ERR_IO, RO_ERR_INPUT or
 *         RO_ERR_NOMEM, and what was learned until then is kept.
 */
RO_API ro_status ro_store_learn(const ro_engine *engine, ro_store *store, ro_error *error);

/**
 * Say what a line of @p outlet is, whatever was learned; RO_LINE_LEARNED takes back what was said.
 * A line is the same whatever its case and the marks between its words.
 * @return RO_OK; RO_ERR_ARG where @p text has no words or over 200, or the store was opened to be
 *         read; RO_ERR_IO, RO_ERR_INPUT or RO_ERR_NOMEM.
 */
RO_API ro_status ro_store_judge_line(const ro_engine *engine, ro_store *store, const char *outlet,
                                     const char *text, ro_line_verdict verdict, ro_error *error);

/** Give @p take the known lines of @p outlet, or of all where it is NULL: by outlet, what stands in
 *  most articles first. The store may not be used within @p take.
 *  @return RO_OK, RO_ERR_ARG, RO_ERR_IO, RO_ERR_INPUT or RO_ERR_NOMEM. */
RO_API ro_status ro_store_lines(ro_store *store, const char *outlet, ro_standing_line_fn take,
                                void *context, ro_error *error);

/** Return the contract's name of @p verdict, such as "kept"; "" for what is none. */
RO_API const char *ro_line_verdict_name(ro_line_verdict verdict);

/** Write @p line as one line of JSON. @return as ro_account_write. */
RO_API ro_status ro_standing_line_write(const ro_standing_line *line, ro_write_fn write,
                                        void *context, ro_error *error);

/* ---------------------------------------------------------------------------
 * 9. One of each: copies in a corpus
 * ------------------------------------------------------------------------ */

/**
 * Finds the articles of a corpus that stand, for the most part, in another one. No
 * language is analysed and no text is kept: some two bytes a word. Articles need not
 * be analysed, and may be freed once they were added.
 *
 * An article is dropped only for one that is kept and that holds enough of its words,
 * in runs of three and more; whatever is dropped can be read in the article kept.
 * A passage that many of the kept articles have is boilerplate and decides nothing; a
 * short text with figures of its own is kept, and so is one that differs in names alone, as
 * what is made from one form does.
 * Only content parts count: title, deck, body, subheads.
 */
typedef struct ro_dedup ro_dedup;

/** How much two articles are the same. */
typedef enum ro_dedup_kind {
    RO_DEDUP_KEPT = 0,  /**< it stays */
    RO_DEDUP_COPY,      /**< enough of its words stand in the one kept */
    RO_DEDUP_VERSION,   /**< and enough of that one's words stand in it */
    RO_DEDUP_DUPLICATE, /**< the same words in the same order */
} ro_dedup_kind;

/** Return the contract's name of @p kind, such as "version"; "" for what is none. */
RO_API const char *ro_dedup_kind_name(ro_dedup_kind kind);

/** Which article of several stays; where the rule knows no difference, the first. */
typedef enum ro_dedup_keep {
    RO_KEEP_FIRST = 0, /**< the first in the order of adding; verdicts are there at once */
    RO_KEEP_LONGEST,   /**< the one with the most words */
    RO_KEEP_NEWEST,    /**< the last modified or, where not known, published */
    RO_KEEP_OLDEST,    /**< the first published; articles without a date come last */
    RO_KEEP_ORIGINAL   /**< one that credits no other outlet or agency; then the oldest */
} ro_dedup_keep;

/** Choices for ro_dedup_new. Zero means the default. */
typedef struct ro_dedup_options {
    size_t size; /**< RO_SIZED */
    ro_dedup_keep keep;
    ro_dedup_kind at;        /**< drop what is at least this much the same; 0: RO_DEDUP_COPY */
    float share;             /**< of words, over 0 to 1, that is enough; 0: 0.8 */
    ro_progress_fn progress; /**< of ro_dedup_decide; NULL: nobody is told */
    void *progress_context;
} ro_dedup_options;

/** What became of an article. */
typedef struct ro_dedup_verdict {
    ro_dedup_kind kind;
    uint32_t kept; /**< number of the article that stays; its own where that is itself */
    float share_of_dropped, share_of_kept; /**< of words that stand in the other, 0 to 1 */
} ro_dedup_verdict;

/** Start without any article. @p dedup is yours: give it to ro_dedup_free.
 *  @return RO_OK, RO_ERR_ARG or RO_ERR_NOMEM. */
RO_API ro_status ro_dedup_new(const ro_dedup_options *options, ro_dedup **dedup, ro_error *error);

/** Free @p dedup. NULL is fine. */
RO_API void ro_dedup_free(ro_dedup *dedup);

/**
 * Add articles; they are numbered from 0 in the order of adding.
 * @param known  they are there already, as in a store: they stay whatever they are, and
 *               others are dropped for them. Add them before the others.
 * @return RO_OK or RO_ERR_NOMEM.
 */
RO_API ro_status ro_dedup_add(ro_dedup *dedup, ro_article *const *articles, size_t count,
                              bool known, ro_error *error);

/** Decide on all articles that were added. Where the first is kept this is done as they
 *  are added.
 *  @return RO_OK, RO_ERR_NOMEM or RO_ERR_STOPPED; called again it goes on where it stopped. */
RO_API ro_status ro_dedup_decide(ro_dedup *dedup, ro_error *error);

/** What became of article @p number; RO_ERR_ARG where it is not decided. */
RO_API ro_status ro_dedup_verdict_of(const ro_dedup *dedup, uint32_t number,
                                     ro_dedup_verdict *verdict);

/** Write why article @p number was dropped as one line of JSON
 *  (docs/schema/dedup-1.schema.json); RO_ERR_ARG where it was not. */
RO_API ro_status ro_dedup_write(const ro_dedup *dedup, uint32_t number, ro_write_fn write,
                                void *context, ro_error *error);

/** Return the bytes of memory that @p dedup holds. */
RO_API size_t ro_dedup_bytes(const ro_dedup *dedup);

/** Write metadata and text of @p article, analysed or not, as one line of JSON that a
 *  reader takes for the same article. */
RO_API ro_status ro_article_write_text(const ro_article *article, ro_write_fn write, void *context,
                                       ro_error *error);

#ifdef __cplusplus
}
#endif

#endif
