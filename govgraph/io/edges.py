"""Edge lists: one row per tie, and a table of nodes beside it where there is one."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from govgraph.errors import UnknownNameError
from govgraph.io.flat import (
    SUFFIXES,
    Flat,
    flat,
    header,
    meanings,
    only,
    pairs,
    provenance,
    require,
)
from govgraph.io.formats import reader
from govgraph.io.nodes import add_nodes, node_table
from govgraph.io.unit_list import check_kind
from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.text import match, words

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

#: Names by which the columns of an edge list are known.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "source": ("source", "from", "parent", "superior", "起点", "上级", "上级单位"),
    "target": ("target", "to", "child", "subordinate", "指向", "终点", "下级", "下级单位"),
    "relation": ("relation", "kind", "type", "relation kind", "关系", "关系类型", "类型"),
    "weight": ("weight", "权重"),
}


def is_edges(path: Path) -> bool:
    """Tell by its header whether a file is an edge list."""
    return meanings(header(path), SYNONYMS, {}).keys() >= {"source", "target"}


@reader("edges", *SUFFIXES, recognises=is_edges)
def read_edges(
    source: "str | Path | IntoDataFrame",
    *,
    nodes: "str | Path | IntoDataFrame | None" = None,
    columns: str | Mapping[str, str] = "",
    where: str | Mapping[str, str] = "",
    relation: str = "",
    unit_kind: str = "department",
) -> Builder:
    """Read an edge list, with a table of its nodes where there is one.

    Parameters
    ----------
    source : path or data frame
        One row per tie: from and to, parent and child, superior and subordinate …
    nodes : path or data frame, optional
        One row per unit, with an id and what else there is (see `read_reports_to`); a path is
        taken from the folder of `source` when there is no such file where you are. Without it
        the units are those that the ties name.
    columns : str or mapping, optional
        Columns by meaning (source, target, relation, weight) where their names do not tell.
        Rows point from superior to subordinate; ``"source=to; target=from"`` turns them round.
    where : str or mapping, optional
        Which ties, by column and value: ``"relation=reports"``.
    relation : str, optional
        Kind of all ties. By default the column ``relation`` says it, where it holds kinds of
        relation, else ``leads``.
    unit_kind : str
        Kind of the units that the nodes do not give one.

    Returns
    -------
    Builder
        With units and relations; an end that is no node is a problem, with its place.

    Raises
    ------
    ReadError
        When a file cannot be read, a column is missing, or the ties are of several sorts of which
        none is chosen.
    UnknownNameError
        When an option names something that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.io.edges import read_edges
    >>> ties = pd.DataFrame({"parent": ["Defra", "Scotland"], "child": ["APHA", "APHA"]})
    >>> structure = read_edges(ties).build()
    >>> structure.units["id"].tolist()
    ['APHA', 'Defra', 'Scotland']
    """
    check_kind(unit_kind)
    table = only(flat(source), where)
    found = _columns(table, columns)
    ties = _ties(table, found, relation)
    steps = provenance(table, "edges", [*found.values(), *pairs(where)])
    builder = Builder()
    beside = None if nodes is None else node_table(nodes, source)
    node_steps = _add_nodes(builder, beside, table, ties, unit_kind)
    builder.about = About(provenance=(*steps, *node_steps))
    builder.add_table("relations", ties, table.origin(None, found))
    return builder


def _columns(table: Flat, columns: str | Mapping[str, str]) -> dict[str, str]:
    given = pairs(columns)
    for meaning, column in given.items():
        if meaning not in SYNONYMS:
            raise UnknownNameError.among("io_graph.as_meanings", meaning, SYNONYMS)
        if column and column not in table.frame.columns:
            raise UnknownNameError.among("model.as_columns", column, table.frame.columns)
    found = meanings(table.frame.columns, SYNONYMS, given)
    require(table, found, ["source", "target"])
    return found


def _ties(table: Flat, columns: Mapping[str, str], relation: str) -> pd.DataFrame:
    frame = table.frame
    ties = frame[[columns["source"], columns["target"]]].set_axis(["source", "target"], axis=1)
    if relation and match("relation_kind", relation) is None:
        raise UnknownNameError.among("model.as_relation_kinds", relation, words("relation_kind"))
    ties["kind"] = relation or _kinds(table, columns)
    if "weight" in columns:
        ties["weight"] = frame[columns["weight"]]
    return ties


def _kinds(table: Flat, columns: Mapping[str, str]) -> "pd.Series[str] | str":
    if "relation" not in columns:
        return "leads"
    given = table.frame[columns["relation"]]
    sorts = [sort for sort in given.unique() if sort]
    if all(match("relation_kind", sort) for sort in sorts):
        return given.where(given != "", "leads")
    if len(sorts) > 1:
        raise table.refuse(
            "io_graph.several_sorts", column=columns["relation"], sorts=", ".join(sorts[:12])
        )
    return "leads"


def _add_nodes(
    builder: Builder, nodes: Flat | None, edges: Flat, ties: pd.DataFrame, kind: str
) -> tuple[str, ...]:
    if nodes is None:
        ends = pd.concat([ties["source"], ties["target"]])
        ids = ends[ends != ""].drop_duplicates()
        units = pd.DataFrame({"id": ids, "name": ids, "kind": kind})
        builder.add_table("units", units, edges.origin(ids.index))
        return ()
    arcs = ties[["source", "target"]].itertuples(index=False, name=None)
    return add_nodes(builder, nodes, arcs, kind)
