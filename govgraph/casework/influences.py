"""Which assumption decides an answer."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from govgraph.errors import UndefinedMeasureError

Floats = NDArray[np.float64]
#: Draws that a correlation needs beyond the number of assumptions.
_SPARE = 3


def influence(drawn: pd.DataFrame, answer: pd.Series) -> pd.Series:
    """Return which assumption decides an answer: partial rank correlation, strongest first.

    Parameters
    ----------
    drawn : DataFrame
        One row per draw, one column per assumption.
    answer : Series
        The answer to each draw; may be infinite. Draws without one (``nan``) are left out.

    Returns
    -------
    Series
        From −1 to 1 for each assumption: how ranks of the answer follow ranks of the assumption
        once all other assumptions are allowed for (Marino and others 2008); ``nan`` for one that
        does not vary.

    Raises
    ------
    UndefinedMeasureError
        When there are too few answers, or they do not differ.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from govgraph.casework.influences import influence
    >>> drawn = pd.DataFrame(np.random.default_rng(1).random((50, 2)), columns=["a", "b"])
    >>> influence(drawn, drawn["a"] ** 3 - 0.1 * drawn["b"]).round(1).to_dict()
    {'a': 1.0, 'b': -0.7}
    """
    fine = drawn[answer.notna()]
    found = answer[answer.notna()].to_numpy(float)
    varied = [name for name in drawn.columns if np.ptp(fine[name].to_numpy(float)) > 0]
    if len(fine) < len(varied) + _SPARE or len(np.unique(found)) <= 1:
        raise UndefinedMeasureError("casework.too_few_draws", draws=len(fine))
    ranks = np.column_stack([*(rankdata(fine[name]) for name in varied), rankdata(found)])
    partial = {name: _partial(ranks, place) for place, name in enumerate(varied)}
    series = pd.Series(partial, dtype=float, name=answer.name).reindex(list(drawn.columns))
    return series.sort_values(key=np.abs, ascending=False, kind="stable")


def _partial(ranks: Floats, place: int) -> float:
    """Correlation of one column with the last, both freed from all the others."""
    others = np.delete(ranks[:, :-1], place, axis=1)
    system = np.column_stack((np.ones(len(ranks)), others))
    pair = ranks[:, [place, -1]]
    left = pair - system @ np.linalg.lstsq(system, pair, rcond=None)[0]
    scale = np.sqrt((left**2).sum(axis=0))
    return float(left[:, 0] @ left[:, 1] / scale.prod()) if scale.all() else float("nan")
