/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The tables of data/, built into the library.
 *
 * A table is a TSV file: fields parted by one tab, lines that begin with '#' and
 * empty lines are comments. `data/en/cues.tsv` is the table "cues". Its head, which the build
 * holds it to, is told in docs/tables.md.
 *
 *     ro_table table;
 *     ro_str field[3];
 *     for (ro_table_open(&table, "cues"); ro_table_row(&table, field, 3);) …
 */
#ifndef RO_BASE_TABLE_H
#define RO_BASE_TABLE_H

#include "base/lexicon.h"

typedef struct ro_table {
    ro_str rest;
} ro_table;

/** Begin @p table at the first row; false where no such table was built in. */
bool ro_table_open(ro_table *table, const char *name);

/** Give the next row: @p count fields, those that the row lacks are empty. */
bool ro_table_row(ro_table *table, ro_str *fields, size_t count);

/** Add the first field of every row of table @p name to @p lexicon, with the
 *  number of the row (from 0) as its value. False: no memory or no such table. */
bool ro_table_lexicon(ro_arena *arena, const char *name, ro_lexicon *lexicon);

/** The whole number that a field of class `integer` is; the build has held it to its range. */
int ro_table_integer(ro_str field);

/** Put the number of the first of @p names that is @p name into @p number. False, with the
 *  count in it, where none is: the head of a table allows what its reader does not know, and
 *  the reader must fail. */
bool ro_table_class(ro_str name, const char *const *names, uint32_t count, uint32_t *number);

/** Say why the reader of a table failed that allocates from @p arena: no memory, or a class
 *  that it does not know. */
ro_status ro_table_fail(const ro_arena *arena, ro_error *error);

/** A built-in table as a name and its bytes. */
typedef struct ro_table_data {
    const char *name;
    const char *data;
    size_t size;
} ro_table_data;

/* Generated from data/ by cmake/embed/: sorted by nothing, ended by NULL. */
extern const ro_table_data ro_tables[];

#endif
