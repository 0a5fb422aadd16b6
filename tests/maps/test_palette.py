"""Colours: every line stands out from its background, any two lines stay apart for every eye."""

from itertools import combinations

import numpy as np
import pytest

from govgraph.maps.palette import BOXES, DARK_PAPERS, HEADS, PAPERS, TIES
from govgraph.model.authority import AUTHORITY
from govgraph.model.schema import UNIT_KINDS

# Machado, Oliveira and Fernandes (2009), severity 1.
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> np.ndarray:
    value = XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / WHITE
    f = np.where(value > 0.008856, np.cbrt(value), 7.787 * value + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", TIES)
def test_lines_stand_out_from_paper_and_band(kind: str) -> None:
    style = TIES[kind]
    assert min(contrast(style.colour, paper) for paper in PAPERS) >= 3
    assert min(contrast(style.dark, paper) for paper in DARK_PAPERS) >= 3


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["colour", "dark"])
def test_any_two_lines_stay_apart(vision: str, theme: str) -> None:
    colours = {kind: lab(getattr(style, theme), vision) for kind, style in TIES.items()}
    apart = {
        (a, b): float(np.linalg.norm(colours[a] - colours[b])) for a, b in combinations(colours, 2)
    }
    assert min(apart.values()) >= 20, min(apart, key=lambda pair: apart[pair])


def test_colour_is_never_the_only_mark() -> None:
    marks = [(style.dash, style.head) for style in TIES.values()]
    assert len(set(marks)) == len(marks)
    assert len({style.head for style in TIES.values()}) == len(TIES)


@pytest.mark.parametrize("look", BOXES)
def test_lettering_and_outline_of_units(look: str) -> None:
    style = BOXES[look]
    for theme, papers in enumerate((PAPERS, DARK_PAPERS)):
        assert contrast(style.ink[theme], style.fill[theme]) >= 4.5
        assert min(contrast(style.edge[theme], paper) for paper in papers) >= 3


def test_every_kind_has_a_look() -> None:
    assert set(TIES) == set(AUTHORITY)
    assert set(BOXES) == {*UNIT_KINDS, "vertical"}
    assert {style.head for style in TIES.values()} <= set(HEADS)
