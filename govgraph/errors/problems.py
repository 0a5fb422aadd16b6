"""Problems in data: where, which rule, which value, and the way out; many in one error."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from govgraph.errors.base import ConfigurationError, UserError
from govgraph.errors.wording import spoken
from govgraph.text import Language, label, say


@dataclass(frozen=True)
class Place:
    """Where a value stands.

    Attributes
    ----------
    table : str
        Table of the model, for example ``"relations"``.
    row : int or None
        Row number as the user counts it: in a sheet or text file the header is row 1; in
        Python data the first row is 1.
    column : str
        Column of the model; empty when the whole row is meant.
    file, sheet, cell : str
        File name, sheet name and cell address (``"C7"``); empty where there is none.
    """

    table: str = ""
    row: int | None = None
    column: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""

    def render(self, lang: Language = "en") -> str:
        """Return the place as text, most general part first."""
        parts = [self.file, self.sheet or self.table]
        if self.cell:
            key = "model.place_cell" if self.column else "model.place_cell_alone"
            column = label("column", self.column, lang)
            parts.append(say(key, lang, cell=self.cell, column=column))
        elif self.row is not None:
            key = "model.place_row_column" if self.column else "model.place_row"
            parts.append(say(key, lang, row=self.row, column=self.column))
        elif self.column:
            parts.append(say("model.place_column", lang, column=self.column))
        return " › ".join(part for part in parts if part)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data.

    Attributes
    ----------
    key : str
        Message key of the rule, ``"model.unknown_id"`` for example.
    place : Place
        Where it is.
    value : str
        What was found there.
    params : dict
        Further placeholders of the message.
    near : str
        The nearest valid value when it looks like a typo; else empty.
    """

    key: str
    place: Place = field(default_factory=Place)
    value: str = ""
    params: dict[str, object] = field(default_factory=dict)
    near: str = ""

    def render(self, lang: Language = "en") -> str:
        """Return the problem as one line of text."""
        text = say(self.key, lang, value=self.value, **spoken(self.params, lang))
        if self.near:
            text += say("model.did_you_mean", lang, near=self.near)
        place = self.place.render(lang)
        return say("model.place_and_text", lang, place=place, text=text) if place else text


class _ProblemsError(UserError):
    """Shared by errors that carry a list of problems."""

    heading = ""

    def __init__(self, problems: Iterable[Problem], name: str = "") -> None:
        self.problems = tuple(problems)
        self.name = name
        super().__init__(self.heading, count=len(self.problems), name=name)

    def render(self, lang: Language = "en") -> str:
        """Return the heading and every problem, one per line."""
        lines = [super().render(lang)]
        lines += [f"  {i}. {problem.render(lang)}" for i, problem in enumerate(self.problems, 1)]
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems, self.name)


class InvalidStructureError(_ProblemsError, ValueError):
    """The data do not make a valid structure; lists every problem found."""

    heading = "model.invalid_structure"


class ReadError(_ProblemsError, ValueError):
    """A file could not be read; lists every problem found."""

    heading = "model.unreadable"


class InvalidConfigurationError(_ProblemsError, ConfigurationError):
    """A configuration file holds mistakes; lists every one found."""

    heading = "auditing.invalid_configuration"
