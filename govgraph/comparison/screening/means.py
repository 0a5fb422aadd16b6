"""Powers as cells of matter and area read them; see `govgraph.measures.groundwork.holding`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from govgraph.comparison.screening.held import Row
from govgraph.comparison.screening.layers import Groups
from govgraph.comparison.screening.work import Area, Places
from govgraph.model.structure import Structure


class Needs(NamedTuple):
    """What matters take, which no screened step changes.

    Attributes
    ----------
    powers : dict of str to list of str
        Powers that every matter needs.
    by_power : dict of str to list of str
        Matters that need each power.
    by_line : dict of str to frozenset of str
        Matters of every line and of the lines below it.
    """

    powers: Mapping[str, list[str]]
    by_power: Mapping[str, list[str]]
    by_line: Mapping[str, frozenset[str]]

    def covered(self, row: Row) -> Iterable[str]:
        """Return the matters that a row of powers covers, of those that need the power."""
        needing = self.by_power.get(row["power"], ())
        if row["matter"] is not None:
            return [row["matter"]] if row["matter"] in needing else []
        if row["line"] is not None:
            of_line = self.by_line.get(row["line"], frozenset())
            return [matter for matter in needing if matter in of_line]
        return needing


def needs(structure: Structure) -> Needs:
    """Return what matters take."""
    powers: dict[str, list[str]] = {}
    by_power: dict[str, list[str]] = {}
    for matter, power in zip(structure.needs["matter"], structure.needs["power"], strict=True):
        powers.setdefault(matter, []).append(power)
        by_power.setdefault(power, []).append(matter)
    lines, matters = structure.lines, structure.matters
    parent = dict(zip(lines["id"], lines["parent"], strict=True))
    by_line: dict[str, set[str]] = {}
    for matter, line in zip(matters["id"], matters["line"], strict=True):
        here = line
        while isinstance(here, str):
            by_line.setdefault(here, set()).add(matter)
            here = parent.get(here)
    return Needs(powers, by_power, {line: frozenset(found) for line, found in by_line.items()})


class Means:
    """The powers of a structure, or of a proposal as a layer over those of its structure.

    Attributes
    ----------
    places : Places
        Areas.
    needs : Needs
        What matters take.
    held : Groups
        Units by matter, power and area; no area where a power holds everywhere.
    where : Groups
        Those areas, by matter and power.
    """

    def __init__(self, places: Places, needed: Needs, below: "Means | None" = None) -> None:
        self.places, self.needs = places, needed
        self.held: Groups[tuple[str, str, Area]] = Groups(below.held.own if below else {})
        self.where: Groups[tuple[str, str]] = Groups(below.where.own if below else {})

    def over(self) -> "Means":
        """Return a layer over these powers."""
        return Means(self.places, self.needs, self)

    def put(self, row: Row, by: int) -> None:
        """Add a row of powers, or take one away."""
        power, area = row["power"], row["area"] or self.places.home[row["unit"]]
        for matter in self.needs.covered(row):
            self.held.add((matter, power, area), row["unit"], by)
            self.where.add((matter, power), area, by)

    def holders(self, matter: str, power: str, area: Area) -> Iterator[str]:
        """Yield the units that hold a power for a matter in an area."""
        if area is None:
            places: Iterable[Area] = self.where[matter, power]
        else:
            places = (*self.places.up(area), None)
        for here in places:
            yield from self.held[matter, power, here]
