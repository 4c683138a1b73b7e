"""The colours of every built-in theme: seen on their paper, and told apart with any colour vision, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from yanbao.charts.colors import contrast
from yanbao.load.theme import load_theme
from yanbao.model.theme import Tokens

from .vision import DEFICIENCIES, difference, in_the_dark

THEMES = sorted(file.parent.name for file in (Path(__file__).parents[2] / "templates").glob("*/theme.yaml"))
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
LEAST_DIFFERENCE = 15.0  # CIE76; 2.3 can just be noticed of two large patches side by side

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
themes = pytest.mark.parametrize("name", THEMES)


def _scheme(tokens: Tokens, scheme: str) -> tuple[Callable[[str], str], str]:
    """What becomes of a chart's colours, and what they are seen on."""
    if scheme == "dark":
        return in_the_dark, tokens.dark.colors.paper
    return str, tokens.colors.paper


@themes
@schemes
def test_colours_of_charts_are_seen_on_their_paper(name: str, scheme: str) -> None:
    tokens = load_theme(name).tokens
    change, paper = _scheme(tokens, scheme)
    market = [color for one in tokens.markets.values() for color in (one.up, one.down)]
    for color in {*tokens.colors.series, tokens.colors.accent, tokens.colors.quiet, *market}:
        assert contrast(change(color), paper) >= LEAST_CONTRAST, color


@themes
@schemes
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_of_series_are_told_apart(name: str, scheme: str, deficiency: str) -> None:
    tokens = load_theme(name).tokens
    change, _ = _scheme(tokens, scheme)
    for one, other in combinations((*tokens.colors.series, tokens.colors.quiet), 2):
        assert difference(change(one), change(other), deficiency) >= LEAST_DIFFERENCE, (one, other)


def test_red_and_green_of_equal_lightness_are_one_colour_to_many() -> None:
    """That the simulation does something, and that the threshold means something."""
    red, green = "#b03030", "#5b6b00"
    assert difference(red, green, "none") > 4 * LEAST_DIFFERENCE
    assert difference(red, green, "deuteranopia") < LEAST_DIFFERENCE


def test_the_dark_filter_is_that_of_the_style_sheet() -> None:
    assert in_the_dark("#ffffff") == "#000000"
    assert in_the_dark("#808080") == "#7f7f7f"
    assert in_the_dark("#0a4d8c") == "#82c5ff"  # as Chromium paints it
