"""Recognizes exports of data terminals, websites and libraries by their first lines, and knows what their numbers mean.

A file does not say whether its 0.0114 is a ratio; that is known from the program that wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Export:
    """An export format. ``percent`` says how its percentages are written, by column header."""

    name: str
    is_it: Callable[[Sequence[str], Rows], bool]
    source: str = ""
    percent: Mapping[str, str] = field(default_factory=dict)
    long: tuple[str, str] | None = None
    """For wide tables: the name for the headers (``year``), and for the column of cells."""


def _points(*heads: str) -> dict[str, str]:
    return dict.fromkeys(heads, "points")


def _ratios(*heads: str) -> dict[str, str]:
    return dict.fromkeys(heads, "ratio")


def _has(*heads: str) -> Callable[[Sequence[str], Rows], bool]:
    return lambda head, _: {*heads} <= {*head}


def _says(words: str) -> Callable[[Sequence[str], Rows], bool]:
    return lambda _, rows: any(words in cell for row in rows for cell in row[:2])


def _is_fred(head: Sequence[str], _: Rows) -> bool:
    is_one = len(head) == 2 and head[0] == "DATE"
    return (is_one or (len(head) > 1 and head[0] == "observation_date")) and all(map(str.isupper, head[1:]))


EXPORTS = (
    Export("Wind EDB", lambda head, rows: head[:1] == ["指标名称"] and _says("频率")(head, rows), "wind"),
    Export("Wind quotes", _has("代码", "名称", "日期"), "wind", _ratios("涨跌幅", "换手率", "振幅")),
    Export("同花顺", _has("时间", "开盘", "涨幅%"), "ths", _points("涨幅%", "振幅%", "换手%")),
    Export("通达信", _says("通达信"), "tdx", _points("涨幅%", "换手%")),
    Export("国家统计局", _says("数据库："), "nbs", long=("year", "value")),
    Export("CSMAR", _has("Stkcd"), "csmar", _ratios("Dretwd", "Dretnd", "Mretwd", "Mretnd")),
    Export("tushare", _has("ts_code"), "tushare", _points("pct_chg", "turnover_rate", "dv_ratio", "dv_ttm")),
    Export("akshare", _has("日期", "涨跌幅", "换手率"), "akshare", _points("振幅", "涨跌幅", "换手率")),
    Export("baostock", _has("date", "code", "pctChg"), "baostock", _points("pctChg", "turn")),
    Export("World Bank", _has("Country Name", "Indicator Code"), "world_bank", long=("year", "value")),
    Export("yfinance", lambda head, rows: head[:1] == ["Price"] and _says("Ticker")(head, rows), "yahoo"),
    Export("yfinance", _has("Date", "Stock Splits"), "yahoo"),
    Export("FRED", _is_fred, "fred"),
)


def recognise(head: Sequence[str], rows: Rows) -> Export | None:
    """Recognize an export by its column names and its first and last rows."""
    return next((export for export in EXPORTS if export.is_it(list(head), rows)), None)
