# SPDX-License-Identifier: Apache-2.0
"""Gold names and mentions of the data sets, and the reading of Readout's answer.

GUM (CoNLL-U, entities in MISC). A gold mention has a span, the words that are its head
(`minspan`), a type and a cluster. A *name* is a mention with a PROPN among its head words;
its span is that of the head words ("Vrije Universiteit Amsterdam"); one within another
is not counted. Types: person,
organization and place as they are; all else is not scored.

re3d (two columns). Mentions are whole noun phrases, pronouns among them. A *name* is a
mention whose last word begins with a capital and is no pronoun; its span begins at its
first capitalised word that is no article. Person, Organisation, Location map to person,
organization, place; Nationality is not scored. Since re3d calls a country an organization
where it acts, countries count as right under either of the two.

In both, titles and offices before a person's name are cut off ("President Lee" gives
"Lee"), a country is a place even where it acts, and what is only a title and names of
peoples ("Americans") are not scored.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

DATA = os.environ.get("READOUT_DATA", "build/data")
READOUT = os.environ.get("READOUT", "build/release/readout")
PRONOUNS = set("i me my mine myself we us our ours you your he him his she her they them their it "
               "its this that these those who".split())
TYPES = ("person", "organization", "place")
JOINTS = set("of the and for in on at & de da del della di du la le el al bin ibn van von der den "
             "y e - – 's ’s".split())


ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def table(name, kind=None):
    with open(os.path.join(ROOT, "data", "en", name), encoding="utf-8") as rows:
        cells = [r.rstrip("\n").split("\t") for r in rows if r.strip() and r[0] != "#"]
    return {r[0].lower() for r in cells if kind is None or r[2] == kind}


TITLES = table("titles.tsv") | {t + "." for t in table("titles.tsv")} | table("offices.tsv")
FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "rev"}
NAME_ENDS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "."}
COUNTRIES = table("countries.tsv", "country")
PEOPLES = table("countries.tsv", "demonym") | table("groups.tsv")


def settled(text, start, end, kind):
    """A gold name without titles, article and common words before it ("island of Bali"
    gives "Bali"): (start, end, type). Type "none" is named but not scored; None: nothing
    is left."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    first, forms = 0, [text[s:e].lower() for s, e in words]
    last = len(words) - 1
    while last > 0 and forms[last] in NAME_ENDS:
        last -= 1
    for i, (s, e) in enumerate(words):
        small = text[s:e].islower() and text[s:e] not in JOINTS
        # Stephen King and Martin Luther King Jr. are no kings; a US President is no name.
        addressed = forms[i - 1].rstrip(".") in FORMS_OF_ADDRESS and forms[i] != "president"
        surname = i == last > 0 and (addressed or (
            i > first and forms[i - 1] not in COUNTRIES | PEOPLES | JOINTS))
        title = kind == "person" and not surname and next(
            (n for n in (4, 3, 2, 1) if i + n <= len(words)
             and text[s:words[i + n - 1][1]].lower() in TITLES), 0)
        if title or small:
            first = max(first, i + (title or 1))
    while first < len(words) and (text[words[first][0]:words[first][1]].lower() in JOINTS
                                  or not text[words[first][0]].isalnum()):
        first += 1
    if first >= len(words):
        return None
    start = words[first][0]
    form = text[start:end].lower()
    if form in COUNTRIES and kind in TYPES:
        return start, end, "place"
    return (start, end, "none") if form in PEOPLES else (start, end, kind)


class Document:
    """Text with tokens by character offsets, and mentions over them. `written`: how the
    letters of the text are written when it is analysed, see recased."""

    def __init__(self, name):
        self.name, self.text, self.tokens, self.mentions = name, "", [], []
        self.recase = None

    @property
    def written(self):
        return self.recase(self.text) if self.recase else self.text

    def add(self, form, space, **facts):
        self.tokens.append(dict(form=form, start=len(self.text), end=len(self.text) + len(form),
                                **facts))
        self.text += form + (" " if space else "")


SMALL = set("a an the and but or nor of in on at to by for as from".split())


def one_by_one(change):
    """Change the case of letters, but for those that become two: offsets must stay."""
    return lambda text: "".join(change(c) if len(change(c)) == 1 else c for c in text)


upper, lower = one_by_one(str.upper), one_by_one(str.lower)


def headline(text):
    """Every Word but the Small Ones Begins With a Capital."""
    return re.sub(r"(?<![^\s-])[^\W\d_]+",
                  lambda m: m[0] if m[0] in SMALL else upper(m[0][0]) + m[0][1:], text)


RECASED = {"upper": upper, "lower": lower, "title": headline}


