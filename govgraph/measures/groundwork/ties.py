"""What binds and what joins: the ties that lawful coordination may use.

*Binding* ties are ``leads`` that permit orders (an empty ``permits`` permits all). *Lateral* ties
are ``coordinates`` (either way), live ``calls`` (a probability above 0, or none stated; either end
may open the coordination, so a call joins both ways) and joint bodies (any two members, and a
member and the body, stand one step apart). A lateral tie that names a matter counts when no
matter is asked and when that very matter is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.kernels.lawful import Ways
from govgraph.measures.groundwork.hierarchy import hierarchy
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure
from govgraph.model.topology import Arcs, Ints

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
    about, dead = _conditions(structure)
    keep = ~dead[arcs.row] if kind == "calls" else np.ones(len(arcs.row), bool)
    if matter is not None:
        own = about[arcs.row]
        keep &= (own == "") | (own == matter)
    return Arcs(arcs.source[keep], arcs.target[keep], arcs.row[keep])


def _conditions(structure: Structure) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return the matter of every relation ("" for none), and whether nobody would comply."""

    def compute() -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
        relations = structure.relations
        about = relations["matter"].fillna("").to_numpy(object)
        return about, (relations["probability"] == 0).to_numpy(bool)

    return structure.derive(("conditions",), compute)


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
    source, target = structure.derive(
        ("ends", advisory), lambda: _climbed(structure, advisory=advisory)
    )
    groups = tuple(np.array(one.units) for one in laterals(structure, matter))
    return Ways(len(structure.topology.units), source, target, groups)


def _climbed(structure: Structure, *, advisory: bool) -> tuple[Ints, Ints]:
    topology = structure.topology
    arcs = [topology.arcs(["leads"], facet="order")]
    if advisory:
        arcs.append(topology.arcs(["guides"]))
    source = np.concatenate([part.source for part in arcs])
    return source, np.concatenate([part.target for part in arcs])


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
    return tie_test(structure, matter)(first, second)


def tie_test(structure: Structure, matter: str | None) -> Callable[[int, int], bool]:
    """Return the function of two unit numbers that `tied` is for a matter."""
    above, groups = superiors(structure), laterals_of(structure, matter)
    none: frozenset[int] = frozenset()

    def test(first: int, second: int) -> bool:
        return (
            second in above.get(first, none)
            or first in above.get(second, none)
            or not groups.get(first, none).isdisjoint(groups.get(second, none))
        )

    return test


def laterals_of(structure: Structure, matter: str | None) -> dict[int, frozenset[int]]:
    """Return the lateral ties of every unit, by position among those that count for a matter."""

    def compute() -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for position, lateral in enumerate(laterals(structure, matter)):
            for unit in lateral.units:
                found.setdefault(unit, set()).add(position)
        return {unit: frozenset(positions) for unit, positions in found.items()}

    return structure.derive(("groups", matter), compute)
