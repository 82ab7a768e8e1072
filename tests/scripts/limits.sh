# SPDX-License-Identifier: Apache-2.0
# Bombs are made here and read in an address space that holds one article of the longest kind,
# not what the bombs unfold to. What is good beside them is read.
set -eu
into=$(mktemp -d)
trap 'rm -rf "$into"' EXIT
cd "$into"
export READOUT_MODELS="$READOUT_SOURCE/models"
echo 'The mayor said on Monday that the bridge would open in June.' > good.txt

expect() { # expect PATTERN FILE
    grep -q "$1" "$2" || { echo "no '$1' in:"; head -c 2000 "$2"; exit 1; }
}

# Read FILES with SIZE megabytes of address space. The sanitizers reserve terabytes.
within() { # within SIZE FILES
    size=$1
    shift
    status=0
    (
        [ -n "${READOUT_SANITIZE:-}" ] || ulimit -v $((size * 1024))
        exec "$READOUT" analyse --threads 1 "$@"
    ) > out 2> err || status=$?
    [ "$status" -eq 2 ] || { echo "status $status, not 2"; head -c 2000 err; exit 1; }
}

zip_of() { # zip_of OUT FILES
    python3 -m zipfile -c "$@"
}

megabytes() { # megabytes COUNT LINE: lines of that many megabytes in all
    yes "$2" | head -c "${1}000000"
}

# One text of 100 MB in gzip: no more of it is unfolded than a text may have.
megabytes 100 'The council met again and adjourned without a vote.' | gzip -1 > text.gz
within 400 text.gz good.txt
expect 'text.gz: unfolds beyond the limit of 16777216 bytes' err
expect 'The mayor said' out

# Members over the limit of a text are skipped one by one, and the rest is read.
for i in 1 2 3; do megabytes 40 "Part $i of the report was kept back for a day." > "long$i.txt"; done
zip_of members.zip long1.txt long2.txt long3.txt good.txt
rm long?.txt
within 400 members.zip
for i in 1 2 3; do expect "members.zip.*: long$i.txt: unfolds beyond the limit of 16777216" err; done
expect 'The mayor said' out

# A page over the limit is refused before it is parsed: in a zip, as a file, in a line of JSON.
{
    echo '<!DOCTYPE html><html><body>'
    megabytes 17 '<p>The gate was shut on Friday.</p>'
} > page.html
zip_of page.zip page.html good.txt
within 400 page.zip page.html
expect 'page.zip.*: page.html: unfolds beyond the limit of 16777216' err
expect 'page.html: longer than the limit of 16777216 bytes for an article' err
expect 'The mayor said' out
{
    printf '{"html": "'
    megabytes 50 '<b>' | tr -d '\n'
    printf '"}\n{"text": "The mayor said on Monday that the bridge would open."}\n'
} > lines.jsonl
within 600 lines.jsonl
expect 'lines.jsonl (record 1.*longer than the limit of 33554432 bytes for a record' err
expect 'The mayor said' out

# What a whole input unfolds to is counted over all that is nested in it; then it ends.
python3 - <<'EOF'
import io, zipfile
line = b'{"title": "x"}\n'
def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()
spaces = b'{"title": "' + b" " * (24 << 20) + b'"}\n'
inner = archive([(f"{i}.jsonl", spaces) for i in range(2)])
open("nested.zip", "wb").write(archive([(f"{i}.zip", inner) for i in range(4)]))
EOF
within 400 nested.zip
expect 'nested.zip.*: unfolds beyond the limit of 67108864 bytes for all of an input' err
[ "$(wc -l < err)" -lt 12 ] || { echo "goes on behind its budget:"; cat err; exit 1; }

# A limit for all articles together: those read before it are told, the rest is named once.
megabytes 1 'The harbour board met on Tuesday and put off its vote on the new crane.' |
    head -c 6000 | tr '\n' ' ' > story.txt
i=0
while [ $i -lt 900 ]; do
    printf '{"id": "%d", "text": "%s"}\n' $i "$(cat story.txt)"
    i=$((i + 1))
done > many.jsonl
for threads in 1 2; do
    status=0
    "$READOUT" stories --json --limit-memory 128M --threads $threads many.jsonl good.txt \
        > told$threads 2> err || status=$?
    [ "$status" -eq 2 ] || { echo "status $status, not 2"; cat err; exit 1; }
    expect 'many.jsonl (record [0-9]*): would pass the limit of memory (--limit-memory 128M)' err
    [ "$(wc -l < err)" -eq 1 ] || { echo 'more than one line:'; cat err; exit 1; }
done
cmp told1 told2
behind=$(sed 's/.* behind \([0-9]*\) articles.*/\1/' err)
expect "\"$((behind - 1))\"" told1
! grep -q "\"id\":\"$behind\"" told1
