#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of spaCy on a text: language_spacy.py FILE [ROUNDS]

With the package en_core_web_sm that model is run. Without it, since package registries
do not carry it, a pipeline of the same shape with random weights is: the layers and
widths of its published config.cfg (tok2vec and ner: MultiHashEmbed 96 wide over six
attributes, four maxout layers of window one; tagger with 50 tags; arc-eager parser with
64 hidden units; ner with 18 types). Every product of matrices is of the same size, so its
cost is that of the model; what it finds means nothing. Words per second of processor
time, one thread, best of the rounds. Paragraphs are parted by empty lines.
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import spacy  # noqa: E402
from spacy.training import Example  # noqa: E402

EMBED = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96,
         "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
         "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False}
ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4,
          "window_size": 1, "maxout_pieces": 3}
TOK2VEC = {"@architectures": "spacy.Tok2Vec.v2", "embed": EMBED, "encode": ENCODE}
LISTEN = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}


def transitions(kind, tok2vec):
    return {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind,
            "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2,
            "use_upper": True, "nO": None, "tok2vec": tok2vec}


def random_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = nlp.add_pipe("tagger", config={
        "model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": LISTEN}})
    parser = nlp.add_pipe("parser", config={"model": transitions("parser", LISTEN)})
    ner = nlp.add_pipe("ner", config={"model": transitions("ner", TOK2VEC)})
    for i in range(50):
        tagger.add_label(f"T{i}")
    for i in range(45):
        parser.add_label(f"d{i}")
    for i in range(18):
        ner.add_label(f"E{i}")
    doc = nlp.make_doc("One two three .")
    gold = {"tags": ["T0", "T1", "T2", "T3"], "heads": [1, 1, 1, 1],
            "deps": ["d0", "ROOT", "d1", "d2"], "entities": ["O", "U-E0", "O", "O"]}
    nlp.initialize(lambda: [Example.from_dict(doc, gold)])
    return nlp


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
    try:
        nlp, name = spacy.load("en_core_web_sm"), "en_core_web_sm"
    except OSError:
        nlp, name = random_pipeline(), "pipeline of its shape with random weights"
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        print(f"spaCy {spacy.__version__}, {name}, tokens to parse: "
              f"{best_speed(nlp, paragraphs, rounds):.0f} words/s")
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"]):
        print(f"spaCy {spacy.__version__}, {name}, tokens to names: "
              f"{best_speed(nlp, paragraphs, rounds):.0f} words/s")


if __name__ == "__main__":
    main()
