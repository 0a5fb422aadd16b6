"""What all measures of a shipped case take together, and its audit from a cold start."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import process_time

from samples import forgetful

import govgraph as gg
from govgraph.measures import catalogue, table
from govgraph.model.network import network
from govgraph.model.structure import Structure

CASES = ("q_county", "longgang")
#: The most expensive measures that are named.
NAMED = 3


def cases(runs: int) -> None:
    """Print one line for each case."""
    print("\n**All measures of a case, and its audit**\n")
    print(
        "| case | units | per structure, s | then per unit, s | then per matter, s"
        " | dearest by themselves, s | `govgraph audit`, cold, s |"
    )
    print("|---|--:|--:|--:|--:|---|--:|")
    with _compiled() as environment:
        for case in CASES:
            structure = gg.load(case)
            together = " | ".join(f"{spent:.2f}" for spent in _together(structure, runs))
            dearest = ", ".join(f"{name} {spent:.2f}" for spent, name in _alone(structure)[:NAMED])
            _audit(case, environment)
            cold = statistics.median(_audit(case, environment) for _ in range(runs))
            line = f"| {case} | {len(network(structure)):,} | {together} | {dearest} | {cold:.1f} |"
            print(line, flush=True)


def _together(structure: Structure, runs: int) -> Iterator[float]:
    """Seconds of all measures per structure, then per unit, then per matter."""
    spent: dict[str, list[float]] = {}
    for _ in range(runs):
        new = forgetful(structure)
        for per in ("structure", "unit", "matter"):
            begin = process_time()
            table(new, per=per)
            spent.setdefault(per, []).append(process_time() - begin)
    return map(statistics.median, spent.values())


def _alone(structure: Structure) -> list[tuple[float, str]]:
    """Seconds of every measure with nothing measured before, the dearest first."""
    found = []
    for name, one in catalogue().items():
        closed = one.limit is not None and one.limit < len(network(structure))
        if one.per in ("structure", "unit", "matter") and not closed:
            new = forgetful(structure)
            begin = process_time()
            table(new, [name], per=one.per)
            found.append((process_time() - begin, name))
    return sorted(found, reverse=True)


@contextmanager
def _compiled() -> Iterator[dict[str, str]]:
    """An environment in which Python keeps what it has compiled, as an installed package does."""
    with TemporaryDirectory() as folder:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        yield {**kept, "PYTHONPYCACHEPREFIX": folder}


def _audit(case: str, environment: dict[str, str]) -> float:
    """Processor's seconds of the whole command."""
    code = f"import sys; sys.argv = ['govgraph', 'audit', '{case}']; "
    code += "from govgraph.cli.main import main; main()"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
