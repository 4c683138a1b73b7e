"""Columns of tables that follow from others."""

from __future__ import annotations

import random

import pytest

from tests.review import SOURCES, found, read
from yanbao.diagnostics import Level
from yanbao.review.findings import Finding
from yanbao.review.rules.numbers import wrong_column


def findings(columns: str, rows: str) -> list[Finding]:
    """What is found in a table of the ledger with these columns and rows."""
    ledger = f"quotes:\n  source: wind\n  as_of: 2024-12-31\n  columns: {{{columns}}}\n  rows: [{rows}]\n"
    section = (
        "section: 一\npages:\n  - title: 一\n    blocks:\n      - table: {title: 表, data: quotes, columns: [name]}\n"
    )
    files = {"content/ledger/tables.yaml": ledger, "content/ledger/sources.yaml": SOURCES}
    return found(wrong_column, read(section, files))


def told(columns: str, rows: str) -> list[str]:
    return [one.message for one in findings(columns, rows)]


PRICES = "name: text, last: {type: number, unit: 元, label: 前收}, price: {type: number, unit: 元, label: 现价}, "
CHANGES = PRICES + "change: {type: percent, label: 涨跌幅}"


@pytest.mark.parametrize(
    ("columns", "rows", "message"),
    [
        (
            CHANGES,
            "[甲, 10.05, 11.23, 11.7%], [乙, 20.31, 19.04, -6.3%], [丙, 50.47, 55.18, 8.3%]",
            "涨跌幅 8.3% (丙) is not 现价 / 前收 - 1, as in 2 other rows: that is 9.3%",
        ),
        (
            PRICES + "more: {type: number, unit: 元, label: 差}",
            "[甲, 10.05, 11.23, 1.18], [乙, 20.31, 19.04, -1.72], [丙, 50.47, 55.18, 4.71], [丁, 3.12, 4.62, 1.50]",
            "差 −1.72 (乙) is not 现价 - 前收, as in 3 other rows: that is −1.27",
        ),
        (
            "name: text, price: {type: number, unit: 元, label: 现价}, "
            "eps: {type: number, unit: 元/股, label: 每股收益}, pe: {type: number, unit: 倍, label: PE}",
            "[甲, 11.23, 0.52, 21.6], [乙, 19.04, 1.31, 14.5], [丙, 55.18, 2.07, 26.7], [丁, 8.81, 0.33, 62.7]",
            "PE 62.7 (丁) is not 现价 / 每股收益, as in 3 other rows: that is 26.7",
        ),
        (
            "name: text, price: {type: number, unit: 元, label: 现价}, "
            "shares: {type: number, unit: 万股, label: 股本}, cap: {type: number, unit: 亿元, label: 市值}",
            "[甲, 11.23, 52310, 58.7], [乙, 19.04, 131200, 249.8], [丙, 55.18, 20710, 141.3], [丁, 8.81, 33120, 29.2]",
            "市值 141.3 (丙) is not 现价 * 股本, as in 3 other rows: that is 114.3",
        ),
        (
            "name: text, a: {type: number, label: 境内}, b: {type: number, label: 境外}, "
            "c: {type: number, label: 合计}",
            "[甲, 11.2, 52.3, 63.5], [乙, 19.0, 13.1, 31.2], [丙, 55.1, 20.7, 75.8], [丁, 8.8, 33.1, 41.9]",
            "合计 31.2 (乙) is not 境内 + 境外, as in 3 other rows: that is 32.1",
        ),
        (
            "name: year, a: {type: number, label: 收入}, g: {type: percent, label: 同比}",
            "['2020', 112.3, null], ['2021', 135.8, 20.9%], ['2022', 141.1, 3.9%], ['2023', 160.4, 17.3%], "
            "['2024', 151.2, -5.7%]",
            "同比 17.3% is not the change of 收入 since a year before, as in 3 other rows: that is 13.7%",
        ),
        (
            "name: text, a: {type: number, label: 收入}, g: {type: percent, label: 同比}",
            "[2022A, 112.3, null], [2023A, 135.8, 20.9%], [2024E, 141.1, 3.9%], [2025E, 160.4, 17.3%], "
            "[2026E, 151.2, -5.7%]",
            "同比 17.3% (2025E) is not the change of 收入 since a year before, as in 3 other rows: that is 13.7%",
        ),
    ],
)
def test_what_most_rows_say(columns: str, rows: str, message: str) -> None:
    assert told(columns, rows) == [message]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        pytest.param(
            CHANGES,
            "[甲, 10.1, 11.2, 11.7%], [乙, 20.3, 19.0, -6.3%], [丙, 50.5, 55.2, 9.3%]",
            id="rounded to what is shown",
        ),
        pytest.param(
            CHANGES,
            "[甲, 10.05, 11.23, 12.7%], [乙, 20.31, 19.04, -5.1%], [丙, 50.47, 55.18, 8.3%]",
            id="nothing follows from anything",
        ),
        pytest.param(
            "name: text, a: number, b: number, c: number",
            "[甲, 11.2, 0, 11.2], [乙, 19.3, 0, 19.3], [丙, 55.1, 0, 55.1], [丁, 8.8, 3, 9.9]",
            id="a column that is another but for one row",
        ),
        pytest.param(
            PRICES + "change: {type: percent, label: 涨跌幅, expr: price / last - 1.1}",
            "[甲, 10.05, 11.23], [乙, 20.31, 19.04], [丙, 50.47, 55.18]",
            id="computed",
        ),
        pytest.param(
            "name: date, a: {type: number, label: 收入}, g: {type: percent, label: 同比}",
            "[2024-02-28, 112.3, 1.5%], [2024-02-29, 135.8, 20.9%], [2024-03-01, 141.1, 3.9%]",
            id="a leap day has no day a year before",
        ),
    ],
)
def test_what_they_do_not_say(columns: str, rows: str) -> None:
    assert told(columns, rows) == []


def test_several_that_do_not_follow_are_a_hint() -> None:
    rows = (
        "[甲, 10.05, 11.23, 11.7%], [乙, 20.31, 19.04, -6.3%], [丙, 50.47, 55.18, 8.3%], [丁, 3.12, 4.62, 48.1%], "
        "[戊, 7.77, 8.01, 3.1%], [己, 6.54, 5.01, 20.0%]"
    )
    levels = [one.level for one in findings(CHANGES, rows)]
    assert levels == [Level.HINT, Level.HINT]


def test_numbers_that_have_nothing_to_do_with_each_other() -> None:
    """A hundred tables of six columns with random numbers of two to four digits."""
    dice = random.Random(20)
    for _ in range(100):
        names = "abcdef"
        columns = "name: text, " + ", ".join(f"{name}: {dice.choice(['number', 'percent'])}" for name in names)
        kinds = [part.rsplit(" ", 1)[1] for part in columns.split(", ")][1:]
        rows = [
            f"[{row}, " + ", ".join(f"{dice.randint(10, 9999) / 10}{'%' * (kind == 'percent')}" for kind in kinds) + "]"
            for row in "甲乙丙丁戊己"[: dice.randint(3, 6)]
        ]
        assert told(columns, ", ".join(rows)) == [], rows
