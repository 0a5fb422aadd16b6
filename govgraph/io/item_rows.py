"""Who has which part in an item, by the cells of one row of an item list."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from govgraph.text import match

_SEPARATORS = re.compile(r"[;；|、，\n]")
_WITH_COMMA = re.compile(r"[;；|、，,\n]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ROLE = re.compile(r"(.+?)\s*[（(]\s*([^（()）]+?)\s*[）)]")
_HANDOVER = re.compile(r"(?:承接部门[:：]\s*)?(.*?)[。；;\s]*(工作方式[:：].*)", re.DOTALL)
_BREAKS = re.compile(r"[\r\n]+")
_POWER_PREFIX = "行政"


class Part(NamedTuple):
    """One unit's part in an item.

    Attributes
    ----------
    name : str
        The unit as the list names it.
    role : {"lead", "assist", …}
        What it does.
    meaning : str
        Which column says so.
    """

    name: str
    role: str
    meaning: str


def parts(row: Mapping[str, str], category: str) -> list[Part]:
    """Return who has which part in a row's item.

    Parameters
    ----------
    row : mapping of str to str
        Cells by meaning, ``""`` where there is none.
    category : {"", "basic", "assisting", "taken_back"}
        Duty list of a township that the row belongs to.

    Examples
    --------
    >>> cells = {"department": "住建局、执法局", "lead": "", "assist": "", "township": "龙港镇"}
    >>> [(part.name, part.role) for part in parts(cells, "assisting")]
    [('住建局', 'lead'), ('执法局', 'assist'), ('龙港镇', 'assist')]
    """
    departments, _ = handover(row["department"])
    found = [Part(name, role or "lead", "lead") for name, role in named(row["lead"])]
    someone_leads = bool(found) or category == "basic"
    for name, role in named(departments):
        if name not in {part.name for part in found}:
            found.append(Part(name, role or _default(someone_leads), "department"))
        someone_leads = True
    for name, role in named(row["assist"]):
        if name not in {part.name for part in found}:
            found.append(Part(name, role or "assist", "assist"))
    if category in ("basic", "assisting"):
        role = "lead" if category == "basic" else "assist"
        found.append(Part(row["township"], role, "township"))
    return found


def _default(someone_leads: bool) -> str:  # noqa: FBT001 - says what it asks
    return "assist" if someone_leads else "lead"


def named(cell: str) -> Iterator[tuple[str, str]]:
    """Yield the units that a cell names, each with the role in brackets behind it, if any.

    A plain comma separates only where the cell is Chinese: English names hold commas.

    Examples
    --------
    >>> list(named("交通局（牵头）、公安局(配合)")), list(named("Digital, Culture and Sport"))
    ([('交通局', 'lead'), ('公安局', 'assist')], [('Digital, Culture and Sport', '')])
    """
    separators = _WITH_COMMA if _CHINESE.search(cell) else _SEPARATORS
    for part in separators.split(cell):
        found = _ROLE.fullmatch(part.strip())
        role = match("role", found[2]) if found else None
        if role is not None and found is not None:
            yield found[1], role
        elif part.strip():
            yield part.strip(), ""


def handover(cell: str) -> tuple[str, str]:
    """Return the departments of a cell that also tells how they work (工作方式), and the rest.

    Examples
    --------
    >>> handover("承接部门：县住建局。工作方式：定期巡查。")
    ('县住建局', '工作方式：定期巡查。')
    """
    found = _HANDOVER.fullmatch(cell)
    if found is None:
        return cell.removeprefix("承接部门：").removeprefix("承接部门:"), ""
    return found[1], found[2]


def power(cell: str) -> str:
    """Return the word of a kind of power; one that is none of the vocabulary stays as it is.

    Examples
    --------
    >>> power("行政处罚"), power("行政检查"), power("其他行政权力")
    ('penalise', 'inspect', '其他行政权力')
    """
    return match("power", cell) or match("power", cell.removeprefix(_POWER_PREFIX)) or cell


def one_line(text: str) -> str:
    r"""Return text without line breaks, which are a matter of column width in such lists.

    Examples
    --------
    >>> one_line("公共场所\n卫生许可"), one_line("Food\nlicence")
    ('公共场所卫生许可', 'Food licence')
    """
    between = "" if _CHINESE.search(text) else " "
    return between.join(line.strip() for line in _BREAKS.split(text) if line.strip())
