"""The figures of a report, drawn from results."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from govgraph.auditing.result import Audit
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
    heads = taken.units[HEADS].reindex(audit.structure.units["id"])
    worst = {place: float(heads[list(units)].max()) for place, units in board.members.items()}
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
        members = _members(structure)
        lines = {line for _, line in members}
        columns = tuple(
            LineColumn(line, names.name("lines", line))
            for line in structure.lines["id"]
            if line in lines
        )
        kept, count = _rows(structure, members, names)
        return cls(kept, columns, count - len(kept), members, names)

    def cells(self, values: Mapping[Place, float]) -> dict[Place, Cell]:
        """Return each occupied cell with its value and the names of its units."""
        return {
            place: Cell(values.get(place, 0), "\n".join(self.names.name("units", u) for u in units))
            for place, units in self.members.items()
        }


def _members(structure: Structure) -> dict[Place, tuple[str, ...]]:
    units = structure.units[["id", "area", "line"]].rename(columns={"id": "unit"})
    more = structure.unit_lines[["unit", "line"]].merge(units[["unit", "area"]], on="unit")
    both = pd.concat([units, more], ignore_index=True).dropna().drop_duplicates()
    grouped = both.groupby(["area", "line"])["unit"].agg(tuple)
    areas, lines = (grouped.index.get_level_values(level) for level in ("area", "line"))
    return dict(zip(zip(areas, lines, strict=True), grouped, strict=True))


def _rows(
    structure: Structure, members: Mapping[Place, object], names: Names
) -> tuple[tuple[AreaRow, ...], int]:
    frame = structure.areas
    lines = frame["id"].map(pd.Series([area for area, _ in members]).value_counts())
    widest = lines.groupby(frame["level"]).transform("max")
    occupied = frame[lines.notna()]
    depth = dict(zip(structure.topology.areas, structure.topology.area_depth, strict=True))
    keep = set(frame.loc[widest > 1, "id"]) & set(occupied["id"]) or set(occupied["id"])
    ordered = [area for area in area_order(structure) if area in keep][:ROWS]
    top = min((int(depth[area]) for area in ordered), default=0)
    rows = tuple(
        AreaRow(area, names.name("areas", area), int(depth[area]) - top) for area in ordered
    )
    return rows, len(occupied)
