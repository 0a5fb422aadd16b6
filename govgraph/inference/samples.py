"""Several structures side by side: their measures, and those of networks drawn from them."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from govgraph.inference.graph_statistics import Statistic, named, value_or_nan
from govgraph.inference.resampling import redraws
from govgraph.inference.runs import Floats, Progress, collect
from govgraph.measures.tables import table
from govgraph.model.network import GraphLike, network


def side_by_side(structures: Mapping[str, GraphLike], names: Iterable[str]) -> pd.DataFrame:
    """Return measures of several structures: one row per structure, one column per measure.

    Parameters
    ----------
    structures : mapping of str to Structure or networkx graph
        What to measure, by name.
    names : iterable of str
        Measures of the whole structure.

    Returns
    -------
    DataFrame
        Values; ``nan`` where a measure has none.

    Raises
    ------
    UnknownNameError
        When there is no such measure.
    UserError
        When a measure is not one number per structure.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import side_by_side
    >>> trees = {f"span {span}": nx.balanced_tree(span, 2, nx.DiGraph) for span in (2, 3)}
    >>> side_by_side(trees, ["span.mean"])["span.mean"].to_dict()
    {'span 2': 2.0, 'span 3': 3.0}
    """
    wanted = [names] if isinstance(names, str) else list(names)
    rows = {
        title: table(one, wanted).set_index("name")["value"] for title, one in structures.items()
    }
    return pd.DataFrame(rows).T.reindex(columns=wanted).astype(float)


def redrawn(
    structures: Mapping[str, GraphLike],
    statistics: Iterable[Statistic],
    *,
    relations: tuple[str, ...] | None = None,
    reps: int = 200,
    seed: int = 0,
    progress: Progress | None = None,
) -> list[pd.DataFrame]:
    """Return the table of `side_by_side` for vertex bootstraps of every structure.

    Parameters
    ----------
    structures : mapping of str to Structure or networkx graph
        What to measure, by name.
    statistics : iterable of str or callable
        Graph measures of the whole structure, or functions that take a `Network`.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    reps : int
        Number of tables.
    seed : int
        Seed of the draws. Each structure has its own stream, so that one more does not change the
        draws of the others.
    progress : callable, optional
        Told ``(done, reps)`` after each table.

    Returns
    -------
    list of DataFrame
        Values; ``nan`` where a draw has none. An interruption (Ctrl-C) returns the tables that are
        done.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.inference import density, redrawn
    >>> tables = redrawn({"ring": nx.cycle_graph(9), "path": nx.path_graph(9)}, [density], reps=5)
    >>> len(tables), tables[0].shape
    (5, (2, 1))
    """
    given = [statistics] if isinstance(statistics, str) or callable(statistics) else statistics
    chosen = [named(one) for one in given]
    seeds = np.random.SeedSequence(seed).spawn(len(structures))
    streams = [
        redraws(network(one, relations).simple(), np.random.default_rng(own))
        for one, own in zip(structures.values(), seeds, strict=True)
    ]

    def draw(count: int) -> Floats:
        rounds = [[next(stream) for stream in streams] for _ in range(count)]
        return np.array(
            [[[value_or_nan(compute, g) for _, compute in chosen] for g in one] for one in rounds]
        )

    columns = pd.Index([name for name, _ in chosen], name="name")
    found = collect(draw, reps, progress)
    return [pd.DataFrame(one, pd.Index(list(structures)), columns) for one in found]
