"""Gives what a report measures one scale and one written form in all its charts: 亿次, not 百万次 here and 万次 there.

What is measured is told by the unit without its power of ten: 次, 元, 辆. Units that differ in more than a power, such
as 吨 and 公斤, or 元 and 元/股, are measures of their own, and so are numbers without a unit.

As few forms as can be read everywhere: the form in which most charts can be read is given to these, then the next one
to the others. Among equals it is that which captions name, then that which most charts would choose. A chart whose
caption names its unit keeps that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from math import isfinite
from typing import Literal

from yanbao import units
from yanbao.compose.plotpass import charts, with_plots
from yanbao.formatting import Powers, common_power, reads_well
from yanbao.memory import Memory, Same
from yanbao.model.document import ChartBlock, ComposedPage
from yanbao.model.plot import Plot, PlotSeries, UnitForm

Axis = Literal["left", "right"]
Scales = tuple[tuple[float, ...], ...]

Measure = tuple[frozenset[tuple[str, int]], int]
"""What is measured: words with exponents, and the power of ten in which the bare unit counts them, 3 of 吨."""


@dataclass(frozen=True)
class _Shown:
    """Numbers of one unit on one axis of a chart, and the power of ten, with its word, that the chart itself chooses.

    ``scales`` are the sizes of numbers that share a scale; ``named`` is true if the caption names the unit with that
    power, so that it stays.
    """

    anchor: str
    unit: str
    axis: Axis
    scales: tuple[tuple[float, ...], ...]
    labelled: bool
    word: str
    power: float
    named: bool

    def reads_in(self, power: float) -> bool:
        """True if its numbers may be printed in a power of ten, and can be read."""
        if self.named or power == self.power:
            return power == self.power
        return _reads(self.unit, self.scales, power, labelled=self.labelled)

    def form(self, word: str, power: float, bare: str) -> UnitForm:
        """How it is printed in a power of a unit."""
        return UnitForm(self.unit, self.axis, word + bare, power / units.split(self.unit)[0])


def unify_units(
    pages: tuple[ComposedPage, ...], powers: Powers, memory: Memory | None = None, report: str = ""
) -> tuple[ComposedPage, ...]:
    """The pages with the forms of units assigned in their plots."""
    by_measure: dict[Measure, list[_Shown]] = {}
    for page in pages:
        for block in charts(page):
            for measure, one in _shown(block, powers):
                by_measure.setdefault(measure, []).append(one)
    forms: dict[str, list[UnitForm]] = {}
    for alike in by_measure.values():
        for anchor, form in _forms(alike):
            forms.setdefault(anchor, []).append(form)
    recall = (memory or Memory()).recall
    return tuple(
        recall((report, page.anchor, "units"), (Same(page), own), partial(_page, page, own))
        if (
            own := {anchor: tuple(forms[anchor]) for block in charts(page) if (anchor := block.caption.anchor) in forms}
        )
        else page
        for page in pages
    )


def _page(page: ComposedPage, forms: Mapping[str, tuple[UnitForm, ...]]) -> ComposedPage:
    return with_plots(page, lambda block: replace(block.plot, forms=forms.get(block.caption.anchor, ())))


def _shown(block: ChartBlock, powers: Powers) -> Iterator[tuple[Measure, _Shown]]:
    """What a chart shows, by unit and axis, and what that measures."""
    plot, labelled = block.plot, not block.plot.kind.has_value_axis
    found: dict[tuple[str, Axis], list[tuple[float, ...]]] = {}
    for one in _series(plot):
        sizes = tuple(abs(value) for value in one.values if value and isfinite(value))
        if one.unit and not one.percent and sizes:
            found.setdefault((one.unit, one.axis), []).append(sizes)
    for (unit, axis), apart in found.items():
        scales = tuple(apart) if plot.kind.has_number_names else (tuple(size for sizes in apart for size in sizes),)
        if dimension := units.read(unit).dimension:
            word, power, named = _own(plot, unit, scales, powers)
            measure = frozenset(dimension.items()), units.read(_bare(unit)).exponent
            yield measure, _Shown(block.caption.anchor, unit, axis, scales, labelled, word, power, named)


def _own(plot: Plot, unit: str, scales: Scales, powers: Powers) -> tuple[str, float, bool]:
    """The word and power of ten in which a chart prints a unit by itself: that which its caption names, if any."""
    labelled, (declared, bare) = not plot.kind.has_value_axis, units.split(unit)
    for name in plot.unsaid:
        power, rest = units.split(name)
        if rest == bare and (power == declared or (declared == 1 and _reads(unit, scales, power, labelled=labelled))):
            return name.removesuffix(bare), power, True
    if declared != 1:
        return unit.removesuffix(bare), declared, False
    word, power = common_power(max(scales, key=max), unit, powers, labelled=labelled)
    return word, power, False


def _reads(unit: str, scales: Scales, power: float, *, labelled: bool) -> bool:
    divisor = power / units.split(unit)[0]
    return all(reads_well(sizes, divisor, labelled=labelled) for sizes in scales)


def _bare(unit: str) -> str:
    return units.split(unit)[1]


def _series(plot: Plot) -> Iterator[PlotSeries]:
    """Every series of a plot, also those that only its kind has."""
    for field in fields(plot):
        value = getattr(plot, field.name)
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, PlotSeries))


def _forms(alike: Sequence[_Shown]) -> Iterator[tuple[str, UnitForm]]:
    """The forms of one measure, by anchor of the chart; none if all charts choose the same."""
    if len({(one.word, one.power, _bare(one.unit)) for one in alike}) == 1 and not any(one.named for one in alike):
        return
    words = {one.power: one.word for one in reversed(alike)}
    named = [one for one in alike if one.named]
    bare = _bare((named or alike)[0].unit)
    left = list(alike)
    while left:
        best = max(words, key=lambda power: _merit(power, left))
        for one in left:
            if one.reads_in(best):
                yield one.anchor, one.form(words[best], best, _bare(one.unit) if one.named else bare)
        left = [one for one in left if not one.reads_in(best)]


def _merit(power: float, left: Sequence[_Shown]) -> tuple[int, int, int, float]:
    """How well a power serves charts: how many can be read in it, whose captions name it, and that choose it."""
    own = [one for one in left if one.power == power]
    return sum(one.reads_in(power) for one in left), sum(one.named for one in own), len(own), power
