"""The report's real fonts, a style, and charts drawn with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from tests.fonts import font_family, subset_fonts
from yanbao.charts import CHARACTERS
from yanbao.charts.drawing import draw
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.sheet import FontSet

from .picture import Picture

TOKENS = font_family()

INK, MUTED, HAIRLINE, ACCENT, QUIET = "#1a2433", "#5d6878", "#d5dae1", "#0a4d8c", "#9aa5b1"
RED, GREEN = "#c8102e", "#0e7a53"
ORANGE, TEAL, VIOLET = "#c96a00", "#0b7f79", "#6a4c93"

STYLE = ChartStyle(
    family="Test Sans",
    size=9,
    ink=INK,
    muted=MUTED,
    hairline=HAIRLINE,
    accent=ACCENT,
    quiet=QUIET,
    paper="#ffffff",
    series=(ACCENT, ORANGE, TEAL, VIOLET),
    right_axis="（右）",
    powers=(("万亿", 1e12), ("亿", 1e8), ("万", 1e4)),
    up=RED,
    down=GREEN,
)

Drawn = Callable[..., Picture]


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    """Fonts with the characters that the tests use, and no more."""
    used = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    made, missing = subset_fonts(TOKENS, used + CHARACTERS, tmp_path_factory.mktemp("fonts"))
    assert not missing
    return made


@pytest.fixture(scope="session")
def drawn(fonts: FontSet) -> Drawn:
    """Draws a plot and reads the picture."""

    @lru_cache(maxsize=256)  # many tests look at the same charts
    def draw_it(plot: Plot, width: float = 120, height: float = 60, **style: object) -> Picture:
        return Picture(draw(plot, width, height, replace(STYLE, **style), fonts, "chart"), fonts)  # type: ignore[arg-type]  # fields of ChartStyle by name

    return draw_it
