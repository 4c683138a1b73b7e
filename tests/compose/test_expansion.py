"""Conditions, repetitions, the period and the parameters of a report: one date moves everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import Composition, compose
from yanbao.compose.prose import plain_text
from yanbao.diagnostics import Diagnostic
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, TableBlock, walk

Composed = Callable[..., Composition]

CATALOG = """\
index:
  source: wind
  as_of: newest
  file: index.csv
  columns: {date: {type: date, label: 日期}, close: {type: number, label: 收盘, unit: 点}}
daily:
  source: wind
  as_of: newest
  file: daily.csv
  columns: {date: {type: date, label: 日期}, code: ticker, close: {type: number, label: 收盘价, unit: 元}}
stocks:
  source: wind
  as_of: 2025-09-12
  file: stocks.csv
  columns:
    code: {type: ticker, label: 代码}
    name: {type: text, label: 简称}
    theme: {type: text, label: 主题}
    week: {type: percent, label: 周涨幅}
    until: {type: date, label: 解禁日}
"""
STOCKS = """\
code,name,theme,week,until
600519.SH,贵州茅台,白酒,3.1%,2025-12-01
000858.SZ,五粮液,白酒,-1.2%,2025-11-01
300133.SZ,华策影视,影视,0.5%,2026-01-05
"""
REPORT = """\
title: 周报：指数{{ change(data.index, "close", "week") | pct(1) | moved }}
subtitle: "{{ period }}"
kind: 周报
date: 2025-09-12
period: week
institution: 示例证券研究所
params: {code: 600519.SH, target: {type: percent, default: 8%}, day: {type: date, default: 2025-09-01}}
outline: [market.yaml]
"""
MARKET = """\
section: 市场
pages:
  - title: 指数{{ change(data.index, "close", "week") | moved }}
    blocks:
      - text: |
          截至{{ data.index.newest | date }}收于{{ last(data.index, "close") }}，
          上周为{{ earlier(data.index, "close", "week") }}。
      - chart: {type: line, title: 指数走势, data: index, x: date, series: [close]}
"""


SOURCES = "wind: {publisher: Wind, kind: terminal}\ngoogle: {publisher: 谷歌, kind: company}\n"


@pytest.fixture
def composed(write_project: WriteProject) -> Composed:
    def make(market: str = MARKET, days: int = 10, given: Mapping[str, str] | None = None, **files: str) -> Composition:
        every = [date(2025, 9, 1) + timedelta(days=at) for at in range(30)]
        open_days = [day for day in every if day.weekday() < 5][:days]
        closes = {day: 100 + 5 * at - 12 * (at % 3) for at, day in enumerate(open_days)}
        project = {
            "content/ledger/sources.yaml": SOURCES,
            "content/demo/report.yaml": REPORT,
            "content/demo/market.yaml": market,
            "data/catalog.yaml": CATALOG,
            "data/stocks.csv": STOCKS,
            "data/index.csv": "date,close\n" + "".join(f"{day},{close}\n" for day, close in closes.items()),
            "data/daily.csv": "date,code,close\n"
            + "".join(
                f"{day},{code},{close}\n" for day, close in closes.items() for code in ("600519.SH", "000858.SZ")
            ),
        }
        loaded = load_project(write_project({**project, **files}))
        assert loaded.diagnostics == ()
        report = loaded.project.reports[0]
        wrong = check(loaded.project, report)
        assert wrong == ()
        return compose(loaded.project, report, wrong, given=given)

    return make


def texts(made: Composition) -> list[str]:
    return [passage.text for passage in made.manuscript.passages]


def titles(made: Composition) -> list[str]:
    return [plain_text(page.title) for page in made.document.pages if page.kind == "content"]


def test_one_date_moves_a_report(composed: Composed) -> None:
    """After the data have grown by five rows, the date is moved: nothing else is edited."""
    before, grown = composed(), composed(days=15)
    assert before.diagnostics == grown.diagnostics == ()
    assert texts(grown) == texts(before), "rows after the period are not the report's yet"
    moved = composed(days=15, **{"content/demo/report.yaml": REPORT.replace("date: 2025-09-12", "date: 2025-09-19")})
    assert "周报：指数上涨" in texts(before)[0]
    assert texts(before)[1] == "2025年9月8日—2025年9月14日"
    assert texts(moved)[1] == "2025年9月15日—2025年9月21日"
    assert any("截至2025年9月12日收于145点，上周为108点" in text for text in texts(before))
    assert any("截至2025年9月19日收于146点，上周为145点" in text for text in texts(moved))
    for made, day in ((before, "2025-09-12"), (moved, "2025-09-19")):
        [chart] = [
            block for page in made.document.pages for block in walk(page.blocks) if isinstance(block, ChartBlock)
        ]
        assert str(chart.plot.x[-1])[:10] == day


def test_a_page_for_each_row(composed: Composed) -> None:
    made = composed("""\
