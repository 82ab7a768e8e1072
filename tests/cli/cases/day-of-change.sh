# A page that says only when it was changed has that day shown, and not as one of publication.
cat > page.html <<'PAGE'
<!DOCTYPE html><html><head><title>Bridge at Ormby reopens</title></head><body><article>
<h1>Bridge at Ormby reopens</h1><p>Last updated 4 March 2024</p>
<p>The road bridge at Ormby was opened again on Monday after eight weeks of repairs, the county said, and lorries may use it from Thursday.</p>
<p>The repairs cost two million crowns, twice what was planned, as the piers had to be made new, said the engineer of the county.</p>
</article></body></html>
PAGE
readout report page.html | grep -A 1 Articles
readout report page.html -o page-report.html
grep -o 'updated <time datetime="[^"]*"' page-report.html
readout add page.html --store news.db
readout search Ormby --store news.db
readout search Ormby --store news.db --json | grep -o '"published": *null\|"modified": *{"value": *"[^"]*"'
