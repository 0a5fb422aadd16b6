"""What the fields of an operator hold: from these a proposal is read, checked and documented."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from govgraph.reforms.selection import Selection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = Literal[
    "target", "targets", "word", "words", "number", "text", "date", "new_id", "flag", "crosswalk"
]  # fmt: skip


@dataclass(frozen=True)
class Holds:
    """What a field holds.

    Attributes
    ----------
    kind : str
        ``target`` and ``targets``: one or several ids of `table`, or a selection; ``word`` and
        ``words`` of a vocabulary of the glossary; ``number``; ``text``; ``date``; ``new_id``: the
        id of a unit that is made; ``flag``; ``crosswalk``: texts by id, such as new ids by old.
    table : str
        Table that a target or a crosswalk names; empty for a crosswalk to free text.
    words : str
        Glossary group of a word; of a target, words that may stand in the place of an id.
    low, high : float or None
        Range of a number.
    """

    kind: Kind
    table: str = ""
    words: str = ""
    low: float | None = None
    high: float | None = None


Unit: TypeAlias = Annotated[str, Holds("target", "units")]
Units: TypeAlias = Annotated[Selection, Holds("targets", "units")]
Area: TypeAlias = Annotated[str, Holds("target", "areas")]
Areas: TypeAlias = Annotated[Selection, Holds("targets", "areas")]
Level: TypeAlias = Annotated[str, Holds("target", "levels")]
Line: TypeAlias = Annotated[str, Holds("target", "lines")]
Grade: TypeAlias = Annotated[str, Holds("target", "grades")]
Matter: TypeAlias = Annotated[str, Holds("target", "matters")]
Matters: TypeAlias = Annotated[Selection, Holds("targets", "matters")]
UnitCrosswalk: TypeAlias = Annotated[Mapping[str, str], Holds("crosswalk", "units")]
AreaCrosswalk: TypeAlias = Annotated[Mapping[str, str], Holds("crosswalk", "areas")]
Names: TypeAlias = Annotated[Mapping[str, str], Holds("crosswalk")]
Home: TypeAlias = Annotated[str, Holds("target", "units", words="home")]
RelationKind: TypeAlias = Annotated[str, Holds("word", words="relation_kind")]
UnitKind: TypeAlias = Annotated[str, Holds("word", words="unit_kind")]
Permits: TypeAlias = Annotated[str, Holds("words", words="permit")]
Role: TypeAlias = Annotated[str, Holds("word", words="role")]
Power: TypeAlias = Annotated[str, Holds("word", words="power")]
PowerMode: TypeAlias = Annotated[str, Holds("word", words="mode_power")]
ServingMode: TypeAlias = Annotated[str, Holds("word", words="mode_serves")]
NewId: TypeAlias = Annotated[str, Holds("new_id")]
Date: TypeAlias = Annotated[str, Holds("date")]
Text: TypeAlias = Annotated[str, Holds("text")]
Objective: TypeAlias = Annotated[str, Holds("text", words="objective")]
DataSet: TypeAlias = Annotated[str, Holds("text", words="data_set")]
Site: TypeAlias = Annotated[str, Holds("text", "units")]
Flag: TypeAlias = Annotated[bool, Holds("flag")]
Share: TypeAlias = Annotated[float, Holds("number", low=0, high=1)]
Sign: TypeAlias = Annotated[float, Holds("number", low=-1, high=1)]
Hours: TypeAlias = Annotated[float, Holds("number", low=0)]
Count: TypeAlias = Annotated[float, Holds("number", low=0)]


def held(operator: "type[DataclassInstance]") -> dict[str, Holds]:
    """Return what each field of an operator holds, by name.

    Raises
    ------
    TypeError
        When the type of a field does not say what it holds.
    """
    hints = get_type_hints(operator, include_extras=True)
    return {one.name: _holds(one.name, hints[one.name]) for one in fields(operator)}


def required(operator: "type[DataclassInstance]") -> list[str]:
    """Return the fields that must be given, those without a default."""
    return [
        one.name
        for one in fields(operator)
        if one.default is MISSING and one.default_factory is MISSING
    ]


def _holds(name: str, hint: Any) -> Holds:  # noqa: ANN401 - a type hint is of any type
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    for option in options:
        for extra in getattr(option, "__metadata__", ()):
            if isinstance(extra, Holds):
                return extra
    message = f"the field {name} does not say what it holds"
    raise TypeError(message)
