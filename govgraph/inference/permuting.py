"""All ways to permute units where they are few, random ones where they are many."""

from collections.abc import Callable
from itertools import permutations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.inference.runs import Floats, Progress, batch_size, collect

#: Up to so many units all permutations are gone through (7! = 5,040).
EXACT_UP_TO = 7

#: Takes permutations of the units, one per row, and gives one row of numbers for each.
OverOrders: TypeAlias = Callable[[NDArray[np.intp]], Floats]


def permuted(
    compute: OverOrders,
    units: int,
    cells: int,
    *,
    reps: int,
    seed: int,
    progress: Progress | None,
) -> tuple[Floats, bool]:
    """Return what `compute` gives for permutations of the units, and whether they are all.

    Parameters
    ----------
    compute : callable
        Takes one permutation per row.
    units, cells : int
        How many units there are, and how many numbers one permutation moves.
    reps, seed : int
        Number of random permutations and their seed.
    progress : callable or None
        Told ``(done, reps)`` after each batch.
    """
    if units <= EXACT_UP_TO:
        return compute(np.array(list(permutations(range(units))), np.intp)), True
    ordered, generator = np.arange(units), np.random.default_rng(seed)

    def draw(count: int) -> Floats:
        return compute(generator.permuted(np.tile(ordered, (count, 1)), axis=1))

    return collect(draw, reps, progress, batch=batch_size(cells)), False
