/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

/* Columns that the terminal output is laid out for. */
enum { NARROWEST = 40, USUAL = 80, WIDEST = 200 };

/* What COLUMNS says, else the terminal, within what the layout is for. */
static unsigned terminal_width(void) {
    const char *said = getenv("COLUMNS");
    unsigned long width = said ? strtoul(said, NULL, 10) : 0;
    struct winsize size = {0};
    if (!width && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (!width) width = USUAL;
    return (unsigned)(width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width);
}

/* A whole number; false: the trouble was told. */
static bool parse_number(const char *name, const char *text, unsigned long least,
                         unsigned long most, unsigned *value) {
    if (!text) return true;
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (text[0] == '-' || *end || number < least || number > most) {
        cli_say("--%s takes a whole number from %lu to %lu, not %s", name, least, most, text);
        return false;
    }
    *value = (unsigned)number;
    return true;
}

/* "text=body" as a name of a field; the copies are freed with free_fields. */
static bool understand_fields(cli_context *cli) {
    const cli_options *options = &cli->options;
    ro_field_name *names = calloc(options->field_count + 1, sizeof *names);
    bool good = names != NULL;
    cli->read.fields = names;
    for (size_t i = 0; good && i < options->field_count; i++) {
        const char *equals = strchr(options->fields[i], '=');
        if (!equals || equals == options->fields[i] || !equals[1]) {
            cli_say("--field takes FIELD=NAME, such as text=body, not %s", options->fields[i]);
            return false;
        }
        names[i] = (ro_field_name){
            strndup(options->fields[i], (size_t)(equals - options->fields[i])), equals + 1};
        cli->read.field_count++;
        good = names[i].field != NULL;
    }
    if (!good) cli_say("out of memory");
    return good;
}

static void free_fields(cli_context *cli) {
    for (size_t i = 0; i < cli->read.field_count; i++)
        free((void *)(uintptr_t)cli->read.fields[i].field);
    free((void *)(uintptr_t)cli->read.fields);
    free(cli->options.fields);
}

/* What the program itself takes, before it reads anything: its tables and models. */
#define PROGRAM_BYTES (UINT64_C(64) << 20)

/* "500M", "2G"; what is left of it for articles goes to cli->memory. */
static bool understand_memory(cli_context *cli) {
    const char *text = cli->options.limit_memory;
    if (!text) return true;
    char *unit;
    unsigned long long number = strtoull(text, &unit, 10);
    unsigned shift = *unit == 'G' ? 30 : *unit == 'M' ? 20 : *unit == 'K' ? 10 : 0;
    bool good = text[0] >= '0' && text[0] <= '9' && (!*unit || (shift && !unit[1])) &&
                number <= (UINT64_MAX >> (shift + 1)) && number << shift >= 2 * PROGRAM_BYTES;
    if (good)
        cli->memory = ((uint64_t)number << shift) - PROGRAM_BYTES;
    else
        cli_say("--limit-memory takes a size of 128M or more, such as 2G, not %s", text);
    return good;
}

/* The limits of one input and one article follow from that of all: an input is held while its
 * articles are read, and one article takes up to 80 times its size meanwhile. */
static void limit_inputs(const cli_context *cli, ro_engine_options *engine) {
    enum { INPUT_PART = 2, ARTICLE_PART = 80, MOST_ARTICLE = 16 << 20 };
    if (!cli->memory) return;
    uint64_t input = cli->memory / INPUT_PART, article = cli->memory / ARTICLE_PART;
    if (input < UINT64_C(1) << 30) engine->max_input_bytes = input;
    if (article < MOST_ARTICLE) engine->max_article_bytes = (uint32_t)article;
}

static bool understand(cli_context *cli) {
    static const char *const units[] = {"byte", "char", "utf16", NULL};
    static const char *const whens[] = {"auto", "always", "never", NULL};
    cli_options *options = &cli->options;
    unsigned unit = 0, when = 0;
    if (!cli_choose("offsets", options->offsets, units, &unit) ||
        !cli_choose("color", options->color, whens, &when) ||
        !parse_number("threads", options->threads, 1, 256, &cli->account.threads) ||
        !parse_number("width", options->width, NARROWEST, WIDEST, &cli->tell.columns))
        return false;
    if (options->json + options->csv + options->html > 1) {
        cli_say("--json, --csv and --html are one choice; -o FILE.html writes a page beside");
        return false;
    }
    if (options->date && ro_date_parse(options->date, &cli->read.published) != RO_OK) {
        cli_say("--date takes a date such as 2023-06-19, not %s", options->date);
        return false;
    }
    if (!understand_memory(cli) || !understand_fields(cli)) return false;
    cli->tell.offsets = (ro_offset_unit)unit;
    cli->tell.tokens = options->tokens;
    cli->tell.color = cli_wants_color(options);
    if (!cli->tell.columns) cli->tell.columns = terminal_width();
    return true;
}

static int run(const cli_command *command, int argc, char **argv) {
    cli_context cli = {.read = {RO_SIZED(ro_read_options)},
                       .tell = {RO_SIZED(ro_tell_options)},
                       .account = {RO_SIZED(ro_account_options)}};
    int exit_status = EXIT_TROUBLE;
    ro_error error;
    if (cli_parse(command, argc, argv, &cli.options) && understand(&cli) &&
        cli_check_outputs(&cli, command)) {
        ro_engine_options engine = {RO_SIZED(ro_engine_options), .model_dir = cli.options.models};
        limit_inputs(&cli, &engine);
        if (ro_engine_new(&engine, &cli.engine, &error) == RO_OK) {
            exit_status = command->run(&cli);
            if (!cli_print_end() || cli.trouble) exit_status = EXIT_TROUBLE;
        } else {
            cli_say("%s", error.msg);
        }
        ro_engine_free(cli.engine);
    }
    free(cli.options.operands);
    free_fields(&cli);
    return exit_status;
}

static bool asks_for_help(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
    return false;
}

static int print_status(void) {
    return cli_print_end() ? EXIT_FOUND : EXIT_TROUBLE;
}

static int no_command(const char *word) {
    const char *names[64];
    size_t count = 0;
    for (const cli_command *command = cli_commands; command->name && count < 64; command++)
        names[count++] = command->name;
    cli_say("no command '%s'; 'readout --help' lists them", word);
    if (access(word, F_OK) == 0)
        cli_say("did you mean 'readout report %s'?", word);
    else if (cli_is_address(word))
        cli_say("did you mean 'readout fetch %s'?", word);
    else
        cli_suggest(word, names, count, "");
    return EXIT_TROUBLE;
}

static int run_words(int argc, char **argv) {
    if (argc < 2) {
        cli_print_usage(stderr);
        return EXIT_TROUBLE;
    }
    const char *first = argv[1];
    if (strcmp(first, "--version") == 0) {
        cli_print("readout %s", ro_version_string());
        return print_status();
    }
    if (strcmp(first, "--generate") == 0) return cli_generate(argc > 2 ? argv[2] : "nothing");
    if (strcmp(first, "help") == 0 && argc > 2) first = argv[2];
    const cli_command *command = cli_find_command(first);
    if (command && (first == argv[2] || asks_for_help(argc - 2, argv + 2))) {
        cli_print_help(command, stdout);
        return print_status();
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
        cli_print_usage(stdout);
        return print_status();
    }
    if (!command) return no_command(first);
    return run(command, argc - 2, argv + 2);
}

/* Whether the end of the program is our own. */
static bool came_back;

/* A library that ends the program, as libarchive does where memory ends, said why itself. */
static void end_in_trouble(void) {
    if (came_back) return;
    cli_say("ended for the reason above");
    cli_remove_unfinished();
    _exit(EXIT_TROUBLE);
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_DFL); /* whoever started us may have ignored it */
    atexit(end_in_trouble);
    int status = run_words(argc, argv);
    came_back = true;
    return status;
}
