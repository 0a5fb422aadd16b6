"""Compare every measure with networkx and its definition: ``python benchmarks/agreement.py``.

Each measure of the catalogue is taken of about ten thousand units of the country with drawn work,
and compared with its definition as the tests write it out and with networkx where that has it. A
definition that follows every pair or every subset of units is asked for smaller pieces first, and
for larger ones as long as it answers in time; there the loops that are compiled for large
structures are compared too. The exit code is 1 when any values differ or a measure is missing.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import argparse
import math
import multiprocessing
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
from agreement_sides import Side, sides
from agreement_work import country
from peers import TOLERANCE
from samples import Sample, forgetful, structure_sample

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import catalogue
from govgraph.measures.catalogue import Measure
from govgraph.model.structure import Structure

#: Units: pieces of the smaller country, the smaller country, and the one that the goal asks for.
PIECES, SMALL, LARGE = (7, 50, 250), 1_000, 10_000
#: Thresholds of loops that are compiled, and of counting by areas.
THRESHOLDS = ("LARGE", "MANY", "FROM")
#: Bytes that a definition may take.
MEMORY = 8 * 2**30
#: Seconds below which a time says nothing of growth.
LEAST = 0.005


@dataclass
class Line:
    """How far one comparison came.

    Attributes
    ----------
    units : int
        Units of the largest structure on which both were compared; 0 for none.
    apart : float
        Largest difference on any.
    some : bool
        Whether there was a value on any.
    """

    units: int = 0
    apart: float = 0.0
    some: bool = False

    def __str__(self) -> str:
        if not self.units:
            return "not in time"
        if not self.some:
            return f"{self.units:,}: both undefined"
        told = f"{self.apart:.0e}" if self.apart <= TOLERANCE else f"**{self.apart:.0e}**"
        return f"{self.units:,}: {'0' if self.apart == 0 else told}"


@cache
def whole(units: int) -> Structure:
    """The country with drawn work."""
    return country(units)


@cache
def given(units: int) -> tuple[Sample, Structure]:
    """A structure of about so many units, and graphs of it."""
    found = whole(units) if units >= SMALL else piece(whole(SMALL), units)
    return structure_sample(found, "the country"), found


def piece(structure: Structure, count: int) -> Structure:
    """Return the units next to the first county's government, and what concerns them alone."""
    ties = structure.relations[["source", "target"]].to_numpy(str)
    either = np.concatenate([ties, ties[:, ::-1]])
    around = pd.Series(either[:, 1]).groupby(either[:, 0]).agg(list)
    chosen = [structure.units.loc[structure.units["level"] == "county", "id"].iloc[0]]
    for unit in chosen:
        chosen += [other for other in dict.fromkeys(around[unit]) if other not in chosen]
        if len(chosen) >= count:
            break
    own, tables = set(chosen[:count]), {}
    for table in ("units", "relations", "duties", "powers", "posts"):
        frame = structure.table(table)
        ends = [name for name in ("id", "unit", "source", "target") if name in frame]
        tables[table] = frame[frame[ends].isin(own).all(axis=1)].reset_index(drop=True)
    return structure.replacing(structure.about, tables)


@contextmanager
def lowered() -> Iterator[None]:
    """Use what is compiled for large structures for small ones too."""
    places = [
        (module, name)
        for key, module in list(sys.modules.items())
        if key.startswith(("govgraph.kernels.", "govgraph.measures.")) and "compiled" not in key
        for name in THRESHOLDS
        if hasattr(module, name)
    ]
    patches = [patch.object(module, name, 1) for module, name in places]
    try:
        for one in patches:
            one.start()
        yield
    finally:
        for one in reversed(patches):
            one.stop()


def in_time(call: Callable[[], Any], most: float) -> tuple[Any, float]:
    """Return a value and the seconds it took; TimeoutError after too much time or memory."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(most),) * 2)
        begin = process_time()
        with suppress(MemoryError, ValueError):  # more cases than an array can hold
            sender.send((call(), process_time() - begin))

    process = fork.Process(target=work)
    process.start()
    sender.close()
    try:
        found: tuple[Any, float] = receiver.recv()
    except EOFError:
        raise TimeoutError from None
    finally:
        process.join()
    return found


def slow(side: Side, sample: Sample, structure: Structure, seconds: float) -> tuple[Any, float]:
    """Return the value of the slow side, and its seconds; those that share a search take none."""
    if side.shared:
        return side.value(sample, structure), 0.0
    return in_time(lambda: side.value(sample, structure), seconds)


def ours(side: Side, sample: Sample, structure: Structure) -> Any:  # noqa: ANN401 - any measure
    """Return a measure's value of a structure of which nothing is known; None without one."""
    try:
        return side.ours(sample, forgetful(structure))
    except UndefinedMeasureError:
        return None


def apart(side: Side, found: object, expected: object) -> float:
    """Return the difference of two values; infinite when one of them is missing."""
    if found is None or expected is None:
        return 0.0 if found is expected else math.inf
    listed = isinstance(found, pd.Series) and isinstance(expected, dict)
    if listed and side.title == "definition" and set(found.index) != set(expected):
        return math.inf
    return side.differ(found, expected)


def compare(measure: Measure, side: Side, seconds: float) -> Line:
    """Compare a measure on larger and larger structures, as long as the slow side keeps up."""
    line, times = Line(), dict[int, float]()
    for units in (*PIECES, SMALL, LARGE):
        sample, structure = given(units)
        n = len(structure.units)
        if expected_seconds(times, n) > seconds:
            break
        try:
            expected, spent = slow(side, sample, structure, seconds)
        except TimeoutError:
            break
        if units < LARGE:
            with lowered():
                found = ours(side, sample, structure)
        else:
            found = ours(side, sample, structure)
        gap = apart(side, found, expected)
        if gap > TOLERANCE:
            print(f"  {measure.name}: {side.title} differs at {n} units by {gap}", file=sys.stderr)
        line.units, line.apart = n, max(line.apart, gap)
        line.some |= expected is not None
        times[n] = max(spent, LEAST)
    return line


def expected_seconds(times: dict[int, float], units: int) -> float:
    """Return what a slow side will take, if its time goes on growing by the same power."""
    if len(times) < 2:  # noqa: PLR2004 - a line needs two points
        return 0.0
    (one, first), (two, second) = list(times.items())[-2:]
    power = max(1.0, math.log(second / first) / math.log(two / one))
    return second * (units / two) ** power


def main() -> int:
    """Print the table; return 1 when any values differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0, help="most for one slow value")
    parser.add_argument("--only", default="", help="measures whose name begins so")
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(
        f"`python benchmarks/agreement.py --seconds {options.seconds:g}`, {where}. A definition or "
        f"function that would take more than {options.seconds:g} s of the processor on a larger "
        "structure is compared on smaller ones alone.\n"
    )
    print("| measure | definition: units, difference | networkx: function, units, difference |")
    print("|---|---|---|")
    lines = []
    for measure in catalogue().values():
        if measure.per == "numbers" or not measure.name.startswith(options.only):
            continue
        cells = []
        for side in sides(measure):
            line = compare(measure, side, options.seconds)
            lines.append(line)
            title = side.title.removeprefix("networkx ")
            cells.append(str(line) if title == side.title else f"{title} {line}")
        print(f"| {measure.name} | {cells[0]} | {'; '.join(cells[1:])} |", flush=True)
    equal = all(line.units and line.apart <= TOLERANCE for line in lines)
    print("\nAll values agree." if equal else "\n**Some values differ or are missing.**")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
