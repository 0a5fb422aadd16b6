"""``govgraph audit``: judge a structure by every rule and write the report."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import FINDINGS, output
from govgraph.cli.console import Output
from govgraph.cli.options import Choices, IdsOnly, Kind, Lang, Level, Quiet, Rules, Source, Stage
from govgraph.cli.settings import LEVELS, settings
from govgraph.cli.source import structure_of
from govgraph.cli.suggestions import suggested, write_and_show

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the report. [default: govgraph-report]"),
]
Suggest = Annotated[
    bool,
    typer.Option("--suggest", help="Write proposals that would remove the findings, with costs."),
]
FailOn = Annotated[
    Level | None,
    typer.Option("--fail-on", help="Exit with 1 when a finding is at least this severe."),
]


def audit(
    source: Source,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    out: Out = None,
    fail_on: FailOn = None,
    rules: Rules = None,
    suggest: Suggest = False,
    lang: Lang = None,
    ids_only: IdsOnly = False,
    quiet: Quiet = False,
) -> None:
    """Judge a structure by every rule; write report, map and tables."""
    console, defaults = output(lang, quiet=quiet), settings()
    configuration = rules or defaults.file
    with console.working("progress.loading"):
        structure = structure_of(source, stage, kind, option)
    with console.working("progress.judging") as progress:
        found = gg.audit(structure, configuration, progress=progress)
    folder = out or defaults.out
    options = {"source": " ".join(filter(None, (source, stage, kind, *(option or []))))}
    if configuration is not None:
        options["configuration"] = configuration.name
    suggestions = None
    if suggest:
        shown = gg.audit(gg.without_names(structure), configuration) if ids_only else found
        suggestions = suggested(shown, console)
    with console.working("progress.measuring"):
        written = gg.write_report(
            found,
            folder,
            lang=console.lang,
            ids_only=ids_only,
            options=options,
            suggestions=suggestions,
        )
    if not quiet:
        _summarise(found, console)
    console.tell("cli.written", folder=folder, files=_names(written, folder))
    console.tell("cli.open", style="bold green", file=(folder / "audit.html").resolve())
    if suggestions:
        write_and_show(suggestions, folder / "suggestions", console)
    level = fail_on or defaults.fail_on
    if level and any(f.severity in LEVELS[LEVELS.index(level) :] for f in found.findings):
        raise typer.Exit(FINDINGS)


def _summarise(found: "gg.Audit", console: Output) -> None:
    console.show(found.structure.summary(console.lang))
    table = console.table("cli.severity", "cli.rule", "cli.problem", "cli.findings")
    for severity in reversed(LEVELS):
        for result in found.results:
            count = sum(f.severity == severity and not f.accepted for f in result.findings)
            if count:
                title = result.rule.wording(console.lang).title
                table.add_row(console.say(f"cli.{severity}"), result.rule.code, title, f"{count:,}")
    if table.row_count:
        console.show(table)
    outcomes = [result.outcome for result in found.results]
    console.tell(
        "cli.tally",
        findings=len(found.findings),
        rules=len(outcomes),
        passed=outcomes.count("pass"),
        skipped=outcomes.count("not_applicable"),
        accepted=len(found.accepted),
    )


def _names(written: list[Path], folder: Path) -> str:
    return ", ".join(path.relative_to(folder).as_posix() for path in written)
