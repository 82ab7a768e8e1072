/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as what a host may say: robots.txt, a feed, a list of feeds, an answer. */
#include "fetch/feed_links.h"
#include "fetch/robots.h"
#include "fetch/warc_record.h"
#include "fuzz.h"

static void check_links(bool list, const char *bytes, size_t size) {
    feed_links links;
    if (list)
        feed_links_read_opml(&links, bytes, size);
    else
        feed_links_read(&links, bytes, size, "https://e.example/feeds/");
    FUZZ_CHECK(links.every >= 0);
    for (size_t i = 0; i < links.count; i++)
        FUZZ_CHECK(strncmp(links.items[i].url, "http", 4) == 0);
    feed_links_free(&links);
}

static void check_robots(ro_str text) {
    robots rules = {0};
    char path[256] = "/";
    size_t n = text.n < sizeof path - 2 ? text.n : sizeof path - 2;
    memcpy(path + 1, text.p, n);
    FUZZ_CHECK(robots_parse(&rules, text, "readout"));
    FUZZ_CHECK(robots_allow(&rules, "/robots.txt"));
    FUZZ_CHECK(rules.delay >= 0 && rules.delay <= 300);
    robots_allow(&rules, path);
    robots_free(&rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *bytes = size ? (const char *)data : "";
    fetch_answer answer = {.url = "https://e.example/", .head = bytes, .head_size = size};
    answer.body = bytes;
    answer.body_size = size;
    check_robots((ro_str){bytes, size});
    check_links(false, bytes, size);
    check_links(true, bytes, size);
    char *record = warc_make_answer(&answer, false, &size);
    FUZZ_CHECK(record && memcmp(record, "WARC/1.1\r\n", 10) == 0);
    free(record);
    return 0;
}