def gum(split, genres=None):
    path = os.path.join(DATA, "language", "ud", "GUM", "en_gum-ud-%s.conllu" % split)
    document, opened, skip = None, [], ()
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            if document and (not genres or document.name.split("_")[1] in genres):
                yield document
            document, opened = Document(line.split(" = ")[1]), []
        elif line.startswith("# newpar ") or line == "# newpar":
            if document.text:
                document.text = document.text.rstrip() + "\n\n"
        elif line and line[0] != "#":
            opened, skip = gum_token(document, line.split("\t"), opened, skip)
    if document and (not genres or document.name.split("_")[1] in genres):
        yield document


def gum_token(document, field, opened, skip):
    """Add one line of CoNLL-U; contracted words ("don't") come as a range first."""
    misc = dict(m.split("=", 1) for m in field[9].split("|") if "=" in m)
    space = misc.get("SpaceAfter") != "No"
    if "-" in field[0]:
        low, high = map(int, field[0].split("-"))
        document.add(field[1], space, upos="X", skip=True)
        return opened, (low, high)
    if "." in field[0]:
        return opened, skip
    inside = skip and skip[0] <= int(field[0]) <= skip[1]
    if inside:
        last = document.tokens[-1] if document.tokens[-1].get("skip") else document.range
        document.range = last
        start = last["start"] if "next" not in last else last["next"]
        last["next"] = min(start + len(field[1]), last["end"])
        document.tokens.append(dict(form=field[1], start=start, end=last["next"], upos=field[3]))
        if int(field[0]) == skip[1]:
            skip = ()
    else:
        document.add(field[1], space, upos=field[3])
    index = len(document.tokens) - 1
    for piece in re.findall(r"\([^()]+\)?|[^()]+\)", misc.get("Entity", "")):
        if piece[0] == "(":
            part = piece.strip("()").split("-")
            opened.append(dict(id=part[0], type=part[1], first=index, minspan=part[5]))
            if piece[-1] != ")":
                continue
            number = part[0]
        else:
            number = piece[:-1]
        for mention in reversed(opened):
            if mention["id"] == number and "last" not in mention:
                mention["last"] = index
                close(document, mention)
                opened.remove(mention)
                break
    return opened, skip


def close(document, mention):
    tokens = [t for t in document.tokens[mention["first"]:mention["last"] + 1] if not t.get("skip")]
    if not tokens:
        return
    places = [int(h) - 1 for h in mention["minspan"].rstrip("*").split(",") if h.isdigit()]
    places = [h for h in places if h < len(tokens)] or [len(tokens) - 1]
    run = places[:1]
    for h in places[1:]:  # "Fellow" is no part of "Hodgson, a Fellow"
        if h > run[-1] + 4 or any(t["form"] in ",;(" for t in tokens[run[-1] + 1:h]):
            break
        run.append(h)
    heads = [tokens[h] for h in run]
    document.mentions.append(dict(
        start=tokens[0]["start"], end=tokens[-1]["end"], type=mention["type"],
        cluster=mention["id"], head=heads[0]["start"], head_end=heads[-1]["end"],
        upos=heads[0]["upos"], word=heads[0]["form"],
        named=any(h["upos"] == "PROPN" for h in heads) and heads[0]["form"][:1].isupper()))


def re3d(sources=None):
    """One document a source, a paragraph a sentence."""
    base = os.path.join(DATA, "language", "re3d", "re3d-train")
    with open(base + ".sources.tsv", encoding="utf-8") as rows:
        source = [row.rstrip("\n").split("\t")[1] for row in rows][1:]
    with open(base + ".conll", encoding="utf-8") as rows:
        sentences = [s for s in rows.read().strip("\n").split("\n\n") if s.strip()]
    documents = {}
    for name, sentence in zip(source, sentences):
        if sources and name not in sources:
            continue
        document = documents.setdefault(name, Document(name))
        rows = [row.split("\t") for row in sentence.split("\n") if "\t" in row]
        re3d_sentence(document, rows)
    return list(documents.values())


def re3d_sentence(document, rows):
    if document.text:
        document.text = document.text.rstrip() + "\n\n"
    mention = None
    for i, (form, tag) in enumerate(rows):
        after = rows[i + 1][0] if i + 1 < len(rows) else ""
        close_up = re.fullmatch(r"[.,;:!?)\]’'%/-]|s|'s|’s", after) or form in "([$£/-" or \
            (form in "’'" and after in ("s", "t", "re"))
        document.add(form, not close_up)
        token = document.tokens[-1]
        if tag[0] == "B":
            mention = dict(start=token["start"], end=token["end"], type=tag[2:], tokens=[token])
            document.mentions.append(mention)
        elif tag[0] == "I" and mention:
            mention["end"] = token["end"]
            mention["tokens"].append(token)
        else:
            mention = None


