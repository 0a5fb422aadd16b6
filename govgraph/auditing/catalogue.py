"""The catalogue of audit rules: one decorated function each, registered by being written.

The first digit of a code is its subject: 0 the configuration itself, 1 duties and powers, 2
command, 3 coordination, 4 form, 5 goals, 6 access, 9 grounds. A code is never used again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, TypeAlias, get_args

from govgraph.auditing.evidence import Evidence
from govgraph.errors import UnknownNameError
from govgraph.model.structure import Structure
from govgraph.text import Language, say

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Outcome = Literal["pass", "finding", "not_applicable"]
Thresholds: TypeAlias = Mapping[str, float]


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
    variants : mapping of str to str
        Other sentences, for evidence that names one of them as its `Evidence.variant`.
    settings : mapping of str to str
        What each threshold means.
    """

    title: str
    why: str
    remedy: str
    sentence: str
    variants: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)

    def sentence_of(self, variant: str) -> str:
        """Return the sentence of a variant; the plain one for an empty variant."""
        return self.variants[variant] if variant else self.sentence


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
    tables : tuple of str
        Tables without any row of which the rule is not applicable.
    ties : tuple of str
        Kinds of relation without any of which the rule is not applicable; empty for none.
    merges : tuple of str
        What evidence rows that are otherwise alike are joined over, one after the other:
        ``"areas"``, ``"areas+units"`` …
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
    tables: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    merges: tuple[str, ...] = ("areas",)
    thresholds: Thresholds = field(default_factory=dict)

    def wording(self, lang: Language = "en") -> RuleWording:
        """Return what the rule says in one language."""
        return self.zh if lang == "zh" else self.en

    def subject(self, lang: Language = "en") -> str:
        """Return what the rule is about, by the first digit of its code: ``"command"``."""
        return say(f"auditing.subject_{self.code[2]}", lang)


Check: TypeAlias = Callable[[Structure, Thresholds], Iterable[Evidence] | NotApplicable]

_RULES: dict[str, Rule] = {}


def rule(  # noqa: PLR0913 - one declaration holds all that is known of a rule
    code: str,
    *,
    severity: Severity,
    en: RuleWording,
    zh: RuleWording,
    sources: tuple[str, ...],
    tables: tuple[str, ...] = (),
    ties: tuple[str, ...] = (),
    merges: tuple[str, ...] = ("areas",),
    **thresholds: float,
) -> Callable[[Check], Check]:
    """Register a function as an audit rule under `code` and return it untouched.

    Parameters are those of `Rule`; the rule's name is the function's.

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
        _RULES[code] = Rule(
            code, name, severity, function, en, zh, sources, tables, ties, merges, thresholds
        )
        return function

    return register


def rules() -> dict[str, Rule]:
    """Return every rule by code.

    Examples
    --------
    >>> from govgraph.auditing.catalogue import rules
    >>> rules()["GG101"].wording("zh").title
    '职责重复'
    """
    _import_rules()
    return dict(sorted(_RULES.items()))


def find_rule(code_or_name: str) -> Rule:
    """Return a rule by code or readable name; raise `UnknownNameError` when there is none."""
    _import_rules()
    by_name = {entry.name: entry for entry in _RULES.values()}
    found = _RULES.get(code_or_name) or by_name.get(code_or_name)
    if found is None:
        raise UnknownNameError.among("model.as_rules", code_or_name, [*_RULES, *by_name])
    return found


def _import_rules() -> None:
    """Import every module of the rules' folder, so that a rule is offered by being written."""
    package = import_module("govgraph.auditing.rules")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
