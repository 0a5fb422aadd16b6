"""Findings of the audit before and after, rule by rule."""

import pandas as pd

from govgraph.auditing.catalogue import SEVERITIES, rules
from govgraph.comparison.found import STATUSES
from govgraph.comparison.result import Comparison
from govgraph.report.comparing.content import Count, FoundLine
from govgraph.report.findings import severity_label
from govgraph.text import Language, say

#: Sentences shown for each rule and status.
SHOWN = 5


def counts(comparison: Comparison, option: str, lang: Language) -> tuple[Count, ...]:
    """Return how many findings have each status, by severity."""
    mine = _mine(comparison, option)
    return tuple(
        Count(
            status,
            say(f"compare_page.status_{status}", lang),
            tuple(
                (severity, severity_label(severity, lang), _places(mine, status, severity))
                for severity in SEVERITIES
            ),
        )
        for status in STATUSES
    )


def lines(
    comparison: Comparison, option: str, status: str, lang: Language
) -> tuple[FoundLine, ...]:
    """Return the findings of one status, the most severe rules first."""
    mine = _mine(comparison, option)
    mine = mine[mine["status"] == status]
    known = rules()
    found = []
    for code, rows in mine.groupby("rule", sort=False):
        sentences = rows[f"sentence_{lang}"].tolist()
        found.append(
            FoundLine(
                str(code),
                known[str(code)].wording(lang).title if str(code) in known else str(code),
                str(rows["severity"].iloc[0]),
                tuple(sentences[:SHOWN]),
                max(0, len(sentences) - SHOWN),
            )
        )
    return tuple(sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.code)))


def _mine(comparison: Comparison, option: str) -> pd.DataFrame:
    frame = comparison.findings
    return frame[frame["option"] == option]


def _places(frame: pd.DataFrame, status: str, severity: str) -> int:
    chosen = frame[(frame["status"] == status) & (frame["severity"] == severity)]
    return int(chosen["places"].sum())
