"""One pair of the country, with route and who decides: ``python benchmarks/pairs.py``.

The lawful paths of a thousand pairs drawn at random of each size; the first one, which reads the
structure, stands apart, and so does what `govgraph.path` takes, which searches the plain path too.
Times are those of the processor. What is printed is Markdown;
``benchmarks/results/pairs.md`` holds it.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import platform
from collections.abc import Callable
from statistics import mean
from time import process_time

import numpy as np

import govgraph as gg
from govgraph.cases.china.building import build
from govgraph.measures.coordination import lawful
from govgraph.model.structure import Structure

SIZES: dict[str, int | None] = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "all": None}
PAIRS, BOTH, SEED = 1_000, 100, 0


def asked(call: Callable[..., object], structure: Structure, pair: list[str]) -> float:
    """Milliseconds that one pair takes."""
    begin = process_time()
    call(structure, *pair)
    return (process_time() - begin) * 1e3


def main() -> None:
    """Print the table."""
    print(
        f"`python benchmarks/pairs.py`, {platform.machine()}, Python {platform.python_version()}\n"
    )
    print(
        "| size | units | first pair, ms | others, mean, ms | slowest, ms | with the plain path |"
    )
    print("|---|--:|--:|--:|--:|--:|")
    for size, most in SIZES.items():
        structure = build(units=most).build()
        units = structure.units.loc[structure.units["kind"] != "public", "id"].to_numpy(str)
        drawn = np.random.default_rng(SEED).choice(units, (PAIRS + 1, 2))
        first, *others = (asked(lawful, structure, pair) for pair in drawn.tolist())
        _, *both = (asked(gg.path, structure, pair) for pair in drawn[:BOTH].tolist())
        cells = " | ".join(f"{one:.3g}" for one in (first, mean(others), max(others), mean(both)))
        print(f"| {size} | {len(structure.units):,} | {cells} |", flush=True)
    print("\nGoal: less than 1 ms.")


if __name__ == "__main__":
    main()
