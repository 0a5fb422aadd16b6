"""A proposal: steps with dates and grounds, and the goals it is to be judged by."""

import operator as compare
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted, Step, enact
from govgraph.text import Language

Sign = Literal["<=", ">=", "<", ">", "="]
#: Signs a goal may use, with what they compare.
SIGNS: dict[str, Callable[[float, float], bool]] = dict(
    zip(get_args(Sign), (compare.le, compare.ge, compare.lt, compare.gt, compare.eq), strict=True)
)


@dataclass(frozen=True)
class Goal:
    """What a measure is to be after the reform.

    Attributes
    ----------
    measure : str
        Name of a measure of the whole structure.
    sign : {"<=", ">=", "<", ">", "="}
        How it is compared.
    bound : float
        What it is compared with.
    line : int
        Line of the proposal file it was read from; 0 for none.

    Examples
    --------
    >>> from govgraph.reforms.proposal import Goal
    >>> Goal("span.max", "<=", 20).met(17.0)
    True
    """

    measure: str
    sign: Sign
    bound: float
    line: int = 0

    def met(self, value: float) -> bool:
        """Tell whether a value meets the goal; an undefined one (nan) never does."""
        return SIGNS[self.sign](value, self.bound)

    def __str__(self) -> str:
        return f"{self.measure} {self.sign} {self.bound:g}"


@dataclass(frozen=True)
class Proposal:
    """A reform as it is put forward.

    Attributes
    ----------
    title, title_en : str
        Title in its own language and in English.
    steps : tuple of Step
        What is done, in order.
    goals : tuple of Goal
        What is to be reached.
    basis : str
        Legal or documentary ground of the whole; steps may name their own.
    note, note_en : str
        Remark in its own language and in English.
    origin : str
        What new rows name as their source where a step names none; the proposal itself when empty.
    file : str
        Name of the file it was read from; empty for none.
    """

    title: str
    steps: tuple[Step, ...]
    title_en: str = ""
    goals: tuple[Goal, ...] = ()
    basis: str = ""
    note: str = ""
    note_en: str = ""
    origin: str = ""
    file: str = ""

    def label(self, lang: Language = "en") -> str:
        """Return the title in one language, or the other one where it is missing."""
        return (self.title or self.title_en) if lang == "zh" else (self.title_en or self.title)

    def remark(self, lang: Language = "en") -> str:
        """Return the remark in one language, or the other one where it is missing."""
        return (self.note or self.note_en) if lang == "zh" else (self.note_en or self.note)

    def apply(self, structure: Structure) -> Structure:
        """Return the structure after all steps; errors are those of `enact`."""
        return self.enact(structure).structure

    def enact(self, structure: Structure, *, check: bool = True, account: bool = True) -> Enacted:
        """Take all steps and return what became of the structure, with the ledger.

        Parameters
        ----------
        structure : Structure
            The structure before.
        check, account : bool
            As for `enact`.

        Returns
        -------
        Enacted
            The structure after, its stages and the ledger.
        """
        origin = self.origin or f"proposal: {self.title}"
        return enact(structure, self.steps, origin=origin, check=check, account=account)
