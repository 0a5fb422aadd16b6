"""Proposals that come with a case, and what explains the differences they leave."""

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from govgraph.cases.case import folder_of, proposal_file, proposals
from govgraph.text.bilingual import Bilingual

if TYPE_CHECKING:
    from govgraph.reforms.proposal import Proposal

__all__ = ["Explanation", "explained", "explanations", "proposal", "proposals"]


@dataclass(frozen=True)
class Explanation:
    """Why some rows differ between what a proposal makes and what came about.

    Attributes
    ----------
    key : str
        Its name.
    text : Bilingual
        The reason.
    origin : str
        ``public data`` or ``assumption``.
    where : tuple of dict
        Patterns for the columns ``table``, ``row`` and ``column`` of a difference; one of them
        must agree in full.
    """

    key: str
    text: Bilingual
    origin: str
    where: tuple[dict[str, str], ...]

    def agrees(self, rows: pd.DataFrame) -> pd.Series:
        """Tell of each difference whether this explains it."""
        found = pd.Series(False, index=rows.index)  # noqa: FBT003 - the value of a mask
        for patterns in self.where:
            each = pd.Series(True, index=rows.index)  # noqa: FBT003 - the value of a mask
            for name, pattern in patterns.items():
                cells = rows[name].fillna("").astype(str)
                whole = name != "row"
                each &= cells.str.fullmatch(pattern) if whole else cells.str.contains(pattern)
            found |= each
        return found


def proposal(case: str, name: str) -> "Proposal":
    """Return a proposal of a case.

    Parameters
    ----------
    case : str
        Name of the case.
    name : str
        One of `proposals`.

    Returns
    -------
    Proposal
        Its steps, to be enacted on a stage of the case.

    Raises
    ------
    UnknownNameError
        When there is no such case or proposal.

    Examples
    --------
    >>> from govgraph.cases.proposals import proposal
    >>> proposal("longgang", "no_townships").steps[0].reform.level
    'township'
    """
    from govgraph.reforms.files.reading import (  # noqa: PLC0415 - loads every measure
        read_proposal,
    )

    return read_proposal(proposal_file(case, name))


def explanations(case: str) -> tuple[Explanation, ...]:
    """Return what explains the differences that the proposals of a case leave."""
    file = folder_of(case) / "explanations.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return tuple(
        Explanation(key, Bilingual(one["en"], one["zh"]), one["origin"], tuple(one["where"]))
        for key, one in entries.items()
    )


def explained(rows: pd.DataFrame, case: str) -> pd.DataFrame:
    """Return differences with the key of what explains each; empty where nothing does.

    Parameters
    ----------
    rows : DataFrame
        Differences between two structures, as the ``rows`` of a comparison.
    case : str
        The case whose explanations are asked.

    Returns
    -------
    DataFrame
        The rows with one more column, ``explanation``.
    """
    found = pd.Series("", index=rows.index, dtype="str")
    for one in explanations(case):
        found = found.mask((found == "") & one.agrees(rows), one.key)
    return rows.assign(explanation=found)
