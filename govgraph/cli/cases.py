"""``govgraph cases``: what is shipped."""

from govgraph.cases.case import find, names, proposals
from govgraph.cli.command import command, output
from govgraph.cli.completion import cases as complete
from govgraph.cli.parameters import Argument
from govgraph.text import Language

NAME = Argument("name", metavar="[NAME]", says="case", required=False, shell_complete=complete)


@command("cases", NAME)
def cases(name: str | None, lang: Language | None) -> None:
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
