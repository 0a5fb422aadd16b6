"""How far a rank depends on the measure, on the weights of an index, and on chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.errors import UserError
from govgraph.inference.composite import CompositeIndex, Higher, Scaling
from govgraph.inference.results import frame_html
from govgraph.inference.runs import Floats


@dataclass(frozen=True, eq=False)
class RankIntervals:
    """Ranks of structures or units, 1 being the best, and how far they move.

    Attributes
    ----------
    values : DataFrame
        What was ranked, by measure.
    higher : dict of str to {"better", "worse"}
        Direction of each measure.
    by_measure : DataFrame
        Rank under each measure alone; equal values share the mean of their ranks.
    index, weights : Series
        The composite index and its weights, which add up to 1.
    scaling : {"range", "z", "rank"}
        How measures were made comparable for the index.
    intervals : DataFrame
        ``index_rank``, the rank by the index, and lowest and highest ranks: ``measures_best`` and
        ``measures_worst`` over the measures one by one, ``possible_best`` and ``possible_worst``
        under any index that rises with every measure, ``weights_low``, ``weights_median`` and
        ``weights_high`` over random weights, and ``samples_low`` and ``samples_high`` over samples
        of the data where there are any.
    level : float
        Share of weights or samples that an interval covers.
    draws, samples : int
        Number of random weights, and of samples that have every value.
    seed : int
        Seed of the weights.
    """

    values: pd.DataFrame
    higher: dict[str, Higher]
    by_measure: pd.DataFrame
    index: pd.Series
    weights: pd.Series
    scaling: Scaling
    intervals: pd.DataFrame
    level: float
    draws: int
    samples: int
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return values, index and intervals side by side, the best by index first."""
        order = self.intervals["index_rank"].argsort(kind="stable").to_numpy()
        return pd.concat([self.values, self.index, self.intervals], axis=1).iloc[order]

    def __repr__(self) -> str:
        given = ", ".join(f"{name} {weight:.3g}" for name, weight in self.weights.items())
        return f"<Ranks; index of {given} ({self.scaling})>\n{self.intervals}"

    def _repr_html_(self) -> str:
        return frame_html(self.to_frame().reset_index())


def rank_intervals(
    values: pd.DataFrame,
    index: CompositeIndex | None = None,
    *,
    samples: Sequence[pd.DataFrame] = (),
    level: float = 0.95,
    draws: int = 2_000,
    seed: int = 0,
) -> RankIntervals:
    """Rank structures or units by several measures, and show how far the ranking moves.

    Parameters
    ----------
    values : DataFrame
        One row per structure or unit, one column per measure; see `side_by_side` and
        ``measures.table(…, per="unit")``.
    index : CompositeIndex, optional
        Weights, directions and scaling; equal weights by default.
    samples : sequence of DataFrame
        The same table for samples of the data, a vertex bootstrap for example (`redrawn`): how far
        ranks by the index move with them. Samples that lack a value are left out.
    level : float
        Share of weights or samples that an interval covers.
    draws : int
        Number of random weights, drawn evenly from all that add up to 1.
    seed : int
        Seed of the weights.

    Returns
    -------
    RankIntervals
        Ranks by measure, by the index, and their intervals.

    Raises
    ------
    UndefinedMeasureError
        When a value is missing: what has no value has no rank.
    UserError
        When a measure has no direction, or weights or samples do not fit the table.

    Notes
    -----
    ``possible_best`` is 1 + the number of rows that are nowhere worse and somewhere better;
    ``possible_worst`` counts likewise from below. No index that rises with each measure, with
    whatever weights, can leave this interval (Schoch and Brandes 2016), and the intervals over
    random weights lie inside it.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.inference import CompositeIndex, rank_intervals
    >>> table = pd.DataFrame({"speed": [3, 2, 1], "cost": [9, 5, 7]}, index=["A", "B", "C"])
    >>> index = CompositeIndex(higher={"speed": "better", "cost": "worse"})
    >>> found = rank_intervals(table, index)
    >>> found.intervals[["possible_best", "possible_worst"]].to_numpy().tolist()
    [[1.0, 3.0], [1.0, 2.0], [2.0, 3.0]]
    """
    index = index or CompositeIndex()
    shares, good = index.shares(values), index.good(values)
    random = np.random.default_rng(seed).dirichlet(np.ones(len(shares)), size=draws)
    alone = _ranks(good)
    best, worst = _possible(good)
    tail = (1 - level) / 2
    low, median, high = _quantiles(_ranks(index.scaled(values) @ random.T), (tail, 0.5, 1 - tail))
    intervals = {
        "index_rank": _ranks(index.of(values).to_numpy()[:, None])[:, 0],
        "measures_best": alone.min(axis=1),
        "measures_worst": alone.max(axis=1),
        "possible_best": best,
        "possible_worst": worst,
        "weights_low": low,
        "weights_median": median,
        "weights_high": high,
    }
    usable = [one for one in samples if not _like(values, one).isna().to_numpy().any()]
    if usable:
        redone = np.column_stack([index.of(_like(values, one)) for one in usable])
        ends = _quantiles(_ranks(redone), (tail, 1 - tail))
        intervals |= {"samples_low": ends[0], "samples_high": ends[1]}
    return RankIntervals(
        values=values.copy(),
        higher=index.directions(values),
        by_measure=pd.DataFrame(alone, values.index, values.columns),
        index=index.of(values),
        weights=shares,
        scaling=index.scaling,
        intervals=pd.DataFrame(intervals, values.index),
        level=level,
        draws=draws,
        samples=len(usable),
        seed=seed,
    )


def _ranks(scores: Floats) -> Floats:
    """Rank of each row within each column, the highest first; equal scores share the mean."""
    return pd.DataFrame(np.round(scores, 12)).rank(ascending=False).to_numpy()


def _possible(good: Floats) -> tuple[Floats, Floats]:
    """Best and worst rank of each row under any index that rises with every column."""
    best, worst = np.empty(len(good)), np.empty(len(good))
    for number, row in enumerate(good):
        above, below = (good >= row).all(axis=1), (good <= row).all(axis=1)
        best[number] = 1 + (above & ~below).sum()
        worst[number] = len(good) - (below & ~above).sum()
    return best, worst


def _quantiles(ranks: Floats, shares: tuple[float, ...]) -> list[Floats]:
    return [np.quantile(ranks, share, axis=1, method="inverted_cdf") for share in shares]


def _like(values: pd.DataFrame, sample: pd.DataFrame) -> pd.DataFrame:
    fits = set(sample.index) == set(values.index) and set(sample.columns) == set(values.columns)
    if not fits or sample.shape != values.shape:
        raise UserError("inference.other_rows")
    return sample.loc[values.index, values.columns]
