"""Whether two units can see the same data: ``shares`` read as paths from owner to user."""

from collections.abc import Mapping

import pandas as pd

from govgraph.model.structure import Structure


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


def _flow(structure: Structure, matter: str | None) -> Mapping[str, frozenset[str]]:
    """Direct owners of the data of every user, for a matter."""

    def compute() -> dict[str, frozenset[str]]:
        rows = structure.relations
        rows = rows[rows["kind"] == "shares"]
        rows = rows if matter is None else rows[_counts(structure, rows, matter)]
        return {
            str(user): frozenset(owners)
            for user, owners in rows.groupby("target")["source"].unique().items()
        }

    return structure.derive(("sharing", matter), compute)


def _counts(structure: Structure, rows: pd.DataFrame, matter: str) -> pd.Series:
    needs = structure.needs
    needed = needs.loc[needs["matter"] == matter, "power"].str.removeprefix("data:")
    data = rows["data"].str.removeprefix("data:")
    unnamed = rows["matter"].isna()
    return (rows["matter"] == matter) | (unnamed & (data.isna() | data.isin(set(needed))))


def _owners(unit: str, flow: Mapping[str, frozenset[str]]) -> set[str]:
    """A unit and everyone whose data reach it."""
    found, waiting = {unit}, [unit]
    while waiting:
        new = flow.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting.extend(new)
    return found
