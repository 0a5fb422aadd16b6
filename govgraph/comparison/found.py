"""Findings of the audit before and after: solved, remaining, new, or judged on one side only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from govgraph.auditing.configuration import Configuration
from govgraph.auditing.evidence import Evidence
from govgraph.auditing.result import Audit, Finding
from govgraph.auditing.run import audit, joined
from govgraph.comparison.options import Option
from govgraph.model.structure import Structure

COLUMNS = (
    "option", "rule", "severity", "status", "places", "units", "matters", "sentence_en",
    "sentence_zh",
)  # fmt: skip
#: Statuses, the good one first.
STATUSES = ("solved", "remaining", "new", "unjudged")
Config = Configuration | Path | str | None
Places = dict[tuple[str, str, str], Finding]


def findings(
    before: Structure,
    options: Iterable[Option],
    config: Config = None,
    renamed: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the open findings of each option beside those of the structure as it is.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    options : iterable of Option
        What it is compared with.
    config : Configuration or path, optional
        Configuration of the audit.
    renamed : mapping of str to str, optional
        New ids by old ones; a finding of a unit that a proposal recodes or merges is one of the
        unit that answers after it.

    Returns
    -------
    DataFrame
        ``option``, ``rule`` (code), ``severity``, ``status`` (``solved``, ``remaining``,
        ``new``, ``unjudged`` where the rule was not applicable on the other side, so that nobody
        can tell whether the finding was there), ``places`` (how many places one line joins),
        ``units``, ``matters`` and the finding as a sentence in both languages. Every
        place is compared by itself; places of one status are joined afterwards, as the audit
        joins them.
    """
    first = audit(before, config, join=False)
    rows: list[dict[str, object]] = []
    for option in options:
        second = audit(option.structure, config, join=False)
        old = _places(first, {**option.succeeded, **(renamed or {})})
        new = _places(second, {})
        solved, lost = _by_judged((old[key] for key in old if key not in new), second)
        added, shown = _by_judged((new[key] for key in new if key not in old), first)
        by_status = (
            ("solved", first, solved),
            ("remaining", second, [new[key] for key in new if key in old]),
            ("new", second, added),
            ("unjudged", first, lost),
            ("unjudged", second, shown),
        )
        for status, judged, found in by_status:
            rows += [{"option": option.name, "status": status, **r} for r in _rows(judged, found)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _by_judged(found: Iterable[Finding], other: Audit) -> tuple[list[Finding], list[Finding]]:
    """Tell findings whose rule could judge the other side from those whose rule could not."""
    silent = {one.rule.code for one in other.results if one.outcome == "not_applicable"}
    sides: tuple[list[Finding], list[Finding]] = ([], [])
    for finding in found:
        sides[finding.rule.code in silent].append(finding)
    return sides


def _places(judged: Audit, renamed: Mapping[str, str]) -> Places:
    """Return the open findings by rule, sentence and what they name."""
    return {
        (finding.rule.code, finding.evidence.variant, _key(finding.evidence, renamed)): finding
        for finding in judged.findings
    }


def _key(evidence: Evidence, renamed: Mapping[str, str]) -> str:
    units, areas = (
        tuple(renamed.get(one, one) for one in ids) for ids in (evidence.units, evidence.areas)
    )
    return replace(evidence, units=units, areas=areas).key


def _rows(judged: Audit, found: list[Finding]) -> Iterator[dict[str, object]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule.code, []).append(finding)
    for code, several in by_rule.items():
        first = several[0]
        for evidence in joined(first.rule, [one.evidence for one in several]):
            shown = Finding(first.rule, first.severity, evidence)
            yield {
                "rule": code,
                "severity": first.severity,
                "places": max(1, len(evidence.areas)),
                "units": ";".join(evidence.units),
                "matters": ";".join(evidence.matters),
                "sentence_en": judged.sentence(shown, "en"),
                "sentence_zh": judged.sentence(shown, "zh"),
            }
