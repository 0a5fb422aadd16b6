"""Handing a line back to the areas (下放属地管理)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Units


@operator(
    "hand_back",
    subject="lines",
    en=ReformWording(
        "Hand a line back to the areas",
        "The units of a line answer to the government of their area, which leads them as the "
        "primary superior; the leadership of the line above becomes guidance. Ties of the Party "
        "stay as they are.",
        "Hand {units} back to the governments of their areas.",
        {"units": "Units of the line."},
    ),
    zh=ReformWording(
        "下放属地管理",
        "条线单位改由所在区域政府领导，并为主要领导关系；上级条线的领导关系转为业务指导。党的领导关系不变。",
        "将{units}下放属地管理。",
        {"units": "下放的条线单位。"},
    ),
    mechanical=("command", "control", "modularity", "integration"),
)
@dataclass(frozen=True, kw_only=True)
class HandBack(Reform):
    """Put units of a line under the government of their area.

    Parameters
    ----------
    units : str or tuple of str or Where
        Units of the line.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.hand_back import HandBack
    >>> from govgraph.reforms.operators.make_vertical import MakeVertical
    >>> vertical = MakeVertical(units="station").apply(tiny_county())
    >>> ties = HandBack(units="station").apply(vertical).relations
    >>> ties.loc[ties["target"] == "station", ["source", "kind"]].values.tolist()
    [['env', 'guides'], ['town', 'leads']]
    """

    units: Units

    def change(self, draft: Draft) -> None:
        """Turn leadership of the line into guidance, and let the area's government lead."""
        units = draft.frame("units").set_index("id")
        governments = units[units["kind"].isin(["government", "street_office"])]
        of_area = {area: str(unit) for unit, area in governments["area"].dropna().items()}
        for unit in draft.choose(self.units):
            home = of_area.get(units.loc[unit, "area"])
            if home is None or home == unit:
                raise UserError("reforms.no_government", unit=unit)
            line = units.index[~units["kind"].isin(["party_committee", "portfolio"])]
            above = [one for one in line if one != home]
            rows = draft.rows("relations", kind="leads", target=unit, source=above)
            guided = {"kind": "guides", "permits": None, "primary": None}
            draft.change("relations", rows, "reforms.line_guides", **guided)
            self._lead(draft, home, unit)
        draft.settle("reforms.already_there")

    @staticmethod
    def _lead(draft: Draft, home: str, unit: str) -> None:
        others = draft.rows("relations", kind="leads", target=unit)
        draft.change("relations", others, "reforms.area_leads", primary=None)
        rows = draft.rows("relations", kind="leads", source=home, target=unit)
        rows = rows or draft.rows("relations", kind="coordinates", source=home, target=unit)
        if rows:
            led = {"kind": "leads", "primary": True}
            draft.change("relations", rows[:1], "reforms.area_leads", **led)
        else:
            draft.add("relations", source=home, target=unit, kind="leads", primary=True)
