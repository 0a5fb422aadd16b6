"""Control loss (控制损失): what of the top's intentions is left after every step down."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.kernels.products import best_products
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree, out_degree, per_unit
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.authority import AUTHORITY
from govgraph.model.network import GraphLike, Network
from govgraph.model.structure import Structure

FAMILY = Family("delayering", en="Control loss", zh="控制损失")

#: Share of a superior's intentions that one step carries out: assumptions, no observations. Values
#: from 0.8 to 0.95 are plausible for leadership; from 0.3 to 0.7 for guidance, which binds nobody.
RETENTION: Mapping[str, float] = MappingProxyType({"leads": 0.9, "guides": 0.5})
#: Over which units a mean is taken.
Units = Literal["bottom", "led"]

_SOURCES = ("Williamson1967",)
_NO_CHAIN_EN = "Undefined when no chain leads from a top to such a unit."
_NO_CHAIN_ZH = "没有任何链条由最高层通达此类单位时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Retained control",
        "Share of the top's intentions that reaches a unit: the product of the retention of every"
        " step along the chain that keeps most, 1 at a top (a unit without superior). The retention"
        " of a step is an assumption.",
        "Higher: less is lost on the way down.",
        "Undefined for a unit that no chain from a top reaches, which happens in a circle only.",
        "By estimate, {value} of what the top intends reaches {unit}.",
    ),
    zh=Wording(
        "控制保留率",
        "最高层意图到达某单位时保留的比例：沿保留最多的链条，各步保留率之积；"
        "最高层（没有上级的单位）为 1。每步保留率为假设值。",
        "数值越大，自上而下的损失越小。",
        "没有任何链条由最高层到达的单位无定义（仅见于循环领导）。",
        "最高层的意图传到{unit}时，估计保留 {value}。",
    ),
    formula=r"r_i = \max_{\text{top} \leadsto i} \prod_{(u,v)} \alpha_{uv}",
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def retained(source: GraphLike, *, retention: Mapping[str, float] = RETENTION) -> pd.Series:
    """Return the share of the top's intentions that reaches every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate and count as
        ``leads``.
    retention : mapping of str to float
        Retention of one step by kind of relation, each in (0, 1]; only the kinds named carry
        control. The values are assumptions: try 0.8 to 0.95 for ``leads`` and 0.3 to 0.7 for
        ``guides``.

    Returns
    -------
    Series
        Share per unit; 1 for a unit without superior of these kinds, ``nan`` where a plain graph
        runs in a circle that no top reaches.

    Raises
    ------
    UserError
        When a retention is not in (0, 1], or that of ``leads`` is missing.
    UnknownNameError
        When there is no such kind of relation.

    Notes
    -----
    Williamson's model has one α for every layer of a firm; a kind of relation has its own here, so
    that a step of guidance loses more than a step of leadership. The unit takes its orders along
    the chain that keeps most, from whichever top that is.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import control
    >>> control.retained(nx.path_graph(3, nx.DiGraph)).round(2).to_dict()
    {0: 1.0, 1: 0.9, 2: 0.81}
    """
    graph, factor = _steps(source, retention)
    best = best_products(in_degree(graph) == 0, graph.source, graph.target, factor)
    return per_unit(graph, np.where(best > 0, best, np.nan), "control.retained")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean retained control",
        "Mean share of the top's intentions that reaches the units that lead nobody.",
        "Higher: less is lost on the way down; fewer layers keep more.",
        _NO_CHAIN_EN,
    ),
    zh=Wording(
        "平均控制保留率",
        "最高层意图到达基层单位（不领导任何单位）时保留比例的平均值。",
        "数值越大，自上而下的损失越小；层级越少，保留越多。",
        _NO_CHAIN_ZH,
    ),
    formula=r"\bar r = \frac{1}{|B|}\sum_{i \in B} r_i,\quad B = \{i : s_i = 0\}",
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def mean_retained(
    source: GraphLike, *, retention: Mapping[str, float] = RETENTION, units: Units = "bottom"
) -> float:
    """Return the mean retained control; `retention` and its errors are those of `retained`.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    retention : mapping of str to float
        Retention of one step by kind of relation.
    units : {"bottom", "led"}
        Over the units that have a superior and lead nobody, or over all that have a superior.

    Returns
    -------
    float
        The mean; units that no chain reaches are left out.

    Raises
    ------
    UndefinedMeasureError
        When no chain leads to such a unit.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import control
    >>> tree = nx.balanced_tree(2, 6, nx.DiGraph)
    >>> round(control.mean_retained(tree), 6)
    0.531441
    """
    check_choice(units, ("bottom", "led"))
    graph, _ = _steps(source, retention)
    chosen = in_degree(graph) > 0
    if units == "bottom":
        chosen &= out_degree(hierarchy(source)) == 0
    values = retained(source, retention=retention)[chosen].dropna()
    if values.empty:
        raise UndefinedMeasureError("measures.no_chain")
    return float(values.mean())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean control loss",
        "Mean share of the top's intentions that is lost before it reaches the units that lead"
        " nobody.",
        "Higher: more is lost on the way down.",
        _NO_CHAIN_EN,
    ),
    zh=Wording(
        "平均控制损失率",
        "最高层意图在到达基层单位（不领导任何单位）之前损失比例的平均值。",
        "数值越大，自上而下的损失越大。",
        _NO_CHAIN_ZH,
    ),
    formula=r"1 - \bar r",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def mean_lost(
    source: GraphLike, *, retention: Mapping[str, float] = RETENTION, units: Units = "bottom"
) -> float:
    """Return the mean control loss; parameters and errors are those of `mean_retained`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import control
    >>> round(control.mean_lost(nx.path_graph(3, nx.DiGraph)), 2)
    0.19
    """
    return 1 - mean_retained(source, retention=retention, units=units)


def _steps(
    source: GraphLike, retention: Mapping[str, float]
) -> tuple[Network, NDArray[np.float64]]:
    """All steps of control and the retention of each."""
    _check(retention)
    kinds = tuple(retention) if isinstance(source, Structure) else ("leads",)
    parts = [hierarchy(source, (kind,)) for kind in kinds]
    source_end = np.concatenate([part.source for part in parts])
    target_end = np.concatenate([part.target for part in parts])
    factor = np.repeat([retention[kind] for kind in kinds], [len(part.source) for part in parts])
    return Network(parts[0].nodes, source_end, target_end), factor


def _check(retention: Mapping[str, float]) -> None:
    if "leads" not in retention:
        raise UserError("measures.no_retention")
    for kind, share in retention.items():
        if kind not in AUTHORITY:
            raise UnknownNameError.among("measures.as_relations", kind, AUTHORITY)
        if not 0 < share <= 1:
            raise UserError("measures.not_a_retention", kind=kind, share=share)
