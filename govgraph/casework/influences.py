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
    spread = fine.max() - fine.min()
    varied = [name for name in drawn.columns if spread[name] > 0]
    if len(fine) < len(varied) + _SPARE or len(np.unique(found)) <= 1:
        raise UndefinedMeasureError("casework.too_few_draws", draws=len(fine))
    ranks = np.column_stack([rankdata(fine[name]) for name in varied])
    partial = dict(zip(varied, _partial(ranks, rankdata(found)), strict=True))
    series = pd.Series(partial, dtype=float, name=answer.name).reindex(list(drawn.columns))
    return series.sort_values(key=np.abs, ascending=False, kind="stable")


def _partial(ranks: Floats, found: Floats) -> Floats:
    """Correlation of each column with the answer, both freed from all other columns.

    With b the coefficients of the answer on all columns together, R what they leave of its square,
    and v the diagonal of the inverse of their products, it is b / √(b² + R v).
    """
    centred, answer = ranks - ranks.mean(axis=0), found - found.mean()
    coefficient = np.linalg.lstsq(centred, answer, rcond=None)[0]
    left = float(((answer - centred @ coefficient) ** 2).sum())
    inverse = np.diag(np.linalg.pinv(centred.T @ centred, hermitian=True))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(coefficient / np.sqrt(coefficient**2 + left * inverse))
