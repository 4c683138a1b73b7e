"""Source positions of blocks in rendered HTML.

Templates write them into the attribute ``data-block``, as file:line:column. They are replaced by numbers before a page
is typeset, so that its cache key does not change when it moves within its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

from yanbao.characters import is_digits
from yanbao.diagnostics import Mark
from yanbao.model.document import ComposedPage, mark_of, walk

_BLOCK = re.compile(r'(data-block=")([^"]*)"')


def take_marks(html: str, pages: Sequence[ComposedPage]) -> tuple[str, tuple[Mark | None, ...]]:
    """Replace the source positions of the blocks of pages by numbers; returns the HTML, and the marks by number.

    Blocks that one block of the source makes, for each row, have one position and a number each: a number occurs twice
    only if a template prints a block twice.
    """
    made = Counter(mark_of(block) for page in pages for block in walk(page.blocks))
    numbers: dict[tuple[str, int], int] = {}
    seen: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        seen[match[2]] += 1
        copy = min(seen[match[2]], max(1, made[_mark(unescape(match[2]))]))
        return f'{match[1]}{numbers.setdefault((match[2], copy), len(numbers))}"'

    numbered = _BLOCK.sub(number, html)
    return numbered, tuple(_mark(unescape(text)) for text, _ in numbers)


def _mark(text: str) -> Mark | None:
    file, _, position = text.partition(":")
    line, _, column = position.partition(":")
    return Mark(file, int(line), int(column)) if is_digits(line) and is_digits(column) else None
