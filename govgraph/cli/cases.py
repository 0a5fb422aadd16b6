"""``govgraph cases``: what is shipped."""

from typing import Annotated

import typer

from govgraph.cases.case import find, names, proposals
from govgraph.cli.command import output
from govgraph.cli.options import Lang

Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="A case to describe.", autocompletion=names),
]


def cases(name: Name = None, *, lang: Lang = None) -> None:
    """List the shipped cases, or describe one."""
    console = output(lang)
    if name is not None:
        from govgraph.cases.describing import describe  # noqa: PLC0415 - loads pandas

        console.show(describe(name, console.lang))
        return
    table = console.table("cli.case", "cli.title", "cli.stages", "cli.proposals")
    for case in map(find, names()):
        stages = ", ".join(stage.name for stage in case.stages)
        shipped = ", ".join(proposals(case.name))
        table.add_row(case.name, case.title.label(console.lang), stages, shipped)
    console.show(table)
