"""Who stands between whom: the open two-paths of a structure by the groups of their units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.two_paths import open_two_paths
from govgraph.measures.groundwork.partition import By, groups
from govgraph.model.authority import AUTHORITY
from govgraph.model.network import GraphLike, Network, network
from govgraph.model.structure import Structure

#: The roles of the unit in the middle, and all of them together, in the order of the columns.
ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison", "total")
#: Kinds of relation that hold either way.
EITHER_WAY = frozenset(name for name, kind in AUTHORITY.items() if kind.symmetric)


@dataclass(frozen=True, eq=False)
class Mediation:
    """Open two-paths, counted for the unit in the middle.

    Attributes
    ----------
    units : Network
        All units, with the arcs between units that have a group.
    group : array of int32
        Each unit's group, −1 for none.
    labels : tuple
        Names of the groups.
    counts : array of int64, units × roles
        Paths by the role of the unit in the middle.
    """

    units: Network
    group: NDArray[np.int32]
    labels: tuple[object, ...]
    counts: NDArray[np.int64]


def mediation(source: GraphLike, by: By, relations: tuple[str, ...]) -> Mediation:
    """Return the open two-paths between units that have a group.

    Parameters
    ----------
    source : Structure or networkx graph
        The units; edges of an undirected graph, and relations of a structure that hold either
        way, count in both directions.
    by : str or mapping
        The groups; see `groups`.
    relations : tuple of str
        Kinds of relation of a structure.
    """

    def compute() -> Mediation:
        group, labels = groups(source, by)
        units = _arcs(source, relations, group >= 0)
        return Mediation(units, group, tuple(labels), _counted(units, group))

    if isinstance(source, Structure) and isinstance(by, str):
        return source.derive(("mediation", by, tuple(sorted(relations))), compute)
    return compute()


def _arcs(source: GraphLike, relations: tuple[str, ...], grouped: NDArray[np.bool_]) -> Network:
    found = network(source, relations)
    either = found if not found.directed else None
    if isinstance(source, Structure):
        either = network(source, [kind for kind in relations if kind in EITHER_WAY])
    first, second = found.source, found.target
    if either is not None:
        first = np.concatenate((found.source, either.target))
        second = np.concatenate((found.target, either.source))
    keep = grouped[first] & grouped[second]
    return Network(found.nodes, first[keep], second[keep]).simple()


def _counted(units: Network, group: NDArray[np.int32]) -> NDArray[np.int64]:
    n, roles = len(units), len(ROLES) - 1
    counts = np.zeros(n * roles, np.int64)
    for first, middle, last in open_two_paths(n, units.source, units.target):
        role = _role(group[first], group[middle], group[last])
        counts += np.bincount(middle * roles + role, minlength=len(counts))
    each = counts.reshape(n, roles)
    return np.column_stack((each, each.sum(axis=1)))


def _role(
    first: NDArray[np.int32], middle: NDArray[np.int32], last: NDArray[np.int32]
) -> NDArray[np.intp]:
    """Position of the role in `ROLES`."""
    comes, goes = first == middle, last == middle
    outside = np.where(first == last, ROLES.index("consultant"), ROLES.index("liaison"))
    own = np.where(goes, ROLES.index("gatekeeper"), outside)
    coming = np.where(goes, ROLES.index("coordinator"), ROLES.index("representative"))
    return np.where(comes, coming, own)


def overlaps(units: Network) -> NDArray[np.int64]:
    """Return how the open two-paths through each unit overlap.

    Parameters
    ----------
    units : Network
        The units and their arcs.

    Returns
    -------
    array of int64, units × 5
        Ordered pairs of paths that are each other's reverse, share only their first unit, share
        only their last, follow one another (one's last unit is the other's first, and no more),
        or share no end.
    """
    n = len(units)
    found = np.zeros((n, 5), np.int64)
    for paths in open_two_paths(n, units.source, units.target):
        found += _overlaps(n, *paths)
    return found


def _overlaps(
    n: int, first: NDArray[np.int64], middle: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Overlaps among some of the paths; all paths through a unit are among them."""
    paths = np.bincount(middle, minlength=n)
    begun, begins = np.unique(middle * n + first, return_counts=True)
    ended, ends = np.unique(middle * n + last, return_counts=True)
    _, at, other = np.intersect1d(begun, ended, assume_unique=True, return_indices=True)
    back = np.isin((middle * n + last) * n + first, (middle * n + first) * n + last)
    reverse = np.bincount(middle[back], minlength=n)
    shared_first = _sum_by(n, begun, begins * (begins - 1))
    shared_last = _sum_by(n, ended, ends * (ends - 1))
    following = 2 * (_sum_by(n, begun[at], begins[at] * ends[other]) - reverse)
    apart = paths * (paths - 1) - reverse - shared_first - shared_last - following
    return np.column_stack((reverse, shared_first, shared_last, following, apart))


def _sum_by(n: int, pair: NDArray[np.int64], value: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sum of values by the unit in the middle of each pair."""
    return np.bincount(pair // n, weights=value, minlength=n).astype(np.int64)
