"""Two units of a structure or a graph as numbers, and the graph between them as a matrix."""

from collections.abc import Hashable
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.kernels.csr import csr
from govgraph.kernels.size import LARGE
from govgraph.kernels.steps import steps_between
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
        start, neighbour = csr(len(graph), *either_way(graph))
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

    around = graph.derive(("rows",), lambda: csr(len(graph), *either_way(graph)))
    found = compiled.steps_between(around, start, end, np.zeros(len(graph), np.int8))
    return None if found < 0 else found


def neighbours(graph: Network) -> list[list[int]]:
    """Return the numbers of the neighbours of every unit of an undirected simple network."""

    def compute() -> list[list[int]]:
        start, neighbour = (rows.tolist() for rows in csr(len(graph), *either_way(graph)))
        return [neighbour[low:high] for low, high in pairwise(start)]

    return graph.derive(("neighbours",), compute)
