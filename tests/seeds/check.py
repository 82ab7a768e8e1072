#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hold the account of the five seed reports against what a careful reader finds.

check.py READOUT FOLDER. The reports lie beside the repository; where they are not, the
exit status is 77 (skipped). Articles are named by the first three digits of their files.
"""
import glob
import json
import subprocess
import sys

failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def run(readout, arguments, files):
    done = subprocess.run([readout, *arguments, *files], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def short(name):
    return name[:3]


def check_layers(lines):
    """Junk is kept, named as what it is, and out of every finding."""
    wanted = {
        "000": {"deck", "credit", "update_note", "related_link", "copyright"},
        "001": {"title", "deck", "credit", "update_note", "related_link", "copyright"},
        "002": {"credit"},
        "003": {"dateline", "subhead", "credit"},
        "004": {"related_link"},
    }
    content = {"title", "deck", "body", "subhead", "caption"}
    for line in lines.splitlines():
        article = json.loads(line)
        name = short(article["id"])
        roles = {part["role"] for part in article["parts"]}
        expect(wanted[name] <= roles, f"{name}: parts {sorted(roles)}")
        expect(article["published"] is None, f"{name}: a date was invented")
        junk = [(p["start"], p["end"]) for p in article["parts"] if p["role"] not in content]
        for layer in ("mentions", "quotes", "times", "amounts", "events"):
            for finding in article[layer]:
                inside = any(a < finding["end"] and finding["start"] < b for a, b in junk)
                expect(not inside, f"{name}: a finding of {layer} lies in a part set aside")
        if name == "004":
            related = [p for p in article["parts"] if p["role"] == "related_link"]
            expect(len(related) == 5, f"004: {len(related)} related links, not 5")


def check_copies(story):
    versions = [(short(v["older"]), short(v["newer"])) for v in story["versions"]]
    expect(versions == [("001", "000")], f"versions {versions}")
    kinds = {change["kind"] for v in story["versions"] for change in v["changes"]}
    expect({"figure", "added", "removed"} <= kinds, f"changes {sorted(kinds)}")
    for copy in story["copies"]:
        pair = short(copy["a"]) + short(copy["b"])
        if pair == "000001":
            continue
        wanted = "spun" if pair == "002003" else "quotation_only"
        expect(copy["kind"] == wanted, f"{pair}: {copy['kind']}, not {wanted}")
        if pair == "002003":
            passages = copy["passages"]
            expect(len(passages) >= 6, f"002003: {len(passages)} passages")
            expect(copy["direction"] == "shared_source", f"002003: {copy['direction']}")
    expect("002003" in {short(c["a"]) + short(c["b"]) for c in story["copies"]}, "002003 not found")
    expect(story["independent"] == 3, f"{story['independent']} independent sources")


def check_remarks(story):
    hoping = [q for q in story["quotes"] if "over the next several months" in q["text"]]
    expect(len(hoping) == 1, f"the remark on the next months stands {len(hoping)} times")
    remark = hoping[0]
    days = {short(r["article"]): r["said"] for r in remark["reports"]}
    wanted = {"000": "XXXX-WXX-6", "001": "XXXX-WXX-6", "002": "XXXX-WXX-6",
              "003": "XXXX-WXX-7", "004": "XXXX-WXX-7"}
    expect(days == wanted, f"days of the remark: {days}")
    expect("day" in (remark["differs"] or ""), "the reports' days differ, and nothing says so")
    expect("Biden" in (remark["speaker"] or ""), f"speaker {remark['speaker']}")
    chain = [q for q in story["quotes"] if "lowest point" in q["text"]]
    expect(len(chain) == 1 and "Qin" in (chain[0]["speaker"] or ""), "Qin's remark to Blinken")
    if chain:
        expect("CCTV" in (chain[0]["reports"][0]["via"] or ""), "via CCTV")
        expect("Blinken" in (chain[0]["addressee"] or ""), "told Blinken")
    officials = [q["speaker"] for q in story["quotes"] if "current state of the bilateral" in q["text"]]
    expect(officials and "official" in (officials[0] or ""), f"one US official: {officials}")


def check_claims(story):
    lasted = [c for c in story["claims"] if "lasted" in c["what"] and c["relation"] == "evolved"]
    expect(len(lasted) == 1, f"{len(lasted)} claims on how long the talks lasted")
    if lasted:
        values = {(short(v["article"]), v["value"], v["bound"]) for v in lasted[0]["values"]}
        wanted = {("000", 7.5, "exact"), ("001", 5.5, "exact"), ("002", 7.5, "more_than"),
                  ("003", 5.5, "exact"), ("004", 5, "more_than")}
        expect(wanted <= values, f"values {sorted(values)}")
    expect(any("longer" in c["what"] for c in story["claims"]), "how much longer than planned")


def check_telling(story, dated):
    statuses = {point["status"] for point in story["timeline"]}
    expect(statuses >= {"happened", "planned", "possible", "called_off"}, f"{sorted(statuses)}")
    expect(any((p["when"] or "").startswith("XXXX-WXX") for p in story["timeline"]), "open weekdays")
    resolved = [p["when"] or "" for p in dated["timeline"]]
    expect(any(when.startswith("2023-06-19") for when in resolved), "Monday is not resolved")
    expect(not any(when.startswith("XXXX-WXX-") for when in resolved), "a weekday stayed open")
    expect(0 < len(story["brief"]) <= 10, f"{len(story['brief'])} sentences of the brief")
    for line in story["brief"]:
        expect(line["evidence"] and line["independent"] >= 1, "a sentence without a receipt")


def main():
    readout, folder = sys.argv[1:3]
    files = sorted(glob.glob(folder + "/00[0-4]_*.txt"))
    if len(files) != 5:
        print("skipped: the seed reports are not at", folder)
        return 77
    check_layers(run(readout, ["analyse"], files))
    account = json.loads(run(readout, ["report", "--json"], files))
    dated = json.loads(run(readout, ["report", "--json", "--date", "2023-06-19"], files))
    expect(len(account["stories"]) == 1, f"{len(account['stories'])} stories")
    story = account["stories"][0]
    check_copies(story)
    check_remarks(story)
    check_claims(story)
    check_telling(story, dated["stories"][0])
    print("\n".join(failures) or "all as a careful reader finds it")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
