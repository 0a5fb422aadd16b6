"""``findings.csv`` and ``measures.csv``: for spreadsheets, complete, with text kept as text."""

import csv
import io
import math
from collections.abc import Iterable, Sequence

from govgraph.io.guarding import guard
from govgraph.report.names import Named
from govgraph.report.summary import EvidenceRow, Summary
from govgraph.text import say

#: Whole numbers below this are written without a point.
_EXACT = 1e15
Cell = str | float | None
_FINDINGS = (
    "code", "rule", "severity", "finding", "units_concerned", "unit_ids", "matter", "area", "line",
    "relations", "basis", "accepted_why",
)  # fmt: skip
_MEASURES = (
    "measure_name", "measure", "value", "dimension", "direction", "reason", "definition", "source",
)  # fmt: skip


def finding_table(summary: Summary) -> tuple[list[str], list[list[Cell]]]:
    """Return headings and every finding, accepted ones at the end."""
    titles = {line.code: line.title for line in summary.passed} | {
        group.code: group.title for group in summary.groups
    }
    rows = [row for group in summary.groups for row in group.rows] + list(summary.accepted)
    return _headings(_FINDINGS, summary), [_finding(row, titles, summary) for row in rows]


def measure_table(summary: Summary) -> tuple[list[str], list[list[Cell]]]:
    """Return headings and every measure of the whole structure; undefined values are empty."""
    rows: list[list[Cell]] = [
        [
            row.name,
            row.title,
            None if math.isnan(row.value) else row.value,
            row.dimension,
            row.direction,
            row.reason,
            row.definition,
            "; ".join(source.text for source in row.sources),
        ]
        for family in summary.families
        for row in family.rows
    ]
    return _headings(_MEASURES, summary), rows


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, CRLF, text guarded, numbers plain.

    Parameters
    ----------
    headings : sequence of str
        First row.
    rows : iterable of sequence
        Texts, numbers and None.

    Returns
    -------
    bytes
        The file.

    Examples
    --------
    >>> csv_bytes(["unit", "n"], [["=1+1", -5.0]]).decode("utf-8-sig").split()
    ['unit,n', "'=1+1,-5"]
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([guard(heading) for heading in headings])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    return f"{cell:.0f}" if float(cell).is_integer() and abs(cell) < _EXACT else repr(float(cell))


def _headings(keys: Sequence[str], summary: Summary) -> list[str]:
    return [say(f"report.{key}", summary.lang) for key in keys]


def _finding(row: EvidenceRow, titles: dict[str, str], summary: Summary) -> list[Cell]:
    joint = "；" if summary.lang == "zh" else "; "

    def names(items: Sequence[Named]) -> str:
        return joint.join(item.name for item in items)

    return [
        row.code,
        titles.get(row.code, ""),
        say(f"auditing.severity_{row.severity}", summary.lang),
        row.sentence,
        names(row.units),
        joint.join(unit.id for unit in row.units),
        names(row.matters),
        names(row.areas),
        names(row.lines),
        joint.join(f"{a.name} → {b.name} ({kind})" for a, b, kind in row.relations),
        joint.join(row.basis),
        row.accepted,
    ]
