"""Units and areas as numbers, arcs as arrays: what measures and rules compute on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.model.arrays import numbered, positions
from govgraph.model.authority import AUTHORITY

Ints = NDArray[np.int32]
_KINDS = list(AUTHORITY)


@dataclass(frozen=True)
class Arcs:
    """Arcs of some kinds of relation.

    Attributes
    ----------
    source, target : array of int32
        Unit numbers of both ends.
    row : array of int32
        Position of each arc in the relations table.
    """

    source: Ints
    target: Ints
    row: Ints


class Topology:
    """Numbers for the units and areas of a structure, and its arcs.

    Attributes
    ----------
    units, areas : Index
        Ids; a unit's or area's number is its position.
    area_parent : array of int32
        Number of each area's parent, −1 for none.
    unit_area : array of int32
        Number of each unit's area, −1 for none.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._relations = tables["relations"]
        self.units = pd.Index(tables["units"]["id"], name="unit")
        self.areas = pd.Index(tables["areas"]["id"], name="area")
        self.area_parent: Ints = positions(tables["areas"]["parent"], self.areas)
        self.unit_area: Ints = positions(tables["units"]["area"], self.areas)
        code, words = numbered(tables["units"]["kind"])
        self.unit_kind = np.array(words, dtype=object)[code]

    def unit_code(self, unit: str) -> int:
        """Return the number of a unit; raise `UnknownNameError` when there is none."""
        return _code(self._unit_codes, unit, "model.as_units")

    def area_code(self, area: str) -> int:
        """Return the number of an area; raise `UnknownNameError` when there is none."""
        return _code(self._area_codes, area, "model.as_areas")

    @cached_property
    def _unit_codes(self) -> dict[str, int]:
        return {str(unit): code for code, unit in enumerate(self.units)}

    @cached_property
    def _area_codes(self) -> dict[str, int]:
        return {str(area): code for code, area in enumerate(self.areas)}

    @cached_property
    def _ends(self) -> tuple[Ints, Ints, NDArray[np.int8]]:
        """Source, target and kind of every relation, all by number."""
        relations = self._relations
        code, words = numbered(relations["kind"])
        place = np.array([_KINDS.index(word) for word in words], np.int8)
        return (
            positions(relations["source"], self.units),
            positions(relations["target"], self.units),
            place[code] if len(code) else np.zeros(0, np.int8),
        )

    def _permitting(self, rows: NDArray[np.int64], facet: str) -> NDArray[np.bool_]:
        """Tell which relations permit a facet; an empty cell stands for its kind's own."""
        stated, words = numbered(self._relations["permits"].iloc[rows])
        named = np.array([*(facet in word.split(";") for word in words), False])
        own = np.array([facet in AUTHORITY[kind].permits for kind in _KINDS])
        return np.where(stated < 0, own[self._ends[2][rows]], named[stated])

    def arcs(self, kinds: Iterable[str], facet: str | None = None) -> Arcs:
        """Return the arcs of some kinds of relation.

        Parameters
        ----------
        kinds : iterable of str
            Kinds of relation.
        facet : str, optional
            Keep only arcs that permit this facet, ``"order"`` for example.

        Returns
        -------
        Arcs
            In the order of the relations table.
        """
        source, target, kind = self._ends
        wanted = set(kinds)
        keep = np.array([word in wanted for word in _KINDS])[kind]
        rows = np.flatnonzero(keep)
        if facet is not None:
            rows = rows[self._permitting(rows, facet)]
        return Arcs(source[rows], target[rows], rows.astype(np.int32))

    @cached_property
    def area_depth(self) -> Ints:
        """Steps from each area up to its root."""
        depth = np.zeros(len(self.areas), np.int32)
        above = self.area_parent.copy()
        while (above >= 0).any():
            depth += above >= 0
            above = np.where(above >= 0, self.area_parent[above], -1).astype(np.int32)
        return depth


def _code(codes: Mapping[str, int], name: str, group: str) -> int:
    if name not in codes:
        raise UnknownNameError.among(group, name, codes)
    return codes[name]
