"""Grassroots call, departments respond (乡呼县应、街乡吹哨部门报到)."""

from dataclasses import dataclass
from itertools import product

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Hours, Matters, Share, Units


@operator(
    "grassroots_call",
    subject="bodies",
    en=ReformWording(
        "Grassroots call, departments respond",
        "Grassroots governments may call departments to act on listed matters within a time limit. "
        "A call transfers no power: what a grassroots government owns stays as it is, what it can "
        "call upon grows. Departments comply with a probability that is an assumption and should "
        "carry a range.",
        "{callers} may call {departments} on {matters}.",
        {
            "callers": "Grassroots units that call.",
            "departments": "Units that respond.",
            "matters": "Listed matters, one tie for each.",
            "limit_hours": "Time limit of the response in hours.",
            "probability": "How likely a department complies.",
            "low": "Lowest probability that is plausible.",
            "high": "Highest probability that is plausible.",
        },
    ),
    zh=ReformWording(
        "街乡吹哨（乡呼县应）、部门报到",
        "基层政府可就清单内事项在规定时限内呼叫部门到场处置。呼叫不转移权力：基层自有权力不变，可调用的权力增加。"
        "部门响应概率为假定值，应附区间。",
        "{callers}可就{matters}呼叫{departments}。",
        {
            "callers": "发起呼叫的基层单位。",
            "departments": "响应呼叫的部门。",
            "matters": "清单内事项，每个事项一项关系。",
            "limit_hours": "响应时限（小时）。",
            "probability": "部门响应的概率。",
            "low": "合理的最低概率。",
            "high": "合理的最高概率。",
        },
    ),
    mechanical=("distance", "coordination", "profile.mechanism", "authority.gap_callable"),
)
@dataclass(frozen=True, kw_only=True)
class GrassrootsCall(Reform):
    """Let grassroots units call departments on listed matters.

    Parameters
    ----------
    callers, departments : str or tuple of str or Where
        Who calls whom.
    matters : str or tuple of str or Where
        Listed matters.
    limit_hours : float, optional
        Time limit of the response.
    probability, low, high : float, optional
        How likely a department complies, with its range.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.grassroots_call import GrassrootsCall
    >>> step = GrassrootsCall(
    ...     callers="town", departments="police", matters="noise", limit_hours=48, probability=0.8
    ... )
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["kind"] == "calls", ["source", "target", "limit_hours"]].values.tolist()
    [['town', 'police', 48.0]]
    """

    callers: Units
    departments: Units
    matters: Matters
    limit_hours: Hours | None = None
    probability: Share | None = None
    low: Share | None = None
    high: Share | None = None

    def change(self, draft: Draft) -> None:
        """Add one tie for each caller, department and matter."""
        callers, departments = draft.choose(self.callers), draft.choose(self.departments)
        matters = draft.choose(self.matters, "matters")
        for caller, department, matter in product(callers, departments, matters):
            draft.add(
                "relations",
                source=caller,
                target=department,
                kind="calls",
                matter=matter,
                limit_hours=self.limit_hours,
                probability=self.probability,
                low=self.low,
                high=self.high,
            )
        draft.settle("reforms.already_there")
