"""New names for units and areas."""

from collections.abc import Mapping

import pandas as pd

from govgraph.reforms.draft import Draft

#: What is short for a name and says the old one when the name is new.
_SHORT = {"name": "short", "name_en": "short_en"}


def rename(draft: Draft, table: str, column: str, names: Mapping[str, str]) -> list[str]:
    """Give rows of a table new names; short forms of the old ones are emptied.

    Parameters
    ----------
    draft : Draft
        The draft.
    table : str
        ``units`` or ``areas``.
    column : str
        ``name`` or ``name_en``.
    names : mapping of str to str
        New names by id; ids that the table does not have are left out.

    Returns
    -------
    list of str
        The ids that were renamed.
    """
    frame = draft.frame(table)
    new = frame["id"].map(names).dropna()
    new = new[new != frame.loc[new.index, column].fillna("")]
    values: dict[str, object] = {column: pd.Series(new, dtype="str")}
    if _SHORT[column] in frame:
        values[_SHORT[column]] = None
    draft.change(table, new.index.tolist(), "reforms.renamed", **values)
    found: list[str] = frame.loc[new.index, "id"].tolist()
    return found
