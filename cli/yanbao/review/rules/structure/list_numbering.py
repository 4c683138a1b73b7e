"""Numbers typed in a list follow one another.

A number that is left out or stands twice (1）2）4）, （一）（二）（二）, 第一…第三) shows that an item was cut, moved
or added in haste. Looks at numbers that begin a paragraph, item or heading of a page, at those inside a paragraph,
and at page titles of one section. Ignores a list that does not begin with 1, one that begins anew, references to
items (如2）所述) and numbers that close a bracket.

PASS::

    text: 1）海外大模型迭代；2）国内加速追赶；3）应用落地。

FAIL::

    text: 1）海外大模型迭代；2）国内加速追赶；4）应用落地。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, where
from yanbao.review.reading.list_markers import Marker, markers
from yanbao.rules import define

RULE = define("list-numbering", __doc__, "review", Level.WARNING)

_MOST_MISSING = 3
"""Numbers that may be missing between two; where more are, these are not of one list."""


@dataclass(slots=True)
class _Run:
    """A list as far as it has been read. ``inner`` is the last number inside the passage that ``last`` begins."""

    last: Marker
    inner: int
    length: int = 1


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each number that is not the next."""
    for section in manuscript.sections:
        for page in section.pages:
            yield from _between(page.passages)
            for passage in page.passages:
                if passage.role in (Role.LEAD, Role.PARAGRAPH, Role.ITEM):
                    yield from _inside(passage)
        titles = [passage for page in section.pages for passage in page.passages if passage.role is Role.PAGE]
        yield from _titles(titles)


def _inside(passage: Passage) -> Iterator[Finding]:
    """What is wrong among the numbers of one paragraph."""
    runs: dict[str, Marker] = {}
    for marker in markers(passage):
        last = runs.get(marker.style)
        if last is None:
            if marker.number == 1:
                runs[marker.style] = marker
            continue
        if finding := _compare(last, marker, last.number):
            yield finding
        if marker.number == 1 or marker.number > last.number:
            runs[marker.style] = marker


def _between(passages: Iterable[Passage]) -> Iterator[Finding]:
    """What is wrong among the numbers that begin the paragraphs, items and headings of a page."""
    runs: dict[tuple[Role, int, str], _Run] = {}
    for passage in passages:
        if passage.role is Role.HEADING:  # lists under another heading are others
            runs = {key: run for key, run in runs.items() if key[0] is Role.HEADING and key[1] <= passage.level}
        if passage.role not in (Role.PARAGRAPH, Role.ITEM, Role.HEADING):
            continue
        found = list(markers(passage))
        if not found or found[0].start > 0:
            continue
        first = found[0]
        key = (passage.role, passage.level, first.style)
        run = runs.get(key)
        if run and (finding := _compare(run.last, first, run.inner)):
            yield finding
        if run or first.number == 1:
            runs[key] = _Run(first, _last_inside(found))


def _last_inside(found: list[Marker]) -> int:
    """The number that a list has come to inside a passage."""
    number = found[0].number
    for marker in found[1:]:
        if marker.style == found[0].style and marker.number == number + 1:
            number = marker.number
    return number


def _titles(titles: Iterable[Passage]) -> Iterator[Finding]:
    """What is missing among the numbers of page titles, of which several may have one."""
    runs: dict[str, list[Marker]] = {}
    for title in titles:
        first = next(markers(title), None)
        if first is None or first.start > 0:
            continue
        run = runs.setdefault(first.style, [])
        if len(run) > 1 and first.number > run[-1].number and (finding := _compare(run[-1], first, run[-1].number)):
            yield finding
        if first.number == len(run) + 1 or (run and first.number > run[-1].number):
            run.append(first)


def _compare(last: Marker, marker: Marker, reached: int) -> Finding | None:
    """What is wrong about a number after another, when the list has come to ``reached``."""
    missing = range(max(last.number, reached) + 1, marker.number)
    if 0 < len(missing) <= _MOST_MISSING:
        gone = "、".join(last.written(number) for number in missing)
        message = f"{marker.text} comes after {last.written(missing[0] - 1)}, without {gone}"
        remedy = f"number it {last.written(missing[0])}, or add {gone}"
        return marker.finding(message, remedy)
    if marker.number == last.number == reached > 1:
        message = f"{marker.text} stands twice, first at {where(last.mark)}"
        right = marker.written(marker.number + 1)
        return marker.finding(message, f"number it {right}", mend=right)
    return None
