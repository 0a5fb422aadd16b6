"""Who loses by a suggestion: units that are gone, or hold less than before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES

#: What units hold, in the order in which it is named.
HELD = ("unit", "staff", "quota", "posts", "powers", "lead")
#: Tables that say what units hold.
_TABLES = frozenset({"units", "posts", "powers", "duties"})


@dataclass(frozen=True)
class Loser:
    """A unit that loses something.

    Attributes
    ----------
    unit : str
        Its id.
    names : mapping of str to str
        Its name, by language.
    loses : tuple of str
        Words of `HELD`; ``unit`` where it is gone, with all it held.
    """

    unit: str
    names: Mapping[str, str]
    loses: tuple[str, ...]


class Holding:
    """What every unit of a structure holds, added up when it is first asked for.

    Parameters
    ----------
    structure : Structure
        The structure.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    @cached_property
    def units(self) -> pd.DataFrame:
        """Amounts of each word of `HELD` but ``unit``, by unit."""
        return _held(self.structure)


def losers(before: Holding, after: Structure) -> tuple[Loser, ...]:
    """Return the units that lose something, in the order of the table.

    Parameters
    ----------
    before : Holding
        What units held before.
    after : Structure
        The structure after.
    """
    if not _TABLES.intersection(after.differing(before.structure)):
        return ()
    old, new = before.units, _held(after)
    less = old.sub(new.reindex(old.index), fill_value=0.0) > 0
    gone = ~old.index.isin(after.units["id"])
    less.loc[gone] = False
    less.insert(0, "unit", gone)
    return tuple(
        Loser(
            str(unit),
            {lang: before.structure.unit_name(str(unit), lang) for lang in LANGUAGES},
            tuple(word for word in HELD if row[word]),
        )
        for unit, row in less[less.any(axis=1)].iterrows()
    )


def _held(structure: Structure) -> pd.DataFrame:
    units = structure.units.set_index("id")
    posts, powers, duties = structure.posts, structure.powers, structure.duties
    leads = duties[duties["role"] == "lead"]
    held = {
        "staff": units["filled"].astype(float),
        "quota": units["quota"].astype(float),
        "posts": posts.groupby("unit")["quota"].sum().astype(float),
        "powers": powers.groupby("unit").size().astype(float),
        "lead": leads.groupby("unit").size().astype(float),
    }
    return pd.DataFrame(held).reindex(units.index).fillna(0.0)
