"""Least squares for many permuted data at once: only sums over cells, one matrix product each."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

#: A part that is smaller than this share of the whole is rounding.
NOTHING = 1e-12


def independent(columns: Floats) -> list[int]:
    """Return the columns that are no combination of those before them, in order."""
    basis = np.empty((len(columns), 0))
    kept: list[int] = []
    for number, column in enumerate(columns.T):
        left = column - basis @ (basis.T @ column)
        left -= basis @ (basis.T @ left)
        size = np.linalg.norm(left)
        if size > np.sqrt(NOTHING) * np.linalg.norm(column):
            kept.append(number)
            basis = np.column_stack([basis, left / size])
    return kept


def residual(columns: Floats, values: Floats) -> Floats:
    """Return what the columns leave of the values."""
    basis = np.linalg.qr(columns)[0]
    left = values - basis @ (basis.T @ values)
    return np.asarray(left - basis @ (basis.T @ left))


def added_t(others: Floats, response: Floats, moved: Floats, known: Floats | None) -> Floats:
    """Return t of one more column beside the others, for many versions of that column.

    Parameters
    ----------
    others : array
        Columns that stay, one row per cell.
    response : array
        What is explained, one number per cell.
    moved : array
        One version of the column per row; 0 in unknown cells.
    known : array or None
        1 where a version is known, else 0; None when all are known everywhere.

    Returns
    -------
    array
        One t per version; ``nan`` where it cannot be estimated.
    """
    basis = np.linalg.qr(others)[0]
    inverse = _inverse_gram(basis, known)
    shared, explained = moved @ basis, _sums(known, basis * response[:, None])
    size = (moved**2).sum(axis=1)
    own = size - _form(shared, inverse, shared)
    cross = moved @ response - _form(shared, inverse, explained)
    whole = _sums(known, (response**2)[:, None])[:, 0]
    before = whole - _form(explained, inverse, explained)
    free = _count(known, len(response)) - others.shape[1] - 1
    own = np.where((own > NOTHING * size) & (free > 0), own, np.nan)
    left = before - cross**2 / own
    left = np.where(left > NOTHING * whole, left, 0)
    return _ratio(cross, np.sqrt(left * own / np.maximum(free, 1)))


def all_t(columns: Floats, responses: Floats, known: Floats | None) -> Floats:
    """Return t of every column, for many versions of the response; see `added_t`."""
    basis, upper = np.linalg.qr(columns)
    inverse = _inverse_gram(basis, known)
    shared = responses @ basis
    scores = np.einsum("bij,bj->bi", inverse, shared)
    whole = (responses**2).sum(axis=1)
    left = whole - (scores * shared).sum(axis=1)
    left = np.where(left > NOTHING * whole, left, 0)
    free = _count(known, responses.shape[1]) - columns.shape[1]
    back = np.linalg.inv(upper)
    spread = np.einsum("ki,bij,kj->bk", back, inverse, back)
    variance = np.where(free > 0, left / np.maximum(free, 1), np.nan)
    return _ratio(scores @ back.T, np.sqrt(variance[:, None] * spread))


def coefficients(columns: Floats, response: Floats) -> tuple[Floats, float]:
    """Return the least-squares coefficients and the share of variation explained."""
    found = np.linalg.lstsq(columns, response, rcond=None)[0]
    left = response - columns @ found
    around = response - response.mean()
    return np.asarray(found), float(1 - (left @ left) / (around @ around))


def _sums(known: Floats | None, terms: Floats) -> Floats:
    """Sums of terms over known cells, one row per version (one row for all if all is known)."""
    return terms.sum(axis=0)[None, :] if known is None else known @ terms


def _count(known: Floats | None, cells: int) -> Floats:
    return np.array([float(cells)]) if known is None else known.sum(axis=1)


def _inverse_gram(basis: Floats, known: Floats | None) -> Floats:
    """Inverse of the products of the basis over known cells; ``nan`` where it has none."""
    width = basis.shape[1]
    if known is None:
        return np.eye(width)[None, :, :]
    products = (basis[:, :, None] * basis[:, None, :]).reshape(len(basis), -1)
    values, vectors = np.linalg.eigh((known @ products).reshape(-1, width, width))
    values = np.where(values > NOTHING, values, np.nan)
    return np.asarray((vectors / values[:, None, :]) @ vectors.transpose(0, 2, 1))


def _form(left: Floats, matrix: Floats, right: Floats) -> Floats:
    """Product of left, matrix and right, version by version."""
    turned = np.einsum("bi,bij->bj", left, np.broadcast_to(matrix, (len(left), *matrix.shape[1:])))
    return np.asarray((turned * right).sum(axis=1))


def _ratio(value: Floats, error: Floats) -> Floats:
    """Value over its error; infinite where the fit is perfect."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(value / error)
