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
