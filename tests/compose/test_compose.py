"""A loaded report as a document: figures numbered, data shaped, sources named, problems located."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao.charts.formulas import draw
from yanbao.checks import check
from yanbao.compose import compose
from yanbao.compose.prose import plain_text
from yanbao.diagnostics import Diagnostic
from yanbao.load.project import load_project
from yanbao.model.document import CalloutBlock, CardsBlock, Cell, ChartBlock, Document, TableBlock, TextBlock, walk
from yanbao.model.manuscript import Role

Composed = Callable[..., tuple[Document, tuple[Diagnostic, ...]]]

STOCKS = """\
gainers:
  source: wind
  as_of: 2024-04-26
  columns:
    code: {type: ticker, label: 代码}
    name: {type: text, label: 简称}
    theme: text
    cap: {type: number, label: 市值, unit: 亿元}
    ytd: {type: percent, label: 年内涨幅}
  rows:
    - [300133.SZ, 华策影视, 视频, 1152, 36%]
    - [600088.SH, 中视传媒, 视频, 79.5, 55%]
    - [002343.SZ, 慈文传媒, 影视, 40, -2%]
    - [601098.SH, 中南传媒, 影视, '', 21%]
"""
SOURCES = """\
google: {publisher: 谷歌, kind: company}
wind: {publisher: Wind, kind: terminal}
own: {publisher: 示例证券研究所, kind: own}
"""
BASE = {"content/ledger/stocks.yaml": STOCKS, "content/ledger/sources.yaml": SOURCES}


def page(*blocks: str) -> str:
    """A section file with one page of the given blocks."""
    return "section: 大模型\npages:\n  - title: 标题\n    blocks:\n" + "".join(
        "      - " + block.strip().replace("\n", "\n        ") + "\n" for block in blocks
    )


@pytest.fixture
def composed(write_project: WriteProject) -> Composed:
    def make(*blocks: str, **files: str) -> tuple[Document, tuple[Diagnostic, ...]]:
        root = write_project({**BASE, "content/demo/intro.yaml": page(*blocks), **files})
        loaded = load_project(root)
        assert loaded.diagnostics == ()
        made = compose(loaded.project, loaded.project.reports[0])
        return made.document, made.diagnostics

    return make


B = TypeVar("B")


def blocks(document: Document, kind: type[B]) -> list[B]:
    return [block for page in document.pages for block in walk(page.blocks) if isinstance(block, kind)]


def table_rows(table: TableBlock) -> list[tuple[Cell, ...]]:
    return [row.cells for group in table.groups for row in group]


def rows(table: TableBlock) -> list[list[str]]:
    return [[plain_text(cell.html) for cell in row] for row in table_rows(table)]


TABLE = "table: {title: 涨幅, data: gainers, columns: [name, cap, {column: ytd, sign: true, bar: true}]%s}"
CHART = "chart: {id: visits, type: line, title: 访问量, data: visits, x: month, series: views}"


def test_figures_and_tables_count_in_their_own_right(composed: Composed) -> None:
    document, _ = composed(TABLE % "", CHART, TABLE % "")
    assert [entry.label for entry in document.figures] == ["图1", "表1", "表2"]


def test_prose_points_ahead(composed: Composed) -> None:
    document, found = composed("text: 见{{ ref('visits') }}。", CHART)
    assert found == ()
    [text] = blocks(document, TextBlock)
    assert text.html == '<p>见<a class="ref" href="#visits">图1</a>。</p>'


def test_numbers_of_a_column_share_decimals_and_missing_ones_are_marked(composed: Composed) -> None:
    [table] = blocks(composed(TABLE % "")[0], TableBlock)
    assert rows(table) == [
        ["华策影视", "1152.0", "+36%"],
        ["中视传媒", "79.5", "+55%"],
        ["慈文传媒", "40.0", "−2%"],
        ["中南传媒", "—", "+21%"],
    ]
    assert [row[2].tone for row in table_rows(table)] == ["up", "up", "down", "up"]
    assert [row[2].bar for row in table_rows(table)] == [65.5, 100.0, 3.6, 38.2]


def test_rows_are_filtered_sorted_limited_and_ranked(composed: Composed) -> None:
    [table] = blocks(composed(TABLE % ", sort: -ytd, limit: 2, rank: true")[0], TableBlock)
    assert [row[:2] for row in rows(table)] == [["1", "中视传媒"], ["2", "华策影视"]]
    [table] = blocks(composed(TABLE % ", where: {theme: 影视}")[0], TableBlock)
    assert [row[0] for row in rows(table)] == ["慈文传媒", "中南传媒"]


def test_equal_neighbours_become_one_cell_in_front(composed: Composed) -> None:
    [table] = blocks(
        composed("table: {title: 名单, data: gainers, group: theme, columns: [name, code]}")[0], TableBlock
    )
    assert rows(table) == [
        ["视频", "华策影视", "300133.SZ"],
        ["中视传媒", "600088.SH"],
        ["影视", "慈文传媒", "002343.SZ"],
        ["中南传媒", "601098.SH"],
    ]
    assert [row[0].span for row in table_rows(table)] == [2, 1, 2, 1]


def test_the_rank_stands_behind_the_group(composed: Composed) -> None:
    spec = "table: {title: 名单, data: gainers, group: theme, rank: true, columns: name}"
    [table] = blocks(composed(spec)[0], TableBlock)
    assert [plain_text(cell.html) for cell in table.heads[0]] == ["theme", "序号", "简称"]
    assert rows(table)[:2] == [["视频", "1", "华策影视"], ["2", "中视传媒"]]


def test_a_reference_to_a_page_prints_its_title(composed: Composed) -> None:
    intro = page("text: 见{{ ref('window') }}").replace(
        "title: 标题", "id: window\n    title: 窗口**{{ models.gemini }}**"
    )
    document, found = composed(**{"content/demo/intro.yaml": intro})
    assert found == ()
    assert blocks(document, TextBlock)[0].html == '<p>见<a class="ref" href="#window">窗口Gemini 1.5</a></p>'


def test_entities_are_compared_by_their_facts(composed: Composed) -> None:
    labels = {"content/ledger/labels.yaml": "context_window: 上下文窗口\n"}
    window = "{value: 1000000, unit: 个tokens, source: google}"
    models = f"gemini: {{name: Gemini 1.5, context_window: {window}}}\nsora: {{name: Sora}}\n"
    table = "facts: {title: 对比, entities: [models.gemini, models.sora], facts: context_window}"
    document, _ = composed(table, **labels, **{"content/ledger/models.yaml": models})
    [made] = blocks(document, TableBlock)
    assert [plain_text(cell.html) for cell in made.heads[0]] == ["项目", "Gemini 1.5", "Sora"]
    assert rows(made) == [["上下文窗口", "100万个tokens", "—"]]
    assert made.caption.source == "资料来源：谷歌，示例证券研究所整理"


def test_source_lines_come_from_the_data_unless_given(composed: Composed) -> None:
    document, _ = composed(TABLE % "", TABLE % ", source: [google, wind, google]", TABLE % ", source: own")
    assert [block.caption.source for block in blocks(document, TableBlock)] == [
        "资料来源：Wind，示例证券研究所整理，数据截至2024年4月26日",
        "资料来源：谷歌、Wind，示例证券研究所整理，数据截至2024年4月26日",
        "资料来源：示例证券研究所，数据截至2024年4月26日",
    ]


def test_cards_name_the_sources_of_their_numbers(composed: Composed) -> None:
    document, _ = composed("cards: [{value: '{{ models.gemini.context_window | plain }}', label: 窗口}]")
    [cards] = blocks(document, CardsBlock)
    assert plain_text(cards.items[0].value) == "100万"
    assert cards.source == "资料来源：谷歌，示例证券研究所整理"


def test_charts_are_described_from_their_data(composed: Composed) -> None:
    [chart] = blocks(composed(CHART)[0], ChartBlock)
    assert chart.caption.alt == (
        "走势图：访问量。访问量：2024-01为110万次，2024-03为160万次；最高160万次（2024-03），最低110万次（2024-01）。"
    )


def test_lines_are_rebased_to_a_date_outside_the_range_shown(composed: Composed) -> None:
    chart = "chart: {type: line, title: 变化, data: visits, x: month, series: views, rebase: 2024-01, since: 2024-02}"
    [made] = blocks(composed(chart)[0], ChartBlock)
    assert len(made.plot.x) == 3  # it begins at its base, which is just before what is shown
    assert made.plot.series[0].percent
    assert made.plot.series[0].values == pytest.approx((0, 140 / 110 - 1, 160 / 110 - 1))
    [later] = blocks(composed(chart.replace("since: 2024-02", "since: 2024-03"))[0], ChartBlock)
    assert later.plot.series[0].values == pytest.approx((160 / 110 - 1,))


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        ("chart: {type: bar, title: 空, data: gainers, x: name, y: cap, where: {theme: 无}}", "no row of 'gainers'"),
        ("chart: {type: line, title: 空, data: visits, x: month, series: views, since: 2025}", "no row of 'visits'"),
        ("chart: {type: line, title: 空, data: visits, x: month, series: views, rebase: 2020-01}", "has no value of"),
    ],
)
def test_a_chart_without_data_is_an_error(composed: Composed, chart: str, message: str) -> None:
    _, [found] = composed(chart)
    assert found.rule == "empty-chart"
    assert message in found.message
    assert found.mark.file == "content/demo/intro.yaml"
    assert found.mark.line == 5


def test_contents_list_chapters_and_pages(composed: Composed) -> None:
    document, _ = composed("text: 正文")
    assert [(entry.label, entry.title, entry.level) for entry in document.contents] == [
        ("1", "大模型", 0),
        ("", "标题", 1),
    ]
    assert [page.kind for page in document.pages] == ["cover", "contents", "divider", "content"]


def test_a_section_before_the_chapters_is_in_the_contents_once(write_project: WriteProject) -> None:
    front = "section: 摘要\nnumbered: false\npages:\n" + "".join(
        f"  - title: 要点{number}\n    blocks: [{{text: 正文}}]\n" for number in (1, 2, 3)
    )
    report = SMALL_PROJECT["content/demo/report.yaml"].replace("intro.yaml", "front.yaml, intro.yaml")
    loaded = load_project(write_project({"content/demo/front.yaml": front, "content/demo/report.yaml": report}))
    assert loaded.diagnostics == ()
    document = compose(loaded.project, loaded.project.reports[0]).document
    assert [str(entry.title) for entry in document.contents if not entry.label] == ["摘要", "上下文窗口扩展"]


def test_cards_name_the_sources_of_their_values_and_labels(composed: Composed) -> None:
    ledger = "m: {name: 甲, as_of: 2024, a: {value: 1, source: google}, b: {value: 2, source: wind}}\n"
    card = 'cards: [{value: "{{ models.m.a }}", label: "去年{{ models.m.b }}"}]'
    document, _ = composed(card, **{"content/ledger/models.yaml": ledger})
    [cards] = blocks(document, CardsBlock)
    assert "谷歌" in cards.source
    assert "Wind" in cards.source


def test_all_problems_are_found_at_once(composed: Composed) -> None:
    _, found = composed("text: '{{ models.gemni }}和{{ ref(\"visit\") }}'", "callout: {text: '{{ data.visit }}'}")
    assert [diagnostic.rule for diagnostic in found] == ["unknown-fact", "unknown-reference", "unknown-dataset"]


MODELS = """\
gemini: {name: Gemini 1.5, released: 2024, context_window: {value: 1000000, unit: 个tokens, source: google}}
llama: {name: Llama 3, released: 2024, context_window: {value: 8192, unit: 个tokens, source: wind}}
kimi: {name: Kimi, context_window: {value: 2000000, unit: 字}}
"""
FACTS = "chart: {type: facts, title: 窗口, fact: %s, highlight: models.gemini, entities: [models.llama, models.%s]}"


def test_a_chart_of_facts_ranks_entities_and_names_their_sources(composed: Composed) -> None:
    document, _ = composed(FACTS % ("context_window", "gemini"), **{"content/ledger/models.yaml": MODELS})
    [chart] = blocks(document, ChartBlock)
    assert chart.plot.x == ("Gemini 1.5", "Llama 3")
    assert chart.plot.series[0].values == (1_000_000, 8192)
    assert chart.plot.highlight == ("Gemini 1.5",)
    assert chart.caption.source == "资料来源：谷歌、Wind，示例证券研究所整理"


def test_a_chart_of_facts_brings_powers_of_ten_to_one_unit(composed: Composed) -> None:
    models = MODELS.replace("value: 8192, unit: 个tokens", "value: 0.8192, unit: 万个tokens")
    document, _ = composed(FACTS % ("context_window", "gemini"), **{"content/ledger/models.yaml": models})
    [series] = blocks(document, ChartBlock)[0].plot.series
    assert (series.unit, series.values) == ("万个tokens", (100, 0.8192))


@pytest.mark.parametrize(
    ("fact", "entity", "rule"), [("released", "gemini", "not-a-number"), ("context_window", "kimi", "mixed-units")]
)
def test_a_chart_of_facts_needs_numbers_of_one_unit(composed: Composed, fact: str, entity: str, rule: str) -> None:
    models = MODELS.replace("released: 2024", "released: 2024-02")
    _, [found] = composed(FACTS % (fact, entity), **{"content/ledger/models.yaml": models})
    assert found.rule == rule
    assert found.mark.line == 5


def test_columns_of_a_table_may_have_sources_of_their_own(composed: Composed) -> None:
    stocks = STOCKS.replace("unit: 亿元}", "unit: 亿元, source: google}")
    shown = "table: {title: 市值, data: gainers, columns: [name, %s]}"
    text = "text: \"{{ value(data.gainers, 'cap', name='慈文传媒') }}\""
    document, _ = composed(shown % "cap", shown % "ytd", text, **{"content/ledger/stocks.yaml": stocks})
    sources = [block.caption.source for block in blocks(document, TableBlock)]
    assert [source.partition("，数据")[0] for source in sources] == [
        "资料来源：谷歌，示例证券研究所整理",
        "资料来源：Wind，示例证券研究所整理",
    ]
    assert 'title="谷歌，截至2024-04-26"' in blocks(document, TextBlock)[0].html


@pytest.mark.parametrize(
    "text",
    ["一行\n    二行 X\n    Y 三行", ">-\n    一行\n    二行 X\n    Y 三行", "|\n    一行\n    二行 X\n    Y 三行"],
)
def test_lines_of_chinese_join_without_a_space_however_they_are_folded(composed: Composed, text: str) -> None:
    """A space that was typed stays; a break between Latin words is one."""
    document, _ = composed(f"callout:\n  text: {text}")
    block = next(block for page in document.pages for block in walk(page.blocks))
    assert plain_text(getattr(block, "html")) == "一行二行 X Y 三行"  # noqa: B009 - of a union


def test_lines_join_beside_a_value_as_beside_what_it_prints(composed: Composed) -> None:
    """It begins or ends in Chinese, or in Latin."""
    document, _ = composed(
        'text: |\n    {{ names(data.gainers, theme="影视") }}\n    AI\n    {{ models.gemini }}\n    Pro'
    )
    block = next(block for page in document.pages for block in walk(page.blocks))
    assert isinstance(block, TextBlock)
    assert plain_text(block.html) == "慈文传媒、中南传媒AI Gemini 1.5 Pro"


def test_a_wrong_reference_takes_nothing_with_it_on_its_line(write_project: WriteProject) -> None:
    """Two charts in flow style: the one is left out of a draft, the other is not."""
    right = "{chart: {type: line, title: 一, data: visits, x: month, series: [views]}}"
    wrong = "{chart: {type: line, title: 二, data: visit, x: month, series: [views]}}"
    columns = f"columns: [{{blocks: [{right}]}}, {{blocks: [{wrong}]}}]"
    loaded = load_project(write_project({**BASE, "content/demo/intro.yaml": page(columns)}))
    report = loaded.project.reports[0]
    made = compose(loaded.project, report, check(loaded.project, report))
    assert [block.caption.title for block in blocks(made.document, ChartBlock)] == ["一"]


NOTED = "text: 收入{{ data.gainers.as_of }}^[甲。]与利润^[乙，见{{ data.gainers.as_of }}。]^[甲。]"


def test_footnotes_are_numbered_through_a_page(composed: Composed) -> None:
    document, diagnostics = composed(NOTED, 'columns:\n  - callout: {text: "丙^[丁]"}', NOTED.replace("^[甲。]", ""))
    assert diagnostics == ()
    anchor, blocks = document.pages[-1].anchor, walk(document.pages[-1].blocks)
    html = "".join(block.html for block in blocks if isinstance(block, TextBlock | CalloutBlock))
    marks = re.findall(r'<a href="#(.*?)-note-(\d+)" role="doc-noteref">(\d+)</a>', html)
    assert marks == [(anchor, number, number) for number in "12134"]
    notes = re.findall(
        rf'<li id="{anchor}-note-(\d+)"><span class="footnote-number" data-apart>\1</span> (.*)</li>', html
    )
    assert [(number, plain_text(text)) for number, text in notes] == [
        ("1", "甲。"),
        ("2", "乙，见2024-04-26。"),
        ("3", "丁"),
        ("4", "乙，见2024-04-26。"),
    ]


def test_markup_is_told_at_its_place(composed: Composed) -> None:
    table = "text: |\n  甲\n\n  | 乙 | 丙 |\n  |---|---|\n  | {{ data.gainers.as_of }} |"
    _, diagnostics = composed(table, "text: 甲^[乙", 'cards: [{value: "甲^[乙]", label: 丙}]', "text: 价$`x")
    assert [(d.rule, d.mark.line, d.mark.column) for d in diagnostics] == [
        ("bad-markup", 10, 11),
        ("bad-markup", 11, 16),
        ("bad-markup", 12, 27),
        ("bad-markup", 13, 16),
    ]


def test_formulas_are_drawn_or_told(write_project: WriteProject) -> None:
    text = "text: 其中$`a<b`$为$5，\\frac与$`\\foo`$"
    loaded = load_project(write_project({**BASE, "content/demo/intro.yaml": page(text)}))
    made = compose(loaded.project, loaded.project.reports[0], draw=draw)
    [block] = made.document.pages[-1].blocks
    assert isinstance(block, TextBlock)
    assert re.search(r'其中<svg class="formula" [^>]*><title>a&lt;b</title><path [^>]*/></svg>为\$5，', block.html)
    [diagnostic] = made.diagnostics
    assert (diagnostic.rule, diagnostic.mark.column) == (
        "bad-formula",
        len("      - text: 其中$`a<b`$为$5，\\frac与$`\\"),
    )
    [passage] = [passage for passage in made.manuscript.passages if passage.role is Role.PARAGRAPH]
    assert passage.text == "其中a<b为$5，\\frac与\\foo"
    assert [passage.text[span.start : span.end] for span in passage.spans] == ["a<b", "\\foo"]
