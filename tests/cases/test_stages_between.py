"""Stages between those of a case: where cases come in, and how many."""

import govgraph as gg
from govgraph.cases.jiangsu_wechat.stages import on_top
from govgraph.cases.x_district.propositions import drawn_in
from govgraph.reforms.operators.open_channels import OpenChannels


def district() -> gg.Builder:
    build = gg.Builder().add("levels", id="c", name="C").add("levels", id="d", name="D")
    build = build.add("areas", id="H", name="H", level="c")
    build = build.add("areas", id="X", name="X", level="d", parent="H")
    build = build.add("units", id="people", name="People", kind="public")
    for unit, area in (("H.petitions", "H"), ("X.petitions@X.centre", "X"), ("X.labour", "X")):
        build = build.add("units", id=unit, name=unit, kind="department", area=area, level="d")
    build = build.add("matters", id="wages", name="Wages", hours=6)
    build = build.add("duties", unit="X.labour", matter="wages", role="lead")
    for door, cases in (("H.petitions", 40), ("X.labour", 60)):
        build = build.add(
            "demand", matter="wages", area="X", door=door, cases=cases, low=cases / 2, high=cases
        )
    return build


def test_half_of_what_is_lodged_above_comes_to_the_centre():
    rows = drawn_in(district().build()).demand.set_index("door")[["cases", "low", "high"]]
    assert rows.T.to_dict("list") == {
        "H.petitions": [20, 10, 20],
        "X.labour": [60, 30, 60],
        "X.petitions@X.centre": [20, 10, 20],
    }


def test_what_comes_through_further_channels_comes_on_top():
    before = district().build()
    opened = {"suffix": "wx", "name": "wx", "mode": "interaction", "share": 0.2}
    first = OpenChannels(operated_by="X.labour", **opened)
    second = OpenChannels(operated_by="X.petitions@X.centre", **opened)
    both = on_top(on_top(before, first, before), second, before)
    cases = both.demand.groupby("door")["cases"].sum().to_dict()
    old = {"H.petitions": 40, "X.labour": 60}
    assert cases == old | {"X.labour.wx": 20, "X.petitions@X.centre.wx": 20}
