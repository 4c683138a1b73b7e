"""A report about a period has no typed number that its tables had in the period before.

After `report next`, it is what was not typed anew: the close, change, sum, mean, highest or lowest of a column in the
period before, where the column is named or a bound number of its table is beside it, and no longer that of this period.
What is compared with (较上周的304.9亿元) may be typed.

PASS::

    period: week            # of 2024-04-26
    text: 申万传媒收于{{ last(data.index_daily, "media") }}点

FAIL::

    period: week            # of 2024-04-26
    text: 申万传媒收于561.51点    # the close of 2024-04-19
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.compared import is_compared
from yanbao.review.reading.issue_values import IssueValue, issue_values
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.rules import define

RULE = define("last-number", __doc__, "review", Level.WARNING)

_LONG = 3
"""Digits that two numbers of one table hardly share by chance."""

_UNITLESS = frozenset({"", "点"})


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number that is one of the period before."""
    values = list(issue_values(manuscript))
    for sentence in read(manuscript) if values else ():
        for quantity in sentence.quantities:
            if quantity.is_bound or not quantity.is_plain or quantity.digits < 2:
                continue
            if is_compared(sentence.passage.text, quantity.start):
                continue
            near = [one for one in values if _is_near(sentence, quantity, one)]
            old = next((one for one in near if _is(quantity, one.before)), None)
            if old and not any(_is(quantity, one.now) for one in near):
                quote = sentence.quote(quantity)
                message = f"'{quote}' is of the period before: {old.expression} was this"
                remedy = f"bind it: {{{{ {old.expression} }}}}"
                yield on(sentence.passage, quantity.start, quantity.end, message, remedy)


def _is(quantity: Quantity, value: float) -> bool:
    """Whether a number is a value as printed with its decimals; a verb may say its sign."""
    return abs(abs(quantity.value) - abs(value)) <= quantity.step * 0.5 * (1 + 1e-9)


def _is_near(sentence: Sentence, quantity: Quantity, value: IssueValue) -> bool:
    """Whether a value may be meant: measured alike, and named in the sentence or bound from its table beside it."""
    alike = quantity.family == value.family or (quantity.family in _UNITLESS and value.family in _UNITLESS)
    if not alike or quantity.step >= 0.1 * abs(value.before):
        return False
    if any(name in sentence.text for name in value.names):
        return True
    path = f"data.{value.dataset}"
    return quantity.digits >= _LONG and any(
        path in span.paths for span in sentence.passage.spans if sentence.start <= span.start < sentence.end
    )
