"""What tests of inference mean, cell by cell and permutation by permutation."""

from itertools import combinations, permutations
from typing import Any

import networkx as nx
import numpy as np

from govgraph.model.authority import AUTHORITY
from govgraph.model.structure import Structure


def cells(n: int, *, directed: bool) -> list[tuple[int, int]]:
    return [(i, j) for i in range(n) for j in range(n) if i != j and (directed or i < j)]


def correlation(first: Any, second: Any, order: Any, *, directed: bool) -> float:
    """Pearson's r over the cells known in both, with the units of the second in another order."""
    pairs = [
        (first[i][j], second[order[i]][order[j]])
        for i, j in cells(len(first), directed=directed)
        if not np.isnan(first[i][j]) and not np.isnan(second[order[i]][order[j]])
    ]
    if not pairs:
        return np.nan
    x, y = np.array(pairs, float).T
    if np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
        return np.nan
    return float(np.corrcoef(x, y)[0, 1])


def all_correlations(first: Any, second: Any, *, directed: bool) -> np.ndarray:
    orders = permutations(range(len(first)))
    return np.array([correlation(first, second, order, directed=directed) for order in orders])


def t_values(columns: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Textbook least squares: coefficients over their standard errors."""
    n, k = columns.shape
    if n <= k or np.linalg.matrix_rank(columns, tol=1e-7) < k:
        return np.full(k, np.nan)
    inverse = np.linalg.inv(columns.T @ columns)
    found = inverse @ columns.T @ y
    left = y - columns @ found
    return found / np.sqrt(left @ left / (n - k) * np.diag(inverse))


def double_semi_partialling(
    response: np.ndarray, predictors: list[np.ndarray], order: Any, *, directed: bool
) -> list[float]:
    """t of each predictor when what the others leave of it is permuted."""
    n = len(response)
    known = [
        (i, j)
        for i, j in cells(n, directed=directed)
        if not np.isnan([response[i, j], *(x[i, j] for x in predictors)]).any()
    ]
    found = []
    for number, own in enumerate(predictors):
        others = predictors[:number] + predictors[number + 1 :]
        design = np.array([[1.0, *(x[cell] for x in others)] for cell in known])
        values = np.array([own[cell] for cell in known])
        left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        residual = np.full((n, n), np.nan)
        for cell, value in zip(known, left, strict=True):
            residual[cell] = value
            if not directed:
                residual[cell[::-1]] = value
        moved = [residual[order[i], order[j]] for i, j in known]
        keep = [place for place, value in enumerate(moved) if not np.isnan(value)]
        full = np.column_stack([design[keep], np.array(moved)[keep]])
        y = np.array([response[cell] for cell in known])[keep]
        found.append(float(t_values(full, y)[-1]))
    return found


def y_permutation(
    response: np.ndarray, predictors: list[np.ndarray], order: Any, *, directed: bool
) -> list[float]:
    """t of the constant and of each predictor when the response is permuted."""
    known = {
        (i, j)
        for i, j in cells(len(response), directed=directed)
        if not np.isnan([response[i, j], *(x[i, j] for x in predictors)]).any()
    }
    both = known | {(j, i) for i, j in known if not directed}
    used = [(i, j) for i, j in sorted(known) if (order[i], order[j]) in both]
    design = np.array([[1.0, *(x[cell] for x in predictors)] for cell in used])
    y = np.array([response[order[i], order[j]] for i, j in used])
    return t_values(design.reshape(len(used), 1 + len(predictors)), y).tolist()


def jackknife(graph: "nx.Graph[Any]", statistic: Any) -> float:
    values = [statistic(graph.subgraph(set(graph) - {unit})) for unit in graph]
    n = len(values)
    return float(np.sqrt((n - 2) / (2 * n) * sum((v - np.mean(values)) ** 2 for v in values)))


def mean_mutual(n: int, m: int) -> float:
    """Over all digraphs of n units and m ties, one by one."""
    graphs = combinations(cells(n, directed=True), m)
    return float(np.mean([sum((j, i) in ties for i, j in ties) / 2 for ties in graphs]))


def neighbours(structure: Structure) -> dict[tuple[str, str, str], int]:
    """How many units each unit points to and is pointed to by, for every kind of relation."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in structure.relations.itertuples():
        ways = [("to", row.source, row.target), ("from", row.target, row.source)]
        if AUTHORITY[row.kind].symmetric:
            ways = [("either", unit, other) for _, unit, other in ways]
        for way, unit, other in ways:
            found.setdefault((row.kind, way, unit), set()).add(other)
    return {key: len(others) for key, others in found.items()}
