"""What is said of a cell that cannot be read, but whose meaning is plain."""

from __future__ import annotations

import pytest

from yanbao.load.cells import CellError, CellReader
from yanbao.model.dataset import Column, ColumnType

NUMBER, PERCENT = ColumnType.NUMBER, ColumnType.PERCENT
MONTH, QUARTER, YEAR = ColumnType.MONTH, ColumnType.QUARTER, ColumnType.YEAR

REMEDIES = [
    (NUMBER, "1.5-", "write -1.5"),
    (NUMBER, "1,23", "write 123, or 1.23 if the comma is the decimal sign"),
    (NUMBER, "1,23,456", "write 123456"),
    (NUMBER, "1 234.5", "write 1234.5"),
    (NUMBER, "1\u202f234", "write 1234"),
    (NUMBER, "¥1.2", "write 1.2: the currency belongs to the column, such as `unit: 元`"),
    (NUMBER, "-US$3", "write -3: the currency belongs to the column, such as `unit: 元`"),
    (NUMBER, "12元", "write 12: the column has its unit already"),
    (NUMBER, "12倍", "write 12, and declare '倍' as the unit of the column, if it is"),
    (NUMBER, ">5", "a cell is one number: write 5, or declare the column as 'text'"),
    (NUMBER, "10-12", "a cell is one number: make two columns of a range, or declare the column as 'text'"),
    (PERCENT, "12‰", "write 1.2%"),
    (PERCENT, "25bp", "write 0.25%"),
    (PERCENT, "3pct", "write 3%, or declare a number with `unit: 个百分点`"),
    (PERCENT, "(5%)", "write -5%"),
    (MONTH, "Jan-24", "write 2024-01"),
    (MONTH, "March 2024", "write 2024-03"),
    (QUARTER, "24Q2", "write 2024Q2"),
    (QUARTER, "1Q24", "write 2024Q1"),
    (YEAR, "2025E", "write 2025: where forecasts begin, `forecast` of a chart says"),
    (YEAR, "FY2026", "write 2026"),
    (ColumnType.DATE, "24-01-02", "write the year with four digits, first: 2024-04-26"),
    (NUMBER, "一百", ""),
    (NUMBER, "12.3.4", ""),
    (NUMBER, "1,2x", ""),
    (MONTH, "2024", ""),
]


@pytest.mark.parametrize(("kind", "text", "remedy"), REMEDIES)
def test_remedies(kind: ColumnType, text: str, remedy: str) -> None:
    with pytest.raises(CellError) as caught:
        CellReader(Column(type=kind, unit="元" if kind is NUMBER else ""))(text)
    assert caught.value.remedy == remedy


def test_what_is_plain_is_read() -> None:
    assert CellReader(Column(type=MONTH))("2024M03") == "2024-03-01"
    assert CellReader(Column(type=QUARTER))("3Q2024") == "2024-07-01"
