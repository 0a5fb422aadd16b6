"""``govgraph simulate``: cases on their way through a structure, and through what is proposed."""

from pathlib import Path

import click
from click.exceptions import Exit

import govgraph as gg
from govgraph.cli.command import INTERRUPTED, command, output
from govgraph.cli.console import Output
from govgraph.cli.options import OUT, QUIET, STRUCTURE
from govgraph.cli.parameters import Option
from govgraph.cli.settings import settings
from govgraph.cli.source import numbers_of, proposal_of, structure_of, workload_of
from govgraph.text import Language

PROPOSALS = Option(
    "proposal", "--proposal", metavar="FILE", multiple=True, says="proposals_to_simulate"
)
#: Runs by default, and of many cases: each of these runs tells the mean more exactly.
_RUNS, _FEW_RUNS, _MANY_CASES = 10, 5, 200_000

YEARS = Option("years", "--years", metavar="N", type=float, default=1.0)
SEED = Option("seed", "--seed", metavar="N", type=int, default=0)
RUNS = Option("runs", "--runs", metavar="N", type=click.IntRange(min=1))
PRECISION = Option("precision", "--precision", metavar="P", type=float)
VALUES = Option("value", "--set", metavar="NAME=VALUE", multiple=True, says="parameter")


@command(
    "simulate",
    *STRUCTURE,
    PROPOSALS,
    YEARS,
    SEED,
    RUNS,
    PRECISION,
    VALUES,
    OUT,
    QUIET,
)
def simulate(
    source: str,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    proposal: tuple[str, ...],
    years: float,
    seed: int,
    runs: int | None,
    precision: float | None,
    value: tuple[str, ...],
    out: Path | None,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Simulate cases on their way through a structure; compare proposals under the same luck."""
    console = output(lang, quiet=quiet)
    before = structure_of(source, stage, kind, option)
    workload = workload_of(source, stage, before)
    structures = {"A": before}
    titles = {"A": before.about.label(console.lang)}
    for letter, one in zip("BCDEFGHIJKLMNOPQRSTUVWXYZ", proposal, strict=False):
        proposed = gg.read_proposal(proposal_of(one, source))
        structures[letter] = proposed.enact(before).structure
        titles[letter] = proposed.label(console.lang)
    runs = runs or (_RUNS if before.demand["cases"].sum() * years <= _MANY_CASES else _FEW_RUNS)
    plan = gg.casework.Plan(years=years, replications=runs, precision=precision)
    works: dict[str, gg.casework.CaseWork] = {}
    for letter, structure in structures.items():
        works[letter] = _simulated(structure, workload, plan, seed, numbers_of(value), console)
        if works[letter].simulation.interrupted:
            break
    _report(works, titles, out or settings().out, console, source)


def _simulated(
    structure: "gg.Structure",
    workload: "gg.Workload | None",
    plan: "gg.casework.Plan",
    seed: int,
    parameters: dict[str, float],
    console: Output,
) -> "gg.casework.CaseWork":
    with console.counting("cli.simulating") as progress:
        return gg.simulate(
            structure,
            workload,
            parameters=parameters,
            plan=plan,
            seed=seed,
            workers=-1,
            progress=progress,
        )


def _report(
    works: "dict[str, gg.casework.CaseWork]",
    titles: dict[str, str],
    folder: Path,
    console: Output,
    source: str,
) -> None:
    written = gg.write_simulation(
        works, folder, lang=console.lang, titles=titles, options={"source": source}
    )
    if not console.quiet:
        _show(works, console)
    files = ", ".join(path.relative_to(folder).as_posix() for path in written)
    console.tell("cli.written", folder=folder, files=files)
    console.tell("cli.open", style="bold green", file=(folder / "simulate.html").resolve())
    if any(work.simulation.interrupted for work in works.values()):
        console.fail(console.say("cli.simulation_interrupted"))
        raise Exit(INTERRUPTED)


def _show(works: "dict[str, gg.casework.CaseWork]", console: Output) -> None:
    from govgraph.report.simulating.outcomes import shown  # noqa: PLC0415 - not for help

    table = console.table("cli.measure")
    for letter in works:
        table.add_column(letter, justify="right")
    for measure in ("settled", "time", "hand_offs", "visits", "places", "returns"):
        title = console.say(f"simulate_page.measure_{measure}")
        found = [work.simulation.estimate(measure) for work in works.values()]
        table.add_row(title, *(shown(measure, one, console.lang) for one in found))
    console.show(table)
    for letter, work in works.items():
        for finding in work.findings:
            sentence = finding.sentence(console.lang, work.structure)
            console.tell("cli.jam", style="yellow", scenario=letter, sentence=sentence)
