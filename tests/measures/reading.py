"""A structure read row by row, in plain Python: what slow definitions of measures stand on.

Cells of matter and area, and who has a part in them, are those of the model, which has tests of
its own.
"""

from collections.abc import Iterable
from typing import Any

import networkx as nx
import pandas as pd

from govgraph.model.jurisdiction import cells as model_cells
from govgraph.model.jurisdiction import participants
from govgraph.model.structure import Structure

Row = dict[str, Any]
Pair = frozenset[str]


def rows(structure: Structure, table: str) -> list[Row]:
    """The rows of a table, None where a cell is empty."""
    return structure.derive(("rows", table), lambda: _rows(structure.table(table)))


def _rows(frame: pd.DataFrame) -> list[Row]:
    plain = frame.astype(object)
    found: list[Row] = plain.where(plain.notna(), None).to_dict("records")
    return found


def parts(structure: Structure) -> list[Row]:
    """Who has a part in which cell."""
    return structure.derive(("rows of parts",), lambda: _rows(participants(structure)))


def units(structure: Structure) -> list[str]:
    """The units, the public left out."""
    return [row["id"] for row in rows(structure, "units") if row["kind"] != "public"]


def cells(structure: Structure) -> list[Row]:
    """Matters × areas, numbered."""
    found = structure.derive(("rows of cells",), lambda: _rows(model_cells(structure)))
    return [{"cell": i, **row} for i, row in enumerate(found)]


def keys(structure: Structure) -> list[tuple[str, Any]]:
    """What measures of matters are indexed by."""
    return list(pd.MultiIndex.from_frame(model_cells(structure)[["matter", "area"]]))


def holding(structure: Structure, cell: int, roles: Iterable[str]) -> set[str]:
    """Units with one of the roles in a cell."""
    found = parts(structure)
    return {row["unit"] for row in found if row["cell"] == cell and row["role"] in roles}


def above(structure: Structure, area: str | None) -> list[str]:
    """An area and those above it, nearest first."""
    return [] if area is None else list(structure.area_path(area))


def weights(structure: Structure) -> list[float]:
    """Cases of each cell; all ones when no cases are stated anywhere."""
    cases = [row["cases"] or 0.0 for row in cells(structure)]
    return cases if sum(cases) > 0 else [1.0] * len(cases)


def mean(values: Iterable[float | None], weight: Iterable[float]) -> float | None:
    """Weighted mean of the values that there are."""
    known = [(v, w) for v, w in zip(values, weight, strict=True) if v is not None and w > 0]
    total = sum(w for _, w in known)
    return sum(v * w for v, w in known) / total if known else None


# Powers -------------------------------------------------------------------------------------------


def needs(structure: Structure, matter: str) -> list[str]:
    """Powers that a matter needs."""
    return [row["power"] for row in rows(structure, "needs") if row["matter"] == matter]


def covers(structure: Structure, power: Row, matter: str) -> bool:
    """Whether a row of powers is about a matter: by name, by one of its lines, or by neither."""
    if power["matter"] is not None:
        return bool(power["matter"] == matter)
    if power["line"] is None:
        return True
    parent = {row["id"]: row["parent"] for row in rows(structure, "lines")}
    line = next(row["line"] for row in rows(structure, "matters") if row["id"] == matter)
    while line is not None and line != power["line"]:
        line = parent[line]
    return line is not None


def valid_in(structure: Structure, power: Row, area: str | None) -> bool:
    """Whether a row of powers holds in an area: the one named, else the unit's, and all below."""
    held = power["area"] or structure.unit(power["unit"])["area"]
    return held is None or area is None or held in above(structure, area)


def holders(structure: Structure, power: str, cell: Row) -> set[str]:
    """Units that hold a power for a cell."""
    return {
        row["unit"]
        for row in rows(structure, "powers")
        if row["power"] == power
        and covers(structure, row, cell["matter"])
        and valid_in(structure, row, cell["area"])
    }


def commands(structure: Structure) -> "nx.DiGraph[str]":
    """Orders: leadership that permits them."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(structure.units["id"])
    for row in rows(structure, "relations"):
        if row["kind"] == "leads" and "order" in (row["permits"] or "order").split(";"):
            graph.add_edge(row["source"], row["target"])
    return graph


def can_order(structure: Structure, superior: str, unit: str) -> bool:
    """Whether a unit is another or stands under its orders."""
    return bool(nx.has_path(commands(structure), superior, unit))


def plain_data(name: str) -> str:
    return name.removeprefix("data:")


def sharing(structure: Structure) -> list[Row]:
    return [row for row in rows(structure, "relations") if row["kind"] == "shares"]


def flows(structure: Structure, ties: Iterable[Row]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(structure.units["id"])
    graph.add_edges_from((row["source"], row["target"]) for row in ties)
    return graph


def sees(structure: Structure, owner: str, user: str, matter: str, power: str) -> bool:
    """Whether a power is a data set that reaches a unit from its owner by sharing for a matter."""
    name = plain_data(power)
    named = {plain_data(row["data"]) for row in sharing(structure) if row["data"] is not None}
    if name == power and name not in named:
        return False
    counted = [
        row
        for row in sharing(structure)
        if row["matter"] in (None, matter)
        and (row["data"] is None or plain_data(row["data"]) == name)
    ]
    return bool(nx.has_path(flows(structure, counted), owner, user))


def can_use(structure: Structure, unit: str, holder: str, matter: str, power: str) -> bool:
    """Whether a unit can have another's power used: by its orders, or as data shared with it."""
    if can_order(structure, unit, holder):
        return True
    return sees(structure, holder, unit, matter, power)


