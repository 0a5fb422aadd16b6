"""Lawful coordination, written out: walk from unit to unit, climbing, and past the turn."""

from collections import deque
from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx

from govgraph.measures.groundwork.partners import cell_weights, partners
from govgraph.model.structure import Structure


class Tie(NamedTuple):
    """What coordination reads of a relation."""

    source: Any
    target: Any
    kind: str = "leads"
    permits: str | None = None
    matter: str | None = None
    probability: float | None = None


def ties(source: "nx.Graph[Any] | Structure") -> list[Tie]:
    """The relations of a structure, or the arcs of a graph as leadership."""
    if not isinstance(source, Structure):
        return [Tie(*arc) for arc in source.edges]
    rows = source.relations.astype(object).where(source.relations.notna(), None)
    return [Tie(*(getattr(row, name) for name in Tie._fields)) for row in rows.itertuples()]


def lengths(
    source: "nx.Graph[Any] | Structure", start: Any, matter: str | None, *, advisory: bool
) -> dict[Any, int]:
    """Steps of the lawful path from a unit to every unit that it can reach."""
    known = ties(source)
    steps = {(start, "climbing"): 0}
    waiting = deque(steps)
    while waiting:
        here, phase = waiting.popleft()
        following = {(unit, "past") for unit in below(known, here, advisory=advisory)}
        if phase == "climbing":
            following |= {(u, "climbing") for u in above(known, here, advisory=advisory)}
            following |= {(unit, "past") for unit in beside(known, here, matter)}
        for state in following - steps.keys():
            steps[state] = steps[here, phase] + 1
            waiting.append(state)
    ends = {unit for unit, _ in steps}
    return {u: min(n for (unit, _), n in steps.items() if unit == u) for u in ends}


def vertical(tie: Tie, *, advisory: bool) -> bool:
    """Leadership that permits orders (all, when nothing is stated); guidance where asked."""
    orders = tie.permits is None or "order" in tie.permits.split(";")
    return (tie.kind == "leads" and orders) or (advisory and tie.kind == "guides")


def below(known: Iterable[Tie], here: Any, *, advisory: bool) -> set[Any]:
    return {t.target for t in known if t.source == here and vertical(t, advisory=advisory)}


def above(known: Iterable[Tie], here: Any, *, advisory: bool) -> set[Any]:
    return {t.source for t in known if t.target == here and vertical(t, advisory=advisory)}


def beside(known: Iterable[Tie], here: Any, matter: str | None) -> set[Any]:
    """Everyone one lateral step away."""
    count = [tie for tie in known if matter is None or tie.matter in (None, matter)]
    live = [
        {tie.source, tie.target}
        for tie in count
        if tie.kind == "coordinates" or (tie.kind == "calls" and tie.probability != 0)
    ]
    joins = [tie for tie in count if tie.kind == "joins"]
    bodies = [
        {body} | {t.source for t in joins if t.target == body} for body in {t.target for t in joins}
    ]
    return {unit for group in live + bodies if here in group for unit in group} - {here}


def every(source: "nx.Graph[Any] | Structure", *, advisory: bool = False) -> list[int | None]:
    """The length of every pair's path; None for a pair without one."""
    if isinstance(source, Structure):
        units = source.units.loc[source.units["kind"] != "public", "id"].tolist()
    else:
        units = list(source)
        if not source.is_directed():
            return []
    steps = {unit: lengths(source, unit, None, advisory=advisory) for unit in units}
    return [steps[a].get(b) for a, b in combinations(units, 2)]


def average(source: "nx.Graph[Any] | Structure") -> float | None:
    found = [length for length in every(source) if length]
    return sum(found) / len(found) if found else None


def harmonic(source: "nx.Graph[Any] | Structure") -> float | None:
    found = every(source)
    inverse = sum(1 / length for length in found if length)
    return len(found) / inverse if inverse else None


def longest(source: "nx.Graph[Any] | Structure") -> float | None:
    return max((length for length in every(source) if length), default=None)


def unreachable(source: "nx.Graph[Any] | Structure") -> float | None:
    found = every(source)
    return found.count(None) / len(found) if found else None


def advisory_only(source: "nx.Graph[Any] | Structure") -> float | None:
    found = list(zip(every(source), every(source, advisory=True), strict=True))
    advised = sum(lawful is None and advice is not None for lawful, advice in found)
    return advised / len(found) if found else None


def matter_average(structure: Structure) -> float | None:
    """The units of each pair, the matter and its cases are those of the table of partners."""
    frame = partners(structure)
    cases = cell_weights(structure)[frame["cell"]]
    mass = total = 0.0
    for a, b, matter, weight in zip(
        frame["first"], frame["second"], frame["matter"], cases, strict=True
    ):
        steps = lengths(structure, a, matter, advisory=False).get(b)
        if steps is not None:
            mass += weight
            total += weight * steps
    return total / mass if mass else None


def between(source: "nx.Graph[Any] | Structure", a: Any, b: Any) -> float | None:
    if not isinstance(source, Structure) and not source.is_directed():
        return None
    return lengths(source, a, None, advisory=False).get(b)
