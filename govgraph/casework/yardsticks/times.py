"""How long until a case is settled, and how often in time."""

import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import Analytic, yardstick
from govgraph.casework.yardsticks.survival import hours_until
from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Wording

_FEW_EN = "Undefined where fewer cases are settled while the log looks."
_FEW_ZH = "日志时段内办结的办件不足该比例时无定义。"


def _mean(analysis: Analysis, _terms: Terms) -> float:
    return float(analysis.total["hours"])


def _on_time(analysis: Analysis, _terms: Terms) -> float:
    return float(analysis.total["on_time"])


def _quantile(share: float) -> Analytic:
    """Return what finds after how many hours a share of all cases is settled."""

    def settled(analysis: Analysis, hours: float) -> float:
        within = analysis.durations.settled_within(np.full(len(analysis.flow.cells), hours))
        return analysis.passage.over_all(within)

    def answer(analysis: Analysis, _terms: Terms) -> float:
        if not analysis.total["settled"] > share or not np.isfinite(analysis.total["hours"]):
            raise UndefinedMeasureError("yardsticks.too_few_settled", share=share)
        low, high = 0.0, float(analysis.total["hours"])
        while settled(analysis, high) < share:
            low, high = high, 2 * high
        while high - low > 1e-3 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if settled(analysis, middle) < share else (low, middle)
        return (low + high) / 2

    return answer


@yardstick(
    en=Wording(
        "Mean time to resolution",
        "Mean hours of the calendar from lodging to settlement, of the cases that are settled. In "
        "a short log it is too low, because slow cases are still open: see the median.",
        "Higher: people wait longer.",
        undefined="Undefined where no case is settled.",
    ),
    zh=Wording(
        "平均办结时长",
        "已办结办件从提出到办结的平均时长（日历小时）。日志时段较短时偏低，因为办得慢的尚未办结，"
        "可参看中位数。",
        "数值越大，群众等待越久。",
        undefined="没有办结的办件时无定义。",
    ),
    formula=r"\frac{1}{|S|} \sum_{c \in S} h(c)",
    holds="hours",
    higher="worse",
    analytic=_mean,
)
def mean_time(caseload: Caseload) -> float:
    """Return the mean hours until settlement of the cases settled."""
    return float(caseload.settled()["hours"].mean())


@yardstick(
    en=Wording(
        "Median time to resolution",
        "Hours of the calendar until half of all cases lodged are settled. Cases still open count "
        "for as long as they were seen (Kaplan and Meier); cases given up or stuck count as never "
        "settled (Fine and Gray).",
        "Higher: people wait longer.",
        undefined=_FEW_EN,
    ),
    zh=Wording(
        "办结时长中位数",
        "从提出到全部办件有一半办结所需的时长（日历小时）。尚在办理的按已观察时长计入"
        "（Kaplan–Meier 法）；放弃和搁置的视为始终未办结（Fine–Gray 法）。",
        "数值越大，群众等待越久。",
        undefined=_FEW_ZH,
    ),
    formula=r"\min\{t : \hat F(t) \ge 0.5\}",
    holds="hours",
    higher="worse",
    analytic=_quantile(0.5),
    sources=("KaplanMeier1958", "FineGray1999"),
)
def median_time(caseload: Caseload) -> float:
    """Return after how many hours half of all cases are settled."""
    return hours_until(caseload.registered(), caseload.log.until, 0.5)


@yardstick(
    en=Wording(
        "Time to resolution, 95th percentile",
        "Hours of the calendar until 95 % of all cases lodged are settled, estimated as the "
        "median.",
        "Higher: some people wait longer.",
        undefined=_FEW_EN,
    ),
    zh=Wording(
        "办结时长 95 分位数",
        "从提出到全部办件有 95% 办结所需的时长（日历小时），估计方法同中位数。",
        "数值越大，部分群众等待越久。",
        undefined=_FEW_ZH,
    ),
    formula=r"\min\{t : \hat F(t) \ge 0.95\}",
    holds="hours",
    higher="worse",
    analytic=_quantile(0.95),
    sources=("KaplanMeier1958", "FineGray1999"),
)
def long_time(caseload: Caseload) -> float:
    """Return after how many hours 95 % of all cases are settled."""
    return hours_until(caseload.registered(), caseload.log.until, 0.95)


@yardstick(
    en=Wording(
        "On-time share",
        "Share of the cases with a time limit that are settled within it, among those settled and "
        "those that are open beyond their limit.",
        "Higher: more is settled in time.",
        undefined="Undefined where no case with a time limit is settled or overdue.",
    ),
    zh=Wording(
        "按时办结率",
        "有时限的办件中，在时限内办结的占已办结和超期未结的比例。",
        "数值越大，按时办结越多。",
        undefined="没有已办结或超期的有时限办件时无定义。",
    ),
    formula=r"\frac{|\{c \in S : h(c) \le \ell(c)\}|}{|S \cup "
    r"\{c : t_{\mathrm{end}}(c) > T > t_{\mathrm{begin}}(c) + \ell(c)\}|}",
    holds="share",
    higher="better",
    analytic=_on_time,
)
def on_time(caseload: Caseload) -> float:
    """Return the share settled within the time limit."""
    cases = caseload.registered()
    limited = cases[cases["limit_hours"].notna()]
    settled = limited["end"] == "settled"
    overdue = (limited["end"] == "open") & (limited["observed_hours"] > limited["limit_hours"])
    judged: pd.DataFrame = limited[settled | overdue]
    if judged.empty:
        raise UndefinedMeasureError("yardsticks.no_limit")
    return float((judged["hours"] <= judged["limit_hours"]).mean())
