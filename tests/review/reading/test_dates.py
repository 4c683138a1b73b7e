"""Dates as reports write them."""

from __future__ import annotations

from datetime import date

import pytest

from yanbao.review.reading.dates import Form, agree, dates, earliest, latest, leading, whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("截至2024年4月26日收盘", [("2024年4月26日", "2024-04-26", "2024-04-26")]),
        ("截至4月26日", [("4月26日", "--04-26", "--04-26")]),
        ("2024年3月访问量", [("2024年3月", "2024-03", "2024-03")]),
        ("3月份全球", [("3月份", "--03", "--03")]),
        ("2023年的", [("2023年", "2023", "2023")]),
        ("截至2024-04-26。", [("2024-04-26", "2024-04-26", "2024-04-26")]),
        ("2024-03榜单", [("2024-03", "2024-03", "2024-03")]),
        ("（2024/4/26）", [("2024/4/26", "2024-04-26", "2024-04-26")]),
        ("2024.04.26", [("2024.04.26", "2024-04-26", "2024-04-26")]),
        ("20240426收盘", [("20240426", "2024-04-26", "2024-04-26")]),
        ("2024年一季度", [("2024年一季度", "2024-01", "2024-03")]),
        ("24Q1", [("24Q1", "2024-01", "2024-03")]),
        ("1Q24", [("1Q24", "2024-01", "2024-03")]),
        ("2023年上半年、2023H2", [("2023年上半年", "2023-01", "2023-06"), ("2023H2", "2023-07", "2023-12")]),
        ("前三季度", [("前三季度", "--01", "--09")]),
        ("截至2023年末", [("2023年末", "2023-12", "2023-12")]),
        ("20230410-0413", [("20230410-0413", "2023-04-10", "2023-04-13")]),
        ("20230410-20230413", [("20230410-20230413", "2023-04-10", "2023-04-13")]),
        ("2024/1/1-4/26", [("2024/1/1-4/26", "2024-01-01", "2024-04-26")]),
        ("2024-01-02至2024-04-26", [("2024-01-02至2024-04-26", "2024-01-02", "2024-04-26")]),
        ("2月6日至3月22日", [("2月6日至3月22日", "--02-06", "--03-22")]),
        ("2023年4月10日-13日", [("2023年4月10日-13日", "2023-04-10", "2023-04-13")]),
        ("2023年4月10-13日", [("2023年4月10-13日", "2023-04-10", "2023-04-13")]),
        ("2024年1-3月", [("2024年1-3月", "2024-01", "2024-03")]),
        ("2022年11月至2024年3月", [("2022年11月至2024年3月", "2022-11", "2024-03")]),
        ("2024.01.02-04.26", [("2024.01.02-04.26", "2024-01-02", "2024-04-26")]),
    ],
)
def test_dates(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(text[w.start : w.end], w.first, w.last) for w in dates(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "2月30日",
        "2023年13月",
        "20231301",
        "成交20231222元",
        "版本2024.1.1.0",
        "600088.SH",
        "192.168.1.1",
        "GPT-4.0",
        "3个月、12个月",
        "https://example.com/2024/04/26/x.html",
        "10年期国债",
        "April 26, 2024",
        "20231222.5",
        "ISO 2023-15-88",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("text", "form", "is_padded", "joint", "is_short"),
    [
        ("20230410-0413", Form.COMPACT, True, "-", True),
        ("20230410-20230413", Form.COMPACT, True, "-", False),
        ("2024/4/26", Form.SLASH, False, "", False),
        ("2024-11-26", Form.DASH, None, "", False),
        ("2024-01-02至2024-04-26", Form.DASH, True, "至", False),
        ("2024年04月", Form.HAN, True, "", False),
    ],
)
def test_how_it_is_written(text: str, form: Form, is_padded: bool | None, joint: str, is_short: bool) -> None:
    written = whole(text)
    assert written is not None
    assert (written.form, written.is_padded, written.joint, written.is_short) == (form, is_padded, joint, is_short)


def test_whole_and_leading() -> None:
    assert whole("2024年4月26日发布") is None
    assert leading("2024年4月26日发布") is not None
    assert leading("（2024-04-26）发布") is not None
    assert leading("公司于2024年4月26日发布") is None


def test_periods() -> None:
    assert (earliest("2024"), latest("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (earliest("2024-02"), latest("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert earliest("2024-04-26") == latest("2024-04-26")
    assert agree("2024-04", "2024-04-26")
    assert not agree("2024-04-26", "2024-04-25")
