"""Rules about the way of the public to whoever answers for a matter."""

from collections.abc import Iterator

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.doors import absorbers, passage
from govgraph.auditing.evidence import Evidence, Named
from govgraph.measures.groundwork.doors import doors
from govgraph.measures.groundwork.partners import leads_by_cell
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure


@rule(
    "GG601",
    severity="high",
    en=RuleWording(
        title="Inaccessibility and confusion",
        why="A matter that has no door, or whose door leads nowhere, is not served, however well "
        "it is worked inside. Where doors lead to different units, people are sent from one to "
        "the other and the answer depends on where they asked.",
        remedy="Open one door for the matter, give it a way to hand cases over to the lead, and "
        "let all doors hand over to the same unit.",
        sentence="{matters} arises in {areas}, but nobody there receives it.",
        variants={
            "no_path": "In {areas}, {matters} comes in at {units}, from where no referral, call, "
            "leadership or joint body leads to {leads}, which leads it.",
            "confusion": "In {areas}, {matters} comes in at {units} and ends up at different units "
            "depending on the door: {ends}.",
        },
    ),
    zh=RuleWording(
        title="难以获得服务、无所适从",
        why="没有受理入口，或者入口无法通向责任单位的事项，内部办得再好，群众也办不成。不同入口"
        "通向不同单位，群众就会被来回支派，结果取决于先问了谁。",
        remedy="为该事项开设统一入口，建立向牵头单位转办的渠道，并使各入口转向同一单位。",
        sentence="{areas}有“{matters}”的需求，但没有单位受理。",
        variants={
            "no_path": "在{areas}，“{matters}”由{units}受理，但没有转办、吹哨、领导或者议事协调"
            "渠道通向牵头单位{leads}。",
            "confusion": "在{areas}，“{matters}”由{units}受理，因入口不同而由不同单位办理："
            "{ends}。",
        },
    ),
    sources=("SixEtAl2002",),
    tables=("demand", "duties"),
    merges=("areas",),
)
def inaccessibility(
    structure: Structure, thresholds: Thresholds
) -> Iterator[Evidence] | NotApplicable:
    """A matter in demand has no door, a door without a way to a lead, or doors that differ."""
    del thresholds
    if _silent(structure):
        return NotApplicable("auditing.no_doors_recorded")
    return _judge(structure)


def _silent(structure: Structure) -> bool:
    """Tell whether nothing says how the public comes in, anywhere."""
    named = structure.demand["door"].notna().any()
    receive = (structure.duties["role"] == "receive").any()
    serve = (structure.relations["kind"] == "serves").any()
    return not (named or receive or serve)


def _judge(structure: Structure) -> Iterator[Evidence]:
    place = cells(structure)
    leads = leads_by_cell(structure)
    for cell, units in sorted(doors(structure).items()):
        where = (str(place.at[cell, "matter"]), str(place.at[cell, "area"]))
        own = frozenset(leads.get(cell, ()))
        if not units:
            yield Evidence(units=tuple(sorted(own)), matters=where[:1], areas=where[1:])
            continue
        yield from _no_path(structure, where, units, own)
        yield from _confusion(structure, where, units, own)


def _no_path(
    structure: Structure, where: tuple[str, str], units: frozenset[str], leads: frozenset[str]
) -> Iterator[Evidence]:
    way = passage(structure)
    lost = {unit for unit in units if leads and not way.reaches(unit, leads, where[0])}
    if lost:
        yield Evidence(
            units=tuple(sorted(lost)),
            matters=where[:1],
            areas=where[1:],
            values={"leads": Named("units", tuple(sorted(leads)))},
            variant="no_path",
        )


def _confusion(
    structure: Structure,
    where: tuple[str, str],
    units: frozenset[str],
    leads: frozenset[str],
) -> Iterator[Evidence]:
    ends = {absorbers(structure, unit, where, leads) for unit in units}
    if len(ends) > 1:
        different = frozenset().union(*ends)
        yield Evidence(
            units=tuple(sorted(units)),
            matters=where[:1],
            areas=where[1:],
            values={"ends": Named("units", tuple(sorted(different)))},
            variant="confusion",
        )
