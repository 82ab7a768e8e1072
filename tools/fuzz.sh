#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fuzz targets in turn: tools/fuzz.sh [SECONDS for each, usual 3600] [TARGET…, usual all].
# Seeds are the samples, the fixtures, and pages below $READOUT_DATA (usual: build/data) or,
# where that is not there, of the reading sets of ../shared/data. New inputs go to
# build/fuzz/corpus, crashes to build/fuzz/crashes; a crash ends the run with 1. How many
# inputs ran stands at the end of build/fuzz/TARGET.log.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-3600}
[ $# -eq 0 ] || shift
data=${READOUT_DATA:-build/data}
seeds=build/fuzz/seeds

# What words a target's inputs are made of, files of tests/fuzz/dictionaries.
dictionaries() {
    case $1 in
        analyse) echo english markup data ;;
        language | tokens) echo english ;;
        fetch) echo markup archive ;;
        html) echo markup html ;;
        reader) echo markup data archive ;;
    esac
}

# Bytes of the longest input: what a run costs grows with it, what it finds does not.
longest() {
    case $1 in
        language) echo 2048 ;;
        analyse) echo 4096 ;;
        tokens) echo 16384 ;;
        *) echo 65536 ;;
    esac
}

seed_folders() {
    case $1 in
        model | store) ;;
        language | tokens) echo examples ;;
        analyse) echo examples tests/corpus $seeds/short ;;
        *) echo examples tests/corpus $seeds/short $seeds/long ;;
    esac
}

# Pages and feeds, at most 200 a length, drawn evenly from all: gather FOLDER -SIZE…
gather() {
    folder=$1
    shift
    mkdir -p "$folder"
    find "$data/reading" -type f \( -name '*.html' -o -name '*.xml' -o -name '*.dat' \) "$@" |
        sort | awk '{ line[NR] = $0 } END { step = NR > 200 ? NR / 200 : 1
            for (i = 1; i <= NR; i += step) print line[int(i)] }' |
        while read -r path; do cp "$path" "$folder/$(echo "$path" | cksum | tr ' ' -)"; done
}

gather_seeds() {
    [ ! -d "$seeds" ] || return 0
    if [ ! -d "$data/reading" ] && [ -f ../shared/data/reading.tar.zst ]; then
        data=build/fuzz/data
        mkdir -p "$data"
        tar --zstd -xf ../shared/data/reading.tar.zst -C "$data"
    fi
    if [ -d "$data/reading" ]; then
        gather "$seeds/short" -size -16k
        gather "$seeds/long" -size +15k -size -64k
    else
        echo "no pages below $data: the fixtures alone are seeds"
        mkdir -p "$seeds/short" "$seeds/long"
    fi
}

fuzz() {
    short=$1
    folder=build/fuzz/corpus/$short
    mkdir -p "$folder" "tests/fuzz/corpus/$short"
    { echo "# $short"; for name in $(dictionaries "$short"); do cat "tests/fuzz/dictionaries/$name.dict"; done; } \
        > "build/fuzz/$short.dict"
    set -- "$folder" "tests/fuzz/corpus/$short"
    # shellcheck disable=SC2046 # a list of folders
    set -- "$@" $(seed_folders "$short")
    echo "$short: $seconds seconds"
    if ! "build/fuzz/tests/fuzz/fuzz_$short" -max_total_time="$seconds" -max_len="$(longest "$short")" \
        -timeout=100 -rss_limit_mb=4096 -entropic=0 -artifact_prefix=build/fuzz/crashes/ \
        -dict="build/fuzz/$short.dict" -print_final_stats=1 "$@" > "build/fuzz/$short.log" 2>&1
    then
        tail -n 60 "build/fuzz/$short.log"
        return 1
    fi
    grep -E '^stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)' "build/fuzz/$short.log"
}

# shellcheck disable=SC2046 # a list of names
[ $# -gt 0 ] || set -- $(for path in tests/fuzz/fuzz_*.c; do basename "$path" .c | sed s/fuzz_//; done)
cmake --preset fuzz > /dev/null
# shellcheck disable=SC2046 # a list of names
cmake --build build/fuzz --target $(printf 'fuzz_%s ' "$@")
mkdir -p build/fuzz/crashes
gather_seeds
for target in "$@"; do fuzz "$target"; done
