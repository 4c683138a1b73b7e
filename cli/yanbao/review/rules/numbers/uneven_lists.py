"""The list before 分别 has as many items as the list after it.

A、B、C分别为1亿元、2亿元 leaves one of them without a number, or gives each the next one's. The rule counts lists of
short names joined by 、; where the list may be read in two ways it is a hint. Years and quarters (2021—2023年
分别为…), lists with 等, and lists with 在 or 各 are ignored.

PASS::

    text: 影视、游戏、营销收入分别为12亿元、8亿元、5亿元

FAIL::

    text: 影视、游戏、营销收入分别为12亿元、8亿元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.units import UNIT
from yanbao.rules import define
from yanbao.units import POWER

RULE = define("uneven-lists", __doc__, "review", Level.WARNING)

_VERB = r"(?:约为|约|为|是|达到|达|占比|占|同比|环比|增长|下降|提升|上涨|下跌|上升|实现)*+\s?"
_ONE = rf"[+\-−]?[0-9][0-9,.]*[0-9]?\s?{POWER}?(?:{UNIT})?(?:/[\u4e00-\u9fffA-Za-z]{{1,3}})?"
_LIST = re.compile(
    rf"(?P<things>[^，。；：:,;（()）\n]{{0,80}}?)(?:分别|依次){_VERB}"
    rf"(?P<numbers>(?>{_ONE}(?:(?:\s?[、/]\s?|和|及|与|以及){_ONE})+))(?=\s*(?:[。；;！？\n]|$|[，,](?!\s?[0-9+\-−])))"
)
_SPLIT_NUMBERS = re.compile(r"\s?[、/]\s?|和|及|与|以及")
_PERIODS = re.compile(
    r"[0-9]{2,4}\s?年|[0-9]\s?月|季度|年末|年底|近[两三四五0-9]年|20[0-9][0-9]|[EQH][0-9]|上半年|前[三3]季"
)
_OTHER_READING = re.compile(
    r"等|各|每|在|[两三四五六七八九十0-9]\s?[家个大项种类者款条]|同比|环比|对应|其|上述|前者|以上|均|公司的|[“”「」《》]"
)
_AND = re.compile(r"以及|和|及|与")
_SHORT = 6
_LAST = 12
"""Characters of a name in a plain list; the last one has what is measured behind it."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each list with too few or too many numbers."""
    for passage in manuscript.passages:
        if passage.role not in PROSE or ("分别" not in passage.text and "依次" not in passage.text):
            continue
        for match in _LIST.finditer(passage.text):
            things = _things(match["things"])
            numbers = len(_SPLIT_NUMBERS.split(match["numbers"].strip()))
            if things is None or len(things) == numbers:
                continue
            is_plain = all(len(one) <= _SHORT for one in things[:-1]) and len(things[-1]) <= _LAST
            start = match.end("things")
            message = f"{len(things)} things before {passage.text[start : start + 2]}, {numbers} numbers after"
            remedy = f"give one number to each of {'、'.join(things)}"
            level = None if is_plain and "的" not in match["things"] and numbers < len(things) else Level.HINT
            yield on(passage, start, match.end(), message, remedy, level)


def _things(text: str) -> list[str] | None:
    """The members of a list, or None if it is none that can be counted."""
    if "、" not in text or _PERIODS.search(text) or _OTHER_READING.search(text):
        return None
    *head, tail = text.strip().split("、")
    ands = _AND.findall(tail)
    if len(ands) > 1 or any(_AND.search(one) for one in head):
        return None
    things = [*head, *_AND.split(tail)]
    return things if all(one.strip() for one in things) else None
