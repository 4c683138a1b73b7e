"""Data and statements of after the report."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.review import REPORT, found, prose, read, underlined
from tests.review.rules.dates import CHART, USERS, ledger, table
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import future_data


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
        (table("2028", more="  title: 涨幅预测"), []),
        (table("2024-04-26", "2024-05-06", more="  title: 涨幅及预测"), []),
        (table("2024-04-26", "2028E", "text"), []),
    ],
)
def test_tables_of_the_future(files: Mapping[str, str], marks: list[str]) -> None:
    assert underlined(future_data, read(CHART, files)) == marks


def test_sources_of_the_future() -> None:
    sources = {"content/ledger/sources.yaml": "wind: {publisher: Wind, kind: terminal, published: 2024-05}\n"}
    (finding,) = found(future_data, prose(USERS, {**ledger("2024-04"), **sources}))
    assert "'wind', a source of 'products.kimi.users', was published 2024-05" in finding.message


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
