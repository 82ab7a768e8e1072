# Wrong use is told in a line that says what to do.
readout; echo "[$?]"
readout nosuch; echo "[$?]"
readout report; echo "[$?]"
readout report --nosuch a.txt; echo "[$?]"
readout report --json=yes a.txt; echo "[$?]"
readout report --date yesterday a.txt; echo "[$?]"
readout report --threads 0 a.txt; echo "[$?]"
readout report --offsets words a.txt; echo "[$?]"
readout analyse --every 5 a.txt; echo "[$?]"
for field in title =title title=; do readout analyse --field $field a.txt; echo "[$?]"; done
readout diff a.txt; echo "[$?]"
readout search balloon; echo "[$?]"
readout --generate nothing; echo "[$?]"
