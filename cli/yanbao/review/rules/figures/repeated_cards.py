"""Cards say something that the text of their page does not.

Cards whose numbers are all in the paragraphs beside them tell readers nothing new. They are for what the text has no
room for: a price, a multiple, the day of the next results. Summaries are ignored (the first section): their cards
repeat what matters.

PASS::

    - cards: [{value: 38.5倍, label: 市盈率}]
    - text: 公司2023年收入49.15亿元，同比增长3.8%。

FAIL::

    - cards: [{value: 49.15亿元, label: 2023年收入}]
    - text: 公司2023年收入49.15亿元，同比增长3.8%。  # on a page of a later section
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, PageText, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("repeated-cards", __doc__, "review", Level.HINT)

_FILLERS = re.compile(r"[\s,*]|^[+−约超逾近<>≥≤-]+")
_NUMBER = re.compile("[0-9]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the first card of each page that repeats on its cards what its text says."""
    for section in manuscript.sections[1:]:
        for page in section.pages:
            values = _values(page)
            text = "\n".join(_FILLERS.sub("", passage.text) for passage in page.passages if passage.role in PROSE)
            if values and all(_is_in(_FILLERS.sub("", value.text), text) for value in values):
                first, said = values[0], ", ".join(value.text for value in values)
                message = f"what the cards say is in the text of their page: {said}"
                yield on(first, 0, len(first.text), message, "leave them out, or show what the text does not say")


def _values(page: PageText) -> list[Passage]:
    """The numbers on its cards; each is followed by its label."""
    cards = [passage for passage in page.passages if passage.role is Role.CARD]
    return [value for value in cards[::2] if _NUMBER.search(value.text)]


def _is_in(value: str, text: str) -> bool:
    """Whether a text has a number with its unit, and not only as the end or the beginning of a longer one."""
    return re.search(rf"(?<![0-9.]){re.escape(value)}(?![0-9.%％])", text) is not None
