"""Structural holes (结构洞): whether a unit's contacts are tied to each other past it.

A unit whose contacts deal with each other directly is *constrained*: it has nobody to choose
between. A unit between contacts that are not tied spans a hole and can hold things up, or together.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.csr import Rows, csr
from govgraph.kernels.triangles import Floats, over_common_neighbours, reversed_entries
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.lengths import either_way
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, Network, network

FAMILY = Family("accountability", en="Structural holes", zh="结构洞")

Relations: TypeAlias = tuple[str, ...] | None
Weigh: TypeAlias = Literal["union", "arcs"]

_SOURCES = ("Burt1992", "Burt2004")
_ALONE_EN = "Undefined for a unit that is tied to no other."
_ALONE_ZH = "与其他单位没有任何联系的单位无定义。"


@dataclass(frozen=True, eq=False)
class _Contacts:
    """Every unit's contacts, and what each tie weighs."""

    graph: Network
    rows: Rows
    weight: Floats

    @cached_property
    def number(self) -> Floats:
        """Number of contacts of each unit."""
        return np.diff(self.rows[0]).astype(float)

    @cached_property
    def unit(self) -> NDArray[np.intp]:
        """The unit whose tie each entry is."""
        return np.repeat(np.arange(len(self.graph)), np.diff(self.rows[0]))

    @property
    def share(self) -> Floats:
        """Part of its unit's weight that each tie has."""
        return self.weight / self.summed(self.weight)[self.unit]

    @property
    def strength(self) -> Floats:
        """Each tie's weight over the largest of its unit."""
        strongest = np.zeros(len(self.graph))
        np.maximum.at(strongest, self.unit, self.weight)
        return self.weight / strongest[self.unit]

    def summed(self, values: Floats) -> Floats:
        """Sum over the ties of each unit."""
        return np.asarray(np.bincount(self.unit, values, len(self.graph)), dtype=float)


def _contacts(source: GraphLike, relations: Relations, weigh: Weigh) -> _Contacts:
    """Who is tied to whom, by mutual weights ``a_ij + a_ji`` or each tie by 1."""
    check_choice(weigh, ("union", "arcs"))
    found = network(source, relations)
    graph = found.undirected()
    if not len(graph.source):
        raise UndefinedMeasureError("measures.no_ties")
    n, rows = len(graph), csr(len(graph), *either_way(graph))
    contacts = _Contacts(graph, rows, np.ones(len(rows[1])))
    if weigh == "union":
        return contacts
    first, second = either_way(found.simple())
    entry = np.searchsorted(contacts.unit * n + rows[1], first.astype(np.int64) * n + second)
    return replace(contacts, weight=np.bincount(entry).astype(float))


def _or_nan(ties: Floats, values: Floats) -> Floats:
    return np.where(ties > 0, values, np.nan)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Constraint (structural holes)",
        "Sum over a unit's contacts of the square of the share of its ties that is invested in the"
        " contact, directly or through other contacts.",
        "Higher: its contacts are few or tied to each other, and it has little room; low values"
        " mark units that stand between parts. A unit with one contact has 1; a unit whose few"
        " contacts are all tied may have more.",
        _ALONE_EN,
        "The constraint on {unit} is {value}: the lower, the more it stands between contacts that"
        " are not tied to each other.",
    ),
    zh=Wording(
        "结构约束（结构洞）",
        "对单位的每个联系对象，求其联系中直接投入以及经其他对象间接投入该对象的份额的平方，再求和。",
        "数值越大，联系对象越少或彼此越相连，回旋余地越小；数值小表示处于互不相连的各方之间。"
        "仅有一个联系对象的单位为 1；联系对象很少且彼此相连的，可大于 1。",
        _ALONE_ZH,
        "{unit}的结构约束为 {value}；数值越小，越处于互不相连的各方之间。",
    ),
    formula=r"c_i = \sum_{j \in N(i)} \left(p_{ij} + \sum_q p_{iq} p_{qj}\right)^2,"
    r"\quad p_{ij} = \frac{a_{ij} + a_{ji}}{\sum_k (a_{ik} + a_{ki})}",
    range=(0, None),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("burt_constraint",),
    graph=True,
)
def constraint(
    source: GraphLike, *, relations: Relations = None, weigh: Weigh = "union"
) -> pd.Series:
    """Return Burt's constraint of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, loops left out.
    relations : tuple of str or None
        Kinds of relation of a structure that count as ties; None for all that carry coordination.
    weigh : {"union", "arcs"}
        Every pair of tied units weighs the same, or a pair tied both ways weighs twice, as in
        Burt's ``a_ij + a_ji`` and in networkx and igraph on directed graphs.

    Returns
    -------
    Series
        Constraint per unit; nan for a unit without ties.

    Raises
    ------
    UndefinedMeasureError
        When no two units are tied.

    Notes
    -----
    The contacts ``j`` are those tied to the unit; ``q`` runs over all units, and adds where it is
    tied to both. The cost grows with the sum, over the ties, of the smaller number of ties that
    either end has.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import structural_holes
    >>> structural_holes.constraint(nx.DiGraph([("county", "env"), ("county", "town")])).to_dict()
    {'county': 0.5, 'env': 1.0, 'town': 1.0}
    """
    ties = _contacts(source, relations, weigh)
    invested = ties.share + over_common_neighbours(ties.rows, ties.share, ties.share)
    value = _or_nan(ties.number, ties.summed(invested**2))
    return per_unit(ties.graph, value, "structural_holes.constraint")


