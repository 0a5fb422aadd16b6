"""Making a line vertical (实行垂直管理)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.measures.groundwork.heads import AREA_SIDE
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Units


@operator(
    "make_vertical",
    subject="lines",
    en=ReformWording(
        "Make a line vertical",
        "The units of a line answer to the unit of their line above them: its guidance becomes "
        "leadership, the primary one. The government of their area, and the deputies there, lead "
        "them no longer and coordinate with them; ties of the Party stay local. Staff, duties and "
        "powers stay with the units.",
        "Put {units} under vertical management.",
        {"units": "Units of the line, below the level that is to lead them."},
    ),
    zh=ReformWording(
        "实行垂直管理",
        "条线单位由上级同条线单位领导：原业务指导关系转为领导关系，并为主要领导关系；"
        "所在区域政府及分管领导不再领导，改为协调；党的领导关系仍在地方。人员、职责和权力不变。",
        "对{units}实行垂直管理。",
        {"units": "实行垂直管理的条线单位。"},
    ),
    mechanical=("command", "control", "modularity", "integration"),
)
@dataclass(frozen=True, kw_only=True)
class MakeVertical(Reform):
    """Put units of a line under the unit of their line above them.

    Parameters
    ----------
    units : str or tuple of str or Where
        Units of the line.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.make_vertical import MakeVertical
    >>> ties = MakeVertical(units="station").apply(tiny_county()).relations
    >>> ties.loc[ties["target"] == "station", ["source", "kind"]].values.tolist()
    [['env', 'leads'], ['town', 'coordinates']]
    """

    units: Units

    def change(self, draft: Draft) -> None:
        """Turn guidance from above into leadership and leadership of the area into coordination."""
        kind = draft.frame("units").set_index("id")["kind"]
        local = [unit for unit in kind.index if kind[unit] in AREA_SIDE - {"party_committee"}]
        for unit in draft.choose(self.units):
            above = draft.rows("relations", kind="guides", target=unit)
            if not above and not draft.rows("relations", kind="leads", target=unit, primary=True):
                raise UserError("reforms.nobody_guides", unit=unit)
            area = draft.rows("relations", kind="leads", target=unit, source=local)
            ended = {"kind": "coordinates", "permits": None, "primary": None}
            draft.change("relations", area, "reforms.area_coordinates", **ended)
            led = {"kind": "leads", "permits": None, "primary": None}
            draft.change("relations", above, "reforms.line_leads", **led)
            draft.change("relations", above[:1], "reforms.line_leads", primary=True)
        draft.settle("reforms.already_there")
