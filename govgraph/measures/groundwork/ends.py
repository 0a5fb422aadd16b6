"""Two units of a structure or a graph as numbers, and the graph between them as a matrix."""

from collections.abc import Hashable

import numpy as np
from scipy.sparse import csr_array

from govgraph.errors import UndefinedMeasureError, UnknownNameError
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
    nodes = network(source).nodes
    if unit in nodes:
        return int(nodes.get_indexer_for([unit])[0])
    if isinstance(source, Structure) and unit in source.topology.units:
        raise UndefinedMeasureError("measures.public_outside", unit=unit)
    raise UnknownNameError.among("model.as_units", str(unit), map(str, nodes))


def adjacency(graph: Network) -> csr_array:
    """Return the symmetric matrix of zeros and ones of an undirected simple network."""
    first, second = either_way(graph)
    return csr_array((np.ones(len(first)), (first, second)), shape=(len(graph), len(graph)))
