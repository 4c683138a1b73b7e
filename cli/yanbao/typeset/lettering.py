"""Draws SVG text line by line.

WeasyPrint draws it letter by letter: without kerning, without the Chinese spacing of the report's fonts, and with one
layout per letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import weasyprint.svg
from weasyprint.svg.text import text as by_letters

_BY_LETTER = frozenset({"dx", "dy", "rotate", "letter-spacing", "textLength"})
_BY_LETTER_IF_MANY = ("x", "y")


class _Line(str):
    """A string that iterates as one item, so that it is drawn in one go."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _by_lines(svg: Any, node: Any, font_size: float) -> None:
    """Draw a text node as one line, unless its letters are positioned individually."""
    places = (node.get(name, "").replace(",", " ").split() for name in _BY_LETTER_IF_MANY)
    if node.text and _BY_LETTER.isdisjoint(node.attrib) and all(len(place) < 2 for place in places):
        node._etree_node.text = _Line(node.text)  # noqa: SLF001 - there is no public way
    by_letters(svg, node, font_size)


def set_by_lines() -> None:
    """Patch WeasyPrint, in this process, to draw SVG text by lines."""
    weasyprint.svg.text = _by_lines  # the function through which WeasyPrint recognizes text elements
    for tag, draw in weasyprint.svg.TAGS.items():
        if draw is by_letters:
            weasyprint.svg.TAGS[tag] = _by_lines
