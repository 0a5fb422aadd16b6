"""Matrices over units: as they are given, and as tests compute on them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from govgraph.errors import UserError
from govgraph.inference.runs import Floats
from govgraph.model.network import GraphLike, network

#: A square matrix: an array, or a data frame with units on both axes.
MatrixLike: TypeAlias = "ArrayLike | pd.DataFrame"


def adjacency(source: GraphLike, relations: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return who is tied to whom as a matrix of 0 and 1.

    Parameters
    ----------
    source : Structure or networkx graph
        Where the ties are; a structure gives its units without the public.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    DataFrame
        1 in row `i` and column `j` when a tie runs from `i` to `j`, else 0; symmetric for an
        undirected graph. It holds a number for each pair of units: 10,000 units take 800 MB.

    Examples
    --------
    >>> import govgraph as gg
    >>> county = gg.load("q_county")
    >>> leads = gg.inference.adjacency(county, ("leads",))
    >>> guides = gg.inference.adjacency(county, ("guides",))
    >>> leads.shape == guides.shape
    True
    """
    graph = network(source, relations)
    cells = np.zeros((len(graph), len(graph)))
    cells[graph.source, graph.target] = 1
    if not graph.directed:
        cells[graph.target, graph.source] = 1
    np.fill_diagonal(cells, 0)
    return pd.DataFrame(cells, index=graph.nodes, columns=graph.nodes)


def same_group(labels: "pd.Series | Mapping[Hashable, object]") -> pd.DataFrame:
    """Return which units bear the same label: a matrix of 0 and 1, for regressions.

    Parameters
    ----------
    labels : Series or mapping
        A label per unit: its level, line, area, sector …

    Returns
    -------
    DataFrame
        1 where both units bear the same label, 0 where they bear different ones, ``nan`` where
        either has none.

    Examples
    --------
    >>> from govgraph.inference import same_group
    >>> same_group({"env": "county", "police": "county", "office": "town"}).loc["env"].to_dict()
    {'env': 1.0, 'police': 1.0, 'office': 0.0}
    """
    given = labels if isinstance(labels, pd.Series) else pd.Series(dict(labels), dtype=object)
    codes = pd.factorize(given)[0]
    cells = (codes[:, None] == codes[None, :]).astype(float)
    cells[codes < 0, :] = np.nan
    cells[:, codes < 0] = np.nan
    return pd.DataFrame(cells, index=given.index, columns=given.index)


@dataclass(frozen=True, eq=False)
class Aligned:
    """Matrices over the same units in the same order, and the cells that count.

    Attributes
    ----------
    matrices : dict of str to array
        The matrices by name; missing cells are ``nan``.
    rows, columns : array of int
        The cells that count: all off the diagonal, or the upper triangle.
    """

    matrices: dict[str, Floats]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    @property
    def n(self) -> int:
        """Number of units."""
        return len(next(iter(self.matrices.values())))

    def cells(self, name: str) -> Floats:
        """Return the cells of one matrix that count, as a vector."""
        return self.matrices[name][self.rows, self.columns]


def align(given: Mapping[str, MatrixLike], *, directed: bool) -> Aligned:
    """Return matrices in the order of the first one's units.

    Raises
    ------
    UserError
        When a matrix is not square, holds something else than numbers, is over other units than
        the first one or has a direction although the ties are said to have none.
    """
    labels: pd.Index | None = None
    found: dict[str, Floats] = {}
    for name, one in given.items():
        if isinstance(one, pd.DataFrame):
            labels = one.index if labels is None else labels
            one = _ordered(name, one, labels)  # noqa: PLW2901 - the same matrix in order
        found[name] = _numbers(name, one)
    n = len(next(iter(found.values())))
    for name, cells in found.items():
        if len(cells) != n:
            raise UserError("inference.other_size", name=name, size=len(cells), expected=n)
        if not directed and not _symmetric(cells):
            raise UserError("inference.not_symmetric", name=name)
    off = np.triu_indices(n, 1) if not directed else np.nonzero(~np.eye(n, dtype=bool))
    return Aligned(found, *off)


def _ordered(name: str, frame: pd.DataFrame, labels: pd.Index) -> pd.DataFrame:
    for axis in (frame.index, frame.columns):
        if len(axis) != len(labels) or axis.has_duplicates or not axis.isin(labels).all():
            raise UserError("inference.other_units", name=name)
    return frame.loc[labels, labels]


def _numbers(name: str, given: MatrixLike) -> Floats:
    try:
        cells = np.array(given, dtype=float)
    except (TypeError, ValueError):
        raise UserError("inference.not_numbers", name=name) from None
    if cells.ndim != 2 or cells.shape[0] != cells.shape[1]:  # noqa: PLR2004 - a matrix
        raise UserError("inference.not_square", name=name, shape=" × ".join(map(str, cells.shape)))
    np.fill_diagonal(cells, 0)
    if np.isinf(cells).any():
        raise UserError("inference.not_numbers", name=name)
    return cells


def _symmetric(cells: Floats) -> bool:
    return bool(np.allclose(cells, cells.T, rtol=0, atol=0, equal_nan=True))
