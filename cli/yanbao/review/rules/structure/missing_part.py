"""A report has a risk warning and a disclaimer, an analyst statement and, if it rates, a rating scale.

These parts are what a securities research report must not be published without, and every page sends its reader to
the disclaimer. A part is there if a section, page, heading or table is titled so, or a paragraph begins with it:
风险提示, 风险因素; 免责声明, 法律声明; 分析师声明, 分析师承诺; 评级说明, 评级标准. A missing analyst statement is a
hint, and so is a missing rating scale unless the report gives a rating. Reported at the end of the outline. Parts
that an institution adds later are named under ``allow`` in ``content/rules.yaml``.

PASS::

    outline: [cover, models.yaml, risks.yaml, disclaimer.yaml]

FAIL::

    outline: [cover, models.yaml]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, Role
from yanbao.review.findings import Finding
from yanbao.review.reading.patterns import either
from yanbao.review.reading.report_parts import ANALYST, DISCLAIMER, RATINGS, RISKS
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("missing-part", __doc__, "review", Level.WARNING)

_SAY_OTHER_THINGS = {"持有", "中性", "减持", "卖出", "看好", "看淡"}
"""Ratings that are words of every day too: 维持中性 may be said of a policy."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding for each part that is not there; what it underlines stands for the name of the part."""
    last = manuscript.report.spec.outline[-1]
    rating = None if _rates(manuscript) else Level.HINT
    for part, level in ((RISKS, None), (DISCLAIMER, None), (ANALYST, Level.HINT), (RATINGS, rating)):
        if not part.is_in(manuscript):
            message = f"the report has no {part.name}"
            if part is RATINGS and rating is None:
                message += ", though it gives a rating"
            remedy = f"add a section, page or heading {part.name}; if it is added later, allow it in content/rules.yaml"
            yield Finding(last.mark, max(1, len(last.raw)), part.name, message, remedy, level)


def _rates(manuscript: Manuscript) -> bool:
    """Whether a report says its rating: 增持评级, 维持“买入”."""
    ratings = words_of(manuscript.project).ratings
    given = either(word for word in ratings if word not in _SAY_OTHER_THINGS)
    rating = re.compile(
        rf"(?:{either(ratings)})[”’」]?的?(?:投资)?评级|(?:维持|给予|上调至|下调至|首次覆盖)[“‘「]?(?:{given})"
    )
    roles = (*PROSE, Role.TITLE, Role.PAGE, Role.HEADING)
    return any(passage.role in roles and rating.search(passage.text) for passage in manuscript.passages)
