# The entries of a live blog and their times are the same from a store as from the file.
cp "$EXAMPLES/../tests/corpus/read/page-live.input" live.html
readout add live.html --store news.db
readout show live.html > read
readout show live.html --store news.db > stored
cmp read stored && grep -c 2024-03 stored
for part in stories timeline; do
    readout "$part" live.html --json > read
    readout "$part" --store news.db --json > stored
    cmp read stored
done
