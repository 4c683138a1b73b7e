"""Tokens as custom properties."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from yanbao.charts.colors import contrast
from yanbao.load.theme import load_theme
from yanbao.render.styles import color_schemes, custom_properties, printed_page


@pytest.mark.parametrize("market", ["cn", "hk", "us"])
def test_text_can_be_read_on_every_shade_and_shades_can_be_told_apart(market: str) -> None:
    theme = load_theme("deck")
    shades = dict(re.findall(r"--((?:heat|up|down)-\d):(#[0-9a-f]{6});", custom_properties(theme, market)))
    assert len(shades) == 15
    assert all(contrast(theme.tokens.colors.ink, color) >= 4.5 for color in shades.values())
    for name in ("heat", "up", "down"):
        lightness = [contrast(shades[f"{name}-{level}"], "#ffffff") for level in range(1, 6)]
        assert lightness == sorted(lightness)
        assert all(two > one * 1.05 for one, two in pairwise(lightness))


def test_grid_lines_of_charts_can_be_seen_on_dark_paper() -> None:
    """The drawing is inverted there: the style sheet gives the lines what is then light enough."""
    theme = load_theme("deck")
    (grid,) = set(re.findall(r"--chart-grid:#([0-9a-f]{6})", color_schemes(theme, "cn")))
    seen = "#" + bytes(255 - part for part in bytes.fromhex(grid)).hex()
    assert 1.8 <= contrast(seen, theme.tokens.dark.colors.paper) < 2


@pytest.mark.parametrize(("name", "orientation"), [("deck", "landscape"), ("note", "portrait")])
def test_a_browser_prints_on_sheets_that_lie_as_the_pages_do(name: str, orientation: str) -> None:
    assert f"size:A4 {orientation}" in printed_page(load_theme(name).tokens.page)
