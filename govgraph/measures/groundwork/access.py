"""By which ways the public reaches units: who takes cases in, and to whom they can go on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.disjoint import Ways
from govgraph.model.structure import Structure

#: Kinds of unit that another unit operates: a way over one is a way over its operator.
OPERATED = frozenset({"channel", "desk", "platform"})


@dataclass(frozen=True, eq=False)
class Access:
    """The graph of ways from the public.

    Attributes
    ----------
    ways : Ways
        Its nodes are operating units, by the number of one of their units, and the public.
    public : int
        The node of the public, all its rows joined.
    operator : array of int
        Node of each unit, by unit number.
    """

    ways: Ways
    public: int
    operator: NDArray[np.intp]

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Number of ways from the public to each unit that pass no operating unit in common."""
        return self.ways.numbers(self.public)[self.operator]


def access(structure: Structure, relations: tuple[str, ...], *, down: bool) -> Access:
    """Return by which ways the public reaches operating units; computed once for a structure.

    Raises
    ------
    UndefinedMeasureError
        When no unit takes cases from the public.
    """
    key = ("access", relations, down)
    tables = ("units", "relations")
    return structure.derive(key, lambda: _access(structure, relations, down=down), of=tables)


def _access(structure: Structure, relations: tuple[str, ...], *, down: bool) -> Access:
    topology, rows = structure.topology, structure.relations
    operator = operators(structure)
    n = len(operator)
    operator[topology.unit_kind == "public"] = n
    serves = topology.arcs(["serves"])
    open_ones = (rows["mode"].iloc[serves.row] != "push").fillna(value=True).to_numpy(dtype=bool)
    if not open_ones.any():
        raise UndefinedMeasureError("measures.no_doors")
    source, target = [serves.target[open_ones]], [serves.source[open_ones]]
    onward = topology.arcs([kind for kind in relations if kind != "leads"])
    live = ~(rows["probability"].iloc[onward.row] == 0).to_numpy(dtype=bool)
    source.append(onward.source[live])
    target.append(onward.target[live])
    leads = topology.arcs(["leads"] if "leads" in relations else [])
    source += [leads.target, leads.source] if down else [leads.target]
    target += [leads.source, leads.target] if down else [leads.source]
    first, second = operator[np.concatenate(source)], operator[np.concatenate(target)]
    apart = (first != second) & (second != n)
    arcs = np.unique(first[apart].astype(np.int64) * (n + 1) + second[apart])
    return Access(Ways(n + 1, arcs // (n + 1), arcs % (n + 1), through=True), n, operator)


def operators(structure: Structure) -> NDArray[np.intp]:
    """Return for each unit the number of the unit that operates it, itself for most.

    A channel, desk or platform is operated by the unit that leads it, by the one whose leadership
    is primary where several do, and by itself where that leaves none or several.
    """
    topology = structure.topology
    leads = topology.arcs(["leads"])
    primary = structure.relations["primary"].iloc[leads.row].fillna(value=False).astype(bool)
    above: dict[int, set[int]] = {}
    first_above: dict[int, set[int]] = {}
    for upper, lower, marked in zip(
        leads.source.tolist(), leads.target.tolist(), primary.tolist(), strict=True
    ):
        above.setdefault(lower, set()).add(upper)
        if marked:
            first_above.setdefault(lower, set()).add(upper)
    operator = np.arange(len(topology.units))
    for unit in np.flatnonzero(np.isin(topology.unit_kind, list(OPERATED))).tolist():
        for heads in (above.get(unit, set()), first_above.get(unit, set())):
            if len(heads) == 1:
                (operator[unit],) = heads
    while (operator != operator[operator]).any():
        operator = operator[operator]
    return operator
