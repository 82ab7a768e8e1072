#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run clang-tidy, by the rules of .clang-tidy, over the sources of a build: tools/tidy.py [BUILD]

What was found clean before is not read again: build/tidy holds an empty file for the SHA-256 of
the rules and of all that the compiler reads for a source, comments too (they hold NOLINT).
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "build/debug")
CLEAN = ROOT / "build/tidy"
RULES = subprocess.run(["clang-tidy", "--version"], capture_output=True).stdout
RULES += (ROOT / ".clang-tidy").read_bytes()


def preprocessed(entry):
    command = shlex.split(entry["command"])
    command[command.index("-o") + 1] = "-"
    return subprocess.run(command + ["-E", "-C"], cwd=entry["directory"], capture_output=True, check=True).stdout


def fault(entry):
    """What clang-tidy says of a source, empty where that is nothing."""
    clean = CLEAN / hashlib.sha256(RULES + preprocessed(entry)).hexdigest()
    if clean.exists():
        return ""
    run = subprocess.run(["clang-tidy", "-p", BUILD, "--quiet", "--warnings-as-errors=*", entry["file"]],
                         capture_output=True, text=True)
    if run.returncode:
        return run.stdout or run.stderr
    clean.touch()
    return ""


def main():
    CLEAN.mkdir(parents=True, exist_ok=True)
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    sources = {entry["file"]: entry for entry in entries
               if pathlib.Path(entry["file"]).is_relative_to(ROOT / "src")}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [text for text in pool.map(fault, sources.values()) if text]
    print("".join(faults), end="")
    sys.exit(bool(faults))


main()
