"""Exports of data terminals, websites and libraries, each read by a declaration alone: no file is edited.

The samples are typed after the form of each; what matters is the form, not the numbers.
"""

# ruff: noqa: E501 - a sample stands in one line

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.load.declaring import frame
from tests.load.excel_files import number, xlsx
from yanbao.load.findings import Findings
from yanbao.load.looking import look

WIND_EDB = """指标名称,中国:M2
频率,月
单位,亿元
指标ID,M0001384
来源,中国人民银行
1985-12-31,5198.9
1986-12-31,6720.9
数据来源：Wind
"""
WIND_QUOTES = """代码,名称,日期,收盘价(元),涨跌幅,成交量(股)
000016.SH,上证50,2004-01-02,1011.35,0.0114,806465300
000016.SH,上证50,2004-01-05,1060.8,0.0489,1446818000
数据来源：Wind,,,,,
"""
THS = "时间\t开盘\t涨跌\t涨幅%\t总手(万)\t\n2005-01-04,二\t995.34\t--\t--\t1106523350\t\n2005-01-05,三\t983.51\t+12.74\t1.29\t1276698960\t\n"
TDX = "600519 贵州茅台 日线 前复权\n日期\t开盘\t收盘\t成交量\n2024/01/02\t1715.00\t1685.01\t3215644\n#数据来源:通达信\n"
TDX_LIST = "代码\t名称\t总市值\t流通市值\n600519\t贵州茅台\t2.17万亿\t21000.5亿\n000001\t平安银行\t2054.83亿\t9876.00\n"
NBS_YEARS = "数据库：年度数据,,\n时间：2022-2024,,\n指标,2023年,2022年\n国内生产总值(亿元),1260582.1,1204724.0\n第一产业(亿元),89755.2,88207.0\n注：按当年价格计算。,,\n数据来源：国家统计局,,\n"
TUSHARE = "ts_code,trade_date,close,pct_chg\n000001.SZ,20241231,11.7,-2.0921\n000001.SZ,20241230,11.95,1.0144\n"
TUSHARE_INDEX = ",ts_code,trade_date,open,close\n0,000001.SZ,20241231,11.93,11.7\n1,000001.SZ,20241230,11.78,11.95\n"
AKSHARE = "日期,股票代码,收盘,成交额,涨跌幅\n2024-04-16,000004,35.74,2.967038e+07,-11.23\n2024-04-17,000004,37.15,8.450310e+07,3.95\n"
BAOSTOCK = "date,code,close,pctChg\n2024-01-02,sh.600000,6.63,0.1511\n2024-01-03,sh.600000,6.64,\n"
CSMAR = "Stkcd,Trddt,Clsprc,Dretwd\n000001,2024-01-02,9.21,-0.019169\n600519,2024-01-02,1685.01,-0.023761\n"
YFINANCE = "Price,Close,High\nTicker,AAPL,AAPL\nDate,,\n2024-01-02,183.90,186.67\n2024-01-03,182.53,184.13\n"
YAHOO_ZONED = "Date,Close\n2024-01-02 00:00:00-05:00,183.903\n2024-01-03 00:00:00-05:00,182.526\n"
FRED = "DATE,DGS10\n1962-02-09,4.05\n1962-02-12,.\n1962-02-13,4.03\n"
FRED_QUARTERS = "DATE,GDPC1\n2023-01-01,22112.329\n2023-04-01,22225.35\n"
WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
    '"Country Name","Country Code","Indicator Name","2022","2023",\n'
    '"China","CHN","GDP (current US$)","17881783387000.9","17794781986104.5",\n"Aruba","ABW","GDP (current US$)","3544707788.06",,\n'
)
SP500 = "Symbol,Name,Price,Dividend Yield\nMMM,3M Company,222.89,0.0233\nBRK.B,Berkshire Hathaway,191.42,0\n"
NASDAQ = "Date,Close/Last,Volume\n01/03/2024,$184.25,58414460\n"
INVESTING = '"Date","Price","Vol.","Change %"\n"Jan 03, 2024","2,967.25","282.11M","-0.43%"\n"Jan 02, 2024","2,962.28","","0.17%"\n'
STOOQ = "Date,Open,Close\n20240102,187.15,185.64\n"
ECB = "DATE;OBS\n2024-01;2,8\n2024-02;2,6\n"
BIG5 = "證券代號,證券名稱,收盤價\n2330,台積電,593.00\n2317,鴻海,104.50\n"
EXCEL_KEPT = '代码,名称\n="600519.SH",贵州茅台\n="000001.SZ",平安银行\n'
QUARTERS = "季度,GDP同比\n2023年第四季度,5.2%\n2024年第一季度,5.3%\n"


