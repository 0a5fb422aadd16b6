"""Independent ways (独立途径): how many paths there are that share no tie, or no unit.

A case that can go only one way stops when one unit on it stops. By Menger's theorem the number of
ways that share nothing is also the number of ties (or units) that would have to fail.
"""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.disjoint import Ways
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.access import access
from govgraph.measures.groundwork.ends import ends
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.lengths import Relations, either_way
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure

FAMILY = Family("coordination", en="Independent ways", zh="独立途径")

#: Relations over which a case moves on; leadership carries it up and, by order, down.
ONWARD = ("refers", "calls", "leads")


def _between(
    source: GraphLike,
    first: Hashable,
    second: Hashable,
    relations: Relations,
    *,
    through: bool,
) -> tuple[Ways, int, int]:
    start, end = ends(source, first, second)
    if start == end:
        raise UndefinedMeasureError("measures.same_unit", unit=first)
    graph = network(source, relations).undirected()
    return Ways(len(graph), *either_way(graph), through=through), start, end


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Edge-disjoint paths between two units",
        "Largest number of paths between two units no two of which use the same tie, over any"
        " coordinating ties, taken either way.",
        "Higher: more ties must fail before the two lose touch; 0: they are not connected.",
        "Undefined from a unit to itself.",
    ),
    zh=Wording(
        "两单位边不相交路径数",
        "两个单位之间互不共用任何联系的路径的最大数目（经由任意协调性关系，不计方向）。",
        "数值越大，须有越多联系中断，两个单位才会失去联系；0 表示不连通。",
        "单位到自身无定义。",
    ),
    formula=r"\lambda(a,b)",
    range=(0, None),
    higher="better",
    dimension="measures.paths",
    sources=("Menger1927",),
    graph=True,
    with_ties="rises",
)
def edge_disjoint(
    source: GraphLike, first: Hashable, second: Hashable, *, relations: Relations = None
) -> float:
    """Return the number of paths between two units that share no tie.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, several between two units count once.
    first, second : hashable
        The two units.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    float
        The number; 0 when no path joins them.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When both are the same unit, or one is the public.

    Notes
    -----
    A maximum flow with capacity 1 on every tie.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import disjoint_paths
    >>> disjoint_paths.edge_disjoint(nx.cycle_graph(5), 0, 2)
    2.0
    """
    ways, start, end = _between(source, first, second, relations, through=False)
    return float(ways.number(start, end))


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Node-disjoint paths between two units",
        "Largest number of paths between two units no two of which pass the same unit in between,"
        " over any coordinating ties, taken either way.",
        "Higher: more units must fail before the two lose touch; 0: they are not connected.",
        "Undefined from a unit to itself.",
    ),
    zh=Wording(
        "两单位点不相交路径数",
        "两个单位之间除两端外互不经过同一单位的路径的最大数目（经由任意协调性关系，不计方向）。",
        "数值越大，须有越多单位失灵，两个单位才会失去联系；0 表示不连通。",
        "单位到自身无定义。",
    ),
    formula=r"\kappa(a,b)",
    range=(0, None),
    higher="better",
    dimension="measures.paths",
    sources=("Menger1927",),
    graph=True,
    with_ties="rises",
)
def node_disjoint(
    source: GraphLike, first: Hashable, second: Hashable, *, relations: Relations = None
) -> float:
    """Return the number of paths that share no unit; parameters are those of `edge_disjoint`.

    A direct tie between the two counts as one path.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import disjoint_paths
    >>> bow_tie = nx.Graph([(1, 2), (1, 3), (2, 3), (3, 4), (3, 5), (4, 5)])
    >>> disjoint_paths.node_disjoint(bow_tie, 1, 5), disjoint_paths.edge_disjoint(bow_tie, 1, 5)
    (1.0, 2.0)
    """
    ways, start, end = _between(source, first, second, relations, through=True)
    return float(ways.number(start, end))


