"""Answers to many draws: by several workers, kept as they come, the same whoever works."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import joblib
import pandas as pd

from govgraph.casework.store import Store

#: What some draws answer: number of the draw, named numbers.
Answers: TypeAlias = list[tuple[int, dict[str, float]]]
#: Draws that one task answers, enough to outweigh handing it out, and tasks for each worker
#: between two looks at what is done.
_BATCH, _BATCHES = 8, 2


@dataclass(frozen=True, kw_only=True)
class Execution:
    """Where and how a sweep runs; its answers do not depend on it.

    Attributes
    ----------
    workers : int
        Processes, −1 for one per core.
    backend : str, optional
        Backend of joblib: processes of this machine by default; ``"dask"`` or ``"ray"`` once
        their client is connected.
    store : path, optional
        SQLite file in which answers are kept while the sweep runs; a sweep that asks the same
        again goes on from there.
    progress : callable, optional
        Called with the number of draws answered and asked for.
    """

    workers: int = 1
    backend: str | None = None
    store: str | PathLike[str] | None = None
    progress: Callable[[int, int], None] | None = None

    @property
    def at_once(self) -> int:
        """Draws handed out together: a few batches for each worker."""
        return _BATCH * _BATCHES * int(joblib.effective_n_jobs(self.workers))


def answers(
    work: Callable[[pd.DataFrame], Answers], drawn: pd.DataFrame, execution: Execution, mark: str
) -> dict[int, dict[str, float]]:
    """Return what draws answer, from the store where it is known already.

    Parameters
    ----------
    work : callable
        Takes some of the draws, gives their answers; another process must be able to import it.
    drawn : DataFrame
        One row per draw, by its number.
    execution : Execution
        Workers, backend, store and progress.
    mark : str
        Fingerprint of everything that answers depend on.

    Returns
    -------
    dict of int to dict
        Named numbers of every draw; of those answered so far when interrupted (Ctrl-C).
    """
    store = None if execution.store is None else Store(Path(execution.store), mark)
    known = {} if store is None else store.known()
    left = drawn[~drawn.index.isin(list(known))]
    try:
        for found in _answered(work, left, execution):
            known |= dict(found)
            if store is not None:
                store.keep(found)
            if execution.progress is not None:
                execution.progress(len(known), len(drawn))
    except KeyboardInterrupt:
        pass
    return known


def _answered(
    work: Callable[[pd.DataFrame], Answers], drawn: pd.DataFrame, execution: Execution
) -> Iterator[Answers]:
    """Yield what draws answer, a few batches at once."""
    task, size = joblib.delayed(work), execution.at_once
    chosen = {} if execution.backend is None else {"backend": execution.backend}
    with joblib.parallel_config(**chosen), joblib.Parallel(execution.workers) as pool:
        for first in range(0, len(drawn), size):
            here = drawn.iloc[first : first + size]
            batches = (here.iloc[at : at + _BATCH] for at in range(0, len(here), _BATCH))
            yield [pair for part in pool(task(batch) for batch in batches) for pair in part]
