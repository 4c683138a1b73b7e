"""Statements, turned tables, and the rows of averages and medians of a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import Composition, compose
from yanbao.compose.prose import plain_text
from yanbao.load.project import load_project
from yanbao.model.document import Row, TableBlock, TextBlock, walk

DATA = """\
accounts:
  source: google
  as_of: 2024-04-26
  columns:
    period: {type: text, label: 期间}
    revenue: {type: number, label: 营业收入, unit: 百万元, decimals: 0}
    cost: {type: number, label: 营业成本, unit: 亿元, decimals: 2}
    gross: {type: number, label: 毛利, unit: 百万元, decimals: 0}
    margin: {type: percent, label: 毛利率, decimals: 1, expr: gross / revenue}
    profit: {type: number, label: 归母净利润, unit: 百万元, decimals: 0}
    eps: {type: number, label: 每股收益, unit: 元, decimals: 2}
  rows:
    - [2024E, 5200, 12, 4000, -20, -0.02]
    - [2022A, 4736, 10, 3736, 1153, 0.95]
    - [2023A, 4915, 10.4, 3875, 1258, 1.04]
peers:
  source: google
  as_of: 2024-04-26
  columns:
    name: {type: text, label: 公司}
    price: {type: number, label: 股价, unit: 元, decimals: 2}
    shares: {type: number, label: 股本, unit: 亿股, decimals: 2}
    profit: {type: number, label: 净利润, unit: 百万元, decimals: 0}
    expected: {type: number, label: 预期, unit: 亿元, decimals: 2}
  rows:
    - [甲, 40, 12, 1200, 11]
    - [乙, 10, 20, 400, 5]
    - [丙, 5, 10, -100, 1]
    - [丁, 6, 10, 600, 5]
"""

SECTION = """\
section: 表
pages:
  - title: 表
    blocks:
      - {kind}: {{title: 题, data: {data}, {options}}}
      - text: "{text}"