def listed(
    source: GraphLike,
    first: Hashable,
    second: Hashable,
    *,
    relations: Relations = None,
    share_units: bool = False,
) -> list[tuple[Hashable, ...]]:
    """Return as many paths between two units that share nothing as there can be.

    Parameters
    ----------
    source : Structure or networkx graph
        What to read.
    first, second : hashable
        The two units.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    share_units : bool
        Whether paths may pass the same unit and only share no tie.

    Returns
    -------
    list of tuple
        The units of each path, both ends included, the shortest path first. There may be other
        sets of as many paths; this one is always the same for the same structure.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When both are the same unit, or one is the public.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import disjoint_paths
    >>> disjoint_paths.listed(nx.cycle_graph(5), 0, 2)
    [(0, 1, 2), (0, 4, 3, 2)]
    """
    ways, start, end = _between(source, first, second, relations, through=not share_units)
    nodes = network(source).nodes
    return [tuple(nodes[list(way)]) for way in ways.listed(start, end)]


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Independent ways from the public",
        "Largest number of ways from the public to a unit no two of which pass the same operating"
        " unit in between. The public goes to units that serve it; a case goes on by referral, by"
        " call, and along leadership up and down. A channel, desk or platform counts as the unit"
        " that operates it.",
        "Higher: more units must fail before the public can no longer reach the unit; 0: it cannot"
        " be reached.",
        "Undefined when no unit serves the public.",
        "The number of ways from the public to {unit} that share no operating unit is {value}.",
    ),
    zh=Wording(
        "公众到达单位的独立途径数",
        "公众到达某单位的、中间互不经过同一运营单位的途径的最大数目。公众先到为其服务的单位，"
        "办件再经转办、吹哨以及领导关系（上报、交办）流转；渠道、窗口、平台计入其运营单位。",
        "数值越大，须有越多单位失灵，公众才无法到达该单位；0 表示无法到达。",
        "没有任何单位服务公众时无定义。",
        "公众到达{unit}的、互不共用运营单位的途径有 {value} 条。",
    ),
    formula=r"\kappa(\mathrm{public}, i)",
    range=(0, None),
    higher="better",
    dimension="measures.paths",
    sources=("Menger1927",),
)
def from_public(
    structure: Structure, *, relations: tuple[str, ...] = ONWARD, down: bool = True
) -> pd.Series:
    """Return the number of independent ways from the public to every unit.

    Parameters
    ----------
    structure : Structure
        The structure.
    relations : tuple of str
        Relations over which a case moves on from the unit that takes it in. All run from their
        source to their target (a call that is never answered does not); leadership also carries
        cases up, from subordinate to superior.
    down : bool
        Whether leadership carries cases down too, by order.

    Returns
    -------
    Series
        Number of ways per unit; a unit that serves the public itself has at least one.

    Raises
    ------
    UndefinedMeasureError
        When no unit takes cases from the public.

    Notes
    -----
    A service that only pushes takes no case in. Ties that name a matter count for all. All rows of
    the public are one. A channel, desk or platform is operated by the unit that leads it (the
    primary one where several do); ways over two accounts of one bureau pass the same operating
    unit, and an account has as many ways as its bureau.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import disjoint_paths
    >>> build = gg.Builder().add("units", id="people", name="People", kind="public")
    >>> for unit in ("gov", "env", "town"):
    ...     build = build.add("units", id=unit, name=unit.title(), kind="government")
    >>> for unit in ("env", "town"):
    ...     build = build.add("relations", source="gov", target=unit, kind="leads")
    ...     build = build.add("relations", source=unit, target="people", kind="serves")
    >>> disjoint_paths.from_public(build.build()).to_dict()
    {'env': 2.0, 'gov': 2.0, 'town': 2.0}
    """
    ways = access(structure, relations, down=down).numbers
    graph = network(structure)
    own = structure.topology.units.get_indexer(graph.nodes)
    return per_unit(graph, ways[own], "disjoint_paths.from_public")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of units with a single way from the public",
        "Share, among the units that the public can reach, of those that it has one independent way"
        " to.",
        "Higher: more units lie behind one gateway, whose failure cuts them off.",
        "Undefined when the public can reach no unit.",
    ),
    zh=Wording(
        "公众仅有一条独立途径可达的单位占比",
        "公众可到达的单位中，仅有一条独立途径的占比。",
        "数值越大，越多的单位处于唯一通道之后，通道失灵即被隔断。",
        "公众无法到达任何单位时无定义。",
    ),
    formula=r"|\{i : \kappa(\mathrm{public}, i) = 1\}| / |\{i : \kappa(\mathrm{public}, i) > 0\}|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Menger1927",),
)
def single_way(
    structure: Structure, *, relations: tuple[str, ...] = ONWARD, down: bool = True
) -> float:
    """Return the share of units to which the public has one way only.

    Parameters and errors are those of `from_public`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import disjoint_paths
    >>> build = gg.Builder().add("units", id="people", name="People", kind="public")
    >>> for unit in ("env", "gov"):
    ...     build = build.add("units", id=unit, name=unit.title(), kind="government")
    >>> build = build.add("relations", source="gov", target="env", kind="leads")
    >>> build = build.add("relations", source="gov", target="people", kind="serves")
    >>> disjoint_paths.single_way(build.build())
    1.0
    """
    ways = from_public(structure, relations=relations, down=down).to_numpy()
    return float(np.mean(ways[ways > 0] == 1))
