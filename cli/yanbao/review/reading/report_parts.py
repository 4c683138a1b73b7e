"""Standard parts of a report: risk warning, statements, disclaimer, appendix."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanbao.model.manuscript import Manuscript, Passage, Role

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
