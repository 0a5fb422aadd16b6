"""Stages between those of the case: parts of collaboration, and more and more accounts."""

import pandas as pd

from govgraph.cases.loading import load, workload
from govgraph.cases.partly import partly
from govgraph.cases.proposals import proposal
from govgraph.model.structure import Structure
from govgraph.propositions.stages import Stage
from govgraph.reforms.operators.open_channels import OpenChannels
from govgraph.reforms.selection import Where

_CASE = "jiangsu_wechat"
#: Lines of the counties' bureaus that lead matters.
_LINES = ("labour", "police", "ecology", "urban", "education")
#: Share of the cases brought today that comes on top through each kind of account, as the
#: proposal of interaction states it, with its range.
_SHARE, _LOW, _HIGH = 0.2, 0.05, 0.5


def between() -> dict[str, Stage]:
    """Return what parts of collaboration, and accounts on top of all doors, make of Jiangsu."""
    steps = proposal(_CASE, "collaboration").steps
    kinds = [step.reform.operator.name for step in steps]
    data = [n for n, kind in enumerate(kinds) if kind in ("create_unit", "share_data")]
    duties = [n for n in range(len(steps)) if n not in data]
    return {
        "sharing": partly(_CASE, "collaborative", data),
        "consulting": partly(_CASE, "collaborative", duties),
        **_more_accounts(),
    }


def _more_accounts() -> dict[str, Stage]:
    """Return stages with accounts of the cities' offices, the counties' offices, and bureaus."""
    before = load(_CASE, "before")
    steps = {
        "cities": [_accounts("prefecture", "general")],
        "counties": [_accounts("county", "general")],
        "bureaus": [_accounts("county", line) for line in _LINES],
    }
    found, now = {}, before
    for name, opened in steps.items():
        for step in opened:
            now = on_top(now, step, before)
        found[name] = Stage(now, workload(_CASE, "before"))
    return found


def on_top(now: Structure, step: OpenChannels, before: Structure) -> Structure:
    """Return a structure with further channels, whose cases are none of those there are already.

    As many come through them as the step would move to them from the doors there were before.
    """
    opened, moved = step.apply(now), step.apply(before).demand
    extra = moved[~moved["door"].isin(before.units["id"])]
    demand = pd.concat([now.demand, extra], ignore_index=True)
    return opened.replacing(opened.about, {"demand": demand})


def _accounts(level: str, line: str) -> OpenChannels:
    matters = load(_CASE, "before").matters
    own = matters.loc[matters["line"] == line, "id"]
    return OpenChannels(
        operated_by=Where(kind="department", line=line, level=level),
        suffix="service",
        name="微信服务号",
        name_en="WeChat Service Account",
        mode="interaction",
        routed=True,
        matters=tuple(own),
        share=_SHARE,
        low=_LOW,
        high=_HIGH,
    )
