/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes through the reader: texts are UTF-8, parts ascend, spans map back. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"

/* Nothing unfolds: offsets are those of the input. Web archives and mails hold bodies that
 * are packed, a file of their magic bytes is so as a whole. */
static bool lies_open(const ro_metadata *meta, const uint8_t *data, size_t size) {
    static const char *const formats[] = {"plain", "html", "feed", "markdown", "jsonl"};
    bool packed = size >= 2 && (memcmp(data, "\x1f\x8b", 2) == 0 || memcmp(data, "PK", 2) == 0 ||
                                memcmp(data, "\x28\xb5", 2) == 0);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(meta->format, formats[i]) == 0)
            return !packed && strcmp(meta->input_path, "fuzz") == 0;
    return false;
}

static void check_article(const ro_article *article, const uint8_t *data, size_t source_size) {
    size_t size, count;
    const char *text = ro_article_text(article, &size);
    const ro_part *parts = ro_article_parts(article, &count);
    const ro_metadata *meta = ro_article_metadata(article);
    FUZZ_CHECK(text[size] == '\0' && ro_utf8_valid(text, size) == size);
    if (lies_open(meta, data, source_size))
        FUZZ_CHECK(meta->input_offset + meta->input_bytes <= source_size);
    FUZZ_CHECK(meta->title_span.end <= size);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t start, end;
        FUZZ_CHECK(parts[i].span.start >= at && parts[i].span.end >= parts[i].span.start);
        FUZZ_CHECK(parts[i].span.end <= size);
        at = parts[i].span.end;
        FUZZ_CHECK(ro_article_input_span(article, parts[i].span, &start, &end) == RO_OK);
        FUZZ_CHECK(start <= end);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ro_reader *reader;
    ro_article *article;
    ro_status status;
    if (ro_reader_open_memory(fuzz_engine(), "fuzz", data, size, NULL, &reader, NULL) < 0) return 0;
    while ((status = ro_reader_next(reader, &article, NULL)) != RO_END && status != RO_ERR_NOMEM) {
        if (!article) continue;
        check_article(article, data, size);
        ro_article_free(article);
    }
    ro_reader_free(reader);
    return 0;
}
