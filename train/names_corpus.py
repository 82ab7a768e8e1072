#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write corpora for names_train.

    names_corpus.py gum-train > gum.names         open genres of GUM
    names_corpus.py gum-dev > gum-dev.names       all of GUM dev
    names_corpus.py re3d > re3d.names             re3d without BBC_Online
    names_corpus.py re3d-bbc > bbc.names          BBC_Online alone, for testing
    names_corpus.py mentions > mentions           clusters of the open genres of GUM
    names_corpus.py news FOLDER                   3,804 articles of the story stream, as files
    names_corpus.py tokens ARTICLES               what a peer is to label
    names_corpus.py articles > gum-train.jsonl    gum-train as `readout analyse --tokens` gives it

ARTICLES are lines of `readout analyse --tokens`. What teachers say of the stories becomes a
corpus by names_silver.py, with labels that the sets above lack: 9 a group, 11 a work or
product, 13 an event, 15 a stretch in which nothing is to be learned.

What a gold name is stands in bench/names_gold.py.
"""
import collections
import itertools
import json
import os
import random
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "bench"))
import names_gold  # noqa: E402

LABELS = {"person": 1, "organization": 3, "place": 5, "none": 7,
          "PERSON": 1, "ORGANIZATION": 3, "LOCATION": 5, "MISC": 7,
          # Types of spaCy; what is left out (dates, numbers) are no names.
          "ORG": 3, "GPE": 5, "LOC": 5, "FAC": 5, "LAW": 7, "LANGUAGE": 7, "NORP": 9,
          "WORK_OF_ART": 11, "PRODUCT": 11, "EVENT": 13}
GROUP, EVENT = 9, 13
OPEN = {"academic", "conversation", "court", "interview", "news", "textbook", "vlog", "bio",
        "voyage", "speech"}


def write(text, names):
    """One document; names by characters, without overlap, the longest first."""
    kept, last = [], 0
    for start, end, label in sorted(names, key=lambda n: (n[0], -n[1])):
        if start >= last and end > start:
            kept.append((start, end, label))
            last = end
    at, count, byte = 0, 0, {}
    for i, c in enumerate(text):
        byte[i] = count
        count += len(c.encode())
    byte[len(text)] = count
    out = sys.stdout.buffer
    out.write(b"D %d %d\n" % (count, len(kept)) + text.encode() + b"\n")
    for start, end, label in kept:
        out.write(b"%d %d %d\n" % (byte[start], byte[end], label))


def label_of(document, start, end, kind):
    """Of a gold name; None: days and months are not learned as names."""
    if kind != "none":
        return LABELS[kind]
    if document.text[start:end].lower() in names_gold.PEOPLES:
        return GROUP
    marked = next((m["type"] for m in document.mentions
                   if "head" in m and m["head"] <= start and m["head_end"] == end), None)
    return None if marked == "time" else EVENT if marked == "event" else LABELS[kind]


def gold(documents):
    for document in documents:
        names = [(start, end, label_of(document, start, end, kind))
                 for start, end, kind in names_gold.gold_names(document)[0]]
        write(document.text, [name for name in names if name[2]])


def mentions(documents):
    """For pronouns_train: every mention of GUM with its head and its cluster."""
    for document in documents:
        byte, count = {}, 0
        for i, c in enumerate(document.text + "\n"):
            byte[i] = count
            count += len(c.encode())
        numbers = {}
        out = sys.stdout.buffer
        out.write(b"D %d %d\n" % (count, len(document.mentions)) + document.text.encode() + b"\n\n")
        for m in document.mentions:
            cluster = numbers.setdefault(m["cluster"], len(numbers))
            out.write(b"%d %d %d %d %d\n" % (byte[m["start"]], byte[m["end"]], byte[m["head"]],
                                             byte[m["head_end"]], cluster))


def kept_back():
    """Articles whose names were labelled by hand, for scoring alone."""
    with open(os.path.join(ROOT, "bench", "labels", "name_types.tsv"), encoding="utf-8") as rows:
        return {row.split("\t")[1] for row in rows if row[0] != "#"}


def news(folder):
    """Articles of ordinary length, drawn by a fixed seed, a text file each: of each outlet
    and year up to ten, so that no outlet's subjects and manners prevail."""
    with open(os.path.join(names_gold.DATA, "stories", "allsides_stream.jsonl"),
              encoding="utf-8") as lines:
        rows = list(lines)
    random.seed(5)
    random.shuffle(rows)
    os.makedirs(folder, exist_ok=True)
    number, drawn, kept = 0, collections.Counter(), kept_back()
    for row in map(json.loads, rows):
        cell = row["source"], row["date"][:4]
        if not 150 <= len(row["text"].split()) <= 1200 or drawn[cell] == 10:
            continue
        drawn[cell] += 1
        if row["id"] in kept:
            continue
        title = row["title"] + "\n\n" if row.get("title") else ""
        with open(os.path.join(folder, "%05d.txt" % number), "w", encoding="utf-8") as out:
            out.write(title + row["text"] + "\n")
        number += 1


