"""Rules about duties without the powers they take."""

from collections.abc import Iterable, Iterator

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds
from govgraph.auditing.grouping import by_cell, gathered, place
from govgraph.measures.profile import missing_powers, power_needs
from govgraph.model.jurisdiction import participants
from govgraph.model.structure import Structure


@rule(
    "GG103",
    severity="high",
    en=RuleWording(
        title="Lead without the needed powers",
        why="A unit that answers for a matter and can neither use the powers it takes nor order "
        "anyone to use them can only ask: it carries responsibility without power.",
        remedy="Confer or delegate the powers to the lead with staff and budget, put a holder "
        "under its orders for this matter, or move the lead to a holder.",
        sentence="The lead of {matters}{in_areas} ({units}) lacks what nobody holds: {powers}.",
        variants={
            "elsewhere": "The lead of {matters}{in_areas} ({units}) has no command of "
            "{powers}, in the hands of {holders}."
        },
    ),
    zh=RuleWording(
        title="有责无权：牵头单位缺乏所需权力",
        why="对事项负责的单位自身不具备所需权力，又无权指挥具备权力的单位，只能商请，责任与权力不对等。",
        remedy="将所需权力依法赋予或者委托牵头单位，并随之配备人员和经费；或者在该事项上赋予其指挥权；"
        "或者改由具备权力的单位牵头。",
        sentence="{in_areas}“{matters}”由{units}牵头，所需权力无任何单位具备：{powers}。",
        variants={
            "elsewhere": "{in_areas}“{matters}”由{units}牵头，所需权力（{powers}）不在其掌握之中，"
            "由{holders}行使。"
        },
    ),
    sources=("SixEtAl2002", "CarleyReminga2004"),
    tables=("needs", "duties", "powers"),
    merges=("areas+units",),
)
def lead_without_power(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A lead neither holds a power that its matter takes nor can bind a unit that does."""
    del thresholds
    missing = missing_powers(structure)
    missing = missing[missing["leads"].map(len) > 0]
    duties = lead_rows(structure)
    for rows in by_cell(missing):
        first = rows[0]
        holders = _union(row["holders"] for row in rows)
        values = {"powers": Named("power", tuple(sorted(row["power"] for row in rows)))}
        if holders:
            values["holders"] = Named("units", holders, pooled=True)
        yield Evidence(
            units=tuple(sorted(first["leads"])),
            matters=(first["matter"],),
            areas=place(first),
            basis=grounds(structure, "duties", duties[first["cell"]]),
            values=values,
            variant="elsewhere" if holders else "",
        )


@rule(
    "GG105",
    severity="medium",
    en=RuleWording(
        title="Narrow exclusivity",
        why="The lead covers only a part of what the matter takes and works it alone, while a unit "
        "that could do the rest has no part in it: cases are treated as far as the lead's own "
        "powers go.",
        remedy="Give the competent unit a duty to assist or decide in this matter, or move the "
        "missing powers to the lead.",
        sentence="The lead of {matters}{in_areas} ({leads}) works without {powers}, though "
        "others who have no duty there could do that part: {outsiders}.",
    ),
    zh=RuleWording(
        title="各自为政",
        why="牵头单位只具备事项所需权力的一部分并单独办理，而具备其余权力的单位没有参与，办件只能办到"
        "牵头单位自身权力所及为止。",
        remedy="明确有权单位在该事项上的配合或者决定职责，或者将所缺权力划归牵头单位。",
        sentence="{in_areas}“{matters}”由{leads}牵头，缺少{powers}；{outsiders}具备，却没有"
        "承担职责。",
    ),
    sources=("SixEtAl2002",),
    tables=("needs", "duties", "powers"),
    merges=("areas+units",),
)
def narrow_exclusivity(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A lead covers a part of the needs; a unit without a duty there holds some of the rest."""
    del thresholds
    needs = power_needs(structure)
    partly = needs.groupby("cell")["held"].transform("any") & ~needs["held"].astype(bool)
    taking = gathered(participants(structure), "cell", "unit")
    duties = lead_rows(structure)
    for rows in by_cell(needs[partly]):
        first = rows[0]
        outside = {row["power"]: set(row["holders"]) - taking[first["cell"]] for row in rows}
        outsiders, leads = _union(outside.values()), tuple(sorted(first["leads"]))
        if not outsiders:
            continue
        yield Evidence(
            units=(*leads, *outsiders),
            matters=(first["matter"],),
            areas=place(first),
            basis=grounds(structure, "duties", duties[first["cell"]]),
            values={
                "leads": Named("units", leads, pooled=True),
                "powers": Named("power", tuple(sorted(p for p in outside if outside[p]))),
                "outsiders": Named("units", outsiders, pooled=True),
            },
        )


def lead_rows(structure: Structure) -> dict[object, list[int]]:
    """Return the rows of the duties table that make the leads of each cell."""
    parts = participants(structure)
    leads = parts[parts["role"] == "lead"]
    found: dict[object, list[int]] = {}
    for cell, duty in zip(leads["cell"].tolist(), leads["duty"].tolist(), strict=True):
        found.setdefault(cell, []).append(duty)
    return found


def _union(units: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({unit for one in units for unit in one}))
