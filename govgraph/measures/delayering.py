"""The delayering trade-off (扁平化取舍): what fewer layers gain, beside what they cost.

Shorter paths and less control loss are never shown without the load that goes to the top: the
table holds them together, one row per structure.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures import arbitration, control, coordination
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.graicunas import relationships
from govgraph.measures.groundwork.hierarchy import hierarchy, out_degree
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure
from govgraph.text import Language, say

FAMILY = Family("delayering", en="Supervision", zh="管理负荷")

#: Which pairs of units the distance and the arbitration are about.
Between = Literal["leaves", "units"]
#: Columns of `trade_off`, in order.
COLUMNS = ("units", "managers", "distance", "top_share", "retained", "relationships")


def _spans(source: GraphLike, relations: tuple[str, ...]) -> NDArray[np.int64]:
    spans = out_degree(hierarchy(source, relations))
    return spans[spans > 0]


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Number of managers",
        "Number of units that lead at least one other.",
        "Higher: more of the structure supervises.",
    ),
    zh=Wording(
        "管理单位数",
        "至少领导一个其他单位的单位数。",
        "数值越大，承担管理职能的单位越多。",
    ),
    formula=r"|M|,\quad M = \{i : s_i > 0\}",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=("GulickUrwick1937",),
    graph=True,
    with_ties="rises",
)
def managers(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the number of units that lead at least one other.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as supervision.

    Returns
    -------
    float
        The number; 0 when nobody leads.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import delayering
    >>> delayering.managers(nx.balanced_tree(4, 3, nx.DiGraph))
    21.0
    """
    return float(len(_spans(source, relations)))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean Graicunas relationships per manager",
        "Mean number of Graicunas relationships over the units that lead at least one other.",
        "Higher: each manager has more to keep in view. It doubles with every subordinate more,"
        " so the widest spans decide it.",
        "Undefined when no unit leads another.",
    ),
    zh=Wording(
        "管理单位平均格拉丘纳斯关系数",
        "至少领导一个其他单位的单位的格拉丘纳斯关系数的平均值。",
        "数值越大，每个管理单位需要顾及的关系越多；每增加一个下级约翻一番，主要取决于幅度最大的单位。",
        "没有任何单位领导其他单位时无定义。",
    ),
    formula=r"\frac{1}{|M|}\sum_{i \in M} s_i\left(2^{s_i-1} + s_i - 1\right)",
    range=(1, None),
    higher="worse",
    dimension="measures.relationships",
    sources=("Graicunas1933",),
    graph=True,
)
def mean_relationships(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the mean number of Graicunas relationships per manager.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str
        Kinds of relation that count as supervision.

    Returns
    -------
    float
        The mean of exact whole numbers; ``inf`` beyond the largest floating-point number.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import delayering
    >>> delayering.mean_relationships(nx.balanced_tree(4, 3, nx.DiGraph))
    44.0
    """
    spans, count = np.unique(_spans(source, relations), return_counts=True)
    if not len(spans):
        raise UndefinedMeasureError("measures.no_subordinates")
    exact = (
        relationships(s).total * n for s, n in zip(spans.tolist(), count.tolist(), strict=True)
    )
    try:
        return float(Fraction(sum(exact), int(count.sum())))
    except OverflowError:
        return np.inf


def trade_off(
    *sources: GraphLike,
    names: Iterable[str] | None = None,
    pairs: Between = "leaves",
    retention: Mapping[str, float] = control.RETENTION,
    lang: Language = "en",
) -> pd.DataFrame:
    """Return the delayering trade-off: one row per structure, before and after side by side.

    Parameters
    ----------
    *sources : Structure or networkx graph
        What to compare; arcs of a plain graph run from superior to subordinate.
    names : iterable of str, optional
        Names of the rows; by default a structure's title, else its position from 1.
    pairs : {"leaves", "units"}
        Whether distance and arbitration are taken over the pairs of units that lead nobody, and
        retained control over these units, or over all units (and all that have a superior).
    retention : mapping of str to float
        Retention of one step by kind of relation: assumptions, see `control.retained`.
    lang : {"en", "zh"}
        Language of titles and reasons.

    Returns
    -------
    DataFrame
        By name: ``units``, their number; ``managers``, those that lead at least one other;
        ``distance``, the mean lawful path of the pairs that have one; ``top_share``, the share of
        pairs that only the top can arbitrate; ``retained``, the mean share of the top's intentions
        that arrives; ``relationships``, the mean number of Graicunas relationships per manager. An
        undefined value is ``nan``; ``attrs["reasons"]`` says why, by name and column.

    Raises
    ------
    UserError
        When there are not as many names as sources.

    Notes
    -----
    No column is read alone. Removing a layer shortens paths, saves managers and keeps more
    control; the same step sends more disputes to the top and multiplies what each manager must
    keep in view. `headings` gives the columns' titles in either language.

    Examples
    --------
    Four organisations of 64 units at the bottom, by span and height.

    >>> import networkx as nx
    >>> from govgraph.measures.delayering import trade_off
    >>> shapes = [(2, 6), (4, 3), (8, 2), (64, 1)]
    >>> trees = [nx.balanced_tree(s, h, nx.DiGraph) for s, h in shapes]
    >>> found = trade_off(*trees, names=[f"{s}, {h}" for s, h in shapes])
    >>> found[["units", "managers", "distance", "top_share"]].round(3)
               units  managers  distance  top_share
    structure
    2, 6       127.0      63.0    10.190      0.508
    4, 3        85.0      21.0     5.429      0.762
    8, 2        73.0       9.0     3.778      0.889
    64, 1       65.0       1.0     2.000      1.000
    >>> found[["retained", "relationships"]].round(3)
               retained  relationships
    structure
    2, 6          0.531   6.000000e+00
    4, 3          0.729   4.400000e+01
    8, 2          0.810   1.080000e+03
    64, 1         0.900   5.902958e+20
    """
    given = list(sources)
    labels = [_label(*one, lang) for one in enumerate(given, 1)] if names is None else list(names)
    if len(labels) != len(given):
        raise UserError("measures.other_number_of_names", names=len(labels), sources=len(given))
    rows: list[dict[str, float]] = []
    reasons: dict[tuple[str, str], str] = {}
    for label, source in zip(labels, given, strict=True):
        row, missing = _row(source, pairs, retention, lang)
        rows.append(row)
        reasons |= {(label, column): reason for column, reason in missing.items()}
    found = pd.DataFrame(rows, pd.Index(labels, name="structure"), [*COLUMNS], dtype=float)
    found.attrs["reasons"] = reasons
    return found


def headings(lang: Language = "en") -> dict[str, str]:
    """Return the titles of the columns of `trade_off` in one language.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language.

    Returns
    -------
    dict
        Title by column.

    Examples
    --------
    >>> from govgraph.measures.delayering import headings
    >>> headings()["top_share"], headings("zh")["managers"]
    ('Pairs only the top can arbitrate', '管理单位数')
    """
    return {column: say(f"measures.trade_off_{column}", lang) for column in COLUMNS}


def _label(position: int, source: GraphLike, lang: Language) -> str:
    title = source.about.label(lang) if isinstance(source, Structure) else ""
    return title or str(position)


def _row(
    source: GraphLike, pairs: Between, retention: Mapping[str, float], lang: Language
) -> tuple[dict[str, float], dict[str, str]]:
    """One row of the table, and why values are missing."""
    over: control.Units = "bottom" if pairs == "leaves" else "led"
    columns: dict[str, Callable[[], float]] = {
        "units": lambda: float(len(network(source))),
        "managers": lambda: managers(source),
        "distance": lambda: coordination.average(source, pairs=pairs),
        "top_share": lambda: arbitration.top_share(source, pairs=pairs),
        "retained": lambda: control.mean_retained(source, retention=retention, units=over),
        "relationships": lambda: mean_relationships(source),
    }
    row, missing = {}, {}
    for column, compute in columns.items():
        try:
            row[column] = compute()
        except UndefinedMeasureError as undefined:
            row[column], missing[column] = np.nan, undefined.render(lang)
    return row, missing
