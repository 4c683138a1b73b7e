"""Texts that are read as periods with their year, and texts that are not."""

from __future__ import annotations

from datetime import date

import pytest

from yanbao.periods import moment, moments


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        (
            "2023 2023A 2023E 23A 2023年 2023年度 FY2023 FY23 2023年E 2023（预测） 2023年年报",
            "2023-01-01",
            "2023-12-31",
        ),
        ("2023H2 23H2 2H23 2H2023 2023年下半年 23年下半年", "2023-07-01", "2023-12-31"),
        ("2023H1 1H23 2023年上半年 2023年中报", "2023-01-01", "2023-06-30"),
        (
            "2024Q1 24Q1 1Q24 1Q2024 Q1-2024 2024年一季度 2024年第1季度 2024-Q1 1Q24E 2024年Q1A",
            "2024-01-01",
            "2024-03-31",
        ),
        ("2024年前三季度 2024年三季报 9M24 2024年1-9月 2024Q1-3", "2024-01-01", "2024-09-30"),
        ("2024-02 2024/2 2024年2月 24年2月 202402 2024.02", "2024-02-01", "2024-02-29"),
        ("2024-02-05 2024/2/5 2024年2月5日 20240205", "2024-02-05", "2024-02-05"),
        ("98年", "1998-01-01", "1998-12-31"),
    ],
)
def test_periods_with_their_year(texts: str, first: str, last: str) -> None:
    expected = date.fromisoformat(last).toordinal(), -date.fromisoformat(first).toordinal()
    assert {text: moment(text) for text in texts.split()} == dict.fromkeys(texts.split(), expected)


@pytest.mark.parametrize(
    "text", ["", "24", "Q1", "3月", "合计", "600519", "AI2024", "2023-02-30", "24Q5", "13M24", "2024年至今"]
)
def test_other_texts_are_none(text: str) -> None:
    assert moment(text) is None


def test_periods_in_order_and_only_if_all_are() -> None:
    texts = ["2023年一季度", "2023年上半年", "2023年前三季度", "2023Q4", "2023年", "2024Q1"]
    found = moments(texts)
    assert found is not None
    assert found == sorted(found)
    assert moments([*texts, "合计"]) is None
    assert moments([]) is None
