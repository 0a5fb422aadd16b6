"""Graphs drawn uniformly from all that share a property with a given one."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.network import Network

Ints: TypeAlias = NDArray[np.int64]
Given: TypeAlias = Literal["size", "density", "edges", "dyads"]


def drawer(graph: Network, given: Given, generator: np.random.Generator) -> Callable[[], Network]:
    """Return a function that draws one graph after the other.

    Parameters
    ----------
    graph : Network
        A simple graph.
    given : {"size", "density", "edges", "dyads"}
        What all graphs share with it.
    generator : Generator
        Source of random numbers.
    """
    n, pairs = len(graph), len(graph) * (len(graph) - 1) // 2
    cells = 2 * pairs if graph.directed else pairs
    edges = len(graph.source)
    # Positions instead of labels: a draw says nothing of any unit.
    nodes = pd.RangeIndex(n, name="unit")

    def of_cells(chosen: Ints) -> Network:
        first, second = _ordered(chosen, n) if graph.directed else _unordered(chosen, n)
        return _network(nodes, first, second, directed=graph.directed)

    def by_chance(share: float) -> Network:
        return of_cells(np.flatnonzero(generator.random(cells) < share))

    def by_edges() -> Network:
        return of_cells(generator.choice(cells, edges, replace=False, shuffle=False))

    def by_dyads() -> Network:
        mutual, single = dyad_census(graph)
        chosen = generator.choice(pairs, mutual + single, replace=False)
        first, second = _unordered(chosen, n)
        turned = generator.random(len(chosen)) < 0.5  # noqa: PLR2004 - either way
        first, second = np.where(turned, second, first), np.where(turned, first, second)
        back = slice(0, mutual)
        ends = np.append(first, second[back]), np.append(second, first[back])
        return _network(nodes, *ends, directed=True)

    if given == "size":
        return lambda: by_chance(0.5)
    if given == "density":
        return lambda: by_chance(edges / max(cells, 1))
    return by_dyads if given == "dyads" and graph.directed else by_edges


def dyad_census(graph: Network) -> tuple[int, int]:
    """Return how many pairs of a simple directed graph are tied both ways, and one way."""
    first, second = graph.source.astype(np.int64), graph.target.astype(np.int64)
    width = max(len(graph), 1)
    low, high = np.minimum(first, second), np.maximum(first, second)
    pairs = len(np.unique(low * width + high))
    return len(first) - pairs, 2 * pairs - len(first)


def _network(nodes: pd.Index, first: Ints, second: Ints, *, directed: bool) -> Network:
    return Network(nodes, first.astype(np.int32), second.astype(np.int32), directed)


def _ordered(chosen: Ints, n: int) -> tuple[Ints, Ints]:
    """Ends of ordered pairs by number: row by row, the diagonal left out."""
    first, second = np.divmod(chosen, max(n - 1, 1))
    return first, second + (second >= first)


def _unordered(chosen: Ints, n: int) -> tuple[Ints, Ints]:
    """Ends of pairs by number: row by row above the diagonal."""
    starts = np.cumsum(np.append(0, np.arange(n - 1, 0, -1)))
    first = np.searchsorted(starts, chosen, side="right") - 1
    return first, chosen - starts[first] + first + 1
