"""Sensitivity: what the ranking of options owes to assumed numbers, and where it flips."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from govgraph.comparison.assumptions import Assumption, assumptions, level, moved
from govgraph.comparison.flipping import flip
from govgraph.comparison.handing_on import handed_on
from govgraph.comparison.options import Given, Option, options_of
from govgraph.comparison.parallel import batches
from govgraph.comparison.values import of_structure
from govgraph.comparison.varying import Start, Varied
from govgraph.inference.runs import Progress
from govgraph.model.structure import Structure
from govgraph.text import Language, say

#: Assumptions that a process gets at a time.
_SHARE = 4
#: Differences that are smaller than this part of the values are none.
_ROUNDING = 1e-12
_BEFORE = "before"


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """How the difference between options moves with assumed numbers.

    Attributes
    ----------
    measure : str
        The measure that options are ranked by.
    frame : DataFrame
        One row per pair of options and assumption, the widest swing first: ``option``, ``other``,
        ``table``, ``column``, ``group``, ``rows`` (numbers varied together), ``low``,
        ``assumed``, ``high`` (the difference ``option`` − ``other`` with the numbers at their
        lower ends, as assumed, at their upper ends), ``swing`` (the widest distance between the
        three), ``flips`` (whether the sign of the difference changes within the range),
        ``threshold`` (where it does so nearest to the assumed numbers: −1 at the lower ends, 1 at
        the upper ends), ``number`` (mean of the numbers there) and ``method`` (``bisection`` where
        the difference is monotone on the grid, ``grid`` where it is not and may flip more than
        once; empty where nothing flips).
    left : int
        Groups of assumed numbers that were not varied because the user stopped.
    """

    measure: str
    frame: pd.DataFrame
    left: int = 0

    def between(self, option: str, other: str) -> pd.DataFrame:
        """Return the rows of two options: a tornado chart, the widest swing first."""
        frame = self.frame
        return frame[(frame["option"] == option) & (frame["other"] == other)].reset_index(drop=True)

    def summary(self, lang: Language = "en") -> str:
        """Return how many assumptions decide how many rankings, as a sentence."""
        flips = self.frame[self.frame["flips"].astype(bool)]
        told = say(
            "guards.sensitivity" if len(flips) else "guards.sensitivity_none",
            lang,
            measure=self.measure,
            assumptions=len(self.frame[["table", "group"]].drop_duplicates()),
            numbers=f"{int(self.frame.drop_duplicates(['table', 'group'])['rows'].sum()):,}",
            flips=len(flips[["table", "group"]].drop_duplicates()),
        )
        return told + (say("guards.sensitivity_left", lang, count=self.left) if self.left else "")

    def __repr__(self) -> str:
        return f"<{self.summary()}>\n{self.frame}"


def sensitivity(
    before: Structure,
    *given: Given,
    measure: str,
    names: Sequence[str] = (),
    progress: Progress | None = None,
) -> Sensitivity:
    """Vary every assumed number within its range and see what it does to the ranking of options.

    Parameters
    ----------
    before : Structure
        The structure as it is; it is ranked with the options as ``before``.
    *given : Structure, Proposal, Enacted or Option
        What it is compared with.
    measure : str
        Measure of the whole structure that options are ranked by.
    names : sequence of str
        What tables call the options; ``A``, ``B`` … by default.
    progress : callable, optional
        Told ``(done, total)`` after each assumption.

    Returns
    -------
    Sensitivity
        Swings and thresholds.

    Raises
    ------
    UserError
        When nothing is given, a proposal cannot be enacted, or the measure is not one number per
        structure.

    Notes
    -----
    An assumed number is one whose row has a lower or an upper end. Numbers that share a matter, a
    kind of unit or a kind of relation move together, each the same part of its own way to its
    end; one group is moved at a time, all others stay as assumed. The numbers of the structure
    are moved before the proposals are enacted on it; those that a proposal itself brings are moved
    in what it leads to. A proposal that cannot be enacted on the moved numbers has no value there.
    The ranking is looked at on nine places of each range, and a flip found between two is narrowed
    down by bisection. Varying one group at a time shows no interactions (Saltelli et al. 2008).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.sensitivity import sensitivity
    >>> build = gg.Builder().add("units", id="a", name="A", kind="department", filled=2, high=8)
    >>> build = build.add("matters", id="m", name="M", hours=4)
    >>> build = build.add("levels", id="l", name="L").add("areas", id="x", name="X", level="l")
    >>> build = build.add("demand", matter="m", area="x", cases=10)
    >>> before = build.add("duties", unit="a", matter="m", role="lead", area="x", hours=4).build()
    >>> other = gg.Builder.of(before).build()
    >>> found = sensitivity(before, other, measure="official_load.mean")
    >>> found.frame[["table", "group", "swing"]].to_numpy().tolist()
    [['units', 'department', 0.0]]
    """
    return rankings(before, *given, measures=(measure,), names=names, progress=progress)[0]


def rankings(
    before: Structure,
    *given: Given,
    measures: Sequence[str],
    names: Sequence[str] = (),
    workers: int = 1,
    progress: Progress | None = None,
) -> tuple[Sensitivity, ...]:
    """Vary every assumed number within its range for several measures at once.

    Parameters
    ----------
    before, given, names
        As `sensitivity` takes them.
    measures : sequence of str
        Measures of the whole structure that options are ranked by, one after the other.
    workers : int
        Processes; −1 for all cores. What comes out is the same.
    progress : callable, optional
        Told ``(done, total)`` after every few assumptions.

    Returns
    -------
    tuple of Sensitivity
        One for each measure, in order.

    Notes
    -----
    A few trials find the groups of numbers that a proposal hands on as they are; moved after it,
    they give what it makes of the moved numbers, and it is not enacted again. For each other group
    it is enacted twice, whatever the number of measures, six times more where the difference
    between two options moves and up to forty times more for each measure where it flips. On
    Ctrl-C the groups that were varied are kept.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.sensitivity import rankings
    >>> one = gg.Builder().add("units", id="a", name="A", kind="department", filled=2, high=8)
    >>> found = rankings(one.build(), one.build(), measures=("span.max", "official_load.mean"))
    >>> [ranked.measure for ranked in found]
    ['span.max', 'official_load.mean']
    """
    chosen = of_structure(measures)
    options = _options(before, given, names)
    found = assumptions(*(one.structure for one in options))
    parts = [found[start : start + _SHARE] for start in range(0, len(found), _SHARE)]
    rows: list[dict[str, object]] = []
    groups = [one.key for one in found]
    starts = [Start(before, one, chosen, handed_on(before, one, groups)) for one in options]
    tasks = [(starts, part) for part in parts]
    done = 0
    try:
        for part in batches(_varied, tasks, workers):
            rows += part
            done = min(done + _SHARE, len(found))
            if progress is not None:
                progress(done, len(found))
    except KeyboardInterrupt:
        if not rows:
            raise
    frame = pd.DataFrame(rows, columns=["measure", *_COLUMNS])
    order = ["option", "other", "swing"]
    return tuple(
        Sensitivity(
            name,
            own.sort_values(order, ascending=[True, True, False], ignore_index=True),
            len(found) - done,
        )
        for name in chosen
        for own in [frame.loc[frame["measure"] == name, list(_COLUMNS)]]
    )


def _varied(starts: Sequence[Start], found: Sequence[Assumption]) -> list[dict[str, object]]:
    """Return the rows of some assumptions, all measures taken of one structure."""
    return [
        {"measure": name, **row}
        for one in found
        for varied in [[Varied(start, one) for start in starts]]
        for place, name in enumerate(starts[0].measures)
        for row in _rows(varied, one, place)
    ]


_COLUMNS = (
    "option", "other", "table", "column", "group", "rows", "low", "assumed", "high", "swing",
    "flips", "threshold", "number", "method",
)  # fmt: skip


def _options(before: Structure, given: Sequence[Given], names: Sequence[str]) -> list[Option]:
    return [Option(_BEFORE, before), *options_of(before, given, names)]


def _rows(options: Sequence[Varied], one: Assumption, place: int) -> Iterator[dict[str, object]]:
    """Yield what an assumption does to the difference of every two options by one measure."""
    for first, second in combinations(options, 2):

        def apart(by: float, first: Varied = first, second: Varied = second) -> float:
            return _apart(first.at(by, place), second.at(by, place))

        low, assumed, high = (apart(by) for by in (-1.0, 0.0, 1.0))
        known = [value for value in (low, assumed, high) if not math.isnan(value)]
        swing = max(known) - min(known) if known else math.nan
        where, method = flip(apart) if swing > 0 else (math.nan, "")
        flips = not math.isnan(where)
        yield {
            "option": first.option.name,
            "other": second.option.name,
            "table": one.table,
            "column": one.column,
            "group": one.group,
            "rows": one.rows,
            "low": low,
            "assumed": assumed,
            "high": high,
            "swing": swing,
            "flips": flips,
            "threshold": where,
            "number": _number(options, one, where) if flips else math.nan,
            "method": method,
        }


def _apart(first: float, second: float) -> float:
    """Return a difference; one that rounding alone makes is none."""
    same = abs(first - second) <= _ROUNDING * max(abs(first), abs(second))
    return 0.0 if same else first - second


def _number(options: Sequence[Varied], one: Assumption, place: float) -> float:
    """Return the mean of the numbers at a place, in the first option that has them."""
    found = (level(moved(option.option.structure, one, place), one) for option in options)
    return next((number for number in found if not math.isnan(number)), math.nan)