section: 个股
pages:
  - title: "{{ stock }}本周{{ stock.week | pct(1) | moved }}"
    id: page
    for_each: {as: stock, data: stocks, where: {theme: 白酒}, sort: week}
    blocks:
      - text: 收于{{ last(data.daily, "close", code=stock.code) }}，见{{ ref("line") }}和{{ ref("page") }}。
      - chart:
          {id: line, type: line, title: "{{ stock.name }}", data: daily, x: date, series: close,
          where: {code: "{{ stock.code }}"}}
""")
    assert made.diagnostics == ()
    assert titles(made) == ["五粮液本周下跌1.2%", "贵州茅台本周上涨3.1%"]
    assert "收于145元，见图1和五粮液本周下跌1.2%。" in texts(made)
    assert "收于145元，见图2和贵州茅台本周上涨3.1%。" in texts(made)
    assert [plain_text(one.title) for one in made.document.figures] == ["五粮液", "贵州茅台"]


SET_OFF = """\
section: 个股
pages:
  - title: "{{ stock }}"
    for_each: {as: stock, data: stocks, where: {theme: 白酒}, sort: week}
    blocks:
      - table: {title: 同业, data: stocks, columns: [name, week], highlight: "{{ stock.name }}"}
      - chart: {type: bar, title: 涨幅, data: stocks, x: name, y: week, highlight: "{{ stock.name }}"}
"""


def test_a_row_is_set_off_by_an_expression(composed: Composed) -> None:
    made = composed(SET_OFF)
    assert made.diagnostics == ()
    blocks = [block for page in made.document.pages for block in walk(page.blocks)]
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    rows = [row for table in tables for group in table.groups for row in group if row.kind == "highlight"]
    assert [plain_text(row.cells[0].html) for row in rows] == ["五粮液", "贵州茅台"]
    assert [block.plot.highlight for block in blocks if isinstance(block, ChartBlock)] == [("五粮液",), ("贵州茅台",)]


@pytest.mark.parametrize(
    ("written", "message"),
    [("stock.theme", "no row of 'stocks' has '白酒' in column 'name'"), ("stok.name", "nothing is called 'stok'")],
)
def test_a_row_that_is_not_there_cannot_be_set_off(composed: Composed, written: str, message: str) -> None:
    made = composed(SET_OFF.replace("{{ stock.name }}", f"{{{{ {written} }}}}"))
    assert {(one.mark.line, message in one.message) for one in made.diagnostics} == {(6, True), (7, True)}


def test_a_block_and_a_section_for_each_entity(composed: Composed) -> None:
    entities = "a: {name: 甲公司, source: wind, size: 5}\nb: {name: 乙公司, source: wind, size: 7}\n"
    market = """\
section: "{{ firm }}"
for_each: {as: firm, entities: [firms.a, firms.b]}
pages:
  - title: 规模
    blocks:
      - text: "{{ firm.name }}的规模为{{ firm.size }}，{{ stock }}。"
        for_each: {as: stock, data: stocks, limit: 2}
"""
    made = composed(market, **{"content/ledger/firms.yaml": entities})
    assert made.diagnostics == ()
    assert [text for text in texts(made) if "规模为" in text] == [
        "甲公司的规模为5，贵州茅台。",
        "甲公司的规模为5，五粮液。",
        "乙公司的规模为7，贵州茅台。",
        "乙公司的规模为7，五粮液。",
    ]
    assert [page.number for page in made.document.pages if page.kind == "divider"] == ["1", "2"]


def test_conditions(composed: Composed) -> None:
    made = composed("""\
section: 市场
pages:
  - title: 上涨
    when: change(data.index, "close", "week") > 0
    blocks:
      - text: 有
        when: "{{ count(data.stocks, week='> 1%') == 1 }}"
      - text: 没有
        when: count(data.stocks, week="> 50%") > 0
      - columns:
          - [{text: 左, when: params.target > "10%"}, {text: 中}]
          - {text: 右, when: params.target > "10%"}
  - title: 下跌
    when: change(data.index, "close", "week") < 0
    blocks: [{text: 无}]
