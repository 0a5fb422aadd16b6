"""The rows behind dual leadership: who leads from which side, in both senses."""

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


@pytest.mark.parametrize(("above", "line_side"), [("C", ("other",)), ("T", ()), (None, ())])
def test_a_government_of_a_higher_area_leads_from_above(above, line_side):
    build = office(town="T", other=above)
    for head in ("town", "other"):
        tie(build, "leads", head, "office", primary=head == "town", basis="Constitution")
    (row,) = several_heads(build.build()).to_dict("records")
    assert row["line_side"] == line_side
    assert row["declared"] == bool(line_side)
    assert (row["primary"], row["basis"]) == (1, ("Constitution",))


def test_any_facet_counts_when_none_is_asked_for():
    build = office(town="T", bureau="C")
    tie(build, "leads", "town", "office")
    structure = tie(build, "leads", "bureau", "office", permits="consent").build()
    assert command.multiple_heads(structure, facet=None) == 1


def test_heads_in_the_broad_sense_are_named():
    build = office(town="T", bureau="C")
    tie(build, "leads", "town", "office")
    structure = tie(build, "guides", "bureau", "office").build()
    assert several_heads(structure, sense="broad")["heads"].tolist() == [("bureau", "town")]
    assert several_heads(structure).empty
