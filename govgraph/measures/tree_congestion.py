"""Congestion of pure trees (纯树形组织的拥堵): closed forms that read no structure."""

from govgraph.errors import UserError
from govgraph.measures.catalogue import Family, Wording

FAMILY = Family("congestion", en="Congestion of pure trees", zh="纯树形组织的拥堵")


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Critical probability of a tree",
        "Probability per step with which each unit of a pure tree may create a message before the"
        " root is congested, when a message moves the more easily the less its holder and the"
        " next have to do. A mean-field result.",
        "Higher: more can be said before the root is congested.",
    ),
    zh=Wording(
        "纯树形组织的拥堵临界概率",
        "在纯树形组织中，各单位每步产生一条信息而顶端单位不致拥堵的最大概率；"
        "信息持有者与下一站的积压越少，传递越容易。该值为平均场近似。",
        "数值越大，顶端单位拥堵之前可承受的往来越多。",
    ),
    formula=r"p_c = \frac{\sqrt{z}}{\frac{z (z^{m-1} - 1)^2}{z^m - 1} + 1}",
    range=(0, 1),
    higher="better",
    dimension="measures.messages_per_step",
    sources=("ArenasEtAl2001",),
)
def threshold(*, branching: int, levels: int) -> float:
    """Return the critical probability of a tree in the model of Arenas and others.

    Parameters
    ----------
    branching : int
        Direct subordinates of each superior, z, 2 or more.
    levels : int
        Levels with that of the root, m, 2 or more.

    Returns
    -------
    float
        Messages per unit and step.

    Raises
    ------
    UserError
        When a number is less than 2.

    Notes
    -----
    A unit that holds n messages has the capability k = 1 / n (the exponent ξ of the source is 1),
    and each message moves from i to j with probability √(k_i k_j). Receivers are drawn from all
    units. The denominator is what enters the root for each unit of p; the numerator is what can
    leave it. The result is mean-field: simulated trees of branching 3 and 4 with three levels
    begin to congest there, but one of branching 2 with four levels congests already a little
    below it.

    Examples
    --------
    >>> from govgraph.measures import tree_congestion
    >>> round(tree_congestion.threshold(branching=3, levels=3), 6)
    0.206575
    """
    _at_least_two(branching=branching, levels=levels)
    z, m = branching, levels
    return float(z**0.5 / (z * (z ** (m - 1) - 1) ** 2 / (z**m - 1) + 1))


@FAMILY.measure(
    per="numbers",
    en=Wording(
        "Share of messages through the root of a tree",
        "In a pure tree where sender and receiver are drawn evenly, the share of messages that the"
        " root passes on.",
        "Higher: more of all exchange depends on the root alone.",
    ),
    zh=Wording(
        "纯树形组织顶端中转占比",
        "纯树形组织中随机抽取发送者与接收者时，须经顶端单位中转的信息占比。",
        "数值越大，往来越依赖顶端一个单位。",
    ),
    formula=r"\rho_{\text{root}} = \frac{b (b - 1) B^2}{n (n - 1)},\quad"
    r" B = \frac{b^{L-1} - 1}{b - 1},\quad n = \frac{b^L - 1}{b - 1}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("DoddsEtAl2003",),
    oracles=("dodds_watts_sabel_root_congestion",),
)
def root_share(*, branching: int, levels: int) -> float:
    """Return the share of messages that the root of a pure tree passes on.

    Parameters
    ----------
    branching : int
        Direct subordinates of each superior, b, 2 or more.
    levels : int
        Levels with that of the root, L, 2 or more.

    Returns
    -------
    float
        The share; messages from and to the root itself do not count as passed on.

    Raises
    ------
    UserError
        When a number is less than 2.

    Notes
    -----
    The congestion of the root in the model of Dodds, Watts and Sabel without added links and with
    evenly drawn receivers; `govgraph.measures.organisations` has the model itself.

    Examples
    --------
    >>> from govgraph.measures import tree_congestion
    >>> round(tree_congestion.root_share(branching=5, levels=6), 6)
    0.799795
    """
    _at_least_two(branching=branching, levels=levels)
    branch = (branching ** (levels - 1) - 1) // (branching - 1)
    n = branching * branch + 1
    return float(branching * (branching - 1) * branch**2 / (n * (n - 1)))


def _at_least_two(**numbers: int) -> None:
    for name, value in numbers.items():
        if value < 2:  # noqa: PLR2004 - a tree that branches
            raise UserError("measures.at_least", name=name, least=2, value=value)
