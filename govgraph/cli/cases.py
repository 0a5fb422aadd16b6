"""``govgraph cases``: what is shipped, and what is claimed of it."""

from pathlib import Path

import click

from govgraph.cases.case import find, names, proposals
from govgraph.cli.command import command, output
from govgraph.cli.completion import cases as complete
from govgraph.cli.options import OUT, QUIET
from govgraph.cli.parameters import Argument, Option
from govgraph.cli.settings import settings
from govgraph.text import Language

NAME = Argument("name", metavar="[NAME]", says="case", required=False, shell_complete=complete)


CHECK = Option("check", "--check", metavar="NAME", says="case_to_check", shell_complete=complete)
DRAWS = Option(
    "draws", "--draws", metavar="N", type=click.IntRange(min=1), default=1000, says="draws_to_check"
)
SEED = Option("seed", "--seed", metavar="N", type=int, default=0)
WORKERS = Option("workers", "--workers", metavar="N", type=int, default=-1, says="workers_to_check")


@command("cases", NAME, CHECK, DRAWS, SEED, WORKERS, OUT, QUIET)
def cases(
    name: str | None,
    *,
    check: str | None,
    draws: int,
    seed: int,
    workers: int,
    out: Path | None,
    quiet: bool,
    lang: Language | None,
) -> None:
    """List the shipped cases, describe one, or check what is claimed of it."""
    console = output(lang, quiet=quiet)
    if check is not None:
        from govgraph.cli.checking import check_and_show  # noqa: PLC0415 - loads pandas

        folder = out or settings().out
        check_and_show(check, folder, console, draws=draws, seed=seed, workers=workers)
        return
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
