# Of a folder, what is hidden and what tells of the folder is left out, in any case and with
# any ending; named, each is read. A folder in it is walked, in the order of names.
mkdir -p papers/old papers/.git
for name in README README.md readme.txt License LICENCE.txt COPYING NOTICE.md AUTHORS \
    CHANGELOG.md CONTRIBUTING.md .hidden .git/config; do
    printf 'The line to Arve was shut on Monday, %s said.\n' "$name" > "papers/$name"
done
printf 'The mill at Kelmar opened on Tuesday, its owner said.\n' > papers/READMES.txt
printf 'The quay at Skarvik was shut on Friday, the town said.\n' > papers/old/b.txt
printf 'The school in Orsova was closed on Sunday, the mayor said.\n' > papers/old/a.txt
printf 'The ferry to Holm sank on Thursday, the police said.\n' > papers/a.txt
list() { readout analyse "$@" | sed 's/.*"path":"\([^"]*\)".*/\1/'; }
echo "walked"; list papers
echo "walked, with a stroke"; list papers/
echo "named"; list papers/README papers/.hidden
mkdir many
for i in $(seq 100 180); do printf 'The bridge of mile %s was shut on Monday.\n' "$i" > "many/$i.txt"; done
list many | wc -l | tr -d ' '
list many | sort -c && echo "in order"
