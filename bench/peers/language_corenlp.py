#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make CoreNLP's CoNLL-U say no more than the text: language_corenlp.py RAW CONLLU > OUT

CoreNLP writes a stop of its own behind an abbreviation that ends a sentence ("Inc." ".")
where the text has one; such a word is left out and the heads are counted anew.
"""
import sys


def main():
    text = "".join(open(sys.argv[1], encoding="utf8").read().split())
    at, block = 0, []

    def flush():
        kept = {old: new for new, old in enumerate([c[0] for c in block if c[1] is not None], 1)}
        kept["0"] = 0
        for c in block:
            if c[1] is not None:
                head = kept.get(c[6], 0)
                print("\t".join([str(kept[c[0]]), *c[1:6], str(head), *c[7:]]))
        print()

    for line in open(sys.argv[2], encoding="utf8"):
        columns = line.rstrip("\n").split("\t")
        if len(columns) < 8:
            if block:
                flush()
            block = []
            continue
        form = "".join(columns[1].split())
        if text.startswith(form, at):
            at += len(form)
        elif form == ".":
            columns[1] = None
        else:
            sys.exit(f"{form} is not in the text at …{text[at:at + 30]}")
        block.append(columns)
    if block:
        flush()


main()
