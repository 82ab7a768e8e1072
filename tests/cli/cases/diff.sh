cp "$EXAMPLES"/ferry/agency-*.txt .
readout diff "agency-first.txt" "agency-update.txt"; echo "[$?]"
readout diff "agency-first.txt" "agency-first.txt"; echo "[$?]"
readout diff "agency-first.txt"; echo "[$?]"
readout diff "agency-first.txt" "agency-update.txt" -o page.html; echo "[$?]"
grep -c 'id=x1[ab]' page.html
readout diff "agency-first.txt" "agency-update.txt" --json | grep -c '"versions"'
