"""Quantities in Chinese text."""

from __future__ import annotations

import pytest

from yanbao.review.reading.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value", "family"),
    [
        ("57%", 0.57, "%"),
        ("１２．５％", 0.125, "%"),
        ("-3.6%", -0.036, "%"),
        ("增长−5%", -0.05, "%"),
        ("三成", 0.3, "%"),
        ("七成半", 0.75, "%"),
        ("2.3pct", 0.023, "个百分点"),
        ("5个百分点", 0.05, "个百分点"),
        ("25bp", 0.0025, "个百分点"),
        ("1,234.5亿元", 1.2345e11, "元"),
        ("56.6亿美元", 5.66e9, "美元"),
        ("47.1万亿元", 4.71e13, "元"),
        ("20万人次", 2e5, "人次"),
        ("100万个tokens", 1e6, "tokens"),
        ("128K上下文", 128e3, ""),
        ("700亿（70B）", 7e10, ""),
        ("3000万千瓦时", 3e10, "Wh"),
        ("8.5元/股", 8.5, "元/股"),
        ("5TB", 5, "TB"),
        ("15x", 15, "倍"),
        ("两倍", 2, "倍"),
        ("得分2199.5", 2199.5, ""),
    ],
)
def test_what_is_written(text: str, value: float, family: str) -> None:
    first = quantities(text)[0]
    assert first.value == pytest.approx(value)
    assert first.family == family


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("14%", ""),
        ("约14%", "about"),
        ("14%左右", "about"),
        ("近14%", "near"),
        ("不足14%", "below"),
        ("14%以下", "below"),
        ("超过100万", "above"),
        ("逾100亿元", "above"),
        ("20亿元以上", "above"),
        ("100余家", "above"),
        ("10多亿元", "above"),
    ],
)
def test_approximators(text: str, bound: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("毛利率10%-15%", ["10%", "15%"]),
        ("收入10-15亿元", ["15亿元"]),
        ("收入10—15亿元", ["15亿元"]),
        ("重约10吨-15吨", ["10吨", "15吨"]),
    ],
)
def test_ranges(text: str, written: list[str]) -> None:
    found = quantities(text)
    assert [text[one.start : one.end] for one in found] == written
    assert all(one.in_range and one.value > 0 for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4发布",
        "Gemini 1.5 Pro上线",
        "Llama 3 70B",
        "天工3.0",
        "A100与H20",
        "5G与3D",
        "2023年3月5日，2024E，24Q1，23H2，2021-2023年",
        "2024-04-26与2024/4/26、20240426",
        "600088.SH（600088）",
        "沪深300、中证1000",
        "图3与表2",
        "第3名",
        "3-5年",
        "1）首先；2、其次",
        "https://example.com/2024/12.5",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "agrees"),
    [
        ("近14%", 0.136, True),
        ("近14%", 0.12, False),
        ("超过100万", 1.2e6, True),
        ("超过100万", 0.9e6, False),
        ("约30亿", 29.6e8, True),
        ("不足30亿", 33e8, False),
        ("12.3亿", 12.34e8, True),
        ("12.3亿", 12.8e8, False),
        ("8k", 8192, True),
    ],
)
def test_what_may_be_said_of_a_value(text: str, value: float, agrees: bool) -> None:
    assert quantities(text)[0].agrees(value) is agrees
