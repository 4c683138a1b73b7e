"""The verb before a number goes the way that the number went.

上涨−8.9% says both, and so does 下跌−8.9%, a fall of less than nothing: the number was changed in the ledger, and the
verb was typed. Where the filter `abs` has taken the sign away, or a number above 0 stands after 下跌, the fact in the
ledger tells which way it went; if its name says that it is the size of a fall (decline, 降幅), it may be above 0. What
is typed is left to `wrong-change`.

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
from yanbao.review.findings import Finding, on
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.rules import define

RULE = define("contradicted-sign", __doc__, "review", Level.WARNING)

_UP = (
    "增长|增加|增|提升|提高|上升|上涨|升高|扩大|扩张|攀升|跃升|飙升|回升|反弹|上调|上修|调升|调高|大增|激增|大涨|扩容|抬升|"
    "上行|走高|走阔|升|涨"
)
_DOWN = (
    "下降|降低|下滑|减少|下跌|回落|缩减|缩小|萎缩|下调|下修|调降|调低|收窄|锐减|骤降|大跌|滑落|压缩|下行|走低|走窄|"
    "降|跌|减"
)
_VERB = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|超|逾|超过|接近|将近|大约|不足|不到|至少|高达)*\s?$"
)
_FELL = re.compile("下降|降低|下滑|减少|下跌|回落|萎缩|锐减|骤降|大跌|滑落|下行|走低|降|跌")
"""After these a number is the size of a fall; 收窄 and 下调 are said of what may itself be either."""

_SIZE = re.compile(
    r"declin|drop|fall|fell|loss|cut|decreas|reduc|drawdown|down|shrink|shrunk|lower|sav|discount|slump|降|跌|减|回撤|abs",
    re.IGNORECASE,
)
"""What an expression has in it whose number is the size of a fall."""

_SIGNED = re.compile(r"chang|chg|growth|ytd|yoy|qoq|return|gain|涨跌|涨幅|同比|环比|增速|变动|变化|收益", re.IGNORECASE)
"""What an expression has in it whose number is above 0 if something rose."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each number that went another way than the verb before it says."""
    for sentence in read(manuscript):
        for quantity in sentence.quantities:
            start = max(sentence.start, quantity.start - 12)
            verb = None if quantity.in_range else _VERB.search(sentence.passage.text[start : quantity.start])
            span = sentence.passage.span(quantity.start)
            if verb and span and start + verb.start() < span.start:  # else the expression has chosen the verb
                yield from _contradicted(manuscript, sentence, quantity, verb, span)


def _contradicted(
    manuscript: Manuscript, sentence: Sentence, quantity: Quantity, verb: re.Match[str], span: Span
) -> Iterator[Finding]:
    passage, word = sentence.passage, verb["up"] or verb["down"]
    quote = sentence.quote(quantity)
    said = f"'{word}{quote}'"
    if quantity.value < 0:
        told = "both tell the direction" if verb["down"] else "the verb and the sign contradict each other"
        remedy = "use a verb of falling and '| abs', or the sign without a verb"
        yield on(passage, quantity.start, quantity.end, f"{said}: {told}", remedy)
        return
    if not quantity.value:
        return
    expression = str(passage.origin)[passage.offsets[span.start] :][: span.width]
    known = _fact(manuscript, span)
    if verb["up"] and known is not None and known < 0:
        message = f"{said}: the number is {_minus(quote)} where it comes from"
        yield on(passage, quantity.start, quantity.end, message, "use a verb of falling")
    elif verb["down"] and _FELL.fullmatch(word) and (known is None or known > 0) and not _SIZE.search(expression):
        message = f"{said}: the number is above 0 where it comes from"
        remedy = "use a verb of rising; or name the fact by what it is, the size of a fall, such as 'decline'"
        level = None if _SIGNED.search(expression) else Level.HINT
        yield on(passage, quantity.start, quantity.end, message, remedy, level)


def _fact(manuscript: Manuscript, span: Span) -> float | None:
    """The number of the one fact that a span prints, with its sign; None if it is computed."""
    found = [manuscript.project.ledger.find(path) for path in span.paths]
    values = [one.spec.value for one in found if isinstance(one, LocatedFact)]
    if len(values) != 1 or isinstance(values[0], str) or span.value is None or abs(values[0]) != abs(span.value):
        return None
    return float(values[0])


def _minus(quote: str) -> str:
    return "−" + quote.lstrip("+")
