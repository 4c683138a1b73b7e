"""Source positions of blocks in rendered HTML.

Templates write them into the attribute ``data-block``, as file:line:column. They are replaced by numbers before a page
is typeset, so that its cache key does not change when it moves within its file.
"""

from __future__ import annotations

import re
from html import unescape

from yanbao.characters import is_digits
from yanbao.diagnostics import Mark

_BLOCK = re.compile(r'(data-block=")([^"]*)"')


def take_marks(html: str) -> tuple[str, tuple[Mark | None, ...]]:
    """Replace the source positions of blocks by numbers; returns the HTML, and the marks by number.

    A number occurs twice only if a template prints a block twice.
    """
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f'{match[1]}{numbers.setdefault(match[2], len(numbers))}"'

    numbered = _BLOCK.sub(number, html)
    return numbered, tuple(_mark(unescape(text)) for text in numbers)


def _mark(text: str) -> Mark | None:
    file, _, position = text.partition(":")
    line, _, column = position.partition(":")
    return Mark(file, int(line), int(column)) if is_digits(line) and is_digits(column) else None
