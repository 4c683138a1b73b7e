"""The figures of the sample: all that were asked for, numbered, sourced and described."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.sample.conftest import Sample

SHOWN = [
    "Llama 3表现测试",
    "400B+模型部分测试结果",
    "Gemini 1.5模型提升对比",
    "上下文窗口",
    "多模态大模型能力对比",
    "天工3.0模型参数超越Grok-1",
    "AI社交应用规模",
    "海外Chatbot网页访问量",
    "国内Chatbot网页访问量",
    "申万传媒指数行情图",
    "传媒板块年初至今个股涨幅前20",
    "传媒板块受AIGC主题事件驱动明显",
    "中证人工智能主题指数",
]
"""Words of the captions that the report must have."""


class _Figures(HTMLParser):
    """Collects what stands in each figure element."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[dict[str, str]] = []
        self._inside: str | None = None
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "figure":
            self._within = True
            self.figures.append(
                {"figcaption": "", "source": "", "id": values["id"] or "", "kind": values["class"] or ""}
            )
        elif self._within:
            if tag == "figcaption":
                self._inside = "figcaption"
            elif tag == "p":
                self._inside = values.get("class")
            if "aria-label" in values:
                self.figures[-1]["alt"] = values["aria-label"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("figcaption", "p"):
            self._inside = None
        self._within = self._within and tag != "figure"

    def handle_data(self, data: str) -> None:
        if self._inside in ("figcaption", "source") and self._within:
            self.figures[-1][self._inside] += data


@pytest.fixture(scope="module")
def figures(sample: Sample) -> list[dict[str, str]]:
    parser = _Figures()
    parser.feed(sample.html.read_text(encoding="utf-8"))
    return parser.figures


@pytest.mark.parametrize("words", SHOWN)
def test_is_shown(figures: list[dict[str, str]], words: str) -> None:
    assert [figure for figure in figures if words in figure["figcaption"]]


def test_are_numbered_in_order(figures: list[dict[str, str]]) -> None:
    labels = [re.match(r"([图表])(\d+)", figure["figcaption"]) for figure in figures]
    for word in "图表":
        numbers = [int(label[2]) for label in labels if label and label[1] == word]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 20


def test_name_their_source(figures: list[dict[str, str]]) -> None:
    assert [f["id"] for f in figures if not f["source"].startswith("资料来源：")] == []
    published = ("整理", "国信证券经济研究所")
    assert [f["id"] for f in figures if not f["source"].partition("，数据截至")[0].endswith(published)] == []


def test_charts_are_described(figures: list[dict[str, str]]) -> None:
    charts = [figure for figure in figures if "chart" in figure["kind"]]
    assert len(charts) >= 20
    assert [chart["id"] for chart in charts if len(chart.get("alt", "")) < 20] == []


def test_public_indices_are_never_called_wind(figures: list[dict[str, str]]) -> None:
    captions = [figure["figcaption"] for figure in figures]
    assert [caption for caption in captions if "Wind" in caption] == []
    index = next(figure for figure in figures if "中证人工智能主题指数" in figure["figcaption"])
    assert index["source"] == "资料来源：中证指数，国信证券经济研究所整理"


def test_the_twenty_gainers_and_the_nineteen_events(sample: Sample) -> None:
    html = sample.html.read_text(encoding="utf-8")
    table = html[html.index('<span class="caption-title">传媒板块年初至今个股涨幅前20</span>') :]
    rows = table[: table.index("</table>")].split("<tr>")[2:]
    assert len(rows) == 20
    assert re.sub(r"<[^>]+>", " ", rows[0]).split() == ["1", "600088.SH", "中视传媒", "79", "+55%"]
    events = html[html.index('<span class="caption-title">传媒板块受AIGC主题事件驱动明显</span>') :]
    assert events[: events.index("</figure>")].count('class="event-number"') == 19
