#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Train models/en/names.model and data/en/pronoun_weights.tsv, and print their scores.
#
#   train/names.sh [SCRATCH]
#
# Needs $READOUT_DATA (default build/data): GUM, re3d and the stream of stories. A part of
# the stream is labelled by Stanford CoreNLP (Java; its jars come from Maven Central into
# SCRATCH, default build/train). What stands in SCRATCH already is not made again. The same
# data give the same weights.
set -eu
cd "$(dirname "$0")/.."
scratch=${1:-build/train}
export READOUT_DATA="${READOUT_DATA:-build/data}"
[ -d "$READOUT_DATA/language" ] || { echo "train/names.sh: no $READOUT_DATA (set READOUT_DATA)" >&2; exit 2; }
mkdir -p "$scratch"
cmake --preset release >/dev/null
cmake --build build/release --target readout_cli names_train pronouns_train
corpus=train/names_corpus.py
if [ ! -f "$scratch/news.names" ]; then
    $corpus news "$scratch/news"
    find "$scratch/news" -name '*.txt' | sort | xargs build/release/readout analyse --tokens > "$scratch/news.jsonl"
    bench/peers/corenlp_names "$scratch" "$scratch/news.jsonl" > "$scratch/news.labels" 2> "$scratch/news.log"
    $corpus labelled "$scratch/news.jsonl" "$scratch/news.labels" > "$scratch/news.names"
fi
for set in gum-train gum-dev re3d mentions; do $corpus "$set" > "$scratch/$set.names"; done
open="$scratch/gum-train.names $scratch/re3d.names"
# shellcheck disable=SC2086 # a list of files
nice -n 10 build/release/train/names_train models/en/names.model --epochs 5 --rows 18 --seed 1 \
    --rewrite 4 "$scratch/news.names" --rewrite 1 $open "$scratch/gum-train.names" \
    --dev "$scratch/gum-dev.names"
nice -n 10 build/release/train/pronouns_train models "$scratch/mentions.names" > "$scratch/weights.tsv"
cp "$scratch/weights.tsv" data/en/pronoun_weights.tsv
cmake --build build/release
bench/names
bench/coreference