""")
    assert made.diagnostics == ()
    assert titles(made) == ["上涨"]
    assert [text for text in texts(made) if text in "有没有左中右无"] == ["有", "中"]


def test_parameters(composed: Composed) -> None:
    market = """\
section: 个股
pages:
  - title: "{{ params.target }}，{{ params.day | date }}"
    blocks:
      - table: {title: 一, data: stocks, columns: [name], where: {code: "{{ params.code }}"}}
"""

    def table(made: Composition) -> str:
        [found] = [block for page in made.document.pages for block in page.blocks if isinstance(block, TableBlock)]
        return found.groups[0][0].cells[0].html

    assert (titles(composed(market)), table(composed(market))) == (["8%，2025年9月1日"], "贵州茅台")
    other = composed(market, given={"code": "000858.SZ", "target": "12.5%", "day": "2025-09-02"})
    assert (titles(other), table(other)) == (["12.5%，2025年9月2日"], "五粮液")
    [told] = [one for one in composed(market, given={"target": "0.08"}).diagnostics if not one.follows]
    assert told.help == "write 8%"
    for given, message in (
        ({"target": "12.5"}, "the parameter 'target' is '12.5', not a percentage such as 8%"),
        ({"day": "2025-02-30"}, "the parameter 'day' is '2025-02-30', not a date as 2024-04-26"),
        ({"code": ""}, "the parameter 'code' has no value"),
    ):
        found = composed(market, given=given).diagnostics
        assert [one.message for one in found if not one.follows] == [message]  # and nothing that only lacks it


@pytest.mark.parametrize(
    ("keys", "message", "place"),
    [
        ("when: data.index.close > 0", "no member 'data.index.close'", (4, 11)),
        ("when: change(data.index, 'close', 'week')", "a condition is needed here", (4, 11)),
        ("for_each: {as: one, data: stock}", "no dataset 'stock'", (4, 31)),
        ("for_each: {as: one, data: stocks, where: {name: 茅台}}", "no row of 'stocks' has '茅台' in column", (4, 47)),
        ("for_each: {as: one, data: stocks, where: {nam: 茅台}}", "dataset 'stocks' has no column 'nam'", (4, 47)),
        ("for_each: {as: one, data: stocks, where: {week: 游戏}}", "holds percent, not text", (4, 47)),
        ("for_each: {as: one, data: stocks, sort: -wek}", "dataset 'stocks' has no column 'wek'", (4, 45)),
        ("for_each: {as: one, data: stocks, where: {week: '> 90%'}}", "no row of 'stocks' has '> 90%'", (4, 47)),
        ("for_each: {as: data, data: stocks}", "'data' means something else in expressions already", (4, 20)),
        ("for_each: {as: sum, data: stocks}", "'sum' means something else in expressions already", (4, 20)),
        ("for_each: {as: one, entities: [firms.a]}", "no entity 'firms.a'", (4, 36)),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    composed: Composed, keys: str, message: str, place: tuple[int, int]
) -> None:
    made = composed(f"section: 市场\npages:\n  - title: 一\n    {keys}\n    blocks: [{{text: 一}}]\n")
    [found] = made.diagnostics
    assert message in found.message
    assert (found.mark.line, found.mark.column) == place


def mistakes(write_project: WriteProject, page: str, report: str = REPORT) -> tuple[Diagnostic, ...]:
    files = {"content/demo/report.yaml": report, "content/demo/market.yaml": page, "data/catalog.yaml": "{}"}
    return load_project(write_project(files)).diagnostics


def test_keys_that_do_not_fit(write_project: WriteProject) -> None:
    page = "section: 一\npages:\n  - {title: 一, for_each: {as: x}, blocks: [{text: 一, when: a > b, chart: {}}]}\n"
    told = [one.message for one in mistakes(write_project, page)]
    assert any("name either a dataset in 'data' or entities in 'entities'" in message for message in told)
    for period in ("fortnight", "2025-09-19..2025-09-12", "2025-13"):
        told = [
            one.message for one in mistakes(write_project, MARKET, REPORT.replace("period: week", f"period: {period}"))
        ]
        assert any(f"'{period}' is not a period" in message for message in told)
    told = [one.message for one in mistakes(write_project, MARKET, REPORT.replace("2025-09-12", "2025-09"))]
    assert any("a period such as 'week' needs a day" in message for message in told)


def test_repetitions_are_bounded(composed: Composed) -> None:
    """One inside another, too."""
    inner = "[{text: 一, for_each: {as: other, data: many}}]"
    market = f"section: 一\npages:\n  - {{title: 一, for_each: {{as: one, data: many}}, blocks: {inner}}}\n"
    for count, of_pages in ((501, 0), (60, 32)):
        rows = "".join(f"    - [名{at}]\n" for at in range(count))
        many = f"many:\n  source: wind\n  as_of: 2025\n  columns: {{name: text}}\n  rows:\n{rows}"
        made = composed(market, **{"content/ledger/more.yaml": many})
        [found] = made.diagnostics
        assert "this is repeated too often: 500 times are the most here, and 2000 in a report" in found.message
        assert found.rule == "too-large"
        assert len(titles(made)) == of_pages


def test_what_conditions_and_repetitions_take_is_in_use(composed: Composed) -> None:
    """So that ``report facts`` lists it, and a file says that it is made from it."""
    made = composed("""\
