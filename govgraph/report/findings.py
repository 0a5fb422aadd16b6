"""The audit part of a report: rules with their findings, and what could not be judged."""

from govgraph.auditing.catalogue import SEVERITIES, Rule, rules
from govgraph.auditing.result import Audit, Finding, RuleResult
from govgraph.report.names import Names
from govgraph.report.references import sources
from govgraph.report.summary import EvidenceRow, Labelled, RuleGroup, RuleLine
from govgraph.text import Language, label, say
from govgraph.text.statutes import legal_basis

#: How many rules the summary names.
TOP = 5
#: How the codes of rules begin that judge the configuration, not the structure.
CONFIGURATION = "GG0"


def groups(audit: Audit, names: Names, lang: Language) -> tuple[RuleGroup, ...]:
    """Return the rules with open findings, most severe first, then the most frequent."""
    found = [
        _group(audit, result, names, lang) for result in audit.results if _open(result.findings)
    ]
    return tuple(sorted(found, key=lambda g: (SEVERITIES.index(g.severity), -len(g.rows), g.code)))


def accepted(audit: Audit, names: Names, lang: Language) -> tuple[EvidenceRow, ...]:
    """Return the accepted findings with reason and date."""
    return tuple(
        _row(audit, finding, f"accepted-{number}", names, lang)
        for number, finding in enumerate(audit.accepted, 1)
    )


def passed(audit: Audit, lang: Language) -> tuple[RuleLine, ...]:
    """Return the rules that hold."""
    return tuple(_line(r.rule, lang) for r in audit.results if r.outcome == "pass")


def not_applicable(audit: Audit, lang: Language) -> tuple[RuleLine, ...]:
    """Return the rules that cannot judge this structure, with the reason."""
    return tuple(
        _line(r.rule, lang, r.explain(lang)) for r in audit.results if r.outcome == "not_applicable"
    )


def unjudged(audit: Audit, lang: Language) -> tuple[RuleLine, ...]:
    """Return the rules on the structure itself that cannot judge it."""
    return tuple(
        line for line in not_applicable(audit, lang) if not line.code.startswith(CONFIGURATION)
    )


def switched_off(audit: Audit, lang: Language) -> tuple[RuleLine, ...]:
    """Return the rules that the configuration switched off."""
    known = rules()
    return tuple(
        _line(known[code], lang) if code in known else RuleLine(code, "")
        for code in audit.switched_off
    )


def severity_label(severity: str, lang: Language) -> str:
    """Return a severity in one language."""
    return say(f"auditing.severity_{severity}", lang)


def _open(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.accepted is None]


def _line(rule: Rule, lang: Language, reason: str = "") -> RuleLine:
    return RuleLine(rule.code, rule.wording(lang).title, reason)


def _group(audit: Audit, result: RuleResult, names: Names, lang: Language) -> RuleGroup:
    rule, wording = result.rule, result.rule.wording(lang)
    return RuleGroup(
        code=rule.code,
        name=rule.name,
        title=wording.title,
        why=wording.why,
        remedy=wording.remedy,
        severity=result.severity,
        sources=sources(rule.sources),
        thresholds=tuple(
            Labelled(wording.settings.get(threshold, threshold), f"{value:g}")
            for threshold, value in sorted((result.thresholds or rule.thresholds).items())
        ),
        rows=tuple(
            _row(audit, finding, f"{rule.code}-{number}", names, lang)
            for number, finding in enumerate(_open(result.findings), 1)
        ),
    )


def _row(audit: Audit, finding: Finding, anchor: str, names: Names, lang: Language) -> EvidenceRow:
    evidence, agreed = finding.evidence, finding.accepted
    return EvidenceRow(
        anchor=anchor,
        code=finding.rule.code,
        severity=finding.severity,
        sentence=audit.sentence(finding, lang),
        units=names.units(evidence.units),
        matters=names.many("matters", evidence.matters),
        areas=names.many("areas", evidence.areas),
        lines=names.many("lines", evidence.lines),
        relations=tuple(
            (names.unit(source), names.unit(target), label("relation_kind", kind, lang))
            for source, target, kind in evidence.relations
        ),
        basis=tuple(legal_basis(ground, lang) for ground in evidence.basis),
        values=dict(evidence.values),
        accepted=""
        if agreed is None
        else say("report.accepted_because", lang, reason=agreed.reason, date=agreed.date),
    )
