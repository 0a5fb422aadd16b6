"""The plain list of "id, reports to" that every organisation chart tool exports."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from govgraph.errors import Problem
from govgraph.io.flat import SUFFIXES, Flat, flat, only, pairs, provenance, require
from govgraph.io.formats import reader
from govgraph.io.superiors import Chart, read_chart
from govgraph.io.unit_list import (
    add_units,
    check_kind,
    chosen_columns,
    recognised,
    usable_kind,
    with_identity,
)
from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame


def is_reports_to(path: Path) -> bool:
    """Tell by its header whether a file is a list of units with their superiors."""
    found = recognised(path)
    division = {"id", "name", "level", "superior"} <= found.keys() and found["id"] in (
        "code",
        "代码",
    )
    return "superior" in found and ("id" in found or "name" in found) and not division


@reader("reports_to", *SUFFIXES, recognises=is_reports_to)
def read_reports_to(
    source: "str | Path | IntoDataFrame",
    *,
    columns: str | Mapping[str, str] = "",
    where: str | Mapping[str, str] = "",
    unit_kind: str = "department",
    roots: str = "one",
) -> Builder:
    """Read a list in which every row names a unit or post and what it reports to.

    Columns are found by name in English or Chinese. A unit reports to several others when its
    cell names several, separated by ``;``, ``|`` or ``、`` (a comma too, where that gives known
    ids), or when it has several rows that differ in the superior alone. A superior is named by id,
    or by name where only one unit has it. A dotted line (虚线汇报) becomes ``guides``. Columns
    without a meaning are logged and listed in the provenance.

    Parameters
    ----------
    source : path or data frame
        CSV, workbook, Parquet or frame.
    columns : str or mapping, optional
        Columns by meaning where their names do not tell, ``"id=Ref; superior=Boss"``; an empty
        one is not used. Meanings: the keys of `govgraph.io.unit_list.SYNONYMS`.
    where : str or mapping, optional
        Which rows, by column and value: ``"body=HMT; snapshot=2011-03-31"``.
    unit_kind : str
        Kind of the units that the list does not give one.
    roots : {"one", "any"}
        Whether more than one unit without a superior is a problem.

    Returns
    -------
    Builder
        With units, ``leads`` and ``guides``, and what the list gives of levels, lines, grades and
        posts. Problems of the list are raised by `build` with all others: an id used twice, a
        superior that is not in the list, a second top, a circle.

    Raises
    ------
    ReadError
        When the file cannot be read or a column is missing.
    UnknownNameError
        When `columns` or `where` names no column of the list, or `unit_kind` no kind of unit.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.io.reports_to import read_reports_to
    >>> chart = pd.DataFrame({"id": ["1", "2", "3"], "reports to": ["XX", "1", "1; 2"]})
    >>> read_reports_to(chart).build().relations[["source", "target"]].values.tolist()
    [['1', '2'], ['1', '3'], ['2', '3']]
    """
    check_kind(unit_kind)
    table = only(flat(source), where)
    found = usable_kind(table, chosen_columns(table, columns))
    require(table, found, ["superior"])
    found = with_identity(found)
    require(table, found, ["id"])
    steps = provenance(table, "reports_to", [*found.values(), *pairs(where)])
    builder = Builder(About(provenance=steps))
    chart = read_chart(table, found)
    first = pd.Series(range(len(table.rows))).isin(chart.rows)
    depths = chart.depths(table.frame[found["id"]])
    add_units(builder, table.where(first), found, unit_kind, depths)
    _add_ties(builder, table, found, chart)
    for problem in [
        *chart.problems,
        *(_further_tops(table, found, chart) if roots == "one" else []),
    ]:
        builder.report(problem)
    return builder


def _add_ties(builder: Builder, table: Flat, columns: Mapping[str, str], chart: Chart) -> None:
    for meaning, kind in (("superior", "leads"), ("dotted", "guides")):
        ties = [tie for tie in chart.ties if tie.meaning == meaning]
        frame = pd.DataFrame(
            [(tie.superior, tie.unit, kind) for tie in ties], columns=["source", "target", "kind"]
        )
        placed = {"source": columns.get(meaning, ""), "target": columns["id"]}
        builder.add_table("relations", frame, table.origin([tie.row for tie in ties], placed))


def _further_tops(table: Flat, columns: Mapping[str, str], chart: Chart) -> list[Problem]:
    ids = table.frame[columns["id"]]
    return [
        Problem(
            "io_graph.second_top",
            table.place(row, columns["superior"]),
            visible(ids.iloc[row]),
            {"first": visible(ids.iloc[chart.tops[0]])},
        )
        for row in chart.tops[1:]
    ]
