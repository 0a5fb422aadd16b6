"""``govgraph measure``: the values of measures as a table."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Choices, Kind, Lang, Source, Stage
from govgraph.cli.source import structure_of
from govgraph.cli.tables import FORMS, Form

PerChoice = Literal["structure", "unit", "matter"]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]…", help="Measures (span.mean) or families (span); all if none."),
]
Per = Annotated[PerChoice, typer.Option("--per", help="What a row stands for.")]
Format = Annotated[Form, typer.Option("--format", help="Form of the table.")]


def measure(
    source: Source,
    names: Names = None,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    per: Per = "structure",
    form: Format = "table",
    lang: Lang = None,
) -> None:
    """Show the values of measures, with the reason where one is undefined."""
    console = output(lang)
    structure = structure_of(source, stage, kind, option)
    chosen = [known for name in names or () for known in _members(name, per)] or None
    frame = gg.measures.table(structure, chosen, per=per, lang=console.lang)
    FORMS[form](frame, console)


def _members(name: str, per: PerChoice) -> Iterator[str]:
    """Yield the measures of a family, or the name itself."""
    known = gg.measures.catalogue().values()
    family = [entry.name for entry in known if entry.family == name and entry.per == per]
    yield from family or [name]
