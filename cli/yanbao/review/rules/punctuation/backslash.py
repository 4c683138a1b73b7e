"""Things in a row are separated by 、 or /, not by a backslash.

A backslash between Chinese words is a slip of the keyboard, or was left by another program.

PASS::

    text: 场景落地关注AI+视频、营销、游戏等领域

FAIL::

    text: 场景落地关注AI+视频\\营销\\游戏等领域
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import matches
from yanbao.rules import define

RULE = define("backslash", __doc__, "review", Level.WARNING)

_BACKSLASH = re.compile(r"\\+")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each backslash that prints."""
    for passage in manuscript.passages:
        for match in matches(_BACKSLASH, passage):
            yield on(passage, match.start(), match.end(), "a backslash in the text", "write 、 or /")
