"""A quotation is what its source says, word for word.

A source may keep passages of its document as `excerpt`. What the text quotes, and nearly is in one of these passages,
must be exactly so: a word that was changed in a quotation is put in another's mouth. What an ellipsis (……) leaves out
is ignored, and so are spaces and marks at the ends. Quotations that are like no excerpt are left alone.

PASS::

    text: 会议指出“保持流动性合理充裕，推动融资成本稳中有降”。  # excerpt: 保持流动性合理充裕，推动融资成本稳中有降。

FAIL::

    text: 会议指出“保持流动性合理充裕，推动融资成本显著下降”。  # excerpt: 保持流动性合理充裕，推动融资成本稳中有降。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from yanbao.diagnostics import Level
from yanbao.model.ledger import Source
from yanbao.model.manuscript import PROSE, Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("misquotation", __doc__, "review", Level.WARNING)

_QUOTED = re.compile("“([^“”]{8,400})”")
_LEFT_OUT = re.compile(r"…+|\.{3,}")
_ENDS = " ，。；：、！？,.;:!?"
_ALIKE = 0.7
"""A quotation of which so much stands in a passage in the same order is from there."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each quotation that differs from the passage that it is from."""
    sources = {name: one for name, one in manuscript.project.ledger.sources.items() if one.excerpt}
    for passage in manuscript.passages if sources else ():
        if passage.role in PROSE:
            yield from _in(passage, sources)


def _in(passage: Passage, sources: dict[str, Source]) -> Iterator[Finding]:
    for match in _QUOTED.finditer(passage.text):
        parts = [part for text in _LEFT_OUT.split(match[1]) if (part := _plain(text))]
        excerpts = {_plain(text): name for name, source in sources.items() for text in source.excerpt}
        if not parts or any(all(part in text for part in parts) for text in excerpts):
            continue
        quoted = "".join(parts)
        likeness, text, name = max((_likeness(quoted, text), text, name) for text, name in excerpts.items())
        if likeness >= _ALIKE:
            start = max(0, text.find(quoted[:2]))
            said = text[start : start + len(quoted)]
            message = f"the quotation is not what '{name}' says: {said}"
            yield on(passage, *match.span(1), message, "quote it word for word, or without quotation marks")


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).strip(_ENDS)


def _likeness(quoted: str, text: str) -> float:
    """How much of a quotation stands in a text, in its order and in pieces of two characters or more."""
    blocks = SequenceMatcher(None, quoted, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(quoted)
