"""
Looks into files that Claimbook writes with the modules of Python: archives, JSON, YAML, CSV and lines of tokens.

Standard input is a JSON list of jobs {"kind", "file"}; standard output is a list of the same length, in each place
{"problems": [sentence, …]} and, for tables, {"rows": [[cell, …], …]} with the heading first. Python counts characters
in code points, so that offsets can be checked by slicing.
"""
import csv
import json
import re
import sys
import zipfile
from pathlib import Path

csv.field_size_limit(1 << 30)


def utf16(text, start, end):
    """The words at offsets in UTF-16 code units; fails where one would cut a character."""
    units = text.encode("utf-16-le")
    if not 0 <= start < end <= len(units) // 2:
        raise ValueError(f"{start}-{end} lies outside a text of {len(units) // 2}")
    return units[2 * start : 2 * end].decode("utf-16-le")


def points(text, start, end):
    """The words at offsets in code points."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} lies outside a text of {len(text)}")
    return text[start:end]


def same(found, expected):
    if found != expected:
        raise ValueError(f"{found!r} instead of {expected!r}")


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line != ""]


def check_zip(path):
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
        if broken is not None:
            raise ValueError(f"{broken} is broken")


def check_json(path):
    json.loads(path.read_text("utf-8"))


def check_json_lines(path):
    lines_of(path)


def check_doccano(path):
    for document in lines_of(path):
        for entity in document.get("entities", []):
            utf16(document["text"], entity["start_offset"], entity["end_offset"])
        for start, end, _ in document.get("label", []):
            utf16(document["text"], start, end)
        ids = {entity["id"] for entity in document.get("entities", [])}
        for relation in document.get("relations", []):
            if not {relation["from_id"], relation["to_id"]} <= ids:
                raise ValueError(f"a relation leads nowhere: {relation}")


def check_prodigy(path):
    for document in lines_of(path):
        text, tokens = document["text"], document.get("tokens")
        for number, token in enumerate(tokens or []):
            same(token["id"], number)
            same(points(text, token["start"], token["end"]), token["text"])
        for span in document.get("spans", []):
            points(text, span["start"], span["end"])
            if tokens is not None:
                same(span["start"], tokens[span["token_start"]]["start"])
                same(span["end"], tokens[span["token_end"]]["end"])


def check_label_studio(path):
    for task in json.loads(path.read_text("utf-8")):
        for annotation in task["annotations"]:
            for result in annotation["result"]:
                value = result.get("value", {})
                if result["type"] == "labels":
                    same(points(task["data"]["text"], value["start"], value["end"]), value["text"])


def check_hugging_face(path):
    for document in lines_of(path):
        for annotation in document["annotations"]:
            for span in annotation["spans"]:
                same(points(document["text"], span["start"], span["end"]), span["text"])


def check_card(path):
    import yaml

    _, head, _ = path.read_text("utf-8").split("---\n", 2)
    card = yaml.safe_load(head)
    for config in card.get("configs", []):
        for data in [config["data_files"]] if isinstance(config["data_files"], str) else config["data_files"]:
            name = data if isinstance(data, str) else data["path"]
            for one in [name] if isinstance(name, str) else name:
                if not (path.parent / one).is_file():
                    raise ValueError(f"there is no file {one}")


def check_iob2(path):
    before = "O"
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line == "" or line.startswith("-DOCSTART-"):
            before = "O"
            continue
        cells = re.split(r"[ \t]", line)
        tag = cells[-1]
        if len(cells) < 2 or cells[0] == "" or not re.fullmatch(r"O|[BI]-\S+", tag):
            raise ValueError(f"line {number} is {line!r}")
        if tag.startswith("I-") and before[2:] != tag[2:]:
            raise ValueError(f"line {number}: {tag} after {before}")
        before = tag


def check_cas_json(path):
    document = json.loads(path.read_text("utf-8"))
    structures = document["%FEATURE_STRUCTURES"]
    texts = {one["%ID"]: one["sofaString"] for one in structures if "sofaString" in one}
    for one in structures:
        if "begin" in one and one["begin"] != one["end"]:
            utf16(texts[one["@sofa"]], one["begin"], one["end"])


def read_csv(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, strict=True))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise ValueError(f"record {number} has {len(row)} cells, the heading {len(rows[0])}")
    return rows


checks = {
    "zip": check_zip,
    "json": check_json,
    "json lines": check_json_lines,
    "doccano": check_doccano,
    "prodigy": check_prodigy,
    "label studio": check_label_studio,
    "hugging face": check_hugging_face,
    "card": check_card,
    "iob2": check_iob2,
    "cas json": check_cas_json,
    "csv": read_csv,
}


def answer(job):
    try:
        rows = checks[job["kind"]](Path(job["file"]))
    except Exception as error:
        return {"problems": [f"{type(error).__name__}: {error}"]}
    return {"problems": []} if rows is None else {"problems": [], "rows": rows}


json.dump([answer(job) for job in json.load(sys.stdin)], sys.stdout)
