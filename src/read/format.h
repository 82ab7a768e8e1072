/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the reader and the formats say to each other.
 *
 * A format bids on the first bytes of an input; the highest bid opens it and gives
 * its records one by one. A record is decoded to UTF-8 (decode.h), laid out as
 * blocks (parts/draft.h), given its roles and its facts.
 */
#ifndef RO_READ_FORMAT_H
#define RO_READ_FORMAT_H

#include "base/buffer.h"
#include "read/parts/record.h"
#include "read/read.h"

typedef struct ro_source_format ro_source_format;

struct ro_reader {
    const ro_read_rules *rules;
    ro_read_limits limits;
    ro_read_options options;
    char *name;
    ro_buffer owned;              /* what was read from a file or stream */
    ro_buffer unpacked;           /* what a compressed input held */
    ro_str data;                  /* of the caller, of owned, of unpacked or of stretch */
    struct ro_unfolder *unfolder; /* of an input that is read a stretch at a time; else NULL */
    ro_buffer stretch;            /* what of it is at hand */
    bool more;                    /* something may follow behind data: see ro_reader_move */
    uint64_t base;                /* where data begins in all that is unfolded */
    const ro_source_format *const *formats; /* all that may be, up to NULL */
    const ro_source_format *format;         /* what reads the input */
    void *state;                            /* the format's own */
    uint32_t record;   /* records begun: the number of the one at hand, from 1 */
    bool done;         /* for formats of one record */
    ro_buffer note;    /* see ro_reader_note */
    uint32_t textless; /* records of which a summary or title alone was read */
    ro_str wanted;     /* of an archive: the member to read; empty: all */
    ro_buffer wanted_name;
    ro_reader *outer; /* the archive that holds this input; NULL: none */
    unsigned depth;   /* archives and compressions around the bytes at hand */
    /* Of the outermost reader, for all that lies inside of it: */
    uint64_t packed;   /* bytes as they were given */
    uint64_t unfolded; /* bytes that compression and archives gave so far */
};

/** How much of an input one format needs at once, and so how long it may be. */
typedef enum ro_extent {
    RO_EXTENT_RECORDS = 0, /* records one by one: the limit of an input */
    RO_EXTENT_ARTICLE,     /* the input is one article */
    RO_EXTENT_DOCUMENT     /* it is held whole: RO_DOCUMENT_ARTICLES times that */
} ro_extent;

struct ro_source_format {
    const char *name; /* as in ro_metadata.format */
    /** How sure it is that an input is its own: 0 not at all, 100 beyond doubt. @p head
     *  is its first bytes without byte-order mark and NUL bytes, as text has them;
     *  reader->data all of it as it is. */
    unsigned (*bid)(const ro_reader *reader, ro_str head);
    /** Get ready; NULL where there is nothing to do. */
    ro_status (*open)(ro_reader *reader, ro_error *error);
    /** As ro_reader_next. */
    ro_status (*next)(ro_reader *reader, ro_article **article, ro_error *error);
    /** Free reader->state; NULL where there is nothing to do. */
    void (*close)(ro_reader *reader);
    ro_extent extent;
    /** Whether a long input that begins with @p first, what compressed data unfolds to, can be
     *  read a stretch at a time with ro_reader_move; NULL: none can. */
    bool (*streams)(ro_str first);
    bool unpacks; /* unpacks its records itself, so that compressed data goes to it as it is */
    bool members; /* an archive of files, of which one may be asked for by its name */
    bool of_site; /* its pages are as sites have them, lists of others among them */
};

/** Every format: a line here and a file that defines ro_format_NAME. */
#define RO_SOURCE_FORMATS(FORMAT)                                                                  \
    FORMAT(plain)                                                                                  \
    FORMAT(markdown)                                                                               \
    FORMAT(html)                                                                                   \
    FORMAT(jsonl)                                                                                  \
    FORMAT(csv)                                                                                    \
    FORMAT(feed)                                                                                   \
    FORMAT(warc)                                                                                   \
    FORMAT(arc)                                                                                    \
    FORMAT(nitf)                                                                                   \
    FORMAT(newsml)                                                                                 \
    FORMAT(mail)                                                                                   \
    FORMAT(mbox)                                                                                   \
    FORMAT(mhtml)                                                                                  \
    FORMAT(other)                                                                                  \
    FORMAT(opml)                                                                                   \
    FORMAT(zip)                                                                                    \
    FORMAT(tar)

#define RO_DECLARE_FORMAT(name) extern const ro_source_format ro_format_##name;
RO_SOURCE_FORMATS(RO_DECLARE_FORMAT)
#undef RO_DECLARE_FORMAT

/** A reader with nothing to read yet, for formats of which the array ends with NULL and outlives
 *  it. NULL: no memory. */
