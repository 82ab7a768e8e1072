# SPDX-License-Identifier: Apache-2.0
# fetch and watch against a server on the loopback address: what they keep to, what they
# refuse, and what they make of answers that lie, break off or never come.
set -eu
into=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$into"' EXIT
cd "$into"
export READOUT_MODELS="$READOUT_SOURCE/models" no_proxy='*' TZ=UTC
command -v python3 > /dev/null || exit 77
"$READOUT" fetch http://127.0.0.1:1/ -o none.warc 2> err || true
! grep -q 'built without libcurl' err || exit 77

python3 "$READOUT_SOURCE/tests/scripts/fetch_server.py" port log &
server=$!
attempts=100
: > log
until [ -e port ] || [ $attempts -eq 0 ]; do
    attempts=$((attempts - 1))
    sleep 0.1
done
base=http://127.0.0.1:$(cat port)

fail() { echo "$1"; cat err log; exit 1; }
# run STATUS COMMAND…: standard output to out, standard error without the address to err
run() {
    wanted=$1; shift
    status=0
    cat log >> all; : > log
    "$READOUT" "$@" > out 2> raw || status=$?
    sed "s|$base||g" raw > err
    [ "$status" -eq "$wanted" ] || fail "status $status, not $wanted: $*"
}
says() { grep -qF -- "$1" err || fail "does not say: $1"; }
asked() { grep -q "^$1 " log || fail "did not ask for $1"; }
not_asked() { ! grep -q "^$1 " log || fail "asked for $1"; }
titles() { "$READOUT" analyse "$1" 2> /dev/null | sed 's/.*"title":"\([^"]*\)".*/\1/'; }

# Pages in every wrapping come whole; robots.txt is asked for once, and kept to.
run 2 fetch --delay 0.02 -o news.warc.gz "$base/mill.html" "$base/gzip.html" \
    "$base/chunked.html" "$base/secret/x" "$base/secret/open" "$base/paper.pdf" "$base/moved"
[ "$(titles news.warc.gz | tr '\n' ,)" = \
    'Mill reopens,Quay reopens,Lock reopens,Secret/open reopens,Mill reopens,' ] || fail titles
says '/secret/x: robots.txt does not allow it'
says '/paper.pdf: robots.txt does not allow it'
says '5 fetched, 0 unchanged, 2 failed'
not_asked /secret/x
not_asked /paper.pdf
[ "$(grep -c '^/robots.txt ' log)" -eq 1 ] || fail 'robots.txt more than once'
grep -q '^/mill.html 1 agent=readout/[0-9.]* ' log || fail 'agent'

# Redirects end, and lead nowhere but to http.
run 2 fetch --delay 0 -o loop.warc "$base/loop" "$base/file" ftp://e.example/ "$base/missing"
says '/loop: redirects more than 8 times'
says '/file: redirects to what is no address of http or https'
says 'ftp://e.example/: is no address that begins with http:// or https://'
says '/missing: HTTP 404'
[ ! -e loop.warc ] || fail 'an archive of nothing'

# A host that was named leads to no other one of a private network, by a redirect or a feed;
# nor where a proxy is set that is not used for it. Through a proxy it is the proxy that goes.
far='lies on a private network, and nobody named it'
for proxy in '' http://127.0.0.1:1; do
    export http_proxy=$proxy no_proxy=127.0.0.0/8
    run 2 fetch --delay 0 -o away.warc "$base/away"
    says "/away: $far"
    run 2 watch "$base/away.xml" --store away.db --once --every 0 --delay 0
    says "/mill.html: $far"
    says 'away.db: 1 pages fetched, 3 failed, 1 articles new'
    not_asked /mill.html
    asked /bridge.html
    rm -f away.db
done
export http_proxy=$base no_proxy=
run 0 fetch --delay 0 -o proxy.warc http://e.example/quay.html
asked http://e.example/quay.html
unset http_proxy
export no_proxy='*'

# Bodies that break off, lie about their length, are too long or never end.
run 2 fetch --delay 0.02 --timeout 1 -o lies.warc "$base/cut.html" "$base/short.html" \
    "$base/huge.html" "$base/bomb.html" "$base/slow.html"
says '/cut.html: the answer breaks off after'
says '/huge.html: longer than the limit of'
says '/bomb.html: longer than the limit of'
says '/slow.html: no whole answer within 1 seconds'
[ "$(grep -c '^/cut.html ' log)" -eq 3 ] || fail 'not three tries'
[ "$(titles lies.warc)" = 'Short reopens' ] || fail 'titles of lies'

