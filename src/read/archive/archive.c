/* SPDX-License-Identifier: Apache-2.0 */
/* zip and tar: each member is read as an input of its own, in the order of the archive.
 * Sources: APPNOTE.TXT 6.3.10, POSIX pax and ustar, by way of libarchive. Members are
 * never written to a file, and links are not followed. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/format.h"

enum {
    TAR_BLOCK = 512,    /* POSIX.1-2017, pax, "ustar Interchange Format": a head, … */
    TAR_CHECKSUM = 148, /* … and where in it these two stand */
    TAR_MAGIC = 257,
    LONGEST_NAME = 1024, /* bytes of a member's name that are told */
    PIECE = 64 * 1024,   /* bytes that are unfolded before the budget is asked again */
    LONGEST_NOTE = 1000, /* bytes on members left out: some twenty, and that there are more */
    MOST_REOPENED = 16   /* times: each goes through the heads of all members before */
};

/* The head of a member: its checksum is of its bytes, with the checksum as spaces. */
static bool is_tar(ro_str data) {
    if (data.n < TAR_BLOCK || data.p[0] == '\0') return false;
    if (memcmp(data.p + TAR_MAGIC, "ustar", 5) == 0) return true;
    unsigned sum = 8 * ' ', told = 0;
    for (size_t i = 0; i < TAR_BLOCK; i++)
        if (i < TAR_CHECKSUM || i >= TAR_CHECKSUM + 8) sum += (unsigned char)data.p[i];
    for (size_t i = TAR_CHECKSUM; i < TAR_CHECKSUM + 7; i++)
        if (data.p[i] >= '0' && data.p[i] <= '7') told = told * 8 + (unsigned)(data.p[i] - '0');
    return told == sum;
}

static bool is_zip(ro_str data) {
    return data.n >= 22 && (memcmp(data.p, "PK\3\4", 4) == 0 || memcmp(data.p, "PK\5\6", 4) == 0);
}

static unsigned bid_zip(const ro_reader *reader, ro_str head) {
    (void)head;
    return is_zip(reader->data) ? 100 : 0;
}

static unsigned bid_tar(const ro_reader *reader, ro_str head) {
    (void)head;
    return is_tar(reader->data) ? 99 : 0;
}

typedef struct archive_state {
    struct archive *archive;
    locale_t utf8; /* for names of members; 0: there is none */
    ro_buffer member;
    char name[LONGEST_NAME]; /* of the member at hand */
    ro_reader *inner;        /* reads it; NULL: none is open */
    unsigned members;
    unsigned others; /* members that hold no text: pictures, scripts, … */
    bool broken;     /* the archive cannot be followed any further */
    bool begun;      /* libarchive has the first stretch of the input */
    bool stuck;      /* libarchive does not go on behind the member: open it anew */
    unsigned reopened;
    bool found; /* the member that is wanted */
} archive_state;

/* For libarchive: the next stretch of the input; what it had before may go. */
static la_ssize_t read_stretch(struct archive *archive, void *of, const void **stretch) {
    ro_reader *reader = of;
    archive_state *state = reader->state;
    if (state->begun && ro_reader_move(reader, reader->data.n, NULL) != RO_OK) {
        archive_set_error(archive, ENOMEM, "out of memory");
        return ARCHIVE_FATAL;
    }
    state->begun = true;
    *stretch = reader->data.p;
    return (la_ssize_t)reader->data.n;
}

static ro_status start_archive(ro_reader *reader, ro_error *error) {
    archive_state *state = reader->state;
    if (state->archive) archive_read_free(state->archive);
    state->archive = archive_read_new();
    if (!state->archive) return ro_fail_nomem(error);
    archive_read_support_format_zip(state->archive);
    archive_read_support_format_tar(state->archive);
    int opened = reader->more
                     ? archive_read_open(state->archive, reader, NULL, read_stretch, NULL)
                     : archive_read_open_memory(state->archive, reader->data.p, reader->data.n);
    if (opened == ARCHIVE_OK) return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, 0, "is a damaged archive");
}

static ro_status open_archive(ro_reader *reader, ro_error *error) {
    archive_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    state->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
    return start_archive(reader, error);
}

static void close_archive(ro_reader *reader) {
    archive_state *state = reader->state;
    if (!state) return;
    ro_reader_free(state->inner);
    if (state->archive) archive_read_free(state->archive);
    ro_buffer_free(&state->member);
    if (state->utf8) freelocale(state->utf8);
    free(state);
    reader->state = NULL;
}

/* The archive library holds names in the letters of the thread's locale, and loses those that
 * the locale does not have: C, where a program sets none. */
static int read_header(archive_state *state, struct archive_entry **entry) {
    locale_t before = state->utf8 ? uselocale(state->utf8) : NULL;
    int result = archive_read_next_header(state->archive, entry);
    if (before) uselocale(before);
    return result;
}

/* A name may hold anything; it is shown to people, so it becomes UTF-8 without signs
 * that steer a terminal. */
