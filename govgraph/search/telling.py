"""Findings that a suggestion makes, told in both languages and counted by rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govgraph.auditing.catalogue import Severity
from govgraph.auditing.result import Audit, Finding
from govgraph.auditing.run import joined
from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES


@dataclass(frozen=True)
class Told:
    """Findings of one rule.

    Attributes
    ----------
    code, severity : str
        The rule, and its severity as configured.
    places : int
        How many places they are.
    sentences : mapping of str to str
        The first one in words, by language, with the places joined that differ in nothing else.
    """

    code: str
    severity: Severity
    places: int
    sentences: Mapping[str, str]


def told(findings: Iterable[Finding], structure: Structure) -> tuple[Told, ...]:
    """Return findings about a structure by rule, most places first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule.code, []).append(finding)
    judged = Audit(structure, ())
    some = []
    for code, several in sorted(by_rule.items(), key=lambda one: (-len(one[1]), one[0])):
        first = several[0]
        evidence = joined(first.rule, [one.evidence for one in several])[0]
        shown = Finding(first.rule, first.severity, evidence)
        sentences: dict[str, str] = {lang: judged.sentence(shown, lang) for lang in LANGUAGES}
        some.append(Told(code, first.severity, len(several), sentences))
    return tuple(some)
