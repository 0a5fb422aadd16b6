"""Unity of command, written out: over the arcs of a graph, or the rows of a structure."""

from collections import Counter
from typing import Any

import networkx as nx
import pandas as pd

from govgraph.model.structure import Structure


def heads(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    if not graph.is_directed():
        return None
    return {unit: float(len(set(graph.predecessors(unit)) - {unit})) for unit in graph}


def multiple_heads(graph: "nx.Graph[Any]") -> float | None:
    found = heads(graph)
    return None if found is None else float(sum(count > 1 for count in found.values()))


def multiple_share(graph: "nx.Graph[Any]") -> float | None:
    led = [count for count in (heads(graph) or {}).values() if count]
    return sum(count > 1 for count in led) / len(led) if led else None


def excess_heads(graph: "nx.Graph[Any]") -> float | None:
    found = heads(graph)
    return None if found is None else sum(count - 1 for count in found.values() if count)


def tops(graph: "nx.Graph[Any]") -> float | None:
    found = heads(graph)
    return None if found is None else float(sum(count == 0 for count in found.values()))


def declared(structure: Structure) -> float:
    """Led from the area and from a line, one primary head only, and on some ground."""
    return float(sum(is_declared(structure, led) for led in several(structure)))


def undeclared(structure: Structure) -> float:
    return float(sum(not is_declared(structure, led) for led in several(structure)))


def several(structure: Structure) -> list[str]:
    pairs = {(row["source"], row["target"]) for row in orders(structure)}
    return [unit for unit, count in Counter(led for _, led in pairs).items() if count > 1]


def orders(structure: Structure) -> list[dict[str, Any]]:
    """Rows of leadership that permit orders: all of them, or those that name the facet."""
    rows = structure.relations.query("kind == 'leads'").to_dict("records")
    return [
        row
        for row in rows
        if not isinstance(row["permits"], str) or "order" in row["permits"].split(";")
    ]


def is_declared(structure: Structure, unit: str) -> bool:
    rows = [row for row in orders(structure) if row["target"] == unit]
    sides = {for_its_area(structure, row["source"], unit) for row in rows}
    primary = sum(not pd.isna(row["primary"]) and bool(row["primary"]) for row in rows)
    return (
        sides == {True, False} and primary == 1 and any(isinstance(r["basis"], str) for r in rows)
    )


def for_its_area(structure: Structure, head: str, unit: str) -> bool:
    """Whether a head leads for the unit's own territory, or for one that is not stated."""
    own = structure.units.set_index("id")
    if own.loc[head, "kind"] not in {"government", "street_office", "party_committee", "portfolio"}:
        return False
    areas = [own.loc[one, "area"] for one in (head, unit)]
    return not all(isinstance(area, str) for area in areas) or areas[0] == areas[1]
