# A command that reads makes nothing where no store is, and leaves alone what is none.
mkdir folder && printf 'The text.\n' > text.db && : > empty.db
for store in nwes.db folder text.db empty.db; do
    echo "$store"
    for command in stories quotes copies claims timeline report serve; do
        readout $command --store $store; echo "[$?]"
    done
    readout search bridge --store $store; echo "[$?]"
    readout dedup "$EXAMPLES/mill" --store $store; echo "[$?]"
done 2>&1 | sort | uniq -c | sed 's/^ *//'
# Nor does one that would add, to what is none, or with nothing to add.
readout add "$EXAMPLES/mill" --store text.db; echo "[$?]"
readout add "$EXAMPLES/mill" --store folder; echo "[$?]"
readout add --store new.db; echo "[$?]"
cat text.db
ls
# Six at once make one store, and each adds what it has.
for i in 1 2 3 4 5 6; do printf 'T%s\n\nThe ferry %s sank on Monday.\n' $i $i > $i.txt; done
for i in 1 2 3 4 5 6; do readout add $i.txt --store new.db & done 2>&1 | sort | uniq -c | sed 's/^ *//'
wait
readout search ferry --store new.db | wc -l
