/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

const cli_command *cli_find_command(const char *name) {
    for (const cli_command *command = cli_commands; command->name; command++)
        if (strcmp(command->name, name) == 0) return command;
    return NULL;
}

static const cli_option *find_option(const cli_command *command, const char *name, size_t length,
                                     char letter) {
    for (const cli_option *option = cli_option_table; option->name; option++) {
        if (!(option->commands & command->mask)) continue;
        if (letter ? option->letter == letter
                   : strlen(option->name) == length && memcmp(option->name, name, length) == 0)
            return option;
    }
    return NULL;
}

/* ---- what was probably meant ---- */

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many letters are to be put in, left out, changed or swapped with their neighbours; as
 * many as NOT_NEAR where the words are long. Source: Damerau 1964, optimal string alignment */
static size_t letters_between(const char *a, const char *b) {
    /* Our longest option has 14 letters; no count comes to 99. */
    enum { LONGEST = 24, NOT_NEAR = 99 };
    size_t table[LONGEST + 1][LONGEST + 1], m = strlen(a), n = strlen(b);
    if (m > LONGEST || n > LONGEST) return NOT_NEAR;
    for (size_t i = 0; i <= m; i++) table[i][0] = i;
    for (size_t j = 0; j <= n; j++) table[0][j] = j;
    for (size_t i = 1; i <= m; i++)
        for (size_t j = 1; j <= n; j++) {
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            size_t cost = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost = least(cost, least(table[i - 1][j], table[i][j - 1]) + 1);
            table[i][j] = swapped ? least(cost, table[i - 2][j - 2] + 1) : cost;
        }
    return table[m][n];
}

void cli_suggest(const char *word, const char *const *known, size_t count, const char *mark) {
    /* Two slips, but never half of the word. */
    size_t nearest = 3, length = strlen(word);
    const char *meant = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t letters = letters_between(word, known[i]);
        if (letters >= nearest || letters * 2 >= length) continue;
        nearest = letters;
        meant = known[i];
    }
    if (meant) cli_say("did you mean '%s%s'?", mark, meant);
}

static bool complain(const cli_command *command, const char *what, const char *argument) {
    cli_say("%s: %s; 'readout %s --help' has the options", what, argument, command->name);
    return false;
}

static bool no_option(const cli_command *command, const char *argument) {
    const char *names[64];
    char word[32] = "";
    size_t count = 0;
    for (const cli_option *option = cli_option_table; option->name && count < 64; option++)
        if (option->commands & command->mask) names[count++] = option->name;
    complain(command, "no such option here", argument);
    snprintf(word, sizeof word, "%.*s", (int)strcspn(argument, "="), argument);
    if (argument[1] == '-') cli_suggest(word + 2, names, count, "--");
    return false;
}

/* ---- parsing ---- */

/* Take one argument that begins with '-'; *at moves on over a value behind it. */
static bool take_option(const cli_command *command, int argc, char **argv, int *at,
                        cli_options *options) {
    char *argument = argv[*at];
    bool is_long = argument[1] == '-';
    char *name = argument + (is_long ? 2 : 1);
    char *equals = is_long ? strchr(name, '=') : NULL;
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const cli_option *option = find_option(command, name, length, is_long ? 0 : name[0]);
    if (!option) return no_option(command, argument);
    char *field = (char *)options + option->field;
    if (option->kind == CLI_FLAG) {
        if (equals || (!is_long && name[1])) return complain(command, "takes no value", argument);
        *(bool *)(void *)field = true;
        return true;
    }
    const char *value = equals ? equals + 1 : (!is_long && name[1]) ? name + 1 : NULL;
    if (!value && ++*at < argc) value = argv[*at];
    if (!value || !*value) return complain(command, "needs a value", argument);
    if (option->kind == CLI_FIELD)
        options->fields[options->field_count++] = value;
    else
        *(const char **)(void *)field = value;
    return true;
}

bool cli_parse(const cli_command *command, int argc, char **argv, cli_options *options) {
    options->operands = calloc((size_t)argc + 1, sizeof *options->operands);
    options->fields = calloc((size_t)argc + 1, sizeof *options->fields);
    if (!options->operands || !options->fields) {
        cli_say("out of memory");
        return false;
    }
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0)
            only_operands = true;
        else if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0')
            options->operands[options->operand_count++] = argv[i];
        else if (!take_option(command, argc, argv, &i, options))
            return false;
    }
    return true;
}
