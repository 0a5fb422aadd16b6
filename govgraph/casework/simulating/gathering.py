"""Runs one after another or side by side, until they are enough or are interrupted."""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeAlias

import numpy as np

from govgraph.casework.simulating.intervals import student
from govgraph.casework.simulating.measuring import mean_time
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulating.replication import Replication, replicate
from govgraph.casework.simulating.tables import Tables

#: Told after each run: how many are done, and how many there will be at most.
Progress: TypeAlias = Callable[[int, int], None]


def gather(
    tables: Tables, seed: int, workers: int, progress: Progress | None
) -> tuple[list[Replication], bool]:
    """Run until there are as many runs as planned, or as the precision needs.

    Parameters
    ----------
    tables : Tables
        Flow, conditions and plan.
    seed : int
        Seed.
    workers : int
        Threads; −1 for every core. The runs are taken in their order, whichever is done first.
    progress : callable, optional
        Told after each run.

    Returns
    -------
    list of Replication, bool
        The finished runs, and whether the user stopped them.

    Raises
    ------
    KeyboardInterrupt
        When the user stops before the first run is done.
    """
    done: list[Replication] = []
    runs = _in_order(tables, seed, workers if workers > 0 else os.cpu_count() or 1)
    try:
        for run in runs:
            done.append(run)
            if progress is not None:
                progress(len(done), tables.plan.runs[1])
            if _enough(tables.plan, done):
                break
    except KeyboardInterrupt:
        if not done:
            raise
        return done, True
    finally:
        runs.close()
    return done, False


def _in_order(tables: Tables, seed: int, threads: int) -> Generator[Replication]:
    """Yield the runs by number, with as many threads ahead; stop them when no more are wanted."""
    stop = Event()
    pool = ThreadPoolExecutor(threads)
    ahead: deque[Future[Replication | None]] = deque()
    try:
        for number in range(tables.plan.runs[1]):
            ahead.append(pool.submit(replicate, tables, seed, number, stop))
            if len(ahead) > threads:
                yield _finished(ahead.popleft())
        while ahead:
            yield _finished(ahead.popleft())
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _finished(run: Future[Replication | None]) -> Replication:
    found = run.result()
    if found is None:  # only when stopped, and then nobody asks
        raise KeyboardInterrupt
    return found


def _enough(plan: Plan, done: Sequence[Replication]) -> bool:
    """Whether the mean time is as precise as asked for."""
    if plan.precision is None or len(done) < plan.runs[0]:
        return False
    times = student(np.array([mean_time(run) for run in done]), plan.confidence)
    return bool(times.high - times.mean <= plan.precision * times.mean)
