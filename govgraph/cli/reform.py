"""``govgraph reform``: enact proposals on a structure and report what they change."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

import govgraph as gg
from govgraph.cli.command import INTERRUPTED, USER_ERROR, command, output
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
    looked = _guards(found, configuration, draws, workers, console) if guards else _Guards()
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
        guarded=looked.guarded,
        ranked=looked.ranked,
    )
    if looked.stopped:
        console.fail(console.say("cli.guards_interrupted"))
        raise Exit(INTERRUPTED)


@dataclass
class _Guards:
    """What was looked at beside the comparison, and whether the user stopped it."""

    guarded: "dict[str, Guarded]" = field(default_factory=dict)
    ranked: "tuple[Sensitivity, ...]" = ()
    stopped: bool = False


def _guards(
    found: "gg.comparison.result.Comparison",
    configuration: Path | None,
    draws: int,
    workers: int,
    console: Output,
) -> _Guards:
    """Guard every option, then vary assumed numbers, showing how far it is; Ctrl-C keeps all."""
    looked = _Guards()
    console.tell("cli.guarding", draws=f"{draws:,}")
    try:
        for one in found.options:
            with console.counting("cli.guarding_one", name=one.name) as progress:
                looked.guarded[one.name] = gg.guard(
                    found.before.structure,
                    one.proposal,
                    config=configuration,
                    draws=draws,
                    workers=workers,
                    progress=progress,
                )
        with console.counting("cli.varying") as progress:
            looked.ranked = gg.rank_by_goals(found, workers=workers, progress=progress)
    except KeyboardInterrupt:
        looked.stopped = True
    looked.stopped |= any(one.left for one in looked.ranked)
    return looked


def show_remarks(remarks: "list[Remark]", console: Output) -> None:
    """Write what a check of proposals says: errors to standard error, warnings as remarks."""
    for remark in remarks:
        if remark.severity == "error":
            console.fail(remark.render(console.lang))
        else:
            console.tell("cli.remark", style="yellow", text=remark.render(console.lang))
