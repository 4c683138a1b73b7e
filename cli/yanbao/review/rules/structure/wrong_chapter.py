"""A title that is numbered by hand has the number of the chapter it stands in.

Chapters are numbered by the tool. A number that was typed into a title, or into the line above it, stays behind when
a page or a chapter is moved, and then contradicts the divider page and the contents. Looks at titles that begin with
2 …, 2、…, 2.1 …, 二、… or 第二章. Ignores numbers that count something (3大趋势, 5G, 4月行情, 2B, 1Q24), and
pages that are numbered one after the other.

PASS::

    section: 应用端
    pages:
      - title: 应用端：海外访问量稳中有升
        blocks:
          - text: 3月访问量环比上升。

FAIL::

    section: 应用端
    pages:
      - title: 2 应用端：海外访问量稳中有升
        blocks:
          - text: 3月访问量环比上升。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role, SectionText
from yanbao.review.findings import Finding
from yanbao.review.reading.chinese_numerals import HAN, value
from yanbao.review.reading.places import Place
from yanbao.rules import define

RULE = define("wrong-chapter", __doc__, "review", Level.WARNING)

_MEASURES = (
    "大(?!模型|宗|盘|消费|金融|数据|众|健康|类|屏|飞机)|个(?!股|券|护|人|性)|家(?!电|居|用|具|纺|装|化)|年(?!报|轻|金)|"
    "月(?!度)|日(?!本|常|用|化)|季|天(?!然|猫)|周(?!期|报|度|边|转)|成(?!本|长|交|熟|分|立)|[万亿倍吨千百]|"
    "条(?!件)|点(?!评)|类|项(?!目)|种(?!子|植|业)|只|支(?!付|撑|持)|度|元(?!宇宙|件|器)|分(?!红|析|部|销|布|级|拆|行|类)|"
    "小时|号|代(?!工|表|理)|位|名|步|轮(?!胎)|次(?!新)|期(?!货|权)|层|英?寸|[纳微毫厘]米|公里|台(?!湾|积)|款|批|级|线|"
    "比特|档|省|部委|城(?!市|投|乡|商|镇)|会(?!计)|行(?!业|情)|国(?!内|际|产|家|债|企|防|有|外|资)|中全会|价(?!格|值|差)|"
    "型|星|股(?!票|权|市|东|价|息)|机(?!器|构|械|会|床|制|电)|图(?!表|像)|页|问|"
    "维|黄金周|假期|长假|大促|晚会"
)
"""What a number before it counts; then it is no chapter. After (?!…) begin words that do not count."""

_UNITS = "[A-Za-z](?![A-Za-z])|(?:[GMk]Wh?|TWh|[GT]B|nm|mm|bps?|pct)(?![A-Za-z])"

_ARABIC = re.compile(
    r"\s*+(([0-9]{1,2})(?:(?:\.[1-9])++(?=[^0-9])\s*+(?:[、．.]\s*+)?|\s++|[、．.]\s*+))"
    rf"(?=[^\W0-9]|[“《「‘])(?!{_MEASURES}|{_UNITS})"
)
_HAN = re.compile(rf"\s*(({HAN}))[、．.](?![一二三四五六七八九十])")
_NAMED = re.compile(rf"\s*(第\s?({HAN}|[0-9]{{1,2}})\s?(?:章|部分))(?=[\s：:、，—]|$)")

_TITLES = (Role.SECTION, Role.HEAD, Role.PAGE)
_BEYOND = 2
"""How many more than there are chapters a typed number may be to be taken for that of one."""


@dataclass(frozen=True, slots=True)
class _Numbered(Place):
    number: int


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each number of another chapter."""
    chapters = [section for section in manuscript.sections if section.spec.spec.numbered]
    for role, pattern in product(_TITLES, (_ARABIC, _HAN, _NAMED)):
        groups = [_numbers(section, role, pattern) for section in chapters]
        if _is_counted([item.number for group in groups for item in group]):
            continue
        for chapter, group in enumerate(groups, 1):
            numbers = [item.number for item in group]
            if max(numbers, default=0) > len(chapters) + _BEYOND or _counts_pages(numbers, chapter):
                continue
            for item in group:
                if item.number != chapter:
                    message = f"this is numbered {item.number}, but stands in chapter {chapter}"
                    remedy = f"leave the number out, as chapters are numbered by the tool; or write {chapter}"
                    yield item.finding(message, remedy)


def _numbers(section: SectionText, role: Role, pattern: re.Pattern[str]) -> list[_Numbered]:
    """The numbers in the titles of a section; one that its pages share comes once."""
    passages = [*section.passages, *(passage for page in section.pages for passage in page.passages)]
    titles = {passage.origin.mark: passage for passage in passages if passage.role is role}
    return [item for title in titles.values() if (item := _number(pattern, title))]


def _number(pattern: re.Pattern[str], title: Passage) -> _Numbered | None:
    match = pattern.match(title.text)
    if match is None or not title.is_typed(match.start(1), match.end(1)):
        return None
    number, end = value(match[2]), match.start(1) + len(match[1].rstrip(" \u3000、．."))
    return _Numbered(title, match.start(1), end, number) if number else None


def _counts_pages(numbers: Sequence[int], chapter: int) -> bool:
    """Whether the pages of a chapter are numbered from 1 on; pages that go on with one may have its number again.

    Of three pages or more a number may be missing.
    """
    counted = list(dict.fromkeys(numbers))
    if sorted(numbers) != list(numbers) or not (_is_counted(counted) or (len(counted) > 2 and counted[:2] == [1, 2])):
        return False
    return counted == numbers or counted[-1] != chapter


def _is_counted(numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and list(numbers) == list(range(1, len(numbers) + 1))