ro_reader *ro_reader_new(const ro_source_format *const *formats, const ro_read_rules *rules,
                         const ro_read_limits *limits, const char *name,
                         const ro_read_options *options);

/** Choose the format of @p reader, which has its data, and get that ready; @p status is what
 *  getting the data gave. Where it fails, the reader is freed and *out left. */
ro_status ro_reader_start(ro_reader *reader, ro_status status, ro_reader **out, ro_error *error);

/** Open what lies inside of @p outer, an archive: its member @p name, whose @p bytes
 *  outlive @p inner. Its articles and errors carry the name, its limits are those of
 *  the outermost input together. Free it with ro_reader_free. */
ro_status ro_reader_open_inside(ro_reader *outer, ro_str name, ro_str bytes, ro_reader **inner,
                                ro_error *error);

/** The bytes of an input from which ro_reader_most tells its kind. */
#define RO_HEAD_BYTES ((size_t)16 * 1024)

/** How many bytes one more piece may unfold to, so that neither the limit of an input
 *  nor what the whole may unfold to is passed; at least 1. */
size_t ro_reader_room(const ro_reader *reader);

/** How long an input within @p reader may be that begins with @p head: as its format says,
 *  and no longer than ro_reader_room. */
size_t ro_reader_most(const ro_reader *reader, ro_str head);

/** How many bytes more the outermost input may unfold to, with all that lies inside of it; at
 *  least 1. */
uint64_t ro_reader_budget(const ro_reader *reader);

/** The format that reads an input within @p reader that begins with @p head. */
const ro_source_format *ro_reader_format_of(const ro_reader *reader, ro_str head);

/** How long an input of @p format may be. */
uint64_t ro_reader_longest(const ro_reader *reader, const ro_source_format *format);

/** Unpack the input where it is compressed, also twice, but for web archives, whose first bytes
 *  go to @p archive: those stay packed, a member a record. RO_WARN: some of it is damaged. */
ro_status ro_reader_unpack(ro_reader *reader, ro_buffer *archive, ro_error *error);

/**
 * Take leave of the first @p done bytes of reader->data, of which a format that streams is done,
 * and unfold more behind the rest, so that data grows, where there is more. What pointed into
 * data does so no longer.
 * @return RO_OK, RO_ERR_NOMEM.
 */
ro_status ro_reader_move(ro_reader *reader, size_t done, ro_error *error);

/** RO_ERR_LIMIT for archives in archives in archives. */
ro_status ro_reader_refuse_depth(ro_error *error);

/** Count the bytes of an input as it was given: what it may unfold to grows with them. */
void ro_reader_given(ro_reader *reader);

/** Count @p bytes that were unfolded, also of what was refused then. */
void ro_reader_unfolded(ro_reader *reader, uint64_t bytes);

/** Whether the outermost input has unfolded to all that it may: nothing more is read of it. */
bool ro_reader_spent(const ro_reader *reader);

/** RO_ERR_LIMIT for a piece that goes on behind @p most bytes, which were counted, with
 *  the limit that it passes. */
ro_status ro_reader_refuse_more(const ro_reader *reader, size_t most, ro_error *error);

/** RO_ERR_LIMIT where a page or text of @p bytes is longer than an article may be. */
ro_status ro_check_article_size(const ro_reader *reader, size_t bytes, ro_error *error);

/** Begin the article of the record @p bytes, which begins at @p offset of the source:
 *  its place, hash and id. Give it to ro_record_end. */
ro_status ro_record_begin(ro_reader *reader, ro_record *record, ro_str bytes, uint64_t offset,
                          ro_error *error);

/** Free what the record needed. The article goes to @p article where @p status is
 *  RO_OK or RO_WARN, else it is freed. Return @p status. */
ro_status ro_record_end(ro_reader *reader, ro_record *record, ro_status status,
                        ro_article **article, ro_error *error);

/** Fill the record's article from @p content, a page or plain text; what the record
 *  knows already wins over what the content says. @p map leads from the content to
 *  the record; NULL: they are the same. */
ro_status ro_read_page(ro_reader *reader, ro_record *record, ro_str content, const ro_map *map,
                       ro_error *error);
ro_status ro_read_plain(ro_reader *reader, ro_record *record, ro_str content, const ro_map *map,
                        ro_error *error);

/** The local name of the first element of XML ("rss", "nitf"), behind declaration,
 *  comments and document type; empty where @p head is no XML or ends before. */
ro_str ro_xml_root(ro_str head);

/** The label in <?xml encoding="…"?>; "utf-8" where there is none (XML 1.0, 4.3.3); NULL: no
 *  memory. */
const char *ro_xml_charset(ro_arena *arena, ro_str bytes);

/** Whether @p text has the look of markup: what a feed or a field calls its text. */
bool ro_looks_like_html(ro_str text);

/** How many of the tags stand in @p text that no other kind of text holds many of. */
unsigned ro_count_tags(ro_str text);

#endif
