#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Score peers on the raw text on which bench/language scores Readout.
#
#   bench/peers/language.sh [SCRATCH]
#
# Peers are installed from their registries into SCRATCH (default build/peers), never
# into the project. wink-nlp: tokens, sentences, tags, lemmas. Stanza, UDPipe and spaCy
# publish their English models outside the registries: the first two are not run here,
# of spaCy the speed alone is measured (see language_spacy.py).
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$here/build/peers}
mkdir -p "$scratch/wink"
cd "$scratch/wink"
[ -d node_modules/wink-eng-lite-web-model ] ||
    npm install --silent --no-audit --no-fund wink-nlp wink-eng-lite-web-model
if [ ! -d "$scratch/spacy" ]; then
    python3 -m venv "$scratch/spacy"
    "$scratch/spacy/bin/pip" install --quiet spacy==3.8.18
fi
for set in EWT GUM; do
    "$here/bench/language" --set "$set" --raw "$scratch/$set.txt"
    node "$here/bench/peers/language_wink.mjs" "$scratch/$set.txt" > "$scratch/$set.wink.conllu"
    "$here/bench/language" --set "$set" --peer "$scratch/$set.wink.conllu"
    "$scratch/spacy/bin/python" "$here/bench/peers/language_spacy.py" "$scratch/$set.txt"
done
