"""QAP regression (MRQAP 多元回归二次指派程序): the networks that explain another, side by side."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference.matrices import MatrixLike, align
from govgraph.inference.permuting import OverOrders, permuted
from govgraph.inference.results import NullDistribution, PValues, frame_html, p_about_zero
from govgraph.inference.runs import Floats, Progress
from govgraph.kernels.least_squares import added_t, all_t, coefficients, independent, residual
from govgraph.text import say

Method: TypeAlias = Literal["double_semi_partialling", "y_permutation"]
CONSTANT = "(constant)"
_RESPONSE = "the response"


class DroppedPredictorWarning(UserWarning):
    """A predictor adds nothing to those before it and was left out."""


@dataclass(frozen=True, eq=False)
class QapRegression:
    """A regression of one matrix on others, tested by permuting units.

    Attributes
    ----------
    coefficients, t : Series
        Least-squares coefficients and their t-values, the constant first.
    p : dict of str to PValues
        p-values of the t-values by predictor; the constant has them under ``"y_permutation"``
        only, as double semi-partialling permutes a predictor.
    null : dict of str to NullDistribution
        t-values of the permuted data, by predictor.
    r2 : float
        Share of the variation that is explained.
    cells : int
        Cells known in all matrices.
    dropped : tuple of str
        Predictors left out: constant, or a combination of those before.
    method : {"double_semi_partialling", "y_permutation"}
        What was permuted.
    exact : bool
        Whether all permutations were gone through, as they are up to 7 units.
    asked : int
        How many permutations were asked for.
    seed : int
        Seed of the random permutations.
    """

    coefficients: pd.Series
    t: pd.Series
    p: dict[str, PValues]
    null: dict[str, NullDistribution]
    r2: float
    cells: int
    dropped: tuple[str, ...]
    method: Method
    exact: bool
    asked: int
    seed: int

    @property
    def reps(self) -> int:
        """How many permutations were done."""
        return len(next(iter(self.null.values())).draws)

    @property
    def complete(self) -> bool:
        """Whether all permutations asked for were done; False after an interruption."""
        return self.reps == self.asked

    def to_frame(self) -> pd.DataFrame:
        """Return one row per predictor."""
        rows = [
            {
                "coefficient": self.coefficients[name],
                "t": self.t[name],
                "p_greater": self.p[name].greater if name in self.p else np.nan,
                "p_less": self.p[name].less if name in self.p else np.nan,
                "p_two_sided": self.p[name].two_sided if name in self.p else np.nan,
                "undefined": self.null[name].undefined if name in self.null else 0,
            }
            for name in self.t.index
        ]
        return pd.DataFrame(rows, index=self.t.index)

    def __repr__(self) -> str:
        head = f"<QAP regression, {self.method}, R² = {self.r2:.4g}, {self.cells:,} cells>"
        return f"{head}\n{self.to_frame().round(6)}"

    def _repr_html_(self) -> str:
        return frame_html(self.to_frame().reset_index(names="predictor"))


def qap_regression(  # noqa: PLR0913 - two inputs, two conventions, three of the run
    response: MatrixLike,
    predictors: Mapping[str, MatrixLike],
    *,
    method: Method = "double_semi_partialling",
    directed: bool = True,
    reps: int = 2_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> QapRegression:
    """Regress one matrix on others and test each by permuting units.

    Parameters
    ----------
    response : matrix
        What is to be explained: a square array, or a data frame with units on both axes. A
        ``nan`` is a missing cell; the diagonal does not count.
    predictors : mapping of str to matrix
        What explains it, by name.
    method : {"double_semi_partialling", "y_permutation"}
        ``"double_semi_partialling"`` asks of each predictor whether it adds something to the
        others: what the others leave of it is permuted [1]_. ``"y_permutation"`` permutes the
        response; its null is that *no* predictor matters, so that a single p-value is not valid
        where the others do.
    directed : bool
        Whether cell (i, j) says something else than (j, i). If not, all matrices must be
        symmetric and each pair counts once.
    reps : int
        Number of random permutations; each serves all predictors. Up to 7 units all permutations
        are used instead.
    seed : int
        Seed of the random permutations.
    progress : callable, optional
        Told ``(done, reps)`` after each batch.

    Returns
    -------
    QapRegression
        Coefficients, t-values, p-values, R². ``p.two_sided`` compares t without its sign.

    Raises
    ------
    UndefinedMeasureError
        When the response does not vary, no predictor is left or there are too few cells.
    UserError
        When the matrices cannot be compared.

    Warns
    -----
    DroppedPredictorWarning
        When a predictor is constant or a combination of those before; it is left out.

    Notes
    -----
    The statistic is the t-value, which is pivotal, and not the coefficient. Cells missing in any
    matrix are left out; a permuted residual or response takes its missing cells along. A Monte
    Carlo p is (1 + number of draws at least as extreme) / (1 + number of draws).

    R's ``sna::netlm`` calls the same test ``"qapspp"`` (and its ``"qap"`` is not a permutation of
    the response but this one); permuting the response is its ``"qapy"``.

    An interruption (Ctrl-C) returns the draws that are done; ``complete`` is then False.

    References
    ----------
    .. [1] Dekker, D., Krackhardt, D. and Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to
       collinearity and autocorrelation conditions. Psychometrika 72, 563-581.

    Examples
    --------
    >>> import numpy as np
    >>> from govgraph.inference import qap_regression
    >>> leads, near = np.eye(6, k=1) + np.eye(6, k=-1), np.kron(np.eye(2), np.ones((3, 3)))
    >>> talks = 1 + 2 * leads + near
    >>> found = qap_regression(talks, {"leads": leads, "near": near})
    >>> found.coefficients.round(6).to_dict()
    {'(constant)': 1.0, 'leads': 2.0, 'near': 1.0}
    """
    if method not in get_args(Method):
        raise UnknownNameError.among("inference.as_methods", method, get_args(Method))
    data = _read(response, predictors, directed=directed)
    for name in data.dropped:
        warnings.warn(say("inference.dropped", name=name), DroppedPredictorWarning, stacklevel=2)
    names = data.names
    tested = names[1:] if method == "double_semi_partialling" else names
    compute = _added(data) if method == "double_semi_partialling" else _all(data)
    t = compute(np.arange(data.units)[None, :])[0]
    draws, exact = permuted(
        compute, data.units, len(data.y) * len(names), reps=reps, seed=seed, progress=progress
    )
    found, r2 = coefficients(data.design, data.y)
    return QapRegression(
        coefficients=pd.Series(found, names, name="coefficient"),
        t=pd.Series(all_t(data.design, data.y[None, :], None)[0], names, name="t"),
        p={
            name: p_about_zero(t[number], draws[:, number], exact=exact)
            for number, name in enumerate(tested)
        },
        null={name: NullDistribution(draws[:, k].copy()) for k, name in enumerate(tested)},
        r2=r2,
        cells=len(data.y),
        dropped=data.dropped,
        method=method,
        exact=exact,
        asked=len(draws) if exact else reps,
        seed=seed,
    )


@dataclass(frozen=True, eq=False)
class _Data:
    """The cells known in all matrices: where they are, and what stands in them."""

    known: NDArray[np.bool_]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    y: Floats
    design: Floats
    names: list[str]
    dropped: tuple[str, ...]
    directed: bool

    @property
    def units(self) -> int:
        return len(self.known)

    def moved(self, values: Floats, orders: NDArray[np.intp]) -> tuple[Floats, Floats | None]:
        """Return the values that permuted units bring into the cells, and which are known."""
        matrix = np.zeros(self.known.shape)
        matrix[self.rows, self.columns] = values
        if not self.directed:
            matrix[self.columns, self.rows] = values
        place = orders[:, self.rows], orders[:, self.columns]
        everywhere = int(self.known.sum()) == self.units * (self.units - 1)
        return matrix[place], None if everywhere else self.known[place].astype(float)


def _read(response: MatrixLike, predictors: Mapping[str, MatrixLike], *, directed: bool) -> _Data:
    for name in (CONSTANT, _RESPONSE):
        if name in predictors:
            raise UserError("inference.reserved_name", name=name)
    aligned = align({_RESPONSE: response, **predictors}, directed=directed)
    known = ~np.any([np.isnan(matrix) for matrix in aligned.matrices.values()], axis=0)
    np.fill_diagonal(known, val=False)
    here = known[aligned.rows, aligned.columns]
    y, *given = (aligned.cells(name)[here] for name in aligned.matrices)
    design, names = np.column_stack([np.ones(len(y)), *given]), [CONSTANT, *predictors]
    kept = independent(design)
    if len(kept) == 1 or len(y) <= len(kept) or np.ptp(y) == 0:
        raise UndefinedMeasureError("inference.no_regression")
    return _Data(
        known=known,
        rows=aligned.rows[here],
        columns=aligned.columns[here],
        y=y,
        design=design[:, kept],
        names=[names[number] for number in kept],
        dropped=tuple(name for number, name in enumerate(names) if number not in kept),
        directed=directed,
    )


def _added(data: _Data) -> OverOrders:
    """Give t of each predictor, with what the others leave of it moved."""
    parts = []
    for number in range(1, len(data.names)):
        others = np.delete(data.design, number, axis=1)
        parts.append((others, residual(others, data.design[:, number])))

    def compute(orders: NDArray[np.intp]) -> Floats:
        found = [added_t(others, data.y, *data.moved(left, orders)) for others, left in parts]
        return np.column_stack(found)

    return compute


def _all(data: _Data) -> OverOrders:
    """Give t of every column, with the response moved."""

    def compute(orders: NDArray[np.intp]) -> Floats:
        return all_t(data.design, *data.moved(data.y, orders))

    return compute
