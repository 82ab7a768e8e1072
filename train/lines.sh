#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Train data/en/line_weights.tsv from the stream of stories, and print what it finds.
#
#   train/lines.sh [HALF]
#
# With HALF, 0 or 1, outlets of that half of bench/stream_lines.tsv alone are learned from, and
# the lines of the other half are scored: what the weights do at outlets they have not seen. Data
# lie in $READOUT_DATA (default build/data). The same data give the same weights.
set -eu
cd "$(dirname "$0")/.."
export READOUT_DATA="${READOUT_DATA:-build/data}"
stream=$READOUT_DATA/stories/allsides_stream.jsonl
[ -f "$stream" ] || { echo "train/lines.sh: no $stream (set READOUT_DATA)" >&2; exit 2; }
scratch=build/train
mkdir -p "$scratch"
cmake --preset release > /dev/null
cmake --build build/release --target lines_train
if [ $# -gt 0 ]; then
    python3 - "$1" "$stream" > "$scratch/lines.jsonl" << 'PYTHON'
import hashlib, json, sys
for line in open(sys.argv[2], encoding="utf-8"):
    outlet = json.loads(line)["source"] or ""
    if hashlib.md5(outlet.encode()).digest()[0] % 2 == int(sys.argv[1]):
        sys.stdout.write(line)
PYTHON
    stream=$scratch/lines.jsonl
fi
nice -n 10 build/release/train/lines_train "$stream" > "$scratch/line_weights.tsv"
cp "$scratch/line_weights.tsv" data/en/line_weights.tsv
cmake --build build/release
if [ $# -gt 0 ]; then bench/reading lines --half $((1 - $1)); else bench/reading lines; fi
