"""Parts of a report, such as its risk warning, and pointers that were typed: to parts, figures, pages and chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.review.reading.chinese_numerals import HAN, value
from yanbao.review.reading.places import Place

_TITLES = (Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING, Role.CAPTION)
_PARAGRAPHS = (Role.PARAGRAPH, Role.ITEM)
_POINTER = re.compile("阅读|参[见阅考照]|[详请]见")
"""A title that says so sends the reader to the part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part by the name that readers look for. A title has ``title`` in it, or a paragraph begins with ``opening``."""

    name: str
    title: re.Pattern[str]
    opening: re.Pattern[str]

    def is_in(self, manuscript: Manuscript) -> bool:
        """Whether a report has this part."""
        return any(self._begins(passage) for passage in manuscript.passages)

    def _begins(self, passage: Passage) -> bool:
        if passage.role in _TITLES:
            return bool(self.title.search(passage.text)) and not _POINTER.search(passage.text)
        return passage.role in _PARAGRAPHS and self.opening.match(passage.text) is not None


def _part(name: str, titles: str) -> Part:
    """A part that goes by some titles, a pattern."""
    opening = (
        rf"[\W_]*+(?:[0-9]{{1,2}}[、.．]|[一二三四五六七八九十]+、)?\s*+(?:投资|证券|股票|行业)*(?:{titles})(?=[\W_]|$)"
    )
    return Part(name, re.compile(titles), re.compile(opening))


RISKS = _part("风险提示", "风险(?:提示|因素|揭示|警示)|(?:主要|投资|潜在|下行|相关)风险|^风险(?=[：:与及和]|$)")
DISCLAIMER = _part("免责声明", "免责(?:声明|条款|申明)|(?:法律|重要|特别)(?:声明|申明)")
ANALYST = _part("分析师声明", "分析师(?:声明|承诺|申明|保证)|作者(?:声明|承诺)")
RATINGS = _part("评级说明", "评级(?:说明|标准|体系|定义|规则|含义)")
APPENDIX = _part("附录", "附[录件表图]")

_SEE = "(?:请?(?:务必|仔细|详细)?(?:参见|详见|参考|参阅|参照|阅读|查阅|另见|[见如]))"
_HERE = "(?:本篇|本?报告|本文|正文|全文|文[末后尾]|[后下前上]文|之[后前]|最后一[页章]|[末尾]页|末尾|背面|[的中内])"

_FIGURE = re.compile(
    r"(?:(?<=[见如由从据照及和与或至到在以同上下文])|(?<![\u4e00-\u9fff\w]))(图表|图|表)\s?([0-9]{1,3})(?![0-9.．%％])"
    r"(?!\s?[年月日亿万家个倍])(?:\s?[-–—~～至到]{1,2}\s?(?:图表|图|表)?([0-9]{1,3})(?![0-9.．%％]))?"
)
_PAGE = re.compile(rf"{_SEE}\s?{_HERE}{{0,2}}(第\s?([0-9]{{1,3}})\s?页|[PpＰ]\.?\s?([0-9]{{1,3}})(?![0-9A-Za-z]))")
_CHAPTER = re.compile(
    rf"(?:{_SEE}\s?{_HERE}{{0,2}}|(?:本篇|本报告|本文|后文|下文|前文|上文|我们(?:将|会)?在))(第\s?({HAN}|[0-9]{{1,2}})\s?(?:章|部分))"
    "(?:(?![\u4e00-\u9fff])|(?=[中将的讨分展会所已介详里]))"
)
_PART = re.compile(
    rf"{_SEE}\s?{_HERE}{{0,4}}(免责(?:声明|条款|申明)|(?:法律|重要|特别)(?:声明|申明)|风险(?:提示|因素|揭示)|"
    r"分析师(?:声明|承诺)|(?:投资)?评级(?:说明|标准|体系|定义)|附[录件表图]\s?[0-9A-Z一二三四五六七八九十]{0,2})"
)
_PARTS = (DISCLAIMER, RISKS, ANALYST, RATINGS, APPENDIX)

_ROLES = (*PROSE, Role.TITLE, Role.HEAD, Role.PAGE, Role.HEADING, Role.NOTE)


@dataclass(frozen=True, slots=True)
class Pointer(Place):
    """What was typed: the ``numbers`` or the ``part`` that it points at."""

    kind: Literal["figure", "page", "chapter", "part"]
    word: str = ""
    numbers: tuple[int, ...] = ()
    part: Part | None = None


def pointers(manuscript: Manuscript) -> Iterator[Pointer]:
    """All pointers in reading order, without duplicates from shared page heads."""
    seen = set()
    for passage in manuscript.passages:
        if passage.role in _ROLES:
            for pointer in _in(passage):
                place = passage.place(pointer.start, pointer.end)
                if place not in seen and pointer.is_typed:
                    seen.add(place)
                    yield pointer


def _in(passage: Passage) -> Iterator[Pointer]:
    for match in _FIGURE.finditer(passage.text):
        numbers = tuple(int(number) for number in match.groups()[1:] if number)
        yield Pointer(passage, *match.span(), "figure", match[1], numbers)
    for match in _PAGE.finditer(passage.text):
        yield Pointer(passage, *match.span(1), "page", numbers=(int(match[2] or match[3]),))
    for match in _CHAPTER.finditer(passage.text):
        if number := value(match[2]):
            yield Pointer(passage, *match.span(1), "chapter", numbers=(number,))
    for match in _PART.finditer(passage.text):
        yield Pointer(passage, *match.span(1), "part", part=_part_called(match[1]))


def _part_called(words: str) -> Part:
    return next(part for part in _PARTS if part.title.search(words))
