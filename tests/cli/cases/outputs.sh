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
# A link is followed, and what it leads to keeps its rights.
echo old > real.txt
chmod 600 real.txt
ln -s real.txt link.txt
run report a.txt -o link.txt
[ -L link.txt ] && stat -c %a real.txt
ls
