#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install the peers that bench/reading --peers FOLDER scores beside Readout.
#
#   bench/peers/reading.sh [FOLDER]        then    bench/reading --peers FOLDER
#
# They come from their registries into FOLDER (default build/peers/reading), never into
# the project, and nothing that is built or tested needs them.
set -eu
folder=${1:-$(cd "$(dirname "$0")/../.." && pwd)/build/peers/reading}
mkdir -p "$folder"
cd "$folder"
[ -d venv ] || python3 -m venv venv
venv/bin/pip install -q trafilatura==2.2.0 htmldate==1.10.0 lxml_html_clean
# Its own list of needs cannot be solved by every pip: the needs first, then itself.
venv/bin/pip install -q beautifulsoup4 brotli feedparser nltk pillow python-dateutil pyyaml \
    requests tldextract typing_extensions w3lib
venv/bin/pip install -q --no-deps newspaper4k==0.9.6
[ -d node_modules/@mozilla/readability ] ||
    npm install --silent --no-audit --no-fund @mozilla/readability@0.6.0 jsdom
