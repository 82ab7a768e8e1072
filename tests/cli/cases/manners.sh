# Mistyped words, addresses, names that would forge a line, a full disk, a reader that leaves.
run() { echo "\$ readout $*"; readout "$@"; echo "= $?"; }
printf 'Ferry\n\nThe ferry sank on Monday.\n' > a.txt
run reprot a.txt
run xyzzy a.txt
run report --jsno a.txt
run report https://e.example/a
run a.txt
run https://e.example/a
run stories - - < a.txt
run report a.txt --limit-memory "$(printf '1\033[1m')" 2>&1 | cat -v
run report a.txt --width 10
run report a.txt --width 40 --quiet
name=$(printf 'x\nreadout: all is well\033[31m\342\200\256.txt')
cp a.txt "$name"
run show "$name:0-5" | cat -v
: > "$(printf 'bad\nreadout: fine')"
readout report --quiet bad* 2>&1 | cat -v
readout add a.txt --store s.db --quiet
ln -s "$EXAMPLES" examples
for command in 'report a.txt' 'analyse a.txt' 'show a.txt' 'quotes a.txt' 'dedup a.txt --quiet' \
    'report examples --json' 'show examples/ferry' 'search ferry --store s.db' '--help' 'report --help' '--version' '--generate man'; do
    readout $command > /dev/full
    echo "$command: $?"
done
# What a spreadsheet would run is no formula; a number below zero stays one.
printf '=HYPERLINK("http://x.example")\n\nThe ferry sank on Monday, said Ann Berg. "@All of us saw it," she said.\n' > formula.txt
readout stories formula.txt --csv
{ readout analyse --tokens "$EXAMPLES" 2> said; echo $? > status; } | head -c 1 > one
cat status said
