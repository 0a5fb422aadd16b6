"""Sets of units that the network depends on most: how they are searched for and what is found."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.kernels.distances import nearness_sums
from govgraph.kernels.subsets import SAME, Subset, best_subsets, greedy_subset
from govgraph.measures.groundwork.lengths import either_way
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.removal import Floats, Removal
from govgraph.model.network import GraphLike, Network, derived, network

#: Sets that are all tried without being asked to.
EXHAUSTIVE = 20_000
SEARCHES = ("auto", "exhaustive", "greedy")
#: What D_R divides, and by what: see `reached`.
NORMALISATIONS = ("members", "others", "others_only")
Relations = tuple[str, ...] | None


@dataclass(frozen=True)
class KeyPlayers:
    """The sets of units found, and how good they are known to be.

    Attributes
    ----------
    members : tuple of tuple
        Every optimal set when all sets were tried, else the one set found; units in the order of
        the structure or graph.
    value : float
        What the criterion gives for them.
    search : {"exhaustive", "greedy"}
        Whether all sets were tried, or units were picked one by one and then exchanged one by one
        until no exchange improved the value, which need not reach the optimum.
    bound : float
        A value that no set of this size exceeds: the value itself when all sets were tried.
    proof : {"exhaustive", "degrees", "submodularity"}
        Why none exceeds it: all were tried; too few ties are lost with the units of the largest
        degrees; or no further unit can add more than the best of them adds now.
    """

    members: tuple[tuple[Hashable, ...], ...]
    value: float
    search: str
    bound: float
    proof: str

    @property
    def gap(self) -> float:
        """How far the optimum can lie above the value; 0 when all sets were tried."""
        return self.bound - self.value


def undirected(source: GraphLike, relations: Relations) -> Network:
    """Return the simple undirected network that key players are sought in."""
    return network(source, relations).undirected()


def check_size(k: int, count: int, left: int) -> None:
    """Raise unless a set of k units leaves enough to measure."""
    if k < 1:
        raise UserError("measures.set_size", k=k)
    if count - k < left:
        raise UndefinedMeasureError("measures.too_few_left", k=k, count=count)


def removals(
    source: GraphLike, criterion: str, relations: Relations, *, keep_removed: bool, k: int
) -> Removal:
    """Return what values the removal of k units."""
    check_choice(criterion, ("components", "distance"))
    graph = undirected(source, relations)
    check_size(k, max(len(graph), 1), 0 if keep_removed and len(graph) > 1 else 2)
    return Removal(graph, criterion, keep_removed=keep_removed)


def each_removal(source: GraphLike, removal: Removal, relations: Relations) -> Floats:
    """Return the value of the removal of each unit; computed once for a structure or network."""
    key = ("each removal", removal.criterion, removal.keep_removed, relations)
    return derived(source, key, removal.each)


def each_reach(source: GraphLike, graph: Network, relations: Relations) -> Floats:
    """Return the summed nearness of all units to each, itself 1; computed once for a structure."""

    def compute() -> Floats:
        return nearness_sums(len(graph), *either_way(graph)) + 1

    return derived(source, ("each reach", relations), compute)


def reached(total: Floats, n: int, k: int, normalisation: str) -> Floats:
    """Return D_R from the summed nearness of all n units to sets, their k members 1 each.

    ``"members"``: over all units; ``"others"``: of the others, over all units;
    ``"others_only"``: of the others, over the others, ``nan`` when there are none.
    """
    check_choice(normalisation, NORMALISATIONS)
    if normalisation == "members":
        return total / n
    over = n if normalisation == "others" else n - k
    return (total - k) / (over or np.nan)


def single(nodes: NDArray[np.object_], each: Floats) -> KeyPlayers:
    """Return the units with the largest value, each a set of its own."""
    highest = float(each.max())
    found = nodes[each > highest - SAME]
    return KeyPlayers(
        tuple((unit,) for unit in found), highest, "exhaustive", highest, "exhaustive"
    )


def searched(
    nodes: NDArray[np.object_],
    k: int,
    value: Callable[[Subset], float],
    how: str,
    bound: tuple[str, Callable[[list[Subset]], float]],
) -> KeyPlayers:
    """Search for the sets with the largest value.

    Parameters
    ----------
    nodes : array of object
        Names of the units.
    k : int
        Size of a set.
    value : callable
        Value of a set of numbers.
    how : {"auto", "exhaustive", "greedy"}
        ``"auto"`` tries all sets when there are at most `EXHAUSTIVE` of them.
    bound : tuple of str and callable
        Name of the proof, and the bound that it gives after a greedy search with its path.
    """
    n = len(nodes)
    if how == "exhaustive" or (how == "auto" and comb(n, k) <= EXHAUSTIVE):
        highest, found = best_subsets(n, k, value)
        limit, proof = highest, "exhaustive"
    else:
        highest, path = greedy_subset(n, k, value)
        found, (proof, prove) = path[-1:], bound
        limit = max(prove(path), highest)
    members = tuple(tuple(nodes[list(one)]) for one in found)
    kind = "exhaustive" if proof == "exhaustive" else "greedy"
    return KeyPlayers(members, highest, kind, limit, proof)


def submodular_bound(weights: Floats, path: list[Subset], k: int) -> float:
    """Return a sum that the nearest member of k gives all units at most.

    The sum grows by less and less as members are added, so that no set of k exceeds the sum of any
    set by more than the k largest single additions to it.
    """
    bounds = []
    for before in [(), *path]:
        now = weights[list(before)].max(axis=0, initial=0)
        gains = np.maximum(weights - now, 0).sum(axis=1)
        bounds.append(float(now.sum() + np.sort(gains)[::-1][:k].sum()))
    return min(bounds)
