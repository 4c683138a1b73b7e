"""Draws SVG text line by line.

WeasyPrint draws it letter by letter: without kerning, without the Chinese spacing of the report's fonts, and with one
layout per letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yanbao.typeset import weasyprint

_BY_LETTER = frozenset({"dx", "dy", "rotate", "letter-spacing", "textLength"})
_BY_LETTER_IF_MANY = ("x", "y")


class _Line(str):
    """A string that iterates as one item, so that it is drawn in one go."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def by_lines(svg: Any, node: Any, font_size: float) -> None:
    """Draw a text node as one line, unless its letters are positioned individually."""
    places = (node.get(name, "").replace(",", " ").split() for name in _BY_LETTER_IF_MANY)
    if node.text and _BY_LETTER.isdisjoint(node.attrib) and all(len(place) < 2 for place in places):
        weasyprint.set_svg_text(node, _Line(node.text))
    weasyprint.draw_text(svg, node, font_size)


def set_by_lines() -> None:
    """Patch WeasyPrint, in this process, to draw SVG text by lines."""
    weasyprint.replace_svg_text(by_lines)