def can_call(structure: Structure, caller: str, called: str, matter: str) -> bool:
    """Whether a live call for the matter leads from one unit to another."""
    return any(
        (row["kind"], row["source"], row["target"]) == ("calls", caller, called)
        and row["matter"] in (None, matter)
        and row["probability"] != 0
        for row in rows(structure, "relations")
    )


# Pairs that must coordinate -----------------------------------------------------------------------


def must_coordinate(structure: Structure, cell: Row) -> dict[Pair, tuple[str, ...]]:
    """Pairs of units that must coordinate in a cell, and the matters that bring them together."""
    inside = set(units(structure))
    own = holding(structure, cell["cell"], ("lead", "assist", "decide")) & inside
    found = {frozenset((a, b)): (cell["matter"],) for a in own for b in own if a != b}
    leads = holding(structure, cell["cell"], ("lead",))
    for row in rows(structure, "depends"):
        ends = (row["before"], row["after"])
        if cell["matter"] not in ends:
            continue
        other = ends[1] if ends[0] == cell["matter"] else ends[0]
        there = nearest(structure, other, cell["area"])
        if there is None:
            continue
        for a in leads:
            for b in holding(structure, there["cell"], ("lead",)) - {a}:
                found.setdefault(frozenset((a, b)), (cell["matter"], other))
    return found


def nearest(structure: Structure, matter: str, area: str | None) -> Row | None:
    """The cell of a matter in an area, or in the nearest area above it."""
    at = {(row["matter"], row["area"]): row for row in cells(structure)}
    places = above(structure, area) or [None]
    return next((at[matter, place] for place in places if (matter, place) in at), None)


def tied(structure: Structure, pair: Pair, matters: Iterable[str]) -> bool:
    """Whether one can order the other, or a tie that counts for one of the matters joins them."""
    a, b = sorted(pair)
    orders = commands(structure)
    if orders.has_edge(a, b) or orders.has_edge(b, a):
        return True
    return any(met(structure, pair, matter) for matter in matters)


def met(structure: Structure, pair: Pair, matter: str) -> bool:
    """Whether coordination, a live call or a common body joins two units for a matter."""
    bodies: dict[str, set[str]] = {}
    for row in rows(structure, "relations"):
        ends = frozenset((row["source"], row["target"]))
        if row["matter"] not in (None, matter):
            continue
        live = row["kind"] == "coordinates" or (row["kind"] == "calls" and row["probability"] != 0)
        if live and ends == pair:
            return True
        if row["kind"] == "joins":
            bodies.setdefault(row["target"], {row["target"]}).add(row["source"])
    return any(pair <= members for members in bodies.values())


def share_data(structure: Structure, pair: Pair, matters: Iterable[str]) -> bool:
    """Whether some unit's data reach both, along ties that count for one of the matters."""
    for matter in matters:
        needed = {plain_data(power) for power in needs(structure, matter)}
        counted = [
            row
            for row in sharing(structure)
            if row["matter"] == matter
            or (
                row["matter"] is None and (row["data"] is None or plain_data(row["data"]) in needed)
            )
        ]
        graph = flows(structure, counted)
        if set.intersection(*(nx.ancestors(graph, unit) | {unit} for unit in pair)):
            return True
    return False


# Divisions ----------------------------------------------------------------------------------------


def group(structure: Structure, unit: str, by: str) -> str | None:
    """A unit's level (its area's, where it states none), line, area or sector."""
    row = structure.unit(unit)
    if by == "level" and row["level"] is None and row["area"] is not None:
        return str(structure.areas.set_index("id")["level"][row["area"]])
    own: str | None = row[by]
    return own


def arcs(structure: Structure, kinds: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of different units with a tie of one of the kinds, the public left out."""
    inside = set(units(structure))
    return {
        (row["source"], row["target"])
        for row in rows(structure, "relations")
        if row["kind"] in kinds
        and row["source"] != row["target"]
        and {row["source"], row["target"]} <= inside
    }
