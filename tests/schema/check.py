# SPDX-License-Identifier: Apache-2.0
"""Hold JSON output against docs/schema/.

    check.py SCHEMA_FOLDER SAMPLE READOUT [FILE...]

SAMPLE prints an account made by hand; READOUT is the command, run over each FILE.
Also checks what a schema cannot say: that every reference names an article of the
account and that every range lies within its text. Exit status 77: skipped.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

UNITS = {"byte": lambda t: len(t.encode()), "char": len, "utf16": lambda t: len(t.encode("utf-16-le")) // 2}


def objects(command):
    run = subprocess.run(command, capture_output=True, timeout=300)
    if run.returncode not in (0, 1):
        sys.exit(f"{command[:2]} ended with {run.returncode}: {run.stderr.decode()[-500:]}")
    decoder, text, at = json.JSONDecoder(), run.stdout.decode("utf-8"), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        while at < len(text) and text[at].isspace():
            at += 1


def spans(value):
    """Every range within a JSON value, as pairs of offsets."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        for key, item in value.items():
            if key not in ("text", "source"):
                yield from spans(item)
    elif isinstance(value, list):
        if len(value) >= 2 and all(type(v) is int for v in value[:2]):
            yield value[0], value[1]
        else:
            for item in value:
                yield from spans(item)


def references(value):
    """Every id of an article that a story names."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("article", "a", "b", "older", "newer") and isinstance(item, str):
                yield item
            else:
                yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def faults(value):
    """What is wrong with an object that its schema cannot see."""
    if value["schema"] == "readout.article/1":
        length = UNITS[value["offsets"]](value["text"])
        for start, end in spans({k: v for k, v in value.items() if k != "source"}):
            if not 0 <= start <= end <= length:
                yield f"range {start}-{end} outside a text of {length}"
        return
    if value["schema"] == "readout.dedup/1":
        if value["dropped"] == value["kept"]:
            yield "dropped for itself"
        return
    ids = [article["id"] for article in value["articles"]]
    if len(set(ids)) != len(ids):
        yield "two articles have one id"
    for story in value["stories"]:
        for name in list(references(story)) + story["articles"]:
            if name not in ids:
                yield f"no article {name!r}"


def main(folder, sample, readout, files):
    schemas = {}
    for path in sorted(pathlib.Path(folder).glob("*.schema.json")):
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[schema["properties"]["schema"]["const"]] = jsonschema.Draft202012Validator(schema)
    kept = tempfile.TemporaryDirectory()
    commands = [[sample]]
    if files:
        commands += [[readout, "analyse", "--tokens", *files], [readout, "report", "--json", *files],
                     [readout, "dedup", "--share", "0.2", "--record", "-", "-o",
                      os.path.join(kept.name, "kept.jsonl"), *files]]
    seen, failed = dict.fromkeys(schemas, 0), 0
    for command in commands:
        for value in objects(command):
            seen[value["schema"]] += 1
            problems = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
                        for e in schemas[value["schema"]].iter_errors(value)]
            for problem in problems[:10] + list(faults(value))[:10]:
                failed += 1
                print(f"{command[0]} {value['schema']}: {problem}")
    print(", ".join(f"{count} of {name}" for name, count in seen.items()), f"checked, {failed} faults")
    return 1 if failed or not all(seen.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
