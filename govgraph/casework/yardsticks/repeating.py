"""What comes back: cases returned, cases passed back, petitions brought again."""

import numpy as np

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import yardstick
from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Wording

_NONE_EN = "Undefined where no case has ended."
_NONE_ZH = "没有已结束的办件时无定义。"
_WHO_EN = "Undefined where the log never says who the petitioner is."
_WHO_ZH = "日志未记录当事人时无定义。"


def _moves(analysis: Analysis, _terms: Terms) -> float:
    return analysis.mean("hand_offs")


def _returns(analysis: Analysis, _terms: Terms) -> float:
    return analysis.mean("returns")


def _passed_back(analysis: Analysis, _terms: Terms) -> float:
    return float(analysis.total["come_backs"])


def _again(analysis: Analysis, _terms: Terms) -> float:
    entries = float(analysis.passage.entries.sum())
    return 1 - float(analysis.flow.arrivals.sum()) / entries if entries else np.nan


def _for_good(analysis: Analysis, terms: Terms) -> float:
    """Share of new cases that are settled and not brought again in the days allowed."""
    cells = analysis.flow.cells
    mean = cells["repeat_hours"].to_numpy(float)
    with np.errstate(divide="ignore"):
        soon = np.where(mean > 0, 1 - np.exp(-24 * terms.repeat_days / mean), 1.0)
    again = (1 - cells["confirm"].to_numpy(float)) * cells["repeat"].to_numpy(float) * soon
    good = analysis.passage.settled * (1 - again[analysis.passage.cell])
    new = analysis.flow.arrivals
    return float(good @ new / new.sum()) if new.sum() else np.nan


@yardstick(
    en=Wording(
        "Hand-offs per case",
        "Mean number of moves from one organisation to another, of the cases that have ended.",
        "Higher: more hands, and more joints where a case can be lost.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "每件转手次数",
        "已结束的办件在不同单位之间平均移交的次数。",
        "数值越大，经手单位越多，脱节的环节越多。",
        undefined=_NONE_ZH,
    ),
    formula=r"\frac{1}{|E|} \sum_{c \in E} |\{k : o_{k+1}(c) \ne o_k(c)\}|",
    holds="number",
    higher="worse",
    analytic=_moves,
)
def hand_offs(caseload: Caseload) -> float:
    """Return the mean number of moves between organisations."""
    return float(caseload.ended()["hand_offs"].mean())


@yardstick(
    en=Wording(
        "Returns per case",
        "Mean number of times that a unit returns a case to its sender, of the cases that have "
        "ended. A petition brought again by the person is something else.",
        "Higher: more cases are sent where they do not belong, or without what is needed.",
        undefined=_NONE_EN + " Also where the log does not say how visits end.",
    ),
    zh=Wording(
        "每件退单次数",
        "已结束的办件被退回来件单位的平均次数；与当事人重复信访不是一回事。",
        "数值越大，错派或材料、数据不全的办件越多。",
        undefined=_NONE_ZH + "日志未记录去向时亦无定义。",
    ),
    formula=r"\frac{1}{|E|} \sum_{c \in E} |\{v \in c : a(v) = \mathtt{return}\}|",
    holds="number",
    higher="worse",
    analytic=_returns,
)
def returns(caseload: Caseload) -> float:
    """Return the mean number of returns to the sender."""
    _require_actions(caseload)
    return float(caseload.ended()["returns"].mean())


@yardstick(
    en=Wording(
        "Cases passed back",
        "Share of the cases that have ended that a referral once brought back to an organisation "
        "which had had them, while another had them. Returns to the sender do not count, nor joint "
        "handling, calls, requests or escalation; where a log does not say how visits end, every "
        "hand-over does.",
        "Higher: more buck-passing.",
        undefined=_NONE_EN,
    ),
    zh=Wording(
        "踢皮球比例",
        "已结束的办件中，经转办又回到曾经办理过的单位的占比。退单以及联合办理、呼叫、请求协助、上报不计；"
        "日志未记录去向时，每次移交均视为转办。",
        "数值越大，推诿越多。",
        undefined=_NONE_ZH,
    ),
    formula=r"|\{c \in E : \exists\, j < k - 1 : o_j(c) = o_k(c) \ne o_{k-1}(c), "
    r"a_{k-1}(c) \in \{\mathtt{refer}, \mathtt{pass\_on}\}\}| \,/\, |E|",
    holds="share",
    higher="worse",
    analytic=_passed_back,
)
def passed_back(caseload: Caseload) -> float:
    """Return the share of the cases passed back to an organisation that had them before."""
    return float((caseload.ended()["come_backs"] > 0).mean())


@yardstick(
    en=Wording(
        "Repeat petitions",
        "Share of the cases that the same petitioner had brought before: the same matter in the "
        "same area. Cases before the log begins are not seen.",
        "Higher: more comes back because it was not settled in the eyes of those concerned.",
        undefined=_WHO_EN,
    ),
    zh=Wording(
        "重复访比例",
        "同一当事人就同一区域同一事项再次提出的办件占比。日志开始之前的办件无从得知。",
        "数值越大，未真正解决而重复提出的越多。",
        undefined=_WHO_ZH,
    ),
    formula=r"|\{c : \exists\, c' < c, p(c') = p(c), m(c') = m(c)\}| \,/\, |C|",
    holds="share",
    higher="worse",
    analytic=_again,
)
def repeat_petitions(caseload: Caseload) -> float:
    """Return the share of the cases that the same petitioner had brought before."""
    earlier = caseload.stated(caseload.registered(), "earlier", "no_petitioner").dropna()
    return float((earlier > 0).mean())


@yardstick(
    en=Wording(
        "First-petition resolution rate",
        "Share of first letters and visits that are settled and that the same petitioner does not "
        "bring again, on the same matter, within a number of days (90 unless given, an "
        "assumption). A proper hand-over before does not matter. Counted are first petitions that "
        "have ended at least that many days before the end of the log.",
        "Higher: more is settled for good at the first attempt.",
        undefined=_WHO_EN + " Also where no first petition has ended that long ago.",
    ),
    zh=Wording(
        "初信初访化解率",
        "初次信访中已办结，且同一当事人在规定天数内（未指定时为 90 天，"
        "属假定）未就同一事项再次提出的比例。"
        "此前经过正常转办不受影响。仅计入在日志截止前至少该天数已结束的初信初访。",
        "数值越大，首次即彻底解决的越多。",
        undefined=_WHO_ZH + "没有足够早结束的初信初访时亦无定义。",
    ),
    formula=r"\frac{|\{c \in F \cap S : t_{\mathrm{again}}(c) > N\}|}{|F|}, \quad "
    r"F = \{c : t_{\mathrm{end}}(c) + N \le T, \nexists\, c' < c\}",
    holds="share",
    higher="better",
    analytic=_for_good,
)
def first_resolution(caseload: Caseload) -> float:
    """Return the share of first petitions settled for good."""
    cases, days = caseload.registered(), caseload.terms.repeat_days
    earlier = caseload.stated(cases, "earlier", "no_petitioner")
    aged = (caseload.log.until - cases["closed"]).dt.total_seconds() >= days * 86_400
    first = cases[(earlier == 0) & aged]
    if first.empty:
        raise UndefinedMeasureError("yardsticks.no_first_petition", days=days)
    again = first["again_hours"] <= days * 24
    return float(((first["end"] == "settled") & ~again).mean())


def _require_actions(caseload: Caseload) -> None:
    if "action" not in caseload.log.stated:
        raise UndefinedMeasureError("yardsticks.no_action")
