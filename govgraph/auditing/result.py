"""What an audit found: a value that the report, the command line and the tests read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from govgraph.auditing.catalogue import SEVERITIES, Outcome, Rule, Severity
from govgraph.auditing.evidence import Evidence, Named, Range
from govgraph.auditing.naming import enumerated, placeholders
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say
from govgraph.text.html import table_html

#: Findings that a notebook shows; the rest is counted.
SHOWN = 50
_COLUMNS = (
    "code", "rule", "severity", "sentence", "units", "matters", "areas", "lines", "relations",
    "basis", "accepted", "reason", "date",
)  # fmt: skip


@dataclass(frozen=True)
class Accepted:
    """A finding that someone has accepted, with the reason and the date, from the configuration.

    Attributes
    ----------
    rule : str
        Code of the rule.
    reason, date : str
        Why, and since when.
    units, matters, areas : tuple of str
        What may be concerned; empty for anything.
    """

    rule: str
    reason: str
    date: str
    units: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def covers(self, evidence: Evidence) -> bool:
        """Tell whether everything that `evidence` concerns is named here.

        A field left empty covers anything; a field that names ids covers evidence that concerns
        some of them and nothing else, so that a third unit opens an accepted pair again.
        """
        pairs = (
            (self.units, evidence.units),
            (self.matters, evidence.matters),
            (self.areas, evidence.areas),
        )
        return all(not named or (ids and set(ids) <= set(named)) for named, ids in pairs)


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

    def explain(self, lang: Language = "en") -> str:
        """Return why the rule cannot judge, as a sentence; empty when it can."""
        if not self.reason:
            return ""
        params = {name: _shown(value, lang) for name, value in (self.reason_params or {}).items()}
        return say(self.reason, lang, **params)


def _shown(value: object, lang: Language) -> str:
    if isinstance(value, Named):
        return enumerated([label(value.group, word, lang) for word in value.ids], lang)
    return str(value)


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

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Open findings, most severe first, then by code."""
        found = [f for result in self.results for f in result.findings if f.accepted is None]
        return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.rule.code)))

    @cached_property
    def accepted(self) -> tuple[Finding, ...]:
        """Findings that were accepted with a reason."""
        return tuple(f for r in self.results for f in r.findings if f.accepted is not None)

    def count(self, severity: Severity) -> int:
        """Return how many open findings have a severity."""
        return sum(f.severity == severity for f in self.findings)

    def sentence(self, finding: Finding, lang: Language = "en") -> str:
        """Return a finding as one sentence, with names in place of ids."""
        wording = finding.rule.wording(lang)
        texts = placeholders(self.structure, finding.evidence, lang)
        return wording.sentence_of(finding.evidence.variant).format(**texts)

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the findings as a table.

        Parameters
        ----------
        lang : {"en", "zh"}
            Language of the rule's title, the severity and the sentence.

        Returns
        -------
        DataFrame
            One row per finding, open ones first: ``code``, ``rule``, ``severity``, ``sentence``;
            the ids concerned (``units``, ``matters``, ``areas``, ``lines``, ``relations``),
            separated by ``;``; ``basis``; ``accepted``, ``reason`` and ``date``.
        """
        rows = [self._row(finding, lang) for finding in (*self.findings, *self.accepted)]
        return pd.DataFrame(rows, columns=list(_COLUMNS))

    def _row(self, finding: Finding, lang: Language) -> dict[str, object]:
        evidence, accepted = finding.evidence, finding.accepted
        joined = {
            name: ";".join(getattr(evidence, name))
            for name in ("units", "matters", "areas", "lines", "basis")
        }
        return joined | {
            "code": finding.rule.code,
            "rule": finding.rule.wording(lang).title,
            "severity": say(f"auditing.severity_{finding.severity}", lang),
            "sentence": self.sentence(finding, lang),
            "relations": ";".join(f"{s}>{t}:{kind}" for s, t, kind in evidence.relations),
            "accepted": accepted is not None,
            "reason": accepted.reason if accepted else "",
            "date": accepted.date if accepted else "",
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the audit as plain dictionaries, lists, texts and numbers, ready for JSON."""
        return {
            "title": self.structure.about.title,
            "fingerprint": self.structure.fingerprint(),
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "accepted": len(self.accepted),
            "switched_off": list(self.switched_off),
            "rules": [self._rule_dict(result) for result in self.results],
        }

    def _rule_dict(self, result: RuleResult) -> dict[str, Any]:
        return {
            "code": result.rule.code,
            "name": result.rule.name,
            "title": {"en": result.rule.en.title, "zh": result.rule.zh.title},
            "severity": result.severity,
            "outcome": result.outcome,
            "reason": {"en": result.explain("en"), "zh": result.explain("zh")},
            "thresholds": dict(result.thresholds or {}),
            "findings": [self._finding_dict(finding) for finding in result.findings],
        }

    def _finding_dict(self, finding: Finding) -> dict[str, Any]:
        evidence, accepted = finding.evidence, finding.accepted
        return {
            "sentence": {lang: self.sentence(finding, lang) for lang in ("en", "zh")},
            **{n: list(getattr(evidence, n)) for n in ("units", "matters", "areas", "lines")},
            "relations": [list(tie) for tie in evidence.relations],
            "basis": list(evidence.basis),
            "values": _plain(evidence),
            "accepted": accepted and {"reason": accepted.reason, "date": accepted.date},
        }

    def summary(self, lang: Language = "en") -> str:
        """Return what came out, in one sentence."""
        outcomes = [result.outcome for result in self.results]
        counts = {severity: self.count(severity) for severity in SEVERITIES}
        return say(
            "auditing.summary",
            lang,
            title=self.structure.about.label(lang) or "–",
            rules=len(outcomes),
            passed=outcomes.count("pass"),
            found=outcomes.count("finding"),
            silent=outcomes.count("not_applicable"),
            accepted=len(self.accepted),
            **counts,
        )

    def __repr__(self) -> str:
        return f"<{self.summary()}>"

    def _repr_html_(self) -> str:
        shown = self.findings[:SHOWN]
        headings = [say(f"auditing.column_{name}") for name in _COLUMNS[:4]]
        rows = [[self._row(finding, "en")[name] for name in _COLUMNS[:4]] for finding in shown]
        more = len(self.findings) - len(shown)
        caption = self.summary() + (say("auditing.more_findings", count=more) if more else "")
        return table_html(headings, rows, caption=caption)


def _plain(evidence: Evidence) -> dict[str, object]:
    return {
        name: list(value.ids)
        if isinstance(value, Named)
        else [value.low, value.high]
        if isinstance(value, Range)
        else value
        for name, value in evidence.values.items()  # noqa: PD011 - no data frame
    }
