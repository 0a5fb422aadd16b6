"""The lines of China: at which level each has a bureau, under whose leadership, beside whom.

``lines.csv`` states it line by line: what the bureau of each level is called (an empty cell: there
is none), who leads it there, the ground of that, and the lines it coordinates with. Which lines
exist and how they are led follows the statutes named; which lines coordinate is an assumption.

=============  ===================================================================================
leadership     ties of the bureau
=============  ===================================================================================
``area``       area first 以块为主: its government leads it, the bureau above guides it
``dual``       both lead it, its government first 双重领导、以块为主
``line``       both lead it, the bureau above first 双重领导、以条为主
``vertical``   the bureau above leads it, its government coordinates with it 垂直管理
=============  ===================================================================================

Where no bureau stands above, the government leads.
"""

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Levels that have bureaus, by number.
LEVELS = ("nation", "province", "prefecture", "county", "township")
#: Kinds of leadership, by number.
LEADERSHIP = ("area", "dual", "line", "vertical")
_NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Functions:
    """The table of lines.

    Attributes
    ----------
    table : DataFrame
        As it is written.
    leadership : array of int8, shape (levels, lines)
        Number of the kind of leadership, −1 where the line has no bureau on the level.
    beside : array of int, shape (pairs, 2)
        Lines that coordinate, both by number.
    """

    table: pd.DataFrame
    leadership: NDArray[np.int8]
    beside: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.table)

    def number(self, line: str) -> int:
        """Return the number of a line."""
        return self.table["id"].tolist().index(line)


def functions() -> Functions:
    """Return the table of lines."""
    file = files(__package__).joinpath("lines.csv")
    with file.open("r", encoding="utf-8") as lines:
        table = pd.read_csv(lines, dtype=str, keep_default_na=False)
    table = table.sort_values("id", ignore_index=True)
    stated = [table[f"in_{level}"].where(table[level] != "", "") for level in LEVELS[1:]]
    nation = np.where(table["nation"] != "", "area", "")
    kinds = np.stack([nation, *stated])
    leadership = np.full(kinds.shape, _NOWHERE, np.int8)
    for number, kind in enumerate(LEADERSHIP):
        leadership[kinds == kind] = number
    number_of = {line: number for number, line in enumerate(table["id"])}
    beside = [
        sorted((number, number_of[other]))
        for number, others in enumerate(table["partners"])
        for other in others.split()
    ]
    return Functions(table, leadership, np.array(beside, np.int64))
