#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of spaCy's small and medium English models on a text: language_spacy.py FILE [ROUNDS]

Words per second of processor time, one thread, best of the rounds. Paragraphs are parted by
empty lines. bench/peers/spacy_names says where the models come from.
"""
import sys
import time

from spacy_names import model  # sets the number of threads before it loads spaCy

PARSE = ["tok2vec", "tagger", "parser"]


def best_speed(nlp, paragraphs, rounds):
    best = 0
    for _ in range(rounds):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(paragraphs))
        best = max(best, words / (time.process_time() - start))
    return best


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        paragraphs = [" ".join(p.split()) for p in file.read().split("\n\n") if p.strip()]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for size in ("small", "medium"):
        nlp = model(size)
        for what, pipes in (("parse", PARSE), ("names", PARSE + ["ner"])):
            with nlp.select_pipes(enable=pipes):
                print(f"spaCy {size}, tokens to {what}: "
                      f"{best_speed(nlp, paragraphs, rounds):.0f} words/s")


if __name__ == "__main__":
    main()
