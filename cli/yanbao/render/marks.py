"""The places in the content that blocks were made from.

Templates write them into the attribute ``data-block``, as file:line:column. They are taken out before a page is
typeset, so that a page is the same page wherever it stands in its file.
"""

from __future__ import annotations

import re
from html import unescape

from yanbao.characters import is_digits
from yanbao.diagnostics import Mark

_BLOCK = re.compile(r'(data-block=")([^"]*)"')


def take_marks(html: str) -> tuple[str, tuple[Mark | None, ...]]:
    """A page whose blocks have numbers in the place of their marks, and the marks by number.

    Only a template that prints a block twice has the same number twice.
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
