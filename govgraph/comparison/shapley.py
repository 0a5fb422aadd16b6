"""Shapley values of the steps of a package, from what its parts lead to."""

from dataclasses import dataclass
from itertools import chain, combinations
from math import factorial

import numpy as np

from govgraph.comparison.parts import Part, walk
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.comparison.values import Floats, values
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step


@dataclass(frozen=True, eq=False)
class Package:
    """A package on a structure, and the measures taken of its parts.

    Attributes
    ----------
    before : Structure
        The structure before.
    steps : tuple of Step
        The steps.
    names : tuple of str
        Names of measures.
    """

    before: Structure
    steps: tuple[Step, ...]
    names: tuple[str, ...]

    @property
    def whole(self) -> Part:
        """The part that holds every step."""
        return tuple(range(len(self.steps)))

    @property
    def singles(self) -> list[Part]:
        """The parts of one step."""
        return [(step,) for step in self.whole]

    @property
    def without(self) -> list[Part]:
        """The parts that lack one step."""
        return [tuple(one for one in self.whole if one != step) for step in self.whole]


def parts_of(count: int) -> list[Part]:
    """Return every part of a package of so many steps, in ascending order.

    Examples
    --------
    >>> parts_of(2)
    [(), (0,), (0, 1), (1,)]
    """
    sizes = (combinations(range(count), size) for size in range(count + 1))
    return sorted(chain.from_iterable(sizes))


def evaluated(work: Package, parts: list[Part]) -> Floats:
    """Return one row per part: values of the measures, then whether each step was skipped."""
    rows = []
    with many_small():
        for taken in walk(in_plain_text(work.before), work.steps, parts):
            skipped = [float(step in taken.skipped) for step in work.whole]
            rows.append([*values(taken.structure, work.names).tolist(), *skipped])
    return np.array(rows, np.float64)


@dataclass(frozen=True, eq=False)
class Known:
    """What parts of a package lead to.

    Attributes
    ----------
    work : Package
        The package.
    rows : dict of tuple to array
        Values of the measures by part.
    skips : dict of tuple to array
        Whether each step was skipped, by part.
    """

    work: Package
    rows: dict[Part, Floats]
    skips: dict[Part, Floats]

    @classmethod
    def of(cls, work: Package, parts: list[Part], found: Floats) -> "Known":
        """Return what `evaluated` found, by part."""
        count = len(work.names)
        values_of = dict(zip(parts, found[:, :count], strict=True))
        return cls(work, values_of, dict(zip(parts, found[:, count:], strict=True)))

    def first(self) -> Floats:
        """Return the effect of each step alone."""
        return np.array([self.rows[single] - self.rows[()] for single in self.work.singles])

    def last(self) -> Floats:
        """Return the effect of each step after all others."""
        whole = self.rows[self.work.whole]
        return np.array([whole - self.rows[rest] for rest in self.work.without])

    def shapley(self) -> Floats:
        """Return the Shapley value of each step; all parts must be known."""
        count = len(self.work.steps)
        ways = [factorial(k) * factorial(count - k - 1) / factorial(count) for k in range(count)]
        found = np.zeros((count, len(self.work.names)))
        for part, value in self.rows.items():
            for step in part:
                rest = tuple(one for one in part if one != step)
                found[step] += ways[len(rest)] * (value - self.rows[rest])
        return found

    def held(self) -> Floats:
        """Return in how many of the parts each step is."""
        return np.array([sum(step in part for part in self.rows) for step in self.work.whole])

    def skipped(self) -> Floats:
        """Return in how many of them it was skipped."""
        found: Floats = np.array(list(self.skips.values())).sum(axis=0)
        return found


def gains(work: Package, orders: list[list[int]]) -> Floats:
    """Return what every step adds where it joins, for each order: orders × steps × measures."""
    sizes = range(len(work.steps) + 1)
    parts = sorted({tuple(sorted(order[:size])) for order in orders for size in sizes})
    rows = Known.of(work, parts, evaluated(work, parts)).rows
    found = np.zeros((len(orders), len(work.steps), len(work.names)))
    for number, order in enumerate(orders):
        for place, step in enumerate(order):
            own, rest = (tuple(sorted(order[:size])) for size in (place + 1, place))
            found[number, step] = rows[own] - rows[rest]
    return found
