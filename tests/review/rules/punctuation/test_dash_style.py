"""Dashes between Chinese words."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import dash_style


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("由Sora制作的MV—《Worldweight》。", ["—"]),
        ("由Sora制作的MV–《Worldweight》。", ["–"]),
        ("由Sora制作的MV-《Worldweight》。", ["-"]),
        ("音乐界的GPT--国产模型。", ["--"]),
        ("下一个风口--人工智能。", ["--"]),
        ("下一个风口———人工智能。", ["———"]),
        ("下一个风口— —人工智能。", ["— —"]),
        ("下一个风口──人工智能。", ["──"]),
        ("下一个风口－－人工智能。", ["－－"]),
        ("下一个风口--2025年策略。", ["--"]),
        ("下一个风口—今年策略的展望。", ["—"]),
        ("下一个风口 - 人工智能。", ["-"]),
        ("下一个风口—人工智能。", ["—"]),
        ("由Sora制作的MV——《Worldweight》，音乐界的GPT——Suno AI。", []),
        ("2020—2024年，2020年—2024年，30亿—60亿元，1月–3月，10-15%。", []),
        ("2020年—至今，周一—周五，一季度—三季度，2024E–2026E。", []),
        ("中国—东盟自贸区，北京—上海高铁，深圳—香港，中国–东盟，上游—中游—下游。", []),
        ("GPT-4、COVID-19、state-of-the-art与A--B。", []),
        ("大语言模型-通用版本，资产-负债，中-美。", []),
        ("利率为-0.5%，环比—0.3%，现在—2024年。", []),
        ("图中的“—”表示没有数据（—）。", []),
        ("English — with dashes – and --flags。", []),
        ("参数为 --strict时", []),
        ("见https://a.com/x--y。", []),
    ],
)
def test_dashes(text: str, marks: list[str]) -> None:
    assert underlined(dash_style, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "level"),
    [("MV—《作品》", None), ("风口--智能", None), ("下一个风口—智能", Level.HINT), ("风口 - 智能", Level.HINT)],
)
def test_levels(text: str, level: Level | None) -> None:
    assert [one.level or dash_style.RULE.level for one in found(dash_style, prose(text))] == [level or Level.WARNING]
