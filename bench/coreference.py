#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score who is meant: clusters of persons on GUM dev.

    READOUT_DATA=… bench/coreference.py [dev|train] [--errors]

Gold: clusters of GUM whose type is person, of two mentions or more. First and second
person ("I", "you", "we") are left out of both sides: Readout resolves the third person.
A mention of Readout is matched to the smallest unmatched gold mention that holds it and
whose head it holds. Printed: MUC, B3, CEAF-e and their mean (the CoNLL score), over all
such clusters and over the genre news alone; then the share of third-person pronouns
("he", "she" and their forms) and of single-word names whose cluster's name is the right one.
"""
import collections
import os
import sys

import names_gold

NOT_THIRD = set("i me my mine myself we us our ours ourselves you your yours yourself "
                "yourselves".split())
THIRD = set("he him his himself she her hers herself".split())


def gold_clusters(document):
    """Mentions of persons by cluster; those read, and not of the first or second person."""
    clusters = collections.defaultdict(list)
    for i, m in enumerate(document.mentions):
        words = document.text[m["start"]:m["end"]].lower()
        if m["type"] == "person" and words not in NOT_THIRD and document.read[m["head"]]:
            clusters[m["cluster"]].append(i)
    return {c: ms for c, ms in clusters.items() if len(ms) > 1}


def match(document, gold, mentions):
    """Index of the gold mention for each answer of a person."""
    taken, found = set(), {}
    wanted = sorted((document.mentions[i]["end"] - document.mentions[i]["start"], i)
                    for ms in gold.values() for i in ms)
    for k, m in enumerate(mentions):
        if m["type"] != "person":
            continue
        for _, i in wanted:
            g = document.mentions[i]
            if i not in taken and g["start"] <= m["start"] and m["end"] <= g["end"] + 1 and \
                    m["start"] < g["head_end"] and m["end"] > g["head"]:
                taken.add(i)
                found[k] = i
                break
    return found


def clusters_of(document, gold, mentions):
    """Gold and answered clusters as sets of keys that are equal where mentions match."""
    found = match(document, gold, mentions)
    answer = collections.defaultdict(set)
    for k, m in enumerate(mentions):
        if m["type"] == "person":
            answer[m["entity"]].add(found[k] if k in found else ("extra", k))
    ours = [c for c in answer.values() if len(c) > 1]
    return [set(ms) for ms in gold.values()], ours


def muc(key, response):
    of = {m: i for i, c in enumerate(response) for m in c}
    links = sum(len(c) - 1 for c in key)
    got = sum(len(c) - len({of.get(m, ("none", m)) for m in c}) for c in key)
    return got, links


def b_cubed(key, response):
    of = {m: c for c in response for m in c}
    total = sum(len(c) for c in key)
    return sum(len(c & of.get(m, {m})) / len(c) for c in key for m in c if m in of), total


def ceaf_e(key, response):
    """Sum of the best one-to-one alignment by phi4, greedily (exact where it matters)."""
    pairs = sorted(((2 * len(k & r) / (len(k) + len(r)), i, j) for i, k in enumerate(key)
                    for j, r in enumerate(response) if k & r), reverse=True)
    left, right, total = set(), set(), 0.0
    for value, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            total += value
    return total


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def conll(title, pairs):
    sums = collections.Counter()
    for key, response in pairs:
        for name, measure in (("muc", muc), ("b3", b_cubed)):
            got, total = measure(key, response)
            sums[name, "r"] += got
            sums[name, "rt"] += total
            got, total = measure(response, key)
            sums[name, "p"] += got
            sums[name, "pt"] += total
        value = ceaf_e(key, response)
        sums["ceafe", "r"] += value
        sums["ceafe", "p"] += value
        sums["ceafe", "rt"] += len(key)
        sums["ceafe", "pt"] += len(response)
    line, mean = "%-28s" % title, 0.0
    for name in ("muc", "b3", "ceafe"):
        p = sums[name, "p"] / max(1, sums[name, "pt"])
        r = sums[name, "r"] / max(1, sums[name, "rt"])
        mean += f1(p, r) / 3
        line += " %s P %.3f R %.3f F1 %.3f " % (name, p, r, f1(p, r))
    print("%s CoNLL %.3f" % (line, mean))


def resolved(document, gold, mentions, counts, errors):
    """Pronouns and single-word names: is the name of the entity one of its cluster?"""
    found = match(document, gold, mentions)
    back = {i: k for k, i in found.items()}
    names = collections.defaultdict(set)
    for k, m in enumerate(mentions):
        if m["kind"] == "name":
            names[m["entity"]].add(found.get(k))
    for cluster, ms in gold.items():
        named = [i for i in ms if document.mentions[i]["named"]]
        if not named:
            continue
        for i in ms:
            g = document.mentions[i]
            words = document.text[g["head"]:g["head_end"]]
            kind = "pronouns" if words.lower() in THIRD else \
                "single names" if g["named"] and " " not in words else None
            if not kind or named == [i]:
                continue
            counts[kind, "all"] += 1
            k = back.get(i)
            counts[kind, "given"] += k is not None
            right = k is not None and any(n in ms and n != i for n in names[mentions[k]["entity"]])
            counts[kind, "right"] += right
            if errors and not right:
                print("%s: %r of %r given %s | %s" % (
                    document.name, words, document.text[document.mentions[named[0]]["head"]:][:20],
                    None if k is None else mentions[k]["entity"],
                    document.text[max(0, g["start"] - 80):g["end"] + 30].replace("\n", " ")))


def main(arguments):
    split = next((a for a in arguments if not a.startswith("-")), "dev")
    if not os.path.isdir(os.path.join(names_gold.DATA, "language")):
        print("coreference: skipped, no data at %s (set READOUT_DATA)" % names_gold.DATA)
        return
    documents = list(names_gold.gum(split))
    pairs, news, counts = [], [], collections.Counter()
    for document, mentions in names_gold.analyse(documents):
        gold = gold_clusters(document)
        pair = clusters_of(document, gold, mentions)
        pairs.append(pair)
        if "_news_" in document.name:
            news.append(pair)
        resolved(document, gold, mentions, counts, "--errors" in arguments)
    conll("persons, GUM %s, all (%d)" % (split, len(pairs)), pairs)
    conll("persons, GUM %s, news (%d)" % (split, len(news)), news)
    for kind in ("pronouns", "single names"):
        print("%-13s %d: right %.3f; of those answered %d, right %.3f" % (
            kind, counts[kind, "all"], counts[kind, "right"] / max(1, counts[kind, "all"]),
            counts[kind, "given"], counts[kind, "right"] / max(1, counts[kind, "given"])))


if __name__ == "__main__":
    main(sys.argv[1:])
