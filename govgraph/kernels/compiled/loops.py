"""How loops are compiled, and run on several threads.

What is compiled is kept: beside the package where its folder may be written, else in the user's
cache folder (or where ``NUMBA_CACHE_DIR`` says). Loops release the interpreter's lock, so that
threads of Python share them; ``NUMBA_NUM_THREADS`` limits how many.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np

# Words that are written out one by one share a register only so.
numba.config.SLP_VECTORIZE = True  # type: ignore[attr-defined]

#: A whole number, of a loop or of an array.
Whole: TypeAlias = "int | np.integer[Any]"
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


@dataclass(frozen=True)
class Compiler:
    """How functions are compiled: when they are first called, without the interpreter's lock.

    Attributes
    ----------
    options : mapping of str
        Further options of the compiler.
    """

    options: Mapping[str, Any] = field(default_factory=dict)

    def kept(self, function: F) -> F:
        """Return a function whose compiled code is kept, where a folder lets it.

        Notes
        -----
        What is kept is renewed when the file of the function changes, not that of one it calls.
        """
        try:
            return cast(F, numba.njit(cache=True, nogil=True, **self.options)(function))
        except RuntimeError:  # no folder to keep it in
            return self.called(function)

    def called(self, function: F) -> F:
        """Return a function that compiled functions call."""
        return cast(F, numba.njit(nogil=True, **self.options)(function))

    def inlined(self, function: F) -> F:
        """Return a function that is compiled into each one that calls it.

        A call of its own would cost more than a small function's work where many arrays are handed
        over.
        """
        return cast(F, numba.njit(nogil=True, forceinline=True, **self.options)(function))


_OWN = Compiler()
loop, inlined = _OWN.kept, _OWN.inlined

#: For loops that make no arrays and whose caller keeps those that they are handed: compiled code
#: then need not count who uses them (``_nrt``), which takes several times as long as all the rest.
LENT = Compiler({"_nrt": False, "error_model": "numpy"})


def shared(work: Callable[[int, int, Event], T], tasks: int) -> list[T]:
    """Return what several threads make of numbered tasks.

    Parameters
    ----------
    work : callable
        ``work(first, step, stop)`` does the tasks ``first``, ``first + step`` … and returns its
        result; it ends early when `stop` is set.
    tasks : int
        Number of tasks.

    Returns
    -------
    list
        One result for each thread.
    """
    threads = max(1, min(numba.config.NUMBA_NUM_THREADS, tasks))  # type: ignore[attr-defined]
    stop = Event()
    with ThreadPoolExecutor(threads) as pool:
        try:
            return list(pool.map(lambda first: work(first, threads, stop), range(threads)))
        finally:
            stop.set()


_ONE, _TWO, _FOUR, _TOP = (np.uint64(shift) for shift in (1, 2, 4, 56))
_PAIRS = np.uint64(0x5555555555555555)
_NIBBLES = np.uint64(0x3333333333333333)
_BYTES = np.uint64(0x0F0F0F0F0F0F0F0F)
_SUM = np.uint64(0x0101010101010101)


@inlined
def popcount(word: np.uint64) -> np.int64:
    """Return the number of bits that are set."""
    word = word - ((word >> _ONE) & _PAIRS)
    word = (word & _NIBBLES) + ((word >> _TWO) & _NIBBLES)
    word = (word + (word >> _FOUR)) & _BYTES
    return np.int64((word * _SUM) >> _TOP)
