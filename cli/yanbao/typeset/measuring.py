"""Measures the minimum width of text in linear time.

For the minimum width of a cell, WeasyPrint measures each unbreakable piece of its text, and lays out all of the
remaining text for each: for Chinese text, with as many pieces as characters, this is quadratic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import get_log_attrs

from yanbao.chinese import BREAK, breadth_of
from yanbao.typeset import weasyprint
from yanbao.typeset.boxes import Box

_LONG = 64
"""Length from which text is shortened, in characters."""

_MOST = 12
"""Number of pieces kept, the widest by estimate, one of which is assumed to be the widest."""


def line_widths(
    context: Any,
    box: Box,
    outer: bool,
    is_line_start: bool,
    minimum: bool,
    skip_stack: Any = None,
    first_line: bool = False,
) -> Iterator[float]:
    """Wraps WeasyPrint's function; for minimum widths, long text is reduced to its widest pieces."""
    if minimum and skip_stack is None and any(map(_is_long, box.children)):
        children = [_shortened(child) if _is_long(child) else child for child in box.children]
        box = box.copy_with_children(children)
    return weasyprint.inline_line_widths(context, box, outer, is_line_start, minimum, skip_stack, first_line)


def _is_long(box: Box) -> bool:
    wraps = ("normal", "pre-wrap", "pre-line")
    return isinstance(box, TextBox) and len(box.text) > _LONG and box.style["white_space"] in wraps


def _shortened(box: Box) -> Box:
    """A text of the same minimum width: its first piece, its widest ones, and the last."""
    first, *others = pieces(box.text, box.style["lang"])
    broadest = sorted(dict.fromkeys(others[:-1]), key=breadth_of, reverse=True)[:_MOST]
    return box.copy_with_text(BREAK.join([first, *broadest, *others[-1:]]))


def pieces(text: str, language: str | None) -> Sequence[str]:
    """The parts of a text between which a line may break."""
    marks = get_log_attrs(text, language)
    places = [at for at in range(1, len(text)) if marks[at].is_line_break]
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]
