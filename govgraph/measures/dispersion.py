"""Dispersion of work: over how many units the hours of a matter are spread (职责分散).

In every cell of matter and area the hours stated on duties give the shares. Where none are stated
the leads share the matter equally: assisting is no fragmentation by itself. Everyone with a part
in the cell is an eligible holder. A cell in which nobody works has no value.
"""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.concentration import concentration
from govgraph.measures.groundwork.partners import cell_weights
from govgraph.measures.groundwork.work import cell_concentration, mean_over_cells, work
from govgraph.model.jurisdiction import cells
from govgraph.model.network import network
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Dispersion of duties", zh="职责分散")

_GAP_EN = "Undefined where nobody works the matter in the area: a gap, not a concentration."
_GAP_ZH = "该区域内无人办理该事项时无定义：属于职责空白，而非集中或分散。"


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Concentration of work (Herfindahl)",
        "Sum of the squared shares of the hours that units spend on a matter in an area.",
        "1: one unit does all the work; towards 0: many units share it.",
        _GAP_EN,
    ),
    zh=Wording(
        "职责集中度（赫芬达尔指数）",
        "某一区域内某一事项工时在各单位间份额的平方和。",
        "1 表示由一个单位全部承担，越接近 0 越分散于众多单位。",
        _GAP_ZH,
    ),
    formula=r"H = \sum_i p_i^2",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("Hirschman1964",),
    oracles=("herfindahl_entropy", "herfindahl"),
)
def herfindahl(structure: Structure) -> pd.Series:
    """Return the Herfindahl index of every cell of matter and area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead", hours=3)
    >>> build = build.add("duties", unit="police", matter="noise", role="assist", hours=1)
    >>> dispersion.herfindahl(build.build()).tolist()
    [0.625]
    """
    return cell_concentration(structure, "herfindahl", "dispersion.herfindahl")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Normalised concentration of work",
        "Herfindahl index brought to 0 for equal shares among all units with a part in the "
        "matter there.",
        "Comparable between matters with different numbers of units.",
        _GAP_EN + " Undefined where only one unit has a part.",
    ),
    zh=Wording(
        "标准化职责集中度",
        "将赫芬达尔指数标准化：参与单位份额均等时为 0。",
        "可在参与单位数不同的事项之间比较。",
        _GAP_ZH + "只有一个单位参与时亦无定义。",
    ),
    formula=r"H^* = \frac{H - 1/n}{1 - 1/n}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("Hirschman1964",),
    oracles=("herfindahl_entropy",),
)
def normalised(structure: Structure) -> pd.Series:
    """Return the normalised Herfindahl index of every cell.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> dispersion.normalised(build.build()).isna().tolist()
    [True]
    """
    return cell_concentration(structure, "normalised", "dispersion.normalised")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Entropy of work",
        "Shannon entropy of the shares of hours that units spend on a matter in an area.",
        "0: one unit does all the work; it grows with the number and equality of shares.",
        _GAP_EN,
    ),
    zh=Wording(
        "职责分布熵",
        "某一区域内某一事项工时在各单位间份额的香农熵。",
        "0 表示由一个单位全部承担；单位越多、份额越均等，数值越大。",
        _GAP_ZH,
    ),
    formula=r"E = -\sum_i p_i \ln p_i",
    range=(0, None),
    higher="depends",
    dimension="measures.nats",
    sources=("Shannon1948",),
    oracles=("herfindahl_entropy",),
)
def entropy(structure: Structure) -> pd.Series:
    """Return the entropy of work of every cell, in nats.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> dispersion.entropy(build.build()).tolist()
    [0.0]
    """
    return cell_concentration(structure, "entropy", "dispersion.entropy")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Evenness of work",
        "Entropy of work divided by the largest it could be for the units with a part.",
        "1: equal shares; towards 0: one unit carries almost all.",
        _GAP_EN + " Undefined where only one unit has a part.",
    ),
    zh=Wording(
        "职责均匀度",
        "职责分布熵与参与单位份额均等时的最大值之比。",
        "1 表示份额均等，越接近 0 越由一个单位承担。",
        _GAP_ZH + "只有一个单位参与时亦无定义。",
    ),
    formula=r"J = E / \ln n",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("Pielou1966",),
    oracles=("herfindahl_entropy",),
)
def evenness(structure: Structure) -> pd.Series:
    """Return the evenness of work of every cell.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead", hours=2)
    >>> dispersion.evenness(build.build()).tolist()
    [nan]
    """
    return cell_concentration(structure, "evenness", "dispersion.evenness")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Effective number of units",
        "Number of units with equal shares that would give the same concentration of work.",
        "1: one unit does all the work; higher: the work is spread over more units.",
        _GAP_EN,
    ),
    zh=Wording(
        "等效承担单位数",
        "在份额均等的情况下产生同样集中度所需的单位数。",
        "1 表示由一个单位全部承担，数值越大越分散。",
        _GAP_ZH,
    ),
    formula=r"N_2 = 1 / H",
    range=(1, None),
    higher="depends",
    dimension="measures.effective_units",
    sources=("LaaksoTaagepera1979",),
    oracles=("herfindahl_entropy",),
)
def effective_number(structure: Structure) -> pd.Series:
    """Return the effective number of units that work each cell.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="lead")
    >>> dispersion.effective_number(build.build()).tolist()
    [2.0]
    """
    return cell_concentration(structure, "effective", "dispersion.effective_number")


