"""The pages of operators: every operator has an entry, a step that can be enacted, a picture."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

import govgraph as gg
from govgraph.reforms.fields import held
from govgraph.text import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def made():
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        yield {name: import_module(name) for name in ("operator_pages", "operator_samples")}
    finally:
        sys.path.remove(str(DOCS / "_ext"))


def test_every_operator_has_a_sample(made):
    assert set(made["operator_samples"].STEPS) == set(gg.operators())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_operator_has_its_entry(made, lang):
    text = "\n".join(made["operator_pages"].page(lang))
    for name, one in gg.operators().items():
        assert text.count(f"(operator-{name}-{lang})=") == 1
        assert one.wording(lang).definition in text
        for field in held(one.reform):
            assert f"| `{field}` |" in text


@pytest.mark.parametrize("name", gg.operators())
def test_a_sample_changes_something_and_can_be_drawn(made, name):
    before = made["operator_samples"].county()
    assert len(made["operator_samples"].sample(name).enact(before).ledger)
    assert made["operator_pages"].picture(name, "zh").startswith("<svg")
