"""Statistics of a graph: those of the catalogue by name, any other as a function."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures.catalogue import find
from govgraph.model.network import GraphLike, Network, network

#: A graph measure of a whole structure by name, or a function of a network.
Statistic: TypeAlias = "str | Callable[[Network], float]"


def density(source: GraphLike, relations: tuple[str, ...] | None = None) -> float:
    """Return the share of pairs that are tied (of ordered pairs where ties have a direction).

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Raises
    ------
    UndefinedMeasureError
        When there are less than two units.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import density
    >>> density(nx.path_graph(5))
    0.4
    """
    graph = network(source, relations).simple()
    pairs = len(graph) * (len(graph) - 1) / (1 if graph.directed else 2)
    if not pairs:
        raise UndefinedMeasureError("inference.too_few_units", count=len(graph), least=2)
    return len(graph.source) / pairs


def mutual(source: GraphLike, relations: tuple[str, ...] | None = None) -> float:
    """Return the number of pairs that are tied both ways; parameters are those of `density`.

    Raises
    ------
    UndefinedMeasureError
        When ties have no direction.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import mutual
    >>> mutual(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    1.0
    """
    graph = network(source, relations).simple()
    if not graph.directed:
        raise UndefinedMeasureError("measures.needs_direction")
    first, second = graph.source.astype(np.int64), graph.target.astype(np.int64)
    width = max(len(graph), 1)
    return float(np.isin(first * width + second, second * width + first).sum() / 2)


def reciprocity(source: GraphLike, relations: tuple[str, ...] | None = None) -> float:
    """Return the share of ties that are returned; parameters are those of `density`.

    Raises
    ------
    UndefinedMeasureError
        When ties have no direction, or there are none.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import reciprocity
    >>> round(reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])), 4)
    0.6667
    """
    both, ties = mutual(source, relations), len(network(source, relations).simple().source)
    if not ties:
        raise UndefinedMeasureError("inference.no_ties")
    return 2 * both / ties


def named(statistic: Statistic) -> tuple[str, Callable[[Network], float]]:
    """Return a statistic's name and its function.

    Raises
    ------
    UnknownNameError
        When there is no measure of that name.
    UserError
        When the measure is not one number per graph.
    """
    if callable(statistic):
        return getattr(statistic, "__name__", "statistic"), statistic
    measure = find(statistic)
    if measure.per != "structure" or not measure.graph:
        raise UserError("inference.no_graph_statistic", name=statistic)
    return measure.name, measure.function


def value_or_nan(compute: Callable[[Network], float], graph: Network) -> float:
    """Return the statistic of a graph, ``nan`` where it has no value."""
    try:
        return float(compute(graph))
    except UndefinedMeasureError:
        return float("nan")
