"""The figures of a report, drawn from results."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from govgraph.auditing.result import Audit
from govgraph.model.arrays import positions
from govgraph.model.structure import Structure
from govgraph.report.areas import area_order
from govgraph.report.charts import distances, profile, spans
from govgraph.report.figures.heatmap import AreaRow, Cell, LineColumn, Matrix, heatmap
from govgraph.report.measured import Measured
from govgraph.report.names import Names
from govgraph.report.summary import Figure
from govgraph.text import Language, say

#: The measure of units whose value the first matrix shows.
HEADS = "command.heads"
#: Most rows that a matrix draws.
ROWS = 60

#: An area and a line.
Place = tuple[str, str]


def pictures(audit: Audit, taken: Measured, names: Names, lang: Language) -> tuple[Figure, ...]:
    """Return every figure that the data allow."""
    found = [profile(taken, lang), spans(audit, taken, lang), distances(taken, lang)]
    drawn = tuple(figure for figure in found if figure is not None)
    return (*drawn, *_matrices(audit, taken, names, lang))


def _matrices(audit: Audit, taken: Measured, names: Names, lang: Language) -> Iterator[Figure]:
    board = Board.of(audit.structure, names)
    if not board.rows:
        return
    drawn = {unit for units in board.members.values() for unit in units}
    heads = taken.units[HEADS].reindex(sorted(drawn)).dropna().to_dict()
    worst = {
        place: max((heads[unit] for unit in units if unit in heads), default=math.nan)
        for place, units in board.members.items()
    }
    yield _matrix("superiors", board, worst, lang)
    cells: dict[str, set[Place]] = {}
    for place, units in board.members.items():
        for unit in units:
            cells.setdefault(unit, set()).add(place)
    named: Counter[Place] = Counter()
    for finding in audit.findings:
        named.update({place for unit in finding.evidence.units for place in cells.get(unit, ())})
    yield _matrix("found", board, named, lang)


def _matrix(name: str, board: "Board", values: Mapping[Place, float], lang: Language) -> Figure:
    title, empty = say(f"report.figure_{name}", lang), say("report.figure_nobody", lang)
    caption = say(f"report.figure_{name}_caption", lang)
    if board.left_out:
        caption += say("report.figure_left_out", lang, count=board.left_out, rows=ROWS)
    legend = say(f"report.figure_{name}_legend", lang)
    matrix = Matrix(title, caption, legend, empty, board.rows, board.columns, board.cells(values))
    return Figure(f"heatmap_{name}", title, caption, heatmap(matrix, name, lang))


@dataclass(frozen=True)
class Board:
    """Areas, lines and the units that stand in each cell.

    Attributes
    ----------
    rows, columns
        Areas in tree order and lines in their order.
    left_out : int
        Areas that are not drawn.
    members : mapping of (area, line) to ids
        Units in each cell.
    names : Names
        Names of units.
    """

    rows: tuple[AreaRow, ...]
    columns: tuple[LineColumn, ...]
    left_out: int
    members: Mapping[Place, tuple[str, ...]]
    names: Names

    @classmethod
    def of(cls, structure: Structure, names: Names) -> "Board":
        """Lay out a structure; levels at which no area has several lines are left out."""
        found = _members(structure)
        lines = set(found["line"])
        columns = tuple(
            LineColumn(line, names.name("lines", line))
            for line in structure.lines["id"]
            if line in lines
        )
        kept, count = _rows(structure, found, names)
        found = found[found["area"].isin([row.id for row in kept])]
        grouped = found.groupby(["area", "line"])["unit"].agg(tuple)
        members = dict(zip(grouped.index.tolist(), grouped, strict=True))
        return cls(kept, columns, count - len(kept), members, names)

    def cells(self, values: Mapping[Place, float]) -> dict[Place, Cell]:
        """Return each occupied cell with its value and the names of its units."""
        return {
            place: Cell(values.get(place, 0), "\n".join(self.names.name("units", u) for u in units))
            for place, units in self.members.items()
        }


def _members(structure: Structure) -> pd.DataFrame:
    """Return every unit of a line with its area and line; once more for each further line."""
    units = structure.units[["id", "area", "line"]].rename(columns={"id": "unit"})
    more = structure.unit_lines[["unit", "line"]].merge(units[["unit", "area"]], on="unit")
    return pd.concat([units, more], ignore_index=True).dropna().drop_duplicates()


def _rows(
    structure: Structure, members: pd.DataFrame, names: Names
) -> tuple[tuple[AreaRow, ...], int]:
    frame = structure.areas
    count = members[["area", "line"]].drop_duplicates()["area"].value_counts()
    lines = frame["id"].map(count)
    widest = lines.groupby(frame["level"]).transform("max")
    occupied = frame[lines.notna()]
    wide = occupied[widest[occupied.index] > 1]
    keep = set((occupied if wide.empty else wide)["id"].tolist())
    codes = positions(occupied["id"], structure.topology.areas)
    depth = dict(zip(occupied["id"].tolist(), structure.topology.area_depth[codes], strict=True))
    ordered = _upper([area for area in area_order(structure) if area in keep], depth)
    top = min((int(depth[area]) for area in ordered), default=0)
    rows = tuple(
        AreaRow(area, names.name("areas", area), int(depth[area]) - top) for area in ordered
    )
    return rows, len(occupied)


def _upper(areas: list[str], depth: Mapping[str, int]) -> list[str]:
    """Return areas that fit: whole tiers from the top, or the first ones where no tier fits."""
    tiers = Counter(depth[area] for area in areas)
    room, last = ROWS, -1
    for tier in sorted(tiers):
        room -= tiers[tier]
        if room < 0:
            break
        last = tier
    return [area for area in areas if depth[area] <= last] or areas[:ROWS]
