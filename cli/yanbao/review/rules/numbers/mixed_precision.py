"""Numbers that are compared have the same decimals, and the figures of a page measure the same in one unit.

综合得分2199.5（超过GPT-4V的1926.57） makes the reader wonder about the missing digit. The rule looks at two
numbers of one unit that a bracket or a word joins (超过, 高于, 从…至, 分别为), and at captions of one page that
count the same in different units (百万次 beside 万次). Approximations, ranges and bound numbers among themselves are
ignored. One number of an enumeration that has other decimals than all the others is a hint.

PASS::

    text: 综合得分达2199.50（超过GPT-4V的1926.57）

FAIL::

    text: 综合得分达2199.5（超过GPT-4V的1926.57）
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, PageText, Passage
from yanbao.review.findings import Finding, on, where
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.rules import define

RULE = define("mixed-precision", __doc__, "review", Level.WARNING)

_THAN = "超过|超出|高于|低于|优于|好于|领先|落后|不及|强于|弱于|大于|小于|多于|少于|高出|超"
_IN_BRACKET = re.compile(
    rf"[^（(。；]{{0,4}}[（(](?:{_THAN})[^）)。；，,、0-9]{{0,12}}?[A-Za-z0-9.\- ]{{0,16}}[^）)。；，,、0-9]{{0,4}}"
)
_COMPARED = re.compile(
    rf"(?:的水平)?[，,]?(?:已|也|均|明显|显著|大幅)?(?:{_THAN}|快于|慢于)[^。；，,、0-9]{{0,14}}?"
    rf"(?:[A-Za-z][A-Za-z0-9.\- ]{{0,14}})?[^。；，,、0-9]{{0,3}}"
)
_CHANGED = re.compile(
    r"[^。；，,、0-9（(]{0,6}(?:提升|提高|上升|增长|下降|降低|下滑|减少|回落|升|降|增|涨|跌)?(?:至|到)"
    r"(?:(?:19|20)[0-9][0-9]年?[EA]?|目前|当前)?(?:[0-9]{1,2}月)?(?:[末底]|[0-9]{1,2}日)?(?:的)?"
)
_FROM = re.compile(r"(?:从|由)[^，。；,;]{0,16}$")
_JOINED = re.compile(r"(?:和|与|、|及)")
_RESPECTIVELY = re.compile(r"分别(?:为|是|达|达到|约|约为|增长|提升|下降|同比增长|同比下降)?\s?$")

_PAIR = 2
"""Numbers that are compared with each other only."""

_MEASURE = re.compile(
    r"^(?P<name>.*?)[（(]?(?P<unit>[十百千万亿]*+(?:美元|港元|元|人次|人|次|台|辆|部|家|吨|股|份|片|户|套|字))[）)]?(?:，.*)?$"
)
_POWERS = re.compile(r"^[十百千万亿]*")
_QUALIFIER = re.compile(r"海外|国内|全球|中国|美国|我国|国际|境内|境外|主要|各|[A-Za-z0-9.\s·-]+")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the number with fewer decimals, and at captions in another unit than the first."""
    for sentence in read(manuscript):
        found = sentence.quantities
        for first, second, third in zip_longest(found, found[1:], found[2:]):
            if second and (finding := _compare(sentence, first, second, third)):
                yield finding
        yield from _in_list(sentence)
    for page in manuscript.pages:
        yield from _units(page)


def _compare(sentence: Sentence, first: Quantity, second: Quantity, third: Quantity | None) -> Finding | None:
    if (first.family, first.power) != (second.family, second.power) or first.decimals == second.decimals:
        return None
    if not (first.is_plain and second.is_plain) or (first.is_bound and second.is_bound):
        return None
    text = sentence.passage.text
    between = text[first.end : second.start]
    lead = text[max(sentence.start, first.start - 20) : first.start]
    is_list = third and third.family == second.family and _JOINED.fullmatch(text, second.end, third.start)
    is_joined = not is_list and _JOINED.fullmatch(between) and _RESPECTIVELY.search(lead)
    is_changed = _CHANGED.fullmatch(between) and _FROM.search(lead)
    is_compared = _IN_BRACKET.fullmatch(between) or _COMPARED.fullmatch(between)
    if not (is_compared or is_joined or is_changed):
        return None
    coarse, fine = sorted((first, second), key=lambda quantity: quantity.decimals)
    if coarse.is_bound:
        coarse = fine  # what is typed can be mended here
    if not coarse.decimals and coarse.digits == 1 and coarse.family not in {"%", ""}:
        return None  # 3倍 beside 2.5倍: round in words
    level = None if is_compared and min(first.decimals, second.decimals) > 0 else Level.HINT
    one, other = sentence.quote(first), sentence.quote(second)
    message = f"'{one}' and '{other}' are compared with different decimals"
    return sentence.finding(coarse, message, "print both with the same decimals", level)


def _in_list(sentence: Sentence) -> Iterator[Finding]:
    """The one number of an enumeration whose decimals are not those of all others."""
    for row, _ in sentence.rows(_JOINED):
        decimals = Counter(one.decimals for one in row)
        are_alike = all(one.is_plain and one.power == row[0].power for one in row)
        if len(row) > _PAIR and len(decimals) == _PAIR and are_alike:
            (usual, _), (_, count) = decimals.most_common()
            odd = next(one for one in row if one.decimals != usual)
            lead = sentence.passage.text[max(sentence.start, row[0].start - 20) : row[0].start]
            if count == 1 and usual and not odd.is_bound and _RESPECTIVELY.search(lead):
                message = f"'{sentence.quote(odd)}' has other decimals than the {len(row) - 1} numbers beside it"
                yield sentence.finding(odd, message, "print all with the same decimals", Level.HINT)


def _units(page: PageText) -> Iterator[Finding]:
    """Captions of a page that name one measure in several units."""
    seen: dict[tuple[str, str], tuple[str, Passage]] = {}
    for figure in page.figures:
        parsed = _MEASURE.match(figure.caption.text)
        if not parsed or not parsed["name"]:
            continue
        powers = _POWERS.match(parsed["unit"])
        power = powers[0] if powers else ""
        key = _QUALIFIER.sub("", parsed["name"]), parsed["unit"][len(power) :]
        if not key[0]:
            continue
        other, passage = seen.setdefault(key, (parsed["unit"], figure.caption))
        if other != parsed["unit"]:
            mark, _ = passage.place()
            message = f"'{parsed['unit']}' here and '{other}' at {where(mark)} measure the same on one page"
            yield on(figure.caption, *parsed.span("unit"), message, "use one unit for both", Level.HINT)
