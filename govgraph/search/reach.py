"""What a change can alter: only these rules and measures are asked again of a suggestion."""

from collections.abc import Iterable

import pandas as pd

from govgraph.reforms.ledger import Ledger

_DUTIES = frozenset({"duties", "demand"})
_POWERS = _DUTIES | {"powers", "needs", "relations:leads", "relations:shares"}
_TIED = frozenset({f"relations:{kind}" for kind in ("leads", "coordinates", "calls", "joins")})
_FLOW = frozenset({f"relations:{kind}" for kind in ("serves", "refers", "calls", "joins")})
_RANKS = frozenset({"relations:leads", "relations:guides"})
_ALL_TIES = frozenset({"relations:"})

#: Tables, and kinds of relation, from which each rule and some measures read; ``relations:`` for
#: all kinds. Every one reads units, areas, lines, levels and matters.
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
    "profile.power": _POWERS,
    "profile.function": _DUTIES,
    "profile.mechanism": _DUTIES | _TIED | {"depends"},
    "profile.information": _DUTIES | {"depends", "needs", "relations:shares"},
    "coordination.average": _ALL_TIES,
    "coordination.matter_average": _DUTIES | _TIED | {"depends"},
    "arbitration.top_share": _TIED,
    "disjoint_paths.single_way": _ALL_TIES,
    "control.mean_lost": _RANKS,
    "command.multiple_share": _RANKS,
    "assignment.redundancy": _DUTIES,
}
#: Tables that some rule reads through those above; a change in any other one alters every rule.
_NAMED = frozenset(
    {"duties", "demand", "powers", "needs", "depends", "goals", "relations", "posts"}
)


def within_reach(touched: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the rules and measures, of those named, that a change of some tables can alter.

    Parameters
    ----------
    touched : iterable of str
        Tables, and ``relations:`` with a kind for ties; see `touched`.
    names : iterable of str
        Codes of rules, names of measures.

    Returns
    -------
    list of str
        In the order given. What is not listed in `READS` is always within reach.
    """
    changed = set(touched)
    if any(one.partition(":")[0] not in _NAMED for one in changed):
        return list(names)
    return [name for name in names if name not in READS or _reads(READS[name], changed)]


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
