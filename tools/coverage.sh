#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run the tests with coverage and write build/coverage/html (needs the package lcov).
set -eu
cd "$(dirname "$0")/.."
command -v lcov > /dev/null || { echo "coverage needs the package lcov" >&2; exit 1; }
cmake --preset coverage > /dev/null
cmake --build build/coverage
ctest --test-dir build/coverage -j 2 --output-on-failure
lcov --quiet --capture --directory build/coverage --output-file build/coverage/all.info
lcov --quiet --extract build/coverage/all.info "$PWD/src/*" --output-file build/coverage/src.info
genhtml --quiet build/coverage/src.info --output-directory build/coverage/html
lcov --summary build/coverage/src.info
echo "build/coverage/html/index.html"
