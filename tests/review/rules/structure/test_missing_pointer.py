"""Pointers to what is not in the report, and pointers by a typed number."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read, underlined
from yanbao.model.manuscript import Manuscript
from yanbao.review.rules.structure import missing_pointer, typed_reference

LEDGER = {
    "content/ledger/stocks.yaml": """\
gainers:
  source: wind
  as_of: 2024-04-26
  columns: {name: text, ytd: percent}
  rows: [[中视传媒, 55%]]
""",
}
SECTION = """\
section: 市场
pages:
  - title: 涨幅
    blocks:
      - text: '{text}'
      - chart: {{id: gains, type: bar, title: 涨幅, data: gainers, x: name, y: ytd}}
      - table: {{title: 个股, data: gainers, columns: name}}
      - table: {{title: 个股, data: gainers, columns: ytd}}
"""


def report(text: str, files: str = "[cover, section.yaml]", title: str = "市场") -> Manuscript:
    """A report with 图1, 表1 and 表2, of three pages and one chapter."""
    section = SECTION.format(text=text).replace("市场", title)
    return read(section, LEDGER, REPORT.replace("[section.yaml]", files))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("走势见图12。", ["图12"]),
        ("走势如下图12所示。", ["图12"]),
        ("走势见下文图12。", ["图12"]),
        ("如表3所示，", ["表3"]),
        ("（图 2）", ["图 2"]),
        ("见图表1。", ["图表1"]),
        ("见图1-4。", ["图1-4"]),
        ("见图1至图2。", ["图1至图2"]),
        ("由图1和图2可见", ["图2"]),
        ("见图1。", []),
        ("见表1至表2。", []),
        ('见{{ ref("gains") }}。', []),
        ("公司代表3家龙头，发表2篇文章，智能手表5款，电表3亿只。", []),
        ("在图灵测试中，地图5.0上线。", []),
        ("版图3年扩张。", []),
        ("详见第5页。", ["第5页"]),
        ("详见本报告第 12 页。", ["第 12 页"]),
        ("参见P15。", ["P15"]),
        ("参见第2页。", []),
        ("详见公司年报第45页。", []),
        ("见第四章。", ["第四章"]),
        ("我们将在第3部分讨论。", ["第3部分"]),
        ("我们在第3部分工厂看到产线。", []),
        ("见第一章。", []),
        ("《证券法》第五章规定", []),
        ("依照公司章程第五章。", []),
        ("参见附录。", ["附录"]),
        ("详见文末附录A。", ["附录A"]),
        ("详见财务报表附注。", []),
        ("请务必阅读正文之后的免责声明及其项下所有内容", ["免责声明"]),
        ("请仔细阅读本报告末页的重要声明。", ["重要声明"]),
        ("详见风险提示。", ["风险提示"]),
        ("评级标准参见文末评级说明。", ["评级说明"]),
        ("### 请务必阅读正文之后的免责声明", ["免责声明"]),
        ("公司发布风险提示公告。", []),
        ("详见公司公告的风险提示。", []),
    ],
)
def test_pointers_that_lead_nowhere(text: str, marks: list[str]) -> None:
    assert underlined(missing_pointer, report(text)) == marks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("请务必阅读正文之后的免责声明", "法律声明"),
        ("参见附录。", "附录：估值表"),
        ("参见附录B。", "附录B"),
        ("详见文末风险提示。", "主要风险"),
    ],
)
def test_what_is_in_the_report(text: str, title: str) -> None:
    assert underlined(missing_pointer, report(text, title=title)) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("走势见图1。", ["图1"]),
        ("见表1至表2。", ["表1至表2"]),
        ("（表 2）", ["表 2"]),
        ("参见第2页。", ["第2页"]),
        ("见图12。", []),
        ("见图1-4。", []),
        ('见{{ ref("gains") }}。', []),
        ("详见第5页。", []),
        ("见第一章。", []),
    ],
)
def test_typed_numbers(text: str, marks: list[str]) -> None:
    assert underlined(typed_reference, report(text)) == marks


def test_help_names_the_id() -> None:
    [chart, table] = found(typed_reference, report("图1、表1"))
    assert chart.help == 'write {{ ref("gains") }}'
    assert table.help == 'write {{ ref("…") }} and give the figure that id'


def test_help_says_which_numbers_there_are() -> None:
    helps = [finding.help for finding in found(missing_pointer, report("见图9、表9、图表9"))]
    assert [text.split(";")[0] for text in helps] == [
        "the last is 图1",
        "the last is 表2",
        "no figure of the report is called 图表",
    ]
