"""Sensitivity: what the ranking of options owes to assumed numbers, and where it flips."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from govgraph.comparison.assumptions import Assumption, assumptions, keys, level, moved
from govgraph.comparison.options import Given, Option, options_of
from govgraph.comparison.values import of_structure, values
from govgraph.errors import UserError
from govgraph.inference.runs import Progress
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import enact
from govgraph.text import Language, say

#: Places between the lower and the upper ends at which options are ranked.
GRID = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
#: Steps of a bisection: the place of a flip is known to 2^-20 of the range between grid places.
_HALVINGS = 20
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
    """

    measure: str
    frame: pd.DataFrame

    def between(self, option: str, other: str) -> pd.DataFrame:
        """Return the rows of two options: a tornado chart, the widest swing first."""
        frame = self.frame
        return frame[(frame["option"] == option) & (frame["other"] == other)].reset_index(drop=True)

    def summary(self, lang: Language = "en") -> str:
        """Return how many assumptions decide how many rankings, as a sentence."""
        flips = self.frame[self.frame["flips"].astype(bool)]
        return say(
            "guards.sensitivity",
            lang,
            measure=self.measure,
            assumptions=len(self.frame[["table", "group"]].drop_duplicates()),
            numbers=int(self.frame.drop_duplicates(["table", "group"])["rows"].sum()),
            flips=len(flips[["table", "group"]].drop_duplicates()),
        )

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
    (name,) = of_structure([measure])
    options = [_Varied(before, one, name) for one in _options(before, given, names)]
    found = assumptions(*(one.option.structure for one in options))
    rows = []
    for done, one in enumerate(found, 1):
        rows += list(_rows(options, one))
        if progress is not None:
            progress(done, len(found))
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    ordered = frame.sort_values(["option", "other", "swing"], ascending=[True, True, False])
    return Sensitivity(name, ordered.reset_index(drop=True))


_COLUMNS = (
    "option", "other", "table", "column", "group", "rows", "low", "assumed", "high", "swing",
    "flips", "threshold", "number", "method",
)  # fmt: skip


def _options(before: Structure, given: Sequence[Given], names: Sequence[str]) -> list[Option]:
    return [Option(_BEFORE, before), *options_of(before, given, names)]


class _Varied:
    """An option whose measure is taken with assumed numbers moved; each value is taken once."""

    def __init__(self, before: Structure, option: Option, measure: str) -> None:
        self.before, self.option, self.measure = before, option, measure
        self.known: dict[tuple[str, str, float], float] = {}

    @cached_property
    def as_assumed(self) -> float:
        """The value with all numbers as they are assumed."""
        return float(values(self.option.structure, [self.measure])[0])

    def at(self, one: Assumption, by: float) -> float:
        """Return the value with some numbers moved."""
        if not by:
            return self.as_assumed
        key = (*one.key, by)
        if key not in self.known:
            structure = self._structure(one, by)
            same = structure is self.option.structure
            self.known[key] = self.as_assumed if same else _value(structure, self.measure)
        return self.known[key]

    def _structure(self, one: Assumption, by: float) -> Structure | None:
        if self.option.proposal is None:
            return moved(self.option.structure, one, by)
        start = moved(self.before, one, by)
        after = self.option.structure
        if start is not self.before:
            try:
                steps = self.option.proposal.steps
                after = enact(start, steps, check=False, account=False).structure
            except UserError:
                return None
        return moved(after, one, by, self._own(one.table))

    def _own(self, table: str) -> pd.Index:
        """Keys of the rows that the proposal itself brings."""
        made = keys(self.option.structure, table)
        ledger = self.option.ledger.of("created")
        own = ledger[(ledger["table"] == table) & ledger["before"].isna()]
        names = set(own["after"])
        said = [" · ".join(part for part in key.split("\x1f") if part) for key in made]
        return made[[one in names for one in said]]


def _value(structure: Structure | None, measure: str) -> float:
    return math.nan if structure is None else float(values(structure, [measure])[0])


def _rows(options: Sequence[_Varied], one: Assumption) -> Iterator[dict[str, object]]:
    for first, second in combinations(options, 2):

        def apart(by: float, first: _Varied = first, second: _Varied = second) -> float:
            return first.at(one, by) - second.at(one, by)

        low, assumed, high = (apart(by) for by in (-1.0, 0.0, 1.0))
        known = [value for value in (low, assumed, high) if not math.isnan(value)]
        swing = max(known) - min(known) if known else math.nan
        place, method = flip(apart) if swing > 0 else (math.nan, "")
        flips = not math.isnan(place)
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
            "threshold": place,
            "number": _number(options, one, place) if flips else math.nan,
            "method": method,
        }


def flip(apart: Callable[[float], float]) -> tuple[float, str]:
    """Return where a difference changes its sign nearest to 0, and how that was found.

    Parameters
    ----------
    apart : callable
        The difference at a place between −1 and 1.

    Returns
    -------
    place : float
        ``nan`` where the sign does not change on the grid.
    method : str
        ``bisection`` where the difference is monotone on the grid, ``grid`` where it is not; empty
        where nothing flips.

    Examples
    --------
    >>> place, method = flip(lambda by: 0.3 - by)
    >>> round(place, 4), method
    (0.3, 'bisection')
    >>> flip(lambda by: 1.0 + by / 2)
    (nan, '')
    """
    found = [apart(by) for by in GRID]
    middle = GRID.index(0.0)
    sides = (range(middle, len(GRID)), range(middle, -1, -1))
    crossed = [
        (GRID[inner], GRID[outer])
        for side in sides
        for inner, outer in pairwise(side)
        if found[middle] * found[outer] < 0
    ]
    if not crossed:
        return math.nan, ""
    places = [_narrowed(apart, inner, outer) for inner, outer in _nearest(crossed)]
    known = np.array([value for value in found if not math.isnan(value)])
    steps = np.diff(known)
    monotone = bool((steps >= 0).all() or (steps <= 0).all())
    return min(places, key=abs), "bisection" if monotone else "grid"


def _nearest(crossed: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the first crossing on each side."""
    sides = ([one for one in crossed if one[1] > 0], [one for one in crossed if one[1] < 0])
    return [min(side, key=lambda one: abs(one[1])) for side in sides if side]


def _narrowed(apart: Callable[[float], float], inner: float, outer: float) -> float:
    """Return where the sign changes between two places."""
    sign = apart(outer)
    for _ in range(_HALVINGS):
        between = (inner + outer) / 2
        if apart(between) * sign > 0:
            outer = between
        else:
            inner = between
    return (inner + outer) / 2


def _number(options: Sequence[_Varied], one: Assumption, place: float) -> float:
    """Return the mean of the numbers at a place, in the first option that has them."""
    found = (level(moved(option.option.structure, one, place), one) for option in options)
    return next((number for number in found if not math.isnan(number)), math.nan)
