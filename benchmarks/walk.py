"""Walk through the shipped cases by the command line: ``python benchmarks/walk.py [CASE …]``.

Every stage is loaded, audited, mapped in both layouts and simulated, every proposal is enacted on
the stage it is made for, and the stages of a case are compared, in both languages. A warning is an
error, and whatever reaches standard error is printed below the table. What is printed is Markdown;
``benchmarks/results/walk.md`` holds it. Each command is a process of its own.
"""

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from govgraph.cases.case import Case, find, proposals

CASES = ("q_county", "x_district", "w_county", "longgang", "jiangsu_wechat")
COMMANDS = ("load", "audit", "map", "reform", "simulate", "compare")
LANGUAGES = ("en", "zh")
#: Seconds within which each command is to answer on two cores.
LINE = 30
GOVGRAPH = (sys.executable, "-m", "govgraph.cli.main")


@dataclass(frozen=True)
class Walked:
    """A command that was run: what it took, and what it complained about."""

    case: str
    lang: str
    command: str
    arguments: tuple[str, ...]
    wall: float
    processor: float
    complaint: str


def commands(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kind of each command and its arguments."""
    stages = [f"{case.name}:{stage.name}" for stage in case.stages]
    for stage in stages:
        yield "load", ("validate", stage)
        yield "audit", ("audit", stage, "--out", "audit")
        yield "map", ("map", stage, "-o", "matrix.html")
        yield "map", ("map", stage, "--layout", "kuai", "-o", "kuai.html")
        yield "simulate", ("simulate", stage, "--out", "simulate")
    starts = {stage.proposal: stage.follows for stage in case.stages if stage.proposal}
    for proposal in proposals(case.name):
        start = starts.get(proposal, case.stages[0].name)
        yield "reform", ("reform", f"{case.name}:{start}", proposal, "--out", "reform")
    yield "compare", ("compare", *stages, "--out", "compare")


def walk(case: str, lang: str, folder: Path, environment: dict[str, str]) -> Iterator[Walked]:
    """Run every command of a case in one language."""
    for command, arguments in commands(find(case)):
        spoken = (*arguments, "--lang", lang)
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        done = subprocess.run(  # noqa: S603 - our own command
            [*GOVGRAPH, *spoken],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
        )
        wall, after = perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        failed = f"exit code {done.returncode}" if done.returncode else ""
        complaint = "\n".join(filter(None, (failed, done.stderr.strip())))
        yield Walked(case, lang, command, spoken, wall, processor, complaint)


@contextmanager
def strict() -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty folder and an environment: warnings are errors, compiled modules are kept."""
    with TemporaryDirectory() as cache, TemporaryDirectory() as folder:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        yield Path(folder), {**kept, "PYTHONPYCACHEPREFIX": cache, "PYTHONWARNINGS": "error"}


def line(case: str, lang: str, walked: list[Walked]) -> str:
    """Return a line of the table: for each command the slowest stage or proposal."""
    cells = []
    for command in COMMANDS:
        slowest = max((one for one in walked if one.command == command), key=lambda one: one.wall)
        shown = f"{slowest.wall:.1f} ({slowest.processor:.1f})"
        cells.append(shown if slowest.wall <= LINE else f"**{shown}**")
    return f"| {case} | {lang} | {' | '.join(cells)} | {len(walked)} |"


def main(names: list[str]) -> None:
    """Print the table, then what was complained about."""
    print(
        f"`python benchmarks/walk.py`, {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Seconds by the clock, in brackets of the processor, of the "
        f"slowest stage or proposal; more than {LINE} s in bold.\n"
    )
    print(f"| case | language | {' | '.join(COMMANDS)} | commands |")
    print(f"|---|---|{'--:|' * len(COMMANDS)}--:|")
    complained: list[Walked] = []
    with strict() as (folder, environment):
        subprocess.run([*GOVGRAPH, "--help"], env=environment, check=True, capture_output=True)  # noqa: S603 - our own command
        for case in names:
            for lang in LANGUAGES:
                walked = []
                for one in walk(case, lang, folder, environment):
                    walked.append(one)
                    shown = f"{one.wall:7.1f} {one.processor:7.1f}  {' '.join(one.arguments)}"
                    print(shown, one.complaint, file=sys.stderr, flush=True)
                complained += [one for one in walked if one.complaint]
                print(line(case, lang, walked), flush=True)
    for one in complained:
        print(f"\n`govgraph {' '.join(one.arguments)}`:\n\n```\n{one.complaint}\n```")
    print(f"\n{len(complained)} commands complained." if complained else "\nNone complained.")


if __name__ == "__main__":
    main(sys.argv[1:] or list(CASES))
