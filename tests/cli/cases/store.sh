# A store grows, again and again; an article that is there is left alone.
readout add "$EXAMPLES/ferry" --store news.db
readout add "$EXAMPLES/ferry" "$EXAMPLES/mill" "$EXAMPLES/rates" --store news.db
readout search barge 'gravel to a building site' --store news.db
readout search 'no"such word' --store news.db; echo "[$?]"
printf 'not a store' > text.db
readout search barge --store text.db; echo "[$?]"
readout stories --store missing/news.db; echo "[$?]"
# The same articles give the same stories, from files or from the store.
readout stories --store news.db --csv | cut -d, -f1 | sort > stored
readout stories "$EXAMPLES/ferry" "$EXAMPLES/mill" "$EXAMPLES/rates" --csv | cut -d, -f1 | sort > read
cmp stored read && sort -u read | wc -l
# An article that the store has is counted once.
readout stories --store news.db "$EXAMPLES/ferry" --csv | wc -l
readout stories --store news.db --csv | wc -l
