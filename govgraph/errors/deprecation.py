"""Taking a function out of use: warned first, removed in a named version."""

import functools
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from govgraph.text import say

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Deprecation:
    """One function that is going out of use.

    Attributes
    ----------
    name : str
        Full name of the function.
    since : str
        Version that first warns.
    removed_in : str
        Version that no longer has it.
    instead : str
        What to call instead.
    """

    name: str
    since: str
    removed_in: str
    instead: str

    def due(self, version: str) -> bool:
        """Tell whether `version` must not hold the function any more.

        Examples
        --------
        >>> Deprecation("module.old", "0.9.0", "0.10.0", "module.new").due("0.9.2")
        False
        """
        return _numbers(self.removed_in) <= _numbers(version)


_DEPRECATIONS: list[Deprecation] = []


def deprecated(
    *, since: str, removed_in: str, instead: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as going out of use; calling it warns and names its successor.

    Parameters
    ----------
    since : str
        Version that first warns.
    removed_in : str
        Version that no longer has it; the tests fail once that version is reached.
    instead : str
        What to call instead.

    Returns
    -------
    callable
        A decorator.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        entry = Deprecation(
            f"{function.__module__}.{function.__qualname__}", since, removed_in, instead
        )
        _DEPRECATIONS.append(entry)

        @functools.wraps(function)
        def warn_and_call(*args: P.args, **kwargs: P.kwargs) -> R:
            warnings.warn(say("errors.deprecated", **vars(entry)), DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        return warn_and_call

    return register


def deprecations() -> tuple[Deprecation, ...]:
    """Return every deprecation that the modules loaded so far declare."""
    return tuple(_DEPRECATIONS)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
