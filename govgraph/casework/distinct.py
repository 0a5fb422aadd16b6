"""How many different doors and places a case leads a person to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from govgraph.casework.passage import Flags, Floats, Ints, Passage


@dataclass(frozen=True, eq=False)
class Distinct:
    """How many different things the states that a case visits bear.

    Attributes
    ----------
    passage : Passage
        The way of the cases.
    key : array of int
        Number of the thing that each state bears; −1 for none.

    Notes
    -----
    Exact: the mean is the sum over things of the probability to come to a state that bears it; the
    mean square adds those of coming to both of two; and what is left when all but one are out of
    reach gives the probability of at most one.
    """

    passage: Passage
    key: Ints

    @cached_property
    def rank(self) -> Ints:
        """Number of each state's thing among those of its cell, −1 for none."""
        cell, bearing = self.passage.cell, self.key >= 0
        rank = np.full(len(cell), -1, np.int64)
        pairs = np.stack((cell[bearing], self.key[bearing]))
        known, place = np.unique(pairs, axis=1, return_inverse=True)
        first = np.searchsorted(known[0], known[0])
        rank[bearing] = (np.arange(known.shape[1]) - first)[place.ravel()]
        return rank

    @cached_property
    def _size(self) -> Ints:
        """How many things the cell of each state has."""
        size = np.zeros(len(self.passage.flow.cells), np.int64)
        np.maximum.at(size, self.passage.cell, self.rank + 1)
        return size[self.passage.cell]

    @cached_property
    def _most(self) -> int:
        return int(self._size.max(initial=0))

    def coming_to(self, wanted: Flags, among: Flags) -> Floats:
        """Return the probability of ever coming to a state wanted, 0 outside of `among`."""
        steps = self.passage.steps(~wanted[self.passage.flow.ints("state")])
        into = np.asarray(steps @ wanted.astype(float)) + wanted
        flow = self.passage.flow
        on = ~wanted[flow.ints("state")] & ~wanted[np.maximum(flow.ints("target"), 0)]
        found = self.passage.onward(self.passage.steps(on), into, among)
        return np.asarray(np.where(among, found, 0.0))

    def _sizes(self, least: int) -> Flags:
        return np.asarray(self._size >= least)

    @cached_property
    def _single(self) -> list[Floats]:
        return [self.coming_to(self.rank == r, self._sizes(r + 1)) for r in range(self._most)]

    @cached_property
    def means(self) -> Floats:
        """Mean number for a case that begins in each state; nan where it may never end."""
        return self._plus(self._single)

    @cached_property
    def squares(self) -> Floats:
        """Mean square of the number for a case that begins in each state."""
        return self.means + self._plus(self._both())

    def _both(self) -> Iterator[Floats]:
        for first, second in combinations(range(self._most), 2):
            among = self._sizes(second + 1)
            either = self.coming_to((self.rank == first) | (self.rank == second), among)
            both = self._single[first] + self._single[second] - either
            yield np.where(among, 2 * both, 0.0)

    @cached_property
    def at_most_one(self) -> Floats:
        """Probability of no thing or one, for each state to begin in."""
        bearing = self.rank >= 0
        none = 1 - self.coming_to(bearing, self._sizes(1))
        shares = [none]
        for own in range(self._most):
            others = self.coming_to(bearing & (self.rank != own), self._sizes(own + 1))
            shares.append(np.where(self._sizes(own + 1), 1 - others - none, 0.0))
        return np.minimum(self._plus(shares), 1.0)

    def _plus(self, parts: "list[Floats] | Iterator[Floats]") -> Floats:
        total = np.where(self.passage.chain.endless, np.nan, 0.0)
        for part in parts:
            total = total + part
        return np.asarray(total)


def doors(passage: Passage) -> Distinct:
    """Return the count of units that a person attends at."""
    return _attended(passage, "unit")


def places(passage: Passage) -> Distinct:
    """Return the count of places that a person goes to."""
    return _attended(passage, "site")


def _attended(passage: Passage, column: str) -> Distinct:
    states = passage.flow.states
    number = pd.factorize(states[column])[0]
    return Distinct(passage, np.where(states["site"].notna(), number, -1).astype(np.int64))
