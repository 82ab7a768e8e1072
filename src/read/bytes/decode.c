/* SPDX-License-Identifier: Apache-2.0 */
#include "read/bytes/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <uchardet.h>

#include "base/error.h"
#include "read/bytes/compose.h"

/* Longest character of any encoding that iconv knows, with a shift before it. */
enum { LONGEST_CHARACTER = 12, SNIFFED = 64 * 1024 };

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

typedef struct kind_of_file {
    const char *begins;
    size_t length;
    const char *name;
    const char *other; /* as in ro_error.other; NULL: it may hold an article */
} kind_of_file;

/* Source: the formats' own specifications, by way of RFC 6713, ISO 32000, PNG, … */
static const kind_of_file kinds_of_file[] = {
    {"%PDF-", 5, "a PDF document", NULL},
    {"\x89PNG", 4, "a PNG image", "picture"},
    {"\xFF\xD8\xFF", 3, "a JPEG image", "picture"},
    {"GIF8", 4, "a GIF image", "picture"},
    {"\0\0\1\0", 4, "an icon", "picture"},
    {"II*\0", 4, "a TIFF image", "picture"},
    {"MM\0*", 4, "a TIFF image", "picture"},
    {"wOFF", 4, "a font", "font"},
    {"wOF2", 4, "a font", "font"},
    {"OTTO", 4, "a font", "font"},
    {"\0\1\0\0", 4, "a font", "font"},
    {"PK\x03\x04", 4, "a zip archive or office document", NULL},
    {"\x1F\x8B", 2, "damaged gzip data", NULL},
    {"\x28\xB5\x2F\xFD", 4, "zstd data", NULL},
    {"\xFD\x37zXZ", 5, "xz data", NULL},
    {"BZh", 3, "bzip2 data", NULL},
    {"\x7F"
     "ELF",
     4, "a program", NULL},
    {"\0asm", 4, "a program", "program"},
    {"\xD0\xCF\x11\xE0", 4, "an office document", NULL},
    {"SQLite format 3", 15, "an SQLite database", NULL},
    {"RIFF", 4, "audio, video or an image", "picture"},
    {"ID3", 3, "audio", "recording"},
    {"\xFF\xFB", 2, "audio", "recording"},
    {"OggS", 4, "audio or video", "recording"},
    {"\x1A\x45\xDF\xA3", 4, "video", "recording"},
    {"FLV\1", 4, "video", "recording"},
};

/* UTF-16 without a mark: in text of any script most bytes of one parity repeat. For
 * the scripts of news in Latin letters they are NUL. */
static const char *utf16_without_mark(ro_str bytes) {
    size_t n = bytes.n < SNIFFED ? bytes.n & ~(size_t)1 : SNIFFED, zeros[2] = {0, 0};
    if (n < 8 || !memchr(bytes.p, '\0', n)) return NULL;
    for (size_t i = 0; i < n; i++) zeros[i & 1] += bytes.p[i] == '\0';
    if (zeros[1] > n / 4 && zeros[0] <= n / 64) return "UTF-16LE";
    if (zeros[0] > n / 4 && zeros[1] <= n / 64) return "UTF-16BE";
    return NULL;
}

typedef struct mark {
    const char *bytes;
    size_t length;
    const char *charset;
} mark;

static const mark marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},  {"\xFE\xFF", 2, "UTF-16BE"},
};

static const mark *mark_of(ro_str bytes) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes.n >= marks[i].length && memcmp(bytes.p, marks[i].bytes, marks[i].length) == 0)
            return &marks[i];
    return NULL;
}

/* Programs leave NUL bytes in text, one by one or a run at the end; what is no text is full
 * of them, and of other control characters. A run counts as one. */
static ro_status check_controls(ro_str bytes, ro_error *error) {
    size_t look = bytes.n < SNIFFED ? bytes.n : SNIFFED, control = 0, letters = 0, runs = 0;
    for (size_t i = 0; i < look; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        bool again = c == '\0' && i && bytes.p[i - 1] == '\0';
        control += c < 0x20 && !ro_is_space(c) && c != 0x1B && c != '\b' && !again;
        letters += c >= 0x20;
    }
    const char *nul = bytes.n ? memchr(bytes.p, '\0', bytes.n) : NULL, *first = nul;
    while (nul) {
        const char *end = ro_str_end(bytes);
        runs++;
        while (nul < end && *nul == '\0') nul++;
        nul = nul < end ? memchr(nul, '\0', (size_t)(end - nul)) : NULL;
    }
    bool many = (control > 4 && control > look / 50) || (runs > 4 && runs > bytes.n / 50);
    if (first && (many || letters == 0))
        return ro_fail(error, RO_ERR_INPUT, (uint64_t)(first - bytes.p),
                       "holds NUL bytes: not a text");
    if (many) return ro_fail(error, RO_ERR_INPUT, 0, "holds control characters: not a text");
    return RO_OK;
}

