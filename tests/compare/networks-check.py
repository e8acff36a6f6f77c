#!/usr/bin/python3
"""Reads networks that networks-dump.ts wrote with other people's programs and compares them with what they must hold.

By hand, with Debian's python3-networkx, python3-igraph and libxml2-utils:
    /usr/bin/python3 tests/compare/networks-check.py FOLDER [gexf.xsd]
"""
import csv
import json
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import igraph
import networkx

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])
schema = sys.argv[2] if len(sys.argv) > 2 else None
checks = Counter()
faults = []


def expect(what, where, found, wanted):
    checks[what] += 1
    if found != wanted:
        faults.append(f"{what}: {where}\n  found  {str(found)[:400]}\n  wanted {str(wanted)[:400]}")


def pairs(edges):
    """Ties without direction, by their ends."""
    return sorted((*sorted(map(str, ends)), round(float(weight), 9)) for *ends, weight in edges)


for place in sorted(folder.iterdir(), key=lambda path: int(path.name)):
    for wanted in json.loads((place / "expected.json").read_text("utf-8")):
        name, two_mode = wanted["fileName"], wanted["kind"].startswith("actor-concept")
        nodes = [node["id"] for node in wanted["nodes"]]
        labels = {node["id"]: node["label"] for node in wanted["nodes"]}
        edges = pairs((edge["source"], edge["target"], edge["weight"]) for edge in wanted["edges"])
        annotations = sorted(" ".join(edge["annotationIds"]) for edge in wanted["edges"])
        positions = {node: str(at + 1) for at, node in enumerate(nodes)}
        numbered = pairs((positions[a], positions[b], weight) for a, b, weight in edges)

        file = place / "gexf" / f"{name}.gexf"
        graph = networkx.read_gexf(file)
        expect("GEXF networkx nodes", file, dict(graph.nodes(data="label")), labels)
        expect("GEXF networkx ties", file, pairs(graph.edges(data="weight")), edges)
        expect("GEXF networkx annotations", file, sorted(a for *_, a in graph.edges(data="annotations")), annotations)
        expect("GEXF networkx undirected", file, graph.is_directed(), False)
        if schema:
            result = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, file], capture_output=True)
            expect("GEXF xmllint", file, (result.returncode, result.stderr[-300:] if result.returncode else b""), (0, b""))

        file = place / "graphml" / f"{name}.graphml"
        graph = networkx.read_graphml(file)
        expect("GraphML networkx nodes", file, dict(graph.nodes(data="label")), labels)
        expect("GraphML networkx ties", file, pairs(graph.edges(data="weight")), edges)
        expect("GraphML networkx annotations", file, sorted(a for *_, a in graph.edges(data="annotations")), annotations)
        graph = igraph.Graph.Read_GraphML(str(file))
        ids = graph.vs["id"] if nodes else []
        expect("GraphML igraph nodes", file, dict(zip(ids, graph.vs["label"])) if nodes else {}, labels)
        expect("GraphML igraph ties", file, pairs((ids[e.source], ids[e.target], e["weight"]) for e in graph.es), edges)
        expect("GraphML igraph two modes", file, two_mode and bool(nodes), "type" in graph.vs.attributes() and bool(nodes))

        file = place / "pajek-one" / f"{name}.net"
        graph = networkx.read_pajek(file)
        expect("Pajek networkx nodes", file, sorted(graph.nodes(data="id")) and [i for _, i in graph.nodes(data="id")], list(positions.values()))
        place_of = dict(graph.nodes(data="id"))
        expect("Pajek networkx ties", file, pairs((place_of[a], place_of[b], w) for a, b, w in graph.edges(data="weight")), numbered)
        for modes in ["one", "two"]:
            file = place / f"pajek-{modes}" / f"{name}.net"
            graph = igraph.Graph.Read_Pajek(str(file))
            expect(f"Pajek igraph nodes, {modes} mode", file, graph.vcount(), len(nodes))
            weights = graph.es["weight"] if graph.ecount() else []
            found = pairs((e.source + 1, e.target + 1, w) for e, w in zip(graph.es, weights))
            expect(f"Pajek igraph ties, {modes} mode", file, found, numbered)
            if modes == "two" and two_mode and nodes:
                kinds = ["concept" if kind else "actor" for kind in graph.vs["type"]]
                expect("Pajek igraph two modes", file, kinds, [node["mode"] for node in wanted["nodes"]])

        with open(place / "csv" / f"{name}-nodes.csv", newline="", encoding="utf-8") as table:
            expect("CSV nodes", name, {row["id"]: row["label"] for row in csv.DictReader(table)}, labels)
        with open(place / "csv" / f"{name}-edges.csv", newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        expect("CSV ties", name, pairs((row["source"], row["target"], row["weight"]) for row in rows), edges)
        expect("CSV annotations", name, sorted(row["annotations"] for row in rows), annotations)

print(f"networkx {networkx.__version__}, igraph {igraph.__version__}")
for what, count in sorted(checks.items()):
    print(f"{count:5} {what}")
print("\n".join(faults[:10]))
print(f"{sum(checks.values()) - len(faults)} right, {len(faults)} wrong")
sys.exit(1 if faults else 0)
