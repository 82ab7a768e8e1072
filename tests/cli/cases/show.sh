readout show "$EXAMPLES/ferry/page.html"
readout show "$EXAMPLES/ferry/agency-first.txt:0-54"
readout show "$EXAMPLES/ferry/agency-first.txt:20-10"; echo "[$?]"
readout show "$EXAMPLES/ferry/agency-first.txt:0-999999"; echo "[$?]"
