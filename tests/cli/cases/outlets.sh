# Lines that an outlet puts into articles of all kinds: learned by a store, shown, corrected.
line="Read the paper as it was printed"
article() { # NAME OUTLET TITLE LEAD END [LINE]
    printf '{"id": "%s", "outlet": "%s", "title": "%s", "text": "%s\\n\\n%s\\n\\n%s\\n\\n%s"}\n' \
        "$1" "$2" "$3" "$3" "$4" "${6:-$line}" "$5"
}
article bridge "Coast Daily" "Harbour bridge closes for the winter" \
    "The swing bridge over the harbour at Westmouth closed on Monday for repairs that engineers expect to take until spring, the port said in a notice to skippers." \
    "Ferries will carry pedestrians across every half hour while cranes lift the rusted deck from its bearings." > a.jsonl
article frost "Coast Daily" "Orchard growers count the cost of late frost" \
    "Growers in the Lenn valley lost a third of their pears to a night of frost in April, according to a survey of eighty farms that the county published." \
    "Insurance rarely covers blossom, so several families intend to plant hardier cherries beyond the southern hills." >> a.jsonl
article map "Coast Daily" "Museum finds a lost map behind a wardrobe" \
    "A hand-drawn map of northern trading posts, thought to have burned with its archive, came to light when carpenters moved an oak wardrobe in the museum." \
    "Curators believe a clerk hid the parchment during the siege; conservators will photograph it before visitors may see it." > b.jsonl
article choir "Coast Daily" "Choir of dockers sings in the cathedral" \
    "Forty dockers sang in the cathedral of Ostby on Sunday, and the organist, who had rehearsed with them for a year, wept behind the stone pillar." \
    "Their next concert is to be given on a barge, with herring for whoever brings bread." > c.jsonl
article other "Hill Gazette" "Choir of dockers sings in the cathedral again" \
    "Forty dockers sang in the cathedral of Ostby on Sunday, and the organist, who had rehearsed with them for a year, wept behind a pillar." \
    "Their next concert is to be given on a barge, with herring for whoever brings bread." >> c.jsonl
roles() { readout analyse c.jsonl "$@" | sed 's/"outlet":"\([^"]*\)"/\n\1: /; s/{"role":"\([a-z_]*\)"/\n\1 /g' | grep -oE '^(Coast Daily|Hill Gazette): |^(title|body|other|subhead) ' | tr -d '\n'; echo; }

echo "== two articles, then a third"
readout add a.jsonl --store news.db --quiet
readout outlets --store news.db; echo "[$?]"
readout add b.jsonl --store news.db --quiet
readout outlets --store news.db
readout outlets --store news.db --json
echo "== an article that comes, without and with the store"
roles
roles --store news.db
echo "== it is text after all, and that is taken back"
readout outlets "Coast Daily" --store news.db --keep-line "READ THE PAPER - as it was printed!"
readout outlets "Coast Daily" --store news.db
roles --store news.db
readout outlets "Coast Daily" --store news.db --unsay "$line"
readout outlets "Coast Daily" --store news.db
echo "== a line that nobody learned"
readout outlets "Hill Gazette" --store news.db --leave-out "$line"
readout outlets "Hill Gazette" --store news.db
roles --store news.db
readout outlets "Hill Gazette" --store news.db --unsay "$line"
readout outlets "Hill Gazette" --store news.db; echo "[$?]"
echo "== what cannot be"
readout outlets --store none.db; echo "[$?]"
readout outlets; echo "[$?]"
readout outlets --store news.db --keep-line x; echo "[$?]"
readout outlets A B --store news.db; echo "[$?]"
readout outlets A --store news.db --keep-line x --unsay x; echo "[$?]"
readout outlets A --store news.db --keep-line '!'; echo "[$?]"
