#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make a corpus of names for names_train of what several teachers say.

    names_silver.py MEASURED LABELLED > x.names     vote on LABELLED
    names_silver.py MEASURED LABELLED --tenth       every tenth article, which the above leaves out
    names_silver.py MEASURED --folds                how good the vote is, on the half not learned from
    names_silver.py MEASURED re3d --folds           how good it is on re3d

MEASURED and LABELLED are FILE of FILE.jsonl (lines of `readout analyse --tokens`),
FILE.corenlp, FILE.small and FILE.medium (what bench/peers/corenlp_names and spacy_names say
of it). MEASURED is gum-train (names_corpus.py articles gum-train), on which no teacher was trained.

Each teacher says of a span of a type one of five things: it is one; it is one of another
type; one of the type overlaps; one of another type overlaps; nothing. What each of these is
worth, for one word and for more, is learned there by logistic regression for every type,
with how the teachers call the same words elsewhere in the document. Spans that are
likely enough are names; the words of those that are neither likely nor unlikely are UNSURE,
as are parts of articles that are not analysed and words that are a name elsewhere in the
article and of which no teacher says anything. Groups, which GUM does not mark, go by majority.
"""
import bisect
import collections
import json
import math
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "bench"))
sys.path.insert(0, os.path.join(ROOT, "train"))
import names_corpus  # noqa: E402
import names_gold  # noqa: E402

TEACHERS = ("corenlp", "small", "medium")
GROUP, WORK, EVENT, UNSURE = 9, 11, 13, 15
FAMILY = {1: "person", 3: "organization", 5: "place", 7: "other", GROUP: "group",
          WORK: "other", EVENT: "other"}
LABEL = {"person": 1, "organization": 3, "place": 5, "other": 7, "group": GROUP}
VOTED = ("person", "organization", "place", "other")
LIKELY, UNLIKELY = 0.7, 0.2
ROUNDS, RATE, DECAY = 300, 0.3, 0.003
MOST_SHIFT = 0.7


class Said:
    """A text and what the teachers say: spans[teacher] = {(start, end): label}."""

    def __init__(self, text, spans):
        self.text, self.spans = text, spans
        self.votes = collections.defaultdict(collections.Counter)  # by form, of types
        self.places = collections.defaultdict(set)                 # by form, of spans
        self.kinds = collections.defaultdict(collections.Counter)  # by span, of types
        for found in spans.values():
            for span, label in found.items():
                form = text[span[0]:span[1]]
                self.votes[form][FAMILY[label]] += 1
                self.places[form].add(span)
                self.kinds[span][FAMILY[label]] += 1
        self.sorted = {t: sorted(found) for t, found in spans.items()}

    def relation(self, teacher, span, kind):
        found = self.spans[teacher]
        if span in found:
            return "same" if FAMILY[found[span]] == kind else "type"
        at, result = bisect.bisect_right(self.sorted[teacher], (span[1], 0)), "nothing"
        for other in self.sorted[teacher][max(0, at - 3):at]:
            if other[0] < span[1] and other[1] > span[0]:
                if FAMILY[found[other]] == kind:
                    return "overlap"
                result = "other"
        return result

    def elsewhere(self, span, kind):
        form = self.text[span[0]:span[1]]
        others = len(self.places[form]) - 1
        if not others:
            return "never"
        votes = self.votes[form][kind] - self.kinds[span][kind]
        share = votes / (others * len(self.spans))
        return "seldom" if share < 0.34 else "often" if share < 0.67 else "mostly"

    def features(self, span, kind):
        length = "more" if " " in self.text[span[0]:span[1]] else "one"
        said = [self.relation(t, span, kind) for t in TEACHERS]
        yield "bias " + length
        yield "elsewhere %s %s" % (self.elsewhere(span, kind), length)
        for teacher, relation in zip(TEACHERS, said):
            yield " ".join((teacher, relation, length))
        yield " ".join(said)


def settled(text, start, end, label):
    """A teacher's span by the conventions of names_gold: without article, title, 's."""
    while text.startswith(("the ", "The ", "THE "), start):
        start += 4
    for tail in ("'s", "’s"):
        if text[start:end].endswith(tail):
            end -= len(tail)
    if end <= start or label == GROUP:
        return (start, end, label) if end > start else None
    kind = FAMILY[label]
    name = names_gold.settled(text, start, end, kind)
    if not name:
        return None
    if name[2] == "none":
        return name[0], name[1], GROUP
    return name[0], name[1], label if name[2] == kind else LABEL[name[2]]


def by_teacher(path):
    """For each article the spans, by bytes, of each teacher."""
    spoken = [names_corpus.peer_names(path + ".jsonl", path + "." + t, t) for t in TEACHERS]
    return (dict(zip(TEACHERS, names)) for names in zip(*spoken))


def said_of(text, spans):
    kept = {}
    for teacher, names in spans.items():
        kept[teacher] = {}
        for name in names:
            name = settled(text, *name)
            if name:
                kept[teacher][name[:2]] = name[2]
    return Said(text, kept)


def measured(path):
    """[(Said, gold names, spans in which an answer is neither right nor wrong)] of gum-train, or
    of re3d where the path says so."""
    result = []
    documents = (list(names_gold.gum("train", names_corpus.OPEN)) if "gum" in path
                 else [d for d in names_gold.re3d() if d.name != "BBC_Online"])
    with open(path + ".jsonl", encoding="utf-8") as lines:
        for document, line, spans in zip(documents, lines, by_teacher(path)):
            placed = {}
            for teacher, names in spans.items():
                answer = json.loads(line)
                answer["mentions"] = [dict(start=s, end=e, label=label) for s, e, label in names]
                placed[teacher] = [(m["start"], m["end"], m["label"])
                                   for m in names_gold.aligned(document, answer)]
            names, ignored = names_gold.gold_names(document, inner=True)
            gold = {}
            for s, e, kind in names:
                name = settled(document.text, s, e, LABEL.get(kind, 7))
                if name and document.read[s]:
                    gold.setdefault(name[:2], FAMILY[name[2]])
            result.append((said_of(document.text, placed), gold, ignored))
    return result


# ---- what the sayings are worth ----

def samples(document, kind):
    """(features, right) of every span that a teacher gives the type."""
    said, gold, ignored = document
    for span, kinds in said.kinds.items():
        if kinds[kind]:
            within = any(a <= span[0] and span[1] <= b for a, b in ignored)
            if span in gold or not within:
                yield list(said.features(span, kind)), gold.get(span) == kind


def likelihood(weights, features, more=0):
    return 1 / (1 + math.exp(-more - sum(weights.get(f, 0) for f in features)))


def learn(rows):
    """Logistic regression by AdaGrad over whole passes."""
    weights, squares = collections.defaultdict(float), collections.defaultdict(float)
    for _ in range(ROUNDS):
        slope = collections.defaultdict(float)
        for features, right in rows:
            error = right - likelihood(weights, features)
            for f in features:
                slope[f] += error
        for f, value in slope.items():
            value = value / len(rows) - DECAY * weights[f]
            squares[f] += value * value
            weights[f] += RATE * value / (math.sqrt(squares[f]) + 1e-9)
    return weights


def learn_all(documents):
    return {kind: learn([row for d in documents for row in samples(d, kind)]) for kind in VOTED}


def shift(weights, measured_rows, rows):
    """Teachers are right more often in news than in GUM: move the biases by the share of right
    spans in the text to be labelled, found by expectation and maximisation, which goes too
    far where most are right and is held."""
    for length in ("bias one", "bias more"):
        right = [r for f, r in measured_rows if f[0] == length]
        asked = [f for f in rows if f[0] == length]
        if not asked or not 0 < sum(right) < len(right):
            continue
        before = sum(right) / len(right)
        share, more = before, 0
        for _ in range(30):
            more = math.log(share / (1 - share)) - math.log(before / (1 - before))
            more = min(max(more, -MOST_SHIFT), MOST_SHIFT)
            share = sum(likelihood(weights, f, more) for f in asked) / len(asked)
        weights[length] += more
        print("%s: right %.3f there, %.3f here" % (length, before, share), file=sys.stderr)


def shifted(documents, weights, texts):
    """The weights for other texts: a list of Said."""
    for kind in VOTED:
        print(kind, file=sys.stderr)
        rows = [list(said.features(span, kind)) for said in texts
                for span, kinds in said.kinds.items() if kinds[kind]]
        shift(weights[kind], [row for d in documents for row in samples(d, kind)], rows)
    return weights


# ---- the vote ----

def vote(said, weights):
    """({span: label} of names, [span] of what is not sure)."""
    asked = []
    for span, kinds in said.kinds.items():
        for kind in kinds:
            if kind == "group":
                form = said.text[span[0]:span[1]].lower()
                sure = kinds[kind] >= 2 or form in names_gold.PEOPLES
                asked.append((0.9 if sure else 0.5, span, kind))
            else:
                asked.append((likelihood(weights[kind], said.features(span, kind)), span, kind))
    names, unsure = {}, []
    for sure, span, kind in sorted(asked, key=lambda a: (-a[0], a[1], a[2])):
        if sure < LIKELY:
            if sure >= UNLIKELY:
                unsure.append(span)
        elif not any(s < span[1] and e > span[0] for s, e in names):
            names[span] = label_of(said, span, kind)
    return names, unsure


def label_of(said, span, kind):
    """Works and events are told apart where no teacher says the other."""
    finer = {found.get(span) for found in said.spans.values()} & {WORK, EVENT}
    return finer.pop() if kind == "other" and len(finer) == 1 else LABEL[kind]


def report(documents, halves):
    """Precision and recall of each teacher and of the vote, by type and length."""
    counts = collections.defaultdict(collections.Counter)
    for number, (said, gold, ignored) in enumerate(documents):
        names, unsure = vote(said, halves[number % 2])
        given = dict(said.spans, vote=names)
        given["unsure"] = {s: LABEL[k] for s in unsure for k in said.kinds[s] if s not in names}
        for who, found in given.items():
            for (s, e), label in found.items():
                kind, length = FAMILY[label], "more" if " " in said.text[s:e] else "one"
                if (s, e) not in gold and any(a <= s and e <= b for a, b in ignored):
                    continue
                counts[kind, length][who + " given"] += 1
                counts[kind, length][who] += gold.get((s, e)) == kind
        for (s, e), kind in gold.items():
            counts[kind, "more" if " " in said.text[s:e] else "one"]["gold"] += 1
    for kind in VOTED:
        for length in ("one", "more"):
            c = counts[kind, length]
            line = "%-13s %-5s gold %5d" % (kind, length, c["gold"])
            for who in TEACHERS + ("vote", "unsure"):
                line += "  %s %.3f %.3f" % (who, c[who] / max(1, c[who + " given"]),
                                             c[who] / max(1, c["gold"]))
            print(line, file=sys.stderr)


# ---- the corpus ----

def marked(article, said, names, unsure):
    """Names and stretches of unsure words by characters."""
    text, mark = article["text"], bytearray(len(article["text"]) + 1)
    place = names_gold.characters(text)
    read = bytearray(len(text) + 1)
    for s, e in article["sentences"]:
        read[place[s]:place[e]] = b"\1" * (place[e] - place[s])
    tokens = [(place[t[0]], place[t[1]]) for t in article["tokens"]]
    starts = {s for s, _ in tokens}
    for s, e in unsure:
        mark[s:e] = b"\2" * (e - s)
    for form in {text[s:e] for s, e in names if text[s:s + 1].isupper()}:
        for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
            if m.start() in starts and not any(mark[m.start():m.end()]):
                mark[m.start():m.end()] = b"\2" * len(form)
    for s, e in names:
        mark[s:e] = b"\1" * (e - s)
    result, run = [(s, e, label) for (s, e), label in names.items()], None
    for s, e in tokens:
        if 2 in mark[s:e] and 1 not in mark[s:e]:
            if run and not text[run[1]:s].strip(" "):
                run[1] = e
            else:
                run = [s, e, UNSURE]
                result.append(run)
        else:
            run = None
    for m in re.finditer(r"[^\n]+", text):
        if not any(read[m.start():m.end()]):
            result.append((m.start(), m.end(), UNSURE))
    return result


def read_texts(path, tenth):
    """(article, Said) of every article but each tenth, or of these alone."""
    with open(path + ".jsonl", encoding="utf-8") as lines:
        for number, (line, spans) in enumerate(zip(lines, by_teacher(path))):
            if (number % 10 == 9) != tenth:
                continue
            article = json.loads(line)
            place = names_gold.characters(article["text"])
            yield article, said_of(article["text"], {
                t: [(place[s], place[e], label) for s, e, label in n] for t, n in spans.items()})


def folds(documents, path):
    if not path:
        report(documents, [learn_all(documents[1::2]), learn_all(documents[0::2])])
        return
    others = measured(path)
    weights = shifted(documents, learn_all(documents), [said for said, _, _ in others])
    report(others, [weights, weights])


def label_all(documents, path, tenth):
    drawn = [said for n, (_, said) in enumerate(read_texts(path, False)) if n % 8 == 0]
    weights = shifted(documents, learn_all(documents), drawn)
    counts = collections.Counter()
    for article, said in read_texts(path, tenth):
        result = marked(article, said, *vote(said, weights))
        names_corpus.write(article["text"], result)
        counts["articles"] += 1
        counts["tokens"] += len(article["tokens"])
        for s, e, label in result:
            counts["label %d" % label] += 1
            counts["unsure words"] += len(article["text"][s:e].split()) * (label == UNSURE)
    print(", ".join("%s %d" % c for c in sorted(counts.items())), file=sys.stderr)


def main(arguments):
    paths = [a for a in arguments if not a.startswith("-")]
    documents = measured(paths[0])
    if "--folds" in arguments:
        folds(documents, paths[1] if len(paths) > 1 else None)
    else:
        label_all(documents, paths[1], "--tenth" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
