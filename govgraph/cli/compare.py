"""``govgraph compare``: structures side by side, with a report."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.console import Output
from govgraph.cli.options import IDS_ONLY, OUT, QUIET, RULES
from govgraph.cli.parameters import Argument, Option
from govgraph.cli.settings import settings
from govgraph.cli.source import structure_of
from govgraph.errors import UserError
from govgraph.text import Language

if TYPE_CHECKING:
    from govgraph.comparison.sensitivity import Sensitivity
    from govgraph.report.comparing.guarding import Guarded

SOURCES = Argument("sources", metavar="SOURCE SOURCE…", nargs=-1, required=True)
STAGES = Option("stage", "--stage", metavar="STAGE", multiple=True, says="stages_to_compare")


@command("compare", SOURCES, STAGES, OUT, RULES, IDS_ONLY, QUIET)
def compare(
    sources: tuple[str, ...],
    stage: tuple[str, ...],
    out: Path | None,
    rules: Path | None,
    *,
    ids_only: bool,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Compare a structure with others; write what differs, gains, costs and losers."""
    console = output(lang, quiet=quiet)
    named = _staged(sources, stage)
    before, *others = [structure_of(one) for one in named]
    found = gg.compare(before, *others, config=rules or settings().file)
    report(found, out, console, source=" ".join(named), ids_only=ids_only)


def _staged(sources: Sequence[str], stages: Sequence[str]) -> Sequence[str]:
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
