/* SPDX-License-Identifier: Apache-2.0 */
/* Parse pages as the reader does and print their trees in the format of html5lib-tests.
 *   html_tree < CASES
 *   html_tree --time FILES…
 * A case is a line "BYTES CONTEXT" (CONTEXT: "-" or the element around a fragment, with
 * "svg " or "math " before it) and its bytes. Each tree is ended by a line of "\001".
 * --time: parse each file ten times, and tell the bytes and the seconds of processor time. */
#include <stdio.h>
#include <time.h>

#include "base/error.h"
#include "base/input.h"
#include "html_dump.h"

static const ro_read_rules *rules;

static void print_case(ro_str source, const char *context) {
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    ro_buffer out = {0};
    bool fragment = strcmp(context, "-") != 0;
    unsigned around = fragment ? html_context(ro_str_of(context)) : RO_TAG_UNKNOWN;
    if (!ro_html_parse(&tree, &arena, rules, source, around)) exit(2);
    html_dump(&out, &tree, &arena, fragment ? tree.nodes.items[0].first_child : 0);
    fwrite(out.data, 1, out.size, stdout);
    puts("\001");
    ro_buffer_free(&out);
    ro_arena_free(&arena);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void time_files(char **paths, int count) {
    enum { TIMES = 10 };
    size_t bytes = 0;
    double seconds = 0;
    for (int i = 0; i < count; i++) {
        FILE *file = fopen(paths[i], "rb");
        static char page[16 << 20];
        size_t size = file ? fread(page, 1, sizeof page, file) : 0;
        if (file) fclose(file);
        double start = now();
        for (int k = 0; k < TIMES; k++) {
            ro_arena arena = RO_ARENA_INIT;
            ro_html_tree tree;
            if (!ro_html_parse(&tree, &arena, rules, (ro_str){page, size}, RO_TAG_UNKNOWN)) exit(2);
            ro_arena_free(&arena);
        }
        seconds += now() - start;
        bytes += size * TIMES;
    }
    printf("%zu %f\n", bytes, seconds);
}

int main(int argc, char **argv) {
    char line[256], context[128];
    size_t size;
    ro_read_rules *loaded;
    if (ro_read_rules_new(&loaded, NULL) != RO_OK) return 2;
    rules = loaded;
    if (argc > 1) {
        time_files(argv + 2, argc - 2);
        return 0;
    }
    while (fgets(line, sizeof line, stdin) && sscanf(line, "%zu %127[^\n]", &size, context) == 2) {
        char *page = malloc(size + 1);
        if (!page || fread(page, 1, size, stdin) != size) return 2;
        print_case((ro_str){page, size}, context);
        free(page);
    }
    ro_read_rules_free(loaded);
    return 0;
}
