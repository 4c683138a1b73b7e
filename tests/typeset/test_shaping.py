"""A text is shaped once, and what is remembered of it is what WeasyPrint would find again."""

from __future__ import annotations

from itertools import product
from math import inf
from types import SimpleNamespace
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text.fonts import FontConfiguration

from yanbao.typeset import shaping, weasyprint

TEXTS = (
    "收入增长百分之十二",
    "收入 1,234.5 亿元（同比+12%）",
    "a supercalifragilistic-word",
    "一\n二",
    "soft\xadhyphen",
    "\t甲",
)
LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {"font_size": 9.5, "font_weight": 700},
    {"letter_spacing": 2, "word_spacing": 3},
    {"white_space": "nowrap"},
    {"white_space": "pre-wrap"},
    {"overflow_wrap": "anywhere"},
    {"word_break": "break-all"},
    {"lang": "en", "hyphens": "auto"},
    {"font_feature_settings": (("tnum", 1),), "font_kerning": "none"},
    {"text_decoration_line": {"underline"}},
    {"font_language_override": "ZHS"},
)


class _Style(dict[str, Any]):
    """A style that notes what is read of it."""

    def __init__(self, font_config: FontConfiguration, look: dict[str, Any]) -> None:
        super().__init__({**INITIAL_VALUES, "font_family": ["sans-serif"], "font_size": 16, **look})
        self.font_config = font_config
        self.read = set[str]()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)


def _cases() -> list[tuple[Any, ...]]:
    rooms = (None, 0, 33.3, 120, inf)
    return [(*case, first) for *case, first in product(TEXTS, LOOKS, rooms, (True, False))]


def test_a_shape_depends_on_nothing_else_of_a_style() -> None:
    read = set[str]()
    fonts, context = FontConfiguration(), SimpleNamespace(dictionaries={})
    for text, look, room, first in _cases():
        style = _Style(fonts, look)
        weasyprint.split_first_line(text, style, context, room, 0, first, minimum=room == 0)
        read |= style.read
    assert read <= {"font_family", *shaping.READ}
    assert read >= {"font_size", "letter_spacing", "hyphenate_limit_chars", "word_break", "font_variation_settings"}


def test_what_is_remembered_is_what_would_be_found() -> None:
    fonts, context = FontConfiguration(), SimpleNamespace(dictionaries={})
    for _ in range(2):  # the second time all is remembered
        for text, look, room, first in _cases():
            style = _Style(fonts, look)
            asked = (text, style, context, room, 0, first, room == 0)
            (layout, *found), (expected, *sizes) = shaping.split_first_line(*asked), weasyprint.split_first_line(*asked)
            assert (layout.text, layout.max_width, found) == (expected.text, expected.max_width, sizes)


def test_each_line_has_a_layout_of_its_own() -> None:
    style = _Style(FontConfiguration(), {})
    (one, *_), (other, *_) = (shaping.split_first_line("一行", style, None, None, 0) for _ in range(2))
    one.reactivate(style)
    one.set_text("另一行")
    assert other.text == "一行"
    assert not hasattr(other, "layout")


def test_other_fonts_have_other_shapes() -> None:
    """A page of another report may have a font of the same name."""
    first, second = FontConfiguration(), FontConfiguration()
    shaping.split_first_line("一行", _Style(first, {}), None, None, 0)
    shaping.split_first_line("一行", _Style(second, {}), None, None, 0)
    assert len(shaping._known[first]) == len(shaping._known[second]) == 1
