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
from govgraph.reforms.linting.context import Remark
from govgraph.reforms.linting.run import lint_file

Proposals = Annotated[
    list[Path], typer.Argument(metavar="PROPOSAL…", help="Proposal files, YAML or JSON.")
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
    said = {
        one.name: tuple(remark.render(console.lang) for remark in several)
        for one, several in zip(found.options, remarks, strict=True)
    }
    shown = " ".join(filter(None, (source, stage, *map(str, [p.name for p in proposals]))))
    report(found, out, console, source=shown, ids_only=ids_only, remarks=said)


def show_remarks(remarks: list[Remark], console: Output) -> None:
    """Write what a check of proposals says: errors to standard error, warnings as remarks."""
    for remark in remarks:
        if remark.severity == "error":
            console.fail(remark.render(console.lang))
        else:
            console.tell("cli.remark", style="yellow", text=remark.render(console.lang))
