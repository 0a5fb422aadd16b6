"""The authority algebra: what each kind of relation may join, in which direction, permitting what.

Every relation points from the first to the second of: superior and subordinate (``leads``), upper
and lower (``guides``), member and joint body (``joins``), holder and next holder (``refers``),
caller and called (``calls``), owner and user (``shares``), overseer and overseen
(``supervises``), assessor and assessed (``assesses``), server and public (``serves``).
``coordinates`` holds either way.
"""

from dataclasses import dataclass

import pandas as pd

from govgraph.model.schema import UNIT_KINDS
from govgraph.text import match

_ALL = frozenset(UNIT_KINDS)
_OUTSIDE = frozenset({"public", "channel"})
_ORGANISED = _ALL - _OUTSIDE
_PARTY = frozenset({"party_committee", "party_organ"})
_ADVISING = frozenset(
    {"government", "street_office", "department", "dispatched_agency", "party_organ", "centre"}
)
_GRASSROOTS = frozenset(
    {"government", "street_office", "party_committee", "community", "centre", "dispatched_agency"}
)
_MEETING = frozenset({"joint_body", "centre"})

#: Facets of binding leadership; an empty ``permits`` on a ``leads`` row means all of these.
LEADERSHIP = frozenset({"order", "appoint", "budget", "quota", "assess"})
#: Facets of guidance.
GUIDANCE = frozenset({"standards", "reporting"})


@dataclass(frozen=True)
class RelationKind:
    """What one kind of relation is.

    Attributes
    ----------
    name : str
        Its word in the data.
    sources, targets : frozenset of str
        Kinds of unit it may start and end at.
    hierarchical : bool
        Whether it runs down the levels, so that the start may not stand below the end.
    permits : frozenset of str
        Facets that an empty ``permits`` stands for.
    may_permit : frozenset of str
        Facets that ``permits`` may name.
    symmetric : bool
        Whether it holds either way.
    modes : str
        Glossary group of its modes; empty when ``mode`` is free text.
    """

    name: str
    sources: frozenset[str] = _ORGANISED
    targets: frozenset[str] = _ORGANISED
    hierarchical: bool = False
    permits: frozenset[str] = frozenset()
    may_permit: frozenset[str] = frozenset()
    symmetric: bool = False
    modes: str = ""


_KINDS = (
    RelationKind(
        "leads",
        sources=_ORGANISED - {"community", "social_organisation", "enterprise", "desk", "platform"},
        targets=_ORGANISED | {"channel"},
        hierarchical=True,
        permits=LEADERSHIP,
        may_permit=LEADERSHIP | {"consent"},
    ),
    RelationKind(
        "guides",
        sources=_ADVISING | _PARTY,
        hierarchical=True,
        permits=GUIDANCE,
        may_permit=GUIDANCE,
    ),
    RelationKind("joins", targets=_MEETING, modes="mode_joins"),
    RelationKind("coordinates", symmetric=True),
    RelationKind("refers", sources=_ALL - {"public"}),
    RelationKind("calls", sources=_GRASSROOTS),
    RelationKind("shares", sources=_ALL - {"public"}, targets=_ALL - {"public"}),
    RelationKind("supervises"),
    RelationKind("assesses", sources=_ALL),
    RelationKind(
        "serves", sources=_ALL - {"public"}, targets=frozenset({"public"}), modes="mode_serves"
    ),
)

#: The algebra, by name.
AUTHORITY: dict[str, RelationKind] = {kind.name: kind for kind in _KINDS}
#: Relations over which plain coordination runs; serving the public, watching and scoring do not.
COORDINATION = ("leads", "guides", "joins", "coordinates", "refers", "calls", "shares")


def with_plain_modes(relations: pd.DataFrame) -> pd.DataFrame:
    """Return relations whose modes are vocabulary words, in whichever language they came.

    Which vocabulary a mode is taken from depends on the kind of its relation, so that a column
    alone cannot tell.
    """
    given = relations["mode"].dropna()
    kinds = relations["kind"].reindex(given.index)
    plain = [_plain_mode(kind, mode) for kind, mode in zip(kinds, given, strict=True)]
    return relations.assign(
        mode=pd.Series(plain, index=given.index, dtype="str").reindex(relations.index)
    )


def _plain_mode(kind: object, mode: str) -> str:
    known = AUTHORITY.get(str(kind))
    return mode if known is None or not known.modes else match(known.modes, mode) or mode
