"""A table of nodes beside the ties: what is known of each unit."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.io.flat import Flat, flat, provenance, require
from govgraph.io.unit_list import (
    add_units,
    chosen_columns,
    steps_below,
    usable_kind,
    with_identity,
)
from govgraph.model.builder import Builder

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame


def node_table(nodes: "str | Path | IntoDataFrame", ties: object) -> Flat:
    """Return the table of nodes.

    Parameters
    ----------
    nodes : path or data frame
        The table; a path is taken from the folder of `ties` when there is no such file where you
        are.
    ties : object
        Where the ties are from; only a path has a folder.

    Raises
    ------
    ReadError
        When the table cannot be read.
    """
    if isinstance(nodes, str | Path) and isinstance(ties, str | Path):
        beside = Path(ties).parent / nodes
        nodes = beside if beside.exists() and not Path(nodes).exists() else nodes
    return flat(nodes)


def add_nodes(
    builder: Builder, nodes: Flat, arcs: Iterable[tuple[str, str]], kind: str
) -> tuple[str, ...]:
    """Add a table of nodes as units and return what is to be said about it.

    Parameters
    ----------
    builder : Builder
        Takes the units.
    nodes : Flat
        One row per unit, with an id and what else there is.
    arcs : iterable of tuple of str
        Superior and subordinate, for the order of levels named by words.
    kind : str
        Kind of the units that the table does not give one.

    Raises
    ------
    ReadError
        When no column holds ids.
    """
    found = with_identity(usable_kind(nodes, chosen_columns(nodes, {"superior": "", "dotted": ""})))
    require(nodes, found, ["id"])
    ids = nodes.frame[found["id"]]
    ties = list(arcs)
    steps = steps_below(set(ids) - {target for _, target in ties}, ties)
    add_units(builder, nodes, found, kind, ids.map(steps).fillna(float(len(ids))))
    return provenance(nodes, "nodes", found.values())
