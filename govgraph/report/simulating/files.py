"""The tables beside the page: whole, for spreadsheets and programs."""

from collections.abc import Mapping

import pandas as pd

from govgraph.casework.studying import CaseWork
from govgraph.report.csv_files import csv_bytes
from govgraph.report.document import written
from govgraph.report.sheets import Sheets
from govgraph.report.simulating.content import Simulated
from govgraph.text import say

#: Version of the keys of ``simulate.json``; raised by one when a key goes or changes its meaning.
VERSION = 1


def csv_files(report: Simulated) -> dict[str, bytes]:
    """Return the tables as CSV files by name."""
    return {
        f"{name}.csv": csv_bytes(table.headings, table.rows) for name, table in report.files.items()
    }


def workbook(report: Simulated) -> bytes:
    """Return the report as a workbook: a summary, then every table as a sheet."""
    sheets = Sheets()
    rows: list[tuple[str, str]] = [(report.caution, "")] if report.caution else []
    for part in report.scenarios:
        rows.append((f"{part.name} {part.title}".strip(), ""))
        rows += [(item.label, item.value) for item in part.facts]
        rows += [("", sentence) for _, sentence in part.findings]
    rows += [(item.label, item.value) for item in (*report.method, *report.provenance)]
    sheets.first(say("simulate_page.sheet_summary", report.lang), report.title, rows)
    for name, table in report.files.items():
        stem, _, scenario = name.partition("desks_")
        title = say(f"simulate_page.sheet_{stem or 'desks'}", report.lang)
        sheets.table(f"{title} {scenario}".strip()[:31], table.headings, table.rows)
    return sheets.bytes()


def document(works: Mapping[str, CaseWork], report: Simulated) -> str:
    """Return ``simulate.json``: the simulation for programs, as strict JSON.

    Notes
    -----
    Keys: ``version`` of these keys; ``scenarios`` by name, each with the ``fingerprint`` of its
    structure, the ``seed``, ``runs`` (one object for each), ``summary`` (mean, low, high and runs
    of each measure), ``analysis`` (totals), ``desks`` (by the analysis), ``parameters`` that were
    given, and ``findings`` (kind, ids of units, matter, area, cases); ``provenance``, labels and
    values. There are no NaN and no infinity: both are null.
    """
    content = {
        "version": VERSION,
        "scenarios": {name: _scenario(work) for name, work in works.items()},
        "provenance": {item.label: item.value for item in report.provenance},
    }
    return written(content) + "\n"


def _scenario(work: CaseWork) -> dict[str, object]:
    simulation, analysis = work.simulation, work.analysis
    return {
        "fingerprint": work.structure.fingerprint(),
        "seed": simulation.seed,
        "interrupted": simulation.interrupted,
        "parameters": dict(work.parameters),
        "runs": _records(simulation.runs),
        "summary": simulation.summary.to_dict("index"),
        "analysis": analysis.total.to_dict(),
        "desks": _records(analysis.desks),
        "findings": [
            {
                "kind": one.kind,
                "units": list(one.units),
                "matter": one.matter,
                "area": one.area,
                "cases": one.cases,
            }
            for one in work.findings
        ],
    }


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
