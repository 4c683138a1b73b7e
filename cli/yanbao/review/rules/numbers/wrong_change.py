"""A stated change agrees with its first and last number.

从16.4亿美元增长至56.6亿美元 is a growth of 245%, and of 28.1% a year from 2023 to 2028. Both numbers and the rate must
stand in one sentence; they may be typed or bound, and differ by no more than their last digits allow. A difference
(较年初的14亿元增加32亿元) follows too. The verb agrees with the numbers: nothing can 下降 from 10 to 12, and a fall of
−5% is a rise. Beside a table or chart, a change need not tell its numbers: 同比增长8.4% is compared with the column of
changes, or with the cells of the two periods. 增长2倍 is three times as much; a report that means twice gets a hint,
and so does what is said with approximations (约, 近).

PASS::

    text: 市场规模从2023年的16.4亿美元增长至2028年的56.6亿美元，年复合增速28.1%

FAIL::

    text: 市场规模从2023年的16.4亿美元增长至2028年的56.6亿美元，年复合增速22.9%
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.formatting import decimals_of, number, percent
from yanbao.model.manuscript import Manuscript
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, on
from yanbao.review.reading.changes import Change, changes
from yanbao.review.reading.claims import false_claims
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("wrong-change", __doc__, "review", Level.WARNING)

_LOSS = re.compile(r"亏损|净流出|逆差|赤字|负增长|减亏")

Range = tuple[float, float]


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each rate that does not follow, and at each number on the wrong side."""
    lists, told = words_of(manuscript.project), set()
    for sentence in read(manuscript):
        yield from _double_negatives(sentence, lists)
        for change in changes(sentence, lists):
            if finding := _wrong_way(sentence, change) or _wrong_rate(sentence, change):
                told.add((finding.mark, finding.text))
                yield finding
    for claim in false_claims(manuscript):
        if claim.kind == "change" and (claim.mark, claim.text) not in told:
            yield claim.finding


@kept
def _verb(lists: WordLists) -> re.Pattern[str]:
    up, down = either(lists.rising), either(lists.falling)
    return re.compile(rf"(?P<verb>{up}|(?P<down>{down}))(?:了|约|为)?$")


def _double_negatives(sentence: Sentence, lists: WordLists) -> Iterator[Finding]:
    text = sentence.passage.text
    for quantity in sentence.quantities:
        if quantity.value >= 0 or quantity.is_bound or quantity.in_range or quantity.family not in {"%", "个百分点"}:
            continue
        if verb := _verb(lists).search(text, max(0, quantity.start - 6), quantity.start):
            message = f"'{text[verb.start() : quantity.end]}' says of a change both {verb['verb']} and minus"
            remedy = "leave out the sign" if verb["down"] else "write 下降, or the sign alone"
            level = None if verb["down"] else Level.HINT
            yield on(sentence.passage, verb.start(), quantity.end, message, remedy, level)


def _wrong_way(sentence: Sentence, change: Change) -> Finding | None:
    first, last = change.first, change.last
    if not change.verb or first.value < 0 or last.value < 0 or _LOSS.search(sentence.text):
        return None
    if first.in_range or last.in_range:
        return None
    step = max(first.step, last.step) if first.is_plain and last.is_plain else 0.1 * abs(first.value)
    rose = last.value - first.value
    if (rose > step * 0.5) if change.is_downward else (rose < -step * 0.5):
        ends = f"{sentence.quote(first)} to {sentence.quote(last)}"
        message = f"'{change.verb}' from {ends}, which is {'more' if change.is_downward else 'less'}"
        return on(sentence.passage, first.start, last.end, message, "correct the verb or one of the numbers")
    return None


def _wrong_rate(sentence: Sentence, change: Change) -> Finding | None:
    rate = change.rate
    if rate is None or (rate.is_bound and change.first.is_bound and change.last.is_bound):
        return None
    is_share = change.first.family == "%"
    if change.first.value <= 0 or change.last.value <= 0 or _LOSS.search(sentence.text):
        return None
    is_difference = rate.family == change.first.family and not is_share and not change.is_compound
    if not is_difference and (is_share != (rate.family == "个百分点") or rate.family not in {"%", "个百分点", "倍"}):
        return None  # percent-points looks after those
    expected = _expected(change)
    if not expected or any(_meets(_said(rate, change), one) for one in expected):
        return None
    return _finding(sentence, change, rate, expected[0])


def _finding(sentence: Sentence, change: Change, rate: Quantity, expected: Range) -> Finding:
    ends = f"{sentence.quote(change.first)} to {sentence.quote(change.last)}"
    middle = sum(expected) / 2
    is_exact = change.first.is_plain and change.last.is_plain and rate.is_plain
    level = None if is_exact and change.is_certain else Level.HINT
    if rate.family == "倍" and _meets(_said(rate, change), (expected[0] + 1, expected[1] + 1)):
        times = number(middle + 1, min(1, decimals_of(round(middle + 1, 1))))
        message = f"'{sentence.quote(rate)}': from {ends} is {times} times as much"
        remedy = f"write 增长{number(round(middle, 1))}倍, or 增长至{times}倍"
        return sentence.finding(rate, message, remedy, Level.HINT)
    shown = number(middle, 1) + "倍" if rate.family == "倍" else percent(middle, max(1, rate.decimals))
    if rate.family == "个百分点":
        shown = number(middle * 100, max(1, rate.decimals)) + "个百分点"
    elif rate.family == change.first.family:
        scale = rate.step * 10**rate.decimals
        shown = number(middle / scale, rate.decimals) + rate.power + rate.unit
    over = f" over {change.years[0]} years" if change.is_compound else ""
    message = f"'{sentence.quote(rate)}' does not follow from {ends}: that is {shown}{over}"
    return sentence.finding(rate, message, "correct the rate or one of the numbers", level)


def _expected(change: Change) -> list[Range]:
    """What the rate may be, as far as the ends are exact; nothing if that cannot be told."""
    (low, high), (start, end) = _span(change.last), _span(change.first)
    if change.rate and change.rate.family in {"个百分点", change.first.family}:
        return [(low - end, high - start)]
    if start <= 0:
        return []
    ratio = low / end, high / start
    if change.is_compound:
        return [(ratio[0] ** (1 / years) - 1, ratio[1] ** (1 / years) - 1) for years in change.years]
    return [(ratio[0] - 1, ratio[1] - 1)]


def _said(rate: Quantity, change: Change) -> Range:
    """The rates that the text allows, a fall as a negative one."""
    room = rate.step / 2 if rate.family != "%" else rate.step
    low, high = abs(rate.value) - room, abs(rate.value) + room
    if rate.bound in {"about", "near"} or rate.in_range:
        low, high = low - 0.1 * abs(rate.value), high + 0.1 * abs(rate.value)
    elif rate.bound == "above":
        high = math.inf
    elif rate.bound == "below":
        low = 0.0
    falls = change.is_rate_downward or rate.value < 0
    return (-high, -low) if falls else (low, high)


def _span(quantity: Quantity) -> Range:
    """What a printed number may stand for."""
    room = max(quantity.step, 0.1 * abs(quantity.value))
    return quantity.room if quantity.is_plain else (quantity.value - room, quantity.value + room)


def _meets(one: Range, other: Range) -> bool:
    slack = 1e-9
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack
