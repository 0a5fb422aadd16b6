"""The four fragmentations, measured anew in the cells that a proposal touches and nowhere else."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.comparison.screening.held import Row
from govgraph.comparison.screening.means import Means
from govgraph.comparison.screening.ties import DATA, Ties, orders, pair
from govgraph.comparison.screening.work import Area, Work

Floats: TypeAlias = NDArray[np.float64]
#: Rows that are no longer as they were: before, and now.
Differences: TypeAlias = tuple[Sequence[Row], Sequence[Row]]

#: Columns of the counts of a cell.
ASTRAY, NEEDS, COMMANDED, PAIRS, TIED, SHARED = range(6)


class Need(NamedTuple):
    """A power that a cell needs, with its leads and whether they command it."""

    cell: int
    power: str
    leads: frozenset[str]
    commanded: bool


class Partners(NamedTuple):
    """Two units that must coordinate in a cell, for which matters, and what joins them."""

    cell: int
    first: str
    second: str
    matters: tuple[str, ...]
    tied: bool
    shared: bool


class State(NamedTuple):
    """Ties, duties and powers of a structure or of a proposal."""

    ties: Ties
    work: Work
    means: Means

    def over(self) -> "State":
        """Return a layer over each."""
        return State(self.ties.over(), self.work.over(), self.means.over())

    def put(self, table: str, row: Row, by: int) -> None:
        """Add a row of a table, or take one away."""
        if table == "relations":
            self.ties.put(row, by)
        else:
            (self.work if table == "duties" else self.means).put(row, by)

    def commanded(self, matter: str, area: Area, power: str, leads: Iterable[str]) -> bool:
        """Tell whether a lead holds a power, or can have that of a holder used."""
        holders = list(self.means.holders(matter, power, area))
        return any(
            self.ties.usable(lead, holder, matter, power) for lead in leads for holder in holders
        )

    def partners(self, matter: str, area: Area) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the pairs that must coordinate in a cell, with their matters."""
        lead_area, leads = self.work.leads(matter, area)
        workers = self.work.workers(matter, area, lead_area)
        found: dict[tuple[str, str], tuple[str, ...]]
        found = dict.fromkeys(combinations(workers, 2), (matter,))
        for other, counterparts in self.work.partners(matter, area) if leads else ():
            for lead in leads:
                for one in counterparts:
                    if one != lead:
                        found.setdefault(pair(lead, one), (matter, other))
        return found

    def cell(self, number: int, matter: str, area: Area) -> "Cell":
        """Return what a cell of matter and area holds."""
        leads = self.work.leads(matter, area)[1]
        covered = not leads and self.work.covered(matter, area)
        powers = () if covered else self.means.needs.powers.get(matter, ())
        needs = [
            Need(number, power, leads, self.commanded(matter, area, power, leads))
            for power in powers
        ]
        partners = [
            Partners(
                number,
                *ends,
                matters,
                self.ties.tied(*ends, matters),
                self.ties.sees(*ends, matters),
            )
            for ends, matters in self.partners(matter, area).items()
        ]
        return Cell(len(leads) != 1 and not covered, needs, partners)


class Cell(NamedTuple):
    """A cell: whether it lacks exactly one lead, its needs and its pairs of partners."""

    astray: bool
    needs: list[Need]
    partners: list[Partners]

    @property
    def counts(self) -> list[float]:
        """The counts of the cell, by the columns above."""
        return [
            self.astray,
            len(self.needs),
            sum(need.commanded for need in self.needs),
            len(self.partners),
            sum(one.tied for one in self.partners),
            sum(one.shared for one in self.partners),
        ]


