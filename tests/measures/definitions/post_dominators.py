"""Gateways of cases: without the unit, no way leads to a unit that decides."""

from math import nan
from typing import Any

import networkx as nx

#: Kinds of unit that may not lead, and so decide nothing by standing at the top.
POWERLESS = [
    "public",
    "channel",
    "community",
    "social_organisation",
    "enterprise",
    "desk",
    "platform",
]


def cases_through(structure: Any) -> dict[Any, float]:
    ways = nx.DiGraph()
    ways.add_nodes_from(structure.units["id"])
    for row in structure.relations.to_dict("records"):
        if row["kind"] == "leads" or (row["kind"] == "serves" and row["mode"] != "push"):
            ways.add_edge(row["target"], row["source"])
        if row["kind"] == "refers":
            ways.add_edge(row["source"], row["target"])
    units = [row["id"] for row in structure.units.to_dict("records") if row["kind"] != "public"]
    led = set(structure.relations.query("kind == 'leads'")["target"])
    decides = set(structure.units.query("kind not in @POWERLESS")["id"])
    ends = decides - led

    def decided(graph: "nx.DiGraph[Any]", unit: Any) -> bool:
        return bool(({unit} | nx.descendants(graph, unit)) & ends)

    found = {}
    for unit in units:
        without = ways.subgraph(set(ways) - {unit})
        stuck = [v for v in units if v != unit and decided(ways, v) and not decided(without, v)]
        found[unit] = float(len(stuck)) if decided(ways, unit) else nan
    return found
