"""What follows from two other numbers does so: a multiple, PE, market value, dividend yield, margin, revenue per head.

52.4亿元，是津沽港口10.1亿元的6.2倍 tells both numbers, and so does 收盘价8.60元，每股收益0.81元，市盈率12.6倍. A number
that the text does not tell is taken from the table or chart beside it, and a quotient that the text defines in a
bracket, such as （在手订单/营业收入）, is computed as it says. Both may be rounded. What is about another time, a
forecast or a range is ignored.

PASS::

    text: 收盘价8.60元，每股收益0.81元，市盈率10.6倍。

FAIL::

    text: 收盘价8.60元，每股收益0.81元，市盈率12.6倍。
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.claims import false_claims
from yanbao.rules import define

RULE = define("wrong-ratio", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each number that its two others do not make."""
    return (claim.finding for claim in false_claims(manuscript) if claim.kind == "ratio")
