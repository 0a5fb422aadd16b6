"""Opening a channel at each of several units: accounts, hotlines, apps (各单位开设渠道)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft, records
from govgraph.reforms.fields import Flag, Matters, ServingMode, Share, Text, Units
from govgraph.reforms.selection import under


@operator(
    "open_channels",
    subject="bodies",
    en=ReformWording(
        "Open channels",
        "Each unit opens a channel of its own, such as an account, for the public of its area, of "
        "those above and of those in it. Routed channels refer every matter to the units that lead "
        "it in the area of their operator, or where nobody leads it there, in the nearest area "
        "above; channels that are not routed leave concerns with their "
        "operator. Pushing takes nothing in, so that it is never routed. A share of the cases of "
        "the operator's area may come through the channel instead of the doors they had.",
        "{operated_by} each open a channel ({name}), as {mode}.",
        {
            "operated_by": "Units that open a channel each.",
            "suffix": "What follows the operator's id in the id of its channel.",
            "name": "What follows the operator's name in the name of its channel.",
            "name_en": "The same in English.",
            "short": "Short name of each channel, for maps.",
            "short_en": "Its short name in English.",
            "mode": "What the channels do: window, push, query or interaction.",
            "routed": "Whether they refer concerns to whoever leads the matter.",
            "matters": "Matters they refer and take in; all when empty.",
            "share": "Share of the cases of the operator's area that come through the channel.",
            "low": "Lowest share that is plausible.",
            "high": "Highest share that is plausible.",
        },
    ),
    zh=ReformWording(
        "各单位开设渠道",
        "每个单位各自开设一个渠道，如公众号，服务本区域、上级区域或区域内的公众。有转办的渠道将每一事项转给运营单位所在区域内的牵头单位，"
        "区域内无牵头单位的，转给最近的上级区域的牵头单位；无转办的渠道由运营单位自行处理。推送不受理诉求，不转办。"
        "可指明运营单位所在区域的办件改由该渠道进入的比例。",
        "由{operated_by}各自开设{name}（{mode}）。",
        {
            "operated_by": "各自开设渠道的单位。",
            "suffix": "渠道编号在运营单位编号之后的部分。",
            "name": "渠道名称在运营单位名称之后的部分。",
            "name_en": "英文名称的相应部分。",
            "short": "每个渠道的简称，用于图。",
            "short_en": "英文简称。",
            "mode": "功能：窗口、推送、查询或互动。",
            "routed": "是否将诉求转给牵头单位。",
            "matters": "受理、转办的事项；留空表示全部事项。",
            "share": "运营单位所在区域的办件改由该渠道进入的比例。",
            "low": "比例的合理下限。",
            "high": "比例的合理上限。",
        },
    ),
    mechanical=("distance", "disjoint_paths"),
)
@dataclass(frozen=True, kw_only=True)
class OpenChannels(Reform):
    """Open a channel at each of several units.

    Parameters
    ----------
    operated_by : str or tuple of str or Where
        Units that open one each.
    suffix : str
        End of the channels' ids.
    name, name_en : str
        End of the channels' names.
    short, short_en : str
        Short name of each of them.
    mode : str
        What they do.
    routed : bool
        Whether they refer concerns to the leads of the matter.
    matters : str or tuple of str or Where
        Matters they refer and take in.
    share, low, high : float, optional
        Share of the cases of the operator's area that come through the channel, with its range.

    Notes
    -----
    The lowest share is that of the lowest number of cases, the highest that of the highest, so
    that wherever in their ranges the numbers are drawn together, as many cases come as before.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.open_channels import OpenChannels
    >>> build = gg.Builder().add("units", id="people", name="People", kind="public")
    >>> build = build.add("units", id="gov", name="Gov", kind="government")
    >>> step = OpenChannels(operated_by="gov", suffix="wx", name=" account", mode="push")
    >>> step.apply(build.build()).units["id"].tolist()
    ['gov', 'gov.wx', 'people']
    """

    operated_by: Units
    suffix: Text
    name: Text
    mode: ServingMode
    name_en: Text = ""
    short: Text = ""
    short_en: Text = ""
    routed: Flag = False
    matters: Matters = ()
    share: Share | None = None
    low: Share | None = None
    high: Share | None = None

    def change(self, draft: Draft) -> None:
        """Add the channels, their operators, whom they serve and where they refer to."""
        units = draft.frame("units")
        publics = units[units["kind"] == "public"]
        if publics.empty:
            raise UserError("reforms.no_public")
        takes_in = self.mode != "push"
        chosen = draft.choose(self.operated_by)
        for home in records(units[units["id"].isin(chosen)]):
            channel = self._open(draft, home)
            for public in _near(draft, publics, home["area"]):
                ends = {"source": channel, "target": public}
                draft.add("relations", **ends, kind="serves", mode=self.mode)
            if self.routed and takes_in:
                for matter, lead in self._leads(draft, home["area"]):
                    ends = {"source": channel, "target": lead}
                    draft.add("relations", **ends, kind="refers", matter=matter)
            if self.share and takes_in:
                self._take_in(draft, channel, home["area"])
        draft.settle("reforms.door_moved")

    def _take_in(self, draft: Draft, channel: str, area: object) -> None:
        """Let a share of the cases come through the channel, the others as before."""
        demand = draft.frame("demand")
        inside = under(draft.frame("areas"), area) if isinstance(area, str) else set(demand["area"])
        here = demand["area"].isin(inside)
        if self.matters:
            here &= demand["matter"].isin(draft.choose(self.matters, "matters"))
        share = self.share or 0.0
        low, high = (share if end is None else end for end in (self.low, self.high))
        rows = demand.index[here]
        for row, held in zip(rows.tolist(), records(demand.loc[rows]), strict=True):
            moved = {
                "cases": held["cases"] * share,
                "low": held["low"] * low,
                "high": held["high"] * high,
            }
            draft.copy("demand", row, "reforms.door_moved", door=channel, **moved)
        left = demand["cases"] * (1 - share)
        stay = {
            "cases": left,
            "low": (demand["low"] * (1 - low)).clip(upper=left),
            "high": (demand["high"] * (1 - high)).clip(lower=left),
        }
        draft.change("demand", rows, "reforms.door_moved", **stay)

    def _open(self, draft: Draft, home: dict[str, object]) -> str:
        channel, english = f"{home['id']}.{self.suffix}", home["name_en"]
        draft.add(
            "units",
            id=channel,
            name=f"{home['name']}{self.name}",
            name_en=f"{english} {self.name_en}".strip() if isinstance(english, str) else None,
            short=self.short or None,
            short_en=self.short_en or None,
            kind="channel",
            area=home["area"],
            level=home["level"],
            line=home["line"],
        )
        draft.add("relations", source=home["id"], target=channel, kind="leads")
        return channel

    def _leads(self, draft: Draft, area: object) -> Iterator[tuple[str, str]]:
        """Yield each matter with those who lead it in the area, else in the nearest one above."""
        duties, areas = draft.frame("duties"), draft.frame("areas")
        matters = draft.choose(self.matters, "matters") if self.matters else None
        home = draft.frame("units").set_index("id")["area"]
        leads = duties[duties["role"] == "lead"]
        leads = leads.assign(place=leads["area"].fillna(leads["unit"].map(home)))
        parent = dict(zip(areas["id"], areas["parent"], strict=True))
        for matter, rows in leads.groupby("matter"):
            if matters is not None and matter not in matters:
                continue
            where, here = area, rows[:0]
            while isinstance(where, str) and not len(here):
                inside = under(areas, where) if where == area else {where}
                here, where = rows[rows["place"].isin(inside)], parent[where]
            for lead in dict.fromkeys(here["unit"]):
                yield str(matter), str(lead)


def _near(draft: Draft, publics: pd.DataFrame, area: object) -> list[str]:
    """Return the publics of an area, of those above and of those in it; all where there is none."""
    areas = draft.frame("areas")
    parent = dict(zip(areas["id"], areas["parent"], strict=True))
    near = under(areas, area) if isinstance(area, str) else set(areas["id"])
    above = area
    while isinstance(above, str):
        near.add(above)
        above = parent[above]
    here = publics["area"].isna() | publics["area"].isin(near)
    found: list[str] = publics.loc[here if here.any() else publics.index, "id"].tolist()
    return found
