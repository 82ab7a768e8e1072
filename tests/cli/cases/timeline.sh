# What happened, happens, is planned, possible or called off; a given date settles the weekdays.
cd "$EXAMPLES"
readout timeline ferry
echo "== by the day of publication"
readout timeline ferry/other-ferry.txt --date 2024-03-06
echo "== a table"
readout timeline mill --csv
echo "== JSON"
readout timeline mill/local.txt --json | sed '1,/"stories"/d'
echo "== none, and why"
printf 'Trees are green.\n' | readout timeline -; echo "[$?]"
readout timeline mill --date tomorrow; echo "[$?]"
readout timeline no-such.txt --csv; echo "[$?]"
