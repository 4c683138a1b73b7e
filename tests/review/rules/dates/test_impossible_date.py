"""Dates that no calendar has."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import impossible_date


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("公司于2月30日召开股东大会。", ["2月30日"]),
        ("2023年2月29日公告。", ["2023年2月29日"]),
        ("2023年13月投产。", ["2023年13月"]),
        ("4月31日至5月6日。", ["4月31日"]),
        ("4月28日-31日。", ["4月28日-31日"]),
        ("截至2024-04-31。", ["2024-04-31"]),
        ("截至2024/6/31，2024.11.31。", ["2024/6/31", "2024.11.31"]),
        ("截至2024-13-01。", ["2024-13-01"]),
        ("6月31号、0月5日。", ["6月31号", "0月5日"]),
        ("2024年4月26日（周一）披露年报。", ["2024年4月26日（周一"]),
        ("2024-04-26 星期天。", ["2024-04-26 星期天"]),
        ("4月26日（周一）披露年报。", ["4月26日（周一"]),
    ],
)
def test_impossible(text: str, marks: list[str]) -> None:
    assert underlined(impossible_date, prose(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日、2月29日、12月31日。",
        "4月26日-30日，4月30日至5月6日。",
        "2024年4月26日（周五），2024-04-26周五，4月26日（星期五）。",
        "共13个月，历时15月余，持续36月。",
        "20241301、20240230为批号。",
        "版本2024.13.1，财年2023-24-25，赛季2022/23/24。",
        "编号GB/T 2023-45-67，IP为192.168.1.31。",
        "2023年1-12月，2023年12月。",
        "2024年4月26日周报，4月26日周日均成交额。",
        "比例4/31，区间2-30。",
        "5月4日（周六）至10日。",
        "31日、30日均线。",
    ],
)
def test_possible(text: str) -> None:
    assert underlined(impossible_date, prose(text)) == []


def test_a_weekday_without_year_is_a_hint() -> None:
    without, with_year = found(impossible_date, prose("4月26日（周一），2024年4月26日（周一）。"))
    assert (without.level, with_year.level) == (Level.HINT, None)
    assert "周五" in with_year.help
