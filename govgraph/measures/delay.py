"""Processing delay (信息处理时延): how many cycles reports take to be put together at the top."""

import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.makespan import NEVER, makespan
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, per_unit
from govgraph.model.network import GraphLike

FAMILY = Family("delayering", en="Processing delay", zh="信息处理时延")

_SOURCES = ("Radner1993",)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Cycles until reports are complete",
        "Cycles after which a unit has put together the reports of all units below it. Units that"
        " lead nobody report at once; a superior takes in one report a cycle, as they come, and"
        " reports to each of its own superiors after the last.",
        "Higher: news from below arrives later.",
        "Undefined for units in a circle of leadership and above one: their reports never close.",
        "After {value} cycles {unit} has put together all reports from below.",
    ),
    zh=Wording(
        "汇总所需周期",
        "一个单位汇总全部下属单位报告所需的周期数。不领导任何单位的单位即时上报；"
        "上级每个周期处理一份报告，先到先办，处理完最后一份后报送自己的各个上级。",
        "数值越大，基层情况到达越晚。",
        "处于循环领导之中或其上的单位无定义（报告永远无法汇齐）。",
        "{unit}汇总全部下级报告需要 {value} 个周期。",
    ),
    formula=(
        r"t_i = \max_{k} \left(t_{(k)} + s_i - k + 1\right),\quad t_{(1)} \le \ldots \le t_{(s_i)}"
        r" \text{ of the } j : i \to j"
    ),
    range=(0, None),
    higher="worse",
    dimension="measures.cycles",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def complete(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the cycles after which every unit has put together the reports from below.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation along which units report.

    Returns
    -------
    Series
        Cycles per unit; 0 for a unit that leads nobody, ``nan`` in and above a circle of a plain
        graph.

    Notes
    -----
    Taking reports in as they come is best: no other order ends earlier. A superior adds nothing of
    its own, and a unit with several superiors reports to each. In a balanced hierarchy of span s
    and height h the top is done after s h cycles, as in `balanced`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import delay
    >>> delay.complete(nx.DiGraph([(1, 2), (1, 3), (3, 4), (3, 5)])).to_dict()
    {1: 3.0, 2: 0.0, 3: 2.0, 4: 0.0, 5: 0.0}
    """
    graph = hierarchy(source, relations)
    cycles = makespan(len(graph), graph.source, graph.target).astype(float)
    cycles[cycles == NEVER] = float("nan")
    return per_unit(graph, cycles, "delay.complete")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Reporting delay",
        "Cycles until every top has put together the reports of all units below it, when each"
        " superior takes in one report a cycle.",
        "Higher: news from below arrives later. Both more layers and wider spans add to it.",
        "Undefined when no unit leads another, or leadership runs in a circle.",
    ),
    zh=Wording(
        "汇报时延",
        "各最高层单位汇总全部下属单位报告所需的周期数（每个上级每个周期处理一份报告）。",
        "数值越大，基层情况到达越晚；层级增多和幅度扩大都会延长时延。",
        "没有任何单位领导其他单位，或者领导关系成环时无定义。",
    ),
    formula=r"\max_i t_i",
    range=(1, None),
    higher="worse",
    dimension="measures.cycles",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def reporting(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the cycles until every top has all reports; parameters are those of `complete`.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another, or leadership runs in a circle.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import delay
    >>> [delay.reporting(nx.balanced_tree(s, h, nx.DiGraph)) for s, h in ((2, 6), (8, 2), (64, 1))]
    [12.0, 16.0, 64.0]
    """
    cycles = complete(source, relations=relations)
    if cycles.isna().any():
        raise UndefinedMeasureError("measures.leads_in_circle")
    if not cycles.any():
        raise UndefinedMeasureError("measures.no_report")
    return float(cycles.max())


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Radner's minimum delay",
        "Fewest cycles in which P processors put N items together, when each adds one item or"
        " partial result a cycle and may report to any other.",
        "Higher: decisions rest on older news. Processors beyond half the items save no time.",
        "Undefined unless N and P are whole numbers from 1.",
    ),
    zh=Wording(
        "拉德纳最小时延",
        "P 个处理者汇总 N 项信息所需的最少周期数；每个处理者每个周期加总一项信息或一份中间结果，"
        "并可向任一处理者报送。",
        "数值越大，决策所依据的信息越陈旧；处理者超过信息项数的一半后，不再节省时间。",
        "N、P 不是正整数时无定义。",
    ),
    formula=r"D(N,P) = \lfloor N/P \rfloor + \lceil \log_2(P + N \bmod P) \rceil",
    range=(1, None),
    higher="worse",
    dimension="measures.cycles",
    sources=_SOURCES,
    oracles=("radner_minimum_delay",),
)
def minimum(*, items: float, processors: float) -> float:
    """Return the fewest cycles in which so many processors put so many items together.

    Parameters
    ----------
    items : float
        Items at the start, N, a whole number from 1.
    processors : float
        Processors, P, a whole number from 1; those beyond N stay idle.

    Returns
    -------
    float
        The minimum delay.

    Raises
    ------
    UndefinedMeasureError
        When either is not a whole number from 1.

    Notes
    -----
    Radner's one-shot case: all items are there at the start, and the first item that a processor
    takes in costs it a cycle too. It takes skip-level reporting to reach the minimum; a balanced
    hierarchy without it takes `balanced`.

    Examples
    --------
    >>> from govgraph.measures import delay
    >>> [delay.minimum(items=40, processors=p) for p in (1, 8, 20)]
    [40.0, 8.0, 7.0]
    """
    count = _whole("items", items)
    busy = min(_whole("processors", processors), count)
    rounds = (busy + count % busy - 1).bit_length()
    return float(count // busy + rounds)


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Delay of a balanced hierarchy",
        "Cycles in which a balanced hierarchy of span s puts N items together without skip-level"
        " reporting.",
        "Higher: decisions rest on older news.",
        "Undefined unless N is a whole number from 1 and s one from 2.",
    ),
    zh=Wording(
        "均衡层级结构的时延",
        "管理幅度为 s 的均衡层级结构在没有越级汇报时汇总 N 项信息所需的周期数。",
        "数值越大，决策所依据的信息越陈旧。",
        "N 不是正整数，或者 s 不是不小于 2 的整数时无定义。",
    ),
    formula=r"s \lceil \log_s N \rceil",
    range=(0, None),
    higher="worse",
    dimension="measures.cycles",
    sources=_SOURCES,
)
def balanced(*, items: float, span: float) -> float:
    """Return the cycles in which a balanced hierarchy puts its reports together.

    Parameters
    ----------
    items : float
        Items at the bottom, N, a whole number from 1.
    span : float
        Span of every superior, s, a whole number from 2.

    Returns
    -------
    float
        The delay; 0 for a single item, which needs no superior.

    Raises
    ------
    UndefinedMeasureError
        When either is no such number.

    Examples
    --------
    >>> from govgraph.measures import delay
    >>> [delay.balanced(items=64, span=s) for s in (2, 4, 8, 64)]
    [12.0, 12.0, 16.0, 64.0]
    """
    count, width = _whole("items", items), _whole("span", span, least=2)
    layers = 0
    while width**layers < count:
        layers += 1
    return float(width * layers)


def _whole(name: str, value: float, least: int = 1) -> int:
    if value != value // 1 or value < least:
        raise UndefinedMeasureError("measures.not_whole", name=name, value=value, least=least)
    return int(value)
