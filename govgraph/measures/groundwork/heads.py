"""Who has which superiors: the rows behind unity of command and dual leadership."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure

Sense = Literal["strict", "broad"]
Facet = str | None
#: Kind of a unit, and its area where it has one.
Place: TypeAlias = tuple[str, object]

#: Kinds of unit that lead for their area (块); the others lead for a line (条).
AREA_SIDE = frozenset({"government", "street_office", "party_committee", "portfolio"})


def superiors_of(source: GraphLike, facet: Facet, sense: Sense) -> pd.Series:
    """Return the number of direct superiors of every unit, the public left out.

    Parameters
    ----------
    source : Structure or networkx graph
        What to read; a plain graph's arcs all count.
    facet : str or None
        Count only ties that permit this facet; None for any. Guidance has no such facet and
        counts whole.
    sense : {"strict", "broad"}
        Leadership only, or guidance too.

    Returns
    -------
    Series
        Number of different superiors per unit.
    """
    check_choice(sense, ("strict", "broad"))
    if not isinstance(source, Structure):
        graph = hierarchy(source)
        return pd.Series(in_degree(graph), index=graph.nodes)
    topology = source.topology
    parts = [topology.arcs(["leads"], facet)]
    if sense == "broad":
        parts.append(topology.arcs(["guides"]))
    upper, lower = (
        np.concatenate([getattr(part, end) for part in parts]) for end in ("source", "target")
    )
    n = len(topology.units)
    pairs = np.sort(upper.astype(np.int64) * n + lower, kind="stable")
    count = np.bincount(pairs[np.diff(pairs, prepend=-1) > 0] % n, minlength=n)
    return pd.Series(count[topology.unit_kind != "public"], index=network(source).nodes)


def several_heads(
    structure: Structure, *, facet: Facet = "order", sense: Sense = "strict"
) -> pd.DataFrame:
    """Return every unit with more than one superior, and whether its leadership is declared.

    Dual leadership is *declared* when the unit is led both from the side of its area and from the
    side of a line, exactly one of its leadership ties is marked primary (以块为主 or 以条为主) and
    at least one names its basis. Every other case of several heads is *undeclared*. On the side of
    the area stand the government, street office, Party committee or portfolio of the unit's own
    territory (of any territory, where one of the two has none); every other head stands on the
    side of a line, the government of a higher territory too: it leads from above.

    Parameters
    ----------
    structure : Structure
        The structure.
    facet : str or None
        Count only superiors whose tie permits this facet; None for any.
    sense : {"strict", "broad"}
        Count leadership only, or guidance too. Only leadership ties declare anything.

    Returns
    -------
    DataFrame
        ``unit``, ``heads`` (tuple of unit ids), ``area_side`` and ``line_side`` (heads on either
        side), ``primary`` (number of ties marked so), ``basis`` (tuple of the grounds named) and
        ``declared``.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.command import several_heads
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("units", id="bureau", name="Bureau", kind="department")
    >>> build = build.add("units", id="office", name="Office", kind="dispatched_agency")
    >>> tie = {"target": "office", "kind": "leads", "basis": "Decree 12"}
    >>> build = build.add("relations", source="bureau", primary=True, **tie)
    >>> build = build.add("relations", source="town", **tie)
    >>> several_heads(build.build())[["unit", "heads", "declared"]].values.tolist()
    [['office', ('bureau', 'town'), True]]
    """
    check_choice(sense, ("strict", "broad"))
    key = ("several heads", facet, sense)
    return structure.derive(key, lambda: _several_heads(structure, facet, sense)).copy()


def _several_heads(structure: Structure, facet: Facet, sense: Sense) -> pd.DataFrame:
    topology = structure.topology
    parts = [topology.arcs(["leads"], facet)]
    if sense == "broad":
        parts.append(topology.arcs(["guides"]))
    arcs, target = (np.concatenate([getattr(p, end) for p in parts]) for end in ("row", "target"))
    several = np.zeros(len(topology.units), bool)
    several[topology.unit_kind != "public"] = superiors_of(structure, facet, sense) > 1
    rows = structure.relations.iloc[np.sort(arcs[several[target]])]
    ties: dict[str, list[_Tie]] = {}
    cells = (rows[name].tolist() for name in ("target", "source", "kind", "primary", "basis"))
    for unit, *tie in zip(*cells, strict=True):
        ties.setdefault(unit, []).append(_Tie(*tie))
    units = structure.units
    units = units[units["id"].isin({*ties, *rows["source"]})]
    places = dict(zip(units["id"], zip(units["kind"], units["area"], strict=True), strict=True))
    found = [_heads(unit, own, places) for unit, own in sorted(ties.items())]
    columns = ["unit", "heads", "area_side", "line_side", "primary", "basis", "declared"]
    return pd.DataFrame(found, columns=columns)


@dataclass(frozen=True)
class _Tie:
    head: str
    kind: str
    primary: object
    basis: object


def _heads(unit: str, rows: list[_Tie], places: dict[str, Place]) -> dict[str, object]:
    ties = [tie for tie in rows if tie.kind == "leads"]
    leading = sorted({tie.head for tie in ties})
    area_side = tuple(head for head in leading if _for_the_area(places[head], places[unit]))
    line_side = tuple(head for head in leading if head not in area_side)
    primary = sum(tie.primary is True for tie in ties)
    basis = tuple(sorted({tie.basis for tie in ties if isinstance(tie.basis, str)}))
    return {
        "unit": unit,
        "heads": tuple(sorted({tie.head for tie in rows})),
        "area_side": area_side,
        "line_side": line_side,
        "primary": primary,
        "basis": basis,
        "declared": bool(area_side and line_side and primary == 1 and basis),
    }


def _for_the_area(head: Place, unit: Place) -> bool:
    areas = {area for _, area in (head, unit) if isinstance(area, str)}
    return head[0] in AREA_SIDE and len(areas) < 2  # noqa: PLR2004 - both the same


def subordinates_only(count: pd.Series) -> pd.Series:
    """Return the units that have a superior; raise when none has."""
    led = count[count > 0]
    if led.empty:
        raise UndefinedMeasureError("measures.no_subordinates")
    return led