RE3D_TYPES = {"Person": "person", "Organisation": "organization", "Location": "place"}


def gold_names(document, inner=False):
    """(start, end, type) of names; and spans in which an answer is neither right nor wrong.
    inner: also names within others."""
    names, ignored = [], []
    for m in document.mentions:
        if "head" in m:
            if not m["named"]:
                continue
            kind = m["type"] if m["type"] in TYPES else "none"
            name = settled(document.text, m["head"], m["head_end"], kind)
            if name:
                names.append(name)
            if not name or name[2] == "none":
                ignored.append((m["head"], m["head_end"]))
            continue
        capital = [t for t in m["tokens"] if t["form"][:1].isupper()
                   and t["form"].lower() not in ("the", "a", "an", "our", "their", "his")]
        last = m["tokens"][-1]["form"]
        kind = RE3D_TYPES.get(m["type"], "none")
        name = None
        if capital and last[:1].isupper() and last.lower() not in PRONOUNS and kind != "none":
            name = settled(document.text, capital[0]["start"], m["end"], kind)
        if name and name[2] != "none":
            names.append(name)
        else:
            ignored.append((m["start"], m["end"]))
    if inner:
        return names, ignored
    # The widest counts: "Leiden" in "Leiden University" is no name of its own.
    outer = [n for n in names if not any(o[0] <= n[0] and n[1] <= o[1] and o[:2] != n[:2]
                                         for o in names)]
    return outer, ignored


def run(documents, *options):
    """The lines that `readout analyse` gives for the documents, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, document in enumerate(documents):
            paths.append(os.path.join(folder, "%05d.txt" % i))
            with open(paths[-1], "w", encoding="utf-8") as out:
                out.write(document.written + "\n")
        result = subprocess.run([READOUT, "analyse", *options] + paths, capture_output=True,
                                text=True, check=False)
    lines = result.stdout.splitlines()
    if len(lines) != len(documents):
        raise SystemExit("%d answers for %d documents: %s" % (len(lines), len(documents),
                                                               result.stderr[-300:]))
    return lines


def analyse(documents):
    """Each document with its mentions by Readout; offsets in characters of its text."""
    for document, line in zip(documents, run(documents)):
        yield document, aligned(document, json.loads(line))


def peer(documents, folder, name):
    """The same with the names that a peer finds on the same tokens: corenlp, caseless (see
    bench/peers/corenlp_names), small or medium (bench/peers/spacy_names)."""
    sys.path.insert(0, os.path.join(ROOT, "train"))
    import names_corpus
    lines = run(documents, "--tokens")
    spacy = name in ("small", "medium")
    script = os.path.join(ROOT, "bench", "peers", "spacy_names" if spacy else "corenlp_names")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as articles, \
            tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as labels:
        articles.write("\n".join(lines) + "\n")
        articles.flush()
        subprocess.run([script, folder, articles.name] + [name] * (name != "corenlp"),
                       stdout=labels, check=True, stderr=subprocess.DEVNULL)
        types = {1: "person", 3: "organization", 5: "place", 9: "group"}
        found = names_corpus.peer_names(articles.name, labels.name,
                                        name if spacy else "corenlp")
        for document, line, names in zip(documents, lines, found):
            answer = json.loads(line)
            answer["mentions"] = [dict(start=s, end=e, kind="name", type=types.get(label, "other"))
                                  for s, e, label in names]
            yield document, aligned(document, answer)


def characters(text):
    """From places by bytes to places by characters."""
    places, count = {}, 0
    for i, c in enumerate(text):
        places[count] = i
        count += len(c.encode())
    places[count] = len(text)
    return places


def aligned(document, answer):
    """Mentions with offsets into the text of the document; "read": whether each of its
    characters stood in a sentence (lists, credits and captions of the samples are none)."""
    to_char = characters(answer["text"])
    ours, theirs = answer["text"], document.written
    place, at = [0] * (len(ours) + 1), 0
    for i, c in enumerate(ours):
        if not c.isspace():
            while at < len(theirs) and theirs[at] != c:
                at += 1
        place[i] = at
        if not c.isspace():
            at += 1
    document.read = bytearray(len(theirs) + 1)
    for start, end in answer["sentences"]:
        first, last = place[to_char[start]], place[to_char[end] - 1] + 1
        document.read[first:last] = b"\1" * (last - first)
    mentions = []
    for m in answer["mentions"]:
        start, last = to_char[m["start"]], to_char[m["end"]] - 1
        mentions.append(dict(m, start=place[start], end=place[last] + 1))
    return mentions
