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

static bool complain(const cli_command *command, const char *what, const char *argument) {
    fprintf(stderr, "readout: %s: %s\nTry 'readout %s --help'.\n", what, argument, command->name);
    return false;
}

/* Take one argument that begins with '-'; *at moves on over a value behind it. */
static bool take_option(const cli_command *command, int argc, char **argv, int *at,
                        cli_options *options) {
    char *argument = argv[*at];
    bool is_long = argument[1] == '-';
    char *name = argument + (is_long ? 2 : 1);
    char *equals = is_long ? strchr(name, '=') : NULL;
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const cli_option *option = find_option(command, name, length, is_long ? 0 : name[0]);
    if (!option) return complain(command, "no such option here", argument);
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
    if (!options->operands || !options->fields)
        return complain(command, "no memory for arguments", argv[0]);
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
