# Tables, exports, archives: records and members are named, and the rest goes on.
cat > table.csv <<'TABLE'
id,headline,body,publish_date
a,Bridge shut,"The bridge at Orsova was shut on Monday, the town ""said"".",2021-05-04
b,Ferry late,,some day in May
TABLE
cat > export.json <<'EXPORT'
{"status": "ok", "articles": [
 {"title": "Bridge shut", "source": {"name": "The Example"}, "url": "https://e.example/1",
  "content": "<p>The bridge at Orsova was shut on Monday, the town said.</p>"},
 {"title": 7, "content": null}]}
EXPORT
printf '{"story": {"words": "The ferry to Orsova sailed late on Tuesday, the master said."}}\n' > own.jsonl
printf 'PK\003\004 no archive at all' > broken.zip
mkdir news && cp table.csv export.json news/
tar cf news.tar news broken.zip && gzip -n news.tar
short() { sed 's/"sha256":"[0-9a-f]*",//; s/"offsets":.*"text":/"text":/; s/,"sentences":.*/}/'; }
readout analyse table.csv export.json | short; echo "[$?]"
readout analyse own.jsonl --field text=story.words | short
readout analyse own.jsonl --field words=story.words; echo "[$?]"
readout analyse own.jsonl --field text; echo "[$?]"
readout analyse news.tar.gz | sed 's/.*"path":"\([^"]*\)","record":\([0-9]*\).*/\1 \2/'
readout show news.tar.gz
# A member by the path that its articles have.
readout show news.tar.gz/news/table.csv; echo "[$?]"
readout show news.tar.gz/news/absent.csv; echo "[$?]"
readout show table.csv/absent.txt; echo "[$?]"
mkdir outer && mv news.tar.gz outer/ && tar cf outer.tar outer
readout show outer.tar/outer/news.tar.gz/news/export.json 2> /dev/null
# Markdown, a list of feeds, a web archive with a record that is cut off.
printf -- '---\ntitle: Quay open\nauthor: Ana Pinto\n---\n## Why\n\nThe [quay](https://e.example) opened on *Sunday*, the owners said.\n' > quay.md
printf '<opml version="2.0"><body><outline xmlUrl="https://e.example/feed"/></body></opml>' > feeds.opml
record() { printf 'WARC/1.1\r\nWARC-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "$1" "$2" "$3"; }
page='HTTP/1.1 200 OK
Content-Type: text/html

<p>The quay at Orsova opened on Sunday, the owners said.</p>'
{ record warcinfo 1 a; record revisit 1 b; record response ${#page} "$page"; record response 9999 "$page"; } > web.warc
readout show quay.md
readout show feeds.opml; echo "[$?]"
readout show web.warc; echo "[$?]"
