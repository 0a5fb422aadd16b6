"""``govgraph reform``: enact proposals on a structure and report what they change."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

import govgraph as gg
from govgraph.cli.command import USER_ERROR, output
from govgraph.cli.compare import Out, report
from govgraph.cli.console import Output
from govgraph.cli.options import Choices, IdsOnly, Kind, Lang, Quiet, Rules, Source, Stage
from govgraph.cli.settings import settings
from govgraph.cli.source import proposal_of, structure_of

if TYPE_CHECKING:
    from govgraph.comparison.sensitivity import Sensitivity
    from govgraph.reforms.linting.context import Remark
    from govgraph.report.comparing.guarding import Guarded

Proposals = Annotated[
    list[str],
    typer.Argument(
        metavar="PROPOSAL…",
        help="Proposal files, YAML or JSON, or names of proposals that come with the case.",
    ),
]

GuardsFlag = Annotated[
    bool,
    typer.Option(
        "--guards",
        help="Also set gains beside random reforms, split them among steps, audit every stage.",
    ),
]
Draws = Annotated[
    int, typer.Option("--draws", metavar="N", min=1, help="Random reforms for --guards.")
]
Workers = Annotated[
    int, typer.Option("--workers", metavar="N", help="Processes for --guards; -1 for all cores.")
]


def reform(
    source: Source,
    proposals: Proposals,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    out: Out = None,
    rules: Rules = None,
    guards: GuardsFlag = False,
    draws: Draws = 1000,
    workers: Workers = -1,
    lang: Lang = None,
    ids_only: IdsOnly = False,
    quiet: Quiet = False,
) -> None:
    """Enact proposals; write before, after, gains, costs and losers as one report."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    files = [proposal_of(proposal, source) for proposal in proposals]
    remarks = [gg.lint_file(file, structure) for file in files]
    show_remarks([remark for several in remarks for remark in several], console)
    if any(remark.severity == "error" for several in remarks for remark in several):
        console.fail(console.say("cli.not_enacted"))
        raise typer.Exit(USER_ERROR)
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
    with Progress(console=console.err, transient=True, disable=console.quiet) as bar:
        task = bar.add_task(console.say("cli.varying"), total=None)
        return gg.rank_by_goals(
            found,
            workers=workers,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def show_remarks(remarks: "list[Remark]", console: Output) -> None:
    """Write what a check of proposals says: errors to standard error, warnings as remarks."""
    for remark in remarks:
        if remark.severity == "error":
            console.fail(remark.render(console.lang))
        else:
            console.tell("cli.remark", style="yellow", text=remark.render(console.lang))
