"""Relative periods of Chinese prose: what changes its meaning with the day on which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from yanbao.review.reading.patterns import blanked


class Kind(Enum):
    """How a period depends on the day of writing."""

    YEAR = auto()  # 年初至今: from the start of the year until an unsaid day
    SINCE = auto()  # 3月25日至今, 上市以来: from a known day until an unsaid one
    DAY = auto()  # 截至目前, 昨日, 本周: a day, week or month counted from the day of writing
    SPAN = auto()  # 近三个月: so long before an unsaid day
    NEWS = auto()  # 日前, 近日: of an event
    VAGUE = auto()  # 近期, 最近: of a development


@dataclass(frozen=True, slots=True)
class Period:
    """A relative period at ``start`` to ``end`` of a text."""

    start: int
    end: int
    kind: Kind


_MOVES = "累计|涨|跌|上涨|下跌|收益|表现|回报|升幅|降幅|超额|净值"

# Beside each word stands what it must not be cut out of: 甚至今年, 本周期, 成本月度, 接近日均, 交易日前, 今日头条.
_WORDS = {
    Kind.DAY: r"截[至止](?:目前|当前|现在|今[日天]|发稿)|昨[日天]|今日(?!头条|资本|抄底)|今天|"
    r"(?<![日基成资样版原])本周(?![期转边])|(?<!以)(?<!线)上周(?![期转边])|(?<![日基成资样版原])本月(?!度)|(?<!以)上月(?!球)",
    Kind.SPAN: r"(?:最近|过去|近)(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,3})"
    r"\s?(?:个?(?:交易日|月|周)|[日天])(?![均线常])"
    r"|近(?:一|1)年",
    Kind.YEAR: r"(?<![A-Za-z])YTD(?![A-Za-z])|年初(?:至今|以来|迄今)|[今本]年以来|开年以来"
    rf"|(?<![0-9一二两三四五六七八九十半今])年内(?={_MOVES})",
    Kind.SINCE: r"[至迄]今(?![年天日晨晚春夏秋冬])|(?:上市|成立|发行)以来"
    r"|(?<![0-9年])[0-9]{1,2}\s?月(?:份|\s?[0-9]{1,2}\s?日)?以来|(?:节后|春节|国庆|[长小]假)以来",
    Kind.NEWS: r"(?<![接附靠临逼])近日(?![均内常本元线点])"
    r"|(?<![0-9节易止权息工假生效期交售])日前(?=[，,]|发布|公[告布]|印发|召开|宣布|表示|出台|获|完成|披露|举行)",
    Kind.VAGUE: r"(?<![接附最远])近期(?![权货内限目])|近来|最近(?![一二两三四五六七八九十0-9几期的])",
}
_PERIOD = re.compile("|".join(f"(?P<{kind.name}>{words})" for kind, words in _WORDS.items()))
_TITLE = re.compile(r"《[^《》]*》")


def periods(text: str) -> Iterator[Period]:
    """The relative periods of a text, but for those in titles of works."""
    masked = blanked(_TITLE, text, "_")
    for match in _PERIOD.finditer(masked):
        yield Period(match.start(), match.end(), Kind[match.lastgroup or ""])
