"""A number in words: every measure, both languages, every way to ask."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UnknownNameError, UserError
from govgraph.measures import catalogue, explain
from govgraph.measures.groundwork.numerals import number, ordinal, quantity, singular
from govgraph.model.builder import Builder
from govgraph.text import LANGUAGES
from tests.measures.samples import county

ALL = catalogue()
PER_UNIT = sorted(name for name, one in ALL.items() if one.per == "unit")
READ = sorted(name for name, one in ALL.items() if one.per != "numbers")
UNITS = [unit for unit in county().units["id"] if unit != "people"]
NAMES = county().units.set_index("id")["name"]
TREE = nx.DiGraph([("gov", "env"), ("gov", "housing"), ("env", "team")])
ENDS = {"en": ".", "zh": "。"}


def check(text: str, lang: str) -> None:
    assert text.endswith(ENDS[lang])
    assert not {"{", "}", "\0"} & set(text)
    assert "nan" not in text.split()
    assert "  " not in text
    if lang == "en":
        assert not any("\u4e00" <= character <= "\u9fff" for character in text)
        assert not any(f" 1 {noun}" in text for noun in ("units", "heads", "pairs", "ways"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PER_UNIT)
def test_the_sentence_names_unit_and_value(name, lang):
    sentence = ALL[name].wording(lang).sentence
    assert "{unit}" in sentence
    assert "{value}" in sentence
    assert sentence.endswith(ENDS[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_every_measure_says_something(name, lang):
    one, whole = ALL[name], county()
    if one.per == "pair":
        check(explain(name, whole, ("env", "police"), lang=lang), lang)
        return
    check(explain(name, whole, lang=lang), lang)
    if one.per == "unit":
        for unit in UNITS:
            text = explain(name, whole, unit, lang=lang)
            check(text, lang)
            assert NAMES[unit] in text
    if one.per == "matter":
        check(explain(name, whole, "waste", lang=lang), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_plain_graphs_have_words_too(name, lang):
    asked = {"unit": "env", "pair": ("env", "housing")}.get(ALL[name].per)
    check(explain(name, TREE, asked, lang=lang), lang)


def test_names_follow_the_language():
    build = Builder().add("units", id="u1", name="县政府", name_en="County", kind="government")
    build.add("units", id="u2", name="环保局", kind="department")
    structure = build.add("relations", source="u1", target="u2", kind="leads").build()
    assert explain("span.subordinates", structure, "u1").startswith("County leads 1 unit directly")
    assert explain("span.subordinates", structure, "u1", lang="zh").startswith("县政府直接领导")
    assert explain("command.heads", structure, "u2").startswith("环保局 ")


def test_places_and_ties():
    star = nx.DiGraph([("a", "b"), ("a", "c"), ("a", "d"), ("b", "e"), ("b", "f"), ("c", "g")])
    told = {unit: explain("span.subordinates", star, unit) for unit in star}
    assert "the highest of 7 units (median 0)" in told["a"]
    assert "the second highest of 7" in told["b"]
    assert "the lowest of 7 units, the same as 3 others" in told["g"]
    wide = nx.star_graph(5).to_directed()
    wide.remove_edges_from([(leaf, 0) for leaf in range(1, 6)])
    assert "Of the other 5 units 4 have the same value" in explain("span.subordinates", wide, 3)
    equal = nx.DiGraph([("a", "b"), ("b", "a")])
    assert "All 2 units that have a value have the same" in explain("span.subordinates", equal, "a")
    chinese = explain("span.subordinates", star, "g", lang="zh")
    assert "在 7 个单位中最低，与另外 3 个单位相同" in chinese


def test_no_value_has_its_reason():
    empty = nx.empty_graph(2, create_using=nx.DiGraph)
    reason = "No unit leads another, so there is no span of control."
    assert explain("span.mean", empty) == f"Mean span of control: no value. {reason}"
    assert "no value" in explain("structural_holes.constraint", empty, 0)
    assert explain("profile.power", TREE).endswith("does not hold what it reads.")


def test_conventions_are_passed_on():
    text = explain("span.subordinates", county(), "env", relations=("leads", "guides"))
    assert "leads 2 units" in text
    with pytest.raises(UnknownNameError, match="relations"):
        explain("span.subordinates", county(), "env", relation=("leads",))


@pytest.mark.parametrize(
    ("name", "unit", "error", "said"),
    [
        ("span.meen", None, UnknownNameError, "span.mean"),
        ("span.subordinates", "polic", UnknownNameError, "police"),
        ("distance.lawful", ("env", "polic"), UnknownNameError, "police"),
        ("dispersion.effective_number", "wast", UnknownNameError, "waste"),
        ("span.mean", "env", UserError, "whole structure"),
        ("graicunas.of", None, UnknownNameError, "graicunas"),
    ],
)
def test_mistakes_are_named(name, unit, error, said):
    pairs = [n for n, one in ALL.items() if one.per == "pair"]
    name = pairs[0] if name == "distance.lawful" else name
    with pytest.raises(error, match=said):
        explain(name, county(), unit)


@pytest.mark.parametrize("name", [n for n, one in ALL.items() if one.per == "numbers"])
def test_formulas_are_refused_with_their_parameters(name):
    with pytest.raises(UserError) as error:
        explain(name, county())
    assert all(f"{parameter}=" in str(error.value) for parameter in ALL[name].conventions)


def test_pairs_need_two():
    name = next(n for n, one in ALL.items() if one.per == "pair")
    for unit in (None, "env", ("env",)):
        with pytest.raises(UserError, match="two units"):
            explain(name, county(), unit)


def test_numbers_in_words():
    assert [ordinal(n) for n in (1, 4, 13, 21, 112, 103)] == [
        "first", "fourth", "13th", "21st", "112th", "103rd",
    ]  # fmt: skip
    assert number(float("inf"), "measures.index") == "∞"
    assert number(-0.25, "measures.index") == "−0.25"
    assert number(0.00004, "measures.share") == "0.004%"
    assert quantity(1.0, "measures.units", "en") == "1 unit"
    assert quantity(1.85, "measures.effective_units", "zh") == "1.85 个等效单位"
    assert singular("there are 1 cross relationships") == "there is 1 cross relationship"


@given(st.floats(-1e20, 1e20).filter(lambda value: value == 0 or abs(value) > 1e-9))
def test_a_number_is_never_shown_as_zero_unless_it_is(value):
    text = number(value, "measures.index").replace("−", "-").replace(",", "")
    assert float(text) == pytest.approx(value, rel=0.06)
