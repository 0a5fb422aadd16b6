"""Lettering: lines are no wider than their room, and nothing is lost without a mark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.maps.lettering import clip, fit, text_width, wrap

words = st.text(st.sampled_from("市场监督管理局水务abcdefgh W123"), min_size=1, max_size=30).filter(
    str.strip
)


@given(text=words, width=st.floats(20, 200), rows=st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, width: float, rows: int) -> None:
    lines = fit((text,), width, 10, rows=rows)
    assert len(lines) <= rows
    assert all(text_width(line, 10) <= width for line in lines)


@given(text=st.text(st.sampled_from("市场监督，。（）ab 1"), min_size=1, max_size=40))
def test_no_line_begins_with_a_closing_mark(text: str) -> None:
    spaced = re.sub(r"([，。（）])[，。（） ]+", r"\1", text).strip("，。（） ")
    lines = wrap(spaced, 60, 10)
    assert not any(line[0] in "，。）" for line in lines)
    assert not any(line[-1] == "（" for line in lines)


@given(text=words)
def test_wrapping_keeps_every_letter(text: str) -> None:
    kept = "".join(wrap(text, 60, 10)).replace("-", "").replace(" ", "")
    assert kept == text.replace(" ", "")


@given(text=words, width=st.floats(20, 200))
def test_what_is_cut_is_marked(text: str, width: float) -> None:
    cut = clip(text, width, 10)
    assert cut == text or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("生态环境局", 30, ["生态", "环境局"]),
        ("市场监督管理局", 40, ["市场监督", "管理局"]),
        ("Environment", 60, ["Environ-", "ment"]),
        ("12345热线", 36, ["12345", "热线"]),
        ("在全国县级单位中，龙港最低", 100, ["在全国县级单位中，", "龙港最低"]),
        ("占比上升（三分之一）", 60, ["占比上升", "（三分之一）"]),
    ],
)
def test_breaks_fall_where_a_reader_expects_them(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, 10) == lines


def test_a_shorter_wording_is_preferred_to_a_cut() -> None:
    assert fit(("市场监督管理局", "市监局"), 40, 10) == ["市监局"]
