"""The audit: every rule that is switched on, judged on one structure."""

from collections.abc import Callable
from pathlib import Path

from govgraph.auditing.catalogue import NotApplicable, Rule, rules
from govgraph.auditing.configuration import Configuration, load_configuration
from govgraph.auditing.evidence import Evidence, Named, merge
from govgraph.auditing.result import Accepted, Audit, Finding, RuleResult
from govgraph.auditing.rules.configuration import stale
from govgraph.model.structure import Structure


def audit(
    structure: Structure,
    config: Configuration | Path | str | None = None,
    *,
    join: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Audit:
    """Judge a structure by every rule that is switched on.

    Parameters
    ----------
    structure : Structure
        What to judge.
    config : Configuration or path, optional
        Which rules, severities, thresholds and accepted findings; a path names a TOML file whose
        ``[audit]`` section holds them. All rules with their defaults when left out.
    join : bool
        Whether evidence that differs only in its places is joined into one finding; comparisons
        need every place by itself.
    progress : callable, optional
        Told, before each rule and at the end, how many rules are done, and of how many.

    Returns
    -------
    Audit
        One result per rule: pass, findings with their evidence, or not applicable with the
        reason, because a rule that cannot judge does not pass.

    Raises
    ------
    InvalidConfigurationError
        With every problem of the configuration file.

    Notes
    -----
    Rules judge every matter in every area. Evidence that differs in the area alone is joined
    into one finding afterwards, after acceptances were matched area by area.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder(title="County").add("units", id="gov", name="Gov", kind="government")
    >>> for bureau in ("water", "fields"):
    ...     build = build.add("units", id=bureau, name=bureau.title(), kind="department")
    ...     build = build.add("duties", unit=bureau, matter="wells", role="lead")
    >>> build = build.add("matters", id="wells", name="Wells")
    >>> result = gg.audit(build.build())
    >>> [result.sentence(f) for f in result.findings if f.rule.code == "GG101"]
    ['2 units lead Wells where one should: Fields and Water.']
    """
    configuration = config if isinstance(config, Configuration) else load_configuration(config)
    chosen = {code: rule for code, rule in rules().items() if configuration.chooses(rule)}
    tell = progress or (lambda _done, _total: None)
    results = []
    for done, rule in enumerate(chosen.values()):
        tell(done, len(chosen))
        results.append(_result(structure, rule, configuration, join=join))
    tell(len(chosen), len(chosen))
    unused = _unused(results, configuration)
    results = [
        _with_findings(result, [_open(result, row) for row in stale(unused)])
        if result.rule.code == "GG001" and configuration.accepted
        else result
        for result in results
    ]
    return Audit(structure, tuple(results), tuple(code for code in rules() if code not in chosen))


def _result(
    structure: Structure, rule: Rule, configuration: Configuration, *, join: bool
) -> RuleResult:
    severity = configuration.severity.get(rule.code, rule.severity)
    thresholds = {**rule.thresholds, **configuration.thresholds.get(rule.code, {})}
    blank = RuleResult(rule, "pass", severity, thresholds=thresholds)
    verdict = _silence(structure, rule) or rule.function(structure, thresholds)
    if isinstance(verdict, NotApplicable):
        return RuleResult(
            rule,
            "not_applicable",
            severity,
            reason=verdict.reason,
            reason_params=verdict.params,
            thresholds=thresholds,
        )
    entries = [entry for entry in configuration.accepted if entry.rule == rule.code]
    groups: dict[Accepted | None, list[Evidence]] = {}
    for row in verdict:
        entry = next((entry for entry in entries if entry.covers(row)), None)
        groups.setdefault(entry, []).append(row)
    findings = [
        Finding(rule, severity, row, entry)
        for entry, rows in groups.items()
        for row in (joined(rule, rows) if join else rows)
    ]
    return _with_findings(blank, findings)


def _silence(structure: Structure, rule: Rule) -> NotApplicable | None:
    """Return why a rule cannot judge for want of rows; None when it has what it needs."""
    absent = tuple(table for table in rule.tables if not structure.has(table))
    if absent:
        return NotApplicable("auditing.tables_absent", {"tables": Named("table", absent)})
    if rule.ties and not structure.relations["kind"].isin(rule.ties).any():
        kinds = Named("relation_kind", rule.ties)
        return NotApplicable("auditing.ties_absent", {"kinds": kinds})
    return None


def joined(rule: Rule, rows: list[Evidence]) -> list[Evidence]:
    """Return the evidence rows of a rule, those joined that differ only in their places."""
    for column in rule.merges:
        rows = merge(rows, column)
    return rows


def _open(result: RuleResult, evidence: Evidence) -> Finding:
    return Finding(result.rule, result.severity, evidence)


def _with_findings(result: RuleResult, findings: list[Finding]) -> RuleResult:
    ordered = tuple(sorted(findings, key=lambda f: (f.evidence.key, f.evidence.variant)))
    still_open = any(finding.accepted is None for finding in ordered)
    return RuleResult(
        result.rule,
        "finding" if still_open else "pass",
        result.severity,
        ordered,
        thresholds=result.thresholds,
    )


def _unused(results: list[RuleResult], configuration: Configuration) -> list[Accepted]:
    """Return acceptances of rules that were judged, which cover no finding."""
    judged = {result.rule.code for result in results}
    used = {finding.accepted for result in results for finding in result.findings}
    return [e for e in configuration.accepted if e.rule in judged and e not in used]
