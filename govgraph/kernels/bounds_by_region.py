"""Least upper bounds of a large graph whose nodes stand in nested regions, counted.

Counts are those of all pairs looked at one by one, exactly; the regions decide only how long it
takes. A node with an arc out of its region counts as one of the region around both ends, and so do
all that stand above it; the more do, the more sets are compared there.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.condensation import Condensation
from govgraph.kernels.csr import Codes
from govgraph.kernels.nested import nested
from govgraph.kernels.rows import rows

if TYPE_CHECKING:
    from govgraph.kernels.compiled.shared_sets import Sets
    from govgraph.kernels.compiled.upper_bounds import Tree

#: Sets or steps that are never too many: they take milliseconds.
FEW = 65_536
#: Sets that take about 2 GB.
MOST = 60_000_000
#: How often each word of two sets is gone through where they are compared bit by bit.
PASSES = 4


def bounded_pairs_by_region(
    condensed: Condensation, heads: NDArray[np.bool_], place: Codes, parent: Codes
) -> int | None:
    """Return the number of unordered pairs of nodes that have a least upper bound.

    Parameters
    ----------
    condensed : Condensation
        The graph.
    heads : array of bool
        The parts that can stand above a pair.
    place : array of int
        Region of each node, −1 for none.
    parent : array of int
        The region around each region, −1 for none.

    Returns
    -------
    int or None
        None when comparing sets of heads bit by bit takes less room or less time.
    """
    from govgraph.kernels.compiled import shared_sets, upper_bounds  # noqa: PLC0415 - compiler

    nest = nested(parent)
    tree = upper_bounds.Tree(nest.parent, nest.depth, nest.after)
    region = _regions(condensed, heads, nest.rank[place + 1].astype(np.int32), tree)
    depth = nest.depth[region]
    ranked, number = _numbered(condensed, heads, depth)
    words = -(-len(ranked) // 64)
    found = shared_sets.sets_above(
        rows(len(condensed), condensed.target, condensed.source),
        np.concatenate((ranked, np.flatnonzero(~heads).astype(np.int32))),
        number,
        min(MOST, max(FEW, len(condensed) * words)),
    )
    if not len(found.own):
        return None
    limit = np.searchsorted(depth[ranked], np.arange(int(nest.depth.max()) + 1), "right") - 1
    bounds = upper_bounds.Bounds(*_full(found.sets, found.own[ranked]), limit.astype(np.int32))
    order = np.argsort(region, kind="stable")
    start = np.searchsorted(region[order], np.arange(len(nest.rank) + 1))
    members = upper_bounds.Members(start, found.own[order], condensed.size[order])
    kinds = int(np.count_nonzero(np.bincount(found.own)))
    looked_at = PASSES * words * kinds * (kinds - 1) // 2
    pairs = int(upper_bounds.bounded_pairs(bounds, members, tree, max(FEW, looked_at)))
    return None if pairs < 0 else pairs


def _regions(
    condensed: Condensation, heads: NDArray[np.bool_], place: NDArray[np.int32], tree: "Tree"
) -> NDArray[np.int32]:
    """Innermost region around each part and all that it leads to."""
    from govgraph.kernels.compiled import upper_bounds  # noqa: PLC0415 - loads the compiler

    part = np.asarray(condensed.part, np.int32)
    region = upper_bounds.around_parts(part, place, len(condensed), tree)
    head = np.flatnonzero(heads)
    deepest_first = head[np.argsort(-condensed.layer[head], kind="stable")].astype(np.int32)
    after = rows(len(condensed), condensed.source, condensed.target)
    upper_bounds.spread(after, deepest_first, region, tree)
    return region


def _numbered(
    condensed: Condensation, heads: NDArray[np.bool_], depth: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Heads from the outer regions to the inner ones, and the number of each part; −1 for none.

    No arc leads outwards, and within one depth those that lead to others come first: so numbers
    are larger than those of all that stand above.
    """
    head = np.flatnonzero(heads)
    ranked = head[np.lexsort((condensed.layer[head], depth[head]))].astype(np.int32)
    number = np.full(len(condensed), -1, np.int32)
    number[ranked] = np.arange(len(ranked))
    return ranked, number


def _full(
    sets: "Sets", least: NDArray[np.int32]
) -> tuple["Sets", NDArray[np.int32], NDArray[np.bool_]]:
    """The sets, those above each number, and whether each set is the one above its last number."""
    full = np.equal(sets.size, sets.size[least[sets.last]])
    full[0] = False
    return sets, least, full
