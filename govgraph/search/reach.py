"""Which rules a change can alter: only these are judged again when a suggestion is tried."""

from collections.abc import Iterable

import pandas as pd

from govgraph.reforms.ledger import Ledger

_DUTIES = frozenset({"duties", "demand"})
_POWERS = _DUTIES | {"powers", "needs", "relations:leads", "relations:shares"}
_TIED = frozenset({f"relations:{kind}" for kind in ("leads", "coordinates", "calls", "joins")})
_FLOW = frozenset({f"relations:{kind}" for kind in ("serves", "refers", "calls", "joins")})
_RANKS = frozenset({"relations:leads", "relations:guides"})
_ALL_TIES = frozenset({"relations:"})

#: Tables, and kinds of relation, from which each rule reads; ``relations:`` for all kinds. Every
#: rule reads units, areas, lines, levels and matters.
READS: dict[str, frozenset[str]] = {
    "GG101": _DUTIES,
    "GG102": _DUTIES,
    "GG103": _POWERS,
    "GG104": _POWERS | {"relations:refers"},
    "GG105": _POWERS,
    "GG201": _RANKS,
    "GG202": _RANKS,
    "GG203": _RANKS,
    "GG204": _RANKS,
    "GG301": _DUTIES | _TIED | {"depends"},
    "GG302": _DUTIES | {"depends", "needs", "relations:shares"},
    "GG303": _DUTIES | {"depends"},
    "GG304": _TIED | {"goals"},
    "GG401": _RANKS,
    "GG402": _RANKS,
    "GG403": _ALL_TIES,
    "GG501": _DUTIES | {"goals", "depends"},
    "GG502": frozenset({"goals", "needs", "powers", "relations:leads"}),
    "GG601": _DUTIES | _FLOW | {"relations:leads"},
    "GG901": _ALL_TIES,
}
#: Tables that some rule reads through those above; a change in any other one alters every rule.
_NAMED = frozenset(
    {"duties", "demand", "powers", "needs", "depends", "goals", "relations", "posts"}
)


def within_reach(touched: Iterable[str], codes: Iterable[str]) -> list[str]:
    """Return the rules, of those named, that a change of some tables can alter.

    Parameters
    ----------
    touched : iterable of str
        Tables, and ``relations:`` with a kind for ties; see `touched`.
    codes : iterable of str
        Codes of rules.

    Returns
    -------
    list of str
        In the order given. A rule that is not listed in `READS` is always within reach.
    """
    changed = set(touched)
    if any(one.partition(":")[0] not in _NAMED for one in changed):
        return list(codes)
    return [code for code in codes if code not in READS or _reads(READS[code], changed)]


def _reads(read: frozenset[str], changed: set[str]) -> bool:
    ties = "relations:" in read and any(one.startswith("relations:") for one in changed)
    return ties or bool(read & changed)


def touched(ledger: Ledger, before: pd.DataFrame, after: pd.DataFrame) -> set[str]:
    """Return the tables that a ledger writes of, and the kinds of ties that came, went or changed.

    Parameters
    ----------
    ledger : Ledger
        What happened.
    before, after : DataFrame
        The relations before and after.
    """
    tables = set(ledger.entries["table"])
    if "relations" not in tables:
        return tables
    columns = list(before.columns)
    both = pd.concat([before, after], ignore_index=True)
    different = both[~both.duplicated(subset=columns, keep=False)]
    return (tables - {"relations"}) | {f"relations:{kind}" for kind in set(different["kind"])}
