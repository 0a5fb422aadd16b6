"""Which ties are lateral, skip a level, are reciprocated, pooled or sequential."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.redundant import redundant_arcs
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree, out_degree
from govgraph.measures.groundwork.levels import ranks
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.authority import AUTHORITY, COORDINATION
from govgraph.model.network import GraphLike, Network, derived
from govgraph.model.structure import Structure

Bools = NDArray[np.bool_]
#: Where lateral ties and skips show: on administrative levels, or in the graph itself.
By = Literal["level", "graph"]
#: The end that pooled ties have in common.
End = Literal["target", "source"]
_SYMMETRIC = tuple(kind for kind in COORDINATION if AUTHORITY[kind].symmetric)


@dataclass(frozen=True, eq=False)
class Judged:
    """Ties, and which of them have a shape.

    Attributes
    ----------
    graph : Network
        Directed, each tie once.
    known : array of bool
        Which ties can be judged at all.
    found : array of bool
        Which ties have the shape; those not known do not.
    """

    graph: Network
    known: Bools
    found: Bools

    @property
    def share(self) -> float:
        """Share of the ties that can be judged; raises when there are none."""
        if not self.known.any():
            raise UndefinedMeasureError("measures.no_judged_ties")
        return float(self.found.sum() / self.known.sum())


def lateral(source: GraphLike, relations: tuple[str, ...] | None, by: By | None) -> Judged:
    """Judge which ties join two units of one level."""
    graph = hierarchy(source, COORDINATION if relations is None else relations)
    structure = _with_levels(source, by)
    height = _levels(structure, graph) if structure is not None else _steps(source, graph)
    first, second = height[graph.source], height[graph.target]
    known = np.isfinite(first) & np.isfinite(second)
    return Judged(graph, known, known & (first == second))


def skip(source: GraphLike, relations: tuple[str, ...], by: By | None) -> Judged:
    """Judge which ties pass over a level, or over a unit on a longer way."""
    graph = hierarchy(source, relations)
    structure = _with_levels(source, by)
    if structure is None:
        found = redundant_arcs(len(graph), graph.source, graph.target)
        return Judged(graph, np.ones(len(found), bool), found)
    level = _levels(structure, graph)
    with np.errstate(invalid="ignore"):
        fall = level[graph.target] - level[graph.source]
    return Judged(graph, np.isfinite(fall), fall > 1)


def reciprocal(source: GraphLike, relations: tuple[str, ...] | None) -> Judged:
    """Judge which ties run both ways."""
    graph = _both_ways(source, relations)
    n = len(graph)
    forth = graph.source.astype(np.int64) * n + graph.target
    back = graph.target.astype(np.int64) * n + graph.source
    every = np.append(np.sort(forth, kind="stable"), n * n)
    found = every[np.searchsorted(every, back)] == back
    return Judged(graph, np.ones(len(forth), bool), found)


def pooled(source: GraphLike, relations: tuple[str, ...] | None, shared: End) -> Judged:
    """Judge which ties end (or begin) where another does."""
    check_choice(shared, ("target", "source"))
    graph = _both_ways(source, relations)
    degree = in_degree(graph) if shared == "target" else out_degree(graph)
    end = graph.target if shared == "target" else graph.source
    return Judged(graph, np.ones(len(end), bool), degree[end] > 1)


def sequential(source: GraphLike, relations: tuple[str, ...] | None, shared: End) -> Judged:
    """Judge which ties are neither reciprocal nor pooled."""
    one, other = reciprocal(source, relations), pooled(source, relations, shared)
    return Judged(one.graph, one.known, ~(one.found | other.found))


def listed(source: GraphLike, judged: Judged, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the ties that have a shape, with the kinds of relation that make each."""
    graph = judged.graph
    first, second = graph.nodes[graph.source], graph.nodes[graph.target]
    frame = pd.DataFrame({"source": first[judged.found], "target": second[judged.found]})
    if isinstance(source, Structure):
        frame["kinds"] = _kinds(source, frame, kinds)
    return frame


def _kinds(structure: Structure, frame: pd.DataFrame, kinds: Sequence[str]) -> list[str]:
    rows = structure.relations
    own: dict[tuple[str, str], set[str]] = {}
    chosen = rows[rows["kind"].isin(list(kinds))]
    for a, b, kind in zip(chosen["source"], chosen["target"], chosen["kind"], strict=True):
        own.setdefault((a, b), set()).add(kind)
        if kind in _SYMMETRIC:
            own.setdefault((b, a), set()).add(kind)
    ends = zip(frame["source"], frame["target"], strict=True)
    return [";".join(sorted(own[pair])) for pair in ends]


def _both_ways(source: GraphLike, relations: tuple[str, ...] | None) -> Network:
    """Every tie once, those that hold either way in both directions."""
    return derived(source, ("ties both ways", relations), lambda: _doubled(source, relations))


def _doubled(source: GraphLike, relations: tuple[str, ...] | None) -> Network:
    kinds = COORDINATION if relations is None else relations
    graph = hierarchy(source, kinds)
    if not isinstance(source, Structure):
        return graph
    either = hierarchy(source, tuple(kind for kind in kinds if kind in _SYMMETRIC))
    first = np.concatenate((graph.source, either.target))
    second = np.concatenate((graph.target, either.source))
    return Network(graph.nodes, first, second).simple()


def _with_levels(source: GraphLike, by: By | None) -> Structure | None:
    """The structure whose levels count; None when the graph itself is asked."""
    structure = source if isinstance(source, Structure) else None
    chosen = by or ("graph" if structure is None else "level")
    check_choice(chosen, ("level", "graph"))
    if chosen == "graph":
        return None
    if structure is None:
        raise UndefinedMeasureError("measures.needs_structure")
    return structure


def _levels(structure: Structure, graph: Network) -> NDArray[np.float64]:
    """Place of each unit's level among all levels, from the top; ``nan`` without one."""
    rank = structure.levels["rank"]
    place = dict(zip(rank, rank.rank(method="dense"), strict=True))
    return ranks(structure).map(place).reindex(graph.nodes).to_numpy(dtype=float)


def _steps(source: GraphLike, graph: Network) -> NDArray[np.float64]:
    """Fewest steps from a unit without superiors down to each unit; infinite without a way."""
    down = hierarchy(source) if isinstance(source, Structure) else graph
    tops = np.flatnonzero(in_degree(down) == 0)
    if not len(tops):
        return np.full(len(down), np.inf)
    ones = np.ones(len(down.source))
    matrix = csr_array((ones, (down.source, down.target)), shape=(len(down), len(down)))
    steps: NDArray[np.float64] = dijkstra(matrix, indices=tops, unweighted=True, min_only=True)
    return steps
