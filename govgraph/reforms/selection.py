"""Choosing rows: by id, or by what units, areas and matters have in common."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import TypeAlias

import pandas as pd

from govgraph.errors import UnknownNameError, UserError


@dataclass(frozen=True)
class Where:
    """Rows that agree with every field given.

    Attributes
    ----------
    kind, level, line, area, sector : str
        Values of the columns of the same name.
    area_under : str
        An area: it and all areas below it.
    name : str
        The row's name, in the structure's own language.

    Examples
    --------
    >>> from govgraph.reforms.selection import Where
    >>> Where(level="township", line="housing").given
    {'level': 'township', 'line': 'housing'}
    """

    kind: str = ""
    level: str = ""
    line: str = ""
    area: str = ""
    sector: str = ""
    area_under: str = ""
    name: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The fields that are not empty."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


#: One id, several ids, or what the rows have in common.
Selection: TypeAlias = str | tuple[str, ...] | Where
Tables: TypeAlias = Mapping[str, pd.DataFrame]


def select(tables: Tables, table: str, chosen: Selection) -> list[str]:
    """Return the ids of the rows chosen, in the order of the table.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of a structure or of a draft.
    table : str
        Which table the rows belong to.
    chosen : str or tuple of str or Where
        Ids, or a selection.

    Returns
    -------
    list of str
        Ids of the rows.

    Raises
    ------
    UnknownNameError
        When an id is not in the table.
    UserError
        When a selection chooses nothing, or names what the table does not have.
    """
    if isinstance(chosen, Where):
        return _matching(tables, table, chosen)
    return named(chosen, table, set(tables[table]["id"].tolist()))


def named(chosen: str | tuple[str, ...], table: str, known: Collection[str]) -> list[str]:
    """Return ids that are named one by one, each once.

    Parameters
    ----------
    chosen : str or tuple of str
        The ids.
    table : str
        Which table they belong to.
    known : collection of str
        The ids of the table.

    Raises
    ------
    UnknownNameError
        When an id is not in the table.
    """
    wanted = (chosen,) if isinstance(chosen, str) else chosen
    for one in wanted:
        if one not in known:
            raise UnknownNameError.among(f"reforms.as_{table}", one, known)
    return list(dict.fromkeys(wanted))


def _matching(tables: Tables, table: str, where: Where) -> list[str]:
    frame = tables[table]
    keep = pd.Series(True, index=frame.index)  # noqa: FBT003 - the value of a mask
    for name, value in where.given.items():
        column = "area" if name == "area_under" else name
        if column not in frame and not (table == "areas" and name == "area_under"):
            raise UserError("reforms.no_such_selector", selector=name, table=table)
        if name == "area_under":
            inside = under(tables["areas"], value)
            keep &= frame["id" if table == "areas" else "area"].isin(inside)
        else:
            keep &= (frame[column] == value).fillna(value=False)
    found = frame.loc[keep, "id"].tolist()
    if not found:
        chosen = "; ".join(f"{name}: {value}" for name, value in where.given.items())
        raise UserError("reforms.selects_nothing", table=table, selection=chosen)
    return found


def under(areas: pd.DataFrame, area: str) -> set[str]:
    """Return an area and all areas below it."""
    children: dict[str, list[str]] = {}
    for child, parent in zip(areas["id"], areas["parent"], strict=True):
        if not pd.isna(parent):
            children.setdefault(parent, []).append(child)
    if area not in set(areas["id"]):
        raise UnknownNameError.among("reforms.as_areas", area, areas["id"])
    found, waiting = set(), [area]
    while waiting:
        here = waiting.pop()
        found.add(here)
        waiting += children.get(here, [])
    return found
