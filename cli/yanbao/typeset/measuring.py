"""How narrow text may be, measured in time that grows with its length.

To find the least width of a cell WeasyPrint asks for one line of no width after the other, and lays out for each all
that follows: for Chinese text, which may break anywhere, that is the square of its length.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import preferred
from weasyprint.text.line_break import split_first_line

_ENOUGH = 48
"""Characters that mostly hold the next place to break, and what must be seen after it."""

_BEHIND = 8
"""Characters after a place to break that may have a say in it."""

_RESUME = 2
"""Where WeasyPrint's answer has the place in bytes at which the next line begins."""


def _first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
    """As WeasyPrint's; of text that must be as narrow as it can, no more is laid out than it takes."""
    size = _ENOUGH
    while max_width == 0 and size < len(text):
        found = split_first_line(text[:size], style, context, max_width, *rest, **options)
        if found[_RESUME] is not None and found[_RESUME] <= len(text[: size - _BEHIND].encode()):
            return found
        size *= 2
    return split_first_line(text, style, context, max_width, *rest, **options)


def measure_in_parts() -> None:
    """Let WeasyPrint, in this process, measure so."""
    preferred.split_first_line = _first_line
