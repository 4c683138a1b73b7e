"""Headings in prose go down one level at a time, from ###.

The title of a page is at the second level, so headings on it begin with ###, and #### stands under one of those. A
level that is left out shows as a wrong size in print and as a gap in the outline that screen readers go by. A heading
that is not below the title of its page (# or ##) is a hint.

PASS::

    text: |
      ### 海外

      #### 大模型

      海外大模型持续迭代。

FAIL::

    text: |
      ### 海外

      ##### 大模型

      海外大模型持续迭代。
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Edit, Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("skipped-heading", __doc__, "review", Level.WARNING)

_TITLE = 2
"""Level of the title of a page."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each heading that is too deep for what it stands under, or above its page."""
    for page in manuscript.pages:
        above = _TITLE
        for heading in page.passages:
            if heading.role is not Role.HEADING or not heading.level:
                continue
            level = heading.level
            if level > above + 1:
                under = "the title of the page" if above <= _TITLE else "#" * above
                message, remedy = f"a heading of level {'#' * level} under {under}", f"write {'#' * (above + 1)}"
                yield on(heading, 0, len(heading.text), message, remedy, edits=_raised(heading, above + 1))
            elif level <= _TITLE:
                message = f"a heading of level {'#' * level} is not below the title of its page"
                yield on(heading, 0, len(heading.text), message, f"write {'#' * (_TITLE + 1)}", Level.HINT)
            above = max(level, _TITLE)


def _raised(heading: Passage, level: int) -> tuple[Edit, ...]:
    """The edit that makes it a heading of another level."""
    start = heading.offsets[0]
    signs = heading.origin.rfind("#" * heading.level, 0, start)
    is_before = signs >= 0 and heading.origin[signs + heading.level : start].strip(" *_") == ""
    return heading.origin.edit(signs, signs + heading.level, "#" * level) if is_before else ()
