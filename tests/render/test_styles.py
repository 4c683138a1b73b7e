"""Tokens as custom properties."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from yanbao.charts.colors import contrast
from yanbao.load.theme import load_theme
from yanbao.render.styles import custom_properties


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
