"""``govgraph simulate``: cases on their way through a structure, and through what is proposed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

import govgraph as gg
from govgraph.cli.command import INTERRUPTED, output
from govgraph.cli.compare import Out
from govgraph.cli.console import Output
from govgraph.cli.options import Choices, Kind, Lang, Quiet, Source, Stage
from govgraph.cli.settings import settings
from govgraph.cli.source import numbers_of, proposal_of, structure_of, workload_of

ProposalFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--proposal",
        metavar="FILE",
        help="A proposal to simulate beside SOURCE, a file or the name of one that comes with the "
        "case. May be given several times.",
    ),
]
Years = Annotated[float, typer.Option("--years", metavar="N", help="Years counted in each run.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Seed of all draws.")]
Runs = Annotated[int, typer.Option("--runs", metavar="N", min=1, help="Runs of each scenario.")]
Precision = Annotated[
    float | None,
    typer.Option(
        "--precision",
        metavar="P",
        help="Add runs until the interval of the mean time is within this part of the mean, such "
        "as 0.05.",
    ),
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Value of a parameter of case work, such as resolve=0.7. May be given several times.",
    ),
]


def simulate(
    source: Source,
    *,
    proposal: ProposalFiles = None,
    years: Years = 1.0,
    seed: Seed = 0,
    runs: Runs = 10,
    precision: Precision = None,
    value: Values = None,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    out: Out = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Simulate cases on their way through a structure; compare proposals under the same luck."""
    console = output(lang, quiet=quiet)
    before = structure_of(source, stage, kind, option)
    workload = workload_of(source, stage, before)
    structures = {"A": before}
    titles = {"A": before.about.label(console.lang)}
    for letter, one in zip("BCDEFGHIJKLMNOPQRSTUVWXYZ", proposal or [], strict=False):
        proposed = gg.read_proposal(proposal_of(one, source))
        structures[letter] = proposed.enact(before).structure
        titles[letter] = proposed.label(console.lang)
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
    with Progress(console=console.err, transient=True, disable=console.quiet) as bar:
        task = bar.add_task(console.say("cli.simulating"), total=None)
        return gg.simulate(
            structure,
            workload,
            parameters=parameters,
            plan=plan,
            seed=seed,
            workers=-1,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
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
        raise typer.Exit(INTERRUPTED)


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
