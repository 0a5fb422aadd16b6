"""Who stands over both of two units, and of whose disputes each unit is the arbiter."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.kernels.arbiters import Superiors
from govgraph.measures.groundwork.ends import ends
from govgraph.measures.groundwork.pairs import Pairs, blocks, eligible
from govgraph.measures.groundwork.ties import ways
from govgraph.model.network import GraphLike, derived, network
from govgraph.model.structure import Structure


def superiors_of_all(source: GraphLike) -> Superiors:
    """Return who stands above whom, with the numbers of `Ways`; computed once."""

    def compute() -> Superiors:
        found = ways(source)
        return Superiors(found.n, found.source, found.target)

    return derived(source, ("superiors of all",), compute)


def numbers_of_units(source: GraphLike) -> NDArray[np.intp]:
    """Return the number that each unit of `Network` has in `Ways`."""
    if isinstance(source, Structure):
        return np.flatnonzero(source.topology.unit_kind != "public")
    return np.arange(len(network(source)))


def both(source: GraphLike, first: Hashable, second: Hashable) -> tuple[int, int]:
    """Return the numbers that two units have in `Ways`."""
    numbers = numbers_of_units(source)
    one, other = ends(source, first, second)
    return int(numbers[one]), int(numbers[other])


def lowest_common_superiors(source: GraphLike, first: Hashable, second: Hashable) -> pd.DataFrame:
    """Return every lowest common superior of two units.

    A common superior is lowest when no other common superior stands below it. There is one in a
    tree; where dual leadership gives two units the same two superiors there are two, and neither
    alone can decide. A unit counts among its own superiors. Units that lead one another in a
    circle, which a plain graph may hold, are all listed.

    Parameters
    ----------
    source : Structure or networkx graph
        What to read: ``leads`` ties that permit orders; arcs of a plain graph run from superior to
        subordinate.
    first, second : hashable
        The two units.

    Returns
    -------
    DataFrame
        ``unit``; ``depth``, its longest chain of leadership from the top; ``steps_first`` and
        ``steps_second``, the steps down to either unit. Deepest first, then in the order of units;
        empty when the two have no common superior.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When a plain graph has no directions, or one unit is the public.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import common_superior
    >>> crown = nx.DiGraph([("gov", "env"), ("gov", "town"), ("env", "a"), ("env", "b")])
    >>> crown.add_edges_from([("town", "a"), ("town", "b")])
    >>> common_superior.lowest_common_superiors(crown, "a", "b").values.tolist()
    [['env', 1, 1, 1], ['town', 1, 1, 1]]
    """
    found = ways(source)
    one, other = both(source, first, second)
    lowest = superiors_of_all(source)
    own = np.flatnonzero(np.isin(lowest.part, lowest.lowest(one, other)))
    own = own[np.argsort(-found.depth[own], kind="stable")]
    index = source.topology.units if isinstance(source, Structure) else network(source).nodes
    first_up, second_up = found.above(one), found.above(other)
    return pd.DataFrame(
        {
            "unit": index[own],
            "depth": found.depth[own],
            "steps_first": np.array([first_up[unit] for unit in own.tolist()], dtype=np.int32),
            "steps_second": np.array([second_up[unit] for unit in own.tolist()], dtype=np.int32),
        }
    )


def number_of_lowest(source: GraphLike, first: Hashable, second: Hashable) -> int:
    """Return the number of lowest common superiors of two units, circles as one."""
    return len(superiors_of_all(source).lowest(*both(source, first, second)))


def steps_over_superior(source: GraphLike, first: Hashable, second: Hashable) -> int | None:
    """Return the fewest steps from one unit up to a common superior and down to the other."""
    one, other = both(source, first, second)
    found = ways(source)
    first_up, second_up = found.above(one), found.above(other)
    common = first_up.keys() & second_up.keys()
    return min((first_up[unit] + second_up[unit] for unit in common), default=None)


def settled_pairs(source: GraphLike, pairs: Pairs) -> NDArray[np.float64]:
    """Return the pairs of a choice (or their weight) of which each unit is an arbiter."""
    lowest, numbers = superiors_of_all(source), numbers_of_units(source)
    if pairs == "matter":
        return _weighted(source, lowest)[numbers]
    counted = np.zeros(len(lowest.part), np.int64)
    counted[eligible(source, pairs)] = 1
    return lowest.settled(counted)[numbers].astype(float)


def _weighted(source: GraphLike, lowest: Superiors) -> NDArray[np.float64]:
    """Weight of the pairs that must coordinate, at each part that is an arbiter of them."""
    found: dict[int, float] = {}
    for block in blocks(source, "matter"):
        first = block.sources[block.column].tolist()
        mass = np.ones(len(first)) if block.weight is None else block.weight
        for one, other, weight in zip(first, block.second.tolist(), mass.tolist(), strict=True):
            for part in lowest.lowest(one, other):
                found[part] = found.get(part, 0.0) + weight
    return np.array([found.get(part, 0.0) for part in lowest.part.tolist()])


def several_weight(source: GraphLike, pairs: Pairs) -> float:
    """Return the number (or weight) of pairs with several lowest common superiors."""
    kind, several = superiors_of_all(source).ambiguous()
    total = 0.0
    for block in blocks(source, pairs):
        found = several[kind[block.sources[block.column]], kind[block.second]]
        total += float(found.sum() if block.weight is None else block.weight[found].sum())
    return total
