"""What only the summary names."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read, underlined
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.rules.structure import untreated_entity

FILES = {
    "content/ledger/products.yaml": """\
kimi: {name: Kimi, vendor: 月之暗面}
doubao: {name: 豆包, aliases: [豆包大模型], vendor: 字节跳动, released: 2023-08, source: google, as_of: 2024-03}
gemini: {name: Gemini 1.5}
gemini_pro: {name: Gemini 1.5 Pro}
search: {name: 秘塔AI搜索}
""",
    "content/ledger/companies.yaml": """\
moonshot: {name: 月之暗面}
bytedance: {name: 字节跳动, aliases: [字节]}
metaso: {name: 秘塔}
google: {name: 谷歌}
""",
    "content/ledger/labels.yaml": "released: 发布\nvendor: 公司\n",
    "content/ledger/stocks.yaml": """\
gainers:
  source: wind
  as_of: 2024-04-26
  columns: {code: ticker, name: text}
  rows: [[600088.SH, 中视传媒], [300133.SZ, 华策影视], [300024.SZ, 机器人], [000002.SZ, 万科]]
""",
}


def report(
    summary: str, body: str = "正文。", blocks: str = "", outline: str = "[first.yaml, section.yaml]"
) -> Manuscript:
    first = f"section: 报告摘要\nnumbered: false\npages:\n  - title: 摘要\n    blocks: [{{text: '{summary}'}}]\n"
    section = f"section: 正文\npages:\n  - title: 页\n    blocks:\n      - text: '{body}'\n{blocks}"
    return read(section, FILES | {"content/demo/first.yaml": first}, REPORT.replace("[section.yaml]", outline))


@pytest.mark.parametrize(
    ("summary", "body", "marks"),
    [
        ("Kimi与豆包增长迅猛。", "Kimi领先。", ["豆包"]),
        ("豆包增长，豆包领先。", "无。", ["豆包"]),
        ("{{ products.doubao }}增长。", "无。", ["豆包"]),
        ("豆包大模型增长。", "豆包领先。", []),
        ("豆包增长。", "豆包大模型领先。", []),
        ("豆包增长。", "{{ products.doubao }}领先。", []),
        ("字节跳动发力。", "豆包领先。", []),
        ("豆包领先。", "字节跳动发力。", ["豆包"]),
        ("应用Kimi（月之暗面）领先。", "Kimi。", []),
        ("Gemini 1.5 Pro上线。", "Gemini1.5上线。", []),
        ("Gemini 1.5上线。", "gemini 1.5上线。", []),
        ("秘塔增长。", "秘塔AI搜索增长。", []),
        ("秘塔AI搜索增长。", "秘塔增长。", ["秘塔AI搜索"]),
        ("中视传媒涨幅居前。", "无。", ["中视传媒"]),
        ("中视传媒涨幅居前。", "其中中视传媒受益。", []),
        ("{{ names(data.gainers) }}涨幅居前。", "中视传媒、华策影视。", ["机器人"]),
        ("万科违约。", "无。", []),
        ("谁都不提。", "无。", []),
    ],
)
def test_what_only_the_summary_names(summary: str, body: str, marks: list[str]) -> None:
    assert underlined(untreated_entity, report(summary, body)) == marks


@pytest.mark.parametrize(
    "block",
    [
        "table: {title: 涨幅, data: gainers, columns: [code, name]}",
        "callout: {text: 华策影视。}",
        'cards: [{value: "1", label: 华策影视}]',
    ],
)
def test_figures_and_other_blocks_treat_too(block: str) -> None:
    assert underlined(untreated_entity, report("华策影视领涨。", blocks=f"      - {block}\n")) == []


def test_a_source_line_names_too() -> None:
    table = "      - facts: {title: 对比, entities: products.doubao, facts: released}\n"
    assert underlined(untreated_entity, report("谷歌发力。")) == ["谷歌"]
    assert underlined(untreated_entity, report("谷歌发力。", blocks=table)) == []


@pytest.mark.parametrize(
    ("summary", "level"),
    [
        ("豆包增长。建议关注Kimi。", Level.HINT),
        ("Kimi增长。建议关注豆包等。", None),
        ("受益标的：豆包。", None),
    ],
)
def test_what_is_recommended_is_a_warning(summary: str, level: Level | None) -> None:
    [finding] = found(untreated_entity, report(summary, "Kimi。"))
    assert (finding.text, finding.level) == ("豆包", level)


def test_a_report_without_body() -> None:
    assert underlined(untreated_entity, report("豆包增长。", outline="[first.yaml]")) == []


def test_a_report_without_summary() -> None:
    assert (
        underlined(untreated_entity, read("section: 行业\npages: [{title: 页, blocks: [{text: Kimi}]}]", FILES)) == []
    )


def test_a_chapter_that_is_the_summary() -> None:
    section = (
        "section: 行业\npages:\n"
        "  - {title: 核心观点, blocks: [{text: 豆包增长。}]}\n"
        "  - {title: 格局, blocks: [{text: Kimi领先。}]}\n"
    )
    assert underlined(untreated_entity, read(section, FILES)) == ["豆包"]
