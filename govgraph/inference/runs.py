"""Many draws in a row: progress is told, and an interruption keeps what is done."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UserError

Floats: TypeAlias = NDArray[np.float64]
#: Told after each batch of draws: how many are done, and how many there will be.
Progress: TypeAlias = Callable[[int, int], None]

#: Numbers that one batch of draws may hold, so that memory stays flat.
_BATCH_CELLS = 1_000_000


def batch_size(cells: int) -> int:
    """Return how many draws of so many cells each make one batch."""
    return max(1, _BATCH_CELLS // max(cells, 1))


def collect(
    draw: Callable[[int], Floats], total: int, progress: Progress | None = None, *, batch: int = 1
) -> Floats:
    """Draw in batches until there are `total`, or until the user stops.

    Parameters
    ----------
    draw : callable
        Returns so many further draws, along the first axis.
    total : int
        How many are asked for.
    progress : callable, optional
        Told ``(done, total)`` after each batch.
    batch : int
        Most draws at once.

    Returns
    -------
    array
        All draws, or the ones that were done when the user pressed Ctrl-C.

    Raises
    ------
    UserError
        When less than one draw is asked for.
    KeyboardInterrupt
        When the user stops before the first batch is done.
    """
    if total < 1:
        raise UserError("inference.no_draws", count=total)
    found: list[Floats] = []
    done = 0
    try:
        while done < total:
            found.append(draw(min(batch, total - done)))
            done += len(found[-1])
            if progress is not None:
                progress(done, total)
    except KeyboardInterrupt:
        if not found:
            raise
    return np.concatenate(found)
