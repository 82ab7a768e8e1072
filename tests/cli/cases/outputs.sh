# What is read is never written over, by whatever name; a name says what a file holds.
printf 'Ferry\n\nThe ferry sank on Monday.\n' > a.txt
cp a.txt b.txt
ln b.txt hard.txt
ln -s b.txt soft.txt
run() { echo "\$ readout $*"; readout "$@"; echo "= $?"; }
run report a.txt -o ./a.txt
run report b.txt -o hard.txt
run report b.txt -o soft.txt
run report - -o a.txt < a.txt
run dedup a.txt --record a.txt
run report a.txt -o x.pdf
run analyse a.txt -o x.html
run report a.txt -o x.csv
run report a.txt --json --html
cmp a.txt b.txt
# In a folder what is written is not read, and the second run is as the first.
mkdir folder
cp a.txt folder/a.txt
echo 'How to use these.' > folder/README.md
run report folder -o folder/page.html
run report folder -o folder/page.html --json > second.json
grep -c '"id"' second.json
# But an article of the folder is never written over, nor is a file that is not readout's.
run report folder -o folder/a.txt
run dedup folder --record folder/a.txt
cmp a.txt folder/a.txt
readout stories folder > folder/told.txt
sed -n 2p folder/told.txt
rm folder/told.txt
run dedup folder --record folder/dropped.jsonl --quiet -o clean.jsonl
rm folder/dropped.jsonl
# One place by two names is one place, before anything is there, too.
ln -s . here
ln -s new.jsonl to-new
run dedup a.txt -o new.jsonl --record ./new.jsonl
run dedup a.txt -o here/new.jsonl --record to-new
run dedup a.txt --record -
run dedup a.txt -o to-new --quiet
[ -L to-new ] && ls new.jsonl
rm -f new.jsonl clean.jsonl here to-new
run stories a.txt -o NEW.CSV
head -n 1 NEW.CSV
rm NEW.CSV
# What readout told is no article.
run stories folder/page.html
# A link is followed, and what it leads to keeps its rights.
echo old > real.txt
chmod 600 real.txt
ln -s real.txt link.txt
run report a.txt -o link.txt
[ -L link.txt ] && stat -c %a real.txt
ls
