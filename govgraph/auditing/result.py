"""What an audit found: a value that the report, the command line and the tests read."""

from collections.abc import Mapping
from dataclasses import dataclass

from govgraph.auditing.catalogue import SEVERITIES, Evidence, Outcome, Rule, Severity
from govgraph.model.structure import Structure
from govgraph.text import Language


@dataclass(frozen=True)
class Accepted:
    """A finding that someone has accepted, with the reason and the date, from the configuration."""

    rule: str
    reason: str
    date: str
    units: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One evidence row of one rule, with its severity, and its acceptance where there is one."""

    rule: Rule
    severity: Severity
    evidence: Evidence
    accepted: Accepted | None = None


@dataclass(frozen=True)
class RuleResult:
    """The outcome of one rule.

    Attributes
    ----------
    rule : Rule
        The rule.
    outcome : {"pass", "finding", "not_applicable"}
        What came out; a rule whose findings are all accepted passes.
    severity : {"high", "medium", "low"}
        As configured.
    findings : tuple of Finding
        All of them, accepted ones included.
    reason, reason_params
        Message key and parameters of why the rule cannot judge; empty unless not applicable.
    thresholds : mapping
        Parameters as used.
    """

    rule: Rule
    outcome: Outcome
    severity: Severity
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    reason_params: Mapping[str, object] | None = None
    thresholds: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Audit:
    """The whole audit.

    Attributes
    ----------
    structure : Structure
        What was audited.
    results : tuple of RuleResult
        One per rule that was switched on, in the order of codes.
    switched_off : tuple of str
        Codes of the rules that the configuration switched off.
    """

    structure: Structure
    results: tuple[RuleResult, ...]
    switched_off: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Open findings, most severe first, then by code."""
        found = [f for result in self.results for f in result.findings if f.accepted is None]
        return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.rule.code)))

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """Findings that were accepted with a reason."""
        return tuple(f for r in self.results for f in r.findings if f.accepted is not None)

    def count(self, severity: Severity) -> int:
        """Return how many open findings have a severity."""
        return sum(f.severity == severity for f in self.findings)

    def sentence(self, finding: Finding, lang: Language = "en") -> str:
        """Return a finding as one sentence, with names in place of ids."""
        evidence, structure = finding.evidence, self.structure
        names = {
            "units": _names(structure, "units", evidence.units, lang),
            "matters": _names(structure, "matters", evidence.matters, lang),
            "areas": _names(structure, "areas", evidence.areas, lang),
            "lines": _names(structure, "lines", evidence.lines, lang),
        }
        return finding.rule.wording(lang).sentence.format(**{**names, **evidence.values})


def _names(structure: Structure, table: str, ids: tuple[str, ...], lang: Language) -> str:
    frame = structure.table(table).set_index("id")[["name", "name_en"]]
    shown = frame["name"] if lang == "zh" else frame["name_en"].fillna(frame["name"])
    return ("、" if lang == "zh" else ", ").join(str(shown.get(i, i)) for i in ids)
