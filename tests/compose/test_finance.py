"""Finance charts as plots: what is computed from their tables, and how they are described. Names are made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import WriteProject
from yanbao.compose import Composition, compose
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, walk
from yanbao.model.plot import Candle

from .test_compose import SOURCES, page

TABLES = """\
prices:
  source: wind
  as_of: 2024-01-09
  columns:
    date: {type: date, label: 日期}
    open: {type: number, unit: 元}
    high: {type: number, unit: 元}
    low: {type: number, unit: 元}
    close: {type: number, label: 甲公司, unit: 元, decimals: 2}
    volume: {type: number, label: 成交量, unit: 万股}
    eps: number
  rows:
    - [2024-01-04, 11, 12, 10.5, 12, 90, 0.8]
    - [2024-01-02, 10, 11, 9, 10, 100, 0.5]
    - [2024-01-03, 10, 11.5, 9.5, 11, 80, 0.5]
    - [2024-01-05, '', '', '', '', '', 0.8]
    - [2024-01-08, 12, 13, 11, 11.5, 70, '']
bridge:
  source: wind
  as_of: 2024
  columns: {step: text, profit: {type: number, label: 净利润, unit: 亿元}}
  rows: [[去年, 10], [毛利, 3.2], [费用, -1.1], [今年, '']]
methods:
  source: wind
  as_of: 2024
  columns: {method: text, low: {type: number, unit: 元}, high: {type: number, unit: 元}}
  rows: [[可比公司, 10, 14.5], [现金流折现, '', ''], [分部估值, 12, 18]]
market:
  source: exchange
  as_of: 2024-01-09
  columns: {day: date, level: {type: number, label: 大盘}}
  rows: [[2024-01-09, 90], [2024-01-03, 100], [2024-01-05, 102], [2024-01-08, 99]]
rivals:
  source: wind
  as_of: 2024-01-09
  columns: {name: text, date: date, close: number, index: {type: number, label: 指数}}
  rows: [[甲, 2024-01-03, 2, 100], [甲, 2024-01-04, 3, 110], [乙, 2024-01-03, 5, 100], [乙, 2024-01-04, 10, 110]]
"""

EXCHANGE = "exchange: {publisher: 交易所, kind: terminal}\n"

Charted = Callable[[str], Any]


@pytest.fixture
def charted(write_project: WriteProject) -> Charted:
    def make(chart: str) -> ChartBlock:
        files = {"content/ledger/stocks.yaml": TABLES, "content/ledger/sources.yaml": f"{SOURCES}{EXCHANGE}"}
        root = write_project({**files, "content/demo/intro.yaml": page(f"chart: {{title: 甲, {chart}}}")})
        loaded = load_project(root)
        assert loaded.diagnostics == ()
        made = compose(loaded.project, loaded.project.reports[0])
        assert made.diagnostics == ()
        (block,) = [b for p in made.document.pages for b in walk(p.blocks) if isinstance(b, ChartBlock)]
        return block

    return make


CANDLES = "type: candlestick, data: prices, x: date"


def test_candles_are_in_the_order_of_their_dates_with_gaps(charted: Charted) -> None:
    plot = charted(CANDLES).plot
    first, second, third, gap, last = plot.candles
    assert first == Candle(10, 11, 9, 10)
    assert (second, third) == (Candle(10, 11.5, 9.5, 11), Candle(11, 12, 10.5, 12))
    assert gap is None
    assert last == Candle(12, 13, 11, 11.5)
    assert [series.values for series in plot.series[:2]] == [(10, 10, 11, None, 12), (11, 11.5, 12, None, 13)]
    assert plot.series[3].values == (10, 11, 12, None, 11.5)


def test_averages_begin_with_rows_before_the_first_one_shown(charted: Charted) -> None:
    plot = charted(f"{CANDLES}, since: 2024-01-03, until: 2024-01-04, averages: [2, 3]").plot
    *_, two, three = plot.series
    assert (two.label, two.values) == ("MA2", (10.5, 11.5))
    assert (three.label, three.values) == ("MA3", (None, 11.0))


def test_a_day_without_trade_is_no_part_of_an_average(charted: Charted) -> None:
    assert charted(f"{CANDLES}, averages: 2").plot.series[-1].values == (None, 10.5, 11.5, None, 11.75)


def test_volume_stands_on_the_right_axis(charted: Charted) -> None:
    volume = charted(f"{CANDLES}, volume: volume").plot.series[-1]
    assert (volume.label, volume.unit, volume.form, volume.axis) == ("成交量", "万股", "column", "right")
    assert volume.values == (100, 80, 90, None, 70)


def test_candles_are_described_by_change_and_extremes(charted: Charted) -> None:
    assert charted(f"{CANDLES}, averages: 2, volume: volume").caption.alt == (
        "K线图：甲。甲公司：2024-01-02为10.00元，2024-01-08为11.50元，期间涨跌幅+15.0%；"
        "最高13.00元（2024-01-08），最低9.00元（2024-01-02）。"
        "2024-01-08：open为12元、high为13元、low为11元、甲公司为11.50元、MA2为11.75元、成交量为70万股。"
    )


def test_a_band_is_multiples_of_what_a_share_earns(charted: Charted) -> None:
    block = charted("type: band, data: prices, x: date, y: close, per: eps, multiples: [20, 12.5]")
    price, low, high = block.plot.series
    assert price.role == "accent"
    assert (low.label, low.values) == ("12.5倍", (6.25, 6.25, 10.0, 10.0, None))
    assert (high.label, high.values) == ("20倍", (10, 10, 16, 16, None))
    assert block.caption.alt.endswith("最低10.00元（2024-01-02）。区间线末值：12.5倍10.00元、20倍16.00元。")


WORTH = """\
worth:
  source: wind
  as_of: 2024-01-09
  columns:
    date: {type: date, label: 日期}
    worth: {type: number, label: 市值, unit: 亿元}
    profit: {type: number, label: 净利润, unit: 百万元}
    shares: {type: number, label: 股数, unit: 亿股}
  rows: [[2024-01-03, 400, 2000, 10], [2024-01-04, 500, 2000, 10]]
