#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run clang-tidy with .clang-tidy over the sources of a build folder.
set -eu
cd "$(dirname "$0")/.."
git ls-files 'src/*.c' | xargs -P 2 -n 4 clang-tidy -p "${1:-build/debug}" --quiet --warnings-as-errors='*'
