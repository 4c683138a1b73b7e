"""Lettering of drawings, set line by line.

WeasyPrint sets text in SVG letter by letter, each without knowing the next: without kerning, without what the report's
fonts do between Han and Latin, and at the cost of a layout for each letter.
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
    """Draw a text node as one line, unless its letters have places of their own."""
    places = (node.get(name, "").replace(",", " ").split() for name in _BY_LETTER_IF_MANY)
    if node.text and _BY_LETTER.isdisjoint(node.attrib) and all(len(place) < 2 for place in places):
        node._etree_node.text = _Line(node.text)  # noqa: SLF001 - there is no public way
    by_letters(svg, node, font_size)


def set_by_lines() -> None:
    """Let WeasyPrint, in this process, set drawings so."""
    weasyprint.svg.text = _by_lines  # what it knows elements of text by
    for tag, draw in weasyprint.svg.TAGS.items():
        if draw is by_letters:
            weasyprint.svg.TAGS[tag] = _by_lines
