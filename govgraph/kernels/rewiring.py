"""Exchanging the starts of arcs, so that every node keeps its degrees."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(eq=False)
class Rewiring:
    """Arcs of several layers that exchange starts within strata.

    A stratum holds arcs of one layer whose starts may be exchanged. Two arcs ``a -> b`` and
    ``c -> d`` become ``c -> b`` and ``a -> d``, unless that makes a loop, an arc that its layer
    has already, or a circle in a layer that must have none. Arcs of a two-way layer may be turned
    first, where their ends are of one sort.

    Attributes
    ----------
    start, end : list of int
        Nodes that the arcs join; changed in place.
    layer, stratum : list of int
        Layer and stratum of each arc.
    acyclic : frozenset of int
        Layers without circles.
    two_way : frozenset of int
        Layers whose arcs have no direction.
    turns : list of bool
        Arcs of two-way layers that may be turned.
    """

    start: list[int]
    end: list[int]
    layer: list[int]
    stratum: list[int]
    acyclic: frozenset[int]
    two_way: frozenset[int]
    turns: list[bool]
    _there: set[tuple[int, int, int]] = field(init=False)
    _above: dict[tuple[int, int], set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._there, self._above = set(), {}
        for arc in range(len(self.start)):
            self._put(arc)

    def run(self, sweeps: float, generator: np.random.Generator) -> int:
        """Propose so many exchanges per arc on average; return how many were made."""
        arcs, partners = self._proposals(sweeps, generator)
        turned = generator.random(len(arcs)) < 0.5  # noqa: PLR2004 - either way
        made = 0
        for first, second, turn in zip(
            arcs.tolist(), partners.tolist(), turned.tolist(), strict=True
        ):
            if turn and self.turns[second]:
                self._take(second)
                self.start[second], self.end[second] = self.end[second], self.start[second]
                self._put(second)
            made += self._exchange(first, second)
        return made

    def _proposals(
        self, sweeps: float, generator: np.random.Generator
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pairs of arcs of one stratum, drawn at random."""
        stratum = np.array(self.stratum, np.intp)
        order = np.argsort(stratum, kind="stable")
        _, begin, size = np.unique(stratum[order], return_index=True, return_counts=True)
        begin, size = np.repeat(begin, size), np.repeat(size, size)
        movable = np.flatnonzero(size > 1)
        if not len(movable):
            return movable, movable
        # A number that is random: as many exchanges each time would reach one half of all
        # arrangements only (those of even, or of odd, permutations).
        count = generator.binomial(2 * round(sweeps * len(movable)), 0.5)
        place = generator.choice(movable, count)
        own = place - begin[place]
        other = (own + generator.integers(1, size[place])) % size[place]
        return order[place], order[begin[place] + other]

    def _exchange(self, first: int, second: int) -> bool:
        a, b, c, d = self.start[first], self.end[first], self.start[second], self.end[second]
        layer = self.layer[first]
        new = {(layer, c, b), (layer, a, d)}
        if layer in self.two_way:
            new |= {(layer, b, c), (layer, d, a)}
        nothing_or_loop = {a, b}.intersection((c, d))
        if nothing_or_loop or not self._there.isdisjoint(new):
            return False
        self._move(first, second)
        if layer in self.acyclic and (self._reaches(layer, b, c) or self._reaches(layer, d, a)):
            self._move(first, second)
            return False
        return True

    def _move(self, first: int, second: int) -> None:
        self._take(first)
        self._take(second)
        self.start[first], self.start[second] = self.start[second], self.start[first]
        self._put(first)
        self._put(second)

    def _put(self, arc: int) -> None:
        layer, start, end = self.layer[arc], self.start[arc], self.end[arc]
        self._there.add((layer, start, end))
        if layer in self.acyclic:
            self._above.setdefault((layer, end), set()).add(start)

    def _take(self, arc: int) -> None:
        layer, start, end = self.layer[arc], self.start[arc], self.end[arc]
        self._there.remove((layer, start, end))
        if layer in self.acyclic:
            self._above[layer, end].remove(start)

    def _reaches(self, layer: int, top: int, bottom: int) -> bool:
        """Tell whether a way runs from one node down to another: few are above a node."""
        seen, open_ones = {bottom}, [bottom]
        while open_ones:
            for node in self._above.get((layer, open_ones.pop()), ()):
                if node == top:
                    return True
                if node not in seen:
                    seen.add(node)
                    open_ones.append(node)
        return False
