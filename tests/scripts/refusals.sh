# SPDX-License-Identifier: Apache-2.0
# A file that may not be read, a full disk, a closed pipe, a file that changes while it
# is read. As root the permission is not asked for, so another user tries.
set -eu
into=$(mktemp -d)
trap 'chmod -R u+rwx "$into"; rm -rf "$into"' EXIT
chmod 755 "$into"
cd "$into"
export READOUT_MODELS="$READOUT_SOURCE/models"
echo 'The mayor said the bridge would open.' > open.txt

fail() {
    echo "$*"
    exit 1
}

expect() { # expect STATUS PATTERN FILE
    [ "$status" -eq "$1" ] || { echo "status $status, not $1"; cat "$3"; exit 1; }
    grep -q "$2" "$3" || { echo "no '$2' in:"; cat "$3"; exit 1; }
}

if [ "$(id -u)" -ne 0 ]; then
    echo 'Hidden.' > hidden.txt
    chmod 000 hidden.txt
    status=0
    "$READOUT" analyse hidden.txt open.txt > out 2> err || status=$?
    expect 2 'hidden.txt: cannot open: Permission denied' err
    expect 2 'The mayor said' out
fi

if [ -w /dev/full ]; then
    status=0
    "$READOUT" analyse open.txt > /dev/full 2> err || status=$?
    expect 2 'cannot write: No space left' err
fi

yes 'The mayor said the bridge would open, and nobody knew when.' | head -n 3000 > long.txt
status=0
{ "$READOUT" analyse --tokens long.txt 2> err || echo $? > status; } | head -c 10 > /dev/null
[ "$(cat status)" -eq 141 ] || fail "a reader that leaves: $(cat status), not 141"
[ ! -s err ] || fail "a reader that leaves is no error: $(cat err)"

# A writer that does not stop: the reader takes what was there when it began, and says that
# the file changed. Whether the writer has its turn while the file is read is chance: retry.
(while [ ! -e stop ]; do echo 'The council met again and adjourned without a vote.'; done >> moving.txt) &
attempts=100
until [ $attempts -eq 0 ]; do
    attempts=$((attempts - 1))
    status=0
    : > moving.txt # it would outgrow what one article may be
    "$READOUT" show moving.txt:0-51 > out 2> err || status=$?
    ! grep -q 'moving.txt: changed while it was read' err || break
done
touch stop
wait
expect 2 'moving.txt: changed while it was read' err
grep -q 'The council met' out
