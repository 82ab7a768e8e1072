# Who said what: the same remark in several reports, what a pronoun stands for, the day it is put on.
cd "$EXAMPLES"
readout quotes mill
echo "== several stories, a feed, records"
readout quotes rates
echo "== a table"
readout quotes mill --csv
echo "== JSON"
readout quotes mill/local.txt mill/paper.html --json | sed '1,/"stories"/d'
echo "== none, and why"
printf 'Rain fell.\n' | readout quotes -; echo "[$?]"
printf 'Rain fell.\n' | readout quotes - --csv; echo "[$?]"
readout quotes mill/local.txt no-such.txt; echo "[$?]"
readout quotes mill --brief; echo "[$?]"
