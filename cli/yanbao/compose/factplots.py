"""Makes bar charts that compare one fact of several entities, straight from the ledger."""

from __future__ import annotations

from dataclasses import replace

from yanbao import rules, units
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.values import exact
from yanbao.model.charts import FactChart
from yanbao.model.ledger import Entity, Ledger, LocatedFact
from yanbao.model.manuscript import Role
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plots import BarPlot


def make_fact_plot(chart: FactChart, ledger: Ledger, prose: Prose) -> tuple[Plot, tuple[str, ...]]:
    """Bars of the fact by entity, and the source ids of its values. Raises PlotError.

    References have been checked; that the facts are numbers of one kind is checked here. The bars are in the unit of
    the first.
    """
    entities = (ledger.find(path) for path in chart.entities)
    bars = [(entity, _fact(chart, entity)) for entity in entities if isinstance(entity, Entity)]
    unit = bars[0][1].spec.unit
    found = list(dict.fromkeys(fact.spec.unit for _, fact in bars))
    if any(units.factor(one, unit) is None for one in found):
        message = f"the fact '{chart.fact}' has different units here: " + ", ".join(f"'{one}'" for one in found)
        raise PlotError(message, chart.fact.mark, rule=rules.MIXED_UNITS)
    if chart.order != "data":
        bars.sort(key=lambda bar: _number(bar[1], unit), reverse=chart.order == "descending")
    for entity, fact in bars:
        prose.cell(entity.name, Role.CELL, entity.name.mark)
        prose.fact(fact)
    series = PlotSeries(
        label=ledger.labels.get(chart.fact, chart.fact),
        values=tuple(_number(fact, unit) for _, fact in bars),
        unit=unit.removesuffix("%"),
        percent=unit == "%",
    )
    highlight = tuple(entity.name for entity, _ in bars if entity.path in chart.highlight)
    sources = dict.fromkeys(str(source) for _, fact in bars for source in fact.spec.source)
    label = prose.line(chart.highlight_label, Role.LABEL).text
    names = tuple(entity.name for entity, _ in bars)
    plot = BarPlot(names, (series,), highlight=highlight, highlight_label=label)
    is_of_gains = series.percent and any(_number(fact, unit) < 0 for _, fact in bars)
    return replace(plot, in_market_colors=is_of_gains, breaks_bars=chart.broken), tuple(sources)


def _fact(chart: FactChart, entity: Entity) -> LocatedFact:
    fact = entity.facts[chart.fact]
    if isinstance(fact.spec.value, str):
        message = f"'{fact.path}' is text, not a number that a bar can show"
        raise PlotError(message, chart.fact.mark, f"its value is '{fact.spec.value}'", rules.NOT_A_NUMBER)
    return fact


def _number(fact: LocatedFact, unit: str) -> float:
    return float(exact(float(fact.spec.value)) * (units.ratio(fact.spec.unit, unit) or 1))
