"""A heading has something below it.

A heading without text or figure before the next one, or at the end of its page, was left when its text was cut or is
still to be written. The same goes for the one item of an enumeration that is only a heading while the others explain
theirs, such as the last of five risks. Ignores a heading over deeper headings, and one over a figure, a callout or
key numbers.

PASS::

    text: |
      一、监管风险。监管政策变化将影响公司经营。

      二、利润不达预期风险。票房具备较大不确定性。

      三、商誉减值风险。并购标的业绩下滑将影响利润。

FAIL::

    text: |
      一、监管风险。监管政策变化将影响公司经营。

      二、利润不达预期风险。票房具备较大不确定性。

      三、商誉减值风险
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.list_markers import markers
from yanbao.rules import define

RULE = define("lonely-heading", __doc__, "review", Level.HINT)

_LONGEST = 30
"""Characters of an item that may be only a heading."""

_CLAUSES = re.compile(r"[。；;：:，,！？!?]")
_BOLD = 7
"""Level of a bold line, deeper than all headings."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A hint at each heading with nothing below it, and at each item that is only a heading."""
    remedy = "write what belongs below it, or delete it"
    for page in manuscript.pages:
        for heading in _without_text(page.passages):
            yield on(heading, 0, len(heading.text), f"nothing stands below the heading '{heading.text}'", remedy)
        for item in _unexplained(page.passages):
            text = item.text.rstrip("。；;")
            message = f"'{text}' is only a heading, while the others of its list are explained"
            yield on(item, 0, len(text), message, remedy)


def _without_text(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Headings before another that is no deeper, or at the end."""
    levels = [_level(passage, passages) for passage in passages]
    for (passage, level), (_, following) in pairwise([*zip(passages, levels, strict=True), (None, 1)]):
        if passage and level and following and following <= level:
            yield passage


def _level(passage: Passage, passages: Sequence[Passage]) -> int:
    """The level of a heading; 0 of what is none. Bold lines are headings if there is text below one of the block."""
    if passage.role is Role.HEADING:
        return passage.level
    if not _is_bold(passage):
        return 0
    block = [_is_bold(each) for each in passages if each.block == passage.block]
    return _BOLD if any(bold and not below for bold, below in pairwise(block)) else 0


def _is_bold(passage: Passage) -> bool:
    """Whether a paragraph is one bold line that ends no sentence."""
    if passage.role is not Role.PARAGRAPH or _CLAUSES.search(passage.text) or len(passage.text) > _LONGEST:
        return False
    first, last = passage.offsets[0], passage.offsets[-1]
    return passage.origin[max(0, first - 2) : first] == "**" == passage.origin[last + 1 : last + 3]


def _unexplained(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Numbered paragraphs without text among at least two that have some."""
    for _, block in groupby(passages, key=lambda passage: passage.block):
        found = list(block)
        numbered = [(at, style) for at, passage in enumerate(found) if (style := _style(passage))]
        for style in dict.fromkeys(style for _, style in numbered):
            items = [at for at, each in numbered if each == style]
            bare = [at for at in items if _is_bare(found[at]) and _is_last_of_item(at, found)]
            explained = [at for at in items if at not in bare]
            is_usual = len(explained) > 1 and len(bare) <= len(explained) // 2
            if is_usual and all(_has_text(found[at]) for at in explained):
                yield from (found[at] for at in bare)


def _style(passage: Passage) -> str:
    """How a paragraph or item is numbered; empty if it is not."""
    if passage.role not in (Role.PARAGRAPH, Role.ITEM):
        return ""
    first = next(markers(passage), None)
    return first.style if first and first.start == 0 else ""


def _is_bare(passage: Passage) -> bool:
    text = passage.text[next(markers(passage)).end :].rstrip("。；;")
    return len(text) <= _LONGEST and not _CLAUSES.search(text)


def _has_text(passage: Passage) -> bool:
    """Whether a heading and more stand in one paragraph: a risk, then what it is."""
    lead, *rest = re.split("[。：:]", passage.text, maxsplit=1)
    return bool(rest) and bool(rest[0].strip()) and len(lead) <= _LONGEST


def _is_last_of_item(at: int, block: Sequence[Passage]) -> bool:
    """Whether no text of its own follows: the next paragraph is another item."""
    return at + 1 == len(block) or bool(_style(block[at + 1]))
