"""Whether two units can see the same data: ``shares`` read as paths from owner to user."""

from collections.abc import Mapping

import pandas as pd

from govgraph.model.structure import Structure

#: What stands before the name of a data set where it is needed or held as a power.
_DATA = "data:"


def shared(structure: Structure, first: str, second: str, matter: str | None = None) -> bool:
    """Tell whether two units have a sharing path for a matter.

    They have one when data flow from one to the other, directly or through others, or from a
    common owner to both. A row of ``shares`` counts when it names the matter, or a data set that
    the matter needs, or neither matter nor data.

    Parameters
    ----------
    structure : Structure
        The structure.
    first, second : str
        The two units.
    matter : str, optional
        The matter; without one every row counts.

    Returns
    -------
    bool
        Whether there is a path.
    """
    flow = _flow(structure, matter)
    return not _owners(first, flow).isdisjoint(_owners(second, flow))


def data_reach(structure: Structure, owner: str, user: str, matter: str, power: str) -> bool:
    """Tell whether a needed power is a data set that reaches a unit from another by sharing.

    Parameters
    ----------
    structure : Structure
        The structure.
    owner, user : str
        Who holds the data and who needs them.
    matter : str
        The matter that needs them.
    power : str
        The power needed; ``data:`` and a name for a data set, or the name of a data set that some
        row of ``shares`` names.

    Returns
    -------
    bool
        False for a power that is no data set. A row of ``shares`` counts when it names this data
        set or none, and this matter or none.
    """
    name = power.removeprefix(_DATA)
    if name == power and name not in structure.derive(("data sets",), lambda: _named(structure)):
        return False
    key = ("data sharing", matter, name)
    flow = structure.derive(key, lambda: _owners_of_users(_rows(structure, matter, name)))
    return owner in _owners(user, flow)


def _named(structure: Structure) -> frozenset[str]:
    return frozenset(_shares(structure)["data"].dropna())


def _shares(structure: Structure) -> pd.DataFrame:
    rows = structure.relations
    rows = rows[rows["kind"] == "shares"]
    return rows.assign(data=rows["data"].str.removeprefix(_DATA))


def _rows(structure: Structure, matter: str, name: str) -> pd.DataFrame:
    rows = _shares(structure)
    about = rows["matter"].isna() | (rows["matter"] == matter)
    return rows[about & (rows["data"].isna() | (rows["data"] == name))]


def _flow(structure: Structure, matter: str | None) -> Mapping[str, frozenset[str]]:
    """Direct owners of the data of every user, for a matter."""

    def compute() -> dict[str, frozenset[str]]:
        rows = _shares(structure)
        return _owners_of_users(rows if matter is None else rows[_counts(structure, rows, matter)])

    return structure.derive(("sharing", matter), compute)


def _owners_of_users(rows: pd.DataFrame) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for owner, user in zip(rows["source"], rows["target"], strict=True):
        found.setdefault(user, set()).add(owner)
    return {user: frozenset(owners) for user, owners in found.items()}


def _counts(structure: Structure, rows: pd.DataFrame, matter: str) -> pd.Series:
    needs = structure.needs
    needed = needs.loc[needs["matter"] == matter, "power"].str.removeprefix(_DATA)
    unnamed = rows["matter"].isna()
    data = rows["data"]
    return (rows["matter"] == matter) | (unnamed & (data.isna() | data.isin(set(needed))))


def _owners(unit: str, flow: Mapping[str, frozenset[str]]) -> set[str]:
    """A unit and everyone whose data reach it."""
    found, waiting = {unit}, [unit]
    while waiting:
        new = flow.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting.extend(new)
    return found
