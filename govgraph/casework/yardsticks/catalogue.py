"""The catalogue of yardsticks: one decorated function each, registered by being written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Terms
from govgraph.errors import UnknownNameError
from govgraph.measures.catalogue import Wording
from govgraph.text import Language

Per = Literal["all", "unit"]
Holds = Literal["share", "cases", "number", "hours"]
Higher = Literal["better", "worse", "depends"]
Analytic = Callable[[Analysis, Terms], Any]
F = TypeVar("F", bound=Callable[..., Any])
#: Modules of yardsticks, in the order of tables and pages.
THEMES = ("reception", "numbers", "attendance", "repeating", "times", "holding")

_CATALOGUE: "dict[str, Yardstick]" = {}


@dataclass(frozen=True)
class Yardstick:
    """One entry of the catalogue.

    Attributes
    ----------
    name : str
        Name of the function.
    function : callable
        The yardstick itself: ``function(caseload)``.
    en, zh : Wording
        Names and meaning.
    formula : str
        Formula in LaTeX, without delimiters.
    per : {"all", "unit"}
        Whether it gives a number for all cases, or a Series over units.
    holds : {"share", "cases", "number", "hours"}
        What the number is.
    higher : {"better", "worse", "depends"}
        Direction, for comparisons.
    analytic : callable or None
        Its counterpart ``analytic(analysis, terms)`` in the analysis of a case flow, in the long
        run; None where there is none.
    sources : tuple of str
        Bibliography keys.
    """

    name: str
    function: Callable[..., Any]
    en: Wording
    zh: Wording
    formula: str
    per: Per
    holds: Holds
    higher: Higher
    analytic: Analytic | None
    sources: tuple[str, ...]

    @property
    def theme(self) -> str:
        """The module it stands in, one of `THEMES`."""
        return str(self.function.__module__).rpartition(".")[2]

    def wording(self, lang: Language = "en") -> Wording:
        """Return names and meaning in one language."""
        return self.zh if lang == "zh" else self.en


def yardstick(  # noqa: PLR0913 - one keyword for each field of the entry
    *,
    en: Wording,
    zh: Wording,
    formula: str,
    holds: Holds,
    higher: Higher,
    per: Per = "all",
    analytic: Analytic | None = None,
    sources: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Register a function as a yardstick and return it untouched; parameters as in `Yardstick`."""

    def register(function: F) -> F:
        _CATALOGUE[function.__name__] = Yardstick(
            name=function.__name__,
            function=function,
            en=en,
            zh=zh,
            formula=formula,
            per=per,
            holds=holds,
            higher=higher,
            analytic=analytic,
            sources=sources,
        )
        return function

    return register


def yardsticks() -> dict[str, Yardstick]:
    """Return every yardstick by name: by theme, then in the order in which they are written."""
    return dict(sorted(_CATALOGUE.items(), key=lambda item: _place(item[1])))


def _place(entry: Yardstick) -> tuple[int, int]:
    line: int = entry.function.__code__.co_firstlineno
    return THEMES.index(entry.theme), line


def find(name: str) -> Yardstick:
    """Return one yardstick by name; raise `UnknownNameError` when there is none."""
    if name not in _CATALOGUE:
        raise UnknownNameError.among("yardsticks.as_yardsticks", name, _CATALOGUE)
    return _CATALOGUE[name]
