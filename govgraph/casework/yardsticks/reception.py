"""Where cases are lodged and where they are settled: at home, or above."""

import numpy as np

from govgraph.casework.analysis import Analysis
from govgraph.casework.passage import Flags
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import yardstick
from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Wording

_UNKNOWN_EN = "Undefined where it is not known which units belong to the territory."
_UNKNOWN_ZH = "不知哪些单位属于本地时无定义。"


def _at_home(analysis: Analysis, terms: Terms) -> Flags:
    """States of the units of the territory."""
    local = terms.require_local()
    return analysis.flow.states["unit"].isin(local).to_numpy(bool)


def _lodged_at_home(analysis: Analysis, terms: Terms) -> float:
    return analysis.passage.over_all(_at_home(analysis, terms).astype(float))


def _settled_at_home(analysis: Analysis, terms: Terms) -> float:
    passage, local = analysis.passage, _at_home(analysis, terms)
    chance = passage.chain.ends[:, [0]].toarray().ravel()
    there = local & (chance > 0)
    registered = float(passage.entries.sum())
    return float(passage.flows[there] @ chance[there]) / registered if registered else np.nan


def _lodged_above(analysis: Analysis, terms: Terms) -> float:
    if analysis.flow.cells["patience_hours"].notna().any():
        raise UndefinedMeasureError("yardsticks.patience")
    return 1 - _lodged_at_home(analysis, terms)


@yardstick(
    en=Wording(
        "Local reception rate",
        "Share of the cases that are lodged with a unit of the territory. Cases about the "
        "territory that are lodged at higher levels are in the denominator, also where they are "
        "handed down later. The territory is the smallest area that contains all areas with "
        "demand, unless another is given.",
        "Higher: people take their matters to the authorities at home.",
        undefined=_UNKNOWN_EN,
    ),
    zh=Wording(
        "属地受理率",
        "在本地单位提出的办件占全部办件的比例。向上级提出的本地办件计入分母，"
        "之后转回本地的也不例外。"
        "未指定时，“本地”为包含全部有需求区域的最小区域。",
        "数值越大，群众越愿意在本地反映问题。",
        undefined=_UNKNOWN_ZH,
    ),
    formula=r"|\{c : u_1(c) \in L\}| \,/\, |C|",
    holds="share",
    higher="better",
    analytic=_lodged_at_home,
)
def local_reception(caseload: Caseload) -> float:
    """Return the share of the cases lodged with a unit of the territory."""
    local = caseload.terms.require_local()
    return float(caseload.registered()["first_unit"].isin(local).mean())


@yardstick(
    en=Wording(
        "Local resolution rate",
        "Share of the cases that are settled by a unit of the territory, wherever they were "
        "lodged; cases lodged at higher levels are in the denominator. Cases still open count as "
        "not settled, so that the rate of a short log is low.",
        "Higher: matters end where they arose.",
        undefined=_UNKNOWN_EN,
    ),
    zh=Wording(
        "属地化解率",
        "由本地单位办结的办件占全部办件的比例，不论在何处提出；向上级提出的办件计入分母。"
        "尚在办理的计为未化解，因此日志时段较短时比例偏低。",
        "数值越大，矛盾越能在发生地化解。",
        undefined=_UNKNOWN_ZH,
    ),
    formula=r"|\{c \in S : u_{\mathrm{end}}(c) \in L\}| \,/\, |C|",
    holds="share",
    higher="better",
    analytic=_settled_at_home,
)
def local_resolution(caseload: Caseload) -> float:
    """Return the share of the cases settled by a unit of the territory."""
    local, cases = caseload.terms.require_local(), caseload.registered()
    settled = (cases["end"] == "settled") & cases["closed_by"].isin(local)
    return float(settled.mean())


@yardstick(
    en=Wording(
        "Skip-level petitions",
        "Share of the cases that are lodged outside of the territory, at a higher level, or that "
        "the person takes over the heads of the unit that has them.",
        "Higher: people do not trust, or do not wait for, the authorities at home.",
        undefined=_UNKNOWN_EN,
    ),
    zh=Wording(
        "越级走访率",
        "直接向本地以外的上级提出，或当事人越过承办单位向上级反映的办件占比。",
        "数值越大，群众越不信任本地单位，或不愿等待。",
        undefined=_UNKNOWN_ZH,
    ),
    formula=r"|\{c : u_1(c) \notin L \lor \exists v \in c : a(v) = \mathtt{over\_heads}\}| "
    r"\,/\, |C|",
    holds="share",
    higher="worse",
    analytic=_lodged_above,
)
def skip_level(caseload: Caseload) -> float:
    """Return the share of the cases lodged above, or taken over heads."""
    local, cases = caseload.terms.require_local(), caseload.registered()
    return float((~cases["first_unit"].isin(local) | (cases["over_heads"] > 0)).mean())
