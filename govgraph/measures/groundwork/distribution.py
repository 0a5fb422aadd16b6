"""How many pairs of units stand at each path length, where no pair is asked for by itself."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.kernels.lawful_counts import lawful_counts
from govgraph.kernels.size import LARGE
from govgraph.measures.groundwork.lengths import (
    Histogram,
    advisory_lengths,
    lawful_lengths,
    plain_lengths,
)
from govgraph.measures.groundwork.pairs import Pairs, eligible
from govgraph.measures.groundwork.ties import ways
from govgraph.model.network import GraphLike, derived
from govgraph.model.structure import Structure


def lawful_histogram(source: GraphLike, pairs: Pairs = "units") -> Histogram:
    """Return how many pairs stand at each lawful length; computed once for a structure."""

    def compute() -> Histogram:
        counts = _counts(source, pairs, advisory=False)
        return lawful_lengths(source, pairs).lengths if counts is None else counts

    return derived(source, ("lawful histogram", pairs), compute)


def advisory_total(source: GraphLike, pairs: Pairs = "units") -> float:
    """Return the weight of the pairs that have no lawful path but one over guidance."""
    lawful = lawful_histogram(source, pairs)
    if lawful.method == "areas":
        advised = _counts(source, pairs, advisory=True)
        if advised is not None:
            return float(advised.weight.sum() - lawful.weight.sum())
    return float(advisory_lengths(source, pairs).weight.sum())


def _counts(source: GraphLike, pairs: Pairs, *, advisory: bool) -> Histogram | None:
    """Count pairs at once; None for few units, listed pairs, or units under very many others."""
    found = ways(source, advisory=advisory)
    if found.n < LARGE or pairs == "matter":
        return None
    counted = np.zeros(found.n, np.bool_)
    counted[eligible(source, pairs)] = True
    counts = lawful_counts(found, counted, *_areas(source, found.n))
    if counts is None:
        return None
    number = int(counted.sum())
    weight = counts / 2
    method: Literal["areas"] = "areas"
    return Histogram(pairs, weight, number * (number - 1) / 2 - float(weight.sum()), method)


def _areas(source: GraphLike, units: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Area of each unit and the area above each area; none for a plain graph."""
    if isinstance(source, Structure):
        return source.topology.unit_area, source.topology.area_parent
    return np.full(units, -1, np.int32), np.zeros(0, np.int32)


def distribution(source: GraphLike, *, lawful: bool = True, pairs: Pairs = "units") -> pd.Series:
    """Return how many pairs stand at each path length.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    lawful : bool
        Lawful paths, else plain ones.
    pairs : {"units", "leaves", "matter"}
        Which pairs count; pairs of ``"matter"`` are weighted by cases.

    Returns
    -------
    Series
        Number (or weight) of pairs by length; the pairs without a path stand at ``inf``.
        ``attrs["method"]`` tells how they were counted: ``"areas"`` or ``"search"``, or estimated:
        ``"sample"``. ``attrs["standard_error"]`` is that of the mean length, 0 of a count.

    Notes
    -----
    Area by area, exact counts take seconds for a million units: lawful paths from 2,000 units on,
    unless units stand under very many others; plain paths from 20,000 on, where few units of each
    area have ties that leave it. Else every unit is searched from; over plain paths, 8,192 of them
    drawn at random where there are 200,000 or more, with a warning and a standard error.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> tree = nx.DiGraph([("gov", "env"), ("gov", "police")])
    >>> coordination.distribution(tree).to_dict()
    {1.0: 2.0, 2.0: 1.0, inf: 0.0}
    """
    found = lawful_histogram(source, pairs) if lawful else plain_lengths(source, None, pairs)
    lengths = np.append(np.arange(1, len(found.weight), dtype=float), np.inf)
    weights = np.append(found.weight[1:], found.without)
    result = pd.Series(weights, index=pd.Index(lengths, name="length"), name="pairs")
    result.attrs |= {"method": found.method, "standard_error": found.error}
    return result
