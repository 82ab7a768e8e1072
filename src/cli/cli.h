/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command line: one file a command, over readout.h alone.
 *
 * The tables in commands.c are the one source of parsing, --help, the manual page
 * and shell completion.
 */
#ifndef RO_CLI_CLI_H
#define RO_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "readout.h"

/** Exit statuses, as grep and ripgrep have them. */
enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_TROUBLE = 2 };

/** Values of every option; what an option means stands in commands.c. */
typedef struct cli_options {
    const char *output;
    const char *store;
    const char *color;
    const char *offsets;
    const char *date;
    const char *models;
    const char *threads;
    const char *width;
    const char *port;
    const char *keep;
    const char *at;
    const char *share;
    const char *record;
    const char *delay;
    const char *timeout;
    const char *every;
    const char *limit_memory;
    const char *leave_out;
    const char *keep_line;
    const char *unsay;
    const char **fields; /* FIELD=NAME, as often as given */
    size_t field_count;
    bool json;
    bool csv;
    bool html;
    bool tokens;
    bool quiet;
    bool once;
    const char **operands; /* what is not an option, in order */
    size_t operand_count;
} cli_options;

/** Lines of a larger input that articles were read from, while a batch is taken. */
typedef struct cli_piece {
    const char *bytes; /* NULL: the articles are not lines of JSON Lines */
    uint64_t start;    /* where it begins in the input */
    size_t size;
} cli_piece;

/** What a command runs with. */
typedef struct cli_context {
    cli_options options;
    ro_engine *engine;
    ro_read_options read;
    ro_tell_options tell;
    ro_account_options account;
    uint64_t memory; /* bytes that the articles of a run may take; 0: no limit */
    cli_piece piece; /* that the articles of a batch come from */
    bool trouble;    /* something was said on stderr: exit 2 */
    bool again;      /* inputs are read a second time: what is wrong with them was told */
} cli_context;

typedef int (*cli_command_fn)(cli_context *cli);

typedef struct cli_command {
    const char *name;
    const char *operands; /* "FILES…" */
    const char *summary;
    const char *details;
    const char *examples; /* lines of "command<tab>what it does" */
    unsigned mask;        /* bit of this command */
    cli_command_fn run;
    const char *endings; /* of names that --output takes; NULL: it writes no file */
} cli_command;

/** CLI_FIELD: goes to the list of fields, as often as it is given. */
typedef enum cli_value { CLI_FLAG, CLI_TEXT, CLI_FIELD } cli_value;

typedef struct cli_option {
    const char *name;
    char letter; /* 0: none */
    const char *argument;
    const char *help;
    unsigned commands; /* masks of the commands that take it */
    cli_value kind;
    size_t field; /* offset in cli_options */
} cli_option;

extern const cli_command cli_commands[];
extern const cli_option cli_option_table[];

const cli_command *cli_find_command(const char *name);

/** Put into @p value which of @p choices (ended by NULL) option @p name was given as @p text;
 *  it stays where @p text is NULL. False: the trouble was told. */
bool cli_choose(const char *name, const char *text, const char *const *choices, unsigned *value);

/** Say which known word was probably meant by @p word, if one is near. */
void cli_suggest(const char *word, const char *const *known, size_t count, const char *mark);

/** Parse the arguments behind the command; false: the trouble was told. */
bool cli_parse(const cli_command *command, int argc, char **argv, cli_options *options);

/* help.c: pages made of the tables. */
void cli_print_usage(FILE *out);
void cli_print_help(const cli_command *command, FILE *out);
int cli_generate(const char *what);

/* messages.c: the one writer of lines for people. What stands in them of files and articles
 * cannot forge a line or drive a terminal. */

/** One line on stderr, "readout: …". */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** One line on standard output; whether it could be written shows cli_print_end. */
void cli_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Words of an article on standard output, in lines as they are. */
void cli_print_words(const char *text, size_t size);

/** Write to the FILE @p file as it stands; 0 or the system's error, which cli_print_end tells
 *  of standard output. A ro_write_fn. */
int cli_write(void *file, const void *data, size_t size);

/** Whether everything could be written to standard output; false: the trouble was told. Where
 *  nobody reads any more the program ends as others do, by SIGPIPE. */
bool cli_print_end(void);

