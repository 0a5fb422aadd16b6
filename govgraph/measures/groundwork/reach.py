"""Who can reach whom along directed ties: what measures of hierarchy share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.condensation import Condensation, condense
from govgraph.kernels.reachability import ancestor_counts, descendant_counts
from govgraph.measures.groundwork.hierarchy import hierarchy
from govgraph.model.network import GraphLike, Network, derived, network

T = TypeVar("T")
#: Ties along which one unit directs another, whether from above or, by a call, from below.
DIRECTING = ("leads", "guides", "calls")


@dataclass(frozen=True, eq=False)
class Reach:
    """A directed graph and what can be reached in it.

    Attributes
    ----------
    graph : Network
        The graph, without loops and repeated arcs.
    loops : int
        Number of units with a tie to themselves; a structure has none.
    """

    graph: Network
    loops: int = 0

    @property
    def ties(self) -> int:
        """Number of arcs, loops included."""
        return len(self.graph.source) + self.loops

    @cached_property
    def condensed(self) -> Condensation:
        """The graph with each circle of units as one part."""
        return condense(len(self.graph), self.graph.source, self.graph.target)

    @cached_property
    def below(self) -> NDArray[np.int64]:
        """Number of other units that each unit can reach."""
        return descendant_counts(self.condensed) - 1

    @cached_property
    def above(self) -> NDArray[np.int64]:
        """Number of other units that can reach each unit."""
        return ancestor_counts(self.condensed) - 1

    def with_ties(self) -> "Reach":
        """Return itself; raise when there is no tie, not even of a unit to itself."""
        if not self.ties:
            raise UndefinedMeasureError("measures.hierarchy_no_ties")
        return self

    def with_pairs(self) -> "Reach":
        """Return itself; raise when there are no two units."""
        if len(self.graph) < 2:  # noqa: PLR2004 - a pair
            raise UndefinedMeasureError("measures.too_few_units", count=len(self.graph))
        return self

    @property
    def circling(self) -> NDArray[np.bool_]:
        """Whether each arc lies on a circle."""
        part = self.condensed.part
        return np.equal(part[self.graph.source], part[self.graph.target])


def reach(source: GraphLike, relations: tuple[str, ...]) -> Reach:
    """Return who can reach whom; computed once for a structure or network.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.
    """

    def compute() -> Reach:
        every = network(source, relations)
        loops = np.unique(every.source[every.source == every.target])
        return Reach(hierarchy(every), len(loops))

    return once(source, "reach", relations, compute)


def once(source: GraphLike, what: str, relations: tuple[str, ...], compute: Callable[[], T]) -> T:
    """Return what `compute` returns for relations, computed once for a structure or network."""
    return derived(source, (what, tuple(sorted(set(relations)))), compute)
