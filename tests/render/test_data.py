"""The data behind charts as readers get to see them."""

from __future__ import annotations

from datetime import date

from yanbao.load.theme import load_theme
from yanbao.model.plot import PlotEvent, PlotSeries
from yanbao.model.plots import BarPlot, ColumnPlot, RadarPlot
from yanbao.model.timeplots import CandlestickPlot, EventPlot, LinePlot
from yanbao.render.data import DataTable, data_table

MESSAGES = load_theme("deck").messages


def texts(table: DataTable) -> list[list[str]]:
    return [[cell.html for cell in row] for row in (table.head, *table.rows)]


def test_numbers_of_a_column_share_their_decimals_and_have_their_unit_in_the_head() -> None:
    series = (PlotSeries("市值", (1234.5, -2, None), "亿元"), PlotSeries("涨幅", (0.12345, 0.5, 0), percent=True))
    assert texts(data_table(ColumnPlot(("甲", "乙<丙>", "丁"), series), MESSAGES)) == [
        ["项目", '市值 <span class="unit">亿元</span>', "涨幅"],
        ["甲", "1234.5", "12.345%"],
        ["乙&lt;丙&gt;", "−2.0", "50.000%"],
        ["丁", "—", "0.000%"],
    ]


def test_decimals_are_the_authors_or_no_more_than_are_of_use() -> None:
    series = (PlotSeries("一", (1 / 3, 2 / 3)), PlotSeries("二", (1 / 3, 2 / 3), percent=True, decimals=1))
    assert texts(data_table(BarPlot(("甲", "乙"), series), MESSAGES))[1:] == [
        ["甲", "0.3333", "33.3%"],
        ["乙", "0.6667", "66.7%"],
    ]


def test_dates_and_months() -> None:
    days, series = (date(2024, 3, 1), date(2024, 4, 1)), (PlotSeries("访问量", (1, 2)),)
    assert [row[0] for row in texts(data_table(LinePlot(days, series), MESSAGES))] == [
        "日期",
        "2024-03-01",
        "2024-04-01",
    ]
    assert [row[0] for row in texts(data_table(LinePlot(days, series, monthly=True), MESSAGES))] == [
        "月份",
        "2024-03",
        "2024-04",
    ]


def test_events_stand_beside_their_day() -> None:
    days, series = (date(2024, 3, 1), date(2024, 3, 4)), (PlotSeries("收盘价", (1, 2)),)
    events = (PlotEvent(1, 1, "2024-03-03", "发布"), PlotEvent(2, 1, "2024-03-04", "上线"))
    assert [row[2] for row in texts(data_table(EventPlot(days, series, events=events), MESSAGES))] == [
        "事件",
        "",
        "1. 发布、2. 上线",
    ]


def test_of_prices_all_that_a_day_has_is_told() -> None:
    days = (date(2024, 3, 1), date(2024, 3, 4))
    names = ("开盘", "最高", "最低", "收盘", "MA5", "成交额")
    series = tuple(PlotSeries(name, (10.5 + at, None)) for at, name in enumerate(names))
    assert texts(data_table(CandlestickPlot(days, series), MESSAGES)) == [
        ["日期", *names],
        ["2024-03-01", "10.5", "11.5", "12.5", "13.5", "14.5", "15.5"],
        ["2024-03-04", *["—"] * 6],
    ]


def test_the_ends_of_axes_are_a_column() -> None:
    plot = RadarPlot(("甲", "乙", "丙"), (PlotSeries("值", (1, 2, None)),), full=PlotSeries("满分", (5, 10, 5)))
    assert texts(data_table(plot, MESSAGES)) == [
        ["项目", "值", "满分"],
        ["甲", "1", "5"],
        ["乙", "2", "10"],
        ["丙", "—", "5"],
    ]
