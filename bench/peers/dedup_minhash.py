# SPDX-License-Identifier: Apache-2.0
"""Near duplicates of a corpus by MinHash and LSH, as three packages do it.

    dedup_minhash.py datasketch|rensa|text_dedup THRESHOLD < corpus.jsonl > pairs

Word 5-grams of lower-cased words, 128 permutations (text_dedup: its own 250). A line
for each pair of an article with an earlier one: two ids. Seconds of processor time and
the bytes of text, without reading, on standard error.
"""
import json
import re
import sys
import time

GRAM, PERMUTATIONS = 5, 128


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + GRAM]) for i in range(max(1, len(words) - GRAM + 1))}


def with_datasketch(articles, threshold):
    from datasketch import MinHash, MinHashLSH
    lsh, signatures = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), {}
    for name, text in articles:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in shingles(text)])
        for other in lsh.query(signature):
            if signature.jaccard(signatures[other]) >= threshold:
                yield name, other
        lsh.insert(name, signature)
        signatures[name] = signature


def with_rensa(articles, threshold):
    from rensa import RMinHash, RMinHashLSH
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=32)
    signatures, names = [], []
    for number, (name, text) in enumerate(articles):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(list(shingles(text)))
        for other in lsh.query(signature):
            if signature.jaccard(signatures[other]) >= threshold:
                yield name, names[other]
        lsh.insert(number, signature)
        signatures.append(signature)
        names.append(name)


def with_text_dedup(articles, threshold):
    import numpy as np
    from text_dedup.minhash import RNG, embed_func, optimal_param, sha1_hash
    bands, rows = optimal_param(threshold, 250, false_positive_weight=0.5,
                                false_negative_weight=0.5)
    prime = np.uint64((1 << 61) - 1)
    options = dict(num_perm=250, ngram_size=GRAM, min_length=1, dtype=np.uint64,
                   hashranges=[(i * rows, (i + 1) * rows) for i in range(bands)],
                   permutations=(RNG.randint(1, prime, size=(250,), dtype=np.uint64),
                                 RNG.randint(0, prime, size=(250,), dtype=np.uint64)),
                   hash_func=lambda data: sha1_hash(data, d=32),
                   max_hash=np.uint32((1 << 32) - 1), modulo_prime=prime)
    tables, names = [{} for _ in range(bands)], []
    for number, (name, text) in enumerate(articles):
        names.append(name)
        met = set()
        for table, key in zip(tables, embed_func(text, number, **options)["__signatures__"]):
            first = table.setdefault(key, number)
            if first != number:
                met.add(first)
        yield from ((name, names[other]) for other in sorted(met))


def main(tool, threshold):
    articles = [(item["id"], item["text"]) for item in map(json.loads, sys.stdin)]
    find = {"datasketch": with_datasketch, "rensa": with_rensa, "text_dedup": with_text_dedup}[tool]
    start = time.process_time()
    pairs = list(find(articles, threshold))
    spent = time.process_time() - start
    for pair in pairs:
        print(*pair, sep="\t")
    print(spent, sum(len(text.encode()) for _, text in articles), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
