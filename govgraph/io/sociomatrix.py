"""The network of a structure for other programs: ids of units, ties by kind of relation."""

import logging
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UserError
from govgraph.io.multigraph import CELL_LIMIT
from govgraph.model.authority import AUTHORITY
from govgraph.model.structure import Structure
from govgraph.text import say

_log = logging.getLogger("govgraph")


@dataclass(frozen=True)
class Network:
    """Units and ties.

    Attributes
    ----------
    ids : list of str
        Ids of the units, in the order of the table.
    kinds : list of str
        Kinds of relation that occur, in the order of the vocabulary.
    ties : DataFrame
        Columns ``source``, ``target`` (positions), ``kind`` and ``weight``: one row for two units
        and a kind. A tie that holds either way runs from the earlier unit to the later.
    """

    ids: list[str]
    kinds: list[str]
    ties: pd.DataFrame

    def of(self, kind: str) -> pd.DataFrame:
        """Return the ties of one kind."""
        return self.ties[self.ties["kind"] == kind]

    def matrix(self, kind: str) -> NDArray[np.float64]:
        """Return the ties of one kind as a matrix; one that holds either way fills two cells."""
        size = len(self.ids)
        found = np.zeros((size, size))
        of_kind = self.of(kind)
        source, target = of_kind["source"].to_numpy(), of_kind["target"].to_numpy()
        found[source, target] = of_kind["weight"]
        if AUTHORITY[kind].symmetric:
            found[target, source] = of_kind["weight"]
        return found


def network_of(structure: Structure) -> Network:
    """Return the network of a structure; several ties of a kind between two units are summed."""
    ids = structure.units["id"].tolist()
    position = {unit: i for i, unit in enumerate(ids)}
    found = structure.relations[["source", "target", "kind", "weight"]].reset_index(drop=True)
    found = found.assign(
        source=found["source"].map(position).astype(np.int64),
        target=found["target"].map(position).astype(np.int64),
    )
    turned = found["kind"].isin([k for k, one in AUTHORITY.items() if one.symmetric])
    turned &= found["source"] > found["target"]
    found.loc[turned, ["source", "target"]] = found.loc[turned, ["target", "source"]].to_numpy()
    once = found.groupby(["kind", "source", "target"], as_index=False).agg({"weight": "sum"})
    present = set(once["kind"])
    return Network(ids, [kind for kind in AUTHORITY if kind in present], once)


def matrices_of(structure: Structure, file: str) -> tuple[Network, list[NDArray[np.float64]]]:
    """Return the network and the matrix of each kind; one empty matrix where there is no tie.

    Raises
    ------
    UserError
        When the matrices are too large to be written.
    """
    found = network_of(structure)
    kinds = found.kinds or ["leads"]
    cells = len(found.ids) ** 2 * len(kinds)
    if cells > CELL_LIMIT:
        raise UserError("io_network.too_many_cells", count=cells, limit=CELL_LIMIT)
    zero = int((found.ties["weight"] == 0).sum())
    if zero:
        _log.warning("%s: %s", file, say("io_network.zero", count=zero))
    whole = Network(found.ids, kinds, found.ties)
    return whole, [whole.matrix(kind) for kind in kinds]


def plain(value: float) -> str:
    """Return a number as text with all its digits, whole numbers without a point.

    Examples
    --------
    >>> plain(2.0), plain(0.25)
    ('2', '0.25')
    """
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
