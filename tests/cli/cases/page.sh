# The pages whole, but for the style sheet: an account of one story, and two versions side by side.
without_style() { sed '/<style>/,/<\/style>/d'; }
readout report "$EXAMPLES/mill" --html --quiet | sed "s|$EXAMPLES|examples|g" | without_style
readout diff "$EXAMPLES/ferry/agency-first.txt" "$EXAMPLES/ferry/agency-update.txt" --html --quiet |
    sed "s|$EXAMPLES|examples|g" | without_style
