# One of each article stays; lines go out as they came in; the record says why.
line() { printf '{"id": "%s", "published": "%s",  "text": "%s"}\n' "$1" "$2" "$3"; }
first="The harbour board closed the east quay on Tuesday after divers found a crack in the sea wall, and asked skippers to use the fish dock until engineers had looked at it."
more=" Two trawlers were moved by tug in the evening, and the ice plant will stay shut."
tail=" Nobody was hurt, the board added, but the market opens late this week."
{
    line a 2024-05-07T18:00 "$first$more"
    line b 2024-05-07T09:00 "The Harbour board closed the east quay on Tuesday after divers found a crack in the sea wall — and asked skippers to use the fish dock until engineers had looked at it.$more"
    line c 2024-05-08 "$first$more$tail"
    line d 2024-05-06 "A choir of retired miners sang outside the town hall at noon to save the band room, and the mayor came down to listen."
    line e "" "Yes."
    line f "" "No."
    line g "" "Yes!"
} > news.jsonl
readout dedup news.jsonl --record why.jsonl > kept.jsonl; echo "[$?]"
cut -c1-12 kept.jsonl; cat why.jsonl
grep -cvxFf news.jsonl kept.jsonl

echo "== other rules"
readout dedup news.jsonl --keep longest --record - -o longest.jsonl
readout dedup - --keep oldest < news.jsonl | cut -c1-12
cat news.jsonl | readout dedup - --keep newest --quiet | cut -c1-12
readout dedup news.jsonl --at duplicate --quiet | cut -c1-12
readout dedup news.jsonl --share 0.5 --at version --quiet | cut -c1-12

echo "== what is in a store stays"
head -1 news.jsonl > old.jsonl
readout add old.jsonl --store news.db --quiet
readout dedup news.jsonl --store news.db --record - -o new.jsonl
cut -c1-12 new.jsonl

echo "== files of other kinds become lines that read the same"
readout dedup "$EXAMPLES/ferry" "$EXAMPLES/rates/feed.xml" -o other.jsonl
readout dedup other.jsonl --quiet | cmp - other.jsonl && wc -l < other.jsonl

echo "== a pipe is written to, not replaced"
mkfifo pipe
cat pipe > piped &
readout dedup news.jsonl --quiet -o pipe; wait
test -p pipe && cmp piped kept.jsonl && echo same

echo "== mistakes"
readout dedup news.jsonl --keep best; echo "[$?]"
readout dedup news.jsonl --share 2; echo "[$?]"
readout dedup nothing.jsonl; echo "[$?]"
printf '{"id": 1, "text": "One."}\n{"id": 2, "text": \n' | readout dedup -; echo "[$?]"
