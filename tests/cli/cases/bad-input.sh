# Every bad input is named with its reason, the good ones go on, the status is 2.
printf 'The bridge at Orsova closed on Friday, the mayor said.\n' > good.txt
: > empty.txt
printf ' \n\t\n' > blank.txt
mkdir folder && printf 'The road to Orsova will stay open, the mayor said.\n' > folder/inside.txt
ln folder/inside.txt folder/same.txt
ln -s ../folder folder/loop
mkdir bare
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\003\000>\000' > binary.bin
printf 'The quay \303 reopened on Sunday, caf\303\251 owners said.\n' > invalid.txt
printf 'A word\000and a NUL byte.\n' > nul.txt
printf '\377\376T\000h\000e\000 \000q\000u\000a\000y\000 \000r\000e\000o\000p\000e\000n\000e\000d\000.\000' > utf16.txt
mkfifo pipe && (printf 'The pipe said that it would carry text.\n' > pipe &)
readout analyse missing.txt empty.txt blank.txt binary.bin nul.txt invalid.txt utf16.txt \
    good.txt good.txt folder bare pipe > out.jsonl
echo "[$?]"
sed 's/.*"id":"\([^"]*\)".*"text":"\([^"]*\)".*/\1: \2/' out.jsonl
readout report bare; echo "[$?]"
readout report empty.txt missing.txt --json | sed -n '/"skipped"/,$p'
readout report good.txt --output nosuch/folder/page.html; echo "[$?]"
