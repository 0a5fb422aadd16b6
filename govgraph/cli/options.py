"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from govgraph.cases.case import names
from govgraph.text import Language


def _complete_source(incomplete: str) -> list[str]:
    return [name for name in names() if name.startswith(incomplete)]


Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A shipped case's name (q_county, or q_county:before for a stage), or the path of a "
        "workbook, folder of CSV files, JSON document, Parquet folder, GraphML, UCINET or Pajek "
        "file, or a list that others made.",
        autocompletion=_complete_source,
    ),
]
Stage = Annotated[
    str | None,
    typer.Option("--stage", metavar="STAGE", help="Stage of a case: before, after, proposed …"),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="NAME", help="Format of SOURCE, to overrule its ending."),
]
Choices = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        "-O",
        metavar="NAME=VALUE",
        help="A choice that the format of SOURCE leaves: year=2018, nodes=people.csv, where=… "
        "May be given several times.",
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of messages and output.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")]
IdsOnly = Annotated[bool, typer.Option("--ids-only", help="Write ids in place of names.")]
Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", help="Thresholds, switched rules, accepted findings."),
]
Level = Literal["low", "medium", "high"]
