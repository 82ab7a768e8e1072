/* SPDX-License-Identifier: Apache-2.0 */
/** The sample articles, read, for tests that need real input. */
#ifndef RO_TEST_SAMPLES_H
#define RO_TEST_SAMPLES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "readout.h"

enum { SAMPLES_MOST = 64 };

typedef struct sample_set {
    ro_engine *engine;
    ro_article *articles[SAMPLES_MOST];
    size_t count;
} sample_set;

static inline bool samples_engine(sample_set *samples) {
    ro_engine_options options = {RO_SIZED(ro_engine_options),
                                 .model_dir = READOUT_SOURCE_DIR "/models"};
    *samples = (sample_set){0};
    return ro_engine_new(&options, &samples->engine, NULL) == RO_OK;
}

/** Read one sample; false where it or memory failed. */
static inline bool samples_read(sample_set *samples, const char *name) {
    char path[512];
    ro_reader *reader;
    snprintf(path, sizeof path, "%s/examples/%s", READOUT_SOURCE_DIR, name);
    if (ro_reader_open(samples->engine, path, NULL, &reader, NULL) != RO_OK) return false;
    ro_status status = RO_OK;
    while (samples->count < SAMPLES_MOST &&
           (status = ro_reader_next(reader, &samples->articles[samples->count], NULL)) == RO_OK)
        samples->count++;
    ro_reader_free(reader);
    return status == RO_END;
}

static inline bool samples_read_all(sample_set *samples) {
    static const char *const names[] = {
        "ferry/agency-first.txt",  "ferry/agency-update.txt", "ferry/paper.txt",
        "ferry/second-agency.txt", "ferry/respun.txt",        "ferry/page.html",
        "ferry/other-ferry.txt",   "rates/agency.txt",        "rates/paper.html",
        "rates/feed.xml",          "rates/export.jsonl",      "mill/agency.txt",
        "mill/local.txt",          "mill/paper.html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!samples_read(samples, names[i])) return false;
    return true;
}

static inline void samples_free(sample_set *samples) {
    for (size_t i = 0; i < samples->count; i++) ro_article_free(samples->articles[i]);
    ro_engine_free(samples->engine);
}

#endif