section: 市场
pages:
  - title: 一
    for_each: {as: stock, data: stocks, limit: 1}
    when: data.index.newest > "2024"
    blocks:
      - text: 收于{{ last(data.daily, "close", code="600519.SH") }}。
      - table: {title: 二, data: stocks, columns: [name], where: {name: "{{ stock }}"}}
""")
    assert made.diagnostics == ()
    assert {"data.stocks", "data.index", "data.daily"} <= {use.path for use in made.uses}
    assert not {use.path for use in made.uses} & {"data.stocks.name", "data.index.newest", ""}


def test_a_row_is_compared_by_its_name(composed: Composed) -> None:
    made = composed("""\
section: 市场
pages:
  - title: "{{ value(data.stocks, 'week', name=stock) }}"
    for_each: {as: stock, data: stocks, limit: 2}
    blocks: [{text: 一, when: 'stock in ["五粮液"]'}, {text: 二}]
""")
    assert made.diagnostics == ()
    assert titles(made) == ["3.1%", "−1.2%"]
    assert [text for text in texts(made) if text in "一二"] == ["二", "一", "二"]


def test_what_is_repeated_for_no_row_says_so(composed: Composed) -> None:
    """By a condition that is about no row, which the error without one writes out."""
    page = "section: 市场\npages:\n  - title: 一\n    blocks:\n      - text: 文\n      - text: '{{{{ one }}}}大涨'\n{}"
    each = "        for_each: {{as: one, data: stocks, where: {{week: '> {}%'}}}}\n"
    [told] = composed(page.format(each.format(90))).diagnostics
    assert told.help == """if there may be none, write beside for_each: when: 'count(data.stocks, week="> 90%") > 0'"""
    when = "        " + told.help.removeprefix("if there may be none, write beside for_each: ") + "\n"
    quiet = composed(page.format(each.format(90) + when))
    assert (quiet.diagnostics, texts(quiet)[-2:]) == ((), ["一", "文"])
    lively = composed(page.format(each.format(3) + when.replace("90", "3")))
    assert (lively.diagnostics, texts(lively)[-2:]) == ((), ["文", "贵州茅台大涨"])


def test_a_condition_about_a_row_is_looked_at_in_each(composed: Composed) -> None:
    page = "section: 市场\npages:\n  - title: '{{ one }}'\n    for_each: {as: one, data: stocks}\n"
    made = composed(page + "    when: one.week > 0\n    blocks: [{text: 文}]\n")
    assert (made.diagnostics, titles(made)) == ((), ["贵州茅台", "华策影视"])


def test_a_condition_is_no_yes_or_no(write_project: WriteProject) -> None:
    page = "section: 一\npages:\n  - title: 一\n    blocks: [{text: 一, when: true}]\n"
    [told] = [one for one in mistakes(write_project, page) if one.mark.line == 4]
    assert (told.message.split(":")[0], told.edits) == ("a condition compares", ())


def test_what_is_repeated_on_a_page_refers_to_the_figure_of_that_page(composed: Composed) -> None:
    market = """\
section: 市场
pages:
  - title: "{{ one }}"
    for_each: {as: one, data: stocks, limit: 2}
    blocks:
      - chart: {id: c1, type: bar, title: "{{ one }}", data: stocks, x: name, y: week}
      - text: "与{{ other }}同见{{ ref('c1') }}"
        for_each: {as: other, data: stocks, where: {theme: 影视}}
"""
    made = composed(market)
    assert made.diagnostics == ()
    assert [text for text in texts(made) if "同见" in text] == ["与华策影视同见图1", "与华策影视同见图2"]
    outside = market + "  - title: 二\n    blocks: [{text: \"见{{ ref('c1') }}\"}]\n"
    [told] = composed(outside).diagnostics
    assert told.message.startswith("'c1' is repeated, and this is not in the repetition")
    assert "c1-" not in told.help
