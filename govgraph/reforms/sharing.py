"""Sharing what a row counts among several: whole officials stay whole, nothing is lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from govgraph.model.schema import TABLES
from govgraph.reforms.draft import Draft, records
from govgraph.reforms.joining import empty, joined

#: What a unit's row says of its staff.
STAFF = ("quota", "filled", "low", "high")
_COUNTS = {"units": ("quota", "filled"), "posts": ("quota", "filled", "seconded")}
_COUNTS |= {"demand": ("cases",)}
#: What rounding may leave of one after the shares.
_ROUNDING = 1e-9


def parts(number: float, shares: Sequence[float]) -> list[float]:
    """Return a number in parts by shares that add up to one.

    A whole number gives whole parts, by largest remainders.

    Examples
    --------
    >>> parts(7.0, [0.5, 0.5])
    [4.0, 3.0]
    >>> parts(7.5, [0.5, 0.5])
    [3.75, 3.75]
    """
    exact = [number * share for share in shares]
    if not float(number).is_integer():
        return exact
    whole = [float(int(part)) for part in exact]
    left = round(number - sum(whole))
    order = sorted(range(len(shares)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[:left]:
        whole[i] += 1.0
    return whole


def shared(table: str, row: Mapping[str, Any], shares: Sequence[float]) -> list[dict[str, Any]]:
    """Return what each share of a row counts; the range of a number follows its part."""
    found: list[dict[str, Any]] = [{} for _ in shares]
    for column in _COUNTS[table]:
        if not empty(row[column]):
            for values, part in zip(found, parts(row[column], shares), strict=True):
                values[column] = part
    principal = TABLES[table].principal
    number = row[principal]
    for values, share in zip(found, shares, strict=True):
        own = share if empty(number) or not number else values[principal] / number
        values |= {end: None if empty(row[end]) else row[end] * own for end in ("low", "high")}
    return found


def equal(count: int) -> list[float]:
    """Return equal shares."""
    return [1.0 / count] * count


def spread(
    draft: Draft,
    table: str,
    row: int,
    homes: Sequence[Mapping[str, object]],
    reason: str,
) -> None:
    """Give a row to several homes: the first takes the row, the others get rows that descend."""
    first, *others = homes
    for values in others:
        draft.copy(table, row, reason, **values)
    draft.change(table, [row], reason, **first)


def hand_over(
    draft: Draft, unit: str, homes: Sequence[str], shares: Sequence[float], reason: str
) -> None:
    """Hand shares of a unit's staff, quota and posts to other units.

    Parameters
    ----------
    draft : Draft
        The draft.
    unit : str
        The unit that gives; it keeps what is left of one after the shares.
    homes : sequence of str
        Units that receive, one for each share.
    shares : sequence of float
        Shares between 0 and 1; together not more than 1.
    reason : str
        Message key for the ledger.
    """
    keeps = 1.0 - sum(shares)
    left = [unit] if keeps > _ROUNDING else []
    all_homes, all_shares = [*homes, *left], [*shares, *([keeps] if left else [])]
    (row,) = draft.rows("units", id=unit)
    own = records(draft.frame("units").loc[[row]])[0]
    given = shared("units", own, all_shares)
    none = {name: None if name in {"low", "high"} or empty(own[name]) else 0.0 for name in STAFF}
    draft.change("units", [row], reason, **{**none, **(given.pop() if left else {})})
    for home, values in zip(homes, given, strict=True):
        _receive(draft, home, {**dict.fromkeys(STAFF), **values}, reason)
    for post in draft.rows("posts", unit=unit):
        _hand_post(draft, post, all_homes, all_shares, reason)


def _receive(draft: Draft, home: str, values: Mapping[str, object], reason: str) -> None:
    (row,) = draft.rows("units", id=home)
    own = records(draft.frame("units").loc[[row]])[0]
    found = joined("units", [own, {**own, **values}])
    kept = {name: found[name] for name in STAFF if name in found}
    if kept:
        draft.change("units", [row], reason, **kept)


def _hand_post(
    draft: Draft, post: int, homes: Sequence[str], shares: Sequence[float], reason: str
) -> None:
    given = shared("posts", records(draft.frame("posts").loc[[post]])[0], shares)
    rows = [{"unit": home, **values} for home, values in zip(homes, given, strict=True)]
    filled = [row for row in rows if any(row.get(name) for name in _COUNTS["posts"])]
    spread(draft, "posts", post, filled or rows[:1], reason)
