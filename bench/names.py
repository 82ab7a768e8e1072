#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score names: persons, organizations and places of GUM and re3d.

    READOUT_DATA=… bench/names.py [gum-dev|gum-train|re3d|re3d-bbc] [--errors] [--peer FOLDER]

re3d-bbc is the part of re3d on which the model is not trained. With --peer, CoreNLP is
scored beside on the same text, from the jars in FOLDER (bench/peers/corenlp_names).

What counts as a gold name stands in bench/names_gold.py. `exact`: same span (without a
leading article) and type. `overlap`: same type and the spans share a word; each gold
name and each answer counts once. Names in parts that the reader sets apart (credits,
captions, lists) are counted and not scored.
"""
import collections
import os
import sys

import names_gold
from names_gold import TYPES


def trimmed(text, start, end):
    for article in ("the ", "The ", "THE "):
        if text.startswith(article, start):
            start += len(article)
    for tail in ("'s", "’s"):
        if text[start:end].endswith(tail):
            end -= len(tail)
    return start, end


def score(pairs, errors=False):
    counts = collections.defaultdict(collections.Counter)
    for document, mentions in pairs:
        gold, ignored = names_gold.gold_names(document)
        gold = sorted({trimmed(document.text, s, e) + (t,) for s, e, t in gold})
        counts["all"]["unread"] += sum(1 for s, _, t in gold if t != "none" and not document.read[s])
        gold = [g for g in gold if document.read[g[0]]]
        given = sorted({trimmed(document.text, m["start"], m["end"]) + (m["type"],)
                        for m in mentions if m["kind"] == "name" and m["type"] in TYPES})
        used = set()
        for s, e, t in gold:
            if t == "none":
                continue
            counts[t]["gold"] += 1
            counts[t]["exact"] += (s, e, t) in given
            hit = next((g for g in given if g[2] == t and g[0] < e and g[1] > s and g not in used), None)
            if hit:
                used.add(hit)
                counts[t]["overlap"] += 1
            elif errors:
                near = [(document.text[a:b], k) for a, b, k in given if a < e and b > s]
                print("MISS %-12s %r given %s | %r" % (
                    t, document.text[s:e], near, document.text[max(0, s - 40):e + 30]))
        for s, e, t in given:
            inside = any(a <= s and e <= b for a, b in ignored)
            if inside and (s, e, t) not in gold and (s, e, t) not in used:
                continue
            counts[t]["given"] += 1
            if errors and (s, e, t) not in used and not any(g[2] == t and g[0] < e and g[1] > s for g in gold):
                print("OVER %-12s %r | %r" % (t, document.text[s:e],
                                              document.text[max(0, s - 40):e + 30]))
    return counts


def report(title, counts):
    print("%s; %d names stand in parts that are not analysed" % (title, counts["all"]["unread"]))
    total = collections.Counter()
    for t in TYPES:
        total.update(counts[t])
    for t, c in [(t, counts[t]) for t in TYPES] + [("all", total)]:
        line = "  %-13s gold %5d given %5d" % (t, c["gold"], c["given"])
        for kind in ("exact", "overlap"):
            p = c[kind] / c["given"] if c["given"] else 0
            r = c[kind] / c["gold"] if c["gold"] else 0
            f = 2 * p * r / (p + r) if p + r else 0
            line += "   %s P %.3f R %.3f F1 %.3f" % (kind, p, r, f)
        print(line)


def read(name):
    if name == "re3d-bbc":
        return list(names_gold.re3d({"BBC_Online"}))
    return list(names_gold.re3d() if name == "re3d" else names_gold.gum(name.split("-")[1]))


def main(arguments):
    errors = "--errors" in arguments
    folder = arguments[arguments.index("--peer") + 1] if "--peer" in arguments else None
    chosen = [a for a in arguments if not a.startswith("-") and a != folder]
    if not os.path.isdir(os.path.join(names_gold.DATA, "language")):
        print("names: skipped, no data at %s (set READOUT_DATA)" % names_gold.DATA)
        return
    for name in chosen or ["gum-dev", "re3d", "re3d-bbc"]:
        documents = read(name)
        counts = score(names_gold.analyse(documents), errors)
        report("names, %s (%d documents)" % (name, len(documents)), counts)
        if folder:
            counts = score(names_gold.peer(documents, folder), errors)
            report("names, %s, CoreNLP 4.5.7" % name, counts)


if __name__ == "__main__":
    main(sys.argv[1:])
