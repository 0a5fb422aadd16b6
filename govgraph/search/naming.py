"""Names and dates of what suggestions create."""

from govgraph.model.structure import Structure
from govgraph.search.groups import Group
from govgraph.text import say

#: Years after which a suggested joint body ends.
_YEARS = 3


def free_id(structure: Structure, stem: str) -> str:
    """Return an id that no unit has: the stem, or the stem with a number."""
    known = set(structure.units["id"])
    number = 1
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"


def matter_names(group: Group, key: str) -> tuple[str, str]:
    """Return a name made from the first matter, or the first unit, in Chinese and in English."""
    table, first = ("matters", group.matters) if group.matters else ("units", group.units)
    frame = group.structure.table(table).set_index("id")
    name, english = frame["name"][first[0]], frame["name_en"].fillna(frame["name"])[first[0]]
    return say(key, "zh", about=name), say(key, "en", about=english)


def body_ends(structure: Structure) -> str:
    """Return when a body ends that begins at the date of the structure; empty without a date."""
    year = structure.about.as_of[:4]
    return f"{int(year) + _YEARS}-12-31" if year.isdigit() else ""
