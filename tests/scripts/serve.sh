# SPDX-License-Identifier: Apache-2.0
# The page of a store over the loopback address, and what is refused there.
set -eu
into=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$into"' EXIT
cd "$into"
export READOUT_MODELS="$READOUT_SOURCE/models"
port=$((20000 + $$ % 20000))

"$READOUT" add --quiet --store news.db "$READOUT_SOURCE/examples/mill"
"$READOUT" serve --store news.db --port "$port" 2> err &
server=$!
attempts=100
until grep -q "http://127.0.0.1:$port/" err || [ $attempts -eq 0 ]; do
    attempts=$((attempts - 1))
    sleep 0.1
done

ask() { curl --noproxy '*' -s -o body -w '%{http_code}' "$@"; }

[ "$(ask "http://127.0.0.1:$port/")" = 200 ]
grep -q 'Vale Seco' body
[ "$(ask "http://127.0.0.1:$port/other")" = 404 ]
[ "$(ask -X POST -d x=1 "http://127.0.0.1:$port/")" = 405 ]
[ "$(ask -H 'Host: elsewhere.example' "http://127.0.0.1:$port/")" = 403 ]

status=0
"$READOUT" serve --store news.db --port "$port" 2> second || status=$?
[ "$status" -eq 2 ]
grep -q "cannot listen on 127.0.0.1:$port" second

kill -TERM "$server"
wait "$server"
server=
