"""Tables as cells: their order, groups, totals, units, footnotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import compose
from yanbao.compose.alignment import aligned
from yanbao.compose.prose import plain_text
from yanbao.load.project import load_project
from yanbao.model.document import Cell, Row, TableBlock, walk
from yanbao.model.manuscript import Role

DATA = """\
firms:
  source: google
  as_of: 2024-04-26
  columns:
    code: ticker
    name: {type: text, label: 简称}
    theme: {type: text, label: 主题}
    cap: {type: number, label: 市值, unit: 百万元, decimals: 0}
    ytd: {type: percent, label: 涨幅, decimals: 1}
    day: date
    eps: {type: number, unit: 元}
    pe: {type: number, unit: 倍}
    staff: {type: number, unit: 人}
  rows:
    - [600088.SH, 中视传媒, 视频, 7900, 55%, 2024-01-02, 0.5, 20, 812]
    - [300133.SZ, 华策影视, 视频, 15200, -3.6%, 2024-01-03, -0.125, 30.25, 1500]
    - [002343.SZ, 慈文传媒, 影视, 4000, 0.04%, 2024-01-04, 1, 8.04, 90]
    - ['', 合计, '', 27100, '', '', '', '', '']
"""

SECTION = """\
section: 表
pages:
  - title: 表
    blocks:
      - table: {{title: 题, data: firms, {options}}}
"""

Make = Callable[..., TableBlock]


@pytest.fixture
def make(write_project: WriteProject) -> Make:
    def table(options: str, data: str = DATA) -> TableBlock:
        section = SECTION.format(options=options)
        loaded = load_project(write_project({"content/demo/intro.yaml": section, "content/ledger/firms.yaml": data}))
        assert loaded.diagnostics == ()
        made = compose(loaded.project, loaded.project.reports[0])
        assert made.diagnostics == ()
        [block] = [one for page in made.document.pages for one in walk(page.blocks) if isinstance(one, TableBlock)]
        return block

    return table


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[plain_text(cell.html) for cell in row.cells] for row in rows]


def names(table: TableBlock, at: int = 0) -> list[str]:
    return [row[at] for group in table.groups for row in texts(group) if len(row) > 1]


FIRMS = "where: {theme: 视频}, columns: [name, cap]"


def test_rows_are_sorted_by_several_columns(make: Make) -> None:
    table = make("columns: [name, theme], sort: [-theme, name], total: 合计")
    assert names(table) == ["中视传媒", "华策影视", "慈文传媒"]
    table = make("columns: [name, theme], sort: [theme, -cap], total: 合计")
    assert names(table) == ["慈文传媒", "华策影视", "中视传媒"]


def test_a_total_of_the_data_is_last_and_apart(make: Make) -> None:
    table = make("columns: [name, {column: cap, bar: true, heat: true}], sort: -cap, limit: 2, rank: true, total: 合计")
    assert texts(table.groups[0]) == [["1", "华策影视", "15,200"], ["2", "中视传媒", "7,900"]]
    assert [row.cells[2].bar for row in table.groups[0]] == [100.0, 52.0]
    [total] = table.totals
    assert texts(table.totals) == [["", "合计", "27,100"]]
    assert (total.kind, total.cells[2].bar, total.cells[2].heat) == ("total", 0, 0)
    assert total.cells[1].header
    assert "2行" in table.caption.alt


def test_totals_are_computed_from_what_is_shown(make: Make) -> None:
    table = make(
        "where: {theme: 视频}, rank: true, columns: [code, name, cap, ytd], "
        "total: {sum: cap, average: [cap, ytd], weight: cap}"
    )
    assert texts(table.totals) == [["合计", "23,100", ""], ["加权平均", "12,703", "16.4%"]]
    assert [row.cells[0].across for row in table.totals] == [3, 3]
    assert texts(make(FIRMS + ", limit: 1, total: {average: cap}").totals) == [["平均", "7900"]]


def test_numbers_are_printed_in_another_unit(make: Make) -> None:
    table = make("columns: [name, {column: cap, unit: 亿元}], total: {sum: cap}, where: {theme: 视频}")
    assert plain_text(table.heads[0][1].html) == "市值 亿元"
    assert texts(table.groups[0]) == [["中视传媒", "79"], ["华策影视", "152"]]
    assert texts(table.totals) == [["合计", "231"]]
    table = make("columns: [name, {column: cap, unit: 十亿元}], total: 合计")
    assert names(table, 1) == ["7.9", "15.2", "4.0"]
    assert texts(table.totals) == [["合计", "27.1"]]


def test_decimals_are_those_of_the_unit(make: Make) -> None:
    table = make("columns: [name, eps, pe, staff, {column: pe, decimals: 0}], where: {theme: 视频}")
    assert texts(table.groups[0]) == [
        ["中视传媒", "0.50", "20.0", "812", "20"],
        ["华策影视", "−0.13", "30.3", "1500", "30"],
    ]


RESULTS = """\
firms:
  source: google
  as_of: 2024-03-31
  columns:
    span: {type: text, label: 期间}
    name: {type: text, label: 年度}
    cap: {type: number, label: 净利润, unit: 亿元}
    ytd: percent
  rows:
    - [年度, 2021年, 10, 1%]
    - [年度, 2022年, 12.5, 2%]
    - [年度, 2023年, -2, 3%]
    - [年度, 2024年, -1, 4%]
    - [年度, 2025年, -3, '']
    - [年度, 2026年, 0, '']
    - [年度, 2027年, 4, '']
    - [一季度, 2023年一季度, 2, '']
    - [一季度, 2024年一季度, null, '']
    - [一季度, 2025年一季度, 5, '']
