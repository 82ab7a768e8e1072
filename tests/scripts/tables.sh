#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the build says to tables with mistakes, each kind of mistake once.
set -eu
embed=${READOUT_EMBED:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# refuses MESSAGE: the table t.tsv, read beside names.tsv, gets this message and no other.
refuses() {
    rm -f out.c
    if "$embed" out.c t.tsv names.tsv 2> said; then
        echo "taken, expected: $1"
        failed=1
    elif [ -e out.c ]; then
        echo "written in spite of: $1"
        failed=1
    elif [ "$(cat said)" != "$1" ]; then
        printf 'said: %s\nexpected: %s\n' "$(cat said)" "$1"
        failed=1
    fi
}

# table ROW...: a table of one good row of each kind, and these.
table() {
    {
        printf '#: word text\n#: kind thing | act | number\n#: value? integer -5..12\n'
        printf '#: uses? list by , noun | verb\n#: name? =names.name or -\n#: share? decimal\n'
        printf '#: unique word kind\n#: where kind = number value integer 1..9\n'
        printf 'fire\tthing\t\tnoun,verb\tAnna\t0.5\nrun\tact\t-5\tverb\t-\t-12\nsix\tnumber\t6\n'
        for row in "$@"; do printf "$row"; done
    } > t.tsv
}

printf '# Names.\n#: name text\n#: unique name\nAnna\nBj\303\266rn\n' > names.tsv
table '# a comment\n\n' 'walk\tact\t12\tnoun\tBj\303\266rn\n'
"$embed" out.c t.tsv names.tsv

table 'sea\tthnig\n'; refuses 't.tsv:12: kind "thnig": expected one of thing, act, number'
table 'sea\tThing\n'; refuses 't.tsv:12: kind "Thing": expected one of thing, act, number'
table 'sea\tthing\t\tnoun,vreb\n'; refuses 't.tsv:12: uses "vreb": expected one of noun, verb'
table 'sea\tthing\t\tnoun,\n'; refuses 't.tsv:12: uses: an empty item'
table 'sea\tthing\t\tnoun, verb\n'; refuses 't.tsv:12: uses " verb": a blank at its edge'
table 'sea\n'; refuses 't.tsv:12: no kind'
table '\tthing\n'; refuses 't.tsv:12: no word'
table 'sea\t\t3\n'; refuses 't.tsv:12: no kind'
table 'sea\tthing\t\t\t\t\t\n'; refuses 't.tsv:12: 7 columns, expected 6'
table 'sea\t\tthing\t\t\t\t\n'; refuses 't.tsv:12: 7 columns, expected 6'
table 'fire\tact\n' 'fire\tthing\t3\n'; refuses 't.tsv:13: "fire	thing" stands in line 9 already'
table 'sea\tthing\t1x\n'; refuses 't.tsv:12: value "1x": expected an integer from -5 to 12'
table 'sea\tthing\t13\n'; refuses 't.tsv:12: value "13": expected an integer from -5 to 12'
table 'sea\tthing\t-6\n'; refuses 't.tsv:12: value "-6": expected an integer from -5 to 12'
table 'sea\tthing\t\t\t\t1.\n'; refuses 't.tsv:12: share "1.": expected a decimal number'
table 'sea\tthing\t\t\t\t1.2.3\n'; refuses 't.tsv:12: share "1.2.3": expected a decimal number'
table 'sea\tthing\t\t\tanna\n'; refuses 't.tsv:12: name "anna": expected a name of names.tsv'
table 'ten\tnumber\t10\n'; refuses 't.tsv:12: value "10": expected an integer from 1 to 9'
table 'ten\tnumber\n'; refuses 't.tsv:12: no value'
table 'sea \tthing\n'; refuses 't.tsv:12: word "sea ": a blank at its edge'
table 'sea\tthing\r\n'; refuses 't.tsv:12: byte 0x0D: expected UTF-8 without control characters'
table 's\351a\tthing\n'; refuses 't.tsv:12: byte 0xE9: expected UTF-8 without control characters'
table 's\355\240\200\tthing\n'; refuses 't.tsv:12: byte 0xED: expected UTF-8 without control characters'
table 's\000a\tthing\n'; refuses 't.tsv:12: byte 0x00: expected UTF-8 without control characters'
table 'sea\tthing'; refuses 't.tsv:12: expected a newline at the end'

printf '# Words.\nsea\n' > t.tsv
refuses 't.tsv:1: a table without a head: expected "#: COLUMN TYPE"'
: > t.tsv
refuses 't.tsv:1: a table without a head: expected "#: COLUMN TYPE"
t.tsv:1: expected a newline at the end'
printf '#: word text\nsea\n' > t.tsv
refuses 't.tsv:1: expected "#: unique COLUMN" in the head'
printf '#: word text\n#: unique form\nsea\n' > t.tsv
refuses 't.tsv:2: no column "form"
t.tsv:1: expected "#: unique COLUMN" in the head'
printf '#: word text or\n#: unique word\nsea\n' > t.tsv
refuses 't.tsv:1: expected a word behind "or"'
printf '#: word text more\n#: unique word\nsea\n' > t.tsv
refuses 't.tsv:1: "more" is too much'
printf '#: word =nmaes.name\n#: unique word\nAnna\n' > t.tsv
refuses 't.tsv:3: word "Anna": expected a name of nmaes.tsv'
printf '#: word integer 1-3\n#: unique word\n2\n' > t.tsv
refuses 't.tsv:1: expected a range, as in 1..12
t.tsv:3: word "2": expected an integer from 1 to 0'
printf '#: kind a | a\n#: unique kind\na\n' > t.tsv
refuses 't.tsv:1: class "a" stands twice
t.tsv:1: class "a" is in no row'
printf '#: kind a | b\n#: unique kind\na\n' > t.tsv
refuses 't.tsv:1: class "b" is in no row'
printf '#: kind a |\n#: unique kind\na\n' > t.tsv
refuses 't.tsv:1: expected a class, as in "one | two"'
exit $failed