# A host that asks for time gets it; one that asks for too much is left alone.
run 2 fetch --delay 0 -o busy.warc "$base/busy.html" "$base/tired.html" "$base/after.html"
says '/tired.html: asks to come back in 3600 seconds (HTTP 503)'
says '/after.html: its host asks to come back in 3600 seconds'
[ "$(grep -c '^/busy.html ' log)" -eq 2 ] || fail 'not asked again'
not_asked /after.html
[ "$(titles busy.warc)" = 'Busy reopens' ] || fail 'title of busy'

# Into a pipe, and into a store that asks only for what changed.
[ "$("$READOUT" fetch "$base/mill.html" 2> /dev/null | "$READOUT" analyse - | wc -l)" -eq 1 ] ||
    fail 'through a pipe'
printf '# ours\n%s\n\n%s\n' "$base/mill.html" "$base/bridge.html" > addresses
run 0 fetch --delay 0 --store news.db - < addresses
says '2 fetched, 0 unchanged, 0 failed'
run 0 fetch --delay 0 --store news.db "$base/mill.html" "$base/bridge.html"
says '1 fetched, 1 unchanged, 0 failed'
grep -q '^/mill.html .*match="mill-1"' log || fail 'no validator'
run 1 fetch --delay 0 --store news.db "$base/mill.html"
run 0 search mill --store news.db
[ "$(wc -l < out)" -eq 1 ] || fail 'not one article in the store'

# A list of feeds: new items once, the feed by its validator, failures named.
cat > feeds.opml << END
<?xml version="1.0"?><opml version="2.0"><head><title>Ours</title></head><body>
<outline text="News"><outline type="rss" xmlUrl="$base/feed.xml"/></outline>
<outline type="rss" xmlUrl="$base/mill.html"/><outline type="rss" xmlUrl="$base/feed.xml"/>
</body></opml>
END
run 2 watch feeds.opml --store feeds.db --once --every 0 --delay 0
says '/feed.xml: 4 items, 4 new'
says '/mill.html: is no feed'
says '/secret: robots.txt does not allow it'
says '/missing: HTTP 404'
says 'feeds.db: 2 pages fetched, 2 failed, 2 articles new'
[ "$(grep -c '^/feed.xml ' log)" -eq 1 ] || fail 'a feed twice'
run 2 watch "$base/feed.xml" --store feeds.db --once --every 0 --delay 0
says '/feed.xml: 4 items, 1 new'
not_asked /mill.html
not_asked /secret
asked /missing
run 2 watch "$base/feed.xml" --store feeds.db --once --every 0 --delay 0
run 1 watch "$base/feed.xml" --store feeds.db --once --every 60 --delay 0
says '/feed.xml: unchanged'
grep -q '^/feed.xml .*match="feed-1"' log || fail 'no validator for the feed'
run 1 watch "$base/feed.xml" --store feeds.db --once --every 60 --delay 0
says 'no feed is due'
not_asked /feed.xml
run 2 watch "$base/moved.xml" "$base/lent.xml" --store moved.db --once --delay 0
says "/moved.xml: has moved to /feed.xml"
! grep -q '/lent.xml: has moved' err || fail 'a feed that moved for a while has moved for good'

# A signal ends it, and the store is whole; what a stop cut short is had the next time.
run 2 watch "$base/none.xml" nosuch.opml addresses --store feeds.db --once
says 'nosuch.opml: No such file'
says 'addresses: is no OPML list of feeds'
"$READOUT" watch "$base/feed.xml" --store long.db --every 0.02 --delay 0.3 2> err &
watcher=$!
attempts=100
until grep -q '4 new' err || [ $attempts -eq 0 ]; do
    attempts=$((attempts - 1))
    sleep 0.1
done
kill -TERM $watcher
status=0
wait $watcher || status=$?
[ "$status" -eq 0 ] || fail "watch ended with $status"
says 'long.db: stopped'
run 2 watch "$base/feed.xml" --store long.db --once --every 0 --delay 0
run 0 search reopened --store long.db
[ "$(wc -l < out)" -eq 2 ] || fail 'pages were lost at the stop'

# Never two requests at a time.
! grep -q PARALLEL log all || fail 'in parallel'