@dataclass(frozen=True)
class Export:
    """A file, how it is declared, and the columns that are read."""

    file: str
    data: bytes | str
    columns: dict[str, Any]
    values: Mapping[str, Sequence[object]]
    more: dict[str, Any] = field(default_factory=dict)


def sqlite(tmp_path: Path) -> bytes:
    file = tmp_path / "x.db"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE eod (S_INFO_WINDCODE TEXT, TRADE_DT TEXT, S_DQ_CLOSE NUMERIC)")
        database.execute("INSERT INTO eod VALUES ('600519.SH', '20240102', 1685.01)")
        database.execute("CREATE TABLE other (x)")
    database.close()
    return file.read_bytes()


PANEL = xlsx({"file": [["date", "000001.SZ", "600519.SH"], [number(45293, 14), 1.5, None], [number(45294, 14), 2, 3]]})
TWO_HEADS = xlsx({"f": [[None, "000300.SH", None], ["日期", "收盘价", "成交量"], [number(45293, 14), 3386.35, 12]]})
NBS_XLSX = xlsx(
    {
        "季度": [
            ["季度数据"],
            [],
            ["指标", "2024年第一季度", "2023年第四季度"],
            ["GDP(亿元)", 296299.5, 347890.5],
            ["数据来源：国家统计局"],
        ]
    }
)
TITLED = xlsx({"表": [["2024年4月"], ["代码", "名称", "备注"], ["600519.SH", "贵州茅台", "x"], ["合计"]]})
NO_HEAD = xlsx({"f": [["930997.CSI", "中证新能源车"], ["512880.SH", "证券ETF"]]})

