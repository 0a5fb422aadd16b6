"""Congestion (拥堵): how much the busiest units handle, and when messages begin to pile up.

Every unit sends messages to all others along shortest paths over coordinating ties, taken either
way. A unit handles one message per step on average; what it cannot handle waits.
"""

import pandas as pd

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures.catalogue import MANY_PAIRS, Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.load import Relations
from govgraph.measures.groundwork.load import load as message_load
from govgraph.model.network import GraphLike

FAMILY = Family("congestion", en="Congestion", zh="拥堵")

_SOURCES = ("GuimeraEtAl2002", "Brandes2001")
_NONE_EN = "Undefined when no two units are joined."
_NONE_ZH = "没有任何两个单位相连时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Load of messages",
        "When every unit sends one message to every other along a shortest path, the number of"
        " messages that a unit sends or passes on (its algorithmic betweenness).",
        "Higher: more of what others say to each other waits for this unit.",
        sentence="{unit} sends or passes on {value} messages when every unit writes once to every"
        " other.",
    ),
    zh=Wording(
        "信息负荷",
        "每个单位沿最短路径向其他各单位各发送一条信息时，"
        "一个单位发出和中转的信息条数（算法介数）。",
        "数值越大，其他单位之间的往来越多地有赖于该单位。",
        sentence="每个单位向其他各单位各发送一条信息时，{unit}发出和中转的信息共 {value} 条。",
    ),
    formula=r"B_i = \sum_{s \ne t,\, t \ne i} \frac{\sigma_{st}(i)}{\sigma_{st}}",
    range=(0, None),
    higher="depends",
    dimension="measures.messages",
    sources=_SOURCES,
    oracles=("guimera_rho_c",),
    graph=True,
    limit=MANY_PAIRS,
)
def load(source: GraphLike, *, origin: bool = True, relations: Relations = None) -> pd.Series:
    """Return how many messages every unit handles when each unit writes once to every other.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    origin : bool
        Whether a unit's own messages count for it. Without them the number is the (unnormalised)
        betweenness of the unit over ordered pairs. The receiver never counts.
    relations : tuple of str, optional
        Kinds of relation that carry messages; all that carry coordination by default.

    Returns
    -------
    Series
        Messages per unit; 0 for a unit without ties. A message between units with several
        shortest paths is shared evenly among them.

    Notes
    -----
    Units that have no path to each other exchange nothing.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import congestion
    >>> congestion.load(nx.star_graph(3)).to_dict()
    {0: 9.0, 1: 3.0, 2: 3.0, 3: 3.0}
    """
    found = message_load(source, relations)
    return per_unit(found.network, found.handled(origin=origin), "congestion.load")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Critical rate of messages",
        "Messages that each unit may create per step, each for another unit drawn evenly, before"
        " the busiest unit gets more than it can handle: the number of other units over the"
        " greatest load.",
        "Higher: more can be said before messages pile up without end.",
        _NONE_EN,
    ),
    zh=Wording(
        "拥堵临界速率",
        "各单位每步各自产生信息、收件单位随机抽取时，不致使最繁忙单位超出处理能力的每单位最大信息"
        "条数，即其他单位数与最大信息负荷之比。",
        "数值越大，出现无限积压之前可承受的往来越多。",
        _NONE_ZH,
    ),
    formula=r"\rho_c = \frac{S - 1}{B^{*}},\quad B^{*} = \max_i B_i",
    range=(0, None),
    higher="better",
    dimension="measures.messages_per_step",
    sources=("GuimeraEtAl2002",),
    oracles=("guimera_rho_c",),
    graph=True,
    limit=MANY_PAIRS,
)
def critical_rate(source: GraphLike, *, origin: bool = True, relations: Relations = None) -> float:
    """Return the rate at which messages begin to pile up at the busiest unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    origin : bool
        Whether a unit must handle its own messages too. With them the rate is at most 1; without
        them it has no upper bound, and none exists where no message is passed on.
    relations : tuple of str, optional
        Kinds of relation that carry messages; all that carry coordination by default.

    Returns
    -------
    float
        Messages per unit and step.

    Raises
    ------
    UndefinedMeasureError
        When no unit handles any message.

    Notes
    -----
    Each unit handles one message per step on average. Where not all units are joined, receivers
    are drawn among those within reach, and the number is that of the component that fails first.
    A star of S units gives 1 / (S − 1), a circle (S − 1) / ⌊S² / 4⌋, a complete graph 1.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import congestion
    >>> congestion.critical_rate(nx.star_graph(4))
    0.25
    """
    return 1 / _busiest(source, relations, origin=origin)


def _busiest(source: GraphLike, relations: Relations, *, origin: bool) -> float:
    """Messages per step at the busiest unit when every unit sends one."""
    intensity = message_load(source, relations).intensity(origin=origin)
    if not intensity.any():
        raise UndefinedMeasureError("measures.no_messages")
    return float(intensity.max())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Messages waiting",
        "Messages that are waiting or in hand, on average and over all units, when the busiest"
        " unit is kept busy a stated share of the time.",
        "Higher: the work of passing on is spread over more units that queue.",
        _NONE_EN,
    ),
    zh=Wording(
        "平均积压量",
        "最繁忙单位按给定的时间占比处于忙碌状态时，全部单位正在处理和等待处理的信息的平均条数之和"
        "。",
        "数值越大，承担中转并形成排队的单位越多。",
        _NONE_ZH,
    ),
    formula=r"L = \sum_i \frac{x_i}{1 - x_i},\quad x_i = \frac{\rho B_i}{S - 1},"
    r"\quad \rho = u \rho_c",
    range=(0, None),
    higher="worse",
    dimension="measures.messages",
    sources=("GuimeraEtAl2002",),
    graph=True,
    limit=MANY_PAIRS,
)
def waiting(
    source: GraphLike,
    *,
    utilisation: float = 0.5,
    origin: bool = True,
    relations: Relations = None,
) -> float:
    """Return the total load below the critical rate.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    utilisation : float
        Share of the critical rate at which every unit sends, from 0 to below 1: the share of time
        for which the busiest unit is busy.
    origin : bool
        Whether a unit must handle its own messages too.
    relations : tuple of str, optional
        Kinds of relation that carry messages; all that carry coordination by default.

    Returns
    -------
    float
        Messages, the sum of the mean lengths of all queues, each taken as M/M/1.

    Raises
    ------
    UndefinedMeasureError
        When no unit handles any message.
    UserError
        When the utilisation is no number from 0 to below 1.

    Notes
    -----
    At the critical rate and above, the number grows without end. It compares structures whose
    busiest units are equally busy; divide by the number of units to compare sizes.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import congestion
    >>> congestion.waiting(nx.complete_graph(4))
    4.0
    """
    if not 0 <= utilisation < 1:
        raise UserError("measures.below_one", name="utilisation", value=utilisation)
    busiest = _busiest(source, relations, origin=origin)
    busy = message_load(source, relations).intensity(origin=origin) / busiest * utilisation
    return float((busy / (1 - busy)).sum())
