cp "$EXAMPLES"/ferry/agency-*.txt .
readout diff "agency-first.txt" "agency-update.txt"; echo "[$?]"
readout diff "agency-first.txt" "agency-first.txt"; echo "[$?]"
readout diff "agency-first.txt"; echo "[$?]"
readout diff "agency-first.txt" "agency-update.txt" -o page.html; echo "[$?]"
grep -c 'id=x1[ab]' page.html
readout diff "agency-first.txt" "agency-update.txt" --json | grep -c '"versions"'
readout diff agency-first.txt "$EXAMPLES/rates/feed.xml"; echo "[$?]"
# Versions are rows of the table too.
readout copies agency-*.txt --csv | cut -d, -f2,3 | sort | uniq -c | sed "s/^ *//"
