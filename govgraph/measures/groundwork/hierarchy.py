"""What measures of hierarchy read: superiors and subordinates, without repeated ties."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.model.network import GraphLike, Network, network


def hierarchy(source: GraphLike, relations: tuple[str, ...] = ("leads",)) -> Network:
    """Return the directed graph of superiors and subordinates.

    Parameters
    ----------
    source : Structure or networkx graph
        A structure gives its units without the public and the relations named; a plain graph
        gives all its arcs, from superior to subordinate.
    relations : tuple of str
        Kinds of relation of a structure that bind.

    Returns
    -------
    Network
        Each pair of superior and subordinate once.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.
    """
    found = network(source, relations)
    if not found.directed:
        raise UndefinedMeasureError("measures.needs_direction")
    return found.simple()


def out_degree(graph: Network) -> NDArray[np.int64]:
    """Return the number of subordinates of each node."""
    return np.bincount(graph.source, minlength=len(graph))


def in_degree(graph: Network) -> NDArray[np.int64]:
    """Return the number of superiors of each node."""
    return np.bincount(graph.target, minlength=len(graph))


def per_unit(graph: Network, values: NDArray[np.generic], name: str) -> pd.Series:
    """Return one number per unit as a Series of floats."""
    return pd.Series(values, index=graph.nodes, name=name, dtype=float)