def _effective(ties: _Contacts) -> Floats:
    strength = ties.strength[reversed_entries(ties.rows)]
    return ties.number - ties.summed(over_common_neighbours(ties.rows, ties.share, strength))


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Effective size (structural holes)",
        "Number of a unit's contacts, less the mean number of ties that each has to the other"
        " contacts.",
        "Higher: more contacts that nobody else in its surroundings reaches.",
        _ALONE_EN,
        "The contacts of {unit} count as {value} that are independent of one another.",
    ),
    zh=Wording(
        "有效规模（结构洞）",
        "单位的联系对象数，减去每个联系对象与其他联系对象之间平均的联系数。",
        "数值越大，互不重复的联系对象越多。",
        _ALONE_ZH,
        "{unit}的联系对象相当于 {value} 个互不重复的对象。",
    ),
    formula=r"e_i = \sum_{j \in N(i)} \left(1 - \sum_{q} p_{iq} m_{jq}\right)"
    r" = d_i - \frac{2 t_i}{d_i}",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=(*_SOURCES, "Borgatti1997"),
    oracles=("burt_effective_size",),
    graph=True,
)
def effective_size(
    source: GraphLike, *, relations: Relations = None, weigh: Weigh = "union"
) -> pd.Series:
    """Return the effective size of every unit's surroundings.

    Parameters and errors are those of `constraint`. Over the union this is Borgatti's form, the
    number of contacts less twice the ties among them divided by their number; with
    ``weigh="arcs"`` Burt's, in which a contact's ties are measured by its strongest one.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import structural_holes
    >>> chart = nx.DiGraph([("county", "env"), ("county", "town"), ("env", "town")])
    >>> structural_holes.effective_size(chart).to_dict()
    {'county': 1.0, 'env': 1.0, 'town': 1.0}
    """
    ties = _contacts(source, relations, weigh)
    value = _or_nan(ties.number, _effective(ties))
    return per_unit(ties.graph, value, "structural_holes.effective_size")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Efficiency (structural holes)",
        "Effective size as a share of the number of contacts.",
        "1: no two of its contacts are tied; lower: more of them are redundant.",
        _ALONE_EN,
        "Of the contacts of {unit}, {value} are not redundant.",
    ),
    zh=Wording(
        "联系效率（结构洞）",
        "有效规模占联系对象数的比例。",
        "1 表示联系对象两两互不相连；数值越小，重复的联系越多。",
        _ALONE_ZH,
        "{unit}的联系对象中，不重复部分占 {value}。",
    ),
    formula=r"e_i / d_i",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=(*_SOURCES, "Borgatti1997"),
    graph=True,
)
def efficiency(
    source: GraphLike, *, relations: Relations = None, weigh: Weigh = "union"
) -> pd.Series:
    """Return effective size over the number of contacts; parameters are those of `constraint`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import structural_holes
    >>> structural_holes.efficiency(nx.path_graph(3, create_using=nx.DiGraph)).to_dict()
    {0: 1.0, 1: 1.0, 2: 1.0}
    """
    ties = _contacts(source, relations, weigh)
    value = _or_nan(ties.number, _effective(ties) / np.maximum(ties.number, 1))
    return per_unit(ties.graph, value, "structural_holes.efficiency")
