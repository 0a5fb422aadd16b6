"""Setting a deputy's portfolio (分管领导分工调整)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Unit, Units


@operator(
    "set_portfolio",
    subject="bodies",
    en=ReformWording(
        "Set a deputy's portfolio",
        "Units come under one deputy: the leadership that another portfolio of the same area, or "
        "the government itself, has over them moves to this one. Other superiors, of the line or "
        "of the Party, stay as they are.",
        "Put {units} under {portfolio}.",
        {"portfolio": "The deputy's portfolio.", "units": "Units that come under it."},
    ),
    zh=ReformWording(
        "调整领导分工",
        "将单位划归一位分管领导：同一区域内其他分管领导或政府本身对这些单位的领导关系转由其行使；"
        "条线和党委的领导关系不变。",
        "由{portfolio}分管{units}。",
        {"portfolio": "分管领导。", "units": "划归分管的单位。"},
    ),
    mechanical=("span", "layers", "coordination", "arbitration"),
)
@dataclass(frozen=True, kw_only=True)
class SetPortfolio(Reform):
    """Put units under a deputy.

    Parameters
    ----------
    portfolio : str
        The deputy's portfolio, a unit of kind ``portfolio``.
    units : str or tuple of str or Where
        Units that come under it.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.set_portfolio import SetPortfolio
    >>> step = SetPortfolio(portfolio="deputy", units=("env", "police"))
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["source"] == "deputy", "target"].tolist()
    ['env', 'police']
    """

    portfolio: Unit
    units: Units

    def change(self, draft: Draft) -> None:
        """Let the ties of leadership start at the portfolio."""
        (portfolio,) = draft.choose(self.portfolio)
        units = draft.frame("units").set_index("id")
        own = units.loc[portfolio]
        if own["kind"] != "portfolio":
            raise UserError("reforms.no_portfolio", unit=portfolio)
        same = units["area"].eq(own["area"]) & units["kind"].isin(["portfolio", "government"])
        superiors = [unit for unit in units.index[same] if unit != portfolio]
        for unit in draft.choose(self.units):
            rows = draft.rows("relations", kind="leads", source=superiors, target=unit)
            if rows:
                draft.change("relations", rows, "reforms.portfolio_set", source=portfolio)
            elif not draft.rows("relations", kind="leads", source=portfolio, target=unit):
                draft.add("relations", source=portfolio, target=unit, kind="leads")
        draft.settle("reforms.already_there")
