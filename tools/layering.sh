#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fail where a file includes a header of a higher floor, or a room's file one of a room that
# comes after it. The floors are those of docs/architecture.md; a folder on the same floor as
# another may not include it. A wing's own headers, outside of its rooms, serve all of them.
set -eu
cd "$(dirname "$0")/.."

floor() {
    case $1 in
        base) echo 1 ;;
        lang) echo 2 ;;
        article) echo 3 ;;
        read | analyse) echo 4 ;;
        compare) echo 5 ;;
        account) echo 6 ;;
        tell | store) echo 7 ;;
        engine) echo 8 ;;
        fetch | serve | cli) echo 9 ;;
        *) echo "layering: src/$1 is on no floor" >&2; exit 1 ;;
    esac
}

# The rooms of a wing, each after those that it builds on.
rooms() {
    case $1 in
        lang) echo common en ;;
        read) echo bytes xml html parts page records feed mail wire formats archive ;;
        analyse) echo numbers people coreference times amounts quotes events ;;
        compare) echo words changes copies versions people claims remarks happenings stories corpus ;;
        tell) echo terminal page ;;
    esac
}

# place WING ROOM: how far a room stands in its wing's list; 0 for the wing's own files.
place() {
    place=0
    [ -n "$2" ] || { echo 0; return; }
    for room in $(rooms "$1"); do
        place=$((place + 1))
        [ "$room" = "$2" ] || continue
        echo $place
        return
    done
    echo "layering: src/$1/$2 is no room" >&2
    exit 1
}

# room PATH: of WING/ROOM/FILE the room, of WING/FILE nothing.
room() {
    rest=${1#*/}
    case $rest in */*) echo "${rest%%/*}" ;; *) echo ;; esac
}

grep -rHoE '^#include "[a-z]+/[a-z_0-9/]+\.h"' src | sed 's/^src\///; s/:#include "/ /; s/"$//' | {
    bad=0
    while read -r file header; do
        from=${file%%/*}
        to=${header%%/*}
        if [ "$to" = "$from" ]; then
            here=$(place "$from" "$(room "$file")")
            there=$(place "$to" "$(room "$header")")
            [ "$here" -eq 0 ] || [ "$there" -le "$here" ] || {
                echo "src/$file includes $header: a later room of $to"
                bad=1
            }
            continue
        fi
        # The command line knows readout.h alone; the network base, and the reader, for its feeds.
        if [ "$from" = cli ] || { [ "$from" = fetch ] && [ "$to" != base ] && [ "$to" != read ]; } || [ "$(floor "$to")" -ge "$(floor "$from")" ]; then
            echo "src/$file includes $header: $to is not below $from"
            bad=1
        fi
    done
    exit $bad
}