EXPORTS = {
    "Wind EDB": Export(
        "m2.csv",
        WIND_EDB.encode("gb18030"),
        {"date": {"type": "date", "from": "指标名称"}, "m2": {"type": "number", "from": "中国:M2", "unit": "亿元"}},
        {"date": ["1985-12-31", "1986-12-31"], "m2": [5198.9, 6720.9]},
        {"read": {"encoding": "gb18030", "skip": 4, "footer": "数据来源"}},
    ),
    "Wind quotes": Export(
        "sz50.csv",
        "\ufeff" + WIND_QUOTES,
        {"code": {"type": "security", "from": "代码"}, "chg": {"type": "percent", "from": "涨跌幅", "cells": "ratio"}},
        {"code": ["000016.SH", "000016.SH"], "chg": [0.0114, 0.0489]},
        {"read": {"columns": "declared", "footer": "数据来源"}},
    ),
    "Wind panel": Export(
        "mv.xlsx",
        PANEL,
        {"date": "date", "code": "ticker", "cap": {"type": "number", "unit": "元"}},
        {
            "date": ["2024-01-02", "2024-01-02", "2024-01-03", "2024-01-03"],
            "code": ["000001.SZ", "600519.SH"] * 2,
            "cap": [1.5, None, 2.0, 3.0],
        },
        {"long": {"names": "code", "values": "cap"}},
    ),
    "Wind, two rows of heads": Export(
        "hs300.xlsx",
        TWO_HEADS,
        {"date": {"type": "date", "from": "日期"}, "close": {"type": "number", "from": "000300.SH 收盘价"}},
        {"date": ["2024-01-02"], "close": [3386.35]},
        {"read": {"head": [1, 2], "columns": "declared"}},
    ),
    "Wind, first head empty": Export(
        "v.csv",
        ",市盈率\n2024-01-02,11.5\n",
        {"date": {"type": "date", "from": 1}, "市盈率": "number"},
        {"date": ["2024-01-02"], "市盈率": [11.5]},
    ),
    "list without head": Export(
        "etf.xlsx",
        NO_HEAD,
        {"code": "security", "name": "text"},
        {"code": ["930997.CSI", "512880.SH"], "name": ["中证新能源车", "证券ETF"]},
        {"read": {"head": "none"}},
    ),
    "title and totals in a sheet": Export(
        "t.xlsx",
        TITLED,
        {"代码": "ticker", "名称": "text"},
        {"代码": ["600519.SH"], "名称": ["贵州茅台"]},
        {"read": {"head": 2, "columns": "declared", "footer": "合计"}},
    ),
    "region of a sheet": Export(
        "r.xlsx",
        xlsx({"f": [["x", None, None], [None, "a", "b"], [None, 1, 2], [None, "y", "z"]]}),
        {"a": "number", "b": "number"},
        {"a": [1.0], "b": [2.0]},
        {"read": {"range": "B2:C3"}},
    ),
    "同花顺 Table.xls": Export(
        "Table.xls",
        THS.encode("gb18030"),
        {
            "date": {"type": "date", "from": "时间"},
            "close": {"type": "number", "from": "开盘"},
            "chg": {"type": "percent", "from": "涨幅%", "cells": "points"},
        },
        {"date": ["2005-01-04", "2005-01-05"], "close": [995.34, 983.51], "chg": [None, 0.0129]},
        {"read": {"encoding": "gb18030", "separator": "tab", "columns": "declared"}},
    ),
    "通达信 days": Export(
        "600519.txt",
        TDX.encode("gb18030"),
        {"日期": "date", "收盘": "number"},
        {"日期": ["2024-01-02"], "收盘": [1685.01]},
        {"read": {"encoding": "gbk", "separator": "tab", "head": 2, "footer": "#数据来源", "columns": "declared"}},
    ),
    "通达信 list": Export(
        "list.txt",
        TDX_LIST.encode("gb18030"),
        {
            "代码": {"type": "ticker", "market": "cn"},
            "总市值": {"type": "number", "unit": "亿元", "cells": "units"},
            "流通市值": {"type": "number", "unit": "亿元", "cells": "units"},
        },
        {"代码": ["600519.SH", "000001.SZ"], "总市值": [21700.0, 2054.83], "流通市值": [21000.5, 9.876e-5]},
        {"read": {"encoding": "gb18030", "separator": "tab", "columns": "declared"}},
    ),
    "国家统计局 years": Export(
        "gdp.csv",
        NBS_YEARS.encode("gb18030"),
        {"指标": "text", "year": "year", "value": {"type": "number", "unit": "亿元"}},
        {
            "指标": ["国内生产总值(亿元)"] * 2 + ["第一产业(亿元)"] * 2,
            "year": ["2023-01-01", "2022-01-01"] * 2,
            "value": [1260582.1, 1204724.0, 89755.2, 88207.0],
        },
        {
            "read": {"encoding": "gb18030", "head": 3, "footer": ["注：", "数据来源"]},
            "long": {"names": "year", "values": "value"},
        },
    ),
    "国家统计局 quarters": Export(
        "q.xlsx",
        NBS_XLSX,
        {"指标": "text", "quarter": "quarter", "value": "number"},
        {"指标": ["GDP(亿元)"] * 2, "quarter": ["2024-01-01", "2023-10-01"], "value": [296299.5, 347890.5]},
        {"read": {"head": 3, "footer": "数据来源"}, "long": {"names": "quarter", "values": "value"}},
    ),
    "quarters as text": Export(
        "q.csv",
        QUARTERS,
        {"季度": "quarter", "GDP同比": "percent"},
        {"季度": ["2023-10-01", "2024-01-01"], "GDP同比": [0.052, 0.053]},
    ),
    "tushare": Export(
        "daily.csv",
        TUSHARE,
        {
            "ts_code": "ticker",
            "trade_date": "date",
            "close": "number",
            "pct_chg": {"type": "percent", "cells": "points"},
        },
        {"trade_date": ["2024-12-31", "2024-12-30"], "pct_chg": [-0.020921, 0.010144]},
        {"key": ["ts_code", "trade_date"]},
    ),
    "tushare with the index of pandas": Export(
        "daily.csv",
        TUSHARE_INDEX,
        {"trade_date": "date", "close": "number"},
        {"trade_date": ["2024-12-31", "2024-12-30"], "close": [11.7, 11.95]},
        {"read": {"columns": "declared"}},
    ),
    "tushare's answer as JSON": Export(
        "a.json",
        json.dumps({"code": 0, "data": {"fields": ["ts_code", "close"], "items": [["000001.SZ", 11.7]]}}),
        {"ts_code": "ticker", "close": "number"},
        {"ts_code": ["000001.SZ"], "close": [11.7]},
        {"read": {"path": "data"}},
    ),
    "akshare": Export(
        "hist.csv",
        AKSHARE,
        {
            "date": {"type": "date", "from": "日期"},
            "code": {"type": "ticker", "from": "股票代码", "market": "cn"},
            "amount": {"type": "number", "from": "成交额"},
            "chg": {"type": "percent", "from": "涨跌幅", "cells": "points"},
        },
        {"code": ["000004.SZ"] * 2, "amount": [29670380.0, 84503100.0], "chg": [-0.1123, 0.0395]},
        {"read": {"columns": "declared"}},
    ),
    "baostock": Export(
        "k.csv",
        BAOSTOCK,
        {"date": "date", "code": {"type": "ticker", "market": "cn"}, "pctChg": {"type": "percent", "cells": "points"}},
        {"code": ["600000.SH"] * 2, "pctChg": [0.001511, None]},
        {"read": {"columns": "declared"}},
    ),
    "CSMAR": Export(
        "trd.csv",
        CSMAR,
        {
            "Stkcd": {"type": "ticker", "market": "cn"},
            "Trddt": "date",
            "Clsprc": "number",
            "Dretwd": {"type": "percent", "cells": "ratio"},
        },
        {"Stkcd": ["000001.SZ", "600519.SH"], "Dretwd": [-0.019169, -0.023761]},
    ),
    "yfinance, three rows of heads": Export(
        "aapl.csv",
        YFINANCE,
        {"date": {"type": "date", "from": "Price"}, "Close": "number", "High": "number"},
        {"date": ["2024-01-02", "2024-01-03"], "Close": [183.9, 182.53]},
        {"read": {"skip": 2}},
    ),
    "yfinance with zones": Export(
        "aapl.csv",
        YAHOO_ZONED,
        {"Date": "date", "Close": "number"},
        {"Date": ["2024-01-02", "2024-01-03"]},
    ),
    "FRED": Export(
        "DGS10.csv",
        FRED,
        {"DATE": "date", "DGS10": {"type": "percent", "cells": "points"}},
        {"DATE": ["1962-02-09", "1962-02-12", "1962-02-13"], "DGS10": [0.0405, None, 0.0403]},
        {"read": {"missing": "."}},
    ),
    "FRED quarters": Export(
        "GDPC1.csv",
        FRED_QUARTERS,
        {"DATE": "quarter", "GDPC1": "number"},
        {"DATE": ["2023-01-01", "2023-04-01"], "GDPC1": [22112.329, 22225.35]},
    ),
    "World Bank": Export(
        "wb.csv",
        "\ufeff" + WORLD_BANK,
        {
            "country": {"type": "text", "from": "Country Name"},
            "code": {"type": "text", "from": "Country Code"},
            "indicator": {"type": "text", "from": "Indicator Name"},
            "year": "year",
            "value": "number",
        },
        {
            "country": ["China", "China", "Aruba", "Aruba"],
            "year": ["2022-01-01", "2023-01-01"] * 2,
            "value": [17881783387000.9, 17794781986104.5, 3544707788.06, None],
        },
        {"read": {"head": 5}, "long": {"names": "year", "values": "value"}},
    ),
    "S&P 500": Export(
        "sp.csv",
        SP500,
        {
            "Symbol": {"type": "ticker", "market": "US"},
            "Name": "text",
            "Price": "number",
            "Dividend Yield": {"type": "percent", "cells": "ratio"},
        },
        {"Symbol": ["MMM.US", "BRK.B.US"], "Dividend Yield": [0.0233, 0.0]},
    ),
    "dates of America": Export(
        "n.csv",
        NASDAQ,
        {"Date": {"type": "date", "dates": "month-first"}, "Volume": "number"},
        {"Date": ["2024-01-03"], "Volume": [58414460.0]},
        {"read": {"columns": "declared"}},
    ),
    "investing.com": Export(
        "i.csv",
        INVESTING,
        {
            "Date": "date",
            "Price": "number",
            "Vol.": {"type": "number", "unit": "万股", "cells": "units"},
            "Change %": "percent",
        },
        {"Date": ["2024-01-03", "2024-01-02"], "Price": [2967.25, 2962.28], "Vol.": [28211.0, None]},
    ),
    "compact dates": Export("s.csv", STOOQ, {"Date": "date", "Open": "number", "Close": "number"}, {"Close": [185.64]}),
    "semicolons and decimal commas": Export(
        "e.csv",
        ECB,
        {"DATE": "month", "OBS": {"type": "percent", "cells": "points"}},
        {"DATE": ["2024-01-01", "2024-02-01"], "OBS": [0.028, 0.026]},
        {"read": {"separator": "semicolon", "decimal": "comma"}},
    ),
    "Big5": Export(
        "twse.csv",
        BIG5.encode("big5"),
        {"證券代號": "text", "證券名稱": "text", "收盤價": "number"},
        {"證券名稱": ["台積電", "鴻海"], "收盤價": [593.0, 104.5]},
        {"read": {"encoding": "big5"}},
    ),
    "Unicode text of Excel": Export(
        "u.txt",
        "代码\t名称\r\n600519.SH\t贵州茅台\r\n".encode("utf-16"),
        {"代码": "ticker", "名称": "text"},
        {"代码": ["600519.SH"], "名称": ["贵州茅台"]},
        {"read": {"separator": "tab"}},
    ),
    "sep=": Export("s.csv", "sep=;\na;b\n1;2\n", {"a": "number", "b": "number"}, {"a": [1.0], "b": [2.0]}),
    "codes kept by formulas": Export(
        "k.csv", EXCEL_KEPT, {"代码": "ticker", "名称": "text"}, {"代码": ["600519.SH", "000001.SZ"]}
    ),
    "tsv": Export("x.tsv", "a\tb\n1\t2\n", {"a": "number", "b": "number"}, {"a": [1.0], "b": [2.0]}),
    "JSON": Export(
        "x.json",
        '[{"date": "2024-01-02", "v": 12.340}, {"date": "2024-01-03"}]',
        {"date": "date", "v": "number"},
        {"date": ["2024-01-02", "2024-01-03"], "v": [12.34, None]},
    ),
    "JSON lines": Export(
        "x.jsonl",
        '{"date": "2024-01-02", "v": 1}\n\n{"v": 2, "date": "2024-01-03"}\n',
        {"date": "date", "v": "number"},
        {"date": ["2024-01-02", "2024-01-03"], "v": [1.0, 2.0]},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_by_its_declaration(name: str) -> None:
    export = EXPORTS[name]
    data = export.data if isinstance(export.data, bytes) else export.data.encode()
    read, said = frame(data, export.file, export.columns, **export.more)
    assert said == []
    assert {column: read[column] for column in export.values} == export.values


def test_a_table_of_a_database(tmp_path: Path) -> None:
    columns = {
        "code": {"type": "ticker", "from": "S_INFO_WINDCODE"},
        "date": {"type": "date", "from": "TRADE_DT"},
        "close": {"type": "number", "from": "S_DQ_CLOSE"},
    }
    read, said = frame(sqlite(tmp_path), "x.db", columns, sheet="eod")
    assert said == []
    assert read == {"code": ["600519.SH"], "date": ["2024-01-02"], "close": [1685.01]}
    _, said = frame(sqlite(tmp_path), "x.db", columns)
    assert said == ["1:1 bad-header: the database has 2 tables [name one with `sheet`: eod, other]"]


def test_fred_with_several_series_is_recognised() -> None:
    seen = look(b"observation_date,CPIAUCSL,UNRATE\n2024-01-01,308.417,3.7\n2024-02-01,310.326,\n", "f.csv", Findings())
    assert seen
    assert (seen.export, seen.rows, list(seen.problems)) == ("FRED", 2, [])


def test_a_packed_file_is_looked_at_as_what_it_holds() -> None:
    data = "日期;收盘\n2024-04-25;35.27\n2024-04-26;36.1\n".encode("gb18030")
    plain, packed = look(data, "x.csv", Findings()), look(gzip.compress(data), "x.csv.gz", Findings())
    assert plain
    assert packed
    assert "read: {encoding: gb18030, separator: semicolon}" in packed.entry
    assert packed.entry == plain.entry.replace("x.csv", "x.csv.gz")


def test_a_last_cell_alone_is_a_footer_only_beside_two_columns() -> None:
    two = look("a,b\n甲,1\n乙,2\n以上为初步数据,\n".encode(), "x.csv", Findings())
    three = look("a,b,c\n甲,1,2\n乙,2,3\n以上为初步数据,,\n".encode(), "x.csv", Findings())
    assert two
    assert three
    assert ("footer" in two.entry, "footer: 以上为初步数据" in three.entry) == (False, True)


def test_columns_are_told_from_all_rows_where_these_differ() -> None:
    seen = look(b"a,b,c\n1,,\n2,,\n,3,\n,4,\n5,6,2024-01-02\n", "x.csv", Findings())
    assert seen
    assert "    a: number\n    b: number\n    c: date\n" in seen.entry


def test_a_gap_in_the_first_row_of_texts_makes_it_no_description() -> None:
    seen = look("名,甲,乙\n一,x,\n二,y,z\n三,y,z\n".encode(), "x.csv", Findings())
    assert seen
    assert "skip" not in seen.entry
