"""What binds and what joins: the ties that lawful coordination may use.

*Binding* ties are ``leads`` that permit orders (an empty ``permits`` permits all). *Lateral* ties
are ``coordinates`` (either way), live ``calls`` (a probability above 0, or none stated; either end
may open the coordination, so a call joins both ways) and joint bodies (any two members, and a
member and the body, stand one step apart). A lateral tie that names a matter counts when no
matter is asked and when that very matter is asked.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.kernels.lawful import Ways
from govgraph.measures.groundwork.hierarchy import hierarchy
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure
from govgraph.model.topology import Arcs

LATERAL_KINDS = ("coordinates", "calls", "joins")


@dataclass(frozen=True)
class Lateral:
    """Units that stand one lateral step apart.

    Attributes
    ----------
    kind : {"coordinates", "calls", "joins"}
        The tie.
    units : tuple of int
        Unit numbers; for a joint body its members, then the body.
    body : int or None
        Number of the joint body.
    """

    kind: str
    units: tuple[int, ...]
    body: int | None = None


def asked(structure: Structure, matter: str | None) -> str | None:
    """Return the matter for which lateral ties differ: itself, or "" when no tie names it."""
    if matter is None:
        return None

    def named() -> frozenset[str]:
        relations = structure.relations
        return frozenset(relations.loc[relations["kind"].isin(LATERAL_KINDS), "matter"].dropna())

    return matter if matter in structure.derive(("named matters",), named) else ""


def laterals(structure: Structure, matter: str | None = None) -> tuple[Lateral, ...]:
    """Return the lateral ties that count for a matter, or all of them.

    Parameters
    ----------
    structure : Structure
        The structure.
    matter : str, optional
        Leave out ties bound to other matters.

    Returns
    -------
    tuple of Lateral
        Coordination and calls one by one, then joint bodies in the order of their numbers.
    """
    key = asked(structure, matter)
    return structure.derive(("laterals", key), lambda: _laterals(structure, key))


def _laterals(structure: Structure, matter: str | None) -> tuple[Lateral, ...]:
    found = [
        Lateral(kind, pair)
        for kind in ("coordinates", "calls")
        for pair in sorted(_pairs(_live(structure, kind, matter)))
    ]
    joins = _live(structure, "joins", matter)
    members = pd.Series(joins.source).groupby(joins.target).unique()
    for body, units in members.items():
        number = int(str(body))
        own = sorted(set(units.tolist()) - {number})
        found.append(Lateral("joins", (*own, number), number))
    return tuple(found)


def _live(structure: Structure, kind: str, matter: str | None) -> Arcs:
    arcs = structure.topology.arcs([kind])
    rows = structure.relations.iloc[arcs.row]
    keep = ~(rows["probability"] == 0).to_numpy() | (kind != "calls")
    if matter is not None:
        keep &= (rows["matter"].isna() | (rows["matter"] == matter)).to_numpy(dtype=bool)
    return Arcs(arcs.source[keep], arcs.target[keep], arcs.row[keep])


def _pairs(arcs: Arcs) -> set[tuple[int, int]]:
    low, high = np.minimum(arcs.source, arcs.target), np.maximum(arcs.source, arcs.target)
    return {(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True) if a != b}


def ways(source: GraphLike, matter: str | None = None, *, advisory: bool = False) -> Ways:
    """Return where coordination can climb, turn and descend.

    Parameters
    ----------
    source : Structure or networkx graph
        A plain graph's arcs all bind, from superior to subordinate, and nothing is lateral.
    matter : str, optional
        Leave out lateral ties bound to other matters.
    advisory : bool
        Climb and descend over guidance (``guides``) too.

    Returns
    -------
    Ways
        With the numbers of `Topology` for a structure, of `Network` for a plain graph.
    """
    if not isinstance(source, Structure):
        graph = hierarchy(source)
        return graph.derive(("ways",), lambda: Ways(len(graph), graph.source, graph.target))
    key = asked(source, matter)
    return source.derive(("ways", key, advisory), lambda: _ways(source, key, advisory=advisory))


def _ways(structure: Structure, matter: str | None, *, advisory: bool) -> Ways:
    topology = structure.topology
    arcs = [topology.arcs(["leads"], facet="order")]
    if advisory:
        arcs.append(topology.arcs(["guides"]))
    source = np.concatenate([part.source for part in arcs])
    target = np.concatenate([part.target for part in arcs])
    groups = tuple(np.array(one.units) for one in laterals(structure, matter))
    return Ways(len(topology.units), source, target, groups)


def numbers(structure: Structure) -> dict[str, int]:
    """Return the number of every unit by its id."""
    return structure.derive(
        ("numbers",), lambda: {unit: code for code, unit in enumerate(structure.topology.units)}
    )


def superiors(structure: Structure, *, advisory: bool = False) -> dict[int, frozenset[int]]:
    """Return the direct superiors of every unit that has any, by unit number."""

    def compute() -> dict[int, frozenset[int]]:
        found = ways(structure, advisory=advisory)
        above: dict[int, set[int]] = {}
        for upper, lower in zip(found.source.tolist(), found.target.tolist(), strict=True):
            above.setdefault(lower, set()).add(upper)
        return {lower: frozenset(upper) for lower, upper in above.items()}

    return structure.derive(("superiors", advisory), compute)


def commanders(structure: Structure, unit: int) -> frozenset[int]:
    """Return a unit and every unit that can bind it, directly or through others."""

    def compute() -> frozenset[int]:
        above = superiors(structure)
        found, waiting = {unit}, [unit]
        while waiting:
            new = above.get(waiting.pop(), frozenset()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    return structure.derive(("commanders", unit), compute)


def tied(structure: Structure, first: int, second: int, matter: str | None = None) -> bool:
    """Tell whether two units have a coordinating tie of their own.

    That is a binding tie either way, a common joint body (or one is a member of the other), a
    coordination tie, or a live call for the matter. Sharing data is no coordination.
    """
    above = superiors(structure)
    if second in above.get(first, ()) or first in above.get(second, ()):
        return True
    groups = laterals_of(structure, matter)
    return not groups.get(first, frozenset()).isdisjoint(groups.get(second, frozenset()))


def laterals_of(structure: Structure, matter: str | None) -> dict[int, frozenset[int]]:
    """Return the lateral ties of every unit, by position among those that count for a matter."""

    def compute() -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for position, lateral in enumerate(laterals(structure, matter)):
            for unit in lateral.units:
                found.setdefault(unit, set()).add(position)
        return {unit: frozenset(positions) for unit, positions in found.items()}

    return structure.derive(("groups", asked(structure, matter)), compute)
