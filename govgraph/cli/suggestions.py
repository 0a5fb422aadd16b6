"""``govgraph audit --suggest``: reforms that would remove the findings, written as proposals."""

from pathlib import Path

from rich.progress import Progress

import govgraph as gg
from govgraph.cli.console import Output

#: Findings from which on all cores work; below, starting them takes longer than the work.
_MANY = 20
#: Suggestions that are shown; the files and the index hold all.
_SHOWN = 30


def write_and_show(found: "gg.Audit", folder: Path, console: Output) -> None:
    """Suggest reforms for an audit, write them into a folder and show the best of them."""
    with Progress(console=console.err, transient=True, disable=console.quiet) as bar:
        task = bar.add_task(console.say("cli.suggesting"), total=None)
        suggestions = gg.suggest(
            found,
            workers=-1 if len(found.findings) > _MANY else 1,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    gg.write_suggestions(suggestions, folder, lang=console.lang)
    if not console.quiet:
        _show(suggestions, console)
    console.tell("cli.suggested", folder=folder, count=len(suggestions.items))


def _show(suggestions: "gg.search.result.Suggestions", console: Output) -> None:
    columns = ("number", "code", "steps", "verdict")
    table = console.table(*(f"search.column_{name}" for name in columns))
    for one in suggestions.best[:_SHOWN]:
        words = one.steps_in_words[console.lang], one.verdict(console.lang)
        table.add_row(str(one.number), one.code, *words)
    if table.row_count:
        console.show(table)
    console.show(suggestions.summary(console.lang))
