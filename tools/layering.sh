#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fail where a file includes a header of a higher floor. The floors are those of
# docs/architecture.md; a folder on the same floor as another may not include it.
set -eu
cd "$(dirname "$0")/.."

floor() {
    case $1 in
        base) echo 1 ;;
        lang) echo 2 ;;
        article) echo 3 ;;
        read | analyse) echo 4 ;;
        compare) echo 5 ;;
        tell | store) echo 6 ;;
        engine) echo 7 ;;
        fetch | serve | cli) echo 8 ;;
        *) echo "layering: src/$1 is on no floor" >&2; exit 1 ;;
    esac
}

grep -rHoE '^#include "[a-z]+/[a-z_0-9]+\.h"' src | sed 's/:#include "/ /; s/"$//' | {
    bad=0
    while read -r file header; do
        from=${file#src/}
        from=${from%%/*}
        to=${header%%/*}
        [ "$to" != "$from" ] || continue
        # The command line knows readout.h alone, the network base alone.
        if [ "$from" = cli ] || { [ "$from" = fetch ] && [ "$to" != base ]; } || [ "$(floor "$to")" -ge "$(floor "$from")" ]; then
            echo "$file includes $header: $to is not below $from"
            bad=1
        fi
    done
    exit $bad
}
