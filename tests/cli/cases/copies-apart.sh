# Text that articles of different stories share is told below the stories.
{ cat "$EXAMPLES/mill/agency.txt"; echo; sed -n '5,7p' "$EXAMPLES/ferry/paper.txt"; } > mill.txt
cp "$EXAMPLES/ferry/paper.txt" ferry.txt
readout copies mill.txt ferry.txt
echo "== counted in a report"
readout report mill.txt ferry.txt | tail -n 1
echo "== a row without a story"
readout copies --csv mill.txt ferry.txt | cut -d, -f1-5
echo "== in JSON"
readout copies --json mill.txt ferry.txt | grep -c '"share_of_a"'
echo "== on the page"
readout copies mill.txt ferry.txt -o page.html
grep -c 'Text in more than one story' page.html
