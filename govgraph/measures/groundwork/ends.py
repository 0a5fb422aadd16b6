"""Two units of a structure or a graph as numbers, and the graph between them as a matrix."""

from collections.abc import Hashable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.kernels.csr import Rows, csr
from govgraph.kernels.size import LARGE
from govgraph.kernels.steps import steps_between, steps_to
from govgraph.measures.groundwork.lengths import either_way
from govgraph.model.network import GraphLike, Network, network
from govgraph.model.structure import Structure


def ends(source: GraphLike, first: Hashable, second: Hashable) -> tuple[int, int]:
    """Return the numbers of two units, those of `Network`.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When a unit is the public, which takes no part in coordination.
    """
    return _number(source, first), _number(source, second)


def _number(source: GraphLike, unit: Hashable) -> int:
    number = network(source).number
    if unit in number:
        return number[unit]
    if isinstance(source, Structure) and unit in source.topology.units:
        raise UndefinedMeasureError("measures.public_outside", unit=unit)
    raise UnknownNameError.among("model.as_units", str(unit), map(str, number))


def adjacency(graph: Network) -> csr_array:
    """Return the symmetric matrix of zeros and ones of an undirected simple network."""

    def compute() -> csr_array:
        start, neighbour = rows(graph)
        return csr_array((np.ones(len(neighbour)), neighbour, start), shape=(len(graph),) * 2)

    return graph.derive(("adjacency",), compute)


def steps(source: GraphLike, graph: Network, start: int, end: int) -> int | None:
    """Return the number of ties on the shortest path between two units; None without one.

    Parameters
    ----------
    source : Structure or networkx graph
        What is measured.
    graph : Network
        Its undirected simple network.
    start, end : int
        Numbers of the units.
    """
    if len(graph) < LARGE or not isinstance(source, Structure | Network):
        return steps_between(neighbours(graph), start, end)
    if start == end:
        return 0
    from govgraph.kernels.compiled import steps as compiled  # noqa: PLC0415 - loads the compiler

    found = compiled.steps_between(rows(graph), start, end, np.zeros(len(graph), np.int8))
    return None if found < 0 else found


def first_walk(source: GraphLike, graph: Network, start: int, end: int) -> list[int] | None:
    """Return the shortest walk between two units, the first by number among equals; None for none.

    Parameters are those of `steps`.
    """
    left, around = _left(source, graph, start, end), rows(graph)
    if left[start] < 0:
        return None
    walk = [start]
    while walk[-1] != end:
        near = around[1][around[0][walk[-1]] : around[0][walk[-1] + 1]]
        walk.append(int(near[left[near] == left[walk[-1]] - 1].min()))
    return walk


def _left(source: GraphLike, graph: Network, start: int, end: int) -> NDArray[np.int32]:
    """Steps from each unit to the end, as far as the start is."""
    if len(graph) < LARGE or not isinstance(source, Structure | Network):
        return np.array(steps_to(neighbours(graph), end, start), np.int32)
    from govgraph.kernels.compiled import steps as compiled  # noqa: PLC0415 - loads the compiler

    return compiled.steps_to(rows(graph), end, start)


def rows(graph: Network) -> Rows:
    """Return the neighbours of every unit of an undirected simple network, as sparse rows."""
    return graph.derive(("rows",), lambda: csr(len(graph), *either_way(graph)))


def neighbours(graph: Network) -> list[list[int]]:
    """Return the numbers of the neighbours of every unit of an undirected simple network."""

    def compute() -> list[list[int]]:
        start, neighbour = (part.tolist() for part in rows(graph))
        return [neighbour[low:high] for low, high in pairwise(start)]

    return graph.derive(("neighbours",), compute)
