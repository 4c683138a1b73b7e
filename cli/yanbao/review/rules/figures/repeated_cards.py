"""Cards say something that the text of their page does not.

A strip in which half of the numbers or more are also in the paragraphs beside it tells readers nothing new. Cards are
for what the text has no room for: a price, a multiple, the day of the next results.

PASS::

    - cards: [{value: 38.5倍, label: 市盈率}]
    - text: 公司2023年收入49.15亿元，同比增长3.8%。

FAIL::

    - cards: [{value: 49.15亿元, label: 2023年收入}]
    - text: 公司2023年收入49.15亿元，同比增长3.8%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, PageText, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("repeated-cards", __doc__, "review", Level.HINT)

_SHARE = 0.5
"""The share of a page's cards that may not be reached by those whose number its text says."""

_FILLERS = re.compile(r"[\s,*]|^[+−约超逾近<>≥≤-]+")
_NUMBER = re.compile("[0-9]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the first card of a page that repeats its text, if half of its cards do."""
    for page in manuscript.pages:
        values = _values(page)
        text = "\n".join(_FILLERS.sub("", passage.text) for passage in page.passages if passage.role in PROSE)
        repeated = [value for value in values if _is_in(_FILLERS.sub("", value.text), text)]
        if repeated and len(repeated) >= _SHARE * len(values):
            said = ", ".join(value.text for value in repeated)
            message = f"{len(repeated)} of {len(values)} cards are in the text of their page: {said}"
            yield on(
                repeated[0], 0, len(repeated[0].text), message, "leave them out, or show what the text does not say"
            )


def _values(page: PageText) -> list[Passage]:
    """The numbers on its cards; each is followed by its label."""
    cards = [passage for passage in page.passages if passage.role is Role.CARD]
    return [value for value in cards[::2] if _NUMBER.search(value.text)]


def _is_in(value: str, text: str) -> bool:
    """Whether a text has a number with its unit, and not only as the end or the beginning of a longer one."""
    return re.search(rf"(?<![0-9.]){re.escape(value)}(?![0-9.%％])", text) is not None