def _mean(structure: Structure, column: str) -> float:
    hours = cells(structure)["hours"].fillna(1.0).to_numpy(dtype=float)
    values = cell_concentration(structure, column, column).to_numpy()
    return mean_over_cells(values, cell_weights(structure) * hours)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean concentration of work",
        "Herfindahl index of the work on a matter in an area, averaged over all of them, weighted"
        " by cases and hours.",
        "1: every matter is worked by one unit alone.",
        "Undefined when nobody works any matter.",
    ),
    zh=Wording(
        "平均职责集中度",
        "各区域各事项工时赫芬达尔指数的平均值，按办件量与单件工时加权。",
        "1 表示每个事项都由一个单位独立承担。",
        "没有任何单位办理任何事项时无定义。",
    ),
    formula=r"\frac{\sum_c w_c H_c}{\sum_c w_c},\quad w_c = \text{cases}_c \cdot \text{hours}_c",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("Hirschman1964",),
)
def mean_concentration(structure: Structure) -> float:
    """Return the mean Herfindahl index over cells, weighted by cases and hours.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        The mean over cells that have a value.

    Raises
    ------
    UndefinedMeasureError
        When nobody works any matter.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> dispersion.mean_concentration(build.build())
    1.0
    """
    return _mean(structure, "herfindahl")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean effective number of units per matter",
        "Effective number of units that work a matter in an area, averaged over all of them,"
        " weighted by cases and hours.",
        "1: every matter is worked by one unit alone; higher: work is spread more widely.",
        "Undefined when nobody works any matter.",
    ),
    zh=Wording(
        "事项平均等效承担单位数",
        "各区域各事项等效承担单位数的平均值，按办件量与单件工时加权。",
        "1 表示每个事项都由一个单位独立承担，数值越大越分散。",
        "没有任何单位办理任何事项时无定义。",
    ),
    formula=r"\frac{\sum_c w_c / H_c}{\sum_c w_c}",
    range=(1, None),
    higher="depends",
    dimension="measures.effective_units",
    sources=("LaaksoTaagepera1979",),
)
def mean_effective_number(structure: Structure) -> float:
    """Return the mean effective number of units per cell; see `mean_concentration`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> dispersion.mean_effective_number(build.build())
    1.0
    """
    return _mean(structure, "effective")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Scatter of a unit's portfolio",
        "Effective number of matters among which a unit divides its hours (cases times hours).",
        "1: one matter takes all its time; higher: many matters compete for it.",
        "Undefined for a unit that works no matter.",
        "{unit} divides its time as if among {value} matters of equal size.",
    ),
    zh=Wording(
        "单位职责分散度",
        "一个单位的工时（办件量 × 单件工时）相当于平均分布在多少个事项上。",
        "1 表示全部时间用于一个事项，数值越大越分散。",
        "不办理任何事项的单位无定义。",
        "{unit}的工时相当于平均分配在 {value} 个事项上。",
    ),
    formula=r"1 / \sum_m q_{im}^2",
    range=(1, None),
    higher="depends",
    dimension="measures.effective_matters",
    sources=("LaaksoTaagepera1979",),
)
def portfolio(structure: Structure) -> pd.Series:
    """Return the effective number of matters of every unit's work.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import dispersion
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise").add("matters", id="air", name="Air")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="env", matter="air", role="lead")
    >>> dispersion.portfolio(build.build()).to_dict()
    {'env': 2.0}
    """
    frame = work(structure).join(cells(structure)["matter"], on="cell")
    frame["hours"] *= cell_weights(structure)[frame["cell"]]
    hours = frame.groupby(["unit", "matter"])["hours"].sum()
    hours = hours[hours > 0]
    found = hours.groupby("unit").apply(lambda own: concentration(own).effective)
    return found.reindex(network(structure).nodes).astype(float).rename("dispersion.portfolio")
