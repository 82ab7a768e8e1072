readout diff "$EXAMPLES/ferry/agency-first.txt" "$EXAMPLES/ferry/agency-update.txt"; echo "[$?]"
readout diff "$EXAMPLES/ferry/agency-first.txt" "$EXAMPLES/ferry/agency-first.txt"; echo "[$?]"
readout diff "$EXAMPLES/ferry/agency-first.txt"; echo "[$?]"
readout diff "$EXAMPLES/ferry/agency-first.txt" "$EXAMPLES/ferry/agency-update.txt" -o page.html; echo "[$?]"
grep -c 'id=x1[ab]' page.html
readout diff "$EXAMPLES/ferry/agency-first.txt" "$EXAMPLES/ferry/agency-update.txt" --json | grep -c '"versions"'
