"""Data that are too old, too new, or of several dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.review import REPORT, found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.dates import future_data, mixed_as_of, stale_data

LEDGER = """
kimi: {name: Kimi, source: wind, as_of: AS_OF, users: {value: 300, unit: 万人, valid_until: 2024-06}, kind: 对话}
doubao: {name: 豆包, source: wind, as_of: 2024-03-31, users: {value: 500, unit: 万人}}
"""
GAINERS = """
gainers:
  source: wind
  as_of: AS_OF
  columns: {day: DAYTYPE, ytd: percent}
  rows: [[2024-04-25, 5%], [LASTDAY, 6%]]
"""
USERS = "Kimi用户{{ products.kimi.users }}，超出市场的想象。再看{{ products.kimi.users }}。"
CHART = "section: 章\npages: [{title: 页, blocks: [{chart: {type: column, title: 图, data: gainers, x: day, series: ytd}}]}]"


def ledger(as_of: str) -> Mapping[str, str]:
    return {
        "content/ledger/products.yaml": LEDGER.replace("AS_OF", as_of),
        "content/ledger/labels.yaml": "users: 用户\n",
    }


def table(as_of: str, last: str = "2024-04-26", kind: str = "date", more: str = "") -> Mapping[str, str]:
    text = GAINERS.replace("AS_OF", as_of).replace("LASTDAY", last).replace("DAYTYPE", kind)
    return {"content/ledger/stocks.yaml": text.replace("  source: wind", f"  source: wind\n{more}", 1)}


# Valid until


@pytest.mark.parametrize(("today", "marks"), [(date(2024, 6, 30), []), (date(2024, 7, 1), ["300万人"]), (None, [])])
def test_valid_until(today: date | None, marks: list[str]) -> None:
    manuscript = replace(prose(USERS, ledger("2024-04")), today=today)
    assert underlined(stale_data, manuscript) == marks


def test_figures_of_facts_use_facts() -> None:
    section = """
section: 章
pages: [{title: 页, blocks: [{facts: {title: 表, entities: [products.kimi, products.doubao], facts: [users]}}]}]
"""
    manuscript = replace(read(section, ledger("2024-04")), today=date(2024, 7, 1))
    assert underlined(stale_data, manuscript) == ["products.kimi"]


# The greatest age


@pytest.mark.parametrize(
    ("as_of", "max_age", "marks"),
    [
        ("2024-01-26", 91, []),
        ("2024-01-26", 90, ["gainers"]),
        ("2024-01", 90, []),
        ("2023", 90, ["gainers"]),
        ("2023", None, []),
    ],
)
def test_max_age(as_of: str, max_age: int | None, marks: list[str]) -> None:
    report = REPORT + (f"max_age: {max_age}\n" if max_age else "")
    assert underlined(stale_data, read(CHART, table(as_of), report)) == marks


def test_words_do_not_age() -> None:
    section = "section: 章\npages: [{title: 页, blocks: [{text: 'Kimi做{{ products.kimi.kind }}。'}]}]"
    assert underlined(stale_data, read(section, ledger("2019"), REPORT + "max_age: 90\n")) == []


# The future


@pytest.mark.parametrize(
    ("as_of", "date_", "marks"),
    [
        ("2024-04-27", "2024-04-26", ["300万人"]),
        ("2024-05", "2024-04", ["300万人"]),
        ("2024-04-27", "2024-04", []),
        ("2024-04", "2024-04-26", []),
        ("2024", "2024-04-26", []),
    ],
)
def test_facts_of_the_future(as_of: str, date_: str, marks: list[str]) -> None:
    section = f'section: 章\npages: [{{title: 页, blocks: [{{text: "{USERS}"}}]}}]'
    manuscript = read(section, ledger(as_of), REPORT.replace("2024-04-26", date_))
    assert underlined(future_data, manuscript) == marks


@pytest.mark.parametrize(
    ("files", "marks"),
    [
        (table("2024-05-06"), ["gainers"]),
        (table("2024-04-26", "2024-05-06"), ["gainers"]),
        (table("2024-05-06", "2024-05-06"), ["gainers"]),
        (table("2024-04-26"), []),
        (table("2024-04-26", "2024-05-06", more="  title: 涨幅及预测"), []),
        (table("2024-04-26", "2028E", "text"), []),
    ],
)
def test_tables_of_the_future(files: Mapping[str, str], marks: list[str]) -> None:
    assert underlined(future_data, read(CHART, files)) == marks


def test_sources_of_the_future() -> None:
    sources = {"content/ledger/sources.yaml": "wind: {publisher: Wind, kind: terminal, published: 2024-05}\n"}
    (finding,) = found(future_data, prose(USERS, {**ledger("2024-04"), **sources}))
    assert "'wind' was published 2024-05" in finding.message


@pytest.mark.parametrize(
    ("text", "marks", "levels"),
    [
        ("截至2024年5月31日，国内指数上涨5%。", ["2024年5月31日"], [None]),
        ("公司已于2024年6月投产。", ["2024年6月"], [None]),
        ("谷歌于2024年12月发布了新模型。", ["2024年12月"], [None]),
        ("谷歌于2024年12月发布新模型。", ["2024年12月"], [Level.HINT]),
        ("截至2024年4月26日，指数上涨5%，2024年一季度增长。", [], []),
        ("公司预计2024年6月投产，已开工建设。", [], []),
        ("新规将于2024年7月1日起施行，已发布。", [], []),
        ("2025年归母净利润同比增长20%。", [], []),
        ("授权有效期截至2025年5月31日。", [], []),
        ("2024Q2收入已恢复增长。", [], []),
        ("GPT-5有望2024年6月发布，2024年6月底前已签约客户上线。", [], []),
    ],
)
def test_text_about_the_future(text: str, marks: list[str], levels: list[Level | None]) -> None:
    findings = found(future_data, prose(text))
    assert [finding.text for finding in findings] == marks
    assert [finding.level for finding in findings] == levels


# Several dates


BOTH = "Kimi用户{{ products.kimi.users }}，豆包{{ products.doubao.users }}TEXT。"


@pytest.mark.parametrize(
    ("as_of", "text", "marks"),
    [
        ("2023-12-31", "", ["500万人"]),
        ("2024-03-30", "", ["500万人"]),
        ("2024-03", "", []),
        ("2023-12-31", "（2024年3月）", []),
        ("2023-12-31", "。另", ["500万人"]),
    ],
)
def test_sentences(as_of: str, text: str, marks: list[str]) -> None:
    assert underlined(mixed_as_of, prose(BOTH.replace("TEXT", text), ledger(as_of))) == marks


def test_different_sentences_may_differ() -> None:
    text = "Kimi用户{{ products.kimi.users }}。豆包{{ products.doubao.users }}。"
    assert underlined(mixed_as_of, prose(text, ledger("2023-12-31"))) == []


@pytest.mark.parametrize(
    ("as_of", "note", "marks"),
    [("2023-12-31", "", ["products.doubao"]), ("2024-03-30", "", []), ("2023-12-31", ", note: Kimi为2023年", [])],
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
    for name, as_of in (("one", "2024-04-26"), ("two", "2024-03-29"))
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
