"""Conditional uniform graph tests: a graph against all others with the same size or ties."""

from typing import get_args

import numpy as np

from govgraph.errors import UnknownNameError
from govgraph.inference.graph_statistics import Statistic, named, value_or_nan
from govgraph.inference.results import NullDistribution, RandomisationTest, p_by_tails
from govgraph.inference.runs import Floats, Progress, collect
from govgraph.inference.uniform_graphs import Given, drawer
from govgraph.model.network import GraphLike, network


def graph_test(  # noqa: PLR0913 - a graph, a statistic, two conventions, three of the run
    source: GraphLike,
    statistic: Statistic,
    *,
    given: Given = "edges",
    relations: tuple[str, ...] | None = None,
    reps: int = 1_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> RandomisationTest:
    """Test a statistic against graphs drawn uniformly, given size, ties or dyads.

    Parameters
    ----------
    source : Structure or networkx graph
        The observed graph; parallel ties and self-loops do not count.
    statistic : str or callable
        Name of a graph measure of the whole structure (see the catalogue), or a function that
        takes a `Network` and returns a number; every graph measure takes one.
    given : {"edges", "density", "size", "dyads"}
        What every graph drawn shares with the observed one: the number of ties (U|edges), each
        tie with the observed density as its chance, the number of units alone (each tie with
        chance 1/2), or the numbers of mutual, one-way and null pairs (U|MAN). Without directions
        ``"dyads"`` is ``"edges"``.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default. What is measured
        is the plain graph of these.
    reps : int
        Number of graphs drawn.
    seed : int
        Seed of the draws.
    progress : callable, optional
        Told ``(done, reps)`` after each draw.

    Returns
    -------
    RandomisationTest
        ``p.two_sided`` is twice the smaller tail, at most 1. Draws without a value count in
        ``null.undefined`` only.

    Raises
    ------
    UndefinedMeasureError
        When the statistic has no value for the observed graph.
    UnknownNameError
        When there is no such measure or condition.
    UserError
        When the measure is not one number per graph.

    Notes
    -----
    The null says that *all* graphs with that property are equally likely: it has no levels, lines
    or areas. For a government structure, a model that keeps these asks the better question; see
    `percentile`. An interruption (Ctrl-C) returns the draws that are done.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import graph_test, mutual
    >>> ties = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 2), (3, 4), (4, 3)])
    >>> found = graph_test(ties, mutual, given="edges", reps=500)
    >>> found.observed, found.p.greater < 0.05
    (3.0, True)
    """
    if given not in get_args(Given):
        raise UnknownNameError.among("inference.as_conditions", given, get_args(Given))
    name, compute = named(statistic)
    graph = network(source, relations).simple()
    observed = float(compute(graph))
    draw_graph = drawer(graph, given, np.random.default_rng(seed))

    def draw(count: int) -> Floats:
        return np.array([value_or_nan(compute, draw_graph()) for _ in range(count)])

    draws = collect(draw, reps, progress)
    return RandomisationTest(
        statistic=name,
        model=f"uniform given {given}",
        observed=observed,
        p=p_by_tails(observed, draws, exact=False),
        null=NullDistribution(draws),
        exact=False,
        asked=reps,
        seed=seed,
    )


def expected_mutual(units: int, ties: int) -> float:
    r"""Return how many pairs are mutual on average over all digraphs of a size.

    Parameters
    ----------
    units, ties : int
        Number of units and of directed ties.

    Returns
    -------
    float
        :math:`\binom{n}{2} \frac{m(m-1)}{N(N-1)}` with :math:`N = n(n-1)`; ``nan`` when there are
        less than two units or more ties than pairs.

    Examples
    --------
    >>> from govgraph.inference import expected_mutual
    >>> round(expected_mutual(21, 190), 4)
    42.852
    """
    cells = units * (units - 1)
    if units < 2 or not 0 <= ties <= cells:  # noqa: PLR2004 - a pair
        return float("nan")
    return cells / 2 * ties * (ties - 1) / (cells * (cells - 1))
