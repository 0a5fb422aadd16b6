"""Organisations with dates, and the links between them, as registers of government keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

#: Types of link that make or end an organisation; others move functions.
STRUCTURAL = ("Name change", "Merger", "Demerger")


@dataclass(frozen=True)
class Organisation:
    """One organisation under one name.

    Attributes
    ----------
    id : str
        Short name and year in which it began, ``dfe-2010``.
    name, short : str
        Its names.
    start, end : str
        First day, and the day from which it is gone; empty where the register gives none.
    """

    id: str
    name: str
    short: str
    start: str
    end: str

    def listed(self, date: str) -> bool:
        """Tell whether the register lists it on a day."""
        return self.start <= date and (not self.end or date < self.end)


@dataclass(frozen=True)
class Link:
    """One dated link from an organisation to one that follows it or gets functions from it.

    Attributes
    ----------
    before, after : str
        Ids of the organisations.
    kind : str
        Type as the register words it: ``Merger``, ``Transfer of functions: equalities``.
    start, end : str
        Days on which the change began and was complete.
    """

    before: str
    after: str
    kind: str
    start: str
    end: str


@dataclass(frozen=True)
class Register:
    """Organisations by id, and the links between them by date."""

    organisations: Mapping[str, Organisation]
    links: tuple[Link, ...]

    def listed(self, date: str) -> frozenset[str]:
        """Return the ids of the organisations that are listed on a day."""
        return frozenset(i for i, one in self.organisations.items() if one.listed(date))


def read_register(folder: Path | str) -> Register:
    """Read ``organisation.csv`` and ``organisation_link.csv`` of the IfG Ministers Database.

    Parameters
    ----------
    folder : path
        Where the two files are.

    Returns
    -------
    Register
        With short ids in the place of the files' own.
    """
    place = Path(folder)
    own = pd.read_csv(place / "organisation.csv", dtype=str).fillna("")
    ties = pd.read_csv(place / "organisation_link.csv", dtype=str).fillna("")
    short = own["short_name"].str.lower().str.replace(" ", "-", regex=False)
    year = own["start_date"].str[:4]
    own["short_id"] = short.where(year == "", short + "-" + year)
    known = dict(zip(own["id"], own["short_id"], strict=True))
    organisations = {
        row["short_id"]: Organisation(
            row["short_id"], row["name"], row["short_name"], row["start_date"], row["end_date"]
        )
        for row in own.to_dict("records")
    }
    links = [
        Link(
            known[row["predecessor_organisation_id"]],
            known[row["successor_organisation_id"]],
            row["type"],
            row["link_start_date"],
            row["link_end_date"],
        )
        for row in ties.to_dict("records")
    ]
    return Register(organisations, tuple(sorted(links, key=lambda one: (one.start, one.after))))
