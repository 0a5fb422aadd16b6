"""Units and areas as numbers, arcs as arrays: what measures and rules compute on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.model.authority import AUTHORITY

Ints = NDArray[np.int32]


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
        self.area_parent: Ints = _codes(self.areas, tables["areas"]["parent"])
        self.unit_area: Ints = _codes(self.areas, tables["units"]["area"])
        self.unit_kind = tables["units"]["kind"].to_numpy(dtype=object)

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
    def _ends(self) -> tuple[Ints, Ints, NDArray[np.object_]]:
        relations = self._relations
        return (
            _codes(self.units, relations["source"]),
            _codes(self.units, relations["target"]),
            relations["kind"].to_numpy(dtype=object),
        )

    @cached_property
    def _permits(self) -> pd.Series:
        """Facets of every relation; an empty cell stands for its kind's own."""
        relations = self._relations
        own = {name: ";".join(sorted(kind.permits)) for name, kind in AUTHORITY.items()}
        return relations["permits"].fillna(relations["kind"].map(own))

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
        keep = np.isin(kind, list(kinds))
        if facet is not None:
            allowed = self._permits[keep].str.split(";").map(lambda facets: facet in facets)
            keep[np.flatnonzero(keep)[~allowed.to_numpy(dtype=bool)]] = False
        rows = np.flatnonzero(keep).astype(np.int32)
        return Arcs(source[rows], target[rows], rows)

    @cached_property
    def area_depth(self) -> Ints:
        """Steps from each area up to its root."""
        depth = np.zeros(len(self.areas), np.int32)
        above = self.area_parent.copy()
        while (above >= 0).any():
            depth += above >= 0
            above = np.where(above >= 0, self.area_parent[above], -1).astype(np.int32)
        return depth


def _codes(index: pd.Index, ids: pd.Series) -> Ints:
    return np.asarray(index.get_indexer(pd.Index(ids)), dtype=np.int32)


def _code(codes: Mapping[str, int], name: str, group: str) -> int:
    if name not in codes:
        raise UnknownNameError.among(group, name, codes)
    return codes[name]
