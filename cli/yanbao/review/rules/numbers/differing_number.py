"""The same quantity has the same value throughout the text.

2023年营业收入12.3亿元 on one page and 12.8亿元 on another is an error in one of them. Two numbers are the same
quantity if the clauses before them agree in subject, period and what is measured, and their units are of one family;
近, 约 and rounding are allowed for. A month without its year is the last before the report. Where the subject stands
in the clause or sentence it is a warning, where it is taken from the title of the page or the report a hint.
Forecasts are compared with forecasts only. A card is read as its label and its value, of the company that the report is
about; the target price of that company is the same wherever it is told as it is now, and so are its close and
market value of one day.

PASS::

    text: 示例公司2023年营业收入12.3亿元      # on another page: 2023年示例公司营业收入约12亿元

FAIL::

    text: 示例公司2023年营业收入12.3亿元      # on another page: 2023年示例公司营业收入12.8亿元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, PageText, Role
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, where
from yanbao.review.reading.dates import dates, days_of
from yanbao.review.reading.held_numbers import Held, held_by
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity, quantities_of
from yanbao.rules import define

RULE = define("differing-number", __doc__, "review", Level.WARNING)

_BREAK = re.compile(r"[，。；：:,;！？（(）)\n]")
_PERIOD = re.compile(
    r"(?P<year>(?:19|20)[0-9][0-9]|(?<![0-9])[0-9][0-9])\s?(?:年(?P<part>前三季度|前[一二三]季度|上半年|下半年|[一二三四]季度|第[一二三四]季度|[0-9]{1,2}月份?|全年|末|底)?"
    r"|(?P<code>Q[1-4]|H[12]|[EA]))(?:末|底)?"
    r"|(?<![0-9])(?P<quarter>[1-4])Q(?P<short>[0-9][0-9])(?:末|底)?"
    r"|(?<![0-9年])(?P<month>[0-9]{1,2})月份?(?:末|底)?(?![0-9度均活])"
)
_LINKS = re.compile(
    r"(?:实现|达到|达成|达|约为|约|为|是|大约|将近|接近|近|超过|超|逾|不足|高达|仅|已|共|合计|总计|录得|的|其中|，|\s|末|底|全年|"
    r"继续|已经)+"
)
_THE_COMPANY = re.compile(r"^(?:[该本]?公司|其|集团)")
_FORECAST = re.compile(r"预计|预测|有望|预期|目标|计划|指引|将|假设|E")
_PERIOD_BEFORE = re.compile(rf"(?:^|[，。；：（])(?P<period>{_PERIOD.pattern})，$")
_PERIOD_FIRST = re.compile(rf"(?:^|[，。；：])(?P<period>{_PERIOD.pattern})(?:公司|实现)+")
_PLAIN = re.compile("(?:扣非)?归母净利润|扣非净利润|净利润|营业总?收入|毛利率|(?:归母)?净利率")
_CARRIED = 60  # characters over which a period is carried
_LEAD = re.compile(
    r"[①-⑳]?(?:其中|事件|(?:业绩|财务|收入|盈利|利润|现金流|经营|合?同?负债|整体|总体)(?:端|方面|层面|上)?(?:看|来看)?)?[，：:]?"
)
_COMPARED = re.compile("较|(?<![占同环])比")
_GENERAL = re.compile(
    "归属于母公司(?:股东|所有者)?|归母|扣非|营业|主营|业务|经营|销售|管理|研发|财务|投资|合同|实现|其他|[总净的额性]"
)
_TARGET = re.compile("(?P<measure>目标价|收盘价|总市值)格?(?:为|是|至|约)?$")
_NOT_THE_TARGET = re.compile("[前原曾由从若]|上次|平均|一致|市场|[^办]法|DCF|FCFF|情景|分别|区间|[AH]股|券商|机构|同业")
"""Where target prices differ: former ones, those of others, by method or case."""

_LABEL = re.compile("[，,（()）]")
_OWN = 4  # characters of a subject that need no other to be told from the subjects of other pages
_SUBJECT = 12  # characters that a subject may have which the ledger does not name
_LOOK_BACK = 200  # characters before a number that may say what it is


class _Words:
    """Patterns of what a number is of."""

    def __init__(self, lists: WordLists) -> None:
        up, down = either(lists.rising), either((*lists.falling, *lists.narrowing))
        verb = rf"(?:{up}|(?P<falls>{down}))"
        self.measure = re.compile(f"(?:{either(lists.names_of())})$")
        self.rate = re.compile(rf"[，（(]?(?P<over>同比|环比){verb}?(?:了|约|近|超)*\s?$")
        self.growth = re.compile(rf"(?P<over>同比|环比){verb}(?:了|约|近|超)*$")


_words = kept(_Words)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number said of a quantity, which ``key`` tells from others."""

    key: tuple[str, ...]
    value: float
    quantity: Quantity
    sentence: Sentence
    label: str
    is_inferred: bool

    def differs(self, other: _Claim) -> bool:
        one, two = self.quantity, other.quantity
        if one.in_range or two.in_range or (one.is_bound and two.is_bound):
            return False
        if self.value * other.value < 0:
            return True
        return not one.agrees(abs(other.value)) and not two.agrees(abs(self.value))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each number that differs from the first one of its quantity."""
    held = held_by(manuscript.project)
    published = str(manuscript.report.spec.date)
    default = _only(held, str(manuscript.report.spec.title))
    first: dict[tuple[str, ...], _Claim] = {}
    for sentence in chain(read(manuscript), _cards(manuscript)):
        for claim in _claims(held, sentence, default, published):
            other = first.setdefault(claim.key, claim)
            if other is claim or not claim.differs(other):
                continue
            mark, _ = other.sentence.passage.place(other.quantity.start, other.quantity.end)
            quote = other.sentence.quote(other.quantity)
            message = f"{claim.label}: '{claim.sentence.quote(claim.quantity)}' here, '{quote}' at {where(mark)}"
            level = Level.HINT if claim.is_inferred or other.is_inferred else None
            yield sentence.finding(claim.quantity, message, "correct the wrong one, or bind both", level)


def _cards(manuscript: Manuscript) -> Iterator[Sentence]:
    """Cards as sentences: label and value, with a period behind the label put before it."""
    return (sentence for page in manuscript.pages for sentence in _of_cards(page))


def _of_cards(page: PageText) -> Iterator[Sentence]:
    cards = [passage for passage in page.passages if passage.role is Role.CARD]
    for value, label in zip(cards[::2], cards[1::2], strict=False):
        lead = "".join(reversed(_LABEL.split(label.text)))
        if not lead or not value.text:
            continue
        size = len(lead)
        spans = tuple(replace(span, start=span.start + size, end=span.end + size) for span in value.spans)
        offsets = (value.offsets[0],) * size + value.offsets
        card = replace(value, text=lead + value.text, offsets=offsets, spans=spans)
        within = tuple(quantity for quantity in quantities_of(card) if quantity.start >= size)
        yield Sentence(card, 0, len(card.text), "", within)


def _target(held: Held, sentence: Sentence, quantity: Quantity, default: str, published: str) -> _Claim | None:
    """The target price of the company of the report, if it is told as the one that holds, or its price of a day."""
    before = sentence.passage.text[sentence.start : quantity.start]
    others = {name for _, _, name in held.named(sentence.text)} - {default}
    told = _TARGET.search(before)
    if not default or others or not told or _NOT_THE_TARGET.search(sentence.text):
        return None
    measure, days = told["measure"], dates(sentence.text)
    if measure != "目标价" and (len(days) != 1 or not days[0].is_day or days[0].joint):
        return None
    day = "" if measure == "目标价" else days_of(days[0], published[:4])[0].isoformat()
    key = (default.lower(), day, measure, quantity.family)
    return _Claim(key, quantity.value, quantity, sentence, f"{default}{day}{measure}", False)


def _claims(held: Held, sentence: Sentence, default: str, published: str) -> Iterator[_Claim]:
    text, last = sentence.passage.text, None
    words = _words(held.lists)
    for quantity in sentence.quantities:
        start = max(sentence.start, last.quantity.end if last else 0)
        if last and (rate := words.rate.fullmatch(text, start, quantity.start)) and quantity.family == "%":
            value = -abs(quantity.value) if rate["falls"] else quantity.value
            label = f"{last.label}{rate['over']}"
            yield _Claim((*last.key, rate["over"]), value, quantity, sentence, label, last.is_inferred)
            continue
        last = _target(held, sentence, quantity, default, published) or _claim(
            held, sentence, quantity, default, published
        )
        if last:
            yield last


def _claim(held: Held, sentence: Sentence, quantity: Quantity, default: str, published: str) -> _Claim | None:
    text, start = sentence.passage.text, max(sentence.start, quantity.start - _LOOK_BACK)
    before = text[start : quantity.start]
    prefix = _BREAK.split(before)[-1]
    lead = before[: len(before) - len(prefix)]
    if not _PERIOD.search(prefix) and (stated := _PERIOD_BEFORE.search(lead)):
        prefix = before[stated.start("period") :].replace("，", "")
        lead = lead[: stated.start("period")]
    carried = "" if _PERIOD.search(prefix) else _carried(held, text[: quantity.start - len(prefix)], prefix)
    prefix = carried + prefix
    periods = list(_PERIOD.finditer(prefix))
    if len(periods) != 1 or "分别" in prefix or _COMPARED.search(prefix):
        return None
    (period,) = periods
    bare = _LINKS.sub("", _FORECAST.sub("", prefix[: period.start()] + prefix[period.end() :]))
    bare = _THE_COMPANY.sub("", bare)
    words = _words(held.lists)
    growth = words.growth.search(bare) if quantity.family == "%" else None
    measure = growth or words.measure.search(bare)
    if not measure:
        return None
    subject, inferred = bare[: measure.start()], False
    if not held.named(subject):
        if len(subject) > _SUBJECT:
            return None  # more than a name: a clause that two places will hardly repeat
        context, inferred = _context(held, sentence, "" if carried else lead, default)
        inferred = inferred or bool(carried)
        if context is None:
            if len(_GENERAL.sub("", subject)) < _OWN:
                return None
            context, inferred = "", True
        subject = context + subject
    year, part = _time(period, published)
    forecast = "forecast" if _FORECAST.search(prefix) else ""
    label = f"{period[0]}{bare}"
    measured = growth["over"] if growth else measure[0]
    key = (subject.lower(), year, part, measured, forecast, quantity.family)
    value = -quantity.value if growth and growth["falls"] else quantity.value
    return _Claim(key, value, quantity, sentence, label, inferred)


def _carried(held: Held, before: str, prefix: str) -> str:
    """The period that a clause such as 归母净利润20.66亿元 takes from the clauses before it."""
    if not _PLAIN.fullmatch(_LINKS.sub("", prefix)):
        return ""
    stated = list(_PERIOD_FIRST.finditer(before, max(0, len(before) - _CARRIED)))[-1:]
    if not stated or _PERIOD.search(before, stated[0].end()) or held.named(before[stated[0].end() :]):
        return ""
    return stated[0]["period"]


def _time(period: re.Match[str], published: str) -> tuple[str, str]:
    """Year and part of the year; a month alone is the last of its name before the report is published."""
    if month := period["month"]:
        year = int(published[2:4]) - (int(month) > int(published[5:7] or 12))
        return str(year), f"{month}月"
    if quarter := period["quarter"]:
        return period["short"], f"{quarter}季度"
    part = (period["part"] or period["code"] or "").replace("全年", "").replace("第", "").replace("份", "")
    if part in _QUARTERS:
        return period["year"][-2:], f"{_QUARTERS.index(part) % 4 + 1}季度"
    return period["year"][-2:], "" if part in {"E", "A", "末", "底"} else part


_QUARTERS = ("Q1", "Q2", "Q3", "Q4", "一季度", "二季度", "三季度", "四季度")


def _context(held: Held, sentence: Sentence, before: str, default: str) -> tuple[str | None, bool]:
    """Whose number it is if the clause does not say: of the one named before in the sentence, or in a title."""
    if held.named(before):
        return _only(held, before) or None, False
    if not _LEAD.fullmatch(before.strip()) or held.named(sentence.passage.text):
        return None, False
    if sentence.passage.role is Role.CARD:
        return default or None, False
    title = {name for _, _, name in held.named(sentence.title)}
    if len(title) > 1:
        return None, True
    head, colon, _ = sentence.title.partition("：")
    return _only(held, sentence.title) or default or (head if colon else ""), True


def _only(held: Held, text: str) -> str:
    """The one subject that a text names, or nothing."""
    names = {name for _, _, name in held.named(text)}
    return names.pop() if len(names) == 1 else ""
