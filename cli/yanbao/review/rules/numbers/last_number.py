"""A report about a period has no typed number that its tables had in the period before.

After `report next`, it is what was not typed anew: the close, change, sum, mean, highest or lowest of a column in the
period before, where the column is named or a bound number of its table is beside it, and no longer that of this period.
What is compared with (较上周的304.9亿元), or said to be of an
earlier day, may be typed, unless it is what the period before was compared with. Closes and changes are also compared
with the period before that, as a week may have had no issue.

PASS::

    period: week            # of 2024-04-26
    text: 申万传媒收于{{ last(data.index_daily, "media") }}点

FAIL::

    period: week            # of 2024-04-26
    text: 申万传媒收于561.51点    # the close of 2024-04-19
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Role
from yanbao.periods import Span, preceding
from yanbao.review.findings import Finding
from yanbao.review.reading.dates import dates, days_of
from yanbao.review.reading.issue_values import IssueValue, issue_values
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.sentences import clause_before, is_compared
from yanbao.rules import define

RULE = define("last-number", __doc__, "review", Level.WARNING)

_LONG = 3
"""Digits that two numbers of one table hardly share by chance."""

_UNITLESS = frozenset({"", "点"})


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number that is one of the period before, or is compared with an older one."""
    values = list(issue_values(manuscript))
    year, days = manuscript.report.spec.date[:4], manuscript.report.spec.days
    before = preceding(days) if days else None
    labels = _labels(manuscript) if values else {}
    for sentence in read(manuscript) if values else ():
        label = labels.get(id(sentence.passage), "")
        words = sentence.text + label
        dated = [days_of(one, year) for one in dates(sentence.text)]
        for quantity in sentence.quantities:
            if quantity.is_bound or quantity.bound or quantity.digits < 2:
                continue
            near = [one for one in values if _is_near(sentence, words, quantity, one)]
            near = [one for one in near if not _is_said_to_be_of(one.when, dated)]
            if is_compared(sentence.passage.text, quantity.start) or _EARLIER.search(label):
                last = [one for one in near if one.when == before]
                is_dated = _DATED.search(clause_before(sentence.passage.text, quantity.start))
                told = None if is_dated else _compared(quantity, last)
            else:
                told = None if quantity.in_range else _of_itself(quantity, near)
            if told:
                message, remedy = told
                quote = f"'{sentence.quote(quantity)}'"
                yield sentence.finding(quantity, f"{quote} {message}", remedy)


_EARLIER = re.compile("上[周月季期]|上一|前一")


def _is_said_to_be_of(days: Span, dated: list[Span]) -> bool:
    """Whether a date of the sentence says that its numbers are of an earlier period: 4月19日的561.51点."""
    return any(days[0] <= first and last <= days[1] for first, last in dated)


def _labels(manuscript: Manuscript) -> dict[int, str]:
    """What the numbers of cards are called, by the identity of the passage with the number."""
    cards = [passage for passage in manuscript.passages if passage.role is Role.CARD]
    return {id(value): label.text for value, label in zip(cards[::2], cards[1::2], strict=False)}


def _of_itself(quantity: Quantity, near: list[IssueValue]) -> tuple[str, str] | None:
    """What is wrong with a number, and its remedy, if it is that of the period before."""
    old = next((one for one in near if _is(quantity, one.before)), None)
    if old is None or any(_is(quantity, one.now) for one in near):
        return None
    when = f"of {old.when[0]} to {old.when[1]}"
    return f"is {when}: {old.expression} was this", f"bind it: {{{{ {old.expression} }}}}"


def _compared(quantity: Quantity, near: list[IssueValue]) -> tuple[str, str] | None:
    """The same of what something is compared with, if it was compared with that in the period before."""
    old = next((one for one in near if one.older is not None and _is(quantity, one.older)), None)
    if old is None or any(_is(quantity, value) for one in near for value in (one.before, one.now)):
        return None
    message = f"is what the period before was compared with: {old.expression} was this two periods ago"
    return message, f"bind it: {{{{ {old.base} }}}}" if old.base else "compare it with the period before"


_DATED = re.compile("[前上][二两三四]|上上|[年月季]")
"""What says that something is compared with another time than the period before."""


def _is(quantity: Quantity, value: float) -> bool:
    """Whether a number is a value as printed with its decimals; a verb may say its sign."""
    return abs(abs(quantity.value) - abs(value)) <= quantity.step * 0.5 * (1 + 1e-9)


def _is_near(sentence: Sentence, words: str, quantity: Quantity, value: IssueValue) -> bool:
    """Whether a value may be meant: measured alike, and named in the sentence or bound from its table beside it."""
    alike = quantity.family == value.family or (quantity.family in _UNITLESS and value.family in _UNITLESS)
    if not alike or quantity.step >= 0.1 * abs(value.before):
        return False
    if any(name in words for name in value.names):
        return True
    path = f"data.{value.dataset}"
    return quantity.digits >= _LONG and any(
        path in span.paths for span in sentence.passage.spans if sentence.start <= span.start < sentence.end
    )