"""

Made = tuple[Composition, list[str]]
Make = Callable[..., Made]


@pytest.fixture
def make(write_project: WriteProject) -> Make:
    """A composed table and what is said of it, of data in which some text is replaced."""

    def made(kind: str, options: str, *changes: tuple[str, str], text: str = "文") -> Made:
        data = DATA
        for before, after in changes:
            assert before in data
            data = data.replace(before, after)
        name = "accounts" if kind == "statement" else "peers"
        section = SECTION.format(kind=kind, data=name, options=options, text=text)
        loaded = load_project(write_project({"content/demo/intro.yaml": section, "content/ledger/tables.yaml": data}))
        found = [*loaded.diagnostics]
        report = loaded.project.reports[0]
        wrong = () if found else check(loaded.project, report)
        composed = compose(loaded.project, report, wrong)
        said = [*found, *wrong, *composed.diagnostics]
        return composed, [f"{d.mark.file.split('/')[-1]}:{d.mark.line} {d.rule}: {d.message} [{d.help}]" for d in said]

    return made


def table(made: Made) -> TableBlock:
    composed, said = made
    assert said == []
    blocks = (one for page in composed.document.pages for one in walk(page.blocks))
    return next(one for one in blocks if isinstance(one, TableBlock))


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[plain_text(cell.html) for cell in row.cells] for row in rows]


def body(block: TableBlock) -> list[list[str]]:
    return [line for group in block.groups for line in texts(group)]


ITEMS = """items: [{column: revenue, section: 利润表}, {column: revenue, change: true, label: 同比, decimals: 1}, cost,
          {column: gross, sum_of: [revenue, -cost]}, {column: profit, bold: true, change: false},
          {column: profit, change: true, label: 增速, decimals: 0}, {column: margin, section: 比率},
          {column: net, expr: profit / revenue, type: percent, label: 净利率, decimals: 1}, eps]"""


def test_a_statement_has_items_down_and_periods_in_time_across(make: Make) -> None:
    block = table(make("statement", f"unit: '百万元，截至2024年4月', {ITEMS}"))
    assert [plain_text(cell.html) for cell in block.heads[0]] == ["项目", "2022A", "2023A", "2024E"]
    assert body(block) == [
        ["利润表"],
        ["营业收入", "4736", "4915", "5200"],
        ["同比", "—", "3.8%", "5.8%"],
        ["营业成本 亿元", "10.00", "10.40", "12.00"],
        ["毛利", "3736", "3875", "4000"],
        ["归母净利润", "1153", "1258", "−20"],
        ["增速", "—", "9%", "转亏"],
        ["比率"],
        ["毛利率", "78.9%", "78.8%", "76.9%"],
        ["净利率", "24.3%", "25.6%", "−0.4%"],
        ["每股收益 元", "0.95", "1.04", "−0.02"],
    ]
    assert [row.kind for row in block.groups[0]] == ["group", "", "", "", "subtotal", "subtotal", ""]
    assert [cell.column for cell in block.heads[0]] == ["", "", "", "forecast"]
    assert block.is_turned  # so that readers cannot sort its items
    assert {cell.column for row in block.groups[1][1:] for cell in row.cells[3:]} == {"forecast"}


def test_the_numbers_of_a_statement_are_bound_in_prose(make: Make) -> None:
    text = (
        "{{ value(data.accounts, 'margin', period='2023A') }}、{{ value(data.accounts, 'eps', period='2024E') }}、"
        "{{ change(data.accounts, 'revenue', 'previous', '2023A') | pct(1) }}"
    )
    composed, said = make("statement", ITEMS, text=text)
    [block] = [one for page in composed.document.pages for one in walk(page.blocks) if isinstance(one, TextBlock)]
    assert (said, plain_text(block.html).strip()) == ([], "78.8%、−0.02元、3.8%")
    assert 'title="谷歌' in block.html


def test_a_subtotal_that_its_items_do_not_make_names_item_period_and_difference(make: Make) -> None:
    _, said = make("statement", ITEMS, ("4915, 10.4, 3875", "4915, 10.4, 3870"))
    assert said == [
        "tables.yaml:15 wrong-subtotal: 毛利 of 2023A is 3,870, and its items make 3,875: the difference is −5 "
        "[correct a number, or name the item that is missing in 'sum_of']"
    ]
    assert make("statement", ITEMS, ("4915, 10.4, 3875", "4915, 10.4, 3876"))[1] == []  # rounding of three numbers
    assert make("statement", ITEMS, ("4915, 10.4, 3875", "4915, null, 3870"))[1] == []  # an item is not known
    _, said = make("statement", "items: [{column: gross, sum_of: [revenue, -eps, margin, kost]}]")
    assert said == [
        "intro.yaml:5 unknown-column: dataset 'accounts' has no column 'kost' [did you mean 'cost'?]",
    ]
    _, said = make("statement", "items: [{column: gross, sum_of: [revenue, -margin]}]")
    assert said == [
        "intro.yaml:5 mixed-units: 'gross' is in 百万元, and 'margin', of which it is to be the sum, in % []"
    ]


def test_years_get_their_letters_and_forecasts_where_they_do_not_say_so(make: Make) -> None:
    years = [("{type: text, label: 期间}", "year"), ("2024E", "2024"), ("2022A", "2022"), ("2023A", "2023")]
    block = table(make("statement", "forecast: 2024, items: [revenue]", *years))
    assert [(plain_text(cell.html), cell.column) for cell in block.heads[0]][1:] == [
        ("2022A", ""),
        ("2023A", ""),
        ("2024E", "forecast"),
    ]
    for forecast, message in (
        ("2099", "this statement ends before 2099 [its last period is 2024]"),
        ("abc", "forecasts cannot begin with 'abc', which is no period [such as 2024, or 2024Q3]"),
        ("'{{ report.kind }}'", "forecasts cannot begin with '行业专题', which is no period [such as 2024, or 2024Q3]"),
    ):
        [told] = make("statement", f"forecast: {forecast}, items: [revenue]", *years)[1]
        assert told == f"intro.yaml:5 outside-chart: {message}"
    block = table(make("statement", "items: [revenue]", *years))
    assert [plain_text(cell.html) for cell in block.heads[0]][1:] == ["2022", "2023", "2024"]


@pytest.mark.parametrize(
    ("options", "changes", "message"),
    [
        ("items: [period]", [], "column 'period' of 'accounts' holds text, not number or percent"),
        ("items: [revenue], rank: true", [], "a statement has no 'rank'"),
        ("items: [{column: revenue, under: 上}]", [], "an item has no 'under': its heading is 'section'"),
        ("items: [revenue]", [("2023A", "年度")], "the rows of 'accounts' are no periods"),
        ("items: [revenue]", [("2023A", "2022A")], "'2022A' is there more than once"),
        ("items: [revenue], period: perod", [], "no column 'perod' [did you mean 'period'?]"),
        ("items: [revenue], where: {period: 2021A}", [], "no row of 'accounts' has '2021A' in column 'period'"),
        ("items: [{column: x, expr: profit / reveneu}]", [], "'x': no column 'reveneu' [did you mean 'revenue'?]"),
        ("items: [{column: x, expr: x + 1}]", [], "'x': computed in a circle"),
        ("items: [{column: eps, expr: profit / 2}]", [], "'eps': 'accounts' has a column of this name"),
        ("items: [{column: x, expr: 'profit ** 2'}]", [], "'**' is not part of the language"),
        ("items: [{column: x, type: percent, expr: profit + cost}]", [], "and the unit of the column is '%'"),
        ("items: [{column: revenue, type: percent}]", [], "'type' is for a computed column"),
        ("items: [{column: revenue, change: true, expr: cost}]", [], "a computed column has no 'change' or 'spark'"),
        ("items: []", [], "must not be empty"),
        ("items: [{column: x, expr: cost / (profit - profit)}]", [], "'x': division by zero"),
    ],
)
def test_what_is_wrong_with_a_statement_is_told_once(
    make: Make, options: str, changes: list[tuple[str, str]], message: str
) -> None:
    _, said = make("statement", options, *changes)
    assert len(said) == 1
    assert message in said[0]


PE = "{column: pe, expr: price * shares / profit, unit: 倍, label: 市盈率, decimals: 1}"


def test_averages_and_medians_leave_out_the_covered_company_and_multiples_of_losses(make: Make) -> None:
    total = "total: {average: pe, median: [pe, price], without: 甲}"
    block = table(make("table", f"columns: [name, price, {PE}], {total}"))
    assert body(block) == [
        ["甲", "40.00", "40.0"],
        ["乙", "10.00", "50.0"],
        ["丙", "5.00", "NM"],
        ["丁", "6.00", "10.0"],
    ]
    assert texts(block.totals) == [["平均（不含甲）", "30.0"], ["中位数（不含甲）", "6.00", "30.0"]]
    assert block.notes == ("NM表示盈利等为负，倍数无意义，未计入平均与中位数。",)
    assert block.heads[0][2].marks == (1,)


def test_labels_and_multiples_are_as_the_author_says(make: Make) -> None:
    total = (
        "total: {sum: price, average: pe, weight: shares, labels: {sum: 总计, average: 可比平均}, without: [甲, 乙]}"
    )
    block = table(make("table", f"columns: [name, price, {PE}], {total}"))
    assert texts(block.totals) == [["总计", "11.00", ""], ["可比平均", "10.0"]]
    block = table(make("table", f"columns: [name, {PE[:-1]}, multiple: false}}], total: {{average: pe}}"))
    assert (texts(block.totals), block.notes) == ([["平均", "12.5"]], ())
    block = table(make("table", f"columns: [name, {PE}], where: {{profit: < 0}}, total: {{average: pe, median: pe}}"))
    assert texts(block.totals) == [["平均", "NM"], ["中位数", "NM"]]
    _, said = make("table", "columns: [name, price], total: {average: price, without: 戊}")
    assert said == ["intro.yaml:5 unknown-value: no row of 'peers' has '戊' in column 'name' []"]


def test_differences_and_shares_are_computed_in_their_units(make: Make) -> None:
    columns = (
        "columns: [name, {column: beat, expr: profit - expected, unit: 亿元, sign: true, label: 差}, "
        "{column: part, expr: shares / sum(shares), type: percent, label: 占比, decimals: 0}]"
    )
    block = table(make("table", f"{columns}, sort: -beat, where: {{shares: '> 10'}}"))
    assert body(block) == [["甲", "+1", "38%"], ["乙", "−1", "63%"]]
    [[cell, *_], *_] = [row.cells[1:] for row in block.groups[0]]
    assert cell.tone == "up"


def test_a_table_is_turned_with_its_totals_and_headings(make: Make) -> None:
    columns = f"columns: [name, {{column: price, under: 价}}, {{column: shares, under: 价}}, {PE}]"
    total = "total: {median: [price, pe], without: 甲}"
    block = table(make("table", f"{columns}, transpose: true, highlight: 乙, limit: 2, {total}"))
    assert [plain_text(cell.html) for cell in block.heads[0]] == ["公司", "甲", "乙", "中位数（不含甲）"]
    assert body(block) == [
        ["价"],
        ["股价 元", "40.00", "10.00", "10.00"],
        ["股本 亿股", "12.00", "20.00", ""],
        ["市盈率 倍", "40.0", "50.0", "50.0"],
    ]
    assert [cell.column for cell in block.groups[0][1].cells] == ["", "", "highlight", ""]
    assert [cell.header for cell in block.groups[0][1].cells] == [True, False, False, False]
    _, said = make("table", "columns: [price, shares], transpose: true")
    assert said == [
        "intro.yaml:5 unknown-column: the columns of a table that is turned are named by a column of text or time, "
        "and it shows none [add it to 'columns']"
    ]
    _, said = make("table", "columns: [name, price], transpose: true, rank: true")
    assert "a table that is turned has no 'group' and no 'rank'" in said[0]
