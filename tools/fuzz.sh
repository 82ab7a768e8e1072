#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fuzz every target in turn: tools/fuzz.sh [SECONDS for each, usual 1800]. New inputs go
# to build/fuzz/corpus, crashes to build/fuzz/crashes; a crash ends the run with 1.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-1800}
cmake --preset fuzz > /dev/null
cmake --build build/fuzz
mkdir -p build/fuzz/crashes
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    short=${name#fuzz_}
    mkdir -p "build/fuzz/corpus/$short" "tests/fuzz/corpus/$short"
    find examples -type f ! -name README.md -exec cp {} "build/fuzz/corpus/$short/" \;
    find tests/corpus/read -name '*.input' -exec cp {} "build/fuzz/corpus/$short/" \;
    echo "$name: $seconds seconds"
    "build/fuzz/tests/fuzz/$name" -max_total_time="$seconds" -max_len=65536 -timeout=25 \
        -rss_limit_mb=4096 -artifact_prefix=build/fuzz/crashes/ -print_final_stats=1 \
        "build/fuzz/corpus/$short" "tests/fuzz/corpus/$short"
done
