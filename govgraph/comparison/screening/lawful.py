"""Lawful distances of a structure whose ties change a little, counted anew for each change."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.comparison.screening.distances import measured
from govgraph.comparison.screening.ties import Ties
from govgraph.kernels.lawful import NO_WAY, Ways
from govgraph.kernels.lawful_counts import lawful_counts
from govgraph.kernels.repeated import WORTH
from govgraph.model.structure import Structure

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
#: Units that are climbed from together.
_BLOCK = 512


class LawfulDistances:
    """How many pairs of units stand at each lawful distance, for the ties of many proposals.

    Parameters
    ----------
    structure : Structure
        The structure.
    ties : Ties
        Its ties.
    times : int
        How often distances will be counted.
    """

    def __init__(self, structure: Structure, ties: Ties, times: int) -> None:
        topology = structure.topology
        self.number = {unit: code for code, unit in enumerate(topology.units)}
        self.counted = np.asarray(topology.unit_kind != "public", np.bool_)
        self.place, self.parent = topology.unit_area, topology.area_parent
        self.compiled = len(self.number) * times >= WORTH
        self._arcs: dict[tuple[str, str], None] = {}
        self._groups: dict[object, Ints] = {}
        self.own = self._measured(ties)
        self._arcs, self._groups = self._changed(ties)

    def values(self, ties: Ties) -> Floats:
        """Return mean, harmonic mean and largest lawful distance and the share without one."""
        if ties.above.own or ties.side.own or ties.members.own:
            return self._measured(ties)
        return self.own

    def _changed(self, ties: Ties) -> tuple[dict[tuple[str, str], None], dict[object, Ints]]:
        """Return leadership with orders, superior first, and units one step apart, by tie."""
        arcs, groups = dict(self._arcs), dict(self._groups)
        for unit, superiors in ties.above.own.items():
            for superior in ties.above.below.get(unit, ()):
                del arcs[superior, unit]
            arcs.update(dict.fromkeys((superior, unit) for superior in superiors))
        groups.update(self._groups_of(ties))
        return arcs, groups

    def _measured(self, ties: Ties) -> Floats:
        arcs, groups = self._changed(ties)
        ends = np.array([[self.number[unit] for unit in arc] for arc in arcs], np.int64)
        source, target = ends.reshape(-1, 2).T
        ways = Ways(len(self.number), source, target, tuple(g for g in groups.values() if len(g)))
        found = None
        if self.compiled:
            found = lawful_counts(ways, self.counted, self.place, self.parent)
        counts = self._searched(ways) if found is None else found
        return measured(counts, int(self.counted.sum()))[[0, 1, 3, 4]]

    def _groups_of(self, ties: Ties) -> Iterator[tuple[object, Ints]]:
        """Yield the units that stand one step to the side of each other, by tie or joint body."""
        for pair, matters in ties.side.own.items():
            yield pair, self._numbers(pair if matters else ())
        for body, members in ties.members.own.items():
            yield body, self._numbers({*members, body} if members else ())

    def _numbers(self, units: Iterable[str]) -> Ints:
        return np.array(sorted(self.number[unit] for unit in units), np.int64)

    def _searched(self, ways: Ways) -> Ints:
        """Climb, turn and descend from every unit that counts."""
        counts, sources = np.zeros(1, np.int64), np.flatnonzero(self.counted)
        for first in range(0, len(sources), _BLOCK):
            found = ways.lengths(sources[first : first + _BLOCK])[self.counted]
            own = np.bincount(found[(found != NO_WAY) & (found > 0)])
            counts = np.pad(counts, (0, max(0, len(own) - len(counts))))
            counts[: len(own)] += own
        return counts
