"""Key players (关键节点): the few units whose loss breaks the network, or who reach it best.

KPP-Neg asks which k units, taken away, leave the rest most fragmented; KPP-Pos which k units are
nearest to everyone. Ties are taken either way, as Borgatti defines both.
"""

import numpy as np

from govgraph.kernels.subsets import Subset
from govgraph.measures.catalogue import MANY_REACHED, Family, Wording
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.players import (
    SEARCHES,
    KeyPlayers,
    Relations,
    check_size,
    each_reach,
    each_removal,
    reached,
    removals,
    searched,
    single,
    submodular_bound,
    undirected,
)
from govgraph.measures.groundwork.removal import nearness
from govgraph.model.network import GraphLike

FAMILY = Family("fragmentation", en="Key players", zh="关键节点")

__all__ = ["KeyPlayers", "components", "distance", "fragmenting", "reach", "reaching"]

_SOURCES = ("Borgatti2006",)
_FEW_EN = "Undefined when fewer than two units would be left."
_FEW_ZH = "剩余单位不足两个时无定义。"


def fragmenting(
    source: GraphLike,
    k: int = 1,
    *,
    criterion: str = "distance",
    keep_removed: bool = False,
    search: str = "auto",
    relations: Relations = None,
) -> KeyPlayers:
    """Return the k units whose removal fragments the rest most (KPP-Neg).

    Parameters
    ----------
    source : Structure or networkx graph
        What to search.
    k : int
        Number of units to remove together.
    criterion : {"distance", "components"}
        The fragmentation that is left: DF or F of `govgraph.measures.fragmentation`.
    keep_removed : bool
        Whether units removed stay in the count of pairs as isolates, so that the denominator is
        n (n − 1); else they are dropped and it is (n − k)(n − k − 1).
    search : {"auto", "exhaustive", "greedy"}
        Try all sets; or pick units one by one and exchange them while that helps. ``"auto"`` tries
        all when there are at most 20,000 sets. A single unit is always sought among all.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    KeyPlayers
        The sets, their value, and how far the optimum can lie above it.

    Raises
    ------
    UndefinedMeasureError
        When fewer than two units would be left to measure.

    Notes
    -----
    The bound of a greedy search follows from degrees and can lie far above the value; it is proven,
    not estimated. Each set costs one fragmentation of the network.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import key_players
    >>> found = key_players.fragmenting(nx.krackhardt_kite_graph(), 2)
    >>> found.members, round(found.value, 4), found.gap
    (((5, 6),), 0.6071, 0.0)
    """
    check_choice(search, SEARCHES)
    removal = removals(source, criterion, relations, keep_removed=keep_removed, k=k)
    nodes = removal.graph.nodes.to_numpy()
    if k == 1:
        return single(nodes, each_removal(source, removal, relations))
    return searched(nodes, k, removal, search, ("degrees", lambda _: removal.bound(k)))


