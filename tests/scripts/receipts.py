#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Give receipts of every output to `readout show` and hold what it prints against them.

    receipts.py READOUT SOURCE

Receipts are taken from the account of examples/ as terminal text, JSON (also in another unit
of offsets), CSV and a page, and from a store of the same articles.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

READOUT = os.path.realpath(sys.argv[1])
SOURCE = os.path.realpath(sys.argv[2])
ENVIRONMENT = dict(os.environ, READOUT_MODELS=os.path.join(SOURCE, "models"), LC_ALL="C.UTF-8")
INPUTS = ["examples/ferry", "examples/mill", "examples/rates"]
FEW = 3  # of each output: each is a run of its own
failures = 0


def run(*arguments):
    done = subprocess.run([READOUT, *arguments], cwd=SOURCE, env=ENVIRONMENT, text=True,
                          capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def some(items):
    """A few of the items, from the first to the last."""
    items = list(dict.fromkeys(items))
    return items[::max(1, len(items) // FEW)][:FEW]


def show(receipt, words, *where):
    global failures
    status, out, err = run("show", receipt, *where)
    if status == 0 and (words is None or words in out) and out.strip():
        return out
    failures += 1
    print(f"show {receipt} {' '.join(where)}: {status}, not {words!r} in:\n{out}{err}")
    return out


def of_terminal(where):
    _, out, _ = run("report", *where)
    receipts = re.findall(r"\[\d+:\d+\]", out)
    assert len(receipts) > 50, out
    for receipt in some(receipts):
        show(receipt, None, *where)
        show(receipt.strip("[]"), None, *where)
    note = re.search(r"^\[(\d+:\d+)\] is article \d+, byte \d+: readout show (\S+) FILES$", out, re.M)
    assert note and note[1] == note[2], out
    origins = re.findall(r"^ {5}(examples/\S+?)(?: http\S+)?$", out, re.M)
    assert len(origins) >= 10, out
    for origin in some(origins):
        show(origin, None)
        show(origin + ":0", None)


def of_json(where, unit):
    _, out, _ = run("report", "--json", "--offsets", unit, *where)
    account = json.loads(out)
    values = [(value["article"], value["start"], value["end"], value["text"])
              for story in account["stories"] for claim in story["claims"]
              for value in claim["values"]]
    assert len(values) > 10
    for article, start, end, words in some(values):
        show(f"{article}:{start}-{end}", words, "--offsets", unit, *where)
    for article in some(article["id"] for article in account["articles"]):
        show(article, None, *where)


def of_csv(command, where):
    _, out, _ = run(command, "--csv", *where)
    rows = [row for row in csv.DictReader(io.StringIO(out, newline="")) if row.get("start")]
    assert len(rows) > 5, out
    for row in some((row["article"], row["start"], row["end"], row["words"]) for row in rows):
        show(f"{row[0]}:{row[1]}-{row[2]}", row[3].lstrip("'"), *where)


def of_copies(where):
    """Both sides of a passage; what was added or removed has a place in one of them alone."""
    _, out, _ = run("copies", "--csv", *where)
    sides = [(row["passage_kind"], row[side], row[f"{side}_start"], row[f"{side}_end"],
              row[f"{side}_words"])
             for row in csv.DictReader(io.StringIO(out, newline="")) for side in "ab"]
    assert any(side[0] == "added" and side[2] == "" for side in sides), out
    assert not any(side[2] == side[3] != "" for side in sides), out
    for _, article, start, end, words in some(side for side in sides if side[2]):
        show(f"{article}:{start}-{end}", words.lstrip("'"), *where)


def of_page(where):
    _, out, _ = run("report", "--html", *where)
    receipts = re.findall(r'title="[^"]*(\[\d+:\d+\])"', out)
    assert len(receipts) > 50
    for receipt in some(receipts):
        show(receipt, None, *where)


def of_records():
    show("examples/rates/feed.xml#1:0-12", None)
    show("examples/rates/export.jsonl#1:5-20", "'s Lakeshore R")
    sentence = show("examples/ferry/page.html:545", "Lars Eide, a police spokesman, said.")
    again = re.search(r"^(examples/\S+:\d+-\d+)", sentence, re.M)
    show(again[1], sentence.splitlines()[0])


def main():
    of_terminal(INPUTS)
    for unit in ("byte", "utf16"):
        of_json(INPUTS, unit)
    for command in ("quotes", "claims", "timeline"):
        of_csv(command, INPUTS)
    of_copies(INPUTS)
    of_page(INPUTS)
    of_records()
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "news.db")
        run("add", *INPUTS, "--store", store)
        of_terminal(["--store", store])
        of_csv("claims", ["--store", store])
        _, found, _ = run("search", "barge", "--store", store)
        for line in some(found.splitlines()):
            show(line.split()[0], None, "--store", store)
    sys.exit(1 if failures else 0)


main()
