"""Adding a channel between the public and government (开设渠道)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Matters, NewId, ServingMode, Text, Unit, Units


@operator(
    "add_channel",
    subject="bodies",
    en=ReformWording(
        "Add a channel",
        "A hotline, an app or an account run by a unit. Pushing tells the public something and "
        "takes nothing in; a menu query answers by itself; interaction takes concerns in. A "
        "channel that is routed refers them to the units that lead the matters; one that is not "
        "leaves them with its operator.",
        "Open {name}, run by {operated_by}, as {mode}.",
        {
            "id": "Id of the channel.",
            "name": "Its name.",
            "name_en": "Its English name.",
            "operated_by": "The unit that runs it.",
            "mode": "What it does: window, push, query or interaction.",
            "routed_to": "Units it refers concerns to; none when empty.",
            "matters": "Matters it refers; all when empty.",
        },
    ),
    zh=ReformWording(
        "开设渠道",
        "由某单位运营的热线、应用或公众号。推送只向公众发布信息，不受理诉求；菜单查询自助应答；互动受理诉求。"
        "有转办的渠道将诉求转给牵头单位，无转办的渠道由运营单位自行处理。",
        "开设由{operated_by}运营的{name}（{mode}）。",
        {
            "id": "渠道编号。",
            "name": "渠道名称。",
            "name_en": "渠道英文名称。",
            "operated_by": "运营单位。",
            "mode": "功能：窗口、推送、查询或互动。",
            "routed_to": "转办到的单位；留空则不转办。",
            "matters": "转办的事项；留空表示全部事项。",
        },
    ),
    mechanical=("distance", "disjoint_paths"),
)
@dataclass(frozen=True, kw_only=True)
class AddChannel(Reform):
    """Open a channel between the public and a unit.

    Parameters
    ----------
    id, name, name_en : str
        What it is called.
    operated_by : str
        The unit that runs it.
    mode : str
        What it does.
    routed_to : str or tuple of str or Where
        Units it refers concerns to.
    matters : str or tuple of str or Where
        Matters it refers.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.add_channel import AddChannel
    >>> step = AddChannel(
    ...     id="hotline", name="Hotline", operated_by="gov", mode="push", routed_to="env"
    ... )
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["source"] == "hotline", ["target", "kind"]].values.tolist()
    [['env', 'refers'], ['people', 'serves']]
    """

    id: NewId
    name: Text
    operated_by: Unit
    mode: ServingMode
    name_en: Text = ""
    routed_to: Units = ()
    matters: Matters = ()

    def change(self, draft: Draft) -> None:
        """Add the unit, its operator, whom it serves and where it refers to."""
        (operator_,) = draft.choose(self.operated_by)
        home = draft.frame("units").set_index("id").loc[operator_]
        publics = draft.frame("units").query("kind == 'public'")["id"].tolist()
        if not publics:
            raise UserError("reforms.no_public")
        place = {"area": home["area"], "level": home["level"]}
        names = {"name": self.name, "name_en": self.name_en or None}
        draft.add("units", id=self.id, kind="channel", **names, **place)
        draft.add("relations", source=operator_, target=self.id, kind="leads")
        for public in publics:
            draft.add("relations", source=self.id, target=public, kind="serves", mode=self.mode)
        matters = draft.choose(self.matters, "matters") if self.matters else [None]
        for unit in draft.choose(self.routed_to) if self.routed_to else []:
            for matter in matters:
                draft.add("relations", source=self.id, target=unit, kind="refers", matter=matter)
