"""An option that is measured with assumed numbers moved."""

import math
from dataclasses import dataclass
from functools import cached_property

from govgraph.comparison.assumptions import Assumption, moved
from govgraph.comparison.handing_on import Group, enacted, own_keys
from govgraph.comparison.options import Option
from govgraph.comparison.values import Floats, values
from govgraph.model.structure import Structure


@dataclass(frozen=True, eq=False)
class Start:
    """An option before anything is moved, and the groups of numbers that it hands on."""

    before: Structure
    option: Option
    measures: tuple[str, ...]
    handed: frozenset[Group]

    @cached_property
    def as_assumed(self) -> Floats:
        """The values with all numbers as they are assumed."""
        return values(self.option.structure, self.measures)


class Varied:
    """An option that is measured with some assumed numbers moved; each value is taken once."""

    def __init__(self, start: Start, one: Assumption) -> None:
        self.start, self.one, self.option = start, one, start.option
        self.structures: dict[float, Structure | None] = {0.0: self.option.structure}
        self.known: dict[tuple[float, int], float] = {}

    def at(self, by: float, place: int) -> float:
        """Return the value of a measure with the numbers moved; nan where there is none."""
        if (by, place) not in self.known:
            self.known[by, place] = self._value(by, place)
        return self.known[by, place]

    def _value(self, by: float, place: int) -> float:
        if by not in self.structures:
            self.structures[by] = self._structure(by)
        structure = self.structures[by]
        if structure is self.option.structure:
            return float(self.start.as_assumed[place])
        if structure is None:
            return math.nan
        return float(values(structure, self.start.measures[place : place + 1])[0])

    def _structure(self, by: float) -> Structure | None:
        after, before, table = self.option.structure, self.start.before, self.one.table
        if self.option.proposal is None or self.one.key in self.start.handed:
            return moved(after, self.one, by)
        start = moved(before, self.one, by)
        made = after if start is before else enacted(self.option, start)
        return None if made is None else moved(made, self.one, by, own_keys(self.option, table))
