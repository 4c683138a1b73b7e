"""A number that is typed in a title is the one that the text below binds.

全年销量目标3230万辆 in a title stays when the fact becomes 3200万辆, and the text below prints the new one. Told is a
typed number of a title, head or lead if the same page binds another one to the same words before it, or any page to
exactly these words, and nothing of the project is as the title says. Ranges, what is compared with, and other periods
and subjects are ignored.

PASS::

    title: 全年销量目标{{ industry.target }}

FAIL::

    title: 全年销量目标3230万辆     # below: 全年销量目标为{{ industry.target }}, which is 3200万辆
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Role
from yanbao.review.findings import Finding
from yanbao.review.reading.held_numbers import Held, held_by
from yanbao.review.reading.issue_values import IssueValue, issue_values
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.sentences import is_compared
from yanbao.rules import define

RULE = define("title-number", __doc__, "review", Level.WARNING)

_TITLES = frozenset({Role.TITLE, Role.SECTION, Role.HEAD, Role.LEAD, Role.PAGE, Role.HEADING})
_BREAK = re.compile(r"[，。；：、:,;！？（(）)“”\n]")
_LINKS = re.compile(r"(?:[为是达至到约近超过逾破共仅]|大约|接近|突破|合计|高于|低于|不足|左右|\s)+$")
_PERIOD = re.compile(r"[0-9]{2,4}年?|[0-9一二三四前上下半]+[季月周][度末初]?|[上下]半年|[今去明前后本]年|[EA]")
_GROWTH = re.compile(r"同比|环比|增长|增加|上升|提升|下降|下滑|减少|[增降升跌涨幅速的]")
_LEAST = 3
"""Characters that say what a number is of."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A number, and the words of its clause before it."""

    sentence: Sentence
    quantity: Quantity
    words: str

    def is_of(self, other: _Said) -> bool:
        """Whether both are of the same; on different pages, in the very same words."""
        if self.quantity.family != other.quantity.family:
            return False
        if self.words == other.words:
            return True
        long, short = sorted((self.words, other.words), key=len, reverse=True)
        one, two = (set(_PERIOD.findall(words)) for words in (long, short))
        is_near = bool(self.sentence.title) and self.sentence.title == other.sentence.title
        return is_near and long.endswith(short) and not (one and two and one != two)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number of a title that the text below contradicts."""
    held = held_by(manuscript.project)
    said, values = list(_said(manuscript)), list(issue_values(manuscript))
    bound = [one for one in said if one.quantity.is_bound]
    for one in said:
        if one.quantity.is_bound or one.sentence.passage.role not in _TITLES:
            continue
        others = [other for other in bound if one.is_of(other)]
        if any(_is_of_an_issue(one, value) for value in values):
            continue
        is_right = any(_agrees(one.quantity, other.quantity.value) for other in others)
        if others and not is_right and not any(holding.fits(one.quantity) for holding in held.like(one.quantity)):
            yield _finding(held, one, others[0])


def _is_of_an_issue(one: _Said, value: IssueValue) -> bool:
    """Whether a number is what a table comes to in the period of the report or, see `last-number`, an earlier one."""
    is_named = any(name in one.words for name in value.names) and value.family == one.quantity.family
    return is_named and any(one.quantity.agrees(abs(each)) for each in (value.now, value.before))


def _said(manuscript: Manuscript) -> Iterator[_Said]:
    """The numbers of the text whose clauses say what they are of."""
    for sentence in read(manuscript):
        text = sentence.passage.text
        for quantity in sentence.quantities:
            if quantity.in_range or is_compared(text, quantity.start):
                continue
            words = _LINKS.sub("", _BREAK.split(text[sentence.start : quantity.start])[-1]).strip()
            if len(_GROWTH.sub("", _PERIOD.sub("", words))) >= _LEAST:
                yield _Said(sentence, quantity, words)


def _agrees(quantity: Quantity, value: float) -> bool:
    """Whether a number may be a value; about 3230 is not 3200, though about 3200 may be 3230."""
    if quantity.bound != "about":
        return quantity.agrees(abs(value))
    shown = f"{abs(quantity.value) / quantity.step:.0f}"
    unit = quantity.step * 10.0 ** (len(shown) - len(shown.rstrip("0")))
    return abs(abs(value) - abs(quantity.value)) <= unit / 2


def _finding(held: Held, one: _Said, other: _Said) -> Finding:
    quantity, quote, printed = one.quantity, one.sentence.quote(one.quantity), other.sentence.quote(other.quantity)
    span = other.sentence.passage.span(other.quantity.start)
    paths = span.paths if span else ()
    fact = next((fact for fact in held.like(other.quantity) if fact.is_fact and fact.path in paths), None)
    message = f"'{quote}' is typed, and '{printed}' is bound to '{other.words}' in the text"
    remedy = f"write {fact.write(quantity)}" if fact else f"write {printed}, or bind it as the text does"
    return one.sentence.finding(quantity, message, remedy)
