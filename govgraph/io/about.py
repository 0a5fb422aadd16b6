"""The ``about`` sheet, file or object: fields of the whole structure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from govgraph.errors import Place, Problem
from govgraph.errors.base import nearest
from govgraph.model.about import About
from govgraph.model.builder import Builder, checked_about
from govgraph.model.coerce import visible
from govgraph.model.schema import ABOUT_FIELDS
from govgraph.text import match, term


@dataclass(frozen=True)
class Field:
    """One field as it was read.

    Attributes
    ----------
    name : str
        Its name in either language or as in the model.
    value : object
        What it holds.
    place : Place
        Where the value stands.
    name_place : Place or None
        Where the name stands, if elsewhere.
    """

    name: str
    value: object
    place: Place
    name_place: Place | None = None


def add_about(builder: Builder, fields: Iterable[Field]) -> None:
    """Set a builder's `about` from fields as they were read, and report what is wrong with them.

    Parameters
    ----------
    builder : Builder
        Receives the facts and the problems.
    fields : iterable of Field
        What was read.
    """
    values: dict[str, object] = {}
    places: dict[str, Place] = {}
    for field in fields:
        name = _known(field.name)
        place = field.name_place or field.place
        if name is None:
            near = nearest(field.name, _spellings()) or ""
            builder.report(Problem("io.unknown_field", place, visible(field.name), near=near))
        elif name in values:
            builder.report(Problem("io.repeated_field", place, visible(field.name)))
        else:
            values[name], places[name] = field.value, replace(field.place, column=name)
    about, found = checked_about(values)
    for item in found:
        builder.report(
            Problem(item.key, places[item.column], item.value, dict(item.params), item.near)
        )
    builder.about = about


def _known(given: str) -> str | None:
    if given in ABOUT_FIELDS:
        return given
    found = match("column", given)
    return found if found in ABOUT_FIELDS else None


def _spellings() -> list[str]:
    labels = [term(f"column.{name}") for name in ABOUT_FIELDS]
    return [*ABOUT_FIELDS, *(t.en for t in labels), *(t.zh for t in labels)]


def about_fields(about: About) -> dict[str, str]:
    """Return the filled fields by name, in the order of the schema."""
    values = {name: str(getattr(about, name)) for name in ABOUT_FIELDS}
    return {name: value for name, value in values.items() if value}
