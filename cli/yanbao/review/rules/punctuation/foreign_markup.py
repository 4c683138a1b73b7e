"""Text has no unsupported markup, which would print literally.

Prose has lists, headings, quotations, tables, footnotes and formulas; prose and titles have ``**emphasis**``, links to
the web, scripts (``CO~2~``), ``~~struck~~`` text and code; data and charts have none, but for columns with ``markup``.
Pictures and callouts are blocks. Markdown's other marks, HTML, other formulas in TeX and what spreadsheets and word
processors leave behind are reported wherever they stand. In prose, a backslash before a mark says that the mark itself
is meant.

PASS::

    text: 目标价由~~12元~~调整为15元，吨钢CO~2~排放为1.8吨

FAIL::

    text: 目标价由<s>12元</s>调整为15元，吨钢CO<sub>2</sub>排放为1.8吨
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import distinct
from yanbao.review.reading.markup import markup
from yanbao.rules import define

RULE = define("foreign-markup", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each piece of markup that prints as it is written."""
    for passage in distinct(manuscript):
        for one in markup(passage):
            message = f"{one.told}, in markup that is not set: it prints as it is written"
            yield on(passage, one.start, one.end, message, one.remedy)