static ro_status refuse_kind(const char *name, const char *other, ro_error *error) {
    ro_fail(error, RO_ERR_INPUT, 0, "is %s, not text", name);
    if (error) error->other = other;
    return RO_ERR_INPUT;
}

ro_status ro_check_is_text(ro_str bytes, ro_error *error) {
    if (mark_of(bytes) || utf16_without_mark(bytes)) return RO_OK;
    for (size_t i = 0; i < sizeof kinds_of_file / sizeof *kinds_of_file; i++) {
        const kind_of_file *kind = &kinds_of_file[i];
        bool begins = bytes.n > kind->length && memcmp(bytes.p, kind->begins, kind->length) == 0;
        /* A text may begin with the letters of a mark: only bytes that no text has tell. */
        size_t look = bytes.n < SNIFFED ? bytes.n : SNIFFED;
        if (begins && (memchr(bytes.p, '\0', look) || ro_utf8_valid(bytes.p, look) + 4 < look ||
                       ro_str_starts(bytes, RO_STR("%PDF-"))))
            return refuse_kind(kind->name, kind->other, error);
    }
    /* A text may begin with "BM"; the head of a picture has four bytes of zero there. */
    if (bytes.n > 10 && memcmp(bytes.p, "BM", 2) == 0 && memcmp(bytes.p + 6, "\0\0\0\0", 4) == 0)
        return refuse_kind("a BMP image", "picture", error);
    /* W3C, Embedded OpenType: the magic number stands behind sizes and flags. */
    if (bytes.n > 36 && memcmp(bytes.p + 34, "LP", 2) == 0 && memchr(bytes.p, '\0', 8))
        return refuse_kind("a font", "font", error);
    /* ISO 14496-12: the box of a film or picture begins with its length. */
    if (bytes.n > 12 && memcmp(bytes.p + 4, "ftyp", 4) == 0 && bytes.p[0] == '\0') {
        bool picture = memcmp(bytes.p + 8, "avi", 3) == 0 || memcmp(bytes.p + 8, "hei", 3) == 0;
        return refuse_kind(picture ? "an image" : "video", picture ? "picture" : "recording",
                           error);
    }
    return check_controls(bytes, error);
}

bool ro_map_place(ro_arena *arena, const ro_map *map, const ro_map *decoded, uint64_t start,
                  ro_map *out) {
    ro_map through = {0};
    if (decoded->count) {
        if (!ro_map_compose(arena, map, decoded, &through)) return false;
        map = &through;
    }
    for (uint32_t i = 0; i < map->count; i++) {
        ro_map_run run = map->items[i];
        run.source = run.source > start ? run.source - start : 0;
        if (!ro_map_add(arena, out, run)) return false;
    }
    return true;
}

bool ro_decoded_repair(ro_arena *arena, ro_decoded *decoded, ro_xml_kind kind, ro_xml_names names,
                       const char **told, uint64_t *first) {
    ro_xml_repair repair;
    ro_map map = {0}, through = {0};
    size_t text = 0, from = 0, fault = 0;
    *told = NULL;
    if (!ro_xml_repair_make(arena, decoded->text, kind, names, &repair)) return false;
    if (repair.edits.count == 0) return true;
    *told = ro_xml_repair_tell(arena, &repair, &fault);
    if (*told) *first = ro_map_source(&decoded->map, fault, false);
    for (uint32_t i = 0; i <= repair.edits.count; i++) {
        bool last = i == repair.edits.count;
        ro_xml_edit edit = {.at = decoded->text.n};
        if (!last) edit = repair.edits.items[i];
        size_t same = edit.at - from;
        if (!ro_map_add(arena, &map, (ro_map_run){(uint32_t)text, (uint32_t)same, from, same}))
            return false;
        text += same;
        ro_map_run put = {(uint32_t)text, (uint32_t)edit.put.n, edit.at, edit.took};
        if (!ro_map_add(arena, &map, put)) return false;
        text += edit.put.n;
        from = edit.at + edit.took;
    }
    if (decoded->map.count && !ro_map_compose(arena, &map, &decoded->map, &through)) return false;
    decoded->map = decoded->map.count ? through : map;
    decoded->text = repair.text;
    return !arena->oom;
}

/* Bytes written so far, and where each came from. */
typedef struct writer {
    ro_arena *arena;
    char *to;
    size_t size, capacity;
    ro_decoded *decoded;
} writer;

