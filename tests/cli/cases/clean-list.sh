# Many articles of one source are one entry of the list, with their number.
for paper in Courier Herald Mirror Recorder Sentinel; do
    printf 'The %s\n\nThe harbour board closed the east quay on Tuesday after divers found a crack in the sea wall, and asked skippers to use the fish dock until engineers had looked at it.\n\nTwo trawlers were moved by tug in the evening, and the ice plant will stay shut until Friday, the Meridian agency reported.\n\n(Meridian)\n' "$paper" > "$paper.txt"
done
printf 'Quay shut over crack\n\nEngineers were called to the east quay on Tuesday when a crack opened in the sea wall.\n\n"We saw it at low tide," said Ann Moe, who runs the ice plant beside the fish dock. "Nobody slept."\n' > Own.txt
readout stories ./*.txt
readout stories ./*.txt --json | grep -o '"independent": *[0-9]*' | head -1
