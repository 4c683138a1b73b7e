"""Look-alikes and invisible characters."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.review.rules.punctuation import compatibility_character


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("更全⾯的知识覆盖，并⽀持交互", ["⾯", "⽀"]),
        ("从⻓期来看", ["⻓"]),
        ("\uf9fd与\uf900", ["\uf9fd", "\uf900"]),
        ("pro\ufb01t增长", ["\ufb01"]),
        ("收入\u200b增长\u00ad明显", ["\u200b", "\u00ad"]),
        ("收入\u00a0增长\u2009明显", ["\u00a0", "\u2009"]),
        ("收入､利润｡", ["､", "｡"]),
        ("温度25℃，面积100㎡，①Ⅱ，CO₂与m²，10‰，A股·港股。", []),
        ("繁體與日本語カナ，ＡＢ", []),
        ("👨\u200d💻与☀\ufe0f", []),
        ("\ufa0e\ufa29", []),
    ],
)
def test_characters(text: str, runs: list[str]) -> None:
    assert underlined(compatibility_character, prose(text)) == runs


def test_the_normal_character_is_named() -> None:
    (finding,) = found(compatibility_character, prose("全⾯"))
    assert finding.message == "'⾯' (U+2FAF) is not the normal character"
    assert finding.help == "write 面 (U+9762)"
    (finding,) = found(compatibility_character, prose("⻓期"))
    assert finding.help == "write 长 (U+957F)"


def test_titles_and_cells() -> None:
    data = "stocks: {source: wind, as_of: 2024-04, columns: {name: text}, rows: [[长⾼电新]]}\n"
    section = """
section: 全⾯
pages:
  - title: ⽀持
    blocks: [{table: {title: 表, data: stocks, columns: [name]}}]
"""
    manuscript = read(section, {"content/ledger/stocks.yaml": data})
    assert underlined(compatibility_character, manuscript) == ["⾯", "⽀", "⾼"]


def test_a_name_of_the_ledger_is_reported_there() -> None:
    files = {"content/ledger/models.yaml": "x: {name: 全⾯, source: wind}\n"}
    findings = found(compatibility_character, prose("{{ models.x }}与{{ models.x }}", files))
    assert [finding.mark.file for finding in findings] == ["content/ledger/models.yaml"]
