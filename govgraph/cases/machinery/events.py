"""What happened on one day: who ends, who begins, by which links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as day

from govgraph.cases.machinery.records import STRUCTURAL, Link, Register

#: Days within which the dates of a link and of the organisations it joins mean one change.
TOGETHER = 7


@dataclass
class Event:
    """Everything that happened on one day.

    Attributes
    ----------
    date : str
        The day.
    links : list of Link
        Links of that day.
    begins, ends : list of str
        Organisations that begin or end that day and that no structural link explains.
    """

    date: str
    links: list[Link] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)

    @property
    def structural(self) -> list[Link]:
        """Links that make or end an organisation."""
        return [link for link in self.links if link.kind in STRUCTURAL]

    @property
    def transfers(self) -> list[Link]:
        """Links that move functions."""
        return [link for link in self.links if link.kind not in STRUCTURAL]


def events(register: Register, since: str) -> list[Event]:
    """Return everything that happened after a day, by date.

    Parameters
    ----------
    register : Register
        The register.
    since : str
        The day; what happened on it is not returned.
    """
    found: dict[str, Event] = {}
    for link in register.links:
        when = link_date(register, link)
        if when > since:
            found.setdefault(when, Event(when)).links.append(link)
    for when, organisation in _unexplained(register, "start", since):
        found.setdefault(when, Event(when)).begins.append(organisation)
    for when, organisation in _unexplained(register, "end", since):
        found.setdefault(when, Event(when)).ends.append(organisation)
    return [found[when] for when in sorted(found)]


def link_date(register: Register, link: Link) -> str:
    """Return when a link takes effect: when its successor begins, or else its own first day."""
    start = register.organisations[link.after].start
    return start if near(start, link.start) else link.start


def near(one: str, other: str) -> bool:
    """Tell whether two days are so close that they mean one change."""
    if not one or not other:
        return False
    return abs((day.fromisoformat(one) - day.fromisoformat(other)).days) <= TOGETHER


def _unexplained(register: Register, side: str, since: str) -> Iterator[tuple[str, str]]:
    """Yield the organisations that begin or end without a structural link about that time."""
    end = "after" if side == "start" else "before"
    for organisation in register.organisations.values():
        when = getattr(organisation, side)
        linked = any(
            link.kind in STRUCTURAL
            and getattr(link, end) == organisation.id
            and (near(when, link.start) or near(when, link.end))
            for link in register.links
        )
        if when > since and not linked:
            yield when, organisation.id
