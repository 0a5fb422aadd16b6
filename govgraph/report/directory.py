"""The list of units: where each stands, whom it answers to, what it does, what was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from govgraph.auditing.naming import names as named
from govgraph.model.structure import Structure
from govgraph.report.areas import area_order
from govgraph.report.names import Names
from govgraph.report.summary import DutyLine, EvidenceRow, RuleGroup, UnitEntry
from govgraph.text import Language, label

#: Evidence rows that a page shows for each rule; the rest is in ``findings.csv``.
CAP = 20
#: Units above which a report lists them in a file of their own.
LARGE = 20_000
_SUPERIOR = ("leads", "guides")


def units(
    structure: Structure, found: Sequence[RuleGroup], names: Names, lang: Language
) -> tuple[UnitEntry, ...]:
    """Return every unit's entry, area by area in the order of their tree.

    Of a large structure only the units that the first findings of each rule concern.
    """
    listed = structure.units
    if is_large(structure):
        rows = [row for group in found for row in group.rows[:CAP]]
        listed = listed[listed["id"].isin({unit.id for row in rows for unit in row.units})]
    place = {area: number for number, area in enumerate(area_order(structure))}
    ordered = listed.assign(place=listed["area"].map(place))
    ordered = ordered.sort_values("place", kind="stable", na_position="last")
    superiors = _superiors(structure, listed["id"])
    duties = _duties(structure, names, lang)
    powers = _powers(structure, names, lang)
    findings = _findings(found)
    columns = zip(*(ordered[name] for name in ("id", "kind", "level", "line", "area")), strict=True)
    return tuple(
        UnitEntry(
            unit=names.unit(unit),
            kind=label("unit_kind", kind, lang),
            level=names.name("levels", level),
            line=names.name("lines", line),
            area=names.name("areas", area),
            superiors=tuple(
                (names.unit(above), label("relation_kind", tie, lang))
                for above, tie in superiors.get(unit, ())
            ),
            duties=duties.get(unit, ()),
            powers=powers.get(unit, ()),
            findings=tuple(findings.get(unit, ())),
        )
        for unit, kind, level, line, area in columns
    )


def is_large(structure: Structure) -> bool:
    """Tell whether a structure has too many units for a list on a page or in a workbook."""
    return len(structure.units) > LARGE


def _superiors(
    structure: Structure, listed: "pd.Series[str]"
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    ties = structure.relations
    ties = ties[ties["kind"].isin(_SUPERIOR) & ties["target"].isin(listed)].drop_duplicates(
        ["source", "target", "kind"]
    )
    ties = ties.sort_values(["target", "kind", "source"], ascending=[True, False, True])
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for target, group in ties.groupby("target", sort=False):
        found[str(target)] = tuple(zip(group["source"], group["kind"], strict=True))
    return found


def _duties(
    structure: Structure, names: Names, lang: Language
) -> Mapping[str, tuple[DutyLine, ...]]:
    roles = {role: label("role", role, lang) for role in structure.duties["role"].unique()}
    return _lines(structure.duties, "role", ("matter",), names, roles)


def _powers(
    structure: Structure, names: Names, lang: Language
) -> Mapping[str, tuple[DutyLine, ...]]:
    held = structure.powers["power"].unique()
    powers = dict(zip(held, named(structure, "power", held, lang), strict=True))
    return _lines(structure.powers, "power", ("matter", "line"), names, powers)


def _lines(
    frame: pd.DataFrame,
    word: str,
    about: tuple[str, ...],
    names: Names,
    labels: Mapping[str, str],
) -> Mapping[str, tuple[DutyLine, ...]]:
    found: dict[str, list[DutyLine]] = defaultdict(list)
    for (unit, said), rows in frame.groupby(["unit", word], sort=False):
        items = [names.name(f"{column}s", item) for column in about for item in rows[column]]
        shown = tuple(dict.fromkeys(name for name in items if name))
        found[str(unit)].append(DutyLine(labels[str(said)], shown))
    return {unit: tuple(lines) for unit, lines in found.items()}


def _findings(found: Iterable[RuleGroup]) -> Mapping[str, list[EvidenceRow]]:
    named: dict[str, list[EvidenceRow]] = defaultdict(list)
    for group in found:
        for row in group.rows:
            for unit in dict.fromkeys(unit.id for unit in row.units):
                named[unit].append(row)
    return named