static bool put(writer *w, const char *bytes, size_t n, size_t from, size_t from_length) {
    if (w->size + n > w->capacity) {
        size_t larger = w->capacity + w->capacity / 2 + n + 64;
        if (larger > UINT32_MAX) larger = UINT32_MAX;
        if (w->size + n > larger) {
            w->arena->oom = true;
            return false;
        }
        char *moved = ro_arena_alloc(w->arena, larger);
        if (!moved) return false;
        if (w->size) memcpy(moved, w->to, w->size);
        w->to = moved;
        w->capacity = larger;
    }
    memcpy(w->to + w->size, bytes, n);
    ro_map_run run = {(uint32_t)w->size, (uint32_t)n, from, from_length};
    w->size += n;
    return ro_map_add(w->arena, &w->decoded->map, run);
}

static bool put_damage(writer *w, size_t at, size_t n) {
    if (w->decoded->damaged == 0) w->decoded->first_damaged = at;
    w->decoded->damaged += (uint32_t)n;
    if (!RO_APPEND(w->arena, &w->decoded->damages, ((ro_damage){at, (uint32_t)n}))) return false;
    return put(w, REPLACEMENT, 3, at, n);
}

/* The length of the run of NUL bytes at @p at; 1 where there is none: another byte that is
 * no character. */
static size_t damage_length(ro_str bytes, size_t at) {
    size_t n = 0;
    while (at + n < bytes.n && bytes.p[at + n] == '\0') n++;
    return n ? n : 1;
}

/* Each byte that is not part of a character, and each run of NUL bytes, becomes U+FFFD. */
static bool repair_utf8(writer *w, ro_str bytes, size_t at) {
    while (at < bytes.n) {
        size_t good = ro_utf8_valid(bytes.p + at, bytes.n - at);
        const char *nul = good ? memchr(bytes.p + at, '\0', good) : NULL;
        if (nul) good = (size_t)(nul - bytes.p) - at;
        if (good && !put(w, bytes.p + at, good, at, good)) return false;
        at += good;
        if (at == bytes.n) break;
        size_t n = damage_length(bytes, at);
        if (!put_damage(w, at, n)) return false;
        at += n;
    }
    return true;
}

/* Whether bytes below 0x80 stand for ASCII wherever a character begins. */
static bool is_ascii_based(const char *charset) {
    static const char *const others[] = {"UTF-16", "UTF-32", "UCS", "ISO-2022", "HZ", "UTF-7"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ro_str_starts(ro_str_of(charset), ro_str_of(others[i]))) return false;
    return true;
}

/* Convert the character at from; the number of bytes it took, 0 where there is none. */
static size_t convert_one(iconv_t cd, ro_str bytes, size_t from, char out[32], size_t *written) {
    size_t most = bytes.n - from < LONGEST_CHARACTER ? bytes.n - from : LONGEST_CHARACTER;
    for (size_t n = 1; n <= most; n++) {
        char *in = (char *)(uintptr_t)(bytes.p + from), *to = out;
        size_t left = n, room = 32;
        size_t result = iconv(cd, &in, &left, &to, &room);
        *written = 32 - room;
        if (left == 0 && result != (size_t)-1 && *written) return n;
        if (result == (size_t)-1 && errno == EILSEQ) return 0;
        if (left < n && *written) return n - left;
        if (left == 0) { /* a shift: the character follows */
            from += n;
            size_t rest = convert_one(cd, bytes, from, out, written);
            return rest ? n + rest : n;
        }
    }
    return 0;
}

static bool convert(writer *w, iconv_t cd, ro_str bytes, size_t at, bool ascii_based) {
    while (at < bytes.n) {
        size_t plain = at;
        while (ascii_based && plain < bytes.n && bytes.p[plain] &&
               (unsigned char)bytes.p[plain] < 0x80)
            plain++;
        if (plain > at) {
            if (!put(w, bytes.p + at, plain - at, at, plain - at)) return false;
            at = plain;
            continue;
        }
        char out[32];
        size_t written = 0, took = convert_one(cd, bytes, at, out, &written);
        bool nul = took && written == 1 && out[0] == '\0';
        if (took == 0 || nul) {
            if (!nul) iconv(cd, NULL, NULL, NULL, NULL);
            size_t n = nul && !ascii_based ? took : damage_length(bytes, at);
            if (!put_damage(w, at, n)) return false;
            at += n;
            continue;
        }
        if (written && !put(w, out, written, at, took)) return false;
        at += took;
    }
    return true;
}

/* Characters of more than one byte, and bytes that belong to none. */
static void count_utf8(ro_str bytes, size_t *characters, size_t *stray) {
    *characters = *stray = 0;
    for (size_t at = 0; at < bytes.n;) {
        unsigned length = 1;
        if ((unsigned char)bytes.p[at] >= 0x80) {
            uint32_t code = ro_utf8_decode(bytes.p + at, ro_str_end(bytes), &length);
            if (code == 0xFFFD && length == 1)
                ++*stray;
            else
                ++*characters;
        }
        at += length;
    }
}

