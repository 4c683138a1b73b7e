"""Numbers of several dates beside one another."""

from __future__ import annotations

import pytest

from tests.review import prose, read, underlined
from tests.review.rules.dates import ledger
from yanbao.review.rules.dates import mixed_as_of

BOTH = "Kimi用户{{ products.kimi.users }}，豆包{{ products.doubao.users }}TEXT。"


@pytest.mark.parametrize(
    ("as_of", "text", "marks"),
    [
        ("2023-12-31", "", ["500万人"]),
        ("2024-03-30", "", ["500万人"]),
        ("2024-03", "", []),
        ("2023-12-31", "（2024年3月）", []),
        ("2023-12-31", "。另", ["500万人"]),
        ("2023-12-31", "，此前更少", []),
    ],
)
def test_sentences(as_of: str, text: str, marks: list[str]) -> None:
    assert underlined(mixed_as_of, prose(BOTH.replace("TEXT", text), ledger(as_of))) == marks


def test_different_sentences_may_differ() -> None:
    text = "Kimi用户{{ products.kimi.users }}。豆包{{ products.doubao.users }}。"
    assert underlined(mixed_as_of, prose(text, ledger("2023-12-31"))) == []


@pytest.mark.parametrize(
    ("as_of", "note", "marks"),
    [
        ("2023-12-31", "", ["products.doubao"]),
        ("2024-03-30", "", []),
        ("2023-12-31", ", note: Kimi为2023年", []),
        ("2023-12-31", ", unit: 截至2023年12月31日", ["products.doubao"]),
        ("2023-12-31", ", unit: 2023年12月、2024年3月", []),
        ("2023-12-31", ", unit: 截至2024年4月26日", []),
    ],
)
def test_fact_tables(as_of: str, note: str, marks: list[str]) -> None:
    facts = f"{{title: 表, entities: [products.kimi, products.doubao], facts: [users]{note}}}"
    section = f"section: 章\npages: [{{title: 页, blocks: [{{facts: {facts}}}]}}]"
    assert underlined(mixed_as_of, read(section, ledger(as_of))) == marks


def test_what_was_so_at_the_release() -> None:
    models = "".join(
        f"{name}: {{name: {name}模型, source: wind, as_of: {day}, released: {day}, users: {{value: 1, unit: 人}}}}\n"
        for name, day in (("a", "2024-02-15"), ("b", "2023-03-01"))
    )
    files = {"content/ledger/models.yaml": models, "content/ledger/labels.yaml": "users: 用户\n"}
    facts = "{title: 表, entities: [models.a, models.b], facts: [users]}"
    section = f"section: 章\npages: [{{title: 页, blocks: [{{facts: {facts}}}]}}]"
    assert underlined(mixed_as_of, read(section, files)) == []


PAGE = """
section: 章
pages:
  - title: 页
    blocks:
      - table: {title: 甲, data: one, columns: [name, ytd]ONE}
      - table: {title: 乙, data: two, columns: [name, ytd]TWO}
"""
TABLES = "".join(
    f"{name}:\n  source: wind\n  as_of: {as_of}\n  columns: {{name: text, ytd: percent}}\n  rows: [[CELL, 5%]]\n"
    for name, as_of in (("one", "2024"), ("two", "2023"))
)


@pytest.mark.parametrize(
    ("one", "two", "cell", "marks"),
    [
        ("", "", "某公司", ["one", "two"]),
        (", unit: 截至2024-04-26", "", "某公司", ["two"]),
        (", unit: 截至2024-04-26", ", note: 截至3月29日", "某公司", []),
        ("", "", "2024Q1", []),
    ],
)
def test_pages(one: str, two: str, cell: str, marks: list[str]) -> None:
    files = {"content/ledger/tables.yaml": TABLES.replace("CELL", cell)}
    assert underlined(mixed_as_of, read(PAGE.replace("ONE", one).replace("TWO", two), files)) == marks


@pytest.mark.parametrize(
    ("unit", "marks"),
    [
        ("截至2024年3月29日", ["2024年3月29日"]),
        ("截至2024-04-26", []),
        ("2024年3月29日至4月26日", []),
        ("2024年一季度", []),
        ("元", []),
    ],
)
def test_the_date_that_a_table_prints_is_that_of_its_data(unit: str, marks: list[str]) -> None:
    data = "one: {source: wind, as_of: 2024-04-26, columns: {name: text, ytd: percent}, rows: [[甲, 5%]]}\n"
    section = PAGE[: PAGE.index("ONE}")] + f", unit: {unit}}}\n"
    assert underlined(mixed_as_of, read(section, {"content/ledger/stocks.yaml": data})) == marks
