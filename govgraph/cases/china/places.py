"""The divisions of China as arrays, in depth-first order, and which of them a size takes.

``places.parquet`` holds the statistical divisions of 2023 without placeholders, as
`govgraph.io.divisions` reads them: code, name, the row of the division above, level (1 to 5), and
of the unit that governs each its kind, what its name adds to the division's, and whether the
division is a statistical one (a zone, a farm) without departments of its own.
"""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from govgraph.io.divisions import LEVELS, read_divisions

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

#: Code and name of the country, which no table of divisions lists.
NATION, NATION_NAME = "0", "全国"
#: Code of the county with which the smaller sizes begin: Lucheng, the seat of Wenzhou.
FIRST = "330302"
_FILE = "places.parquet"
_COUNTY = 3


@dataclass(frozen=True, eq=False)
class Places:
    """Divisions in depth-first order; the country comes first.

    Attributes
    ----------
    code, name, kind, suffix : arrow array of text
        Of the division, of its governing unit, and what the unit's name adds.
    parent : array of int32
        Row of the division above, −1 for the country.
    level : array of int8
        0 for the country, 1 for provinces, to 5 for communities.
    staffed : array of bool
        Whether a government, commission or street office here has departments.
    """

    code: pa.Array
    name: pa.Array
    kind: pa.Array
    suffix: pa.Array
    parent: Ints
    level: NDArray[np.int8]
    staffed: Flags

    def __len__(self) -> int:
        return len(self.parent)

    def taking(self, keep: Flags) -> "Places":
        """Return some of the places; the parent of each that is kept is kept as well."""
        mask = pa.array(keep)
        row = np.cumsum(keep, dtype=np.int32) - np.int32(1)
        above = self.parent[keep]
        parent = np.where(above < 0, np.int32(-1), row[above]).astype(np.int32)
        return Places(
            code=self.code.filter(mask),
            name=self.name.filter(mask),
            kind=self.kind.filter(mask),
            suffix=self.suffix.filter(mask),
            parent=parent,
            level=self.level[keep],
            staffed=self.staffed[keep],
        )


def places() -> Places:
    """Return the whole country."""
    with as_file(files(__package__) / _FILE) as file:
        table = pq.read_table(file).combine_chunks()
    nation = {"code": NATION, "name": NATION_NAME, "kind": "government", "suffix": ""}
    texts = {
        name: pa.concat_arrays([pa.array([first]), table[name].chunk(0).cast(pa.string())])
        for name, first in nation.items()
    }
    parent = np.append(np.int32(-1), table["parent"].to_numpy() + np.int32(1)).astype(np.int32)
    level = np.append(np.int8(0), table["level"].to_numpy()).astype(np.int8)
    statistical = np.append([False], table["statistical"].to_numpy())
    staffed = ~statistical & (level < len(LEVELS))
    return Places(**texts, parent=parent, level=level, staffed=staffed)


def chosen(country: Places, weight: NDArray[np.int64], units: int) -> Flags:
    """Return which places make a structure of about so many units.

    Counties are taken whole, in the order of their codes from `FIRST` on, with the prefecture and
    the province above each, until the number of units is as near to `units` as it gets.

    Parameters
    ----------
    country : Places
        All places.
    weight : array of int64
        Units that stand at each place.
    units : int
        How many are wanted.

    Returns
    -------
    array of bool
        Of every place, whether it is taken.
    """
    group = _groups(country)
    start = int(country.code.index(FIRST).as_py())
    heads = np.flatnonzero(group == np.arange(len(group)))
    heads = np.roll(heads, -int(np.searchsorted(heads, start)))
    size = np.bincount(group[group >= 0], weight[group >= 0], len(group))
    above = country.parent[heads]
    upper = np.stack([above, country.parent[above], country.parent[country.parent[above]]])
    new = [np.isin(np.arange(len(heads)), np.unique(row, return_index=True)[1]) for row in upper]
    cost = size[heads] + sum(
        np.where(first & (row >= 0), weight[row], 0) for first, row in zip(new, upper, strict=True)
    )
    total = np.cumsum(cost)
    last = int(np.abs(total - units).argmin()) + 1
    keep = np.isin(group, heads[:last])
    keep[upper[:, :last][upper[:, :last] >= 0]] = True
    keep[0] = True
    return keep


def _groups(country: Places) -> Ints:
    """Return the county of each place, or the town where a city has no counties; else −1."""
    group = np.full(len(country), -1, np.int32)
    own = np.arange(len(country), dtype=np.int32)
    for level in range(_COUNTY, len(LEVELS) + 1):
        here = country.level == level
        above = group[country.parent[here]]
        group[here] = np.where(above >= 0, above, own[here])
    return group


def prepare(table: Path | str, out: Path | str) -> None:
    """Write ``places.parquet`` from the table of all divisions.

    Parameters
    ----------
    table : path
        What `govgraph.io.divisions.read_divisions` reads.
    out : path
        The file.
    """
    structure = read_divisions(table).build()
    areas, units = structure.areas, structure.units
    suffix = [
        unit.removeprefix(area) for unit, area in zip(units["name"], areas["name"], strict=True)
    ]
    number = {word: int(level) for level, (word, *_) in LEVELS.items()}
    columns = {
        "code": pa.array(areas["id"], pa.string()),
        "name": pa.array(areas["name"], pa.string()),
        "parent": pa.array(structure.topology.area_parent),
        "level": pa.array(areas["level"].map(number), pa.int8()),
        "kind": pa.array(units["kind"], pa.string()),
        "suffix": pa.array(suffix, pa.string()),
        "statistical": pa.array(units["note"].notna()),
    }
    packed = {"code": "DELTA_BYTE_ARRAY", "name": "PLAIN", "parent": "DELTA_BINARY_PACKED"}
    pq.write_table(
        pa.table(columns),
        out,
        compression="zstd",
        compression_level=19,
        use_dictionary=["level", "kind", "suffix"],
        column_encoding=packed,
        row_group_size=1 << 20,
    )