"""


def test_a_band_of_market_value_converts_earnings(write_project: WriteProject) -> None:
    def made(per: str) -> Composition:
        chart = f"chart: {{title: 甲, type: band, data: worth, x: date, y: worth, per: {per}, multiples: 20}}"
        files = {"content/ledger/stocks.yaml": WORTH, "content/ledger/sources.yaml": SOURCES}
        loaded = load_project(write_project({**files, "content/demo/intro.yaml": page(chart)}))
        return compose(loaded.project, loaded.project.reports[0])

    [block] = [b for p in made("profit").document.pages for b in walk(p.blocks) if isinstance(b, ChartBlock)]
    assert [one.values for one in block.plot.series] == [(400, 500), (400, 400)]
    [found] = made("shares").diagnostics
    assert (found.rule, found.message) == (
        "mixed-units",
        "'worth' is in 亿元, and 'shares' in 亿股: that makes no multiple",
    )


def test_percentiles_are_of_all_rows_up_to_the_last_one_shown(charted: Charted) -> None:
    chart = "type: band, data: prices, x: date, y: close, percentiles: [50, 0], since: 2024-01-04, until: 2024-01-05"
    price, low, middle = charted(chart).plot.series
    assert price.values == (12, None)
    assert (low.label, low.values) == ("0%分位", (10, 10))
    assert (middle.label, middle.values) == ("50%分位", (11, 11))


def test_a_total_without_a_value_is_the_sum(charted: Charted) -> None:
    block = charted("type: waterfall, data: bridge, x: step, y: profit, totals: [去年, 今年]")
    assert block.plot.series[0].values == pytest.approx((10, 3.2, -1.1, 12.1))
    assert block.plot.totals == (0, 3)
    assert block.caption.alt == "瀑布图：甲。净利润：去年10亿元、毛利3.2亿元、费用−1.1亿元、今年12.1亿元。"


def test_a_football_field_names_its_ranges_and_lines(charted: Charted) -> None:
    chart = "type: football-field, data: methods, x: method, references: [{value: 13.2, label: 现价}]"
    block = charted(chart)
    assert [series.values for series in block.plot.series] == [(10, None, 12), (14.5, None, 18)]
    assert block.caption.alt == ("估值区间对比图：甲。可比公司10元至14.5元、分部估值12元至18元。参照线：现价13.2元。")


PERFORMANCE = "type: performance, data: prices, x: date, y: close"


def test_performance_begins_and_ends_with_the_dates_that_all_have(charted: Charted) -> None:
    block = charted(f"{PERFORMANCE}, benchmark: {{data: market, y: level, x: day}}, excess: true")
    stock, market, excess = block.plot.series
    assert [str(day) for day in block.plot.x] == ["2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08"]
    assert stock.values == pytest.approx((0, 12 / 11 - 1, None, 11.5 / 11 - 1))
    assert market.values == pytest.approx((0, None, 0.02, -0.01))
    assert excess.values == pytest.approx((0, None, None, (11.5 / 11 - 0.99) * 100))
    assert (stock.label, market.label, excess.label) == ("甲公司", "大盘", "相对大盘超额收益")
    assert (excess.unit, excess.form, excess.axis) == ("个百分点", "column", "right")
    assert block.plot.tail == block.caption.unit == "相对2024-01-03收盘，截至2024-01-08"
    assert block.caption.source == "资料来源：Wind、交易所，示例证券研究所整理"


def test_performance_says_changes_with_their_sign(charted: Charted) -> None:
    alt = charted(
        f"{PERFORMANCE}, benchmark: {{data: market, y: level, x: day, label: 指数}}, excess: true"
    ).caption.alt
    assert "甲公司：2024-01-03为0.0%，2024-01-08为+4.5%" in alt
    assert "指数：2024-01-03为0.0%，2024-01-08为−1.0%" in alt
    assert "相对指数超额收益：2024-01-03为0.0个百分点，2024-01-08为+5.5个百分点" in alt


def test_a_benchmark_may_be_another_column_or_other_rows(charted: Charted) -> None:
    chart = "type: performance, data: rivals, x: date, y: close, where: {name: 甲}"
    plot = charted(f"{chart}, benchmark: [{{y: close, where: {{name: 乙}}, label: 乙}}, index], unit: 自选").plot
    assert [series.values for series in plot.series] == [(0, 0.5), (0, 1), pytest.approx((0, 0.1))]


def test_an_authors_tail_is_kept(charted: Charted) -> None:
    chart = f"{PERFORMANCE}, benchmark: {{data: market, y: level, x: day}}, unit: 年初以来"
    assert charted(chart).caption.unit == "年初以来"


def test_a_line_is_rebased_to_its_own_rows(charted: Charted) -> None:
    block = charted("type: line, data: rivals, x: date, series: close, where: {name: 乙}, rebase: 2024-01-03")
    assert block.plot.series[0].values == (0, 1)
    assert block.plot.series[0].signed
    assert "2024-01-04为+100.0%" in block.caption.alt
