"""The catalogue of measures: one decorated function each, registered by being written."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args

from govgraph.errors import UnknownNameError
from govgraph.text import Language

Per = Literal["structure", "unit", "matter", "pair", "numbers"]
Higher = Literal["better", "worse", "depends"]
#: Units of the whole structure, or of the area that has most.
Within = Literal["structure", "area"]
Theme = Literal[
    "hierarchy", "fragmentation", "coordination", "delayering", "accountability", "congestion"
]
WithTies = Literal["rises", "falls", "varies"]
#: The questions that measures answer, in the order of reports and pages.
THEMES: tuple[Theme, ...] = get_args(Theme)
#: Units up to which measures that keep something of every pair of units are taken unasked, and
#: those that follow every unit's reach one after the other.
MANY_PAIRS, MANY_REACHED = 15_000, 200_000
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
    sentence : str
        What the number says of one unit, with ``{unit}`` and ``{value}``; empty for measures that
        are not given per unit.
    """

    title: str
    definition: str
    reading: str
    undefined: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue.

    Attributes
    ----------
    name : str
        ``module.function``, for example ``"span.mean"``.
    function : callable
        The measure itself: ``function(source, **conventions)``.
    belongs : Family
        The family it was declared in.
    per : {"structure", "unit", "matter", "pair", "numbers"}
        Whether it gives a number, a Series over units, a Series over (matter, area) cells, or a
        number for two units (``function(source, first, second)``); ``"numbers"`` is a formula
        that reads no structure, only its parameters.
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
    with_ties : {"rises", "falls", "varies"}
        What one more tie between units that are there does to it: it never lowers the value, never
        raises it, or may do either.
    limit : int or None
        Largest number of units for which it is taken without being asked for by name; None for
        any.
    limit_within : {"structure", "area"}
        Whether all units count for the limit, or only those of the area that has most: where the
        work is done area by area. Units in no area, and all of a plain graph, count as one area's.
    conventions : dict
        Keyword parameters and their defaults.
    """

    name: str
    function: Callable[..., Any]
    belongs: "Family"
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
    with_ties: WithTies = "varies"
    limit: int | None = None
    limit_within: Within = "structure"
    conventions: dict[str, object] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    def wording(self, lang: Language = "en") -> Wording:
        """Return names and meaning in one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Family:
    """Measures of one kind: declared once at the top of their module.

    Attributes
    ----------
    theme : str
        The question its measures answer, one of `THEMES`.
    en, zh : str
        What the family is called.

    Examples
    --------
    A module of ``govgraph/measures`` declares ``FAMILY = Family("hierarchy", en=…, zh=…)`` and
    writes ``@FAMILY.measure(…)`` above each of its functions.
    """

    theme: Theme
    en: str
    zh: str

    def title(self, lang: Language = "en") -> str:
        """Return what the family is called in one language."""
        return self.zh if lang == "zh" else self.en

    def measure(  # noqa: PLR0913 - one keyword for each field of the entry
        self,
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
        with_ties: WithTies = "varies",
        limit: int | None = None,
        limit_within: Within = "structure",
        name: str = "",
    ) -> Callable[[F], F]:
        """Register a function as a measure of this family and return it untouched.

        Parameters are those of `Measure`; the name is made of the module and the function, or of
        the module and `name` where the function's name would hide a builtin.

        Raises
        ------
        ValueError
            When the name is taken.
        """

        def register(function: F) -> F:
            own = f"{function.__module__.rpartition('.')[2]}.{name or function.__name__}"
            if own in _CATALOGUE and _place(_CATALOGUE[own].function) != _place(function):
                message = f"the measure {own} is registered twice"
                raise ValueError(message)
            _CATALOGUE[own] = Measure(
                name=own,
                function=function,
                belongs=self,
                per=per,
                en=en,
                zh=zh,
                formula=formula,
                range=range,
                higher=higher,
                dimension=dimension,
                sources=sources,
                oracles=oracles,
                graph=graph,
                with_ties=with_ties,
                limit=limit,
                limit_within=limit_within,
                conventions=_conventions(function),
            )
            return function

        return register


def _place(function: Callable[..., object]) -> tuple[str, int]:
    """Where a function stands; a module that is imported anew declares the same ones."""
    code = function.__code__  # type: ignore[attr-defined,unused-ignore]
    return code.co_filename, code.co_firstlineno


def _conventions(function: Callable[..., object]) -> dict[str, object]:
    return {
        parameter.name: parameter.default
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def catalogue() -> dict[str, Measure]:
    """Return every measure by name: by theme, then by name."""
    order = {theme: place for place, theme in enumerate(THEMES)}
    entries = sorted(_CATALOGUE.values(), key=lambda one: (order[one.belongs.theme], one.name))
    return {one.name: one for one in entries}


def find(name: str) -> Measure:
    """Return one measure by name; raise `UnknownNameError` when there is none."""
    if name not in _CATALOGUE:
        raise UnknownNameError.among("model.as_measures", name, _CATALOGUE)
    return _CATALOGUE[name]
