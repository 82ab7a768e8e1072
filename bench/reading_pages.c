/* SPDX-License-Identifier: Apache-2.0 */
/* Read files and print what the reader made of each, a JSON object a line, without
 * the layers of analysis; for measurements of reading alone.
 *   reading_pages [--quiet | --map] FILES…
 * --quiet: read only, and tell the seconds of processor time. --map: lead every character of each
 * text back to its bytes and count what stands there. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "readout.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_string(const char *s, size_t n) {
    putchar('"');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_field(const char *name, const char *value) {
    printf(",\"%s\":", name);
    if (value)
        print_string(value, strlen(value));
    else
        printf("null");
}

static void print_list(const char *name, const char *const *items, uint32_t count) {
    printf(",\"%s\":[", name);
    for (uint32_t i = 0; i < count; i++) {
        if (i) putchar(',');
        print_string(items[i], strlen(items[i]));
    }
    putchar(']');
}

static void print_stamp(const char *name, const ro_stamp *stamp) {
    char date[32];
    printf(",\"%s\":", name);
    if (!stamp->from) {
        printf("null");
        return;
    }
    printf("{\"value\":\"%s\",\"from\":\"%s\"}", ro_date_format(&stamp->date, date), stamp->from);
}

static void print_article(const char *path, const ro_article *article) {
    size_t size, count;
    const char *text = ro_article_text(article, &size);
    const ro_metadata *meta = ro_article_metadata(article);
    printf("{\"path\":");
    print_string(path, strlen(path));
    print_field("id", meta->id);
    print_field("format", meta->format);
    print_field("title", meta->title);
    print_field("other_title", meta->other_title);
    print_field("section", meta->section);
    printf(",\"cut_short\":%s", meta->cut_short ? "true" : "false");
    print_field("description", meta->description);
    print_field("outlet", meta->outlet);
    print_field("url", meta->url);
    print_field("language", meta->language);
    print_list("authors", meta->authors, meta->author_count);
    print_list("byline", meta->byline, meta->byline_count);
    print_list("agencies", meta->agencies, meta->agency_count);
    print_list("sources", meta->credited, meta->credited_count);
    print_stamp("published", &meta->published);
    print_stamp("modified", &meta->modified);
    printf(",\"parts\":[");
    const ro_part *parts = ro_article_parts(article, &count);
    for (size_t i = 0; i < count; i++) {
        printf("%s[\"%s\",", i ? "," : "", ro_part_role_name(parts[i].role));
        print_string(text + parts[i].span.start, parts[i].span.end - parts[i].span.start);
        putchar(']');
    }
    printf("]}\n");
}

typedef struct map_counts {
    unsigned long same, reference, space, other;
} map_counts;

/* Whole files of one article in UTF-8: the record is the file. */
static void count_map(const char *path, const ro_article *article, map_counts *counts) {
    const ro_metadata *meta = ro_article_metadata(article);
    size_t size, bytes = (size_t)meta->input_bytes;
    const char *text = ro_article_text(article, &size);
    char *source = malloc(bytes + 1);
    FILE *file = fopen(path, "rb");
    if (!source || !file || fread(source, 1, bytes, file) != bytes) {
        fprintf(stderr, "%s: cannot read again\n", path);
        exit(2);
    }
    fclose(file);
    for (size_t at = 0; at < size;) {
        size_t next = at + 1;
        while (next < size && ((unsigned char)text[next] & 0xC0) == 0x80) next++;
        uint64_t start, end;
        ro_span span = {(uint32_t)at, (uint32_t)next};
        ro_article_input_span(article, span, &start, &end);
        if (strchr(" \n\t", text[at]))
            counts->space++;
        else if (end - start == next - at && memcmp(source + start, text + at, next - at) == 0)
            counts->same++;
        else if (end > start && source[start] == '&')
            counts->reference++;
        else
            counts->other++;
        at = next;
    }
    free(source);
}

int main(int argc, char **argv) {
    ro_engine *engine;
    ro_error error;
    bool quiet = argc > 1 && strcmp(argv[1], "--quiet") == 0;
    bool map = argc > 1 && strcmp(argv[1], "--map") == 0;
    map_counts counts = {0};
    if (ro_engine_new(NULL, &engine, &error) != RO_OK) return 2;
    double start = now();
    for (int i = quiet || map ? 2 : 1; i < argc; i++) {
        ro_reader *reader;
        ro_article *article;
        ro_status status = ro_reader_open(engine, argv[i], NULL, &reader, &error);
        if (status < 0) {
            fprintf(stderr, "%s: %s\n", argv[i], error.msg);
            continue;
        }
        while ((status = ro_reader_next(reader, &article, &error)) != RO_END) {
            if (status != RO_OK) fprintf(stderr, "%s: %s\n", argv[i], error.msg);
            if (status < 0 && status != RO_ERR_INPUT && status != RO_ERR_LIMIT) break;
            if (status >= 0 && map)
                count_map(argv[i], article, &counts);
            else if (status >= 0 && !quiet)
                print_article(argv[i], article);
            if (status >= 0) ro_article_free(article);
        }
        ro_reader_free(reader);
    }
    ro_engine_free(engine);
    if (quiet) printf("%f\n", now() - start);
    if (map) printf("%lu %lu %lu %lu\n", counts.same, counts.reference, counts.space, counts.other);
    return 0;
}
