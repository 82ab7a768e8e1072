/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include "base/error.h"

bool ro_table_open(ro_table *table, const char *name) {
    for (const ro_table_data *data = ro_tables; data->name; data++)
        if (strcmp(data->name, name) == 0) {
            table->rest = (ro_str){data->data, data->size};
            return true;
        }
    table->rest = RO_STR("");
    return false;
}

static ro_str cut(ro_str *rest, char at) {
    const char *found = rest->n ? memchr(rest->p, at, rest->n) : NULL;
    ro_str head = {rest->p, found ? (size_t)(found - rest->p) : rest->n};
    size_t taken = head.n + (found ? 1 : 0);
    *rest = (ro_str){rest->p + taken, rest->n - taken};
    return head;
}

bool ro_table_row(ro_table *table, ro_str *fields, size_t count) {
    while (table->rest.n) {
        ro_str line = cut(&table->rest, '\n');
        if (line.n == 0 || line.p[0] == '#') continue;
        for (size_t i = 0; i < count; i++) fields[i] = cut(&line, '\t');
        return true;
    }
    return false;
}

bool ro_table_lexicon(ro_arena *arena, const char *name, ro_lexicon *lexicon) {
    ro_table table;
    if (!ro_table_open(&table, name)) return false;
    ro_str key;
    for (uint32_t row = 0; ro_table_row(&table, &key, 1); row++)
        if (!ro_lexicon_add(arena, lexicon, key, row)) return false;
    return true;
}

int ro_table_integer(ro_str field) {
    bool minus = field.n && *field.p == '-';
    int number = 0;
    for (size_t i = minus; i < field.n; i++)
        if (ro_is_digit((unsigned char)field.p[i])) number = number * 10 + (field.p[i] - '0');
    return minus ? -number : number;
}

bool ro_table_class(ro_str name, const char *const *names, uint32_t count, uint32_t *number) {
    *number = 0;
    while (*number < count && !ro_str_eq(name, ro_str_of(names[*number]))) ++*number;
    return *number < count;
}

ro_status ro_table_fail(const ro_arena *arena, ro_error *error) {
    return arena->oom ? ro_fail_nomem(error)
                      : ro_fail(error, RO_ERR_INPUT, 0,
                                "a table has a class that the library does not know");
}
