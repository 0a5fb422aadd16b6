"""Measure govgraph beside networkx: ``python benchmarks/measures.py [--units 2000] [--runs 3]``.

Every measure that networkx has too is taken of a random organisation and of a real one, and the
values are compared. Times are those of the processor, on one thread, the two sides in turn; what
it takes to convert a graph of networkx stands apart. The exit code is 1 when any values differ.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import argparse
import platform
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from time import process_time
from typing import Any

import networkx as nx
import numpy as np
import scipy
from cases import cases
from peers import ROWS, TOLERANCE, Row
from samples import Sample, random_sample, real_sample

from govgraph.model.network import network

#: A run calls again until this many seconds have passed.
LEAST = 0.02
#: Calls of networkx that take longer are made once.
SLOW = 2.0

Side = Callable[[], tuple[float, Any]]


@dataclass(frozen=True)
class Timed:
    """Seconds of both sides and their last values."""

    ours: list[float]
    theirs: list[float]
    values: tuple[Any, Any]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours) / statistics.median(self.theirs)


def seconds(call: Callable[[Any], Any], fresh: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of one call, the mean of as many as take `LEAST`, and its value."""
    spent, calls, value = 0.0, 0, None
    while spent < LEAST:
        several = [fresh() for _ in range(2 * calls + 1)]
        begin = process_time()
        for given in several:
            value = call(given)
        spent += process_time() - begin
        calls += len(several)
    return spent / calls, value


def in_turn(ours: Side, theirs: Side, runs: int) -> Timed:
    """Time both sides one after the other, a slow peer once."""
    own, peer, values = [], [], (None, None)
    for _ in range(runs):
        first, value = ours()
        own.append(first)
        if not peer or peer[0] < SLOW:
            second, other = theirs()
            peer.append(second)
            values = value, other
    return Timed(own, peer, values)


def timed(row: Row, sample: Sample, runs: int) -> Timed:
    """Time a measure and its peer of one organisation."""
    module, _, name = row.measure.partition(".")
    function = getattr(import_module(f"govgraph.measures.{module}"), name)
    convention = signature(function).parameters.get("relations")
    relations = convention.default if convention else ("leads",)
    function = partial(function, **row.options(sample))
    graph = sample.graph(row.ties, relations)
    pairs = sample.pairs(row.pairs)
    ours, theirs = _over(function, pairs), _over(row.peer, pairs)
    return in_turn(
        lambda: seconds(ours, lambda: sample.fresh(row.ties, relations)),
        lambda: seconds(theirs, lambda: graph),
        runs,
    )


def _over(function: Callable[..., Any], pairs: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """The function of a whole graph, or of pairs of its units one after the other."""
    if not pairs:
        return function
    return lambda graph: [function(graph, *pair) for pair in pairs]


def show(row: Row, found: Timed) -> bool:
    """Print a line of the table; return whether the values are equal."""
    apart = row.differ(*found.values)
    equal = apart <= TOLERANCE
    pairs = f", {row.pairs} pairs" if row.pairs > 1 else ", one pair" if row.pairs else ""
    once = " (once)" if len(found.theirs) < len(found.ours) else ""
    times = (f"{statistics.median(side) * 1e3:,.2f}" for side in (found.ours, found.theirs))
    ours, theirs = times
    met = "yes" if found.ratio <= row.line else "**no**"
    print(
        f"| {row.measure}{pairs} | {ours} | {row.peer_title} | {theirs}{once} |"
        f" {found.ratio:.1%} | ≤ {row.line:.0%} | {met} |"
        f" {f'{apart:.0e}' if equal else '**differs**'} |",
        flush=True,
    )
    return equal


def compare(sample: Sample, rows: list[Row], runs: int) -> bool:
    """Print the table of one organisation; return whether all values are equal."""
    print(f"\n**{sample.title[0].upper()}{sample.title[1:]}**\n")
    print("| measure | govgraph, ms | networkx | ms | ratio | line | met | difference |")
    print("|---|--:|---|--:|--:|--:|---|--:|")
    equal = True
    for row in rows:
        equal &= show(row, timed(row, sample, runs))
    return equal


def convert(sample: Sample, runs: int) -> None:
    """Print what it takes to read the graph."""
    graph = sample.graph("any", None)
    found = in_turn(
        lambda: seconds(lambda given: network(given).simple(), lambda: graph),
        lambda: seconds(nx.to_scipy_sparse_array, lambda: graph),
        runs,
    )
    ours, theirs = (f"{statistics.median(side) * 1e3:,.2f}" for side in (found.ours, found.theirs))
    print(
        f"\nReading this graph from networkx, once for all measures, takes {ours} ms;"
        f" networkx turns it into a sparse matrix in {theirs} ms."
    )


def machine() -> str:
    """Return what the figures were taken on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    versions = ", ".join(f"{one.__name__} {one.__version__}" for one in (nx, np, scipy))
    processor = f"{names[0]}, " if names else ""
    return (
        f"{processor}{platform.machine()}, Python {platform.python_version()}, {versions};"
        " one thread (OMP_NUM_THREADS=1)"
    )


def main() -> int:
    """Print the tables; return 1 when any values differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="measures whose name begins so")
    given = parser.parse_args()
    rows = tuple(row for row in ROWS if row.measure.startswith(given.only))
    command = f"python benchmarks/measures.py --units {given.units} --runs {given.runs}"
    print(f"`{command}`, {machine()}.")
    equal = True
    for sample in (random_sample(given.units), real_sample("longgang", "2018")):
        real = isinstance(sample.division, str)
        equal &= compare(sample, [row for row in rows if not (real and row.plain)], given.runs)
        convert(sample, given.runs)
    if not given.only:
        cases(given.runs)
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
