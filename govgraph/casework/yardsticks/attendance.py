"""How often a person comes, and to how many places."""

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import Analytic, yardstick
from govgraph.measures.catalogue import Wording

_ENDED_EN = "Over cases that have ended. Undefined where the log never says where a person attends."
_ENDED_ZH = "按已结束的办件计算。日志未记录当事人到场地点时无定义。"


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
        "Mean number of different places that a person goes to until the case ends.",
        "Higher: more ways to go.",
        undefined=_ENDED_EN,
    ),
    zh=Wording(
        "每件到场地点数",
        "办件结束前，当事人平均须到的不同地点数。",
        "数值越大，群众跑的地方越多。",
        undefined=_ENDED_ZH,
    ),
    formula=r"\overline{|\{s(v) : v \in c\}|}",
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
        "Share of the cases for which a person goes to one place or none.",
        "Higher: more matters end where they were brought.",
        undefined=_ENDED_EN,
    ),
    zh=Wording(
        "最多跑一地比例",
        "当事人最多到一个地点即告结束的办件占比。",
        "数值越大，越多的事“最多跑一地”。",
        undefined=_ENDED_ZH,
    ),
    formula=r"P\left(|\{s(v) : v \in c\}| \le 1\right)",
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
        "Mean number of times that a person attends until the case ends.",
        "Higher: more ways to go.",
        undefined=_ENDED_EN,
    ),
    zh=Wording(
        "每件到访次数",
        "办件结束前，当事人平均到场的次数。",
        "数值越大，群众跑的次数越多。",
        undefined=_ENDED_ZH,
    ),
    formula=r"\overline{|\{v \in c : s(v) \ne \varnothing\}|}",
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
        "Share of the cases for which a person attends once or not at all.",
        "Higher: more matters need one visit at most.",
        undefined=_ENDED_EN,
    ),
    zh=Wording(
        "最多访一次比例",
        "当事人最多到场一次即告结束的办件占比。",
        "数值越大，越多的事“最多访一次”。",
        undefined=_ENDED_ZH,
    ),
    formula=r"P\left(|\{v \in c : s(v) \ne \varnothing\}| \le 1\right)",
    holds="share",
    higher="better",
    analytic=_total("one_visit"),
)
def one_visit(caseload: Caseload) -> float:
    """Return the share of the cases for which a person attends at most once."""
    return _at_most_one(caseload, "visits")