def names_of(articles, labels):
    """(start, end, label) by bytes for each article: runs of one label of the peer."""
    with open(labels, encoding="utf-8") as rows:
        tags = iter([row.rstrip("\n").split("\t")[1] for row in rows if "\t" in row])
    for line in open(articles, encoding="utf-8"):
        article = json.loads(line)
        raw, names, run = article["text"].encode(), [], None
        for piece in itertools.chain.from_iterable(peer_sentences(article, raw)):
            tag = next(tags)
            for start, end in piece:
                word = raw[start:end].decode(errors="replace")
                if len(piece) > 1 and tag == "MISC" and word.lower() in names_gold.COUNTRIES:
                    names.append([start, end, "LOCATION"])
                    run = None
                elif tag == "O" or (len(piece) > 1 and tag == "MISC" and not word[:1].isupper()):
                    run = None
                elif run and run[2] == tag:
                    run[1] = end
                else:
                    run = [start, end, tag]
                    names.append(run)
        yield [(start, end, LABELS[tag]) for start, end, tag in names]


def peer_names(articles, labels, peer):
    """The same of any peer: corenlp, small or medium (bench/peers/spacy_names)."""
    if peer == "corenlp":
        yield from names_of(articles, labels)
        return
    for line in open(labels, encoding="utf-8"):
        yield [(s, e, LABELS[kind]) for s, e, kind in json.loads(line) if kind in LABELS]


def peer_sentences(article, raw):
    """Sentences of tokens as the peer sees them: words joined by hyphens are one. A token
    is a list of spans."""
    tokens, at = article["tokens"], 0
    for _, end in article["sentences"]:
        row, form, last = [], "", -1
        while at < len(tokens) and tokens[at][0] < end:
            word = raw[tokens[at][0]:tokens[at][1]].decode(errors="replace")
            if row and tokens[at][0] == last and len(form) > 1 and (word == "-" or form.endswith("-")):
                row[-1].append(tokens[at][:2])
                form += word
            else:
                row.append([tokens[at][:2]])
                form = word
            last = tokens[at][1]
            at += 1
        if row:
            yield row


def tokens_for_peer(articles):
    """A sentence a line, tokens parted by spaces, quotation marks as the Penn Treebank's."""
    marks = {"“": "``", "”": "''", "’": "'"}
    for line in open(articles, encoding="utf-8"):
        article = json.loads(line)
        raw = article["text"].encode()
        for row in peer_sentences(article, raw):
            words = []
            for piece in row:
                word = "".join(raw[s:e].decode(errors="replace") for s, e in piece)
                for mark, other in marks.items():
                    word = word.replace(mark, other)
                words.append("".join(word.split()) or "_")
            print(" ".join(words))


def main(arguments):
    if arguments[0] == "gum-train":
        gold(names_gold.gum("train", OPEN))
    elif arguments[0] == "gum-dev":
        gold(names_gold.gum("dev"))
    elif arguments[0] == "re3d":
        gold([d for d in names_gold.re3d() if d.name != "BBC_Online"])
    elif arguments[0] == "re3d-bbc":
        gold(names_gold.re3d({"BBC_Online"}))
    elif arguments[0] == "mentions":
        mentions(names_gold.gum("train", OPEN))
    elif arguments[0] == "news":
        news(arguments[1])
    elif arguments[0] == "tokens":
        tokens_for_peer(arguments[1])
    elif arguments[0] == "articles":
        print("\n".join(names_gold.run(list(names_gold.gum("train", OPEN)), "--tokens")))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