/** Tell a person on stderr, "readout: …"; the exit status will be 2. */
void cli_warn(cli_context *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The same where nothing is wrong: the exit status stays. */
void cli_note(cli_context *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* inputs.c */

/** Articles read from the operands or a store, and what was skipped. */
typedef struct cli_articles {
    ro_article **items;
    size_t count, capacity;
    struct cli_skipped {
        char *source, *reason;
    } * skipped;
    size_t skipped_count, skipped_capacity;
} cli_articles;

/** Take a batch of articles in order; they are freed after the call unless the
 *  callee sets an entry to NULL. Return false to stop: told. */
typedef bool (*cli_batch_fn)(void *context, ro_article **articles, size_t count);

/** Read every operand (files, folders, "-"; or the store where --store is given
 *  and @p from_store) and hand the articles on, analysed. JSON Lines are read piece by
 *  piece: memory does not grow with the input. False: cannot go on, and told. */
bool cli_each_batch(cli_context *cli, bool from_store, bool analyse, cli_articles *skips,
                    cli_batch_fn take, void *context);

/** Keep a batch in the cli_articles that @p context is; a cli_batch_fn. */
bool cli_articles_keep(void *context, ro_article **articles, size_t count);

/** Collect all articles of the store and the operands, in the order of a run; one that
 *  the store has is kept once. False: cannot go on, and told. */
bool cli_read_all(cli_context *cli, cli_articles *articles);

/** Whether a word is an address of a page, and no name of a file. */
bool cli_is_address(const char *operand);

/** Whether anything to read is named; false: told. */
bool cli_has_operands(cli_context *cli);

/** Collect all articles, analysed. False: cannot go on, and told. */
bool cli_collect(cli_context *cli, cli_articles *articles);
void cli_articles_free(cli_articles *articles);
bool cli_skip(cli_articles *articles, const char *source, const char *reason);

/** Collect, compare; the account (yours) or NULL, and the articles it borrows. */
ro_account *cli_make_account(cli_context *cli, cli_articles *articles);

/* pieces.c: JSON Lines of any size, whole lines at a time. */
typedef struct cli_lines {
    int file;
    char *bytes;
    size_t size; /* bytes read and not yet given */
    size_t capacity;
    size_t given;   /* of them, in the piece */
    uint64_t start; /* of bytes in the input */
    bool ended;
} cli_lines;

/** Look whether the input at @p path ("-": standard input) is JSON Lines. False: it is
 *  not, or cannot be read; what was read of standard input is then in lines->bytes. Give
 *  @p lines to cli_lines_close in either case. */
bool cli_lines_open(cli_lines *lines, const char *path);

/** Give the next whole lines, borrowed until the next call; false at the end or on an
 *  error (errno then is not 0). */
bool cli_lines_next(cli_lines *lines, cli_piece *piece);
void cli_lines_close(cli_lines *lines);

/** Read on: what is left in lines->bytes, then the input; as a ro_read_fn. */
int64_t cli_lines_read(void *lines, void *buffer, size_t size);

/* open_store.c */

/** Open the store of --store; NULL: the trouble was told. Close it with ro_store_close. */
ro_store *cli_open_store(cli_context *cli, ro_store_mode mode);

/** Learn outlets' lines from what was added to @p store; trouble is told. */
void cli_learn_lines(cli_context *cli, ro_store *store);

/* output.c */

/** Where results go: standard output, or the file of --output, which appears under
 *  its name only when complete; what is no file (a device, a pipe) is written to. */
typedef struct cli_sink {
    FILE *file;
    char *path; /* NULL: standard output, a device or a pipe */
    char *temporary;
} cli_sink;

bool cli_sink_open(cli_context *cli, cli_sink *sink, const char *path);
int cli_sink_write(void *sink, const void *data, size_t size);
/** Tell why something could not be written to @p sink; that standard output takes nothing is
 *  told once, by cli_print_end. */
void cli_warn_unwritten(cli_context *cli, const cli_sink *sink, const ro_error *error);
/** Close; with @p keep false the file is dropped. */
bool cli_sink_close(cli_context *cli, cli_sink *sink, bool keep);
/** Drop every file that is not complete, as the program ends. */
void cli_remove_unfinished(void);
/** Whether this run writes the file at @p path: --output or --record, complete or not, or
 *  where standard output goes. */
bool cli_is_output(const cli_context *cli, const char *path);
/** Whether --output or --record would put something else in the place of the file at @p path,
 *  which is there and is no output of readout. */
bool cli_would_replace(const cli_context *cli, const char *path);
/** Refuse names of files that would hold what their ending does not say, and to write over
 *  what is read, by whatever name: an input, the store, the other output. False: the trouble
 *  was told. */
bool cli_check_outputs(cli_context *cli, const cli_command *command);
/** Whether results may carry colour. */
bool cli_wants_color(const cli_options *options);

/* progress.c: a bar on a terminal for work over a second. */
typedef struct cli_progress {
    size_t done, total;
    double started, drawn;
    bool enabled;
} cli_progress;

void cli_progress_start(cli_progress *progress, const cli_context *cli, size_t total);
void cli_progress_step(cli_progress *progress, size_t done, const char *what);
/** The same as a ro_progress_fn; @p context is a started cli_progress. */
int cli_progress_told(void *context, const char *step, size_t done, size_t total);
void cli_progress_end(cli_progress *progress);
/** Take the bar off the screen, where one is: something else is told there. */
void cli_progress_clear(void);

/* The commands. */
int cli_report(cli_context *cli);
int cli_analyse(cli_context *cli);
int cli_stories(cli_context *cli);
int cli_quotes(cli_context *cli);
int cli_copies(cli_context *cli);
int cli_claims(cli_context *cli);
int cli_timeline(cli_context *cli);
int cli_add(cli_context *cli);
int cli_outlets(cli_context *cli);
int cli_search(cli_context *cli);
int cli_diff(cli_context *cli);
int cli_show(cli_context *cli);
int cli_serve(cli_context *cli);
int cli_fetch(cli_context *cli);
int cli_watch(cli_context *cli);
int cli_dedup(cli_context *cli);

#endif
