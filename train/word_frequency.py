#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write data/en/word_frequency.tsv: how common English words are.

Counts the training parts of UD English-EWT (CC BY-SA 4.0) and of the openly licensed
genres of UD English-GUM (CC BY, CC BY-SA, public domain).

    READOUT_DATA=FOLDER train/word_frequency.py > data/en/word_frequency.tsv
"""
import collections
import os
import re
import sys

OPEN = {"academic", "conversation", "court", "interview", "news", "textbook", "vlog", "bio",
        "voyage", "speech"}
LEAST = 4  # occurrences; rarer words say nothing that an unknown word would not


def words(path, keep):
    taken = True
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc id = "):
            taken = keep(line.split(" = ")[1].strip())
        field = line.split("\t")
        if taken and len(field) == 10 and field[0].isdigit():
            yield field[1].lower().replace("\u2019", "'"), field[3]


def main():
    root = os.path.join(os.environ.get("READOUT_DATA", "build/data"), "language", "ud")
    count, total = collections.Counter(), 0
    files = [("EWT/en_ewt-ud-train.conllu", lambda name: True),
             ("GUM/en_gum-ud-train.conllu", lambda name: name.split("_")[1] in OPEN)]
    for name, keep in files:
        for word, tag in words(os.path.join(root, name), keep):
            total += 1
            if tag != "PROPN" and re.fullmatch(r"[a-z]+", word):
                count[word] += 1
    print("# How common English words are: word, occurrences in a million words of mixed prose.")
    print("# Names are left out: in the news a name is never common by itself.")
    print("# Counted by train/word_frequency.py on UD English-EWT (CC BY-SA 4.0) and the open")
    print("# genres of UD English-GUM (CC BY 4.0, CC BY-SA 4.0, public domain), training parts.")
    print("#: word        text\n#: per_million integer 1..1000000\n#: unique      word")
    for word, n in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        if n >= LEAST:
            print(f"{word}\t{round(n * 1e6 / total)}")


if __name__ == "__main__":
    sys.exit(main())
