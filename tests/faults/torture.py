#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fail the calls that the command makes of the system, each in a run of its own.

    torture.py FAULTY COMMAND EXAMPLES NAME [--most N] [--seed SEED] [--fault KIND:NUMBER[+]]

FAULTY is the twin of COMMAND that faults.c stands before. The calls of a good run are counted; then
each fails, once or (+) with all behind it: N of memory and a third of that of each other kind, or
every one where there are no more, chosen from a seed. What must hold each time stands in check().
Exit status 1: it did not, and the call is named. READOUT_FAULTS=N stands for --most."""
import argparse, gzip, json, os, pathlib, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile

KINDS = ("memory", "read", "write", "sync", "open", "rename", "map", "thread", "short", "interrupt")
# What is no failure: the run ends as if nothing had been.
BORNE = ("short", "interrupt")
FERRY = ["agency-first.txt", "agency-update.txt", "page.html"]
STORE = ["--store", "kept.db"]
# What is run, by name, and the file that it makes or changes.
RUNS = {
    "report": ["report", *FERRY],
    "report-json": ["report", "--json", "-o", "out.json", *FERRY[:2]],
    "report-page": ["report", "-o", "out.html", "feed.xml", "export.jsonl"],
    "report-stdout": ["report", "--json", "page.html", "many.zip", "page.html.gz", "letter.eml"],
    "report-threads": ["report", "--threads", "2", *FERRY],
    "add": ["add", "paper.txt", "export.jsonl", *STORE],
    "add-new": ["add", *FERRY, "--store", "new.db"],
    "stories": ["stories", "--json", *STORE],
    "quotes": ["quotes", *STORE],
    "search": ["search", "ferry", *STORE],
    "copies": ["copies", "--csv", *FERRY],
    "dedup": ["dedup", *FERRY, "paper.txt"],
    "show": ["show", "agency-first.txt:0-80"],
    "analyse": ["analyse", "latin.txt", "table.csv"],
}
CHANGED = {"add": "kept.db", "add-new": "new.db", "report-json": "out.json", "report-page": "out.html"}
# Libraries that abort where their own memory ends, and leave us no way to know before: uchardet
# is C++, and lets std::bad_alloc go where nobody can catch it.
ABORTING = ("libuchardet",)
# What the C library itself loses where its memory ends: in newlocale.
LOST = "leak:_nl_find_locale\n"
SECONDS = 120  # none takes one; more is a hang


def make_inputs(folder, examples, command):
    """What the runs read, and a store that holds some of it."""
    for name in ("ferry", "rates"):
        for path in (examples / name).iterdir():
            shutil.copy(path, folder / path.name)
    (folder / "latin.txt").write_bytes("Le maire de Besançon a parlé à l'église.\n".encode("latin-1") * 9)
    (folder / "table.csv").write_text('title,text,date\nBridge,"The bridge opens, he said.",2023-06-19\n')
    (folder / "letter.eml").write_text(
        "From: desk@example.org\nSubject: Bridge to open\nDate: Mon, 19 Jun 2023 10:00:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "VGhlIG1heW9yIHNhaWQgb24gTW9uZGF5IHRoYXQgdGhlIGJyaWRnZSB3b3VsZCBvcGVuLgo=\n")
    shutil.make_archive(folder / "many", "zip", examples / "mill")
    (folder / "page.html.gz").write_bytes(gzip.compress((folder / "page.html").read_bytes(), mtime=0))
    subprocess.run([command, "add", "agency-first.txt", "page.html", "second-agency.txt", *STORE],
                   cwd=folder, check=True, capture_output=True)


def run(program, arguments, folder, fault=None, whole_stacks=False):
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb", "READOUT_FAULT_LOG": str(folder.parent / "log"),
           "ASAN_OPTIONS": "detect_leaks=1:exitcode=99:allocator_may_return_null=1"}
    env.pop("READOUT_FAULT", None)
    if whole_stacks:
        (folder.parent / "lost").write_text(LOST)
        env["ASAN_OPTIONS"] += ":fast_unwind_on_malloc=0"
        env["LSAN_OPTIONS"] = f"print_suppressions=0:suppressions={folder.parent / 'lost'}"
    if fault:
        env["READOUT_FAULT"] = fault
    if "--threads" not in arguments and arguments[0] not in ("search", "show"):
        arguments = [*arguments, "--threads", "1"]
    done = subprocess.run([program, *arguments], cwd=folder, env=env, capture_output=True, timeout=SECONDS,
                          stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def articles_of(path):
    """The articles of a store that is sound."""
    database = sqlite3.connect(path)
    try:
        sound = database.execute("PRAGMA integrity_check").fetchall()
        if sound != [("ok",)]:
            raise sqlite3.Error(f"store: {sound}")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'article'").fetchone():
            return set()
        database.execute("INSERT INTO search(search) VALUES('integrity-check')")
        return set(database.execute("SELECT sha256, id, title, text FROM article"))
    finally:
        database.close()


def is_account(data):
    """Whether it is whole, and says what it lacks."""
    if data.startswith(b"<!"):
        return data.endswith(b"</html>\n") and b"id=skipped" in data
    try:
        return bool(json.loads(data)["skipped"])
    except (ValueError, KeyError):
        return False


class Torture:
    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch
        self.arguments = RUNS[options.name]
        self.aborted = {}
        self.changed = CHANGED.get(options.name)
        self.before = scratch / "before"
        self.folder = scratch / "at"
        self.before.mkdir()
        make_inputs(self.before, pathlib.Path(options.examples), options.command)
        self.kept = files_of(self.before)
        self.fresh()
        self.good = run(options.faulty, self.arguments, self.folder)
        if self.good[0] not in (0, 1):
            sys.exit(f"without a fault: {self.good}")
        self.counts = self.count()
        self.made = files_of(self.folder)
        if options.name.startswith("add"):
            self.articles = articles_of(self.folder / self.changed)
            held = self.before / self.changed
            self.held = articles_of(held) if held.exists() else set()

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.before, self.folder)

    def count(self):
        """Calls of each kind in the run that was last."""
        lines = (self.scratch / "log").read_text().split("\n")
        words = (line.split(" ") for line in lines)
        return {kind[0]: int(kind[1]) for kind in words if kind[0] in KINDS and len(kind) == 2}

    def check_store(self):
        """It is sound, holds what it held, and the same command adds what is missing."""
        path = self.folder / self.changed
        held = articles_of(path) if path.exists() else set()
        if not self.held <= held <= self.articles:
            return "the store lost articles, or made some up"
        status, _, error = run(self.options.command, self.arguments, self.folder)
        if status != 0:
            return f"the next add ends with {status}: {error}"
        if articles_of(path) != self.articles:
            return "behind the next add the store lacks articles"
        return None

    def check_files(self, status):
        """Nothing but what a good run leaves, nothing changed but what it changes, and that whole."""
        files = files_of(self.folder)
        for name, data in files.items():
            if name == self.changed and self.options.name.startswith("add"):
                continue
            # SQLite's own beside a store: whoever opens it next does what is left to do.
            if re.fullmatch(r"(kept|new)\.db-(wal|shm|journal)", name):
                continue
            if name not in self.made:
                return f"left {name}"
            if name in self.kept and data != self.kept[name]:
                return f"{name} is not what it was"
            if name not in self.kept and not (data == self.made[name] or (status == 2 and is_account(data))):
                return f"{name} is not whole"
        missing = [name for name in self.kept if name not in files]
        if missing:
            return f"lost {missing}"
        if status in (0, 1) and self.changed and self.changed not in files:
            return f"status {status} without {self.changed}"
        return None

    def check(self, fault, status, output, error):
        """Why this is not how a run that failed must end; None: it is."""
        if fault.startswith(BORNE) and (status, output, error) != self.good:
            return "it was not borne"
        if status == -signal.SIGABRT and (culprit := self.aborts()):
            self.aborted[culprit] = self.aborted.get(culprit, 0) + 1
            status = 2
            error += f"\nreadout: {culprit} aborts"
        if "Sanitizer" in error or "runtime error:" in error:
            return "a sanitizer's report"
        if status not in (0, 1, 2):
            return f"status {status}"
        if status == 2 and not re.search(r"^readout: .", error, re.M):
            return "status 2 without a word"
        if status != 2 and (status, output) != self.good[:2]:
            return f"status {status} with another output"
        wrong = self.check_files(status)
        if not wrong and self.options.name.startswith("add"):
            try:
                if status == 0 and articles_of(self.folder / self.changed) != self.articles:
                    return "status 0 without all articles"
                wrong = self.check_store()
            except sqlite3.Error as why:
                wrong = f"the store: {why}"
        return wrong

    def aborts(self):
        """The library that ends the program where its own memory ends; None: it is not its own."""
        frames = re.findall(r"/(lib\w+)[^/]*\.so", (self.scratch / "log").read_text())
        outer = next((name for name in frames if name not in ("libc", "libstdc")), None)
        return outer if outer in ABORTING else None

    def run_with(self, fault, whole_stacks=False):
        if self.changed:
            self.fresh()
        try:
            return run(self.options.faulty, self.arguments, self.folder, fault, whole_stacks)
        except subprocess.TimeoutExpired:
            return -1, b"", f"hangs: more than {SECONDS} s"

    def one(self, fault):
        ended = self.run_with(fault)
        if "LeakSanitizer" in ended[2]:  # whose it is, whole stacks say alone; they take their time
            ended = self.run_with(fault, whole_stacks=True)
        trace = (self.scratch / "log").read_text()
        wrong = self.check(fault, *ended)
        if not wrong:
            return True
        print(f"FAILED {self.options.name} {fault}: {wrong}\n  status {ended[0]}\n{ended[2][-6000:]}{trace}")
        return False

    def faults(self, begun):
        """Those to be tried. @p begun: calls that every command makes before its own work."""
        chance = random.Random(f"{self.options.name} {self.options.seed}")
        for kind in KINDS:
            numbers = range(begun[kind] + 1, self.counts[kind] + 1)
            most = self.options.most if kind == "memory" else -(-self.options.most // 3)
            chosen = sorted(chance.sample(numbers, min(most, len(numbers))))
            # Interrupted again and again, whoever tries again never ends.
            ways = ("",) if kind == "interrupt" else ("", "+")
            yield from (f"{kind}:{number}{chance.choice(ways)}" for number in chosen)

    def begun(self):
        """Of all runs the beginning is the same: one run alone tries it."""
        if self.options.name == "report-json":
            return dict.fromkeys(KINDS, 0)
        run(self.options.faulty, ["search", "ferry", "--store", "absent.db"], self.folder)
        return {kind: min(count, self.counts[kind]) for kind, count in self.count().items()}

    def all(self):
        begun = self.begun()
        tried = failed = 0
        for fault in self.faults(begun):
            tried += 1
            failed += not self.one(fault)
        calls = ", ".join(f"{self.counts[kind] - begun[kind]} {kind}" for kind in KINDS if self.counts[kind])
        print(f"{self.options.name}: {tried} faults tried of the calls {calls}; {failed} failed")
        for culprit, count in self.aborted.items():
            print(f"  {count} of them end in {culprit}, which aborts")
        return failed == 0


def main():
    parser = argparse.ArgumentParser()
    for name in ("faulty", "command", "examples"):
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("name", choices=RUNS)
    parser.add_argument("--most", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fault")
    options = parser.parse_args()
    options.most = int(os.environ.get("READOUT_FAULTS") or options.most or 24)
    with tempfile.TemporaryDirectory() as scratch:
        torture = Torture(options, pathlib.Path(scratch))
        good = torture.one(options.fault) if options.fault else torture.all()
    sys.exit(0 if good else 1)


main()
