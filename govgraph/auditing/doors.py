"""Doors: where a matter comes in, whom it can reach from there, and where it ends up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.auditing.areas import nested
from govgraph.auditing.grouping import gathered
from govgraph.measures.groundwork.holding import can_bind
from govgraph.model.structure import Structure

T = TypeVar("T", int, str)
Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Passage:
    """How a matter gets from unit to unit.

    Attributes
    ----------
    block : mapping of str to int
        Units that hang together by leadership and joint bodies bear one number.
    passing : mapping of str to mapping
        For each matter that ties name, and ``""`` for ties that name none: next holders and units
        that can be called.
    refers : mapping of str to mapping
        The same of referrals alone.
    """

    block: Mapping[str, int]
    passing: Mapping[str, Links]
    refers: Mapping[str, Links]

    def reaches(self, door: str, goals: Iterable[str], matter: str) -> bool:
        """Tell whether a matter can get from a door to one of some units."""
        wanted = {self.block[goal] for goal in goals}
        if self.block[door] in wanted:
            return True
        blocks = [self._between_blocks.get(key, {}) for key in {"", matter}]

        def following(block: int) -> set[int]:
            return set().union(*(links.get(block, ()) for links in blocks))

        return not wanted.isdisjoint(_closure(self.block[door], following))

    @cached_property
    def _between_blocks(self) -> dict[str, dict[int, set[int]]]:
        found: dict[str, dict[int, set[int]]] = {}
        for matter, links in self.passing.items():
            own = found.setdefault(matter, {})
            for unit, others in links.items():
                own.setdefault(self.block[unit], set()).update(self.block[to] for to in others)
        return found

    def ends(self, door: str, matter: str, around: frozenset[str]) -> frozenset[str]:
        """Return where referrals of a matter from a door end, among the units around a place.

        Nothing when the door refers to nobody there, or when referrals go round for ever.
        """

        def following(unit: str) -> frozenset[str]:
            return _next(self.refers, unit, matter) & around

        return frozenset(unit for unit in _closure(door, following) if not following(unit)) - {door}


def passage(structure: Structure) -> Passage:
    """Return how matters get from unit to unit."""
    return structure.derive(("passage",), lambda: _passage(structure))


def _passage(structure: Structure) -> Passage:
    topology = structure.topology
    joined = topology.arcs(["leads", "joins"])
    n = len(topology.units)
    weight = np.ones(len(joined.source), np.int8)
    graph = csr_array((weight, (joined.source, joined.target)), shape=(n, n))
    _, number = connected_components(graph, directed=False)
    block = dict(zip(topology.units, number.tolist(), strict=True))
    return Passage(block, _links(structure, ["refers", "calls"]), _links(structure, ["refers"]))


def _links(structure: Structure, kinds: list[str]) -> dict[str, Links]:
    rows = structure.relations
    rows = rows[rows["kind"].isin(kinds) & (rows["probability"] != 0)].fillna({"matter": ""})
    return {
        str(matter): gathered(own, "source", "target") for matter, own in rows.groupby("matter")
    }


def _next(links: Mapping[str, Links], unit: str, matter: str) -> frozenset[str]:
    nobody: frozenset[str] = frozenset()
    return links.get("", {}).get(unit, nobody) | links.get(matter, {}).get(unit, nobody)


def _closure(start: T, following: Callable[[T], Iterable[T]]) -> set[T]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(following(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return found


def around(structure: Structure, area: str) -> frozenset[str]:
    """Return the units of an area, of the areas above it and in it, and those without an area."""

    def compute() -> frozenset[str]:
        topology = structure.topology
        place = np.full(len(topology.units), topology.area_code(area), dtype=np.int32)
        near = nested(structure, topology.unit_area, place)
        return frozenset(topology.units[near])

    return structure.derive(("around", area), compute)


def absorbers(
    structure: Structure, door: str, where: tuple[str, str], leads: frozenset[str]
) -> frozenset[str]:
    """Return the units at which a matter that enters at a door in an area ends up.

    Those where its referrals end; without referrals the leads that the door is or belongs to,
    else all leads.
    """
    ends = passage(structure).ends(door, where[0], around(structure, where[1]))
    if ends:
        return ends
    own = frozenset(lead for lead in leads if can_bind(structure, lead, door))
    return own or leads
