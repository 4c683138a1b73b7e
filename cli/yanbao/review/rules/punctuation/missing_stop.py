"""Paragraphs and list items end with a stop, as those around them do.

A paragraph without a closing stop is reported if most paragraphs of the report have one; an item if others of its
list have one. Lists whose items all go without are a style. The last of a series does not end in ；, and nothing ends
in ， or 、. Short labels, source lines and notes, web addresses and English are ignored; what is short, and may be a
heading, is a hint.

PASS::

    text: |
      - 参数规模达到4000亿级；
      - 代码能力提升超过30%。

FAIL::

    text: |
      - 参数规模达到4000亿级；
      - 代码能力提升超过30%
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from yanbao.addresses import addresses
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import count_han, has_han
from yanbao.rules import define

RULE = define("missing-stop", __doc__, "review", Level.WARNING)

_CLOSED = re.compile(r"(?:[。！？!?…；：:;.]|——)[”’」』）)】\]》*]*$")
_LOOSE_END = re.compile("[，、]$")
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”|「[^「」]*」|（[^（）]*）")
_SENTENCE_INSIDE = re.compile(r"。[^。]*[\w%]$")
_LINE = re.compile(
    r"(?:资料来源|数据来源|来源|备?注|单位|[图表]|证券分析师|分析师|联系人|联系电话|电话|邮箱|执业证书编?号?)\s*[0-9]*[：:]|请务必阅读|【"
)
_SERIES = (Role.PARAGRAPH, Role.ITEM, Role.HEADING)
_STOP, _SEMICOLON = "end it with 。", "end it with ；"
_SHORT = 8
_PLAIN = 15


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings at ends of sentences; hints at short ones."""
    pages = [[passage for passage in page.passages if passage.role in _SERIES] for page in manuscript.pages]
    paragraphs = [
        passage for page in pages for passage in page if passage.role is Role.PARAGRAPH and _is_prose(passage)
    ]
    is_usual = 3 * sum(map(_is_closed, paragraphs)) >= 2 * len(paragraphs)
    yield from _leads(manuscript)
    for page in pages:
        runs = [(role, list(run)) for role, run in groupby(page, key=lambda passage: (passage.role, passage.block))]
        for (role, _), run in runs:
            if role is Role.ITEM:
                yield from _items(run)
            elif role is Role.PARAGRAPH:
                yield from _paragraphs(run, is_usual)
        yield from _last_ones(page)


def _leads(manuscript: Manuscript) -> Iterator[Finding]:
    """Sentences on divider pages without a stop, if others have one."""
    own = [passage for section in manuscript.sections for passage in section.passages]
    leads = [passage for passage in own if passage.role is Role.LEAD and _is_prose(passage)]
    bare = [lead for lead in leads if not _is_closed(lead)]
    for lead in bare if 2 * len(bare) <= len(leads) else ():
        yield _at_end(lead, "no stop at the end, other leads have one", _STOP, Level.HINT)


def _items(items: Sequence[Passage]) -> Iterator[Finding]:
    """Of a list: items without a stop where others have one, or the one stop where others have none."""
    closed = [item for item in items if _is_closed(item) and item.text[-1] not in "：:"]  # which heads a list inside
    bare = [item for item in items if not _is_closed(item)]
    for item in bare:
        if _LOOSE_END.search(item.text):
            continue
        if _is_cut(item) and _is_prose(item):
            yield _at_end(item, "the last sentence has no stop", _STOP)
        elif len(closed) >= len(bare) and not _LINE.match(item.text) and not _ends_with_address(item.text):
            message = f"no stop at the end; {len(closed)} of {len(items)} items of this list have one"
            yield _at_end(item, message, _suggested(item, items), None if len(item.text) >= _SHORT else Level.HINT)
    if len(closed) == 1 < len(bare) and closed[0].text[-1] in "。；" and "。" not in closed[0].text[:-1]:
        message = "the only item of this list that ends with a stop"
        yield _at_end(closed[0], message, "delete it, or end all with one", Level.HINT)


def _paragraphs(run: Sequence[Passage], is_usual: bool) -> Iterator[Finding]:
    """Paragraphs without a stop, in a report whose paragraphs have one."""
    prose = [paragraph for paragraph in run if _is_prose(paragraph)]
    is_alone = len(prose) > 1 == sum(not _is_closed(paragraph) for paragraph in prose)
    for paragraph in run:
        if _is_closed(paragraph) or not _is_prose(paragraph) or _LOOSE_END.search(paragraph.text):
            continue
        if _is_cut(paragraph):
            yield _at_end(paragraph, "the last sentence has no stop", _STOP)
        elif is_usual and "，" in paragraph.text and len(paragraph.text) >= _PLAIN:
            yield _at_end(paragraph, "no stop at the end of the paragraph", _suggested(paragraph, run))
        elif is_usual and (len(paragraph.text) >= 2 * _PLAIN or is_alone):
            message, remedy = "no stop at the end, unlike the paragraphs around it", _suggested(paragraph, run)
            yield _at_end(paragraph, message, remedy, Level.HINT)


def _last_ones(page: Sequence[Passage]) -> Iterator[Finding]:
    """Ends in ； that nothing follows, and ends in ， or 、."""
    for passage, following in zip_longest(page, page[1:]):
        if passage.role is Role.HEADING or not has_han(passage.text):
            continue
        if _LOOSE_END.search(passage.text):
            yield _at_end(passage, f"'{passage.text[-1]}' at the end of a {passage.role}", "end it with 。 or ；")
        elif passage.text[-1] in "；;" and (following is None or following.role is Role.HEADING):
            yield _at_end(passage, f"the last {passage.role} ends with ；", _STOP)
        elif passage.text[-1] in "；;" and following is not None and following.block != passage.block:
            yield _at_end(passage, f"the last {passage.role} of this block ends with ；", _STOP, Level.HINT)


def _is_closed(passage: Passage) -> bool:
    return bool(_CLOSED.search(passage.text))


def _is_prose(passage: Passage) -> bool:
    """Whether a paragraph is a sentence in Chinese: no label, source line, web address or English."""
    text = passage.text
    is_line = _LINE.match(text) or _ends_with_address(text)
    return len(text) >= _SHORT and not is_line and not _is_bold(passage) and 6 * count_han(text) > len(text)


def _ends_with_address(text: str) -> bool:
    return any(end == len(text) for _, end in addresses(text))


def _is_bold(passage: Passage) -> bool:
    """Whether a paragraph is emphasised from end to end, and so a heading."""
    first, last = passage.offsets[0], passage.offsets[-1]
    return passage.origin[max(0, first - 2) : last + 3].split("**")[::2] == ["", ""]


def _is_cut(passage: Passage) -> bool:
    """Whether a sentence has its stop and the last one after it has none."""
    return bool(_SENTENCE_INSIDE.search(_QUOTED.sub("", passage.text)))


def _suggested(passage: Passage, run: Sequence[Passage]) -> str:
    """The stop that a passage should have among those of its run."""
    is_last = passage is run[-1]
    semicolons = sum(other.text[-1] == "；" for other in run)
    return _SEMICOLON if not is_last and 2 * semicolons >= len(run) - 1 and semicolons else _STOP


def _at_end(passage: Passage, message: str, remedy: str, level: Level | None = None) -> Finding:
    """A finding at the end of a passage; its stop is put behind it, or in the place of another."""
    end = len(passage.text)
    start = end - 1 if passage.text[-1] in "；;" else end
    edits = passage.edit(start, end, remedy[-1]) if remedy in (_STOP, _SEMICOLON) else ()
    return on(passage, end - 1, end, message, remedy, level, edits=edits)
