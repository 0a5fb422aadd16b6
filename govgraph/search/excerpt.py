"""Excerpts: what a change says of some matters, judged without the rows of all others."""

import pandas as pd

from govgraph.measures.groundwork.holding import covered_matters
from govgraph.model.structure import Structure

#: Rules that judge each matter by itself, or with the matters that wait for it: of some matters
#: they say the same of an excerpt, unless they cannot judge it.
BY_MATTER = frozenset(
    {"GG101", "GG102", "GG103", "GG104", "GG105", "GG301", "GG302", "GG502", "GG601"}
)
#: Tables whose rows may be bound to a matter.
_BOUND = ("duties", "demand", "needs", "powers", "goals", "relations")
#: Kinds of tie that concern no other matter than the one they name.
_OF_MATTERS = frozenset({"shares", "calls", "refers", "coordinates", "serves"})
_DATA = "data:"


def concerned(before: Structure, after: Structure) -> frozenset[str] | None:
    """Return the matters that a change concerns; None where it may concern any.

    Parameters
    ----------
    before, after : Structure
        The structures before and after.

    Notes
    -----
    A row that came, went or changed concerns the matter it names; a power also those of its line,
    a tie also those that take the data it names, a goal without a matter those of its objective.
    """
    found = set[str]()
    for table in after.differing(before):
        if table not in _BOUND:
            return None
        rows = _different(before.table(table), after.table(table))
        for structure, own in ((before, rows[rows["_old"]]), (after, rows[~rows["_old"]])):
            matters = _matters(structure, table, own)
            if matters is None:
                return None
            found |= matters
    return frozenset(found)


def excerpt(structure: Structure, matters: frozenset[str]) -> Structure:
    """Return a structure with some matters alone, and those they wait for or that wait for them.

    Parameters
    ----------
    structure : Structure
        The structure.
    matters : frozenset of str
        The matters.

    Returns
    -------
    Structure
        With all units, areas and relations, and the rows of the other tables that concern the
        matters, those that depend on them and those that depend on these, or no single matter. It
        is meant for rules of `BY_MATTER`, whose evidence on the matters themselves is complete.
    """
    kept = set(matters)
    for _ in range(2):
        kept |= _neighbours(structure, kept)
    tables = {name: structure.table(name) for name in ("duties", "demand", "needs")}
    tables = {name: frame[frame["matter"].isin(kept)] for name, frame in tables.items()}
    for name in ("powers", "goals"):
        frame = structure.table(name)
        tables[name] = frame[frame["matter"].isin(kept) | frame["matter"].isna()]
    own, depends = structure.matters, structure.depends
    tables["matters"] = own[own["id"].isin(kept)]
    tables["depends"] = depends[depends["before"].isin(kept) & depends["after"].isin(kept)]
    return structure.replacing(structure.about, tables)


def _neighbours(structure: Structure, matters: set[str]) -> set[str]:
    depends = structure.depends
    after = depends.loc[depends["before"].isin(matters), "after"]
    return set(after) | set(depends.loc[depends["after"].isin(matters), "before"])


def _different(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([before.assign(_old=True), after.assign(_old=False)], ignore_index=True)
    return both[~both.duplicated(subset=list(before.columns), keep=False)]


def _matters(structure: Structure, table: str, rows: pd.DataFrame) -> set[str] | None:
    """Return the matters that rows of a table concern; None where these may be any."""
    named, free = set(rows["matter"].dropna()), rows[rows["matter"].isna()]
    if table == "powers" and len(free):
        return (
            None if free["line"].isna().any() else named | _of_lines(structure, set(free["line"]))
        )
    if table == "goals":
        goals = structure.goals
        return named | set(goals.loc[goals["objective"].isin(free["objective"]), "matter"].dropna())
    if table == "relations":
        bound = not len(free) and set(rows["kind"]) <= _OF_MATTERS
        return named | _taking(structure, set(rows["data"].dropna())) if bound else None
    return named


def _of_lines(structure: Structure, lines: set[str]) -> set[str]:
    """Return the matters that powers on some lines cover."""
    powers = structure.powers
    rows = powers.index[powers["matter"].isna() & powers["line"].isin(lines)]
    covered = covered_matters(structure)
    return set(covered.loc[covered["row"].isin(rows), "matter"])


def _taking(structure: Structure, data: set[str]) -> set[str]:
    """Return the matters that take some data sets."""
    names = {name.removeprefix(_DATA) for name in data}
    needs = structure.needs
    return set(needs.loc[needs["power"].str.removeprefix(_DATA).isin(names), "matter"])
