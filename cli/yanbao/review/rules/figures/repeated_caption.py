"""No two figures of a report have the same caption and unit.

A reader, and the list of figures, cannot tell them apart; often a caption was copied and not changed. A chart and a
table of one caption, or captions that differ in spaces, marks or case alone, are hints. Captions that differ in their
unit, such as 亿元，2023年 and 亿元，2024年, are ignored.

PASS::

    - chart: {title: 营业收入：云业务, unit: 亿元, …}
    - chart: {title: 营业收入：广告业务, unit: 亿元, …}

FAIL::

    - chart: {title: 营业收入, unit: 亿元, …}
    - chart: {title: 营业收入, unit: 亿元, …}
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import FigureText, Manuscript, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.captions import squeeze
from yanbao.rules import define

RULE = define("repeated-caption", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each caption that an earlier figure has."""
    first: dict[str, FigureText] = {}
    for figure in manuscript.figures:
        earlier = first.setdefault(squeeze(_caption(figure)), figure)
        if earlier is not figure:
            yield _repeated(figure, earlier)


def _caption(figure: FigureText) -> str:
    """Title and unit of a figure."""
    units = (passage.text for passage in figure.passages if passage.role is Role.UNIT)
    return "|".join((figure.caption.text, *units))


def _repeated(figure: FigureText, earlier: FigureText) -> Finding:
    caption, other = figure.caption, earlier.caption
    mark, _ = other.place()
    where = f"{earlier.label} ({mark.file}:{mark.line})"
    remedy = "say in the caption or unit in what they differ, or leave one out"
    if _caption(figure) != _caption(earlier):
        message = f"the caption '{caption.text}' is almost that of {where}: '{other.text}'"
        return on(caption, 0, len(caption.text), message, remedy, Level.HINT)
    message = f"the caption '{caption.text}' is also that of {where}"
    level = None if (figure.kind == "table") == (earlier.kind == "table") else Level.HINT
    return on(caption, 0, len(caption.text), message, remedy, level)
