"""The catalogue of remedies: for each rule the steps that may remove its findings, or why none."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

from govgraph.reforms.catalogue import Reform
from govgraph.search.groups import Group

#: One way to remove alike findings: steps in order.
Steps: TypeAlias = tuple[Reform, ...]
Remedy: TypeAlias = Callable[[Group], Iterable[Steps]]

_REMEDIES: dict[str, Remedy] = {}
_NONE: dict[str, str] = {}


def remedy(code: str) -> Callable[[Remedy], Remedy]:
    """Register a function as the remedy of the rule with this code and return it untouched.

    The function yields ways to remove alike findings, each as steps in order, the ways that are
    asked for most often first. Whether they do remove them is found out by trying.

    Raises
    ------
    ValueError
        When the code is taken.
    """

    def register(function: Remedy) -> Remedy:
        _refuse_second(code)
        _REMEDIES[code] = function
        return function

    return register


def no_remedy(code: str, reason: str) -> None:
    """Say, by message key, why no operator removes findings of a rule."""
    _refuse_second(code)
    _NONE[code] = reason


def remedies() -> dict[str, Remedy]:
    """Return the remedy of every rule that has one, by code."""
    _import_remedies()
    return dict(sorted(_REMEDIES.items()))


def without_remedy() -> dict[str, str]:
    """Return why no operator removes findings of a rule, as message keys by code."""
    _import_remedies()
    return dict(sorted(_NONE.items()))


def _refuse_second(code: str) -> None:
    if code in _REMEDIES or code in _NONE:
        message = f"the rule {code} has a remedy already"
        raise ValueError(message)


def _import_remedies() -> None:
    """Import every module of the remedies' folder, so that one is offered by being written."""
    package = import_module("govgraph.search.remedies")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
