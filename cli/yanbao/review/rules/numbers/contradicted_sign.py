"""The verb before a number agrees with the sign of the number.

上涨−8.9% contradicts itself, and 下跌−8.9% is a negative fall: the number was updated in the ledger, and the verb was
typed. Where the filter `abs` has taken the sign away, that tells which way it went, and of a number above 0 after 下跌
the fact in the ledger does; if its name says that it is the size of a fall (decline, 降幅), it may be above 0. What is
typed is left to `wrong-change`.

PASS::

    text: 指数下跌{{ stocks.demo.ytd | abs }}      # ytd: -8.9%

FAIL::

    text: 指数上涨{{ stocks.demo.ytd }}            # ytd: -8.9%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.ledger import LocatedFact
from yanbao.model.manuscript import Manuscript, Span
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("contradicted-sign", __doc__, "review", Level.WARNING)

_SIZE = re.compile(
    r"declin|drop|fall|fell|loss|cut|decreas|reduc|drawdown|down|shrink|shrunk|lower|sav|discount|slump|降|跌|减|回撤|abs",
    re.IGNORECASE,
)
"""What an expression has in it whose number is the size of a fall."""

_ABS = re.compile(r"\|\s*abs\b")
"""The filter that takes a sign away, which tells it."""

_SIGNED = re.compile(r"chang|chg|growth|ytd|yoy|qoq|return|gain|涨跌|涨幅|同比|环比|增速|变动|变化|收益", re.IGNORECASE)
"""What an expression has in it whose number is above 0 if something rose."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each number that went another way than the verb before it says."""
    lists = words_of(manuscript.project)
    before_number = _verb(lists)
    for sentence in read(manuscript):
        for quantity in sentence.quantities:
            start = max(sentence.start, quantity.start - 12)
            before = sentence.passage.text[start : quantity.start]
            verb = None if quantity.in_range else before_number.search(before)
            span = sentence.passage.span(quantity.start)
            if verb and span and start + verb.start() < span.start:  # else the expression has chosen the verb
                yield from _contradicted(manuscript, sentence, quantity, verb, span)


@kept
def _verb(lists: WordLists) -> re.Pattern[str]:
    """A verb of change before a number."""
    up, fell, less = map(either, (lists.rising, lists.falling, lists.narrowing))
    return re.compile(
        rf"(?:(?P<up>{up})|(?P<fell>{fell})|(?P<less>{less}))(?:了|约|近|超|逾|超过|接近|将近|大约|不足|不到|至少|高达)*\s?$"
    )


def _contradicted(
    manuscript: Manuscript, sentence: Sentence, quantity: Quantity, verb: re.Match[str], span: Span
) -> Iterator[Finding]:
    passage, word = sentence.passage, verb["up"] or verb["fell"] or verb["less"]
    quote = sentence.quote(quantity)
    said = f"'{word}{quote}'"
    if quantity.value < 0:
        told = "the verb and the sign contradict each other" if verb["up"] else "both tell the direction"
        remedy = "use a verb of falling and '| abs', or the sign without a verb"
        yield sentence.finding(quantity, f"{said}: {told}", remedy)
        return
    if not quantity.value:
        return
    expression = str(passage.origin)[passage.offsets[span.start] :][: span.width]
    known = _fact(manuscript, span)
    if verb["up"] and known is not None and known < 0:
        message = f"{said}: the number is −{quote.lstrip('+')} where it comes from"
        yield sentence.finding(quantity, message, "use a verb of falling")
    elif verb["fell"] and (known is None or known > 0) and not _SIZE.search(_ABS.sub("", expression)):
        message = f"{said}: the number is above 0 where it comes from"
        remedy = "use a verb of rising; or name the fact by what it is, the size of a fall, such as 'decline'"
        level = None if _SIGNED.search(expression) else Level.HINT
        yield sentence.finding(quantity, message, remedy, level)


def _fact(manuscript: Manuscript, span: Span) -> float | None:
    """The number that a span prints, with the sign that ``abs`` took away or its fact has; None if neither is known."""
    if span.sign and span.value is not None:
        return span.sign * span.value
    found = [manuscript.project.ledger.find(path) for path in span.paths]
    values = [one.spec.value for one in found if isinstance(one, LocatedFact)]
    if len(values) != 1 or isinstance(values[0], str) or span.value is None or abs(values[0]) != abs(span.value):
        return None
    return float(values[0])
