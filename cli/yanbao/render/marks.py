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
    """A page whose blocks have numbers in the place of their marks, and the marks by number."""
    marks: list[Mark | None] = []

    def number(match: re.Match[str]) -> str:
        marks.append(_mark(unescape(match[2])))
        return f'{match[1]}{len(marks) - 1}"'

    return _BLOCK.sub(number, html), tuple(marks)


def _mark(text: str) -> Mark | None:
    file, _, position = text.partition(":")
    line, _, column = position.partition(":")
    return Mark(file, int(line), int(column)) if is_digits(line) and is_digits(column) else None
