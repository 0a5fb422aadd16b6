"""The catalogue of audit rules: one decorated function each, registered by being written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from govgraph.errors import UnknownNameError
from govgraph.model.structure import Structure
from govgraph.text import Language

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Outcome = Literal["pass", "finding", "not_applicable"]
Thresholds: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Evidence:
    """One place where a rule does not hold.

    Attributes
    ----------
    units, matters, areas, lines : tuple of str
        Ids of what is concerned.
    relations : tuple of tuple of str
        Ties concerned, each as (source, target, kind).
    basis : tuple of str
        The legal or documentary grounds that the rows concerned name; empty where none do.
    values : mapping of str to object
        Numbers and words that the rule's sentence needs; named as its placeholders.
    """

    units: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()
    basis: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What identifies this evidence among the findings of its rule, stable across runs."""
        parts = (self.matters, self.areas, self.lines, self.units)
        return "|".join(",".join(part) for part in parts)


@dataclass(frozen=True)
class NotApplicable:
    """A rule that cannot judge this structure, with the message key of the reason."""

    reason: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleWording:
    """What a rule says, in one language.

    Attributes
    ----------
    title : str
        The problem in a few words.
    why : str
        Why it matters.
    remedy : str
        What would mend it.
    sentence : str
        One evidence row as a sentence; placeholders ``{units}``, ``{matters}``, ``{areas}``,
        ``{lines}`` are filled with names, others from `Evidence.values`.
    """

    title: str
    why: str
    remedy: str
    sentence: str


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue.

    Attributes
    ----------
    code : str
        Stable code, ``"GG101"``.
    name : str
        Readable name, ``"duplication"``.
    severity : {"high", "medium", "low"}
        Default severity.
    function : callable
        ``function(structure, thresholds)`` returns evidence (none means pass) or `NotApplicable`.
    en, zh : RuleWording
        What it says.
    sources : tuple of str
        Bibliography keys.
    thresholds : mapping of str to float
        Parameters with their defaults, changeable in the configuration file.
    """

    code: str
    name: str
    severity: Severity
    function: "Check"
    en: RuleWording
    zh: RuleWording
    sources: tuple[str, ...]
    thresholds: Thresholds = field(default_factory=dict)

    def wording(self, lang: Language = "en") -> RuleWording:
        """Return what the rule says in one language."""
        return self.zh if lang == "zh" else self.en


Check: TypeAlias = Callable[[Structure, Thresholds], Iterable[Evidence] | NotApplicable]

_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    severity: Severity,
    en: RuleWording,
    zh: RuleWording,
    sources: tuple[str, ...],
    **thresholds: float,
) -> Callable[[Check], Check]:
    """Register a function as an audit rule under `code` and return it untouched.

    Raises
    ------
    ValueError
        When the code or the function's name is taken.
    """

    def register(function: Check) -> Check:
        name = function.__name__  # type: ignore[attr-defined,unused-ignore]
        if code in _RULES or name in {other.name for other in _RULES.values()}:
            message = f"the rule {code} {name} is registered twice"
            raise ValueError(message)
        _RULES[code] = Rule(code, name, severity, function, en, zh, sources, thresholds)
        return function

    return register


def rules() -> dict[str, Rule]:
    """Return every rule by code."""
    return dict(sorted(_RULES.items()))


def find_rule(code_or_name: str) -> Rule:
    """Return a rule by code or readable name; raise `UnknownNameError` when there is none."""
    by_name = {entry.name: entry for entry in _RULES.values()}
    found = _RULES.get(code_or_name) or by_name.get(code_or_name)
    if found is None:
        raise UnknownNameError.among("model.as_rules", code_or_name, [*_RULES, *by_name])
    return found