def reaching(
    source: GraphLike,
    k: int = 1,
    *,
    normalisation: str = "members",
    search: str = "auto",
    relations: Relations = None,
) -> KeyPlayers:
    """Return the k units that together are nearest to everyone (KPP-Pos).

    Parameters
    ----------
    source : Structure or networkx graph
        What to search.
    k : int
        Number of units.
    normalisation : {"members", "others", "others_only"}
        What the distance-weighted reach D_R averages: all n units, members of the set counting 1,
        as Borgatti has it; only the others, still over n; or only the others over n − k, as R's
        ``keyplayer`` does. They rank sets of one size alike.
    search : {"auto", "exhaustive", "greedy"}
        As in `fragmenting`.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    KeyPlayers
        The sets, their value, and how far the optimum can lie above it.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than k units, or, for the last normalisation, no others.

    Notes
    -----
    D_R grows by less and less as units are added, so that a greedy search reaches at least
    1 − 1/e, about 63 %, of the optimum; the bound is the tighter one that the search itself
    proves.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import key_players
    >>> found = key_players.reaching(nx.krackhardt_kite_graph(), 2, search="greedy")
    >>> found.value, found.search, found.proof
    (1.0, 'greedy', 'submodularity')
    """
    check_choice(search, SEARCHES)
    graph = undirected(source, relations)
    n, nodes = len(graph), graph.nodes.to_numpy()
    check_size(k, n, 1 if normalisation == "others_only" else 0)
    if k == 1:
        each = each_reach(source, graph, relations)
        return single(nodes, reached(each, n, k, normalisation))
    weights = nearness(graph)

    def value(members: Subset) -> float:
        total = weights[list(members)].max(axis=0).sum()
        return float(reached(total, n, k, normalisation))

    def bound(path: list[Subset]) -> float:
        total = submodular_bound(weights, path, k)
        return min(float(reached(np.array(total), n, k, normalisation)), 1.0)

    return searched(nodes, k, value, search, ("submodularity", bound))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Fragmentation without the key players (F)",
        "Share of pairs of the other units that no chain of ties joins once the k units are gone"
        " whose removal makes it largest.",
        "Higher: the network hangs together by those few units.",
        _FEW_EN,
    ),
    zh=Wording(
        "去除关键节点后的碎片化指数（F）",
        "去除使碎片化最大的 k 个单位后，其余单位中互不连通的单位对占比。",
        "数值越大，整个网络越依赖这几个单位维系。",
        _FEW_ZH,
    ),
    formula=r"\max_{|K| = k} F(G \setminus K)",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("key_player_KPPNEG_F",),
    graph=True,
    with_ties="falls",
)
def components(
    source: GraphLike,
    *,
    k: int = 1,
    keep_removed: bool = False,
    search: str = "auto",
    relations: Relations = None,
) -> float:
    """Return Borgatti's F without the k units that raise it most; see `fragmenting`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import key_players
    >>> key_players.components(nx.star_graph(3))
    1.0
    """
    found = fragmenting(source, k, criterion="components", keep_removed=keep_removed,
                        search=search, relations=relations)  # fmt: skip
    return found.value


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Distance-weighted fragmentation without the key players (DF)",
        "One minus the mean of 1 / distance over pairs of the other units once the k units are gone"
        " whose removal makes it largest.",
        "Higher: short paths, or any paths, run through those few units.",
        _FEW_EN,
    ),
    zh=Wording(
        "去除关键节点后的距离加权碎片化指数（DF）",
        "去除使碎片化最大的 k 个单位后，1 减去其余单位对距离倒数的平均值。",
        "数值越大，单位间的（较短）路径越依赖这几个单位。",
        _FEW_ZH,
    ),
    formula=r"\max_{|K| = k} DF(G \setminus K)",
    range=(0, 1),
    higher="worse",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("key_player_KPPNEG_DF",),
    graph=True,
    with_ties="falls",
    limit=500,
)
def distance(
    source: GraphLike,
    *,
    k: int = 1,
    keep_removed: bool = False,
    search: str = "auto",
    relations: Relations = None,
) -> float:
    """Return Borgatti's DF without the k units that raise it most; see `fragmenting`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import key_players
    >>> round(key_players.distance(nx.krackhardt_kite_graph()), 4)
    0.4861
    """
    found = fragmenting(source, k, keep_removed=keep_removed, search=search, relations=relations)
    return found.value


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Reach of the key players (D_R)",
        "Mean of 1 / distance from each unit to the nearest of the k units that make it largest; a"
        " unit that they do not reach counts 0, they themselves 1.",
        "1: the k units are in touch with everyone; towards 0: nobody reaches many.",
        "Undefined when there are fewer than k units.",
    ),
    zh=Wording(
        "关键节点可达度（D_R）",
        "各单位到最优 k 个单位中最近者距离倒数的平均值；不可达计 0，这 k 个单位自身计 1。",
        "1 表示这 k 个单位与所有单位直接相连，越接近 0 越没有单位能到达多数单位。",
        "单位不足 k 个时无定义。",
    ),
    formula=r"\max_{|K| = k} \frac{1}{n}\sum_j \frac{1}{d_{Kj}}",
    range=(0, 1),
    higher="better",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("key_player_KPPPOS_DR", "distance_weighted_reach_DR"),
    graph=True,
    with_ties="rises",
    limit=MANY_REACHED,
)
def reach(
    source: GraphLike,
    *,
    k: int = 1,
    normalisation: str = "members",
    search: str = "auto",
    relations: Relations = None,
) -> float:
    """Return Borgatti's D_R of the k units that reach the network best; see `reaching`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import key_players
    >>> key_players.reach(nx.star_graph(3)), key_players.reach(nx.star_graph(3), k=4)
    (1.0, 1.0)
    """
    found = reaching(source, k, normalisation=normalisation, search=search, relations=relations)
    return found.value
