# SPDX-License-Identifier: Apache-2.0
# Sizes that break what is quadratic: a line of 100 MB, 100,000 tiny files, 10,000 copies
# of one article, 100,000 quotation marks, a corpus of hostile copies. SCALE divides them: ./check takes a tenth of
# each, `make scale` all of it. What is quadratic fails at either size.
set -eu
into=$(mktemp -d)
trap 'rm -rf "$into"' EXIT
cd "$into"
export READOUT_MODELS="$READOUT_SOURCE/models"

scale=${SCALE:-10}

within() { # within SECONDS COMMAND…
    seconds=$1
    shift
    timeout "$seconds" "$@" || { echo "failed or took over $seconds s: $*"; exit 1; }
}

awk 'BEGIN { for (i = 0; i < 2000000; i++) printf "The mayor of town %d said on Monday that nine. ", i }' |
    head -c $((100000000 / scale)) > line.txt
within $((3000 / scale)) "$READOUT" report line.txt --json > line.json
grep -q '"skipped": \[\]' line.json
rm line.txt line.json

mkdir many
awk -v count=$((100000 / scale)) 'BEGIN { for (i = 0; i < count; i++) {
    file = sprintf("many/%05d.txt", i)
    printf "Road %d near village %d will close on Friday, the council of district %d said.\n", i, i * 7, i % 977 > file
    close(file) } }'
within $((1200 / scale)) "$READOUT" report many --json > many.json
grep -q '"skipped": \[\]' many.json
rm -r many many.json

mkdir same
for i in $(seq $((10000 / scale))); do cp "$READOUT_SOURCE/examples/ferry/agency-first.txt" "same/$i.txt"; done
within $((1200 / scale)) "$READOUT" report same --json > same.json
[ "$(grep -c '"title": "Ferry and Barge' same.json)" -ge $((10000 / scale)) ]
rm -r same same.json

# One wire story with another count in each: versions, one claim and as many sources as files.
mkdir near
awk -v count=$((10000 / scale)) 'BEGIN { for (i = 0; i < count; i++) {
    file = sprintf("near/%05d.txt", i)
    printf "Ferry hits rocks off Haven Point\n\nA ferry carrying %d people ran onto rocks off Haven Point in heavy fog on Monday, the coastguard said.\n\nPolice said that %d of them had been brought ashore before nightfall, and that the search went on for the others.\n", 200 + i, 100 + i > file
    close(file) } }'
within $((1200 / scale)) "$READOUT" report near --json > near.json
grep -q '"skipped": \[\]' near.json
rm -r near near.json

awk -v count=$((100000 / scale)) 'BEGIN { for (i = 0; i < count; i++) printf "\" said “he ‘ ” ’ " }' > marks.txt
within $((1200 / scale)) "$READOUT" report marks.txt --json > marks.json
rm marks.txt marks.json

# A page, a feed, a table and an export of 100 MB: what reading takes grows with the size.
text='The mayor of the town said on Monday that nine people had come to the bridge.'
read_large() { # read_large HEAD LINE TAIL
    { echo "$1"; yes "$2" | head -n $((100000000 / scale / (${#2} + 1))); echo "$3"; } > large
    within $((900 / scale)) "$READOUT" show large > out
    [ "$(grep -c "$text" out)" -ge $((500000 / scale)) ]
    rm large out
}
read_large '<!DOCTYPE html><body>' "<p>$text</p>" '</body>'
read_large '<rss><channel>' "<item><description>$text</description></item>" '</channel></rss>'
read_large 'title,text' "\"Bridge shut\",\"$text\"" ''
read_large '{"articles": [' "{\"text\": \"$text\"}," '{"text": "No more."}]}'

# One of each: equal articles, one word over and over, texts shorter than a shingle, a line
# that all share; in one pass and in two.
awk -v count=$((100000 / scale)) 'BEGIN { for (i = 0; i < count; i++) {
    print "{\"text\": \"The quay at Haven Point is closed until engineers have looked at the wall, said the board.\"}"
    if (i % 100 == 0) { printf "{\"text\": \""; for (k = 0; k <= i; k++) printf "buffalo "; print "\"}" }
    printf "{\"text\": \"No. %d\"}\n", i
    printf "{\"text\": \"Road %d near village %d will close on Friday, the council of district %d said.\"}\n", i, i * 7, i % 977
} }' > corpus.jsonl
within $((1200 / scale)) "$READOUT" dedup corpus.jsonl --record why.jsonl > kept.jsonl
[ "$(cat kept.jsonl why.jsonl | wc -l)" = "$(wc -l < corpus.jsonl)" ]
[ "$(grep -c 'Haven Point' kept.jsonl)" = 1 ]
[ "$(grep -c "near village" kept.jsonl)" = $((100000 / scale)) ]
[ "$(grep -c '"No\. ' kept.jsonl)" = $((100000 / scale)) ]
within $((1200 / scale)) "$READOUT" dedup corpus.jsonl --keep longest --quiet > kept.jsonl
[ "$(grep -c buffalo kept.jsonl)" -le 3 ]