"""


def test_changes_from_the_row_above(make: Make) -> None:
    options = "columns: [name, cap, {column: cap, change: true, sign: true}], group: span, group_head: row, "
    options += "footnotes: [{text: 注, row: 2023年, column: cap}]"
    table = make(options, RESULTS)
    cells = [row.cells[2] for group in table.groups for row in group if len(row.cells) > 1]
    assert [plain_text(cell.html) for cell in cells] == [
        *("—", "+25.00%", "转亏", "减亏", "增亏", "扭亏", "—"),
        *("—", "—", "—"),
    ]
    assert [cell.tone for cell in cells[:7]] == ["", "up", "down", "up", "down", "up", ""]
    assert [plain_text(cell.html) for cell in table.heads[0]] == ["年度", "净利润 亿元", "变动"]
    assert [cell.marks for cell in cells[:3]] == [(), (), ()], "a footnote is about the numbers"


@pytest.mark.parametrize(
    ("periods", "printed"),
    [
        (("2021A", "2023A", "2024Q1", "2024E", "2025E"), ("—", "—", "—", "66.67%", "20.00%")),
        (("2022年一季度", "2022年上半年", "2022年前三季度", "2022年", "2023年"), ("—", "—", "—", "—", "20.00%")),
        (("2022Q1", "2023Q1", "2024Q1", "2025Q1", "2027Q1"), ("—", "200.00%", "33.33%", "25.00%", "—")),
        (("2023-03", "2023-06", "2023-09", "2023-12", "2024-01"), ("—", "—", "—", "—", "20.00%")),
        (("2024-03-01", "2024-03-04", "2024-03-05", "2024-03-29", "2024-05-06"), None),
    ],
)
def test_changes_are_between_periods_as_long_that_follow_one_another(
    make: Make, periods: tuple[str, ...], printed: tuple[str, ...] | None
) -> None:
    rows = "".join(f"    - [{period}, {cap}]\n" for period, cap in zip(periods, (1, 3, 4, 5, 6), strict=True))
    head = RESULTS.split("  columns:")[0]
    columns = "  columns:\n    period: {type: text, label: 期间}\n    cap: {type: number, label: 净利润, unit: 亿元}\n"
    table = make("columns: [period, cap, {column: cap, change: true}]", head + columns + "  rows:\n" + rows)
    cells = [plain_text(row.cells[2].html) for group in table.groups for row in group]
    assert cells == [*(printed or ("—", "200.00%", "33.33%", "25.00%", "20.00%"))]


def test_a_mean_is_not_one_of_binary_fractions(make: Make) -> None:
    """That of 20% and −25% is −2.5%, half of a percent away from both neighbours: as prose prints it."""
    data = RESULTS.split("  rows:")[0] + "  rows:\n    - [年度, 2021年, 1, 20%]\n    - [年度, 2022年, 2, -25%]\n"
    options = "columns: [name, {column: ytd, decimals: 0}], total: {average: ytd, median: ytd}"
    table = make(options, data)
    assert [plain_text(row.cells[1].html) for row in table.totals] == ["−3%", "−3%"]


@pytest.mark.parametrize("order", ["", ", sort: period", ", sort: -period", ", sort: cap"])
@pytest.mark.parametrize(
    "periods",
    [
        ("2024-01", "2024-02", "2024-03", "2024-04"),
        ("2021A", "2022A", "2023A", "2024E"),
        ("3Q23", "4Q23", "1Q24", "2Q24"),
        ("2022年上半年", "2022年下半年", "2023年上半年", "2023年下半年"),
        ("2024年10月", "2024年11月", "2024年12月", "2025年1月"),
    ],
)
def test_changes_go_by_time_whatever_the_order_of_rows(make: Make, periods: tuple[str, ...], order: str) -> None:
    """So does a column that is sorted by."""
    caps = (10, 11, 9, 18)
    rows = [f"    - [{periods[at]}, {caps[at]}]" for at in (3, 1, 0, 2)]
    kind = "month" if periods[0] == "2024-01" else "text"
    data = f"firms:\n  source: google\n  as_of: 2024-04-26\n  columns:\n    period: {kind}\n"
    data += "    cap: {type: number, label: 市值}\n  rows:\n" + "\n".join(rows)
    table = make(f"columns: [period, cap, {{column: cap, change: true}}]{order}", data)
    shown = {plain_text(row.cells[0].html): plain_text(row.cells[2].html) for row in table.groups[0]}
    assert shown == dict(zip(periods, ("—", "10.00%", "−18.18%", "100.00%"), strict=True))
    if "period" in order:
        assert list(shown) == list(periods if order == ", sort: period" else periods[::-1])


def test_sparklines_go_by_time_whatever_the_order_of_columns(make: Make) -> None:
    data = "firms:\n  source: google\n  as_of: 2024-04-26\n  columns:\n    name: text\n"
    data += "".join(f"    y{year}: {{type: number, label: {year}年}}\n" for year in (2024, 2023, 2022))
    data += "  rows:\n    - [甲, 9, 5, 1]\n"
    tables = [
        make(f"columns: [name, {{column: y2024, spark: [{columns}]}}]", data)
        for columns in ("y2024, y2023, y2022", "y2022, y2023, y2024")
    ]
    lines = [table.groups[0][0].cells[1].spark for table in tables]
    assert lines[0] == lines[1]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((0.04916, 0.04929, 0.05033), ("0.0492", "0.0493", "0.0503")),
        ((1.001, 1.002, 5), ("1.001", "1.002", "5.000")),
        ((1.5, 2.25, 3), ("1.50", "2.25", "3.00")),
        ((0.0001, 12, 0), ("0.0001", "12.0000", "0.0000")),
        ((0.30000000000000004, 0.3, 1), ("0.3", "0.3", "1.0")),
        ((-0.001, 0.001, 1), ("−0.001", "0.001", "1.000")),
    ],
)
@pytest.mark.parametrize("unit", ["", ", unit: 元", ", unit: 倍"])
def test_numbers_that_differ_can_be_told_apart(
    make: Make, values: tuple[float, ...], texts: tuple[str, ...], unit: str
) -> None:
    """Also those whose unit has its usual decimals."""
    rows = "".join(f"    - [公司, {value!r}]\n" for value in values)
    data = "firms:\n  source: google\n  as_of: 2024-04-26\n  columns:\n    name: text\n"
    data += f"    cap: {{type: number, label: 值{unit}}}\n  rows:\n{rows}"
    printed = [text.replace(",", "") for text in names(make("columns: [name, cap]", data), 1)]
    if unit:
        assert len(set(printed)) == len(set(texts))
    else:
        assert printed == list(texts)


def test_changes_are_of_numbers_and_have_no_totals(make: Make) -> None:
    shown = "columns: [name, cap, {column: cap, change: true, label: 较上行, decimals: 0}]"
    table = make(f"{shown}, total: {{sum: cap}}, where: {{name: '!= 合计'}}")
    assert [plain_text(cell.html) for cell in table.heads[0]][2] == "较上行"
    assert names(table, 2)[:3] == ["—", "92%", "−74%"]
    assert texts(table.totals) == [["合计", "27,100", ""]]


def test_negative_numbers_in_brackets(make: Make) -> None:
    assert names(make("columns: [name, {column: ytd, brackets: true}], total: 合计"), 1) == ["55.0%", "(3.6%)", "0.0%"]


def test_what_rounds_to_nothing_is_no_gain(make: Make) -> None:
    table = make("columns: [name, {column: ytd, sign: true, decimals: 0}], total: 合计")
    assert [(row.cells[1].html, row.cells[1].tone) for row in table.groups[0]] == [
        ("+55%", "up"),
        ("−4%", "down"),
        ("0%", ""),
    ]


def test_groups_have_a_row_of_their_own(make: Make) -> None:
    table = make("columns: [name, theme, cap], group: theme, group_head: row, total: 合计")
    assert [texts(group) for group in table.groups] == [
        [["视频"], ["中视传媒", "7,900"], ["华策影视", "15,200"]],
        [["影视"], ["慈文传媒", "4,000"]],
    ]
    heading = table.groups[0][0]
    assert (heading.kind, heading.cells[0].across, heading.cells[0].header) == ("group", 2, True)
    assert [plain_text(cell.html) for cell in table.heads[0]] == ["简称", "市值 百万元"]
    assert "3行2列" in table.caption.alt


def test_rows_are_set_off_by_name(make: Make) -> None:
    table = make("columns: [name, cap], sort: cap, highlight: [中视传媒, 慈文传媒], total: 合计")
    assert [row.kind for row in table.groups[0]] == ["highlight", "highlight", ""]


def test_rows_have_the_name_of_their_first_text(make: Make) -> None:
    for columns, kind, name in (("code, name", "name", 1), ("cap, code", "code", 1), ("day, cap", "code", 0)):
        table = make(f"where: {{theme: 视频}}, columns: [{columns}]")
        assert [cell.header for cell in table.groups[0][0].cells] == [at == name for at in range(2)]
        assert table.groups[0][0].cells[name].kind == kind
    assert make("where: {theme: 视频}, columns: [day, cap], highlight: '2024-01-03'").groups[0][1].kind == "highlight"


def test_neighbours_share_the_head_above_them(make: Make) -> None:
    table = make(
        "columns: [name, {column: cap, under: 数}, {column: ytd, under: 数}, {column: day, under: 日}], total: 合计"
    )
    upper, lower = table.heads
    assert [(plain_text(cell.html), cell.span, cell.across) for cell in upper] == [
        ("简称", 2, 1),
        ("数", 1, 2),
        ("日", 1, 1),
    ]
    assert [plain_text(cell.html) for cell in lower] == ["市值 百万元", "涨幅", "day"]
    assert "4列" in table.caption.alt


def test_footnotes_are_numbered_as_they_are_met(make: Make) -> None:
    table = make(
        "columns: [name, cap, ytd], sort: cap, total: 合计, footnotes: ["
        "{text: 甲, row: 华策影视, column: ytd}, {text: 乙, row: 中视传媒}, {text: 丙, column: ytd}, "
        "{text: 乙, row: 合计, column: cap}, {text: 丁, row: 中视传媒}]"
    )
    assert table.notes == ("丙", "乙", "丁", "甲")
    assert [cell.marks for cell in table.heads[0]] == [(), (), (1,)]
    assert [[cell.marks for cell in row.cells] for row in (*table.groups[0], *table.totals)] == [
        [(), (), ()],
        [(2, 3), (), ()],
        [(), (), (4,)],
        [(), (2,), ()],
    ]


def test_footnotes_are_read_by_the_reviewer(write_project: WriteProject) -> None:
    section = SECTION.format(options="columns: name, footnotes: [{text: 注文, column: name}]")
    loaded = load_project(write_project({"content/demo/intro.yaml": section, "content/ledger/firms.yaml": DATA}))
    passages = compose(loaded.project, loaded.project.reports[0]).manuscript.passages
    assert [passage.text for passage in passages if passage.role is Role.NOTE] == ["注文"]


def number(text: str, *marks: int) -> Cell:
    return Cell(text, "number", marks=marks)


@pytest.mark.parametrize(
    ("cells", "pads"),
    [
        ([number("1"), number("20")], [("", ""), ("", "")]),
        ([number("1.5%"), number("—")], [("", ""), ("0", "")]),
        ([number("(1.5)"), number("2.5"), number("3")], [("", ""), (")", ""), (").0", "")]),
        ([number("1,234.50"), number("1.5")], [("", ""), ("0", "")]),
        ([number("1", 1, 12), number("2", 3), number("—"), Cell("")], [("", ""), ("", ",00"), ("", ",000"), ("", "")]),
    ],
)
def test_what_a_number_lacks_to_stand_in_its_column(cells: list[Cell], pads: list[tuple[str, str]]) -> None:
    assert [(cell.pad, cell.mark_pad) for cell in aligned(cells)] == pads


def test_a_column_of_text_may_have_markup(write_project: WriteProject) -> None:
    rows = DATA.replace("中视传媒", '"**中视**^[甲]"').replace("华策影视", '"[华策](https://a.cn)\\n（旧）"')
    rows = rows.replace("慈文传媒", "CO~2~")
    section = SECTION.format(options="columns: [{column: name, markup: true}, {column: theme}]")
    project = {"content/demo/intro.yaml": section, "content/ledger/firms.yaml": rows}
    loaded = load_project(write_project(project))
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    [block] = [one for page in made.document.pages for one in walk(page.blocks) if isinstance(one, TableBlock)]
    assert [row.cells[0].html for row in block.groups[0]] == [
        "<strong>中视</strong>^[甲]",
        '<a href="https://a.cn">华策</a><br>\n（旧）',
        "CO₂",
        "合计",
    ]
    cells = [passage.text for passage in made.manuscript.passages if passage.role is Role.CELL]
    assert cells[:6] == ["中视", "视频", "华策\n（旧）", "视频", "CO₂", "影视"]
    [diagnostic] = made.diagnostics
    assert (diagnostic.rule, diagnostic.mark.line) == ("bad-markup", 15)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("columns: [{column: cap, markup: true}]", "holds number, not text"),
        ("columns: [name, {column: cap, markup: true, sign: true}]", "'markup' is for columns of text"),
        ("group: theme, columns: [name, {column: theme, markup: true}]", "not for the column of groups"),
    ],
)
def test_markup_is_for_columns_of_text(write_project: WriteProject, options: str, message: str) -> None:
    project = {"content/demo/intro.yaml": SECTION.format(options=options), "content/ledger/firms.yaml": DATA}
    loaded = load_project(write_project(project))
    found = loaded.diagnostics or check(loaded.project, loaded.project.reports[0])
    assert [message in diagnostic.message for diagnostic in found] == [True]


@pytest.mark.parametrize(("cap", "staff"), [("{column: cap, unit: 亿元}", "1500"), ("cap", "1,500")])
def test_thousands_are_parted_if_a_number_as_printed_has_five_digits(cap: str, staff: str, make: Make) -> None:
    assert names(make(f"where: {{theme: 视频}}, columns: [name, {cap}, staff]"), 2)[1] == staff
