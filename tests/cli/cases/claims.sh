# The figures and days of several reports: what differs, what a newer version changed, what agrees.
cd "$EXAMPLES"
readout claims mill rates ferry
echo "== a table"
readout claims mill rates ferry --csv
echo "== JSON"
readout claims mill --json | sed '1,/"stories"/d'
echo "== none, and why"
readout claims mill/local.txt; echo "[$?]"
readout claims mill/local.txt --csv; echo "[$?]"
readout claims --json --csv mill; echo "[$?]"
readout claims; echo "[$?]"
