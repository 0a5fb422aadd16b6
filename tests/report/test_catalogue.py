import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from govgraph.measures.catalogue import catalogue
from govgraph.report.formula import mathml, unknown_commands
from govgraph.report.references import sources
from govgraph.text import keys


@pytest.mark.parametrize("name", catalogue())
def test_every_formula_of_the_catalogue_is_understood(name):
    formula = catalogue()[name].formula
    assert unknown_commands(formula) == ()
    assert fromstring(mathml(formula)).find("semantics/annotation").text == formula


def test_every_family_has_a_title_in_both_languages():
    for entry in catalogue().values():
        assert f"measures.theme_{entry.belongs.theme}" in keys()
        assert entry.belongs.title("zh") != entry.belongs.title("en")


@pytest.mark.parametrize("name", catalogue())
def test_every_source_of_the_catalogue_is_a_reference(name):
    for source in sources(catalogue()[name].sources):
        assert source.text != source.key


PIECES = (*r"ab1_^{}\ ,|<&'~-", "\\frac", "\\sum", "\\text", "\\bar", "\\mathcal", "\\x")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_becomes_well_formed_mathematics(latex):
    assert fromstring(mathml(latex)).tag == "math"


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\frac{1}{n}", "<mfrac><mn>1</mn><mi>n</mi></mfrac>"),
        (r"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\sum_{i} s_i", "<munder><mo>∑</mo><mi>i</mi></munder>"),
        (r"a < b", "<mo>&lt;</mo>"),
        (r"\mathcal P", "<mi>𝒫</mi>"),
        (r"\text{a < b}", "<mtext>a &lt; b</mtext>"),
        (r"x - y", "<mo>−</mo>"),
        (r"\{a\}", "<mo>{</mo><mi>a</mi><mo>}</mo>"),
        (r"\bar d", '<mover accent="true"><mi>d</mi><mo>¯</mo></mover>'),
        (r"x'", "<msup><mi>x</mi><mo>′</mo></msup>"),
    ],
)
def test_pieces(latex, wanted):
    assert wanted in mathml(latex)


@pytest.mark.parametrize("latex", [r"\frob", r"{a", r"\frac{1}", "x_"])
def test_what_is_not_understood_is_named(latex):
    assert unknown_commands(latex)
