/* SPDX-License-Identifier: Apache-2.0 */
/** What the files of embed share: a table, its head and the mistakes found. */
#ifndef READOUT_EMBED_H
#define READOUT_EMBED_H

#include <stdbool.h>
#include <stddef.h>

enum { MOST_COLUMNS = 8, MOST_CLASSES = 64, MOST_CASES = 8 };

typedef struct str {
    const char *p;
    size_t n;
} str;

/* Strings, each with the line that put it there. */
typedef struct set {
    str *slots;
    size_t *lines;
    size_t capacity;
} set;

typedef enum type_kind { TEXT, INTEGER, DECIMAL, CLASS, REFERENCE } type_kind;

/* What a field may hold. */
typedef struct type {
    type_kind kind;
    char list; /* what parts the items of a list; 0: no list */
    long least, most;
    str class[MOST_CLASSES];
    bool used[MOST_CLASSES];
    size_t classes;
    str table, column; /* of a reference */
    set known;         /* what stands in that column, once asked for */
    str other;         /* what may stand there besides; empty: nothing */
    size_t line;
} type;

typedef struct column {
    str name;
    bool optional, unique;
    type type;
} column;

/* "where COLUMN = CLASS": what another column holds in such rows. */
typedef struct special_case {
    size_t column, target;
    type when, type;
} special_case;

typedef struct source {
    const char *path;
    str name, bytes;
    bool table;
    size_t columns, cases, uniques;
    column column[MOST_COLUMNS];
    special_case special[MOST_CASES];
} source;

/** Tell a mistake in a line of @p s. */
void fault(const source *s, size_t line, const char *format, ...);
/** Give @p memory back, or end the program where it is NULL. */
void *need(void *memory);

bool same(str a, str b);
/** Take what stands before the next @p at off @p rest, or all of it. */
str cut(str *rest, char at);
/** The number of the class of @p t that is @p value, else that of all. */
size_t class_of(const type *t, str value);

/** Read the lines "#:" of @p s. */
void read_head(source *s);
/** Hold the rows of @p s to its head; @p all, ended by one without a path, for references. */
void check_table(const source *all, source *s);

#endif