static void keep_name(archive_state *state, struct archive_entry *entry) {
    locale_t before = state->utf8 ? uselocale(state->utf8) : NULL;
    const char *name = archive_entry_pathname_utf8(entry);
    if (before) uselocale(before);
    if (!name) name = archive_entry_pathname(entry);
    if (!name) name = "member";
    const char *end = name + strlen(name);
    size_t n = 0;
    while (name < end && n + 4 < sizeof state->name) {
        unsigned length;
        uint32_t code = ro_utf8_decode(name, end, &length);
        bool shown = code != 0xFFFD && code >= 0x20 && (code < 0x7F || code >= 0xA0);
        if (shown)
            memcpy(state->name + n, name, length);
        else
            state->name[n] = '?';
        n += shown ? length : 1;
        name += length;
    }
    state->name[n] = '\0';
}

/* Files that systems put beside the user's own: .DS_Store, __MACOSX/ and their kin. */
static bool is_hidden(const char *name) {
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (part[0] == '.' && part[1] && part[1] != '/' && part[1] != '.') return true;
        if (ro_str_starts(ro_str_of(part), RO_STR("__MACOSX/"))) return true;
    }
    return false;
}

/* Office documents and books are zip archives whose first member says so. */
static bool is_office(const archive_state *state) {
    return state->members == 1 && (strcmp(state->name, "[Content_Types].xml") == 0 ||
                                   strcmp(state->name, "mimetype") == 0);
}

/* An error of a member begins with its name. */
static ro_status name_error(const archive_state *state, ro_status status, ro_error *error) {
    if (!error || status == RO_OK || status == RO_END) return status;
    ro_error inner = *error;
    ro_fail(error, inner.code, inner.offset, "%.90s: %s", state->name, inner.msg);
    error->sys = inner.sys;
    error->record = inner.record;
    error->other = inner.other;
    return status;
}

/* Whether the member at hand is read: all are, or the one that is wanted, or the archive
 * that it lies in; *within receives what is wanted of that. */
static bool is_wanted(const ro_reader *reader, ro_str *within) {
    const archive_state *state = reader->state;
    ro_str name = ro_str_of(state->name), wanted = reader->wanted;
    *within = RO_STR("");
    if (wanted.n == 0 || ro_str_eq(wanted, name)) return true;
    if (wanted.n <= name.n + 1 || wanted.p[name.n] != '/') return false;
    *within = (ro_str){wanted.p + name.n + 1, wanted.n - name.n - 1};
    return ro_str_eq((ro_str){wanted.p, name.n}, name);
}

