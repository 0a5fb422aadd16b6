"""What binds and what joins: the ties that lawful coordination may use.

*Binding* ties are ``leads`` that permit orders (an empty ``permits`` permits all). *Lateral* ties
are ``coordinates`` (either way), live ``calls`` (a probability above 0, or none stated; either end
may open the coordination, so a call joins both ways) and joint bodies (any two members, and a
member and the body, stand one step apart). A lateral tie that names a matter counts when no
matter is asked and when that very matter is asked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from govgraph.kernels.csr import csr
from govgraph.kernels.lawful import Ways
from govgraph.kernels.size import LARGE
from govgraph.measures.groundwork.hierarchy import hierarchy
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure
from govgraph.model.topology import Ints

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
        kinds, about = (structure.values("relations", name) for name in ("kind", "matter"))
        rows = zip(kinds, about, strict=True)
        return frozenset(one for kind, one in rows if one is not None and kind in LATERAL_KINDS)

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
    def counts(tie: _Tie) -> bool:
        return matter is None or tie.matter is None or tie.matter == matter

    live = structure.derive(("live ties",), lambda: _live(structure))
    found: list[Lateral] = []
    for kind in ("coordinates", "calls"):
        pairs = {(min(tie[:2]), max(tie[:2])) for tie in live[kind] if counts(tie)}
        found += [Lateral(kind, pair) for pair in sorted(pairs) if pair[0] != pair[1]]
    members: dict[int, set[int]] = {}
    for tie in filter(counts, live["joins"]):
        members.setdefault(tie.target, set()).add(tie.source)
    for body, units in sorted(members.items()):
        found.append(Lateral("joins", (*sorted(units - {body}), body), body))
    return tuple(found)


class _Tie(NamedTuple):
    """One lateral tie, by unit numbers."""

    source: int
    target: int
    matter: str | None


def _live(structure: Structure) -> dict[str, list[_Tie]]:
    """Return the lateral ties of every kind, without calls that nobody would comply with."""
    about, chance = (structure.values("relations", name) for name in ("matter", "probability"))
    found: dict[str, list[_Tie]] = {}
    for kind in LATERAL_KINDS:
        arcs = structure.topology.arcs([kind])
        rows = zip(arcs.source.tolist(), arcs.target.tolist(), arcs.row.tolist(), strict=True)
        found[kind] = [
            _Tie(source, target, about[row])
            for source, target, row in rows
            if kind != "calls" or chance[row] != 0
        ]
    return found


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
    if len(structure.topology.units) < LARGE:
        groups = [np.array(one.units) for one in laterals(structure, matter)]
    else:
        groups = [*_pairs(structure, matter), *_bodies(structure, matter)]
    return Ways(len(structure.topology.units), source, target, tuple(groups))


def _pairs(structure: Structure, matter: str | None) -> Iterator[Ints]:
    """Yield the units of coordination and calls, as `laterals` does but for whole columns."""
    n = len(structure.topology.units)
    for kind in ("coordinates", "calls"):
        source, target = _counting(structure, kind, matter)
        low, high = np.minimum(source, target), np.maximum(source, target)
        codes = np.unique((low.astype(np.int64) * n + high)[low != high])
        yield from np.stack(np.divmod(codes, n), axis=1)


def _bodies(structure: Structure, matter: str | None) -> Iterator[Ints]:
    source, target = _counting(structure, "joins", matter)
    members: dict[int, set[int]] = {}
    for unit, body in zip(source.tolist(), target.tolist(), strict=True):
        members.setdefault(body, set()).add(unit)
    for body, units in sorted(members.items()):
        yield np.array([*sorted(units - {body}), body])


def _counting(structure: Structure, kind: str, matter: str | None) -> tuple[Ints, Ints]:
    """Return the ends of the lateral ties of a kind that are live and count for a matter."""
    arcs = structure.topology.arcs([kind])
    ties = structure.relations
    kept = np.ones(len(arcs.row), bool)
    if kind == "calls":
        kept &= ties["probability"].take(arcs.row).to_numpy(float, na_value=np.nan) != 0
    if matter is not None:
        about = ties["matter"].take(arcs.row)
        kept &= (about.isna() | (about == matter)).to_numpy(bool)
    return arcs.source[kept], arcs.target[kept]


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
        ("numbers",),
        lambda: {unit: code for code, unit in enumerate(structure.topology.units)},
        of=("units",),
    )


def superiors(structure: Structure, *, advisory: bool = False) -> Mapping[int, frozenset[int]]:
    """Return the direct superiors of every unit that has any, by unit number."""

    def compute() -> Mapping[int, frozenset[int]]:
        found = ways(structure, advisory=advisory)
        if len(structure.topology.units) >= LARGE:
            return _Superiors(found)
        above: dict[int, set[int]] = {}
        for upper, lower in zip(found.source.tolist(), found.target.tolist(), strict=True):
            above.setdefault(lower, set()).add(upper)
        return {lower: frozenset(upper) for lower, upper in above.items()}

    return structure.derive(("superiors", advisory), compute)


class _Superiors(Mapping[int, frozenset[int]]):
    """Superiors that are looked up one by one, where spelling out a million takes longer."""

    def __init__(self, found: Ways) -> None:
        self._start, self._upper = csr(found.n, found.target, found.source)
        self._known: dict[int, frozenset[int]] = {}

    def __getitem__(self, lower: int) -> frozenset[int]:
        if lower not in self._known:
            upper = self._upper[self._start[lower] : self._start[lower + 1]]
            if not len(upper):
                raise KeyError(lower)
            self._known[lower] = frozenset(upper.tolist())
        return self._known[lower]

    def __iter__(self) -> Iterator[int]:
        return iter(np.flatnonzero(np.diff(self._start)).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(np.diff(self._start)))


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
