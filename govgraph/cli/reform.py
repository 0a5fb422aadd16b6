"""``govgraph reform``: enact proposals on a structure and report what they change."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import USER_ERROR, output
from govgraph.cli.compare import Out, report
from govgraph.cli.console import Output
from govgraph.cli.options import Choices, IdsOnly, Kind, Lang, Quiet, Rules, Source, Stage
from govgraph.cli.settings import settings
from govgraph.cli.source import structure_of
from govgraph.comparison.attribution import attribution
from govgraph.comparison.ordering import best_order
from govgraph.comparison.random_reforms import percentiles
from govgraph.comparison.transition import transition
from govgraph.reforms.linting.context import Remark
from govgraph.reforms.linting.run import lint_file
from govgraph.report.comparing.guarding import Guarded

Proposals = Annotated[
    list[Path], typer.Argument(metavar="PROPOSAL…", help="Proposal files, YAML or JSON.")
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
    remarks = [lint_file(proposal, structure) for proposal in proposals]
    show_remarks([remark for several in remarks for remark in several], console)
    if any(remark.severity == "error" for several in remarks for remark in several):
        console.fail(console.say("cli.not_enacted"))
        raise typer.Exit(USER_ERROR)
    configuration = rules or settings().file
    given = [gg.read_proposal(proposal) for proposal in proposals]
    found = gg.compare(structure, *given, config=configuration)
    guarded = {}
    if guards:
        console.tell("cli.guarding", draws=f"{draws:,}")
        for one in found.options:
            guarded[one.name] = _guarded(structure, one.proposal, configuration, draws, workers)
    said = {
        one.name: tuple(remark.render(console.lang) for remark in several)
        for one, several in zip(found.options, remarks, strict=True)
    }
    shown = " ".join(filter(None, (source, stage, *map(str, [p.name for p in proposals]))))
    report(found, out, console, source=shown, ids_only=ids_only, remarks=said, guarded=guarded)


def _guarded(
    structure: "gg.Structure",
    proposal: "gg.Proposal | None",
    configuration: Path | None,
    draws: int,
    workers: int,
) -> Guarded:
    """Set a proposal beside random ones, split its effect among its steps, walk its stages."""
    if proposal is None:
        return Guarded()
    try:
        among = percentiles(structure, proposal, draws=draws, workers=workers)
    except gg.UndefinedMeasureError:
        among = None
    return Guarded(
        among,
        attribution(structure, proposal, workers=workers),
        transition(structure, proposal, config=configuration),
        best_order(structure, proposal, config=configuration),
    )


def show_remarks(remarks: list[Remark], console: Output) -> None:
    """Write what a check of proposals says: errors to standard error, warnings as remarks."""
    for remark in remarks:
        if remark.severity == "error":
            console.fail(remark.render(console.lang))
        else:
            console.tell("cli.remark", style="yellow", text=remark.render(console.lang))
