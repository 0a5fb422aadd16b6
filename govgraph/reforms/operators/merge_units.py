"""Merging units (合并机构, 大部制)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Text, Unit, Units


@operator(
    "merge_units",
    subject="units",
    en=ReformWording(
        "Merge units",
        "Several units become one. Staff and posts are added up; duties, powers and ties that are "
        "then alike are joined, a lead once; ties between the merged units become internal; the "
        "lines of the others are kept as further lines.",
        "Merge {units} into {into}.",
        {
            "units": "The units that are merged.",
            "into": "The one of them that remains.",
            "name": "Its new name; the old one when empty.",
            "name_en": "Its new English name.",
        },
    ),
    zh=ReformWording(
        "合并机构",
        "若干单位合并为一个。编制和人员相加；合并后相同的职责、权力和关系归并为一项，牵头职责只保留一次；"
        "被合并单位之间的关系转为内部关系；其他单位所属条线作为附加条线保留。",
        "将{units}并入{into}。",
        {
            "units": "被合并的单位。",
            "into": "其中保留的单位。",
            "name": "合并后的名称；留空则沿用原名。",
            "name_en": "合并后的英文名称。",
        },
    ),
    mechanical=("span", "distance", "coordination", "dispersion"),
    uk=("Merger",),
)
@dataclass(frozen=True, kw_only=True)
class MergeUnits(Reform):
    """Merge units into one of them.

    Parameters
    ----------
    units : str or tuple of str or Where
        The units that are merged.
    into : str
        The one that remains.
    name, name_en : str
        Its new names.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> build = gg.Builder().add("units", id="a", name="A", kind="department", filled=3)
    >>> build = build.add("units", id="b", name="B", kind="department", filled=4)
    >>> merged = MergeUnits(units=("a", "b"), into="a").apply(build.build())
    >>> merged.units[["id", "filled"]].values.tolist()
    [['a', 7.0]]
    """

    units: Units
    into: Unit
    name: Text = ""
    name_en: Text = ""

    def change(self, draft: Draft) -> None:
        """Let references name the unit that remains, then join the rows of the units."""
        chosen = draft.choose(self.units)
        (into,) = draft.choose(self.into)
        others = [unit for unit in chosen if unit != into]
        if not others:
            raise UserError("reforms.nothing_to_merge", unit=into)
        _keep_lines(draft, into, others)
        draft.repoint("units", dict.fromkeys(others, into), "reforms.merged")
        first, *rest = (draft.rows("units", id=unit)[0] for unit in (into, *others))
        draft.join("units", [first, *rest], "reforms.merged")
        names = {"name": self.name, "name_en": self.name_en}
        draft.change("units", [first], **{k: v for k, v in names.items() if v})


def _keep_lines(draft: Draft, into: str, others: list[str]) -> None:
    """Turn the lines of the other units into further lines of the one that remains."""
    rows = draft.records("units", draft.rows("units", id=[into, *others]))
    line = {row["id"]: row["line"] for row in rows}
    further = draft.records("unit_lines", draft.rows("unit_lines", unit=into))
    held = {line[into], *(row["line"] for row in further)}
    for one in dict.fromkeys(line[unit] for unit in others):
        if isinstance(one, str) and one not in held:
            draft.add("unit_lines", unit=into, line=one)
