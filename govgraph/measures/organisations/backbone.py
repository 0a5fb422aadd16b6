"""The backbone: a tree in which every superior leads equally many units."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UserError

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Backbone:
    """A balanced tree; units are numbered from 0 at the root, level by level.

    Attributes
    ----------
    branching : int
        Direct subordinates of each superior, b, 2 or more.
    levels : int
        Levels with that of the root, L, 2 or more.

    Raises
    ------
    UserError
        When a number is less than 2.

    Examples
    --------
    >>> from govgraph.measures.organisations import Backbone
    >>> Backbone(5, 6).size
    3906
    """

    branching: int
    levels: int

    def __post_init__(self) -> None:
        for name, value in (("branching", self.branching), ("levels", self.levels)):
            if value < 2:  # noqa: PLR2004 - a tree that branches
                raise UserError("measures.at_least", name=name, least=2, value=value)

    @cached_property
    def width(self) -> Ints:
        """Units on each level."""
        return self.branching ** np.arange(self.levels, dtype=np.int64)

    @cached_property
    def first(self) -> Ints:
        """Number of the first unit of each level."""
        return np.cumsum(self.width) - self.width

    @property
    def size(self) -> int:
        """Units, N = (b^L − 1) / (b − 1)."""
        return int(self.width.sum())

    @cached_property
    def level(self) -> Ints:
        """Level of each unit, 0 for the root."""
        return np.repeat(np.arange(self.levels), self.width)

    @cached_property
    def lineage(self) -> Ints:
        """Superior of each unit on each level down to its own; −1 below."""
        rank = np.arange(self.size) - self.first[self.level]
        above = self.level[:, None] - np.arange(self.levels)
        ancestor = rank[:, None] // self.branching ** np.maximum(above, 0)
        return np.where(above >= 0, self.first + ancestor, -1)

    @cached_property
    def superior(self) -> Ints:
        """Direct superior of each unit; −1 for the root."""
        units = np.arange(self.size)
        return (units - 1) // self.branching

    def meeting(self, first: Ints, second: Ints) -> Ints:
        """Return the level of the lowest common superior of each pair, D.

        A unit counts as its own superior, so a superior meets its subordinates on its own level.
        """
        own, other = self.lineage[first], self.lineage[second]
        shared = np.count_nonzero((own == other) & (own >= 0), axis=1)
        return np.asarray(shared, np.int64) - 1
