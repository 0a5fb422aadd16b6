"""Checks 11, 14, 17 and 18: every relation is there, counted, filtered, listed."""

import pytest

from govgraph.maps import Map
from govgraph.maps.curves import curve
from govgraph.maps.scene import scene
from govgraph.model.authority import AUTHORITY
from govgraph.text import label
from tests.browser.conftest import Browser
from tests.municipality import municipality

pytestmark = pytest.mark.browser
DRAWN = (
    "return govgraph.scene().lines.filter(l => !l.hidden).reduce((n, l) => n + l.rows.length, 0)"
)


def test_the_page_draws_the_lines_of_the_picture(page: Browser, city: Map) -> None:
    for name in ("matrix", "kuai"):
        page.run("govgraph.setLayout(arguments[0])", name)
        found = page.run(
            "return govgraph.scene().lines.filter(l => !l.hidden).map(l => l.p.d).sort()"
        )
        drawn = scene(city.picture, name).lines
        expected = sorted(
            curve(line.source.box, line.target.box, line.kind, line.copy, lanes=name == "matrix").d
            for line in drawn
        )
        assert found == expected
        assert len(set(found)) == len(found)


def test_every_relation_of_the_model_is_in_the_page(page: Browser) -> None:
    structure = municipality()
    assert page.run("return govgraph.relations.from.length") == len(structure.relations)
    page.click("#inside")
    assert page.run(DRAWN) == len(structure.relations)


def test_each_kind_has_its_row_in_the_legend_with_count_and_switch(page: Browser) -> None:
    structure = municipality()
    counts = structure.relations["kind"].value_counts()
    page.click("#inside")
    rows = page.run(
        "return Array.from(document.querySelectorAll('#legend .row')).map(r => r.textContent)"
    )
    kinds = [kind for kind in AUTHORITY if kind in counts]
    assert rows == [f"{label('relation_kind', kind, 'zh')}{counts[kind]}" for kind in kinds]
    looks = set()
    for position, kind in enumerate(kinds):
        looks.add(
            tuple(
                page.run(
                    "return Array.from(document.querySelectorAll('#legend .row')[arguments[0]]"
                    ".querySelectorAll('path')).map(p => p.getAttribute('stroke') + "
                    "p.getAttribute('stroke-dasharray') + p.getAttribute('d'))",
                    position,
                )
            )
        )
        before = page.run(DRAWN)
        page.click(f'[data-filter="kind"][data-index="{position}"]')
        assert before - page.run(DRAWN) == counts[kind]
        page.click(f'[data-filter="kind"][data-index="{position}"]')
        assert page.run(DRAWN) == before
    assert len(looks) == len(kinds)


def test_the_legend_says_how_many_are_drawn_of_how_many(page: Browser) -> None:
    cells = page.run(
        "return Array.from(document.querySelectorAll('[data-count]')).map("
        "c => [Number(c.dataset.drawn), Number(c.dataset.all)])"
    )
    structure = municipality()
    assert sum(drawn for drawn, _ in cells) == page.run(DRAWN)
    assert sum(whole for _, whole in cells) == len(structure.relations)


def test_filters_combine_as_python_computes_it(page: Browser, city: Map) -> None:
    structure = municipality()
    units = structure.units
    page.run("document.getElementById('column-box').open = true")
    levels = page.run("return govgraph.data.levels")
    page.click(f'[data-filter="level"][data-index="{levels.index("街镇")}"]')
    column = [c.name for c in city.picture.places.columns].index("生态环境")
    page.click(f'[data-filter="column"][data-index="{column}"]')
    page.click('[data-filter="kind"][data-index="1"]')
    kept = units[(units["level"] != "township") & (units["line"] != "ecol")]["id"]
    relations = structure.relations
    implied = [tie.row for tie in city.picture.ties if tie.implied]
    kept_ties = relations[
        relations["source"].isin(kept)
        & relations["target"].isin(kept)
        & (relations["kind"] != "guides")
        & ~relations.index.isin(implied)
    ]
    assert page.run("return govgraph.counts()") == {"units": len(kept), "ties": len(kept_ties)}
    assert str(len(kept)) in page.text("#status")
    assert str(len(kept_ties)) in page.text("#status")
    page.click("#reset")
    everything = len(relations) - len(implied)
    assert page.run("return govgraph.counts()") == {"units": len(units), "ties": everything}
    assert (
        page.run(
            "return document.querySelectorAll('#controls [type=checkbox]:not(:checked)').length"
        )
        == 1
    )


def test_a_matter_combines_with_the_filters(page: Browser, city: Map) -> None:
    path = next(
        n
        for n, p in enumerate(city.picture.paths)
        if city.picture.structure.areas["name"][p.area] == "城西区" and len(p.steps) > 1
    )
    steps = city.picture.paths[path].steps
    page.run("govgraph.choosePath(arguments[0])", path)
    members = {step.unit for step in steps}
    ties = [
        t
        for t in city.picture.ties
        if not t.implied and t.source in members and t.target in members
    ]
    assert page.run("return govgraph.counts()") == {"units": len(members), "ties": len(ties)}
    listed = page.run(
        "return Array.from(document.querySelectorAll('#path-steps [data-unit]'))"
        ".map(b => Number(b.dataset.unit))"
    )
    assert listed == [step.unit for step in steps]
    refers = [t for t in ties if t.kind == "refers"]
    position = page.run("return govgraph.data.kinds.findIndex(k => k.key === 'refers')")
    page.click(f'[data-filter="kind"][data-index="{position}"]')
    assert page.run("return govgraph.counts()") == {
        "units": len(members),
        "ties": len(ties) - len(refers),
    }


@pytest.mark.parametrize("key", ["D1.ecol", "C.gov", "D1S1.gov", "D4.grid"])
def test_details_list_exactly_the_relations_of_the_model(page: Browser, key: str) -> None:
    structure = municipality()
    page.select(key)
    names = structure.units.set_index("id")["name"]
    relations = structure.relations
    for kind in AUTHORITY:
        for way, own, other in (("out", "source", "target"), ("into", "target", "source")):
            rows = relations[(relations["kind"] == kind) & (relations[own] == key)]
            found = page.run(
                "return Array.from(document.querySelectorAll(`[data-kind='${arguments[0]}']"
                "[data-way='${arguments[1]}'] li`)).map(li => ['button', '.note'].map("
                "part => li.querySelector(part).textContent))",
                kind,
                way,
            )
            assert sorted(n for n, _ in found) == sorted(names[rows[other]])
            basis = rows["basis"].fillna("未注明依据")
            assert all(any(b in note for _, note in found) for b in basis)


def test_every_listed_unit_takes_the_reader_there(page: Browser) -> None:
    page.select("D1.ecol")
    buttons = page.run("return document.querySelectorAll('#details-body [data-unit]').length")
    for position in range(buttons):
        page.select("D1.ecol")
        target = page.run(
            "const b = document.querySelectorAll('#details-body [data-unit]')[arguments[0]];"
            "b.focus(); const ok = document.activeElement === b; b.click();"
            "return ok && Number(b.dataset.unit)",
            position,
        )
        assert page.run("return govgraph.state.selected") == target


def test_choosing_a_matter_replaces_stale_details(page: Browser) -> None:
    page.select("D1.ecol")
    page.choose("matter", str(page.run("return govgraph.data.paths[0][0]")))
    title = page.text("#details-title")
    assert title in {"黑臭水体投诉", "占道经营"}
    page.select("P.house")
    assert page.run("return govgraph.state.path") == -1
    assert page.text("#details-title") == "东江省住建厅"
