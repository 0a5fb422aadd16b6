"""Parts of a package: what some of its steps would lead to without the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from govgraph.errors import UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step, Steps, enact, steps_of
from govgraph.reforms.proposal import Proposal

#: Numbers of the steps taken, from 0, in ascending order.
Part: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Taken:
    """What a part of a package leads to.

    Attributes
    ----------
    part : tuple of int
        Numbers of its steps.
    structure : Structure
        The structure after.
    skipped : tuple of int
        Steps of the part that could not be taken without one that is not in it; they have no
        effect.
    """

    part: Part
    structure: Structure
    skipped: Part = ()

    def then(self, number: int, step: Step) -> "Taken":
        """Return the part with one further step, which is skipped where it cannot be taken."""
        part = (*self.part, number)
        try:
            after = enact(self.structure, step, check=False, account=False).structure
        except UserError:
            return Taken(part, self.structure, (*self.skipped, number))
        return Taken(part, after, self.skipped)


def package_steps(package: Proposal | Steps) -> tuple[Step, ...]:
    """Return the steps of a package, whatever was given."""
    return package.steps if isinstance(package, Proposal) else steps_of(package)


def walk(before: Structure, steps: tuple[Step, ...], parts: Iterable[Part]) -> Iterator[Taken]:
    """Yield what each part leads to; steps are taken in the order of the package.

    Parameters
    ----------
    before : Structure
        The structure before.
    steps : tuple of Step
        The whole package.
    parts : iterable of tuple of int
        The parts; in ascending order, each takes as few further steps as possible.
    """
    stack = [Taken((), before)]
    for part in parts:
        while part[: len(stack[-1].part)] != stack[-1].part:
            stack.pop()
        for number in part[len(stack[-1].part) :]:
            stack.append(stack[-1].then(number, steps[number]))
        yield stack[-1]
