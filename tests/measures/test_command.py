"""Dual leadership: what declares it, facet by facet and in both senses."""

import pytest

from govgraph.measures import command
from govgraph.measures.groundwork.heads import several_heads
from govgraph.model.builder import Builder
from tests.measures.samples import tie


def office(**heads: str) -> Builder:
    """A township office and possible heads, each in the area given."""
    build = Builder().add("levels", id="c", name="c").add("levels", id="t", name="t")
    build.add("areas", id="C", name="C", level="c").add(
        "areas", id="T", name="T", level="t", parent="C"
    )
    build.add("units", id="office", name="office", kind="dispatched_agency", area="T")
    for head, where in heads.items():
        kind = "department" if head == "bureau" else "government"
        build.add("units", id=head, name=head, kind=kind, area=where)
    return build


@pytest.mark.parametrize(
    ("primary", "basis", "declared"),
    [
        ({"town": True}, "Decree 1", True),
        ({"bureau": True}, "Decree 1", True),
        ({}, "Decree 1", False),
        ({"town": True}, None, False),
    ],
)
def test_one_primary_and_a_basis_declare(primary, basis, declared):
    build = office(town="T", bureau="C")
    for head in ("town", "bureau"):
        tie(build, "leads", head, "office", primary=primary.get(head), basis=basis)
    structure = build.build()
    assert (command.declared(structure), command.undeclared(structure)) == (declared, not declared)


@pytest.mark.parametrize(("above", "declared"), [("C", True), ("T", False), (None, False)])
def test_a_government_of_a_higher_area_leads_from_above(above, declared):
    build = office(town="T", other=above)
    for head in ("town", "other"):
        tie(build, "leads", head, "office", primary=head == "town", basis="Constitution")
    assert several_heads(build.build())["declared"].tolist() == [declared]


def test_heads_are_counted_facet_by_facet():
    build = office(town="T", bureau="C")
    tie(build, "leads", "town", "office")
    structure = tie(build, "leads", "bureau", "office", permits="consent").build()
    assert command.multiple_heads(structure) == 0
    assert command.multiple_heads(structure, facet=None) == 1
    assert command.heads(structure, facet="consent")["office"] == 1


def test_guidance_counts_in_the_broad_sense_only():
    build = office(town="T", bureau="C")
    tie(build, "leads", "town", "office")
    structure = tie(build, "guides", "bureau", "office").build()
    assert command.multiple_heads(structure) == 0
    assert command.multiple_heads(structure, sense="broad") == 1
    assert several_heads(structure, sense="broad")["heads"].tolist() == [("bureau", "town")]
