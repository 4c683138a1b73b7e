"""A number that a fact or a table of the project holds is bound to it, not typed.

A typed number does not follow when the fact is corrected, and prints without its source and date. The rule compares
the number and its unit, and looks for the name of its subject in the sentence and in the title of the page: if the
subject is named, it is a warning; if it is only likely, a hint. If the clause names another measure than the one that
is held, GMV for 营业收入, it is another number. Dates, versions, ranges, small counts and whatever a
table of more than 500 rows holds are ignored.

PASS::

    text: Gemini 1.5 Pro的上下文窗口扩展到{{ models.gemini_1_5_pro.context_window }}

FAIL::

    text: Gemini 1.5 Pro的上下文窗口扩展到100万个tokens
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, where
from yanbao.review.reading.typed_numbers import Typed, typed_numbers
from yanbao.rules import define

RULE = define("typed-number", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number that is held, with the expression that prints it."""
    return map(_finding, typed_numbers(manuscript))


def _finding(typed: Typed) -> Finding:
    sentence, quantity, holding = typed.sentence, typed.quantity, typed.holding
    message = f"'{sentence.quote(quantity)}' is typed, and held for {holding.subject} at {where(holding.mark)}"
    help_ = f"write {holding.write(quantity)}"
    is_same = holding.is_fact and holding.shown == sentence.quote(quantity)
    mend = holding.write(quantity) if is_same else None
    return sentence.finding(quantity, message, help_, typed.level, mend=mend)
