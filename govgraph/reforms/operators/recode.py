"""Recoding units and areas by a crosswalk (代码变更、合并)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import AreaCrosswalk, Names, UnitCrosswalk
from govgraph.reforms.renaming import rename


@operator(
    "recode",
    subject="units",
    en=ReformWording(
        "Recode by a crosswalk",
        "Units and areas get other ids. Several old ids with one new id are a merger: staff and "
        "posts are added up, duties, powers and ties that are then alike are joined, ties between "
        "the merged units become internal. The first of them in the crosswalk keeps its other "
        "columns; a new id that exists already keeps its own.",
        "Recode units ({units}) and areas ({areas}).",
        {
            "units": "New ids of units by old ids.",
            "areas": "New ids of areas by old ids.",
            "names": "New names by new id, of what the step recodes.",
            "names_en": "New English names by new id.",
        },
        {"units": "Recode units: {units}.", "areas": "Recode areas: {areas}."},
    ),
    zh=ReformWording(
        "按对照表变更代码",
        "单位和区域变更编号。多个旧编号对应一个新编号即为合并：编制、人员和职位相加，合并后相同的职责、权力和关系归并为一项，"
        "被合并单位之间的关系转为内部关系。其他各栏沿用对照表中的第一个单位；新编号原已存在的，沿用其原有内容。",
        "变更单位代码（{units}）和区域代码（{areas}）。",
        {
            "units": "单位新旧编号对照。",
            "areas": "区域新旧编号对照。",
            "names": "按新编号列出的新名称，用于该步骤变更代码的单位或区域。",
            "names_en": "按新编号列出的英文新名称。",
        },
        {"units": "变更单位代码：{units}。", "areas": "变更区域代码：{areas}。"},
    ),
    mechanical=("span", "distance", "coordination"),
    uk=("Merger", "Name change"),
)
@dataclass(frozen=True, kw_only=True)
class Recode(Reform):
    """Give units and areas other ids.

    Parameters
    ----------
    units, areas : mapping of str to str
        New ids by old ids.
    names, names_en : mapping of str to str
        New names by new id.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.recode import Recode
    >>> build = gg.Builder()
    >>> for unit in ("a", "b"):
    ...     _ = build.add("units", id=unit, name=unit, kind="department", filled=3)
    >>> step = Recode(units={"a": "c", "b": "c"}, names={"c": "Both"})
    >>> step.apply(build.build()).units[["id", "name", "filled"]].values.tolist()
    [['c', 'Both', 6.0]]
    """

    units: UnitCrosswalk = field(default_factory=dict)
    areas: AreaCrosswalk = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    names_en: Names = field(default_factory=dict)

    @property
    def variant(self) -> str:
        """What is recoded, where it is units alone or areas alone."""
        if self.units and self.areas:
            return ""
        return "units" if self.units else "areas"

    def change(self, draft: Draft) -> None:
        """Let references name the new ids, recode the rows, join those with one id, rename."""
        crosswalks = {"units": _changing(self.units), "areas": _changing(self.areas)}
        if not any(crosswalks.values()):
            raise UserError("reforms.nothing_to_recode")
        for table, new in crosswalks.items():
            draft.choose(tuple(new), table)
            _recode(draft, table, new)
            if new:
                rename(draft, table, "name", self.names)
                rename(draft, table, "name_en", self.names_en)


def _changing(crosswalk: Mapping[str, str]) -> dict[str, str]:
    return {old: new for old, new in crosswalk.items() if old != new}


def _recode(draft: Draft, table: str, new: Mapping[str, str]) -> None:
    draft.repoint(table, new, "reforms.recoded")
    ids = draft.frame(table)["id"]
    known = dict(zip(ids, ids.index, strict=True))
    groups: dict[str, list[int]] = {}
    for one in new.values():
        if one in known and one not in new:
            groups[one] = [known[one]]
    for old, one in new.items():
        groups.setdefault(one, []).append(known[old])
    first = pd.Series({rows[0]: one for one, rows in groups.items()}, dtype="str")
    draft.change(table, first.index.tolist(), "reforms.recoded", id=first)
    for rows in groups.values():
        if len(rows) > 1:
            draft.join(table, rows, "reforms.merged")
