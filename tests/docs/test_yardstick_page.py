"""The page of yardsticks: complete, and in one language each."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from govgraph.casework.yardsticks import yardsticks
from govgraph.model.event_log import LOG_COLUMNS
from govgraph.text import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def made():
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        yield import_module("yardstick_pages")
    finally:
        sys.path.remove(str(DOCS / "_ext"))


@pytest.mark.parametrize("one", yardsticks().values(), ids=lambda one: one.name)
def test_every_formula_can_be_drawn(one):
    mathematics = pytest.importorskip("docutils.utils.math.latex2mathml")
    assert mathematics.tex2mathml(one.formula, as_block=True).startswith("<math")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_yardstick_has_its_row_and_its_entry(made, lang):
    text = "\n".join(made.page(lang))
    for name, one in yardsticks().items():
        anchor = f"yardstick-{name}-{lang}"
        assert f"| [{one.wording(lang).title}](#{anchor}) | `{name}` |" in text
        assert text.count(f"({anchor})=") == 1
        assert f"$$\n{one.formula}\n$$" in text
    if lang == "en":
        assert not CHINESE.search(text)


def test_the_guide_names_every_column_of_a_log():
    guide = (DOCS / "guides" / "event_logs.md").read_text(encoding="utf-8")
    for column in LOG_COLUMNS:
        assert f"`{column.name}`" in guide
