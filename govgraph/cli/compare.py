"""``govgraph compare``: structures side by side, with a report."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.console import Output
from govgraph.cli.options import IdsOnly, Lang, Quiet, Rules
from govgraph.cli.settings import settings
from govgraph.cli.source import structure_of
from govgraph.errors import UserError

if TYPE_CHECKING:
    from govgraph.comparison.sensitivity import Sensitivity
    from govgraph.report.comparing.guarding import Guarded

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE SOURCE…",
        help="Cases or paths, the structure as it is first; q_county:before is a stage of a case.",
    ),
]
Stages = Annotated[
    list[str] | None,
    typer.Option("--stage", metavar="STAGE", help="Stages of one case, the first one before."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the report. [default: govgraph-report]"),
]


def compare(
    sources: Sources,
    *,
    stage: Stages = None,
    out: Out = None,
    rules: Rules = None,
    lang: Lang = None,
    ids_only: IdsOnly = False,
    quiet: Quiet = False,
) -> None:
    """Compare a structure with others; write what differs, gains, costs and losers."""
    console = output(lang, quiet=quiet)
    named = _staged(sources, stage or [])
    before, *others = [structure_of(one) for one in named]
    found = gg.compare(before, *others, config=rules or settings().file)
    report(found, out, console, source=" ".join(named), ids_only=ids_only)


def _staged(sources: list[str], stages: list[str]) -> list[str]:
    """Return sources, one for each stage where stages of one case are asked for."""
    if not stages:
        return sources
    if len(sources) > 1:
        raise UserError("cli.stages_of_one", sources=" ".join(sources))
    return [f"{sources[0]}:{stage}" for stage in stages]


def report(
    found: "gg.comparison.result.Comparison",
    out: Path | None,
    console: Output,
    *,
    source: str,
    ids_only: bool,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    guarded: "Mapping[str, Guarded] | None" = None,
    ranked: "Sequence[Sensitivity]" = (),
) -> None:
    """Write a comparison's report and say how it came out and where it stands."""
    folder = out or settings().out
    written = gg.write_comparison(
        found,
        folder,
        lang=console.lang,
        ids_only=ids_only,
        options={"source": source},
        remarks=remarks,
        guarded=guarded,
        ranked=ranked,
    )
    if not console.quiet:
        console.show(found.summary(console.lang))
        _goals(found, console)
    files = ", ".join(path.relative_to(folder).as_posix() for path in written)
    console.tell("cli.written", folder=folder, files=files)
    console.tell("cli.open", style="bold green", file=(folder / "compare.html").resolve())
    if not guarded and any(one.proposal for one in found.options):
        console.tell("cli.unguarded")


def _goals(found: "gg.comparison.result.Comparison", console: Output) -> None:
    if found.goals.empty:
        return
    table = console.table("cli.goal", "cli.option", "cli.before", "cli.after", "cli.met")
    for goal in found.goals.to_dict(orient="records"):
        met = console.say("comparison.yes" if goal["met"] else "comparison.no")
        values = (f"{goal[side]:.4g}" for side in ("before", "value"))
        table.add_row(str(goal["goal"]), str(goal["option"]), *values, met)
    console.show(table)
