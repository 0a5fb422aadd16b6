"""The report as files: a page, a map, tables and figures beside it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from govgraph.auditing.result import Audit, Finding
from govgraph.io.atomic import write_bytes
from govgraph.io.naming import without_names
from govgraph.maps import draw
from govgraph.report.csv_files import csv_bytes, finding_table, measure_table
from govgraph.report.directory import is_large
from govgraph.report.document import document
from govgraph.report.gathering import gather
from govgraph.report.measured import measured
from govgraph.report.page import page
from govgraph.report.shell import Embedded
from govgraph.report.suggested import advised
from govgraph.report.units_file import units_bytes
from govgraph.report.workbook import workbook_bytes
from govgraph.search.result import Suggestions
from govgraph.text import Language, say


def write_report(  # noqa: PLR0913 - choices, each with a default
    audit: Audit,
    folder: str | Path,
    *,
    lang: Language = "en",
    ids_only: bool = False,
    date: str | None = None,
    options: Mapping[str, str] | None = None,
    suggestions: Suggestions | None = None,
) -> list[Path]:
    """Write an audit as a report that can be handed on.

    Parameters
    ----------
    audit : Audit
        What was found.
    folder : str or Path
        Where the files go; made when missing.
    lang : {"en", "zh"}
        Language of everything that is written.
    ids_only : bool
        Show ids in the place of names, and no free text.
    date : str, optional
        Date to print under the title. None is printed by default, so that the same input gives
        the same files.
    options : mapping of str to str, optional
        What else to name in the provenance: ``"configuration"``, ``"command"``, ``"source"``.
    suggestions : Suggestions, optional
        Reforms that would remove findings; `write_suggestions` writes their proposals, to which
        the page links, into the folder ``suggestions`` beside it. With `ids_only`, they have to be
        made for a structure without names.

    Returns
    -------
    list of Path
        The files written: ``audit.html`` first, then ``map.html``, the tables and the figures.
        Of a structure with more than 20,000 units also ``units.parquet``, then the only list of
        all units and their measures.

    Raises
    ------
    UserError
        When a file cannot be written. Every file is written whole or not at all.
    """
    shown = _anonymous(audit) if ids_only else audit
    target = Path(folder)
    choices = {**(options or {}), "fingerprint": audit.structure.fingerprint()}
    if ids_only:
        choices["names"] = say("report.names_withheld", lang)
    files = _files(shown, lang, date, choices, suggestions)
    for name, data in files.items():
        write_bytes(target / name, data)
    return [target / name for name in files]


def _files(
    audit: Audit,
    lang: Language,
    date: str | None,
    options: Mapping[str, str],
    suggestions: Suggestions | None,
) -> dict[str, bytes]:
    """Return every file of the report by name, all made before one is written."""
    taken = measured(audit.structure, lang)
    large = is_large(audit.structure)
    summary = replace(gather(audit, taken, lang, options), advised=advised(suggestions, lang))
    drawn = draw(audit.structure, lang=lang)
    map_page = drawn.html()
    embedded = Embedded(map_page, drawn.svg(), drawn.csp_hashes())
    texts = {
        "audit.html": page(summary, embedded, date=date),
        "map.html": map_page,
        "audit.json": document(audit, taken, summary),
        **{f"figures/{figure.name}.svg": figure.svg + "\n" for figure in summary.figures},
    }
    return {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        "findings.csv": csv_bytes(*finding_table(summary)),
        "measures.csv": csv_bytes(*measure_table(summary)),
        "audit.xlsx": workbook_bytes(summary, taken.units),
        **({"units.parquet": units_bytes(audit.structure, taken.units)} if large else {}),
    }


def _anonymous(audit: Audit) -> Audit:
    """Return the audit with ids for names; legal grounds and reasons of acceptance go."""
    results = tuple(
        replace(result, findings=tuple(map(_without_text, result.findings)))
        for result in audit.results
    )
    return replace(audit, structure=without_names(audit.structure), results=results)


def _without_text(finding: Finding) -> Finding:
    accepted = finding.accepted and replace(finding.accepted, reason="–")
    return replace(finding, evidence=replace(finding.evidence, basis=()), accepted=accepted)
