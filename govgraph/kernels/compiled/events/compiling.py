"""How the event loop is compiled: once, kept on disk, without holding the interpreter's lock.

The tables that the loop works on are kept alive by its caller, so that compiled code need not count
who uses them (``_nrt``); counting takes several times as long as all the rest.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False, "error_model": "numpy"}


def compiled(function: F) -> F:
    """Compile a function when it is first called, and keep the code where a folder lets it.

    Notes
    -----
    The code that is kept is renewed when the file of `function` changes, not when a function that
    it calls does.
    """
    try:
        found: F = njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # no folder to keep the code in
        found = njit(**_OPTIONS)(function)
    return found


def inlined(function: F) -> F:
    """Compile a function into those that call it."""
    found: F = njit(forceinline=True, **_OPTIONS)(function)
    return found


def shared(function: F) -> F:
    """Compile a function that others call."""
    found: F = njit(**_OPTIONS)(function)
    return found
