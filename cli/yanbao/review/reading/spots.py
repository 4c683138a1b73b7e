"""What a sentence speaks of, as far as it or those before it say, and the cells of exhibits that this may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token

_EXACT, _ABOUT = 3, 0.01
"""So many digits behind 约 are meant, up to this part."""

STOCK = re.compile("存栏|库存|余额|保有量|资产|负债|产能|员工|人数|门店|机队|用户|市值|股本|存量|在手|订单量?余|储备")
"""What has a size at the end of a period, not over it."""

Range = tuple[float, float]
"""What a number may be, as far as the cells that it is made from are exact."""


@dataclass(frozen=True, slots=True)
class About:
    """What a clause is about; what it does not say is that of the clauses before."""

    subject: str = ""
    measure: str = ""
    period: Moment | None = None
    is_dated: bool = False
    """Whether a period is said that may be none of those known."""

    def told(self, tokens: Iterable[Token]) -> About:
        """The same after more has been said."""
        found = self
        for token in tokens:
            if token.kind == SUBJECT:
                found = replace(found, subject=token.text)
            elif token.kind == MEASURE:
                found = replace(found, measure=token.text)
            elif token.kind == PERIOD:
                found = replace(found, period=token.moment, is_dated=True)
        return found


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of an exhibit that a text speaks of, or a row of cells if ``period`` is not said."""

    exhibit: Exhibit
    subject: str
    measure: Measure
    period: Moment | None

    @property
    def value(self) -> float | None:
        return self.exhibit.value(self.subject, self.period, self.measure)

    @property
    def name(self) -> str:
        """A name of what it measures."""
        return min(self.measure.names, key=lambda name: (-len(name), name), default="")

    @property
    def series(self) -> list[tuple[Moment, float]]:
        return self.exhibit.series(self.subject, self.measure)

    def at(self, period: Moment | None) -> float | None:
        return self.exhibit.value(self.subject, period, self.measure)

    def before(self, over: str) -> Moment | None:
        """The period that it is compared with: a year earlier for 同比, else the one before."""
        if self.period is None:
            return None
        if over == "环比":
            earlier = [one for one in self.exhibit.periods if one < self.period]
            return earlier[-1] if earlier and self.exhibit.length else None
        return year_before(self.period)

    @property
    def label(self) -> str:
        """What messages call it."""
        return " of ".join(filter(None, (self.measure.label, self.subject)))

    def room(self, value: float) -> Range:
        """What a number may be that a cell rounds."""
        half = 0.5 * self.measure.step
        return value - half, value + half

    @property
    def rounded(self) -> Range:
        """What its value may be that it rounds."""
        return self.room(self.value or 0.0)

    @property
    def held(self) -> Range:
        """Its value as it is, which a text rounds."""
        value = self.value or 0.0
        return value, value


def changes_of(found: Iterable[Spot]) -> list[Spot]:
    """The cells of the columns that hold the changes of others."""
    columns = ((spot, spot.exhibit.change_of(spot.measure, "")) for spot in found)
    return [replace(spot, measure=column) for spot, column in columns if column]


def year_before(moment: Moment) -> Moment | None:
    days = periods.year_before(periods.days_of(moment))
    return (days[1].toordinal(), -days[0].toordinal()) if days else None


def is_within(moment: Moment, other: Moment) -> bool:
    """Whether a period is a part of another."""
    (first, last), (start, end) = periods.days_of(moment), periods.days_of(other)
    return start <= first and last <= end


def spots(
    exhibits: Sequence[Exhibit], about: About, families: Iterable[str] = (), *, any_period: bool = False
) -> list[Spot]:
    """The cells that a clause may speak of; with ``any_period`` also rows of cells whose period is not said."""
    return [spot for exhibit in exhibits for spot in _in(exhibit, about, set(families), any_period)]


def _in(exhibit: Exhibit, about: About, families: set[str], any_period: bool) -> Iterator[Spot]:
    subject = exhibit.subject_of(about.subject)
    if subject not in exhibit.subjects:
        if (subject and subject not in exhibit.caption) or not exhibit.has_own:
            return
        subject = ""
    period, is_other = about.period, False
    if exhibit.periods:
        if period and period not in exhibit.periods and STOCK.search(about.measure):  # at its end
            period = next((one for one in exhibit.periods if one[0] == period[0]), period)
        if period not in exhibit.periods:
            if not any_period and not exhibit.undated:
                return
            is_other = about.is_dated and not _is_of(period, exhibit.dated)
            period = None
    elif about.is_dated and not _is_of(period, exhibit.dated):
        is_other = True
    if not exhibit.periods:
        period = None
    for measure in exhibit.measures:
        if (
            (subject, measure.key) in exhibit.rows
            and about.measure in measure.names
            and _is_then(exhibit, measure, about, is_other=is_other)
            and (not families or families & {measure.family, bare(measure.family)})
            and (period or any_period or not exhibit.periods or measure.key in exhibit.undated)
        ):
            yield Spot(exhibit, subject, measure, None if measure.key in exhibit.undated else period)


def _is_then(exhibit: Exhibit, measure: Measure, about: About, *, is_other: bool) -> bool:
    """Whether a measure is of the period that is said, as far as its cells do not tell theirs."""
    if exhibit.periods and measure.key not in exhibit.undated:
        return True
    if is_other or (measure.then and about.is_dated):
        return measure.then == about.period
    return not (measure.then and exhibit.dated and measure.then > exhibit.dated)  # nobody means a forecast unsaid


def bare(family: str) -> str:
    """A family of units without its denominator, which texts leave out: 元 of 元/瓶."""
    return family.partition("/")[0]


def _is_of(period: Moment | None, dated: Moment | None) -> bool:
    """Whether numbers of a day or year may be those of a period: numbers of a day are of the year until then."""
    if period is None or dated is None:
        return False
    (first, last), (start, end) = periods.days_of(period), periods.days_of(dated)
    since_new_year = (first.month, first.day, last) == (1, 1, end)
    return period == dated or since_new_year or (start == end and first <= end <= last and (last - first).days <= 31)


def agrees(quantity: Quantity, expected: Range, *, size_only: bool = False) -> bool:
    """Whether a quantity may stand for a number in a range."""
    low, high = expected
    value = abs(quantity.value) if size_only else quantity.value
    nearest = min(max(value, low), high)
    if size_only and quantity.value < 0:
        nearest = -nearest
    if quantity.bound == "about" and quantity.digits >= _EXACT:
        return abs(quantity.value - nearest) <= max(quantity.step, _ABOUT * abs(quantity.value))
    return quantity.agrees(nearest)


def ratio(over: Range, under: Range) -> Range:
    """What a quotient of two positive numbers may be."""
    return over[0] / under[1], over[1] / under[0]
