#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fail where files call each other in a circle: tools/circles.py [BUILD]

Reads which symbols the objects of a build define and which they use. Tests are left out.
"""
import json
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "build/debug")


def symbols(entry):
    """What an object defines for others, and what it uses of others."""
    command = shlex.split(entry["command"])
    path = pathlib.Path(entry["directory"]) / command[command.index("-o") + 1]
    defined, used = set(), set()
    for line in subprocess.run(["nm", "-g", path], capture_output=True, text=True, check=True).stdout.splitlines():
        kind, name = line.split()[-2:]
        (used if kind == "U" else defined).add(name)
    return defined, used


def circles(calls):
    """Groups of files of which each calls each other. Source: Tarjan 1972."""
    order, low, stack, found = {}, {}, [], []

    def visit(file):
        order[file] = low[file] = len(order)
        stack.append(file)
        for other in calls[file]:
            if other not in order:
                visit(other)
            if other in stack:
                low[file] = min(low[file], low[other])
        if low[file] == order[file]:
            at = stack.index(file)
            found.append(stack[at:])
            del stack[at:]

    for file in calls:
        if file not in order:
            visit(file)
    return [group for group in found if len(group) > 1]


def main():
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    tables = {}
    for entry in entries:
        file = pathlib.Path(entry["file"])
        if file.is_relative_to(ROOT / "src"):
            tables[str(file.relative_to(ROOT))] = symbols(entry)
    home = {name: file for file, (defined, _) in tables.items() for name in defined}
    calls = {file: {home[name] for name in used if home.get(name, file) != file}
             for file, (_, used) in tables.items()}
    found = circles(calls)
    for group in found:
        for file in sorted(group):
            for other in sorted(calls[file] & set(group)):
                names = sorted(name for name in tables[file][1] if home.get(name) == other)
                print(f"{file} calls {other}: {', '.join(names)}")
        print("… in a circle")
    sys.exit(bool(found))


main()
