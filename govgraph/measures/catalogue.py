"""The catalogue of measures: one decorated function each, registered by being written."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from govgraph.errors import UnknownNameError
from govgraph.text import Language

Per = Literal["structure", "unit", "matter"]
Higher = Literal["better", "worse", "depends"]
F = TypeVar("F", bound=Callable[..., Any])

_CATALOGUE: "dict[str, Measure]" = {}


@dataclass(frozen=True)
class Wording:
    """What a measure is called and what it means, in one language.

    Attributes
    ----------
    title : str
        Its name in the field.
    definition : str
        One or two sentences.
    reading : str
        What a higher value means.
    undefined : str
        When it has no value; empty when it always has one.
    """

    title: str
    definition: str
    reading: str
    undefined: str = ""


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue.

    Attributes
    ----------
    name : str
        ``module.function``, for example ``"span.mean"``.
    function : callable
        The measure itself: ``function(source, **conventions)``.
    per : {"structure", "unit", "matter"}
        Whether it gives a number, a Series over units, or a Series over (matter, area) cells.
    en, zh : Wording
        Names and meaning.
    formula : str
        Formula in LaTeX, without delimiters.
    range : tuple of float or None
        Lowest and highest possible value, None for no bound.
    higher : {"better", "worse", "depends"}
        Direction, for comparisons.
    dimension : str
        Message key of what the number counts: ``"measures.share"``, ``"measures.steps"`` …
    sources : tuple of str
        Bibliography keys.
    oracles : tuple of str
        Keys of ``oracles.json`` that test it; empty where a closed form does.
    graph : bool
        Whether it also takes a plain networkx graph.
    conventions : dict
        Keyword parameters and their defaults.
    """

    name: str
    function: Callable[..., Any]
    per: Per
    en: Wording
    zh: Wording
    formula: str
    range: tuple[float | None, float | None]
    higher: Higher
    dimension: str
    sources: tuple[str, ...]
    oracles: tuple[str, ...] = ()
    graph: bool = False
    conventions: dict[str, object] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    def wording(self, lang: Language = "en") -> Wording:
        """Return names and meaning in one language."""
        return self.zh if lang == "zh" else self.en


def measure(  # noqa: PLR0913 - one keyword for each field of the entry
    *,
    per: Per,
    en: Wording,
    zh: Wording,
    formula: str,
    range: tuple[float | None, float | None],  # noqa: A002 - the word of the field
    higher: Higher,
    dimension: str,
    sources: tuple[str, ...],
    oracles: tuple[str, ...] = (),
    graph: bool = False,
    name: str = "",
) -> Callable[[F], F]:
    """Register a function as a measure and return it untouched.

    Parameters are those of `Measure`; the name is made of the module and the function, or of the
    module and `name` where the function's name would hide a builtin.

    Raises
    ------
    ValueError
        When the name is taken.
    """

    def register(function: F) -> F:
        own = f"{function.__module__.rpartition('.')[2]}.{name or function.__name__}"
        if own in _CATALOGUE:
            message = f"the measure {own} is registered twice"
            raise ValueError(message)
        conventions = {
            parameter.name: parameter.default
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }
        _CATALOGUE[own] = Measure(
            own,
            function,
            per,
            en,
            zh,
            formula,
            range,
            higher,
            dimension,
            sources,
            oracles,
            graph,
            conventions,
        )
        return function

    return register


def catalogue() -> dict[str, Measure]:
    """Return every measure by name, in the order of families and files."""
    return dict(sorted(_CATALOGUE.items()))


def find(name: str) -> Measure:
    """Return one measure by name; raise `UnknownNameError` when there is none."""
    if name not in _CATALOGUE:
        raise UnknownNameError.among("model.as_measures", name, _CATALOGUE)
    return _CATALOGUE[name]
