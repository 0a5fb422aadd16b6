"""Opening a channel at each of several units: accounts, hotlines, apps (各单位开设渠道)."""

from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Matters, ServingMode, Share, Text, Units


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
        if not draft.rows("units", kind="public"):
            raise UserError("reforms.no_public")
        takes_in = self.mode != "push"
        matters = set(draft.choose(self.matters, "matters")) if self.matters else None
        ground = _Ground.of(draft)
        for row in draft.rows("units", id=draft.choose(self.operated_by)):
            (home,) = draft.records("units", [row])
            channel = self._open(draft, home)
            for public in ground.near(home["area"]):
                ends = {"source": channel, "target": public}
                draft.add("relations", **ends, kind="serves", mode=self.mode)
            if self.routed and takes_in:
                for matter, lead in ground.leads(home["area"]):
                    if matters is None or matter in matters:
                        ends = {"source": channel, "target": lead}
                        draft.add("relations", **ends, kind="refers", matter=matter)
            if self.share and takes_in:
                self._take_in(draft, channel, ground.inside(home["area"]), matters)
        draft.settle("reforms.door_moved")

    def _take_in(
        self, draft: Draft, channel: str, inside: set[str], matters: set[str] | None
    ) -> None:
        """Let a share of the cases come through the channel, the others as before."""
        share = self.share or 0.0
        low, high = (share if end is None else end for end in (self.low, self.high))
        chosen = {} if matters is None else {"matter": matters}
        rows = draft.rows("demand", area=inside, **chosen)
        held = dict(zip(rows, draft.records("demand", rows), strict=True))
        left = {row: own["cases"] * (1 - share) for row, own in held.items()}
        stay = {
            "cases": left,
            "low": {row: min(own["low"] * (1 - low), left[row]) for row, own in held.items()},
            "high": {row: max(own["high"] * (1 - high), left[row]) for row, own in held.items()},
        }
        draft.change("demand", rows, "reforms.door_moved", **stay)
        for row, own in held.items():
            moved = {
                "cases": own["cases"] * share,
                "low": own["low"] * low,
                "high": own["high"] * high,
            }
            draft.copy("demand", row, "reforms.door_moved", door=channel, **moved)

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


@dataclass(frozen=True)
class _Ground:
    """Areas, publics and leading units, which no channel changes.

    Attributes
    ----------
    parent : dict of str to str or None
        The area above each.
    below : dict of str to list of str
        The areas right below each.
    publics : tuple of tuple
        Each public with its area.
    led : dict
        By matter and area, the place of each duty to lead in their order, and who holds it.
    """

    parent: dict[str, str | None]
    below: dict[str, list[str]]
    publics: tuple[tuple[str, str | None], ...]
    led: dict[str, dict[str, list[tuple[int, str]]]]

    @classmethod
    def of(cls, draft: Draft) -> "_Ground":
        areas, units = draft.sheet("areas").frame, draft.sheet("units").frame
        parent = {
            area: above if isinstance(above, str) else None
            for area, above in zip(areas["id"], areas["parent"], strict=True)
        }
        below: dict[str, list[str]] = {}
        for area, above in parent.items():
            if above is not None:
                below.setdefault(above, []).append(area)
        home = dict(zip(units["id"], units["area"], strict=True))
        led: dict[str, dict[str, list[tuple[int, str]]]] = {}
        for number, duty in enumerate(draft.records("duties", draft.rows("duties", role="lead"))):
            own = duty["area"]
            place = own if isinstance(own, str) else home[duty["unit"]]
            if isinstance(place, str):
                held = led.setdefault(duty["matter"], {}).setdefault(place, [])
                held.append((number, duty["unit"]))
        public = units[units["kind"] == "public"]
        publics = tuple(zip(public["id"], public["area"], strict=True))
        return cls(parent, below, publics, dict(sorted(led.items())))

    def inside(self, area: object) -> set[str]:
        """Return an area and those below it; all areas where none is named."""
        if not isinstance(area, str):
            return set(self.parent)
        found, waiting = set[str](), [area]
        while waiting:
            here = waiting.pop()
            found.add(here)
            waiting += self.below.get(here, [])
        return found

    def above(self, area: object) -> Iterator[str]:
        """Yield the areas above an area, the nearest first."""
        here = self.parent[area] if isinstance(area, str) else None
        while here is not None:
            yield here
            here = self.parent[here]

    def near(self, area: object) -> list[str]:
        """Return the publics of an area, of those above and of those in it; all without any."""
        near = self.inside(area) | set(self.above(area))
        found = [
            public for public, place in self.publics if not isinstance(place, str) or place in near
        ]
        return found or [public for public, _ in self.publics]

    def leads(self, area: object) -> Iterator[tuple[str, str]]:
        """Yield each matter with those who lead it in the area, else in the nearest one above."""
        if not isinstance(area, str):
            return
        inside, above = self.inside(area), list(self.above(area))
        for matter, places in self.led.items():
            here = sorted(one for place in places if place in inside for one in places[place])
            if not here:
                here = next((places[place] for place in above if place in places), [])
            for lead in dict.fromkeys(unit for _, unit in here):
                yield matter, lead
