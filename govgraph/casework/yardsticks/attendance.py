"""How often a person comes, and to how many places."""

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import Analytic, yardstick
from govgraph.measures.catalogue import Wording

_NONE_EN = "Undefined where no case has ended, or the log never says where a person attends."
_NONE_ZH = "没有已结束的办件，或日志未记录当事人到场地点时无定义。"


def _total(name: str) -> Analytic:
    """Return what takes a column of the analysis' totals."""

    def answer(analysis: Analysis, _terms: Terms) -> float:
        return float(analysis.total[name])

    return answer


def _mean(caseload: Caseload, column: str) -> float:
    return float(caseload.stated(caseload.ended(), column, "no_site").mean())


def _at_most_one(caseload: Caseload, column: str) -> float:
    return float((caseload.stated(caseload.ended(), column, "no_site") <= 1).mean())


@yardstick(
    en=Wording(
        "Places per case",
        "Mean number of different places that a person goes to, of the cases that have ended.",
        "Higher: more ways to go.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "每件到场地点数",
        "已结束的办件中，当事人平均须到的不同地点数。",
        "数值越大，群众跑的地方越多。",
        undefined=_NONE_ZH,
    ),
    formula=r"\frac{1}{|E|} \sum_{c \in E} |\{s(v) : v \in c\}|",
    holds="number",
    higher="worse",
    analytic=_total("places"),
)
def places(caseload: Caseload) -> float:
    """Return the mean number of places that a person goes to."""
    return _mean(caseload, "places")


@yardstick(
    en=Wording(
        "At most one place",
        "Share of the cases that have ended for which a person goes to one place or none.",
        "Higher: more matters end where they were brought.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "最多跑一地比例",
        "已结束的办件中，当事人最多到过一个地点的占比。",
        "数值越大，越多的事“最多跑一地”。",
        undefined=_NONE_ZH,
    ),
    formula=r"|\{c \in E : |\{s(v) : v \in c\}| \le 1\}| \,/\, |E|",
    holds="share",
    higher="better",
    analytic=_total("one_place"),
)
def one_place(caseload: Caseload) -> float:
    """Return the share of the cases for which a person goes to one place or none."""
    return _at_most_one(caseload, "places")


@yardstick(
    en=Wording(
        "Visits per case",
        "Mean number of times that a person attends, of the cases that have ended.",
        "Higher: more ways to go.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "每件到访次数",
        "已结束的办件中，当事人平均到场的次数。",
        "数值越大，群众跑的次数越多。",
        undefined=_NONE_ZH,
    ),
    formula=r"\frac{1}{|E|} \sum_{c \in E} |\{v \in c : s(v) \ne \varnothing\}|",
    holds="number",
    higher="worse",
    analytic=_total("visits"),
)
def visits(caseload: Caseload) -> float:
    """Return the mean number of times that a person attends."""
    return _mean(caseload, "visits")


@yardstick(
    en=Wording(
        "At most one visit",
        "Share of the cases that have ended for which a person attends once or not at all.",
        "Higher: more matters need one visit at most.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "最多访一次比例",
        "已结束的办件中，当事人最多到场一次的占比。",
        "数值越大，越多的事“最多访一次”。",
        undefined=_NONE_ZH,
    ),
    formula=r"|\{c \in E : |\{v \in c : s(v) \ne \varnothing\}| \le 1\}| \,/\, |E|",
    holds="share",
    higher="better",
    analytic=_total("one_visit"),
)
def one_visit(caseload: Caseload) -> float:
    """Return the share of the cases for which a person attends at most once."""
    return _at_most_one(caseload, "visits")
