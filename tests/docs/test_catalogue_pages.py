"""The generated catalogue: complete, in one language a page, with the status that tests give."""

import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import govgraph as gg
from govgraph.model.authority import AUTHORITY
from govgraph.model.schema import ALL_TABLES
from govgraph.text import LANGUAGES, terms, words
from tests.measures.test_oracles import CHECKS

DOCS = Path(__file__).parents[2] / "docs"
MEASURES = gg.measures.catalogue()
CHOICES = re.compile(r"(?:`(.*?)`: )?(.*)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def made():
    """The modules that write the pages, which lie beside them."""
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        names = ("measure_pages", "parameters", "disagreements", "oracle_status")
        yield {name: import_module(name) for name in names}
    finally:
        sys.path.remove(str(DOCS / "_ext"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_has_its_entry_and_its_row(made, lang):
    pages = {name: "\n".join(lines) for name, lines in made["measure_pages"].pages(lang)}
    index = pages.pop(f"measures_{lang}")
    whole = "\n".join(pages.values())
    for name, one in MEASURES.items():
        anchor = f"measure-{name}-{lang}"
        assert f"| [{one.wording(lang).title}](#{anchor}) | `{name}` |" in index
        assert whole.count(f"({anchor})=") == 1
    assert "{=" not in whole
    assert " @ " not in whole
    plain = re.sub(r"\$\$.*?\$\$|`[^`]*`|:::\{\w+\}|\{cite:t\}", "", whole, flags=re.DOTALL)
    assert not set("{}") & set(plain)
    if lang == "en":
        assert not CHINESE.search(re.sub(r"`[^`]*`", "", whole))


@pytest.mark.parametrize("name", MEASURES)
def test_every_parameter_has_a_meaning(made, name):
    one = MEASURES[name]
    for parameter in one.conventions:
        english = made["parameters"].meaning(one, parameter, "en")
        assert english.rstrip().endswith((".", ")"))
        choices, chinese = CHOICES.fullmatch(
            made["parameters"].meaning(one, parameter, "zh")
        ).groups()
        assert CHINESE.search(chinese)
        for choice in re.findall(r'"(\w+)"', choices or ""):
            assert re.search(rf"\b{choice}\b", chinese, re.ASCII)


def test_no_meaning_is_left_over():
    known = tomllib.loads((DOCS / "conventions.toml").read_text("utf-8"))
    used = {p for one in MEASURES.values() for p in one.conventions}
    used |= {f"{one.family}.{p}" for one in MEASURES.values() for p in one.conventions}
    assert set(known) <= used


def test_disagreements_name_what_there_is(made):
    functions = set(made["measure_pages"].FUNCTIONS)
    for entry in made["disagreements"].disagreements():
        assert set(entry["measures"]) <= {*MEASURES, *functions}
        assert entry["en"].count("{") == entry["zh"].count("{")


def test_gaps_between_programs_are_those_of_the_tests(made):
    (text,) = made["disagreements"].differences("krackhardt.least_upper_boundedness", "en")
    for gap in ("0.8333 by the definition, 1 by sna", "0.8333 and 0.3333"):
        assert gap in text


def test_every_oracle_that_is_checked_is_shown(made):
    pages = made["measure_pages"]
    shown = {key for keys in pages.FUNCTIONS.values() for key in keys}
    shown |= {key for one in MEASURES.values() for key in one.oracles}
    assert shown == set(CHECKS)
    for name in pages.FUNCTIONS:
        module, _, function = f"govgraph.{name}".rpartition(".")
        home = gg.inference if module == "govgraph" else import_module(module)
        assert hasattr(home, function)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_known_value(made, name):
    found = made["measure_pages"].status_of(MEASURES[name])
    assert found.count > 0
    assert found.defined or MEASURES[name].per == "numbers"


def test_origins_of_oracles(made):
    status = made["oracle_status"].status
    flow = status("flow.hierarchy", ("flow_hierarchy",))
    assert set(flow.software) == {"networkx 3.6.1"}
    bound = status(
        "krackhardt.least_upper_boundedness",
        ("krackhardt_lubness", "sna_lubness_greatest_upper_bound"),
        ("sna_lubness_greatest_upper_bound",),
    )
    assert set(bound.oracles) == {"second"}
    assert status("trophic.incoherence", ("trophic_incoherence_F0",)).oracles["published"] >= 1


def test_the_glossary_names_what_there_is():
    known = {*MEASURES, *ALL_TABLES, *AUTHORITY, *gg.operators(), *words("unit_kind")}
    known |= {f"{name}.{column}" for name, table in ALL_TABLES.items() for column in table.names}
    known |= {"item_list", "delayering.trade_off"}
    for term in terms():
        for part in filter(None, term.encoding.split(", ")):
            assert re.sub(r" (×|=) \w+$", "", part) in known
    for term in (*terms("concept"), *terms("field")):
        assert term.note_en.endswith(".")
        assert term.note_zh.endswith("。")