/* Unfold what may be read of the member; RO_ERR_LIMIT where there is more, without a reason. */
static ro_status fill_member(ro_reader *reader, ro_error *error) {
    archive_state *state = reader->state;
    ro_buffer *member = &state->member;
    bool looked = false; /* its start told how long it may be */
    for (;;) {
        if (!looked && member->size >= RO_HEAD_BYTES) {
            member->limit = ro_reader_most(reader, (ro_str){member->data, member->size});
            looked = true;
        }
        char behind = '\0';
        size_t room = member->size < member->limit ? member->limit - member->size : 0;
        if (room > PIECE) room = PIECE;
        char *to = room ? ro_buffer_reserve(member, room) : &behind;
        if (!to) return ro_fail_nomem(error);
        la_ssize_t got = archive_read_data(state->archive, to, room ? room : 1);
        if (got == 0) return RO_OK;
        if (got < 0) {
            const char *why = archive_error_string(state->archive);
            bool zip =
                (archive_format(state->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
            state->stuck = zip && got == ARCHIVE_FATAL;
            state->broken = !zip && got == ARCHIVE_FATAL;
            return ro_fail(error, RO_ERR_INPUT, 0, "cannot be unpacked: %s", why ? why : "damaged");
        }
        if (!room) return RO_ERR_LIMIT;
        member->size += (size_t)got;
    }
}

/* Where the whole input has unfolded to all that it may, nothing more of the archive is read. */
static ro_status unfold_member(ro_reader *reader, ro_error *error) {
    archive_state *state = reader->state;
    ro_buffer_free(&state->member);
    state->member.limit = ro_reader_room(reader);
    ro_status status = fill_member(reader, error);
    ro_reader_unfolded(reader, state->member.size);
    if (status != RO_ERR_LIMIT) return status;
    state->broken = ro_reader_spent(reader);
    return ro_reader_refuse_more(reader, state->member.limit, error);
}

/* Open the member at hand; RO_END where it is nothing to read. */
static ro_status open_member(ro_reader *reader, struct archive_entry *entry, ro_error *error) {
    archive_state *state = reader->state;
    keep_name(state, entry);
    state->members++;
    if (is_office(state)) {
        state->broken = true;
        return ro_fail(error, RO_ERR_INPUT, 0, "is an office document or a book, not articles");
    }
    ro_str within;
    if (archive_entry_filetype(entry) != AE_IFREG || !is_wanted(reader, &within)) return RO_END;
    if (is_hidden(state->name) && !reader->wanted.n) return RO_END;
    if (archive_entry_hardlink(entry)) return RO_END; /* the member that it names was read */
    if (archive_entry_is_encrypted(entry))
        return name_error(state, ro_fail(error, RO_ERR_INPUT, 0, "is encrypted"), error);
    ro_status status = unfold_member(reader, error);
    if (status == RO_OK)
        status = ro_reader_open_inside(reader, ro_str_of(state->name),
                                       (ro_str){state->member.data, state->member.size},
                                       &state->inner, error);
    if (state->inner && within.n && !state->inner->format->members) {
        ro_reader_free(state->inner);
        state->inner = NULL;
        return RO_END;
    }
    if (state->inner) state->inner->wanted = within;
    state->found = true;
    return name_error(state, status, error);
}

/* Begin anew, behind the member that was damaged: a zip says where each begins. */
static ro_status pass_damage(ro_reader *reader, ro_error *error) {
    archive_state *state = reader->state;
    struct archive_entry *entry;
    if (!state->stuck) return RO_OK;
    state->stuck = false;
    if (++state->reopened > MOST_REOPENED)
        return ro_fail(error, RO_ERR_LIMIT, 0,
                       "more than %d members are damaged: what follows is not read", MOST_REOPENED);
    ro_status status = start_archive(reader, error);
    for (unsigned i = 0; i < state->members && status == RO_OK; i++)
        if (read_header(state, &entry) < ARCHIVE_WARN) break;
    return status;
}

/* The head of the next member; RO_END where none follows. */
static ro_status next_member(ro_reader *reader, struct archive_entry **entry, ro_error *error) {
    archive_state *state = reader->state;
    if (state->broken) return RO_END;
    ro_status status = pass_damage(reader, error);
    if (status != RO_OK) {
        state->broken = true;
        return status;
    }
    int result = read_header(state, entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) return RO_OK;
    state->broken = true;
    if (result == ARCHIVE_EOF) {
        if (reader->wanted.n && !state->found)
            return ro_fail(error, RO_ERR_INPUT, 0, "holds no member %.*s", (int)reader->wanted.n,
                           reader->wanted.p);
        if (state->members) return RO_END;
        return ro_fail(error, RO_ERR_INPUT, 0, "is an archive without members");
    }
    const char *why = archive_error_string(state->archive);
    if (!state->members)
        return ro_fail(error, RO_ERR_INPUT, 0, "is a damaged archive: %s",
                       why ? why : "no members");
    return ro_fail(error, RO_ERR_INPUT, 0, "the archive breaks off behind %u member%s: %s",
                   state->members, state->members == 1 ? "" : "s", why ? why : "damaged");
}

/* What members held besides articles becomes the note of the archive, as far as a person
 * reads it. */
static void take_note(ro_reader *reader) {
    const archive_state *state = reader->state;
    const char *note = ro_reader_note(state->inner);
    if (note && reader->note.size < LONGEST_NOTE)
        ro_buffer_printf(&reader->note, "%s%s: %s", reader->note.size ? "; " : "", state->name,
                         note);
}

static void note_others(ro_reader *reader) {
    archive_state *state = reader->state;
    if (state->others)
        ro_buffer_printf(&reader->note,
                         "%s%u member%s hold%s no text: pictures, scripts or the like",
                         reader->note.size ? "; " : "", state->others,
                         state->others == 1 ? "" : "s", state->others == 1 ? "s" : "");
    state->others = 0;
}

/* The next record of a member, or what is wrong with one. */
static ro_status next_record(ro_reader *reader, ro_article **article, ro_error *error) {
    archive_state *state = reader->state;
    for (;;) {
        if (state->inner) {
            ro_status status = ro_reader_next(state->inner, article, error);
            if (status != RO_END) return name_error(state, status, error);
            take_note(reader);
            ro_reader_free(state->inner);
            state->inner = NULL;
        }
        struct archive_entry *entry;
        ro_status status = next_member(reader, &entry, error);
        if (status != RO_OK) return status;
        status = open_member(reader, entry, error);
        if (status != RO_OK && status != RO_END && !state->inner) return status;
    }
}

/* What is no article lies in an archive as in a folder: it is counted, unless it is what is
 * wanted. */
static ro_status next_archived(ro_reader *reader, ro_article **article, ro_error *error) {
    archive_state *state = reader->state;
    for (;;) {
        ro_error why = {0};
        ro_status status = next_record(reader, article, &why);
        if (status == RO_END) note_others(reader);
        if (status < 0 && why.other && !reader->wanted.n) {
            state->others++;
            continue;
        }
        if (status != RO_OK && status != RO_END && error) *error = why;
        return status;
    }
}

const ro_source_format ro_format_zip = {.name = "zip",
                                        .bid = bid_zip,
                                        .open = open_archive,
                                        .next = next_archived,
                                        .close = close_archive,
                                        .members = true};
const ro_source_format ro_format_tar = {.name = "tar",
                                        .bid = bid_tar,
                                        .open = open_archive,
                                        .next = next_archived,
                                        .close = close_archive,
                                        .streams = is_tar,
                                        .members = true};
