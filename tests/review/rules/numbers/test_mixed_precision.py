"""Decimals of numbers that are compared, and units of figures side by side."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import mixed_precision


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("综合得分达2199.5（超过GPT-4V的1926.57）。", ["2199.5"]),
        ("毛利率35.25%，高于行业平均的30.1%。", ["30.1%"]),
        ("市占率由10%提升至15.5%。", ["10%"]),
        ("增速分别为28.1%和30%。", ["30%"]),
        ("收入分别下降9.1%、35.9%、1.9%、34.86%、32.1%。", ["34.86%"]),
        ("价格从9.69元上涨至4月26日的11.2元。", ["11.2元"]),
        ("收入分别下降9.1%、35%、1.92%。", []),
        ("综合得分达2199.50（超过GPT-4V的1926.57）。", []),
        ("毛利率约35%，高于行业平均的30.1%。", []),
        ("增速在10%-15.5%之间。", []),
        ("收入12.3亿元，同比增长5%。", []),
        ("收入12.3亿元，高于预期的8000万元。", []),
        ("超过10家公司，收入1.5亿元。", []),
        ("毛利率35.25%；净利率10.1%。", []),
        ("增长3倍，高于行业的2.5倍。", []),
    ],
)
def test_decimals(text: str, marks: list[str]) -> None:
    assert underlined(mixed_precision, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "level"),
    [("得分2199.5（超过GPT-4V的1926.57）。", None), ("增速分别为28.1%和30%。", Level.HINT)],
)
def test_levels(text: str, level: Level | None) -> None:
    (finding,) = found(mixed_precision, prose(text))
    assert finding.level is level


PICTURE = "image: {{title: {}, file: p.svg, alt: 图, source: wind}}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="4"/></svg>'


@pytest.mark.parametrize(
    ("captions", "marks"),
    [
        (("海外Chatbot网页访问量（百万次）", "国内Chatbot网页访问量（万次）"), ["万次"]),
        (("海外收入（亿元）", "国内收入（万元）"), ["万元"]),
        (("海外收入（亿元）", "国内收入（亿元）"), []),
        (("海外收入（亿元）", "国内销量（万台）"), []),
        (("海外收入（亿元）", "海外收入（亿美元）"), []),
    ],
)
def test_units(captions: tuple[str, str], marks: list[str]) -> None:
    blocks = "".join(f"      - {PICTURE.format(caption)}\n" for caption in captions)
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n{blocks}"
    assert underlined(mixed_precision, read(section, {"content/demo/p.svg": SVG})) == marks
