"""Which assumed numbers a proposal hands on as they are, so that it need not be enacted again."""

from collections.abc import Collection, Iterable
from typing import TypeAlias

import numpy as np
import pandas as pd

from govgraph.comparison.assumptions import GROUPED, assumed_groups, keys, moved_rows
from govgraph.comparison.options import Option
from govgraph.errors import UserError
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

#: Where numbers go in the trial that moves each of them by its own part of the way.
_APART = "apart"
_TRIALS = (-1.0, 1.0, _APART)
_HASHES = 2.0**64
#: A table and a group of its assumed numbers.
Group: TypeAlias = tuple[str, str]


def enacted(option: Option, start: Structure) -> Structure | None:
    """Return what an option's proposal makes of a structure; None where it cannot be enacted."""
    if option.proposal is None:
        return start
    try:
        return option.proposal.enact(start, check=False, account=False).structure
    except UserError:
        return None


def own_keys(option: Option, table: str) -> pd.Index:
    """Return the keys of the rows that a proposal itself brings."""
    made = keys(option.structure, table)
    ledger = option.ledger.of("created")
    own = ledger[(ledger["table"] == table) & ledger["before"].isna()]
    names = set(own["after"])
    said = [" · ".join(part for part in key.split("\x1f") if part) for key in made]
    return made[[one in names for one in said]]


def handed_on(before: Structure, option: Option, groups: Iterable[Group]) -> frozenset[Group]:
    """Return the groups of assumed numbers that a proposal hands on as they are.

    Parameters
    ----------
    before : Structure
        The structure that the proposal is enacted on.
    option : Option
        The proposal and what it leads to.
    groups : iterable of tuple
        Tables and groups of assumed numbers.

    Returns
    -------
    frozenset of tuple
        Those whose numbers, moved before the proposal, give the same structure as moved after it.

    Notes
    -----
    All numbers are moved at once: to their lower ends, to their upper ends, and each by a part of
    the way of its own, which sums, shares, choices of the largest and new keys do not survive.
    Groups whose rows come out otherwise are left out and the rest is tried again, until nothing
    at all differs; where that fails, every table is tried by itself. A few enactments take the
    place of dozens for each group.
    """
    asked = set(groups)
    tables = {table for table, _ in asked}
    asked -= {one for table in tables for one in _strayed(before, option, table)}
    if found := _untouched(before, option, asked):
        return frozenset(found)
    parts = ({one for one in asked if one[0] == table} for table in tables)
    return frozenset(one for part in parts for one in _untouched(before, option, part))


def _untouched(before: Structure, option: Option, groups: set[Group]) -> set[Group]:
    """Return groups of some that differ in nothing when all of them are moved; empty for none."""
    while groups:
        found = [_differing(before, option, groups, trial) for trial in _TRIALS]
        differing = {one for several in found if several is not None for one in several}
        if not differing and None not in found:
            break
        groups = groups - differing if differing & groups and None not in found else set()
    return groups


def _strayed(before: Structure, option: Option, table: str) -> set[Group]:
    """Return the groups that numbers leave or enter by the proposal."""
    was, now = assumed_groups(before, table), assumed_groups(option.structure, table)
    now = now.drop(own_keys(option, table), errors="ignore")
    earlier = was.reindex(now.index)
    other = now[now.to_numpy(object) != earlier.to_numpy(object)]
    return {(table, group) for group in (*other, *earlier[other.index].dropna())}


def _differing(
    before: Structure, option: Option, groups: Collection[Group], trial: float | str
) -> set[Group] | None:
    """Return in which groups numbers moved first differ from numbers moved last.

    None where the proposal cannot be enacted on the numbers moved first.
    """
    first, last = before, option.structure
    for table in {table for table, _ in groups}:
        own = {group for other, group in groups if other == table}
        first = _tried(first, table, trial, own)
        last = _tried(last, table, trial, own, own_keys(option, table))
    after = enacted(option, first)
    if after is None:
        return None
    return {
        (table, group)
        for table in TABLES
        for group in _otherwise(table, after.table(table), last.table(table))
    }


def _otherwise(table: str, one: pd.DataFrame, other: pd.DataFrame) -> set[str]:
    """Return the groups of the rows that only one of two tables has."""
    if one.equals(other):
        return set()
    place = TABLES[table].names.index(GROUPED.get(table, TABLES[table].key[0]))
    return {str(row[place] or "") for row in _cells(one) ^ _cells(other)}


def _cells(frame: pd.DataFrame) -> set[tuple[object, ...]]:
    filled = frame.astype(object).where(frame.notna(), None)
    return set(filled.itertuples(index=False, name=None))


def _tried(
    structure: Structure,
    table: str,
    trial: float | str,
    groups: Collection[str],
    left: pd.Index | None = None,
) -> Structure:
    """Return a structure with the numbers of some groups of a table moved, bar some rows."""
    every = assumed_groups(structure, table)
    rows = every.index[every.isin(groups)].difference([] if left is None else left)
    if trial == _APART:
        hashes = pd.util.hash_array(rows.to_numpy(object)).astype(np.float64)
        by = pd.Series(2 * hashes / _HASHES - 1, rows)
    else:
        by = pd.Series(float(trial), rows)
    return moved_rows(structure, table, by)
