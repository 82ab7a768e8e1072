/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "readout.h"

static int to_stdout(void *context, const void *data, size_t size) {
    (void)context;
    return fwrite(data, 1, size, stdout) == size ? 0 : 5;
}

/* Placeholder until the commands land: report --json over files. */
int main(int argc, char **argv) {
    ro_error error = {0};
    ro_engine *engine;
    ro_article *articles[64];
    size_t count = 0;
    if (ro_engine_new(NULL, &engine, &error) != RO_OK) return 2;
    for (int i = 1; i < argc && count < 64; i++) {
        ro_reader *reader;
        if (ro_reader_open(engine, argv[i], NULL, &reader, &error) < 0) {
            fprintf(stderr, "readout: %s: %s\n", argv[i], error.msg);
            continue;
        }
        while (count < 64 && ro_reader_next(reader, &articles[count], &error) == RO_OK) count++;
        ro_reader_free(reader);
    }
    ro_analyse_all(engine, articles, count, 0, &error);
    for (size_t i = 0; i < count; i++) ro_article_write(articles[i], NULL, to_stdout, NULL, &error);
    ro_account *account;
    if (ro_account_new(engine, articles, count, NULL, &account, &error) == RO_OK) {
        ro_account_write(account, RO_FORMAT_JSON, NULL, to_stdout, NULL, &error);
        ro_account_free(account);
    }
    for (size_t i = 0; i < count; i++) ro_article_free(articles[i]);
    ro_engine_free(engine);
    return 0;
}
