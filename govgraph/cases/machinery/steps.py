"""Links as steps of a proposal: each type by an operator that bears its British name."""

from collections.abc import Iterator, Mapping

from govgraph.cases.machinery.events import Event, near
from govgraph.cases.machinery.records import Link, Register
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.abolish_unit import AbolishUnit
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.create_unit import CreateUnit
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.recode import Recode
from govgraph.reforms.operators.split_unit import SplitUnit
from govgraph.reforms.operators.transfer_functions import TransferFunctions

#: The unit that leads all departments.
ROOT = "government"
#: What is left of an organisation that ends goes where a link of the first of these types leads.
_REMAINDER = ("Name change", "Merger", "Demerger")
_NAMED = "Transfer of functions: "


def matter_of(link: Link) -> str:
    """Return the id of the functions that a transfer moves: named by its type, or by its ends."""
    if link.kind.startswith(_NAMED):
        return link.kind.removeprefix(_NAMED)
    return f"{link.before}>{link.after}"


class Translator:
    """Turns events into steps, one after the other, knowing who is there.

    Parameters
    ----------
    register : Register
        The register.
    present : frozenset of str
        Organisations that are there before the first event.
    holders : mapping of str to str
        Who has functions that transfers name, where anybody has them yet.
    """

    def __init__(
        self, register: Register, present: frozenset[str], holders: Mapping[str, str]
    ) -> None:
        self.register = register
        self.present = set(present)
        self._held = set(holders)

    def steps(self, event: Event) -> Iterator[tuple[Reform, str]]:
        """Yield the steps of an event, each with the types of link that it stands for."""
        for one in event.begins:
            if not any(link.after == one for link in event.structural):
                yield self._create(one), "Creation"
        giving = {link.before for link in event.transfers}
        groups = _by_predecessor(event.structural)
        yield from self._parts(groups)
        for before, links in groups.items():
            if before not in giving:
                yield from self._rest(before, links)
        yield from self._transfers(event.transfers)
        for before, links in groups.items():
            if before in giving:
                yield from self._rest(before, links)
        for one in event.ends:
            yield AbolishUnit(units=one, duties="drop", doors="drop"), "Abolition"
            self.present.discard(one)

    def _create(self, one: str) -> Reform:
        self.present.add(one)
        name = self.register.organisations[one].name
        return CreateUnit(id=one, name=name, name_en=name, kind="department", led_by=ROOT)

    def _parts(self, groups: Mapping[str, list[Link]]) -> Iterator[tuple[Reform, str]]:
        """Split off every part but the remainder, and merge those that join another one."""
        for before, links in groups.items():
            for link in links if not self._ends(before, links) else links[:-1]:
                part = link.after if link.after not in self.present else f"{before}>{link.after}"
                name = self.register.organisations[link.after].name
                yield SplitUnit(unit=before, id=part, name=name, name_en=name), link.kind
                if part != link.after:
                    yield MergeUnits(units=(link.after, part), into=link.after), link.kind
                self.present.add(link.after)

    def _rest(self, before: str, links: list[Link]) -> Iterator[tuple[Reform, str]]:
        """Let what is left of an organisation that ends become its last successor."""
        if not self._ends(before, links):
            return
        after, kind = links[-1].after, links[-1].kind
        self.present.discard(before)
        if after in self.present:
            yield MergeUnits(units=(after, before), into=after), kind
            return
        self.present.add(after)
        name = self.register.organisations[after].name
        yield Recode(units={before: after}, names={after: name}, names_en={after: name}), kind

    def _ends(self, before: str, links: list[Link]) -> bool:
        end = self.register.organisations[before].end
        return any(near(end, link.start) or near(end, link.end) for link in links)

    def _transfers(self, links: list[Link]) -> Iterator[tuple[Reform, str]]:
        """Hand functions over, from one to the next where they go on the same day."""
        waiting = list(links)
        while waiting:
            receiving = {(link.after, matter_of(link)) for link in waiting}
            ready = [one for one in waiting if (one.before, matter_of(one)) not in receiving]
            link = (ready or waiting)[0]
            waiting.remove(link)
            matter = matter_of(link)
            if matter not in self._held:
                self._held.add(matter)
                yield AssignDuties(units=link.before, matters=matter, role="lead"), "–"
            yield (
                TransferFunctions(source=link.before, target=link.after, matters=matter),
                link.kind,
            )


def _by_predecessor(links: list[Link]) -> dict[str, list[Link]]:
    """Return structural links by predecessor, the one that takes the remainder last."""
    found: dict[str, list[Link]] = {}
    for link in sorted(links, key=lambda one: (-_REMAINDER.index(one.kind), one.after)):
        found.setdefault(link.before, []).append(link)
    return found
