"""The report of a comparison as files: a page, difference maps, a workbook, tables and JSON."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from govgraph.comparison.result import Comparison
from govgraph.comparison.sensitivity import Sensitivity
from govgraph.io.atomic import write_bytes
from govgraph.maps import Map, draw_difference
from govgraph.report.comparing.anonymous import without_names
from govgraph.report.comparing.content import Compared
from govgraph.report.comparing.files import csv_files, document, workbook
from govgraph.report.comparing.gathering import gather
from govgraph.report.comparing.guarding import Guarded
from govgraph.report.comparing.page import page
from govgraph.report.comparing.ranking import ranked_records
from govgraph.report.shell import Embedded
from govgraph.text import Language, say


def write_comparison(  # noqa: PLR0913 - choices, each with a default
    comparison: Comparison,
    folder: str | Path,
    *,
    lang: Language = "en",
    ids_only: bool = False,
    date: str | None = None,
    options: Mapping[str, str] | None = None,
    guarded: Mapping[str, Guarded] | None = None,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    ranked: Sequence[Sensitivity] = (),
) -> list[Path]:
    """Write a comparison as a report that can be handed on.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
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
    guarded : mapping of str to Guarded, optional
        What keeps each option from flattering itself, by name of the option: percentiles among
        random reforms, attribution to steps, transition.
    remarks : mapping of str to tuple of str, optional
        What a check of each proposal says of it, by name of the option.
    ranked : sequence of Sensitivity
        What the ranking of options owes to assumed numbers, by each measure.

    Returns
    -------
    list of Path
        The files written: ``compare.html`` first, then the difference maps (``difference.html``,
        with the option's name where there are several), ``compare.json``, ``compare.xlsx`` and
        the tables as CSV.

    Raises
    ------
    UserError
        When a file cannot be written. Every file is written whole or not at all.

    Examples
    --------
    >>> import tempfile
    >>> import govgraph as gg
    >>> county = gg.Builder().add("units", id="a", name="A", kind="department").build()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = gg.write_comparison(gg.compare(county, county), folder)
    >>> written[0].name
    'compare.html'
    """
    shown = without_names(comparison) if ids_only else comparison
    choices = {**(options or {}), "fingerprint": comparison.before.structure.fingerprint()}
    if ids_only:
        choices["names"] = say("report.names_withheld", lang)
    report = gather(shown, lang, choices, guarded, {} if ids_only else remarks, ranked)
    target = Path(folder)
    files = _files(shown, report, date, ranked)
    for name, data in files.items():
        write_bytes(target / name, data)
    return [target / name for name in files]


def _files(
    comparison: Comparison, report: Compared, date: str | None, ranked: Sequence[Sensitivity]
) -> dict[str, bytes]:
    """Return every file of the report by name, all made before one is written."""
    drawn = {one.name: _map(comparison, one.name, report.lang) for one in comparison.options}
    pages = {name: one.html() for name, one in drawn.items()}
    embedded = {
        name: Embedded(pages[name], one.svg(), one.csp_hashes()) for name, one in drawn.items()
    }
    texts = {
        "compare.html": page(report, embedded, date=date),
        **{map_name(name, len(drawn)): text for name, text in pages.items()},
        "compare.json": document(comparison, report, ranked_records(ranked)),
        **{
            f"figures/{part.slope.name}.svg": part.slope.svg + "\n"
            for part in report.options
            if part.slope
        },
    }
    return {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        "compare.xlsx": workbook(report),
        **csv_files(report),
    }


def map_name(option: str, count: int) -> str:
    """Return the file name of an option's difference map."""
    return "difference.html" if count == 1 else f"difference_{option}.html"


def _map(comparison: Comparison, name: str, lang: Language) -> Map:
    option = comparison.option(name)
    return draw_difference(
        comparison.before.structure,
        option.structure,
        lang=lang,
        title=option.label(lang),
        renamed=option.renamed,
        succeeded={old: new for old, new in option.succeeded.items() if old not in option.renamed},
    )