static bool detect(ro_str bytes, char out[64]) {
    uchardet_t detector = uchardet_new();
    if (!detector) return false;
    size_t n = bytes.n < SNIFFED * 4 ? bytes.n : SNIFFED * 4;
    bool found = uchardet_handle_data(detector, bytes.p, n) == 0;
    if (found) {
        uchardet_data_end(detector);
        snprintf(out, 64, "%s", uchardet_get_charset(detector));
        found = out[0] != '\0';
    }
    uchardet_delete(detector);
    return found;
}

/* Source: WHATWG Encoding, section 4.2: these labels mean windows-1252. */
static const char *modern_name(const char *label) {
    static const char *const latin[] = {"iso-8859-1", "latin1",     "ascii", "us-ascii",
                                        "iso8859-1",  "iso_8859-1", "l1"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (ro_str_same(ro_str_of(label), ro_str_of(latin[i]))) return "WINDOWS-1252";
    return label;
}

static iconv_t open_converter(ro_str bytes, const char *charset, bool *ascii_based) {
    char found[64];
    const char *tries[3] = {charset, NULL, "WINDOWS-1252"};
    if (charset && ro_str_same(ro_str_of(charset), RO_STR("utf-8"))) tries[0] = NULL;
    if (!tries[0] && detect(bytes, found) && !ro_str_same(ro_str_of(found), RO_STR("utf-8")))
        tries[1] = found;
    for (size_t i = 0; i < 3; i++) {
        if (!tries[i]) continue;
        const char *name = modern_name(tries[i]);
        iconv_t cd = iconv_open("UTF-8", name);
        if (cd == (iconv_t)-1) continue;
        *ascii_based = is_ascii_based(name);
        return cd;
    }
    return (iconv_t)-1;
}

static bool decode_other(ro_arena *arena, ro_str bytes, size_t from, const char *charset,
                         ro_decoded *decoded) {
    writer w = {.arena = arena, .decoded = decoded};
    bool ascii_based = true, done;
    iconv_t cd = open_converter(bytes, charset, &ascii_based);
    if (cd == (iconv_t)-1)
        done = repair_utf8(&w, bytes, from);
    else {
        done = convert(&w, cd, bytes, from, ascii_based);
        iconv_close(cd);
    }
    decoded->text = (ro_str){w.to ? w.to : "", w.size};
    return done;
}

/* UTF-8 is what the bytes are, not what a label says: a page in another encoding
 * holds almost no run of bytes that is a character of UTF-8. Where no label says anything
 * else, and more so where it says UTF-8, fewer such are enough; Thai in one byte a letter
 * has the most by chance, one in four. */
static bool is_utf8(ro_str bytes, const char *charset, bool *damaged) {
    size_t characters = 0, stray = 0;
    if (ro_utf8_valid(bytes.p, bytes.n) < bytes.n) count_utf8(bytes, &characters, &stray);
    *damaged = stray > 0;
    if (stray == 0) return true;
    bool said = charset && ro_str_same(ro_str_of(charset), RO_STR("utf-8"));
    if (charset && !said) return characters >= 8 * stray;
    return characters * (said ? 4 : 2) >= stray;
}

ro_status ro_decode(ro_arena *arena, ro_str bytes, const char *charset, ro_decoded *decoded,
                    ro_error *error) {
    *decoded = (ro_decoded){.text = bytes};
    ro_status status = ro_check_is_text(bytes, error);
    if (status != RO_OK) return status;
    const mark *found = mark_of(bytes);
    bool utf8_mark = found && found->length == 3;
    const char *wide = found && !utf8_mark ? found->charset
                       : found             ? NULL
                                           : utf16_without_mark(bytes);
    size_t skip = found ? found->length : 0;
    ro_str rest = {bytes.p + skip, bytes.n - skip};
    bool damaged = false, done = true, nul = rest.n && memchr(rest.p, '\0', rest.n);
    if (wide || (!is_utf8(rest, charset, &damaged) && !utf8_mark)) {
        done = decode_other(arena, bytes, skip, wide ? wide : charset, decoded);
    } else if (damaged || nul) {
        writer w = {.arena = arena, .decoded = decoded};
        done = repair_utf8(&w, bytes, skip);
        decoded->text = (ro_str){w.to ? w.to : "", w.size};
    } else {
        decoded->text = rest;
        ro_map_run all = {0, (uint32_t)rest.n, skip, rest.n};
        if (skip) done = ro_map_add(arena, &decoded->map, all);
    }
    return done && ro_compose(arena, decoded) ? RO_OK : ro_fail_nomem(error);
}
