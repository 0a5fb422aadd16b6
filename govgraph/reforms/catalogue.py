"""The catalogue of reform operators: one frozen dataclass each, registered by being written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar, Literal, TypeVar, get_args

from govgraph.errors import UnknownNameError
from govgraph.model.structure import Structure
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Holds, held, required
from govgraph.text import Language

Subject = Literal["levels", "units", "lines", "bodies", "matters", "powers", "ties", "staff"]
#: What operators are about, in the order of pages.
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


@dataclass(frozen=True)
class ReformWording:
    """What an operator is called and what it does, in one language.

    Attributes
    ----------
    title : str
        Its name in the field.
    definition : str
        What it does to a structure, in a few sentences: what moves, what is joined, what is lost.
    sentence : str
        One step as a sentence; placeholders are the operator's fields.
    fields : dict of str to str
        What each field means.
    variants : mapping of str to str
        Other sentences, for steps that name one of them as their `Reform.variant`.
    """

    title: str
    definition: str
    sentence: str
    fields: dict[str, str]
    variants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reform:
    """One step of a reform; its subclasses are the operators.

    Attributes
    ----------
    operator : Operator
        Its entry in the catalogue.
    """

    operator: ClassVar["Operator"]

    @property
    def variant(self) -> str:
        """Which of the operator's sentences tells this step; empty for the plain one."""
        return ""

    def sentence(self, lang: Language = "en") -> str:
        """Return the sentence that tells this step, its fields as placeholders."""
        wording = self.operator.wording(lang)
        return wording.variants[self.variant] if self.variant else wording.sentence

    def change(self, draft: Draft) -> None:
        """Change a draft; raise a `UserError` where the step cannot be taken."""
        raise NotImplementedError

    def called_after(self) -> tuple[str, ...]:
        """Return the ids of units that the step makes and calls after units it names by id."""
        return ()

    def apply(self, structure: Structure) -> Structure:
        """Return the structure after this step.

        Parameters
        ----------
        structure : Structure
            The structure before; it stays as it is.

        Returns
        -------
        Structure
            The structure after; `govgraph.reforms.enacting.enact` gives the ledger as well.

        Raises
        ------
        UserError
            When the step cannot be taken, or would orphan something.
        """
        enacting = import_module("govgraph.reforms.enacting")
        result: Structure = enacting.enact(structure, self).structure
        return result


@dataclass(frozen=True)
class Operator:
    """One entry of the catalogue.

    Attributes
    ----------
    name : str
        Its name in proposal files: ``merge_units``.
    reform : type
        The dataclass.
    subject : str
        What it is about, one of `SUBJECTS`.
    en, zh : ReformWording
        Names and meaning.
    mechanical : tuple of str
        Names of measures, or of families, that move with this operator by construction.
    uk : tuple of str
        Words of the British machinery of government that it stands for.
    """

    name: str
    reform: type[Reform]
    subject: Subject
    en: ReformWording
    zh: ReformWording
    mechanical: tuple[str, ...] = ()
    uk: tuple[str, ...] = ()

    @property
    def holds(self) -> dict[str, Holds]:
        """What each of its fields holds, by name."""
        return held(self.reform)

    @property
    def required(self) -> list[str]:
        """Fields that must be given."""
        return required(self.reform)

    def wording(self, lang: Language = "en") -> ReformWording:
        """Return names and meaning in one language."""
        return self.zh if lang == "zh" else self.en


R = TypeVar("R", bound=type[Reform])
_OPERATORS: dict[str, Operator] = {}


def operator(
    name: str,
    *,
    subject: Subject,
    en: ReformWording,
    zh: ReformWording,
    mechanical: tuple[str, ...] = (),
    uk: tuple[str, ...] = (),
) -> Callable[[R], R]:
    """Register a frozen dataclass as an operator and return it untouched.

    Parameters are those of `Operator`.

    Raises
    ------
    ValueError
        When the name is taken, or a field is not described in both languages.
    """

    def register(reform: R) -> R:
        described = set(held(reform))
        if name in _OPERATORS or any(set(w.fields) != described for w in (en, zh)):
            message = f"the operator {name} is registered twice, or its fields are not described"
            raise ValueError(message)
        reform.operator = Operator(name, reform, subject, en, zh, mechanical, uk)
        _OPERATORS[name] = reform.operator
        return reform

    return register


def operators() -> dict[str, Operator]:
    """Return every operator by name: by subject, then by name."""
    _import_operators()
    order = {subject: place for place, subject in enumerate(SUBJECTS)}
    entries = sorted(_OPERATORS.values(), key=lambda one: (order[one.subject], one.name))
    return {one.name: one for one in entries}


def find_operator(name: str) -> Operator:
    """Return one operator by name; raise `UnknownNameError` when there is none."""
    _import_operators()
    if name not in _OPERATORS:
        raise UnknownNameError.among("reforms.as_operators", name, _OPERATORS)
    return _OPERATORS[name]


def _import_operators() -> None:
    """Import every module of the operators' folder, so that one is offered by being written."""
    package = import_module("govgraph.reforms.operators")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")


def values_of(reform: Reform) -> dict[str, Any]:
    """Return the fields of a step by name."""
    return {one.name: getattr(reform, one.name) for one in fields(reform)}
