"""Work in several processes, in order: what comes out does not depend on how many there are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from joblib import Parallel, delayed

T = TypeVar("T")


def batches(
    function: Callable[..., T], tasks: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[T]:
    """Yield what a function makes of each task, in the order of the tasks.

    Parameters
    ----------
    function : callable
        A function of a module, so that another process can import it.
    tasks : sequence of tuple
        Its arguments, one tuple for each call.
    workers : int
        Processes; 1 works in this one, -1 uses every core.
    """
    if workers == 1:
        yield from (function(*task) for task in tasks)
    else:
        yield from Parallel(n_jobs=workers, return_as="generator")(
            delayed(function)(*task) for task in tasks
        )
