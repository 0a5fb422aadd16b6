"""``govgraph reform``: enact proposals on a structure and report what they change."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

import govgraph as gg
from govgraph.cli.command import USER_ERROR, command, output
from govgraph.cli.compare import report
from govgraph.cli.console import Output
from govgraph.cli.options import CHOICES, IDS_ONLY, KIND, OUT, QUIET, RULES, SOURCE, STAGE
from govgraph.cli.parameters import Argument, Option, flag
from govgraph.cli.settings import settings
from govgraph.cli.source import proposal_of, structure_of
from govgraph.text import Language

if TYPE_CHECKING:
    from govgraph.comparison.sensitivity import Sensitivity
    from govgraph.reforms.linting.context import Remark
    from govgraph.report.comparing.guarding import Guarded

PROPOSALS = Argument("proposals", metavar="PROPOSAL…", nargs=-1, required=True)
GUARDS = flag("guards", "--guards")
DRAWS = Option("draws", "--draws", metavar="N", type=click.IntRange(min=1), default=1000)
WORKERS = Option("workers", "--workers", metavar="N", type=int, default=-1)


@command(
    "reform",
    SOURCE,
    PROPOSALS,
    STAGE,
    KIND,
    CHOICES,
    OUT,
    RULES,
    GUARDS,
    DRAWS,
    WORKERS,
    IDS_ONLY,
    QUIET,
)
def reform(
    source: str,
    proposals: tuple[str, ...],
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    out: Path | None,
    rules: Path | None,
    guards: bool,
    draws: int,
    workers: int,
    ids_only: bool,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Enact proposals; write before, after, gains, costs and losers as one report."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    files = [proposal_of(proposal, source) for proposal in proposals]
    remarks = [gg.lint_file(file, structure) for file in files]
    show_remarks([remark for several in remarks for remark in several], console)
    if any(remark.severity == "error" for several in remarks for remark in several):
        console.fail(console.say("cli.not_enacted"))
        raise Exit(USER_ERROR)
    configuration = rules or settings().file
    given = [gg.read_proposal(file) for file in files]
    found = gg.compare(structure, *given, config=configuration)
    guarded: dict[str, Guarded] = {}
    ranked: tuple[Sensitivity, ...] = ()
    if guards:
        console.tell("cli.guarding", draws=f"{draws:,}")
        for one in found.options:
            guarded[one.name] = gg.guard(
                structure, one.proposal, config=configuration, draws=draws, workers=workers
            )
        ranked = _ranked(found, workers, console)
    said = {
        one.name: tuple(remark.render(console.lang) for remark in several)
        for one, several in zip(found.options, remarks, strict=True)
    }
    shown = " ".join(filter(None, (source, stage, *(file.name for file in files))))
    report(
        found,
        out,
        console,
        source=shown,
        ids_only=ids_only,
        remarks=said,
        guarded=guarded,
        ranked=ranked,
    )


def _ranked(
    found: "gg.comparison.result.Comparison", workers: int, console: Output
) -> "tuple[Sensitivity, ...]":
    """Vary the assumed numbers of several options, showing how far it is."""
    with console.counting("cli.varying") as progress:
        return gg.rank_by_goals(found, workers=workers, progress=progress)


def show_remarks(remarks: "list[Remark]", console: Output) -> None:
    """Write what a check of proposals says: errors to standard error, warnings as remarks."""
    for remark in remarks:
        if remark.severity == "error":
            console.fail(remark.render(console.lang))
        else:
            console.tell("cli.remark", style="yellow", text=remark.render(console.lang))
