#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Score peers on the raw text on which bench/language scores Readout.
#
#   bench/peers/language.sh [SCRATCH]
#
# Peers are installed from their registries into SCRATCH (default build/peers), never
# into the project. wink-nlp: tokens, sentences, tags, lemmas; spaCy: speed alone, since its
# tags and relations are of another scheme. Stanza and UDPipe publish their English models
# outside the registries and are not run here.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$here/build/peers}
mkdir -p "$scratch/wink"
cd "$scratch/wink"
[ -d node_modules/wink-eng-lite-web-model ] ||
    npm install --silent --no-audit --no-fund wink-nlp wink-eng-lite-web-model
"$here/bench/peers/spacy_set_up" "$scratch"
for set in EWT GUM; do
    "$here/bench/language" --set "$set" --raw "$scratch/$set.txt"
    node "$here/bench/peers/language_wink.mjs" "$scratch/$set.txt" > "$scratch/$set.wink.conllu"
    "$here/bench/language" --set "$set" --peer "$scratch/$set.wink.conllu"
    "$scratch/spacy/bin/python" "$here/bench/peers/language_spacy.py" "$scratch/$set.txt"
done
