"""``govgraph cases --check NAME``: the propositions of a case, put to many draws."""

from pathlib import Path

from click.exceptions import Exit

from govgraph.cases.checking import check_case, stages_of, write_stored
from govgraph.casework.answering import Execution
from govgraph.cli.command import INTERRUPTED
from govgraph.cli.console import Output
from govgraph.comparison.wording import Words
from govgraph.io.atomic import write_bytes, write_text
from govgraph.propositions.result import Checked
from govgraph.propositions.wording import Row, rows, words_of
from govgraph.report.csv_files import csv_bytes
from govgraph.report.propositions_figure import propositions_figure
from govgraph.text import say


def check_and_show(
    name: str, folder: Path, console: Output, *, draws: int, seed: int, workers: int
) -> None:
    """Check the propositions of a case, show the table, and write it with all draws.

    Parameters
    ----------
    name : str
        Name of the case.
    folder : Path
        Where files go: the table, the draws, and the store from which an interrupted check goes on.
    console : Output
        Where the table goes.
    draws, seed, workers : int
        As `govgraph.cases.checking.check_case` takes them.
    """
    store = folder / f"propositions-{name}.sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    with console.counting("cli.checking") as progress:
        execution = Execution(workers=workers, store=store, progress=progress)
        checked = check_case(name, draws=draws, seed=seed, execution=execution)
    if not checked.complete:
        done = f"{len(checked.effects):,}"
        console.fail(console.say("cli.check_interrupted", done=done, asked=draws, file=store))
        raise Exit(INTERRUPTED)
    words = words_of(stages_of(name), console.lang)
    found = rows(checked, words)
    _show(found, console)
    written = _write(found, checked, name, folder, words)
    console.tell("cli.written", folder=folder, files=", ".join(path.name for path in written))


def _show(found: list[Row], console: Output) -> None:
    columns = ("statement", "origin", "holds", "effect", "decides", "fails")
    table = console.table(*(f"propositions.column_{name}" for name in columns))
    table.show_lines = True
    for row in found:
        cells = (*row[:4], "\n".join(row.decides), row.fails)
        table.add_row(*cells)
    console.show(table)


def _write(
    found: list[Row], checked: Checked, name: str, folder: Path, words: Words
) -> tuple[Path, ...]:
    headings = [say(f"propositions.column_{column}", words.lang) for column in Row._fields]
    lines = [(*row[:4], "; ".join(row.decides), row.fails) for row in found]
    table = folder / f"propositions-{name}.csv"
    write_bytes(table, csv_bytes(headings, lines))
    draws = folder / f"propositions-{name}.parquet"
    write_stored(checked, name, draws)
    picture = folder / f"propositions-{name}.svg"
    write_text(picture, propositions_figure(checked, words))
    return table, draws, picture
