"""Generated steps: an operator with its fields filled from what they hold and a structure has."""

from dataclasses import MISSING, fields
from typing import Any

from hypothesis import strategies as st

from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Operator, Reform, find_operator
from govgraph.reforms.fields import Holds, held
from govgraph.text import words

#: Ids that steps make.
NEW = ("new1", "new2")
Drawn = st.SearchStrategy[Any]


def _ids(structure: Structure, table: str) -> list[str]:
    found: list[str] = structure.table(table)["id"].tolist()
    return found


def _target(structure: Structure, holds: Holds) -> Drawn | None:
    ids = _ids(structure, holds.table)
    if holds.words:
        return st.sampled_from([*words(holds.words), *ids])
    return st.sampled_from(ids) if ids else None


def _targets(structure: Structure, holds: Holds) -> Drawn | None:
    ids = _ids(structure, holds.table)
    several = st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.sampled_from(ids), several) if ids else None


def _crosswalk(structure: Structure, holds: Holds) -> Drawn:
    ids = _ids(structure, holds.table or "units")
    texts = st.sampled_from([*(ids if holds.table else ()), *NEW])
    return st.dictionaries(st.sampled_from(ids), texts, max_size=3) if ids else st.just({})


def _number(structure: Structure, holds: Holds) -> Drawn:
    low, high = holds.low or 0.0, 9.0 if holds.high is None else holds.high
    return st.one_of(st.integers(int(low), int(high)).map(float), st.floats(low, high, width=16))


def _values(structure: Structure, holds: Holds, new: str) -> Drawn | None:
    """Values that a field may hold; None where the structure offers none."""
    plain: dict[str, Drawn] = {
        "text": st.sampled_from(["综合局", "Bureau", "x;y"]),
        "date": st.sampled_from(["2024", "2024-06"]),
        "new_id": st.just(new),
        "flag": st.booleans(),
    }
    if holds.kind in plain:
        return plain[holds.kind]
    if holds.kind == "word":
        return st.sampled_from(words(holds.words))
    if holds.kind == "words":
        chosen = st.lists(st.sampled_from(words(holds.words)), unique=True, min_size=1, max_size=2)
        return chosen.map(";".join)
    of_structure = {
        "target": _target,
        "targets": _targets,
        "crosswalk": _crosswalk,
        "number": _number,
    }
    return of_structure[holds.kind](structure, holds)


@st.composite
def steps(draw: st.DrawFn, operator: Operator, structure: Structure, new: str = NEW[0]) -> Reform:
    """A step of one operator on a structure; skips where the structure has nothing for a field."""
    given: dict[str, Any] = {}
    for field in fields(operator.reform):
        optional = field.default is not MISSING or field.default_factory is not MISSING
        values = _values(structure, held(operator.reform)[field.name], new)
        if values is None and not optional:
            given[field.name] = ""
        elif values is not None and (not optional or draw(st.booleans())):
            given[field.name] = draw(values)
    return operator.reform(**given)


UP = dict.fromkeys(("superiors", "duties", "powers", "staff", "doors"), "up")
#: For every operator the fields of steps that can be taken in `prefecture`.
TAKEN: dict[str, tuple[dict[str, Any], ...]] = {
    "abolish_unit": ({"units": "T.land", **UP}, {"units": ("T.gov", "U.gov"), **UP}),
    "add_channel": ({"id": "app", "name": "App", "operated_by": "C.gov", "mode": "push"},),
    "add_tie": ({"kind": "shares", "source": "T.land", "target": ("U.land", "D.land")},),
    "assign_duties": ({"units": ("D.land", "D.gov"), "matters": "permit", "role": "assist"},),
    "change_assessment": ({"units": "D.land", "objective": "cases", "weight": 2.0},),
    "change_level": (
        {"area": "T", "level": "county", "parent": "P"},
        {"area": "U", "parent": "D", "drop": True},
    ),
    "change_tie": (
        {"kind": "leads", "source": "C.land", "target": "T.land", "to": "guides"},
        {"kind": "leads", "source": "C.land", "target": "T.land", "permits": "order;assess"},
    ),
    "create_joint_body": (
        {"id": "body", "name": "Body", "chair": "C.gov", "members": ("C.land", "T.gov")},
    ),
    "create_joint_centre": (
        {"id": "hall", "name": "Hall", "led_by": "C.gov", "departments": "C.land", "decides": True},
    ),
    "create_unit": ({"id": "new", "name": "New", "kind": "department", "led_by": "D.gov"},),
    "grant_powers": ({"source": "T.land", "target": ("T.gov", "V.gov"), "mode": "conferred"},),
    "grassroots_call": ({"callers": "T.gov", "departments": "C.land", "matters": "permit"},),
    "hand_back": ({"units": ("T.land", "U.land")},),
    "make_vertical": ({"units": "D.land"},),
    "merge_units": ({"units": ("T.gov", "U.gov", "U.land"), "into": "T.gov"},),
    "move_staff": (
        {"source": "C.land", "target": ("T.land", "U.land"), "number": 3.0, "with_quota": True},
    ),
    "move_unit": ({"units": "T.land", "to": "T.gov"}, {"units": "V.gov", "area": "U"}),
    "open_channels": (
        {"operated_by": ("C.gov", "D.gov"), "suffix": "app", "name": "App", "mode": "push"},
        {"operated_by": "D.gov", "suffix": "x", "name": "X", "mode": "interaction", "routed": True},
        {"operated_by": "P.gov", "suffix": "x", "name": "X", "mode": "query", "share": 0.5},
    ),
    "reassign_lead": ({"matters": "permit", "source": "C.land", "target": "D.land"},),
    "recode": (
        {"units": {"T.gov": "N", "U.gov": "N"}, "areas": {"T": "N", "U": "N"}, "names": {"N": "N"}},
        {"units": {"U.land": "T.land"}},
    ),
    "relocate": ({"units": ("T.land", "C.land"), "site": "hall"},),
    "remove_level": (
        {"level": "town", **UP},
        {"level": "town", **UP, "staff": "split", "duties": "split", "doors": "down"},
        {"level": "town", **dict.fromkeys(UP, "drop")},
        {"level": "county", "area": "D", **UP},
    ),
    "remove_tie": ({"kind": "assesses", "source": "C.land", "target": "T.gov"},),
    "rename_units": ({"names": {"T.gov": "新镇"}},),
    "set_portfolio": ({"portfolio": "C.deputy", "units": "C.land"},),
    "share_data": ({"source": "T.land", "target": "D.land"},),
    "split_unit": (
        {"unit": "T.gov", "id": "part", "name": "Part", "matters": "dike", "staff": 0.3},
    ),
    "transfer_functions": ({"source": "C.land", "target": "D.land", "line": "land", "staff": 0.4},),
    "withdraw_powers": ({"units": ("T.land", "U.land")},),
}


def taken(name: str) -> list[Reform]:
    """The steps of an operator that can be taken in `prefecture`."""
    return [find_operator(name).reform(**fields) for fields in TAKEN[name]]
