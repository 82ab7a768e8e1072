#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Write docs/readout.1 from the command's own tables; with --check hold it against them
# and lint it. READOUT names the command, usually the one that was built last.
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2012 # names without blanks
readout=${READOUT:-$(ls -t build/release/readout build/debug/readout 2>/dev/null | head -n 1)}
if [ "${1:-}" = --check ]; then
    "$readout" --generate man | diff docs/readout.1 -
    mandoc -T lint -W warning docs/readout.1
else
    "$readout" --generate man > docs/readout.1
fi
