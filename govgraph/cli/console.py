"""What a command writes to: language, loudness, colours, encodings."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govgraph.text import Language, say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

_WIDTH_OF_A_FILE = 160


@dataclass(frozen=True)
class Output:
    """Where a command speaks, and how.

    Attributes
    ----------
    lang : {"en", "zh"}
        Language of everything it says.
    quiet : bool
        Whether remarks are left out; results and errors are always shown.
    """

    lang: Language
    quiet: bool = False
    out: "Console" = field(default_factory=lambda: _console(stderr=False))
    err: "Console" = field(default_factory=lambda: _console(stderr=True))

    def say(self, key: str, **params: object) -> str:
        """Return a message in the chosen language."""
        return say(key, self.lang, **params)

    def tell(self, key: str, *, style: str = "", **params: object) -> None:
        """Write a remark."""
        from rich.text import Text  # noqa: PLC0415 - not for help

        if not self.quiet:
            self.out.print(Text(self.say(key, **params), style=style), soft_wrap=True)

    def show(self, result: "RenderableType") -> None:
        """Write a result."""
        self.out.print(result, soft_wrap=isinstance(result, str))

    def write(self, text: str) -> None:
        """Write a result as it stands, for other programs to read."""
        self.out.file.write(text if text.endswith("\n") else f"{text}\n")

    def fail(self, text: str) -> None:
        """Write an error to standard error."""
        self.err.print(text, style="red", soft_wrap=True)

    @contextmanager
    def working(self, key: str) -> Iterator[Callable[[int, int], None]]:
        """Show on a terminal's standard error what is being done, and how far it has come.

        What is yielded takes the number of steps done and of all; it need not be called.
        """
        label = self.say(key)
        if self.quiet or not self.err.is_terminal:
            yield lambda _done, _total: None
            return
        with self.err.status(label) as status:
            yield lambda done, total: status.update(f"{label} {done}/{total}")

    @contextmanager
    def counting(self, key: str, **params: object) -> Iterator[Callable[[int, int], None]]:
        """Show on standard error, as a bar, how much of a long work is done.

        What is yielded takes the number of steps done and of all.
        """
        from rich.progress import Progress  # noqa: PLC0415 - not for help

        quiet = self.quiet or not self.err.is_terminal
        with Progress(console=self.err, transient=True, disable=quiet) as bar:
            task = bar.add_task(self.say(key, **params), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def table(self, *headings: str, title: str = "") -> "Table":
        """Return an empty table with these message keys as headings."""
        from rich.table import Table  # noqa: PLC0415 - not for help

        table = Table(title=title or None, title_justify="left", header_style="bold")
        for heading in headings:
            table.add_column(self.say(heading), overflow="fold")
        return table


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console  # noqa: PLC0415 - not for help

    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_OF_A_FILE
    return console


def prepare_streams() -> None:
    """Make standard output and error hold any name: UTF-8, and never an encoding error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        narrow = os.name == "nt" or (stream.encoding or "").lower() in {"ascii", "latin-1"}
        reconfigure(encoding="utf-8" if narrow else None, errors="replace")
