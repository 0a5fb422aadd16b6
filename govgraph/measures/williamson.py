"""Williamson's firm (威廉姆森模型): how many layers pay when each loses control."""

import math

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording

FAMILY = Family("delayering", en="Williamson's optimal layers", zh="威廉姆森最优层级")

_SOURCES = ("Williamson1967",)
_DOMAIN_EN = (
    "Undefined unless 0 < α < 1 < α s, 1 ≤ β < s, and wage and price are above 0: otherwise no"
    " number of layers is best."
)
_DOMAIN_ZH = "须满足 0 < α < 1 < α s、1 ≤ β < s，且工资与净价大于 0；否则不存在最优层级数，无定义。"


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Williamson's output",
        "What a hierarchy of n layers with span s puts out at its bottom, as multiples of one"
        " unit's work, when every layer carries out the share α of what the layer above intends.",
        "Higher: more work gets done as intended. It grows with layers while α s > 1.",
        "Undefined unless α is in (0, 1], s is above 0 and n is at least 1.",
    ),
    zh=Wording(
        "威廉姆森产出",
        "管理幅度为 s、共 n 层的层级结构在基层的产出（以一个单位的工作量为一），"
        "每层按比例 α 执行上一层的意图。",
        "数值越大，按意图完成的工作越多；α s > 1 时随层级增加而增长。",
        "α 不在 (0, 1] 内、s 不大于 0 或 n 小于 1 时无定义。",
    ),
    formula=r"Q = (\alpha s)^{n-1}",
    range=(0, None),
    higher="better",
    dimension="measures.multiples",
    sources=_SOURCES,
)
def output(*, span: float, retention: float, layers: float) -> float:
    """Return the output of a balanced hierarchy with control loss.

    Parameters
    ----------
    span : float
        Subordinates of each superior, s.
    retention : float
        Share of a superior's intentions that a subordinate carries out, α.
    layers : float
        Layers, n, the bottom included.

    Returns
    -------
    float
        ``(α s)^(n − 1)``; ``inf`` beyond the largest floating-point number.

    Raises
    ------
    UndefinedMeasureError
        When α is not in (0, 1], s is not above 0, or n is below 1.

    Examples
    --------
    >>> from govgraph.measures import williamson
    >>> round(williamson.output(span=5, retention=0.9, layers=3), 2)
    20.25
    """
    if not (0 < retention <= 1 and span > 0 and layers >= 1):
        raise UndefinedMeasureError(
            "measures.no_output", retention=retention, span=span, layers=layers
        )
    try:
        return math.pow(retention * span, layers - 1)
    except OverflowError:
        return math.inf


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Williamson's optimal layers",
        "The number of layers, as a real number, at which output times price less wages is"
        " largest, when superiors earn β times their subordinates and every layer loses control."
        " Below 1, no layer of superiors pays.",
        "Higher: a taller hierarchy pays. It rises with α: what is lost per step sets the height.",
        _DOMAIN_EN,
    ),
    zh=Wording(
        "威廉姆森最优层级数",
        "产出乘以净价再减去工资达到最大时的层级数（实数）；上级工资为下级的 β 倍，"
        "每层都有控制损失。小于 1 表示增设上级层不划算。",
        "数值越大，较高的层级结构越划算；α 越大，最优层级越多。",
        _DOMAIN_ZH,
    ),
    formula=(
        r"n^* = 1 + \frac{1}{\ln\alpha}\left[\ln\frac{w_0}{\varphi} + \ln\frac{s}{s-\beta}"
        r" + \ln\frac{\ln s}{\ln(\alpha s)}\right]"
    ),
    range=(None, None),
    higher="depends",
    dimension="measures.layers",
    sources=_SOURCES,
    oracles=("williamson_optimal_layers",),
)
def optimal_layers(
    *, span: float, retention: float, wage_ratio: float, base_wage: float, price: float
) -> float:
    """Return the number of layers at which Williamson's firm earns most.

    Parameters
    ----------
    span : float
        Subordinates of each superior, s.
    retention : float
        Share of a superior's intentions that a subordinate carries out, α.
    wage_ratio : float
        Wage of a superior over that of a subordinate, β.
    base_wage : float
        Wage at the bottom, w₀.
    price : float
        Price of a unit of output less its other costs, φ.

    Returns
    -------
    float
        The optimum as a real number.

    Raises
    ------
    UndefinedMeasureError
        Unless 0 < α < 1 < α s, 1 ≤ β < s, w₀ > 0 and φ > 0.

    Notes
    -----
    It solves the first-order condition of φ (α s)^(n−1) − w₀ sⁿ / (s − β), in which the wage bill
    leaves out the small term in βⁿ; `optimal_whole_layers` keeps it.

    Examples
    --------
    >>> from govgraph.measures import williamson
    >>> firm = {"span": 5, "wage_ratio": 1.5, "base_wage": 0.6, "price": 1}
    >>> [round(williamson.optimal_layers(retention=a, **firm), 2) for a in (0.9, 0.95)]
    [1.82, 3.37]
    """
    _check_firm(span, retention, wage_ratio, base_wage, price)
    cost = math.log(base_wage / price) + math.log(span / (span - wage_ratio))
    growth = math.log(math.log(span) / math.log(retention * span))
    return 1 + (cost + growth) / math.log(retention)


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Williamson's optimal whole layers",
        "The whole number of layers at which output times price less the exact wage bill is"
        " largest.",
        "Higher: a taller hierarchy pays.",
        _DOMAIN_EN,
    ),
    zh=Wording(
        "威廉姆森最优整数层级数",
        "产出乘以净价再减去精确工资总额达到最大时的层级数（整数）。",
        "数值越大，较高的层级结构越划算。",
        _DOMAIN_ZH,
    ),
    formula=(
        r"\arg\max_{n \ge 1} \varphi(\alpha s)^{n-1}"
        r" - w_0 \sum_{i=1}^{n} \beta^{n-i} s^{i-1}"
    ),
    range=(1, None),
    higher="depends",
    dimension="measures.layers",
    sources=_SOURCES,
    oracles=("williamson_optimal_layers",),
)
def optimal_whole_layers(
    *, span: float, retention: float, wage_ratio: float, base_wage: float, price: float
) -> float:
    """Return the best whole number of layers; parameters and errors are those of `optimal_layers`.

    Notes
    -----
    With 1 ≤ β the gain from one more layer changes its sign once, and never below the real optimum,
    since the term in βⁿ that it leaves out grows with n: the search walks up from there. Of two
    equally good numbers it is the smaller.

    Examples
    --------
    >>> from govgraph.measures import williamson
    >>> williamson.optimal_whole_layers(
    ...     span=10, retention=0.9, wage_ratio=1.5, base_wage=0.6, price=1
    ... )
    4.0
    """
    firm = (span, retention, wage_ratio, base_wage, price)
    start = optimal_layers(
        span=span, retention=retention, wage_ratio=wage_ratio, base_wage=base_wage, price=price
    )
    layers = max(1, math.floor(start))
    while _gain(layers, firm) > 0:
        layers += 1
    return float(layers)


def _gain(layers: int, firm: tuple[float, float, float, float, float]) -> float:
    """What one more layer adds to the profit, over the number of units at the bottom."""
    span, retention, ratio, wage, price = firm
    sold = price * retention ** (layers - 1) * (retention * span - 1)
    upper = ratio * (ratio - 1) * (ratio / span) ** (layers - 1)
    return sold - wage * (span * (span - 1) - upper) / (span - ratio)


def _check_firm(span: float, retention: float, ratio: float, wage: float, price: float) -> None:
    pays = 0 < retention < 1 < retention * span and 1 <= ratio < span
    if not (pays and wage > 0 and price > 0):
        raise UndefinedMeasureError(
            "measures.no_optimum",
            retention=retention,
            span=span,
            ratio=ratio,
            wage=wage,
            price=price,
        )
