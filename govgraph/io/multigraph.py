"""One set of nodes with several relations, as network programs store them, becomes a structure."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import Problem, UnknownNameError
from govgraph.io.archives import refuse
from govgraph.io.flat import Flat, meanings, pairs
from govgraph.io.nodes import add_nodes, node_table
from govgraph.io.unit_list import SYNONYMS, add_units, check_kind, usable_kind
from govgraph.model.authority import AUTHORITY
from govgraph.model.builder import Builder, Origin
from govgraph.model.coerce import visible
from govgraph.text import match, say, words

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

Numbers = Sequence[float] | NDArray[np.int64] | NDArray[np.float64]

_log = logging.getLogger("govgraph")

#: Most nodes that a file may declare.
NODE_LIMIT = 1_000_000
#: Most cells of all matrices of a file.
CELL_LIMIT = 2**24
UNDIRECTED = "coordinates"
ORIENTATIONS = ("leads", "reports_to")


@dataclass(frozen=True)
class Relation:
    """Ties of one name.

    Attributes
    ----------
    name : str
        What the file calls it; may be empty.
    ties : DataFrame
        Columns ``source`` and ``target`` (positions of nodes), ``weight``, and ``row`` (line of
        the file, or row of the matrix).
    directed : bool
        Whether the ties have a direction.
    sheet : str
        What to call the matrix in places; empty for lists, whose rows are lines of the file.
    """

    name: str
    ties: pd.DataFrame
    directed: bool = True
    sheet: str = ""


@dataclass(frozen=True)
class Multigraph:
    """What a file holds.

    Attributes
    ----------
    path : Path
        The file.
    labels : list of str
        Label of each node; an empty one becomes the node's number.
    relations : list of Relation
        In the order of the file.
    title : str
        What the file calls itself.
    attributes : mapping of str to list of str
        Attributes of the nodes by name, one value per node.
    notes : tuple of str
        What was left out, for the provenance.
    problems : tuple of Problem
        What is wrong with the file.
    """

    path: Path
    labels: list[str]
    relations: list[Relation]
    title: str = ""
    attributes: Mapping[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What the user says about a file of several relations.

    Attributes
    ----------
    relation : str or mapping
        Kind of all relations, ``"leads"``; or of some by name, ``"ADVICE=guides; BOSS=leads"``,
        the others being left out. Without it relations named by a kind are of that kind, and the
        only one with a direction ``leads``. Ties without direction ``coordinate`` in any case.
    orientation : str or mapping
        ``"leads"`` where ties run from superior to subordinate, ``"reports_to"`` where they run
        from subordinate to superior; for some relations by name, ``"BOSS=reports_to"``.
    unit_kind : str
        Kind of the units that have none.
    nodes : path or data frame, optional
        A table of the nodes, with an id and what else there is.
    """

    relation: str | Mapping[str, str] = ""
    orientation: str | Mapping[str, str] = "leads"
    unit_kind: str = "department"
    nodes: "str | Path | IntoDataFrame | None" = None


def ties(source: Numbers, target: Numbers, weight: Numbers = (), row: Numbers = ()) -> pd.DataFrame:
    """Return ties as a frame of positions, weights (1 by default) and rows (0 by default)."""
    count = len(source)
    found = {
        "source": np.asarray(source, dtype=np.int64),
        "target": np.asarray(target, dtype=np.int64),
        "weight": np.asarray(weight, dtype=float) if len(weight) else np.ones(count),
        "row": np.asarray(row, dtype=np.int64) if len(row) else np.zeros(count, dtype=np.int64),
    }
    return pd.DataFrame(found)


def of_matrix(
    name: str, matrix: NDArray[np.float64], sheet: str
) -> tuple[Relation, tuple[str, ...]]:
    """Return the filled cells of a square matrix, and what was left out of it.

    Parameters
    ----------
    name : str
        What the relation is called.
    matrix : array
        Rows are sources; ``nan`` is a missing value.
    sheet : str
        What to call the matrix in places.
    """
    filled = np.nan_to_num(matrix) != 0
    own = int(np.diagonal(filled).sum())
    np.fill_diagonal(filled, val=0)
    source, target = np.nonzero(filled)
    notes = [
        say(f"io_network.{key}", count=count, matrix=sheet)
        for key, count in (("diagonal", own), ("missing", int(np.isnan(matrix).sum())))
        if count
    ]
    found = ties(source, target, matrix[source, target], source + 1)
    return Relation(name, found, sheet=sheet), tuple(notes)


@dataclass(frozen=True)
class _Taken:
    """One relation that becomes a kind of relation."""

    relation: Relation
    kind: str
    upward: bool


def multigraph_builder(graph: Multigraph, form: str, choices: Choices) -> Builder:
    """Return a builder with what a file holds.

    Parameters
    ----------
    graph : Multigraph
        Nodes and relations.
    form : str
        Name of the format, for the provenance.
    choices : Choices
        What the user says.

    Returns
    -------
    Builder
        With units and relations; several ties of one kind between two units are summed.

    Raises
    ------
    ReadError
        When the file holds several relations and nothing says their kinds.
    UnknownNameError
        When a choice names what does not exist.
    """
    check_kind(choices.unit_kind)
    taken = _taken(graph, choices)
    builder = Builder(title=visible(graph.title))
    for problem in graph.problems:
        builder.report(problem)
    labels = [label or str(number) for number, label in enumerate(graph.labels, 1)]
    frame = _merged(taken, labels)
    notes = (*graph.notes, *_left_out(graph, taken))
    for note in notes:
        _log.warning("%s: %s", graph.path.name, note)
    read_from = say("io_graph.read_from", file=graph.path.name, form=form)
    steps = (read_from, *notes, *_add_units(builder, graph, labels, frame, choices))
    builder.about = replace(builder.about, provenance=steps)
    for position, one in enumerate(taken):
        block = frame[frame["block"] == position]
        origin = Origin(graph.path.name, one.relation.sheet, rows=tuple(block["row"].tolist()))
        if len(block):
            builder.add_table("relations", block[["source", "target", "kind", "weight"]], origin)
    return builder


