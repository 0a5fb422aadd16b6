"""Which group every unit belongs to: by level, line, area or sector, or as the caller says."""

from collections.abc import Hashable, Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.model.network import GraphLike, Network, derived, network
from govgraph.model.structure import Structure

#: A name (of a column of units, or of a node attribute), or the group of each unit.
By: TypeAlias = "str | Mapping[Hashable, Hashable] | pd.Series"

#: What a structure's units can be grouped by.
NAMES = ("level", "line", "area", "sector")


def groups(source: GraphLike, by: By) -> tuple[NDArray[np.int32], pd.Index]:
    """Return the group of every unit as a number, and the names of the groups.

    Parameters
    ----------
    source : Structure or networkx graph or Network
        The units; those of a structure without the public, as in `network`.
    by : {"level", "line", "area", "sector"} or str or mapping or Series
        For a structure one of the four: a unit's own entry (for the level of a unit that states
        none, that of its area); a merged department counts in its main line. For a networkx graph
        the name of a node attribute. For either, a mapping from units to groups.

    Returns
    -------
    codes : array of int32
        Position of each unit's group in `labels`, −1 for a unit without one; aligned with the
        nodes of `network(source)`.
    labels : Index
        The groups, in the order in which units show them first.

    Raises
    ------
    UnknownNameError
        When there is no such column or attribute, or a mapping names a unit that is not there.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures.groundwork.partition import groups
    >>> codes, labels = groups(nx.path_graph(3), {0: "county", 2: "town"})
    >>> codes.tolist(), labels.tolist()
    ([0, -1, 1], ['county', 'town'])
    """

    def compute() -> tuple[NDArray[np.int32], pd.Index]:
        codes, labels = pd.factorize(_values(source, by))
        return codes.astype(np.int32), pd.Index(labels, dtype=object, tupleize_cols=False)

    return derived(source, ("groups", by), compute) if isinstance(by, str) else compute()


def _values(source: GraphLike, by: By) -> NDArray[np.object_]:
    if not isinstance(by, str):
        return _mapped(source, dict(by.items()))
    if isinstance(source, Structure):
        return _column(source, by)
    return _attribute(source, by)


def _mapped(source: GraphLike, of: dict[Hashable, Hashable]) -> NDArray[np.object_]:
    nodes = network(source).nodes.tolist()
    known = source.topology.units.tolist() if isinstance(source, Structure) else nodes
    there = set(known)
    for unit in of:
        if unit not in there:
            raise UnknownNameError.among("model.as_units", str(unit), map(str, known))
    return _objects([of.get(node) for node in nodes])


def _column(structure: Structure, by: str) -> NDArray[np.object_]:
    if by not in NAMES:
        raise UnknownNameError.among("measures.as_choices", by, NAMES)
    units = structure.units
    found = units[by]
    if by == "level":
        above = units["area"].map(structure.areas.set_index("id")["level"])
        found = found.fillna(above.astype(found.dtype))
    return np.asarray(found[structure.topology.unit_kind != "public"], dtype=object)


def _attribute(graph: "nx.Graph[Hashable] | Network", by: str) -> NDArray[np.object_]:
    if isinstance(graph, Network):
        raise UnknownNameError.among("measures.as_choices", by, ())
    known = {str(name) for _, entries in graph.nodes(data=True) for name in entries}
    if by not in known:
        raise UnknownNameError.among("measures.as_choices", by, sorted(known))
    return _objects([entries.get(by) for _, entries in graph.nodes(data=True)])


def _objects(values: list[Hashable]) -> NDArray[np.object_]:
    """Values as an array of one dimension, whatever they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
