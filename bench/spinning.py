# SPDX-License-Identifier: Apache-2.0
"""Ways to spin a text, for bench/copies: words, phrases, clauses. Quotations are kept."""
import collections
import os
import re

# Phrases of reporting with others that say the same; written for this bench.
PHRASES = {
    "according to": "as stated by", "as well as": "along with", "because of": "owing to",
    "in order to": "so as to", "a number of": "several", "due to": "on account of",
    "at least": "no fewer than", "more than": "upwards of", "less than": "below",
    "in addition": "moreover", "as a result": "consequently", "for example": "for instance",
    "such as": "including", "ahead of": "in advance of", "in the wake of": "following",
    "in front of": "before", "on the eve of": "just before", "took place": "was held",
    "is expected to": "is likely to", "are expected to": "are likely to",
    "said that": "stated that", "told reporters": "informed journalists",
    "called for": "demanded", "carried out": "performed", "set to": "due to",
    "last week": "a week ago", "this week": "these days", "earlier this": "previously this",
    "one of the": "among the", "the first time": "the initial occasion",
    "the united states": "america", "the u.s.": "washington", "u.s.": "american",
    "news conference": "press briefing", "took office": "came to power",
    "in recent years": "of late", "so far": "up to now", "right now": "at the moment",
    "all of": "every one of", "part of": "a portion of", "a lot of": "plenty of",
    "has been": "was", "have been": "were", "will be": "is going to be",
    "would be": "was going to be", "going to": "about to", "wants to": "wishes to",
    "want to": "wish to", "tried to": "sought to", "began to": "started to",
    "continue to": "keep on", "deal with": "handle", "find out": "learn",
    "point out": "note", "pointed out": "noted", "made clear": "left no doubt",
    "accused of": "blamed for", "charged with": "indicted for", "in charge of": "heading",
}
PHRASE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True)) + r")(?=\W)",
                    re.IGNORECASE)


def outside_quotes(text, change):
    """Apply change to the stretches of a text that stand outside quotation marks."""
    out = []
    for paragraph in re.split(r"( ### )", text):
        pieces = re.split('("[^"]*"|\u201c[^\u201d]*\u201d)', paragraph)
        out += [p if i % 2 else change(p) for i, p in enumerate(pieces)]
    return "".join(out)


def replace_words(text, rate, choose, dice):
    """Replace lower-case words of more than three letters at a rate."""
    def change(stretch):
        def one(match):
            return (choose(match.group()) or match.group()) if dice.random() < rate else match.group()
        return re.sub(r"(?<![\w'\u2019-])[a-z]{4,}(?![\w'\u2019-])", one, stretch)
    return outside_quotes(text, change)


def replace_phrases(text):
    def one(match):
        other = PHRASES[match.group().lower()]
        return other[0].upper() + other[1:] if match.group()[0].isupper() else other
    return outside_quotes(text, lambda stretch: PHRASE.sub(one, stretch))


def turn_clauses(text):
    """Swap the first clause of a sentence with the rest, and paragraphs two by two."""
    paragraphs = []
    for paragraph in text.split(" ### "):
        sentences = []
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
            parts = sentence.rstrip(".").split(", ", 1)
            if len(parts) == 2 and min(map(len, parts)) > 3 \
                    and not re.search('["\u201c\u201d]', sentence):
                first, rest = parts
                sentence = f"{rest[0].upper()}{rest[1:]}, {first[0].lower()}{first[1:]}."
            sentences.append(sentence)
        paragraphs.append(" ".join(sentences))
    for i in range(0, len(paragraphs) - 1, 2):
        paragraphs[i], paragraphs[i + 1] = paragraphs[i + 1], paragraphs[i]
    return " ### ".join(paragraphs)


class WordNet:
    """Synonyms by the database files of WordNet: the words of the two commonest senses."""

    ENDINGS = ((("ies", "y"), "s"), (("es", ""), "s"), (("s", ""), "s"), (("ied", "y"), "ed"),
               (("ed", "e"), "ed"), (("ed", ""), "ed"), (("ing", "e"), "ing"), (("ing", ""), "ing"))

    def __init__(self, folder):
        self.near = collections.defaultdict(list)
        for part in ("noun", "verb", "adj", "adv"):
            members = {}
            for line in self.rows(folder, "data." + part):
                fields = line.split()
                count = int(fields[3], 16)
                members[fields[0]] = [w.split("(")[0].replace("_", " ") for w in fields[4:4 + 2 * count:2]]
            for line in self.rows(folder, "index." + part):
                fields = line.split()
                senses = fields[-int(fields[2]):][:2]
                self.near[fields[0]] += [w for s in senses for w in members[s]
                                         if w.lower() != fields[0] and w.islower()]

    @staticmethod
    def rows(folder, name):
        with open(os.path.join(folder, name), encoding="utf-8") as lines:
            yield from (line for line in lines if not line.startswith("  "))

    def lemmas(self, word):
        """The word itself, or its stems with the ending that was cut off."""
        yield word, ""
        for (old, new), ending in self.ENDINGS:
            if word.endswith(old):
                yield word[:len(word) - len(old)] + new, ending

    @staticmethod
    def inflect(word, ending):
        first, *rest = word.split(" ")
        if ending == "s":
            first = first[:-1] + "ies" if re.search("[^aeiou]y$", first) else \
                first + ("es" if re.search("(s|x|z|ch|sh)$", first) else "s")
        elif ending:
            first = re.sub("e$", "", first) + ending
        return " ".join([first] + rest)

    def synonym(self, word, dice):
        for lemma, ending in self.lemmas(word):
            if self.near.get(lemma):
                return self.inflect(dice.choice(self.near[lemma]), ending)
        return None
