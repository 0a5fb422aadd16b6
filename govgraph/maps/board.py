"""Lines × areas of a large structure: how many units stand in each cell, and who leads them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.model.arrays import positions
from govgraph.model.structure import Structure
from govgraph.text import Language

Ints = NDArray[np.int64]

#: Who leads a unit: a unit of its own area, units there and elsewhere, one elsewhere, nobody.
HEADS = ("area", "both", "line", "nobody")


@dataclass(frozen=True, eq=False)
class Board:
    """Areas that have units of lines in them, and the units of each line at each.

    Attributes
    ----------
    areas : tuple of str
        Names, each area after the one above it.
    parent : array of int
        Row of the area above, −1 for none.
    lines : tuple of str
        Names.
    own : array of int, shape (areas, lines, 4)
        Units of a line that stand in an area itself, by `HEADS`.
    units : array of int
        Units of every kind in an area and those below it.
    """

    areas: tuple[str, ...]
    parent: Ints
    lines: tuple[str, ...]
    own: Ints
    units: Ints

    def below(self) -> Ints:
        """Return the units of each line in an area and in those below it, by `HEADS`."""
        total = self.own.copy()
        for row in range(len(self.parent) - 1, -1, -1):
            if self.parent[row] >= 0:
                total[self.parent[row]] += total[row]
        return total

    def depth(self) -> Ints:
        """Return how many areas stand above each."""
        found = np.zeros(len(self.parent), np.int64)
        for row, above in enumerate(self.parent.tolist()):
            if above >= 0:
                found[row] = found[above] + 1
        return found


def board(structure: Structure, lang: Language, *, ids_only: bool = False) -> Board:
    """Count the units of each line in each area.

    Parameters
    ----------
    structure : Structure
        What is counted; a unit of several lines counts once in each.
    lang : {"en", "zh"}
        Language of the names.
    ids_only : bool
        Whether ids stand for names.

    Returns
    -------
    Board
        Areas without a unit of a line in them or below are left out.
    """
    topology = structure.topology
    unit, line = _memberships(structure)
    area = topology.unit_area[unit]
    kept, row = _rows(topology.area_parent, np.unique(area[area >= 0]))
    inside = area >= 0
    heads = _heads(structure)[unit[inside]]
    shape = (len(kept), len(structure.lines), len(HEADS))
    cell = np.ravel_multi_index((row[area[inside]], line[inside], heads), shape)
    own = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape)
    parent = topology.area_parent[kept]
    above = np.where(parent >= 0, row[parent], -1)
    return Board(
        areas=_names(structure, "areas", lang, ids_only=ids_only, rows=kept),
        parent=above.astype(np.int64),
        lines=_names(structure, "lines", lang, ids_only=ids_only),
        own=own.astype(np.int64),
        units=_units_below(structure)[kept],
    )


def _memberships(structure: Structure) -> tuple[Ints, Ints]:
    """Return unit and line of every unit of a line; once more for each further line."""
    units, further = structure.units, structure.unit_lines
    ids = structure.lines["id"]
    line = np.concatenate([positions(units["line"], ids), positions(further["line"], ids)])
    unit = np.concatenate(
        [np.arange(len(units)), positions(further["unit"], structure.topology.units)]
    )
    pairs = np.unique(np.stack([unit, line])[:, line >= 0], axis=1)
    return pairs[0], pairs[1]


def _rows(parent: NDArray[np.int32], occupied: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Return the areas to show, each after the one above, and the row of each area."""
    keep = np.zeros(len(parent), bool)
    keep[occupied] = True
    above = occupied
    while len(above):
        above = np.unique(parent[above])
        above = above[above >= 0]
        above = above[~keep[above]]
        keep[above] = True
    kept = np.flatnonzero(keep)
    path = [kept]
    while (path[-1] >= 0).any():
        path.append(np.where(path[-1] >= 0, parent[path[-1]], -1))
    from_top = np.full((len(path), len(kept)), -1, np.int64)
    depth = (np.stack(path) >= 0).sum(axis=0)
    for up, step in enumerate(path):
        here = step >= 0
        from_top[(depth - 1 - up)[here], np.flatnonzero(here)] = step[here]
    order = kept[np.lexsort(from_top[::-1])]
    row = np.full(len(parent), -1, np.int64)
    row[order] = np.arange(len(order))
    return order, row


def _heads(structure: Structure) -> NDArray[np.int64]:
    """Return who leads each unit, as a position in `HEADS`."""
    topology = structure.topology
    arcs = topology.arcs(["leads"])
    same = topology.unit_area[arcs.source] == topology.unit_area[arcs.target]
    n = len(topology.units)
    area = np.bincount(arcs.target[same], minlength=n) > 0
    line = np.bincount(arcs.target[~same], minlength=n) > 0
    return np.select([area & line, area, line], [1, 0, 2], 3).astype(np.int64)


def _units_below(structure: Structure) -> Ints:
    topology = structure.topology
    placed = topology.unit_area[topology.unit_area >= 0]
    count = np.bincount(placed, minlength=len(topology.areas)).astype(np.int64)
    deepest_first = np.argsort(-topology.area_depth, kind="stable")
    for depth in range(int(topology.area_depth.max(initial=0)), 0, -1):
        here = deepest_first[topology.area_depth[deepest_first] == depth]
        np.add.at(count, topology.area_parent[here], count[here])
    return count


def _names(
    structure: Structure,
    table: str,
    lang: Language,
    *,
    ids_only: bool,
    rows: Ints | None = None,
) -> tuple[str, ...]:
    frame = structure.table(table)
    frame = frame if rows is None else frame.iloc[rows]
    if ids_only:
        return tuple(frame["id"])
    return tuple(frame["name"] if lang == "zh" else frame["name_en"].fillna(frame["name"]))
