"""What is compared with the structure as it is: other structures, proposals, what they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from govgraph.errors import UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted
from govgraph.reforms.ledger import Ledger
from govgraph.reforms.proposal import Proposal
from govgraph.text import Language


@dataclass(frozen=True, eq=False)
class Option:
    """One side of a comparison.

    Attributes
    ----------
    name : str
        What tables call it: ``A``, ``B`` …, or as given.
    structure : Structure
        The structure it leads to.
    proposal : Proposal or None
        The proposal, where it is one.
    enacted : Enacted or None
        What the proposal moved, where it is known.
    """

    name: str
    structure: Structure
    proposal: Proposal | None = None
    enacted: Enacted | None = None

    @property
    def ledger(self) -> Ledger:
        """What moved; empty where only the structures are known."""
        return self.enacted.ledger if self.enacted else Ledger()

    @property
    def mechanical(self) -> frozenset[str]:
        """Measures and families that move by the construction of the proposal's operators."""
        steps = self.proposal.steps if self.proposal else ()
        return frozenset(name for step in steps for name in step.reform.operator.mechanical)

    @property
    def succeeded(self) -> dict[str, str]:
        """The unit that answers after the proposal for each one that is recoded or merged."""
        found = self.renamed
        entries = self.ledger.entries
        joined = entries[(entries["table"] == "units") & (entries["action"] == "merged")]
        for old, new in zip(joined["row"], joined["after"], strict=True):
            found |= {was: str(new) for was, now in found.items() if now == old}
            found[str(old)] = str(new)
        return found

    @property
    def renamed(self) -> dict[str, str]:
        """New ids of units and areas by old ones, as the proposal recodes them."""
        found: dict[str, str] = {}
        entries = self.ledger.entries
        ids = entries[entries["table"].isin(["units", "areas"]) & (entries["column"] == "id")]
        for old, new in zip(ids["before"], ids["after"], strict=True):
            first = next((was for was, now in found.items() if now == old), old)
            found[str(first)] = str(new)
        return found

    @property
    def lineage(self) -> frozenset[tuple[str, str]]:
        """Units between which the proposal moves rows, as they were and as they are."""
        entries = self.ledger.entries
        moved = entries[(entries["column"] == "unit") & entries["after"].notna()]
        pairs = zip(moved["before"].astype(str), moved["after"].astype(str), strict=True)
        return frozenset(pairs) | frozenset(self.succeeded.items())

    def label(self, lang: Language = "en") -> str:
        """Return the title of the proposal or of the structure."""
        title = self.proposal.label(lang) if self.proposal else self.structure.about.label(lang)
        return title or self.name


#: What can be compared with a structure.
Given: TypeAlias = Structure | Proposal | Enacted | Option


def options_of(
    before: Structure, given: Sequence[Given], names: Sequence[str] = ()
) -> list[Option]:
    """Return options, proposals enacted on the structure as it is.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    given : sequence of Structure, Proposal, Enacted or Option
        What is compared with it.
    names : sequence of str
        Their names; ``A``, ``B`` … by default.

    Returns
    -------
    list of Option
        In the order given.

    Raises
    ------
    UserError
        When nothing is given, or the names are not as many and all different.
    """
    if not given:
        raise UserError("comparison.nothing_to_compare")
    called = list(names) or [_letters(place) for place in range(len(given))]
    if len(called) != len(given) or len(set(called)) != len(called):
        raise UserError("comparison.bad_names", count=len(given), names=", ".join(called))
    return [_option(before, one, name) for one, name in zip(given, called, strict=True)]


def _option(before: Structure, given: Given, name: str) -> Option:
    if isinstance(given, Option):
        return given
    if isinstance(given, Proposal):
        enacted = given.enact(before)
        return Option(name, enacted.structure, given, enacted)
    if isinstance(given, Enacted):
        return Option(name, given.structure, None, given)
    return Option(name, given)


def _letters(place: int) -> str:
    """Return ``A`` … ``Z``, ``AA`` … as spreadsheets count."""
    head, last = divmod(place, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + last)
