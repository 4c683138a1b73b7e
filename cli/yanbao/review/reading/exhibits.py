"""What tables and charts say, as numbers of a subject, a measure and a period, and how texts call these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.kept import ByValue

_TOTALS = frozenset(
    {"合计", "总计", "合 计", "总 计", "小计", "平均", "均值", "中位数", "行业平均", "全部", "整体", "总体"}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What numbers of an exhibit measure: ``names`` are how texts say it.

    Of a column of one period, that is ``then``. Of a column of changes, ``grows`` is what changed, which may be empty,
    and ``over`` is 同比 or 环比 if it says so.
    """

    label: str
    names: frozenset[str]
    family: str
    unit: str
    step: float
    is_change: bool = False
    grows: str = ""
    over: str = ""
    then: Moment | None = None

    @property
    def key(self) -> str:
        return f"{self.label}|{self.family}"


@dataclass(frozen=True)
class Exhibit(ByValue):
    """The numbers of a figure by subject (empty if they have one that is not named), period (None) and measure.

    ``dated`` is the period of numbers that have none of their own. ``names`` are short names of subjects;
    ``head`` is that of the column with its subjects; ``whose`` is what the caption of a series says before its measure,
    such as 商业银行.
    """

    label: str
    caption: str
    subjects: tuple[str, ...]
    periods: tuple[Moment, ...]
    measures: tuple[Measure, ...]
    cells: Mapping[tuple[str, Moment | None, str], float]
    dated: Moment | None
    names: Mapping[str, str] = field(default_factory=dict)
    whose: str = ""
    head: str = ""

    def __hash__(self) -> int:
        return hash((self.label, self.caption, self.subjects))

    def subject_of(self, name: str) -> str:
        """The subject that a text calls by a name, which may be short for it."""
        return self.names.get(name, name)

    def value(self, subject: str, period: Moment | None, measure: Measure) -> float | None:
        found = self.cells.get((subject, period, measure.key))
        if found is None and measure.key in self.undated and period == max(self.periods, default=period):
            return self.cells.get((subject, None, measure.key))
        return found

    def series(self, subject: str, measure: Measure) -> list[tuple[Moment, float]]:
        """The numbers of a subject in the order of time."""
        found = ((period, self.value(subject, period, measure)) for period in self.periods)
        return [(period, value) for period, value in found if value is not None]

    def ranking(self, measure: Measure, period: Moment | None) -> dict[str, float]:
        """The numbers of all subjects."""
        found = ((subject, self.value(subject, period, measure)) for subject in self.subjects)
        return {subject: value for subject, value in found if value is not None}

    def everything(self, measure: Measure, period: Moment | None) -> dict[str, float]:
        """The numbers of all rows that are no totals, 其他 among them."""
        at = None if measure.key in self.undated else period
        return {
            subject: value
            for (subject, when, key), value in self.cells.items()
            if key == measure.key and when == at and subject and subject not in _TOTALS
        }

    def change_of(self, measure: Measure, over: str) -> Measure | None:
        """The column that holds the changes of another."""
        found = [
            one
            for one in self.measures
            if one.is_change and (one.grows in measure.names or (not one.grows and self._is_before(measure, one)))
        ]
        return next((one for one in found if not over or not one.over or one.over == over), None)

    def measured_in(self, family: str) -> list[str]:
        """A name of each measure of a family of units."""
        return [min(one.names) for one in self.measures if one.family == family and one.names]

    def _is_before(self, measure: Measure, change: Measure) -> bool:
        """Whether it is the last measure before a column of changes that does not say of what, or the only one."""
        others = [one for one in self.measures if not one.is_change]
        before = [one for one in self.measures[: self.measures.index(change)] if not one.is_change]
        return (before or others)[-1:] == [measure]

    @cached_property
    def undated(self) -> frozenset[str]:
        """Measures whose numbers are of no period, though those of others are."""
        return frozenset(key for _, period, key in self.cells if period is None) if self.periods else frozenset()

    @cached_property
    def rows(self) -> frozenset[tuple[str, str]]:
        """Subjects and measures that have numbers."""
        return frozenset((subject, key) for subject, _, key in self.cells)

    @cached_property
    def has_own(self) -> bool:
        """Whether it has numbers whose subject it does not name."""
        return any(not subject for subject, _ in self.rows)

    @cached_property
    def length(self) -> str:
        """How long its periods are: year, half, quarter or month; empty if that differs."""
        lengths = {_length(one) for one in self.periods}
        return lengths.pop() if len(lengths) == 1 else ""


def _length(moment: Moment) -> str:
    first, last = periods.days_of(moment)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "") if first != last else "day"
