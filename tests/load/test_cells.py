"""Cells by the type of their column."""

from __future__ import annotations

import pytest

from yanbao.load.cells import CellError, Value, read_cell
from yanbao.model.dataset import ColumnType

TICKER, TEXT, NUMBER, PERCENT, DATE, MONTH = (
    ColumnType.TICKER,
    ColumnType.TEXT,
    ColumnType.NUMBER,
    ColumnType.PERCENT,
    ColumnType.DATE,
    ColumnType.MONTH,
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TICKER, "600088.SH", "600088.SH"),
        (TICKER, "688111.SH", "688111.SH"),
        (TICKER, "900901.SH", "900901.SH"),
        (TICKER, "000001.SZ", "000001.SZ"),
        (TICKER, "301052.SZ", "301052.SZ"),
        (TICKER, "302132.SZ", "302132.SZ"),
        (TICKER, "003816.SZ", "003816.SZ"),
        (TICKER, "201872.SZ", "201872.SZ"),
        (TICKER, "689009.SH", "689009.SH"),
        (TICKER, "588000.SH", "588000.SH"),
        (TICKER, "159869.SZ", "159869.SZ"),
        (TICKER, "180101.SZ", "180101.SZ"),
        (TICKER, "430047.BJ", "430047.BJ"),
        (TICKER, "873223.BJ", "873223.BJ"),
        (TICKER, "920002.BJ", "920002.BJ"),
        (TICKER, "00700.HK", "00700.HK"),
        (TICKER, "AAPL.O", "AAPL.O"),
        (TICKER, " BABA.N ", "BABA.N"),
        (TICKER, "BRK.B.N", "BRK.B.N"),
        (TICKER, "META.US", "META.US"),
        (TICKER, "-", None),
        (TEXT, "000001", "000001"),
        (TEXT, "NA", "NA"),
        (TEXT, "-", "-"),
        (TEXT, " ", None),
        (NUMBER, "79", 79.0),
        (NUMBER, "-1,234.50", -1234.5),
        (NUMBER, "1_000_000", 1e6),
        (NUMBER, "１，２３４．５", 1234.5),
        (NUMBER, "−3.5", -3.5),
        (NUMBER, "4000e8", 4e11),
        (NUMBER, "—", None),
        (NUMBER, "N/A", None),
        (NUMBER, "--", None),
        (NUMBER, "——", None),
        (NUMBER, "－", None),
        (NUMBER, "Ｎ／Ａ", None),
        (NUMBER, "n/a", None),
        (PERCENT, "空", None),
        (DATE, "暂无", None),
        (TEXT, "空", "空"),
        (TEXT, "#AI", "#AI"),
        (PERCENT, "５５．５％", 0.555),
        (DATE, "２０２４－０４－２６", "2024-04-26"),
        (PERCENT, "55%", 0.55),
        (PERCENT, "-3.6％", -0.036),
        (PERCENT, "1,250%", 12.5),
        (PERCENT, "57.1%", 0.571),
        (PERCENT, "null", None),
        (DATE, "2024-04-26", "2024-04-26"),
        (DATE, "20240426", "2024-04-26"),
        (DATE, "", None),
        (MONTH, "2024-04", "2024-04-01"),
    ],
)
def test_cells(kind: ColumnType, text: str, value: Value) -> None:
    assert read_cell(text, kind) == value


@pytest.mark.parametrize(
    ("kind", "text", "remedy"),
    [
        (TICKER, "600088", "write 600088.SH"),
        (TICKER, "600088.SZ", "write 600088.SH"),
        (TICKER, "1.SZ", "write 000001.SZ"),
        (TICKER, "1", "write 000001.SZ or 00001.HK"),
        (TICKER, "700", "write 000700.SZ or 00700.HK"),
        (TICKER, "SH600088", "write 600088.SH"),
        (TICKER, "sz.000001", "write 000001.SZ"),
        (TICKER, "600088.SS", "write 600088.SH"),
        (TICKER, "430047.SH", "write 430047.BJ"),
        (TICKER, "900901.BJ", "write 900901.SH"),
        (TICKER, "920002.SH", "write 920002.BJ"),
        (TICKER, "aapl", "write AAPL.US"),
        (TICKER, "400001.BJ", ""),
        (TICKER, "604000.SH", ""),
        (TICKER, "600088.HK", "write 600088.SH"),
        (TICKER, "000001.SH", "write 000001.SZ"),
        (TICKER, "９２0002.bj", "write 920002.BJ"),
        (TICKER, "700.HK", "write 00700.HK"),
        (TICKER, "aapl.o", "write AAPL.O"),
        (TICKER, "801760.SI", ""),
        (NUMBER, "10亿", ""),
        (NUMBER, "1,23", ""),
        (NUMBER, "nan", "leave the cell empty if it has no value"),
        (NUMBER, "无", "leave the cell empty if it has no value"),
        (PERCENT, "未披露", "leave the cell empty if it has no value"),
        (NUMBER, "(1,234)", "write -1,234"),
        (NUMBER, "#DIV/0!", "mend its formula, or empty the cell if it has no value"),
        (TEXT, "#N/A", "mend its formula, or empty the cell if it has no value"),
        (TEXT, "=B2&C2", "let the spreadsheet compute and save it, or write the value"),
        (TEXT, "甲\u2028乙", "delete it"),
        (NUMBER, "inf", ""),
        (NUMBER, "9" * 400, ""),
        (NUMBER, "55%", "declare the column as 'percent', or leave out the sign"),
        (PERCENT, "55", "write 55%, if that is meant"),
        (PERCENT, "0.55", "write 55% or 0.55%, if that is meant"),
        (PERCENT, "五成", ""),
        (PERCENT, "1,2,3%", ""),
        (DATE, "2024/4/6", "write 2024-04-06"),
        (DATE, "2024年4月26日", "write 2024-04-26"),
        (
            DATE,
            "45408",
            "if it is a day as Excel counts them, it is 2024-04-26: format the cells as dates, and save again",
        ),
        (DATE, "2024-02-30", ""),
        (DATE, "2024-W01-1", ""),
        (MONTH, "2024年4月", "write 2024-04"),
        (MONTH, "2024-04-26", "write 2024-04"),
        (MONTH, "2024-00", ""),
    ],
)
def test_cells_that_are_not_of_their_type(kind: ColumnType, text: str, remedy: str) -> None:
    with pytest.raises(CellError) as error:
        read_cell(text, kind)
    assert error.value.remedy == remedy
