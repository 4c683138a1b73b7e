"""What the text says of order and direction, the table or chart beside it shows.

A reader looks from 居首, 高于, 逐季改善, 均实现增长, 首次突破, 仅…上升 or 跑赢 to the figure, and sees that it is not
so. The figures of the page are read, then those of its section and of others; a caption is read against its own. The
claim must name its measure, or follow one that does, and a subject or period that the figure has. What is said of a
market, an industry or the world, of forecasts and of other times is ignored; 持续 is wrong only if the direction is.

PASS::

    text: 2024年四个季度运价指数先升后降，见下图。        # 2010, 2629, 3082, 2283

FAIL::

    text: 2024年四个季度运价指数逐季上行，见下图。        # 2010, 2629, 3082, 2283
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.claims import false_claims
from yanbao.rules import define

RULE = define("contradicted-claim", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each claim that its figure contradicts."""
    return (claim.finding for claim in false_claims(manuscript) if claim.kind == "order")
