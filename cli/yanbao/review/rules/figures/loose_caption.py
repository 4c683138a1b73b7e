"""Captions and source lines belong to a figure, which composes them.

A source line typed as prose (资料来源：Wind) stands without its figure, is not updated with the data, and its source
is not registered; several of them run together leave open which is whose. A caption typed as prose (图1：收入走势)
has no number, no source and no place in the list of figures. Sentences that lead with a number of a figure (图1显示…)
are ignored, and so are references made with ref() and sources in brackets after what they say.

PASS::

    image: {title: 月度访问量, file: pictures/visits.png, alt: 逐月上升的折线, source: similarweb}

FAIL::

    text: |
      图1：月度访问量

      资料来源：Similarweb，示例证券研究所整理
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.captions import NUMBERED, SOURCE_LINE
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("loose-caption", __doc__, "review", Level.WARNING)

_TEXT = (Role.LEAD, Role.PARAGRAPH, Role.ITEM, Role.HEADING, Role.HEAD, Role.PAGE)
_AROUND = (Role.CAPTION, Role.UNIT, Role.NOTE)

_SPACED = re.compile(
    r"(?:图表?|表)\s?[0-9]{1,3}(?:[ \u3000]+|[.．、](?![0-9])\s?)"
    r"(?!图|表[0-9]|所?[显展示为是中可说表反列给对和与至、])[^，。；！？]{2,40}"
)
"""图1 收入走势, 图1、收入走势: a number and a space or point before a few words that are no sentence (图1 显示…)."""

_STATEMENT = re.compile(r"[。！？；]|均|如无|除.{0,8}外|包括|主要[为有是]")
"""What a remark on sources has, such as 数据来源：如无说明均为公司公告。, and a source line has not."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each typed source line or caption, a hint at one that may be a remark."""
    for passage in manuscript.passages:
        if passage.role in _TEXT:
            yield from _source_line(passage, "put it under 'source' of the figure it belongs to, or leave it out")
            yield from _caption(passage)
        elif passage.role in _AROUND:
            yield from _source_line(passage, "put it under 'source': the source line is composed from there")


def _source_line(passage: Passage, remedy: str) -> Iterator[Finding]:
    lines = [match for match in SOURCE_LINE.finditer(passage.text) if not _is_citation(passage, match.start())]
    if not lines:
        return
    start, text = lines[0].start(), passage.text[lines[0].start() :]
    if len(lines) > 1:
        yield on(passage, start, len(passage.text), f"{len(lines)} source lines run together in the text", remedy)
    elif passage.role in _AROUND:
        yield on(passage, start, len(passage.text), f"a source line typed into the {passage.role}", remedy)
    else:
        is_inline = start > 0 and passage.text[start - 1] not in "。！？；\n "
        is_remark = is_inline or passage.role is Role.ITEM or _STATEMENT.search(text)
        level = Level.HINT if is_remark else None
        yield on(passage, start, len(passage.text), "a source line without a figure", remedy, level)


def _is_citation(passage: Passage, start: int) -> bool:
    """Whether a source is named in brackets after what it says: 增长20%（资料来源：公司年报）."""
    return passage.role in PROSE and start > 1 and passage.text[start - 1] in "（("


def _caption(passage: Passage) -> Iterator[Finding]:
    match = NUMBERED.match(passage.text) or _SPACED.fullmatch(passage.text)
    if match and typed(passage, match):
        message = (
            f"a caption without a figure: '{passage.text if len(passage.text) <= 30 else passage.text[:30] + '…'}'"
        )
        remedy = "make it the 'title' of a figure, which the tool numbers; to point at one, write ref()"
        yield on(passage, 0, len(passage.text), message, remedy)
