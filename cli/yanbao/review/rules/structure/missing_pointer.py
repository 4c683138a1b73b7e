"""What the text points at is in the report.

A reader who is sent to a figure, page, chapter, appendix or disclaimer that is not there loses trust; such pointers
are what is left of a part that was cut. Looks at pointers that were typed: 见图12, 如表3所示, 详见第5页, 见第四章,
参见附录, 请务必阅读正文之后的免责声明. Ignores what ``ref()`` points at, and parts of other documents
(见公司年报第45页).

PASS::

    - text: 访问量持续上升，见{{ ref("visits") }}。
    - chart: {id: visits, type: bar, title: 网页访问量, data: ai_visits, x: product, y: march}

FAIL::

    - text: 访问量持续上升，见图12。
    - chart: {id: visits, type: bar, title: 网页访问量, data: ai_visits, x: product, y: march}
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.characters import is_digits
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.report_parts import pointers
from yanbao.rules import define

RULE = define("missing-pointer", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each pointer that leads nowhere."""
    labels = {figure.label for figure in manuscript.figures}
    chapters = max(sum(section.spec.spec.numbered for section in manuscript.sections), 1)
    pages = len(manuscript.document.pages)
    for pointer in pointers(manuscript):
        found, number = None, max(pointer.numbers, default=0)
        if pointer.kind == "figure":
            missing = [label for each in pointer.numbers if (label := f"{pointer.word}{each}") not in labels]
            found = (f"there is no {missing[0]}", _figures(labels, pointer.word)) if missing else None
        elif pointer.kind == "page" and number > pages:
            found = (f"there is no {pointer.text}: the report has {pages} pages", 'write {{ ref("…") }} with its id')
        elif pointer.kind == "chapter" and number > chapters:
            message = f"there is no {pointer.text}: the last numbered chapter is {chapters}"
            found = (message, "write the number of the chapter that is meant")
        elif pointer.part and not pointer.part.is_in(manuscript):
            found = (f"there is no {pointer.text} in the report", "add it, or delete what points at it")
        if found:
            yield pointer.finding(*found)


def _figures(labels: set[str], word: str) -> str:
    """Help that says which numbers there are."""
    count = sum(label.startswith(word) and is_digits(label[len(word) :]) for label in labels)
    range_ = f"the last is {word}{count}" if count else f"no figure of the report is called {word}"
    return f'{range_}; point at a figure by {{{{ ref("…") }}}}'
