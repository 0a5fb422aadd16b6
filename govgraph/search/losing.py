"""Who loses by a suggestion: units that are gone, or hold less than before."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES

#: What units hold, in the order in which it is named.
HELD = ("unit", "staff", "quota", "posts", "powers", "lead")


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


def losers(before: Structure, after: Structure) -> tuple[Loser, ...]:
    """Return the units that lose something, in the order of the table.

    Parameters
    ----------
    before, after : Structure
        The structures before and after.
    """
    old, new = _held(before), _held(after)
    less = old.sub(new.reindex(old.index), fill_value=0.0) > 0
    gone = ~old.index.isin(after.units["id"])
    less.loc[gone] = False
    less.insert(0, "unit", gone)
    return tuple(
        Loser(
            str(unit),
            {lang: before.unit_name(str(unit), lang) for lang in LANGUAGES},
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
