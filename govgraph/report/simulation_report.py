"""The report of a simulation as files: a page, a workbook, tables, JSON and event logs."""

from collections.abc import Mapping
from pathlib import Path

from govgraph.casework.studying import CaseWork
from govgraph.io.atomic import write_bytes
from govgraph.io.event_log_writing import write_event_log
from govgraph.model.event_log import EventLog
from govgraph.report.simulating.files import csv_files, document, workbook
from govgraph.report.simulating.gathering import gather
from govgraph.report.simulating.page import page
from govgraph.text import Language

#: Rows below its heading that a spreadsheet program opens.
_SHEET_ROWS = 2**20 - 1


def write_simulation(
    works: CaseWork | Mapping[str, CaseWork],
    folder: str | Path,
    *,
    lang: Language = "en",
    titles: Mapping[str, str] | None = None,
    date: str | None = None,
    options: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write simulated case work as a report that can be handed on.

    Parameters
    ----------
    works : CaseWork or mapping of str to CaseWork
        One structure at work, or several scenarios by name under one seed; the first is what the
        others are compared with.
    folder : str or Path
        Where the files go; made when missing.
    lang : {"en", "zh"}
        Language of everything that is written.
    titles : mapping of str to str, optional
        Titles of the scenarios; their names by default.
    date : str, optional
        Date to print under the title. None is printed by default, so that the same input gives
        the same files.
    options : mapping of str to str, optional
        What else to name in the provenance: ``"command"``, ``"source"``.

    Returns
    -------
    list of Path
        The files written: ``simulate.html`` first, then ``simulate.json``, ``simulate.xlsx``, the
        tables as CSV, the figures as SVG, and the event log of each scenario's first run: as CSV,
        or as Parquet where it is longer than a spreadsheet.

    Raises
    ------
    UserError
        When a file cannot be written (every file is written whole or not at all), or when the
        scenarios were simulated under different seeds.

    Examples
    --------
    >>> import tempfile
    >>> import govgraph as gg
    >>> from govgraph.casework import Plan
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> work = gg.simulate(build.build(), plan=Plan(replications=2))
    >>> with tempfile.TemporaryDirectory() as target:
    ...     written = gg.write_simulation(work, target)
    >>> written[0].name
    'simulate.html'
    """
    scenarios = {"A": works} if isinstance(works, CaseWork) else dict(works)
    first = next(iter(scenarios.values()))
    choices = {**(options or {}), "fingerprint": first.structure.fingerprint()}
    report = gather(scenarios, titles or {}, lang, choices)
    texts = {"simulate.html": page(report, date=date), "simulate.json": document(scenarios, report)}
    texts |= {
        f"figures/{figure.name}.svg": figure.svg + "\n"
        for part in report.scenarios
        for figure in part.figures
    }
    files = {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        "simulate.xlsx": workbook(report),
        **csv_files(report),
    }
    target = Path(folder)
    for name, data in files.items():
        write_bytes(target / name, data)
    logs = [
        write_event_log(work.event_log, target / f"event_log_{name}{_ending(work.event_log)}")
        for name, work in scenarios.items()
        if len(work.event_log)
    ]
    return [*(target / name for name in files), *logs]


def _ending(log: EventLog) -> str:
    return ".csv" if len(log) <= _SHEET_ROWS else ".parquet"
