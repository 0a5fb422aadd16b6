"""What was asked of speed and memory, and what was measured: ``python benchmarks/goals.py``.

Reads the tables of ``benchmarks/results``, which the other scripts print, so that no number is
written twice. Where a goal was not reached the reason stands in the last column.
``benchmarks/results/goals.md`` holds what is printed.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent / "results"
NUMBER = re.compile(r"[\d,]*\.?\d+(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Goal:
    """One number that was asked for.

    Attributes
    ----------
    name, title : str
        Which one, and what it is about.
    file, row, column : str, tuple of str, str
        The results, words that its line has, and the heading of its column.
    bound : {"least", "most"}
        Whether it is to be at least so large, or at most.
    asked : float
        How large.
    place : int
        Which number of the cell.
    reason : str
        Why it is not reached, where it is not.
    """

    name: str
    title: str
    file: str
    row: tuple[str, ...]
    column: str
    bound: Literal["least", "most"]
    asked: float
    place: int = 0
    reason: str = ""


COUNTRY, GROWTH, THOUSAND = "nation", "100k → all", 1_000
#: Units of the last two sizes, and by which power n log n grows between them.
SMALLER, LARGER = 100_000, 1_170_556
QUASILINEAR = 1 + math.log(math.log(LARGER) / math.log(SMALLER)) / math.log(LARGER / SMALLER)
BUSY = "SimPy and Ciw run twice as fast on this machine as on the one that the goal was set on"
GOALS = (
    Goal(
        "P1",
        "exact distances of all pairs of the country: networkx on 10k, ×",
        COUNTRY,
        ("exact distances of the whole country",),
        "measured",
        "least",
        15,
        reason="networkx is run once, and takes a third more in some runs than in others",
    ),
    Goal(
        "P2",
        "the same lawfully: plain ones, ×",
        COUNTRY,
        ("lawful distances of the",),
        "measured",
        "least",
        1,
    ),
    Goal("P2", "one pair with its route, ms", "pairs", ("all",), "others, mean", "most", 1),
    Goal(
        "P3",
        "10k: networkx, ×",
        COUNTRY,
        ("exact distances of 10k: networkx",),
        "measured",
        "least",
        2_500,
    ),
    Goal(
        "P3",
        "10k: igraph, ×",
        COUNTRY,
        ("exact distances of 10k: igraph",),
        "measured",
        "least",
        60,
    ),
    Goal(
        "P3",
        "10k: networkit's approximation, ×",
        COUNTRY,
        ("networkit's approximation",),
        "measured",
        "least",
        1,
    ),
    Goal("P4", "100k: igraph, scaled, ×", COUNTRY, ("scaled from",), "measured", "least", 500),
    Goal(
        "P5",
        "1,000 proposals on 1k: of one networkx path length",
        "screening",
        ("1,158", "1,000, eight steps each"),
        "ratio",
        "most",
        3,
    ),
    Goal(
        "P5",
        "1,000 proposals on 10k: of one networkx path length",
        "screening",
        ("10,034", "1,000, eight steps each"),
        "ratio",
        "most",
        1,
    ),
    *(
        Goal(
            "P6",
            f"{what} of the country: {beside} on 1k, ×",
            COUNTRY,
            (f"{row} of the whole country",),
            "measured",
            "least",
            1,
        )
        for what, row, beside in (
            ("reaching centrality", "global reaching centrality", "networkx"),
            ("Krackhardt's hierarchy", "Krackhardt's hierarchy", "networkx"),
            ("least upper boundedness", "least upper boundedness", "the definition"),
            ("trophic levels", "trophic levels (Levine)", "networkx"),
        )
    ),
    Goal(
        "P7",
        "50 units: SimPy, ×",
        "casework",
        ("50", "SimPy"),
        "is × faster",
        "least",
        100,
        reason=BUSY,
    ),
    Goal(
        "P7",
        "50 units: Ciw, ×",
        "casework",
        ("50", "Ciw"),
        "is × faster",
        "least",
        1_000,
        reason=BUSY,
    ),
    Goal("P7", "1,000 units: Ciw, ×", "casework", ("1,000", "Ciw"), "is × faster", "least", 10_000),
    Goal("P7", "everything on: × slower", "casework", ("everything on",), "× slower", "most", 3),
    Goal("P8", "flows, stops, ends of the country, s", "flows", ("all",), "together", "most", 1),
    Goal("P8", "residual of the flows", "flows", ("all",), "flows", "most", 1e-10, 1),
    Goal("P9", "bytes per relation", "china", ("all",), "bytes per relation", "most", 50),
    Goal("P9", "audit of the country, s by the clock", "china", ("all",), "audit s", "most", 60),
    Goal("P9", "audit of the country, peak MB", "china", ("all",), "audit peak", "most", 4_096),
    Goal("P9", "its report opens in a browser, s", "china", ("all",), "page opened", "most", 5),
    Goal(
        "P10",
        "`--help`, of a bare interpreter",
        "run",
        ("govgraph --help",),
        "ours / peer",
        "most",
        10,
    ),
    Goal(
        "P10", "import, of that of numpy", "run", ("import govgraph",), "ours / peer", "most", 1.5
    ),
    Goal("P10", "audit of q_county, cold, s", "measures", ("q_county",), "cold", "most", 5),
    Goal("P10", "audit of longgang, cold, s", "measures", ("longgang",), "cold", "most", 10),
    Goal(
        "P11",
        "betweenness of 10k: igraph, ×",
        COUNTRY,
        ("betweenness of 10k",),
        "measured",
        "least",
        1,
    ),
)


@cache
def lines(file: str) -> list[dict[str, str]]:
    """Return the lines of all tables of a file, each by the headings of its table."""
    path, found, headings = FOLDER / f"{file}.md", list[dict[str, str]](), list[str]()
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
        if not text.startswith("|"):
            headings = []
        elif not headings:
            headings = cells
        elif not set(text) <= set("|-: "):
            found.append(dict(zip(headings, cells, strict=True)))
    return found


def measured(goal: Goal) -> float | None:
    """Return the number that was measured; None where the results have none."""
    for line in lines(goal.file):
        column = next((name for name in line if goal.column in name), None)
        if column and all(_has(line, word) for word in goal.row):
            numbers = NUMBER.findall(line[column])
            if len(numbers) > goal.place:
                return float(numbers[goal.place].replace(",", ""))
    return None


def _has(line: dict[str, str], words: str) -> bool:
    """Whether a cell is a word, or holds several."""
    return any(words in cell if " " in words else words == cell for cell in line.values())


def main() -> None:
    """Print the table."""
    print("| goal | of what | asked | measured | reached |\n|---|---|--:|--:|---|")
    for goal in GOALS:
        value = measured(goal)
        sign = "≥" if goal.bound == "least" else "≤"
        asked = f"{sign} {goal.asked:,.10g}"
        if value is None:
            shown, reached = "–", "not measured"
        else:
            shown = f"{value:,.3g}" if abs(value) < THOUSAND else f"{value:,.0f}"
            met = value >= goal.asked if goal.bound == "least" else value <= goal.asked
            reached = "yes" if met else f"no: {goal.reason}" if goal.reason else "no"
        print(f"| {goal.name} | {goal.title} | {asked} | {shown} | {reached} |")
    powers = {line["measure"]: line[GROWTH] for line in lines(COUNTRY) if GROWTH in line}
    steep = [f"{name} {power}" for name, power in powers.items() if _above(power)]
    known = [power for power in powers.values() if NUMBER.fullmatch(power)]
    reached = f"no, as memory gets slower: {', '.join(steep)}" if steep else "yes"
    worst = max(known, key=float, default="–")
    print(f"| P12 | growth from 100k to all, power | ≤ {QUASILINEAR:.2f} | {worst} | {reached} |")


def _above(power: str) -> bool:
    return bool(NUMBER.fullmatch(power)) and float(power) > QUASILINEAR


if __name__ == "__main__":
    main()
