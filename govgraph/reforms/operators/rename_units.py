"""Renaming units (更名)."""

from dataclasses import dataclass, field

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Names
from govgraph.reforms.renaming import rename


@operator(
    "rename_units",
    subject="units",
    en=ReformWording(
        "Rename units",
        "Units get new names and keep their ids, and with them everything else. Short forms of the "
        "old names are emptied.",
        "Rename units: {names}.",
        {
            "names": "New names by id.",
            "names_en": "New English names by id.",
        },
    ),
    zh=ReformWording(
        "机构更名",
        "单位更名，编号不变，其他内容随之不变；旧名称的简称清空。",
        "单位更名：{names}。",
        {
            "names": "按单位编号列出的新名称。",
            "names_en": "按单位编号列出的英文新名称。",
        },
    ),
    uk=("Name change",),
)
@dataclass(frozen=True, kw_only=True)
class RenameUnits(Reform):
    """Give units new names.

    Parameters
    ----------
    names, names_en : mapping of str to str
        New names by id.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.rename_units import RenameUnits
    >>> before = gg.Builder().add("units", id="env", name="环境保护局", kind="department").build()
    >>> RenameUnits(names={"env": "生态环境局"}).apply(before).units["name"].tolist()
    ['生态环境局']
    """

    names: Names = field(default_factory=dict)
    names_en: Names = field(default_factory=dict)

    def change(self, draft: Draft) -> None:
        """Change the names."""
        draft.choose((*self.names, *self.names_en))
        found = rename(draft, "units", "name", self.names)
        found += rename(draft, "units", "name_en", self.names_en)
        if not found:
            raise UserError("reforms.says_nothing")
