"""Run a command of a page in the folder of that page, as its reader would in a checkout."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What the first word of a command stands for.
PROGRAMS = {
    "govgraph": [sys.executable, "-m", "govgraph.cli.main"],
    "python": [sys.executable],
    "diff": ["diff"],
}
#: Lines of tables in letters that are one column wide in every font, also beside Chinese.
RULES = str.maketrans(
    {
        letter: plain
        for letters, plain in (("┃│", "|"), ("━─", "-"), ("┏┳┓┡╇┩├┼┤└┴┘", "+"))
        for letter in letters
    }
)
#: Settings of whoever builds the pages that must not show in them.
OWN = ("GOVGRAPH_LANG", "NO_COLOR", "FORCE_COLOR", "TERM")


@dataclass(frozen=True)
class Ran:
    """A command that was run: how it ended, what it printed, how long it took."""

    command: str
    status: int
    output: str
    seconds: float

    def lines(self) -> list[str]:
        """Return the command and the lines that it printed, without empty ones."""
        printed = self.output.translate(RULES).splitlines()
        return [f"$ {self.command}", *filter(str.strip, printed)]


def workplace(folder: Path) -> None:
    """Make an empty folder with the examples of the checkout in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.joinpath("examples").symlink_to(ROOT / "examples")


def run(command: str, folder: Path) -> Ran:
    """Run a command in a folder; both streams come in the order in which they were written."""
    first, *arguments = shlex.split(command)
    environment = {name: value for name, value in os.environ.items() if name not in OWN}
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - commands of our own pages
        [*PROGRAMS[first], *arguments],
        cwd=folder,
        env=environment | {"COLUMNS": "80", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout.replace(f"{folder.resolve()}{os.sep}", "")
    return Ran(command, done.returncode, printed, time.perf_counter() - begin)
