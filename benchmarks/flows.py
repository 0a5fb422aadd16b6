"""Flows of cases and the way to their end over the whole country: ``python benchmarks/flows.py``.

From every unit of the case ``china`` a case goes to a superior (0.35), to the next unit (0.15), or
ends (0.5); units without a superior end it all the more. Asked are how often each unit is visited
(Jackson 1957), the mean number of stops, and the probability of an end, each with its residual;
beside them SciPy's sparse factors. Times are those of the processor. What is printed is Markdown;
``benchmarks/results/flows.md`` holds it.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import math
import platform
import statistics
from collections.abc import Callable
from itertools import pairwise
from time import process_time

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, eye_array
from scipy.sparse.linalg import splu

from govgraph.casework.chains import Chain
from govgraph.cases.china.building import build
from govgraph.model.structure import Structure

SIZES: dict[str, int | None] = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "all": None}
UP, ASIDE, RUNS = 0.35, 0.15, 3


def chain(structure: Structure) -> Chain:
    """Return the way of a case through a structure."""
    arcs = structure.topology.arcs(["leads"])
    n = len(structure.units)
    first = np.unique(arcs.target, return_index=True)[1]
    lower, upper = arcs.target[first], arcs.source[first]
    node = np.arange(n)
    ends = (np.concatenate((lower, node[:-1])), np.concatenate((upper, node[1:])))
    chance = np.concatenate((np.full(len(lower), UP), np.full(n - 1, ASIDE)))
    steps = csr_array(coo_array((chance, ends), shape=(n, n)))
    left = 1 - np.asarray(steps.sum(axis=1)).ravel()
    return Chain(steps, csr_array(left[:, None]))


def timed(call: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    """Return the processor's seconds of a call, and what it gives."""
    begin = process_time()
    found = call()
    return process_time() - begin, found


def once(walk: Chain) -> dict[str, tuple[float, float]]:
    """Seconds and residual of each question."""
    ones, steps = np.ones(walk.n), walk.steps
    flows = timed(lambda: walk.flows(ones))
    times = timed(lambda: walk.times)
    ended = timed(lambda: walk.absorption)
    return {
        "flows": (flows[0], float(abs(ones + steps.T @ flows[1] - flows[1]).max())),
        "stops to the end": (times[0], float(abs(ones + steps @ times[1] - times[1]).max())),
        "ends": (ended[0], float(abs(ended[1].sum(axis=1) - 1).max())),
    }


def factors(walk: Chain) -> float:
    """Seconds that SciPy's factors take for the flows."""
    system = csc_array(eye_array(walk.n) - walk.steps)
    ones = np.ones(walk.n)
    return timed(lambda: splu(system, permc_spec="NATURAL").solve(ones, trans="T"))[0]


def main() -> None:
    """Print the table."""
    print(
        f"`python benchmarks/flows.py`, {platform.machine()}, Python {platform.python_version()}; "
        f"seconds of the processor, medians of {RUNS}; the residual in brackets.\n"
    )
    asked = ("flows", "stops to the end", "ends")
    print(f"| size | units | {' | '.join(asked)} | together | SciPy splu, flows alone | ratio |")
    print("|---|--:|" + "--:|" * (len(asked) + 3))
    together: dict[int, float] = {}
    for size, units in SIZES.items():
        structure = build(units=units).build()
        once(chain(structure))  # loads what is compiled
        runs = [once(chain(structure)) for _ in range(RUNS)]
        spent = {name: statistics.median(run[name][0] for run in runs) for name in asked}
        cells = [f"{spent[name]:.3g} ({max(run[name][1] for run in runs):.0e})" for name in asked]
        n, total, peer = len(structure.units), sum(spent.values()), factors(chain(structure))
        together[n] = total
        ratio = peer / spent["flows"]
        print(
            f"| {size} | {n:,} | {' | '.join(cells)} | {total:.3g} | {peer:.3g} | {ratio:.2g} |",
            flush=True,
        )
    powers = [
        f"{math.log(second / first) / math.log(two / one):.2f}"
        for (one, first), (two, second) in pairwise(together.items())
    ]
    print(f"\nGrowth with units, from size to size: {', '.join(powers)}. Goal: at most 1 s in all.")


if __name__ == "__main__":
    main()
