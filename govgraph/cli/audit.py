"""``govgraph audit``: judge a structure by every rule and write the report."""

from pathlib import Path
from typing import get_args

import click
from click.exceptions import Exit

import govgraph as gg
from govgraph.cli.command import FINDINGS, command, output
from govgraph.cli.console import Output
from govgraph.cli.options import IDS_ONLY, OUT, QUIET, RULES, STRUCTURE, Level
from govgraph.cli.parameters import Option, flag
from govgraph.cli.settings import LEVELS, settings
from govgraph.cli.source import structure_of
from govgraph.cli.suggestions import suggested, write_and_show
from govgraph.text import Language

FAIL_ON = Option("fail_on", "--fail-on", type=click.Choice(get_args(Level)))
SUGGEST = flag("suggest", "--suggest")


@command("audit", *STRUCTURE, OUT, FAIL_ON, RULES, SUGGEST, IDS_ONLY, QUIET)
def audit(
    source: str,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    out: Path | None,
    fail_on: Level | None,
    rules: Path | None,
    suggest: bool,
    ids_only: bool,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Judge a structure by every rule; write report, map and tables."""
    console, defaults = output(lang, quiet=quiet), settings()
    configuration = rules or defaults.file
    with console.working("progress.loading"):
        structure = structure_of(source, stage, kind, option)
    with console.working("progress.judging") as progress:
        found = gg.audit(structure, configuration, progress=progress)
    folder = out or defaults.out
    options = {"source": " ".join(filter(None, (source, stage, kind, *option)))}
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
        raise Exit(FINDINGS)


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
