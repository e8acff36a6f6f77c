"""
Holds brat collections against rules of our own, by what brat's server takes (server/src/annotation.py)
and its documentation of the standoff format says.

Standard input is a JSON list of folders; standard output is a list of the same length, in each place
{"documents": count, "problems": [sentence, …]}. Offsets in brat are code points, as Python counts.
"""
import json
import re
import sys
from pathlib import Path

SPAN = re.compile(r"(?P<id>T\d+)\t(?P<name>\S+) (?P<pieces>\d+ \d+(;\d+ \d+)*)\t(?P<words>.*)")
OTHERS = [
    re.compile(r"(?P<id>E\d+)\t(?P<event>\S+?):(?P<targets>T\d+( \S+?:[TE]\d+)*) ?"),
    re.compile(r"(?P<id>R\d+)\t(?P<relation>\S+) (?P<targets>\S+?:[TE]\d+ \S+?:[TE]\d+)\t?"),
    re.compile(r"\*\t(?P<relation>\S+) (?P<targets>[TE]\d+( [TE]\d+)*)"),
    re.compile(r"(?P<id>[AM]\d+)\t(?P<attribute>\S+) (?P<targets>[TER]\d+)( \S+)?"),
    re.compile(r"(?P<id>N\d+)\t\S+ (?P<targets>[TER]\d+) \S+?:\S+\t.*"),
    re.compile(r"(?P<id>#\d+)\t\S+ (?P<targets>[TERAN]\d+)\t.*"),
]
SECTIONS = {"event": "events", "relation": "relations", "attribute": "attributes"}


def declared(conf):
    """The names in each section of annotation.conf."""
    sections = {"entities": set(), "relations": set(), "events": set(), "attributes": set()}
    section = ""
    for line in conf.read_text("utf-8").split("\n"):
        heading = re.fullmatch(r"\[(\w+)\]", line.strip())
        if heading:
            section = heading[1]
        elif line.strip() and not line.startswith(("#", "<")):
            sections[section].add(re.split(r"[\t ]", line.strip())[0].lstrip("!"))
    return sections


def faults_of_span(found, text, known):
    pieces = [tuple(map(int, piece.split())) for piece in found["pieces"].split(";")]
    if any(not 0 <= start < end <= len(text) for start, end in pieces):
        yield f"lies outside the text of {len(text)}"
    if any(one[1] >= other[0] for one, other in zip(pieces, pieces[1:])):
        yield "has pieces that overlap, touch or are not in order"
    words = " ".join(text[start:end] for start, end in pieces).replace("\n", " ")
    if words != found["words"]:
        yield f"the words there are {words!r}"
    if found["name"] not in known["entities"] | known["events"]:
        yield f"annotation.conf has no entity or event {found['name']}"


def faults_of(text, ann, known):
    if ann and not ann.endswith("\n"):
        yield "the last line has no end"
    ids, references = set(), []
    for number, line in enumerate(ann.split("\n")[:-1], 1):
        place = f"line {number}, {line!r}"
        found = next(filter(None, (pattern.fullmatch(line) for pattern in [SPAN, *OTHERS])), None)
        if found is None:
            yield f"{place}: brat knows no such line"
            continue
        said = found.groupdict()
        if said.get("id") in ids:
            yield f"{place}: the id is there already"
        if said.get("id"):
            ids.add(said["id"])
        if found.re is SPAN:
            yield from (f"{place}: {fault}" for fault in faults_of_span(found, text, known))
            continue
        for kind, section in SECTIONS.items():
            if kind in said and said[kind] not in known[section]:
                yield f"{place}: annotation.conf has no {kind} {said[kind]}"
        references += [(place, target.split(":")[-1]) for target in said["targets"].split(" ")]
    for place, target in references:
        if target not in ids:
            yield f"{place}: there is no {target}"


def answer(folder):
    known = declared(folder / "annotation.conf")
    documents = sorted(folder.rglob("*.ann"))
    problems = []
    for ann in documents:
        text = ann.with_suffix(".txt")
        if not text.is_file():
            problems.append(f"{ann.relative_to(folder)} has no text")
            continue
        # Universal newlines would count differently from what is in the file.
        with open(text, encoding="utf-8", newline="") as words, open(ann, encoding="utf-8", newline="") as lines:
            for fault in faults_of(words.read(), lines.read(), known):
                problems.append(f"{ann.relative_to(folder)}, {fault}")
    return {"documents": len(documents), "problems": problems}


json.dump([answer(Path(folder)) for folder in json.load(sys.stdin)], sys.stdout)
