"""What was typed for the last issue of a report, and does not move with its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yanbao.compose.uses import inventory
from yanbao.diagnostics import Mark, Marked
from yanbao.layout import CONTENT, SHARED, report_folder
from yanbao.load.findings import Findings
from yanbao.load.yaml import parse
from yanbao.model.manuscript import Manuscript, Role
from yanbao.model.project import Project
from yanbao.periods import Span, preceding
from yanbao.pipeline.gathering import Composed
from yanbao.review.reading.dates import Written, dates, earliest, latest, without_prefix
from yanbao.review.reading.quantities import quantities_of
from yanbao.review.reading.relative_periods import Kind, periods
from yanbao.review.reading.sentences import sentences
from yanbao.rolling.moving import Issue

Why = Literal["date", "before", "numbers", "table", "fact"]


@dataclass(frozen=True, slots=True, order=True)
class Leftover:
    """Something to look at: a typed date of the last issue or the one before, typed numbers beside such a date or a
    word such as 本周, or a table or fact that is as of the last issue."""

    mark: Mark
    why: Why
    text: str


def leftovers(item: Composed, project: Project, last: Issue, following: Issue) -> list[Leftover]:
    """All of a report, by place."""
    windows = _Windows(last, following)
    found = {*_dates(item, windows), *_numbers(item.manuscript, windows), *_data(item, project, windows)}
    return sorted(found)


class _Windows:
    """The days of the last issue, of as many days before it, and of the next issue."""

    def __init__(self, last: Issue, following: Issue) -> None:
        self._issued, self.last, self._following = last.issued, last.about, following
        self._before = preceding(last.about)[0]

    def of(self, first: str, until: str) -> Why | None:
        """Whether a typed date is one of the last issue, or of the period before it; None for any other."""
        start, end = days = earliest(self._with_year(first)), latest(self._with_year(until))
        if days == self._issued != self._following.issued:
            return "date"
        if _meet(days, self._following.about) or _meet(days, self._following.issued):
            return None
        if _meet(days, self.last) or _meet(days, self._issued):
            return "date"
        return "before" if start >= self._before and end < self.last[0] else None

    def _with_year(self, moment: str) -> str:
        """A moment without its year is the nearest one that is not after the last issue."""
        if not moment.startswith("--"):
            return moment
        year = self.last[1].year
        given = f"{year}{moment[1:]}"
        return f"{year - 1}{moment[1:]}" if _is_after(given, self.last[1]) else given


def _is_after(moment: str, day: date) -> bool:
    try:
        return earliest(moment) > day
    except ValueError:  # 29 February of another year
        return True


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _dates(item: Composed, windows: _Windows) -> Iterator[Leftover]:
    """Typed dates in the report's own files, within expressions too."""
    for text in _texts(item):
        for written in dates(without_prefix(text)):
            if why := _why(written, windows):
                yield Leftover(text.locate(written.start), why, text[written.start : written.end])


def _why(written: Written, windows: _Windows) -> Why | None:
    try:
        return windows.of(written.first, written.last)
    except ValueError:
        return None


_OTHERS = {"date", "period", "outline"}
"""Keys of report.yaml that are not texts."""


def _texts(item: Composed) -> Iterator[Marked]:
    """All texts of the YAML files of the report's sections, as they are written."""
    folder = report_folder(item.report.folder)
    for file, data in item.inputs.items():
        if file.startswith((f"{folder}/", f"{CONTENT}/{SHARED}/")) and file.endswith(".yaml"):
            tree = parse(data.decode("utf-8-sig"), file, Findings())
            waiting = [tree] if tree else []
            if tree and file == item.report.file:
                waiting = [child for key, child in tree.children.items() if key not in _OTHERS]
            while waiting:
                node = waiting.pop()
                waiting += node.children.values()
                if isinstance(node.value, Marked):
                    yield node.value


_PROSE = frozenset(Role) - {Role.CELL, Role.HEADER, Role.LABEL, Role.ALT}
_MOVING = (Kind.DAY, Kind.YEAR, Kind.SPAN)


def _numbers(manuscript: Manuscript, windows: _Windows) -> Iterator[Leftover]:
    """Typed numbers in sentences that speak of the last issue, by a date or a word such as 本周."""
    for passage in manuscript.passages:
        if passage.role in _PROSE:
            for start, end in sentences(passage.text):
                typed = [
                    passage.text[number.start : number.end]
                    for number in quantities_of(passage)
                    if start <= number.start < end
                    and passage.is_typed(number.start, number.end)
                    and not (
                        number.bound == "near" and number.family == "个"
                    )  # 近20个交易日 is how far back, and stays
                ]
                if typed and _is_of_its_time(passage.text[start:end], windows):
                    yield Leftover(passage.place(start, end)[0], "numbers", "、".join(typed))


_UNSAID = re.compile("(?<![近过去前后这那每第])[一单]周|全周")
"""A week that is the last one, though no word says so: 一周上涨3.1%."""


def _is_of_its_time(sentence: str, windows: _Windows) -> bool:
    return (
        bool(_UNSAID.search(sentence))
        or any(period.kind in _MOVING for period in periods(sentence))
        or any(_why(written, windows) == "date" for written in dates(sentence))
    )


def _data(item: Composed, project: Project, windows: _Windows) -> Iterator[Leftover]:
    """Tables and numbers of the ledger that the report uses and that say they are as of the last issue."""
    used = {use.path for use in item.uses}
    for entry in inventory(project, item.uses):
        dataset = project.datasets.get(entry.path.removeprefix("data.")) if entry.kind == "dataset" else None
        follows = dataset is not None and dataset.grows
        is_number = dataset is not None or isinstance(entry.value, int | float)
        is_old = entry.as_of and not follows and windows.of(entry.as_of, entry.as_of) == "date"
        if entry.path in used and is_number and is_old:
            why: Why = "table" if dataset else "fact"
            yield Leftover(entry.mark, why, f"{entry.path}, as of {entry.as_of}")