class Profile:
    """The cells of a structure with what they need and who must coordinate in them.

    Parameters
    ----------
    state : State
        Ties, duties and powers of the structure.

    Attributes
    ----------
    counts : array of float, 6 × cells
        Counts of every cell that weighs anything.
    weight : array of float
        Their weights.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.places: list[tuple[str, Area]] = [
            (matter, area)
            for matter in state.work.places.matters
            for area in state.work.areas(matter)
            if state.work.places.weight(matter, area) > 0
        ]
        self.cells: dict[str, dict[Area, int]] = {}
        self.needs: list[Need] = []
        self.partners: list[Partners] = []
        counts = []
        for number, (matter, area) in enumerate(self.places):
            self.cells.setdefault(matter, {})[area] = number
            cell = state.cell(number, matter, area)
            counts.append(cell.counts)
            self.needs += cell.needs
            self.partners += cell.partners
        self.counts: Floats = np.array(counts, np.float64).reshape(-1, 6).T.copy()
        self.weight = self._weights(self.places)
        self._index()

    def _weights(self, cells: Iterable[tuple[str, Area]]) -> Floats:
        return np.array([self.state.work.places.weight(*cell) for cell in cells], np.float64)

    def _index(self) -> None:
        self._of_lead: dict[str, list[int]] = {}
        self._of_need: dict[tuple[str, str], list[int]] = {}
        self._of_power: dict[str, list[int]] = {}
        self._of_unit: dict[str, list[int]] = {}
        self._of_pair: dict[tuple[str, str], list[int]] = {}
        for number, need in enumerate(self.needs):
            matter = self.places[need.cell][0]
            self._of_need.setdefault((matter, need.power), []).append(number)
            self._of_power.setdefault(need.power, []).append(number)
            for lead in need.leads:
                self._of_lead.setdefault(lead, []).append(number)
        for number, one in enumerate(self.partners):
            self._of_pair.setdefault((one.first, one.second), []).append(number)
            for unit in (one.first, one.second):
                self._of_unit.setdefault(unit, []).append(number)

    # Measuring anew ----------------------------------------------------------------------------

    def values(
        self, state: State, ties: Differences, duties: Differences, powers: Differences
    ) -> Floats:
        """Return power, function, mechanism and information fragmentation of a proposal.

        Parameters
        ----------
        state : State
            Ties, duties and powers of the proposal.
        ties, duties, powers : pair of sequences of rows
            The rows that differ.

        Returns
        -------
        array of 4 floats
            nan where one has no value.
        """
        counts, weight = self.counts.copy(), self.weight
        anew, again = self._cells_to_judge(state.work, duties)
        if again or anew:
            weight = weight.copy()
            weight[list(again)] = 0.0
            rows = [state.cell(-1, matter, area).counts for matter, area in anew]
            counts = np.hstack([counts, np.array(rows, np.float64).reshape(-1, 6).T])
            weight = np.append(weight, self._weights(anew))
        for number in self._needs_to_judge(state, ties, powers):
            need = self.needs[number]
            matter, area = self.places[need.cell]
            now = state.commanded(matter, area, need.power, need.leads)
            counts[COMMANDED, need.cell] += now - need.commanded
        for number in self._pairs_to_judge(state.ties, ties):
            one = self.partners[number]
            tied = state.ties.tied(one.first, one.second, one.matters)
            counts[TIED, one.cell] += tied - one.tied
            shared = state.ties.sees(one.first, one.second, one.matters)
            counts[SHARED, one.cell] += shared - one.shared
        return fragmentations(counts, weight)

    def _cells_to_judge(
        self, work: Work, duties: Differences
    ) -> tuple[list[tuple[str, Area]], set[int]]:
        """Return the cells that duties touch, and the numbers of those that stand for them now."""
        touched: dict[str, set[Area]] = {}
        for row in (*duties[0], *duties[1]):
            matter, area = row["matter"], work.area(row)
            loose = work.adrift(matter) or self.state.work.adrift(matter)
            for about in (matter, *work.places.partners.get(matter, ())):
                touched.setdefault(about, set()).add(None if loose else area)
        anew: list[tuple[str, Area]] = []
        again: set[int] = set()
        for matter, areas in touched.items():
            held = self.cells.get(matter, {})
            again.update(n for area, n in held.items() if self._touches(area, areas))
            anew += [
                (matter, area)
                for area in work.areas(matter)
                if self._touches(area, areas) and work.places.weight(matter, area) > 0
            ]
        return anew, again

    def _touches(self, area: Area, changed: Iterable[Area]) -> bool:
        related = self.state.work.places.related
        return any(related(area, one) for one in changed)

    def _needs_to_judge(self, state: State, ties: Differences, powers: Differences) -> set[int]:
        found: set[int] = set()
        for row in (*ties[0], *ties[1]):
            if row["kind"] == "leads" and orders(row):
                for layer in (self.state, state):
                    for lead in layer.ties.commanders(row["source"]):
                        found.update(self._of_lead.get(lead, ()))
            elif row["kind"] == "shares":
                found.update(self._of_data(state.ties, row["data"]))
        for row in (*powers[0], *powers[1]):
            found.update(self._of_row(state, row))
        return found

    def _of_row(self, state: State, row: Row) -> Iterator[int]:
        """Yield the needs that a row of powers may meet."""
        area, within = state.work.area(row), state.work.places.within
        for matter in state.means.needs.covered(row):
            for number in self._of_need.get((matter, row["power"]), ()):
                here = self.places[self.needs[number].cell][1]
                if here is None or area is None or area in within[here]:
                    yield number

    def _of_data(self, ties: Ties, data: str | None) -> Iterator[int]:
        """Yield the needs of a data set, or of all data sets."""
        named = data and data.removeprefix(DATA)
        for power, numbers in self._of_power.items():
            found = ties.data_set(power) or self.state.ties.data_set(power)
            if found is not None and named in {None, found}:
                yield from numbers

    def _pairs_to_judge(self, now: Ties, ties: Differences) -> set[int]:
        found: set[int] = set()
        for row in (*ties[0], *ties[1]):
            if row["kind"] in {"leads", "coordinates", "calls"}:
                found.update(self._of_pair.get(pair(row["source"], row["target"]), ()))
            elif row["kind"] == "joins":
                found.update(self._of_unit.get(row["source"], ()))
            elif row["kind"] == "shares":
                for unit in now.downstream(row["target"]):
                    found.update(self._of_unit.get(unit, ()))
        return found


def fragmentations(counts: Floats, weight: Floats) -> Floats:
    """Return power, function, mechanism and information fragmentation of cells."""
    return np.array(
        [
            _lacking(counts[COMMANDED], counts[NEEDS], weight),
            _lacking(weight - counts[ASTRAY] * weight, weight, weight),
            _lacking(counts[TIED], counts[PAIRS], weight),
            _lacking(counts[SHARED], counts[PAIRS], weight),
        ]
    )


def _lacking(met: Floats, all_: Floats, weight: Floats) -> float:
    """Return the mean share that is not met, over cells with anything to meet; nan without any."""
    counted = all_ > 0
    mass = weight * counted
    total = float(mass.sum())
    if not total:
        return float("nan")
    missing = np.divide(all_ - met, all_, out=np.zeros(len(all_)), where=counted)
    return float(missing @ mass) / total