def _taken(graph: Multigraph, choices: Choices) -> list[_Taken]:
    kinds, upward = _kinds(graph, choices.relation), _upward(graph, choices.orientation)
    return [
        _Taken(one, kinds[i] if one.directed else UNDIRECTED, one.directed and i in upward)
        for i, one in enumerate(graph.relations)
        if i in kinds
    ]


def _left_out(graph: Multigraph, taken: list[_Taken]) -> tuple[str, ...]:
    used = {id(one.relation) for one in taken}
    left = [visible(one.name) for one in graph.relations if id(one) not in used]
    return (say("io_network.left_out", relations=", ".join(left)),) if left else ()


def _kinds(graph: Multigraph, relation: str | Mapping[str, str]) -> dict[int, str]:
    """Return the kind of each relation that is taken, by its position."""
    given = pairs(relation)
    everyone = range(len(graph.relations))
    if _for_all(given):
        return dict.fromkeys(everyone, _kind(next(iter(given))))
    if given:
        return {_place(graph, name): _kind(kind) for name, kind in given.items()}
    known = {i: _own_kind(graph.relations[i]) for i in everyone}
    directed = [i for i in everyone if graph.relations[i].directed]
    if len(directed) == 1:
        known[directed[0]] = known[directed[0]] or "leads"
    named = {i: kind for i, kind in known.items() if kind is not None}
    if len(named) < len(known):
        names = ", ".join(_names(graph))
        raise refuse(graph.path.name, "io_network.several_relations", relations=names)
    return named


def _for_all(given: Mapping[str, str]) -> bool:
    return len(given) == 1 and not next(iter(given.values()))


def _own_kind(one: Relation) -> str | None:
    return match("relation_kind", one.name) if one.directed else UNDIRECTED


def _kind(given: str) -> str:
    found = match("relation_kind", given)
    if found is None:
        raise UnknownNameError.among("model.as_relation_kinds", given, words("relation_kind"))
    return found


def _names(graph: Multigraph) -> list[str]:
    """Return the names of the relations; the number of one that has none."""
    return [visible(one.name) or str(number) for number, one in enumerate(graph.relations, 1)]


def _place(graph: Multigraph, name: str) -> int:
    names = _names(graph)
    if name not in names:
        raise UnknownNameError.among("io_network.as_relations", name, names)
    return names.index(name)


def _upward(graph: Multigraph, orientation: str | Mapping[str, str]) -> set[int]:
    given = pairs(orientation)
    for value in given if _for_all(given) else given.values():
        if value not in ORIENTATIONS:
            raise UnknownNameError.among("io_network.as_orientations", value, ORIENTATIONS)
    if _for_all(given):
        return set(range(len(graph.relations))) if "reports_to" in given else set()
    return {_place(graph, name) for name, value in given.items() if value == "reports_to"}


def _merged(taken: list[_Taken], labels: list[str]) -> pd.DataFrame:
    """Return all ties, labels for ends; ties of one kind between two units are one."""
    parts = [_down(one).assign(kind=one.kind, block=i) for i, one in enumerate(taken)]
    frame = pd.concat([ties([], []).assign(kind="", block=0), *parts], ignore_index=True)
    ends = ["source", "target", "kind"]
    if frame.duplicated(ends).any():
        how = {"weight": "sum", "row": "first", "block": "first"}
        frame = frame.groupby(ends, sort=False, as_index=False).agg(how)
    named = np.array([*labels, ""], dtype=object)
    return frame.assign(source=named[frame["source"]], target=named[frame["target"]])


def _down(one: _Taken) -> pd.DataFrame:
    """Return ties from superior to subordinate; one of the two where a mutual tie is meant."""
    frame = one.relation.ties
    if one.upward:
        return frame.rename(columns={"source": "target", "target": "source"})
    if not AUTHORITY[one.kind].symmetric or not one.relation.directed:
        return frame
    here = pd.MultiIndex.from_frame(frame[["source", "target", "weight"]])
    there = pd.MultiIndex.from_frame(frame[["target", "source", "weight"]])
    return frame[~(here.isin(there) & (frame["source"] > frame["target"]))]


def _add_units(
    builder: Builder,
    graph: Multigraph,
    labels: list[str],
    frame: pd.DataFrame,
    choices: Choices,
) -> tuple[str, ...]:
    if choices.nodes is not None:
        table = node_table(choices.nodes, graph.path)
        arcs = frame[["source", "target"]].itertuples(index=False, name=None)
        return add_nodes(builder, table, arcs, choices.unit_kind)
    texts = pd.DataFrame({"id": labels, **graph.attributes}, dtype="str").fillna("")
    own = Flat(texts, tuple(range(1, len(texts) + 1)), graph.path.name)
    known = {m: n for m, n in SYNONYMS.items() if m not in ("id", "superior", "dotted")}
    columns = usable_kind(own, meanings(texts.columns, known, {}) | {"id": "id", "name": "id"})
    add_units(builder, own, columns, choices.unit_kind, pd.Series(0.0, index=texts.index))
    return ()
