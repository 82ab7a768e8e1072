# A notice that three articles of different things have is shown as one; of two it is kept.
notice="We opened our new office in Westmouth on Friday."
article() { printf '%s\n\n%s\n\n%s\n\n%s\n' "$2" "$3" "$notice" "$4" > "$1.txt"; }
article bridge "Harbour bridge closes for the winter" \
    "The swing bridge over the harbour at Westmouth closed on Monday for repairs that engineers expect to take until spring, the port said in a notice to skippers." \
    "Ferries will carry pedestrians across every half hour while cranes lift the rusted deck from its bearings."
article frost "Orchard growers count the cost of late frost" \
    "Growers in the Lenn valley lost a third of their pears to a night of frost in April, according to a survey of eighty farms that the county published." \
    "Insurance rarely covers blossom, so several families intend to plant hardier cherries beyond the southern hills."
article map "Museum finds a lost map behind a wardrobe" \
    "A hand-drawn map of northern trading posts, thought to have burned with its archive, came to light when carpenters moved an oak wardrobe in the museum." \
    "Curators believe a clerk hid the parchment during the siege; conservators will photograph it before visitors may see it."
notices() { readout report --html "$@" | grep "$notice" | sed 's/ id=[a-z0-9]*//'; }

echo "== three articles"
notices bridge.txt frost.txt map.txt
echo "== two of them"
notices bridge.txt frost.txt
echo "== read from a store, with one that is new"
readout add bridge.txt frost.txt --store news.db --quiet
notices --store news.db map.txt
