"""``govgraph audit --suggest``: reforms that would remove the findings, written as proposals."""

from pathlib import Path

import govgraph as gg
from govgraph.cli.console import Output

#: Findings from which on all cores work; below, starting them takes longer than the work.
_MANY = 20
#: Suggestions that are shown; the files and the index hold all.
_SHOWN = 30


def suggested(found: "gg.Audit", console: Output) -> "gg.search.result.Suggestions":
    """Suggest reforms for an audit, showing how far it is; an interrupt keeps what was found."""
    with console.counting("cli.suggesting") as progress:
        workers = -1 if len(found.findings) > _MANY else 1
        return gg.suggest(found, workers=workers, progress=progress)


def write_and_show(
    suggestions: "gg.search.result.Suggestions", folder: Path, console: Output
) -> None:
    """Write suggestions into a folder and show the best of them."""
    gg.write_suggestions(suggestions, folder, lang=console.lang)
    if not console.quiet:
        _show(suggestions, console)
    console.tell("cli.suggested", folder=folder, count=len(suggestions.items))
    if suggestions.interrupted:
        console.tell("cli.suggesting_stopped", style="yellow", left=suggestions.left)


def _show(suggestions: "gg.search.result.Suggestions", console: Output) -> None:
    columns = ("number", "code", "steps", "verdict")
    table = console.table(*(f"search.column_{name}" for name in columns))
    for one in suggestions.best[:_SHOWN]:
        words = one.steps_in_words[console.lang], one.verdict(console.lang)
        table.add_row(str(one.number), one.code, *words)
    if table.row_count:
        console.show(table)
    console.show(suggestions.summary(console.lang))
