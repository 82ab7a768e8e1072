# The account in the terminal, whole, for wide and for narrow lines.
cd "$EXAMPLES"
readout report ferry --width 100 --quiet
readout report rates --width 60 --quiet
readout analyse rates/agency.txt --tokens --quiet
