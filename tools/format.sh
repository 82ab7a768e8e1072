#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lay out every C file as .clang-format says; with --check only say which would change.
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in
    --check) how='--dry-run --Werror' ;;
    *) how=-i ;;
esac
# shellcheck disable=SC2086 # a list of options
git ls-files --cached --others --exclude-standard '*.c' '*.h' | xargs clang-format $how
