"""Dates that expressions give: bounds of charts, ends of changes, filters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.test_expansion import Composed, composed, texts
from yanbao.model.document import ChartBlock, TableBlock, walk

__all__ = ["composed"]

PAGE = "section: 市场\npages:\n  - title: 一\n    blocks:\n      - "
CHART = PAGE + "chart: {type: line, title: 走势, data: index, x: date, series: close, %s}\n"


def _plots(composed: Composed, keys: str, **files: str) -> list[Any]:
    made = composed(CHART % keys, days=15, **files)
    assert made.diagnostics == ()
    return [block.plot for page in made.document.pages for block in walk(page.blocks) if isinstance(block, ChartBlock)]


@pytest.mark.parametrize(
    ("keys", "first", "last"),
    [
        ('since: "{{ period.start }}"', "2025-09-08", "2025-09-12"),
        ("until: \"{{ earlier(data.index, 'date', 2) }}\"", "2025-09-01", "2025-09-10"),
        ("since: \"{{ earlier(data.index, 'date', 'week') }}\"", "2025-09-05", "2025-09-12"),
        ('since: "{{ params.day }}", until: "{{ data.index.newest }}"', "2025-09-01", "2025-09-12"),
        ("since: \"{{ '2025-09-04' if report.kind == '周报' else '2025' }}\"", "2025-09-04", "2025-09-12"),
    ],
)
def test_bounds_of_a_chart(composed: Composed, keys: str, first: str, last: str) -> None:
    [plot] = _plots(composed, keys)
    assert [str(plot.x[0])[:10], str(plot.x[-1])[:10]] == [first, last]


def test_they_move_with_the_date(composed: Composed) -> None:
    from tests.compose.test_expansion import REPORT

    moved = {"content/demo/report.yaml": REPORT.replace("date: 2025-09-12", "date: 2025-09-19")}
    [plot] = _plots(composed, 'since: "{{ period.start }}", rebase: "{{ period.start }}"', **moved)
    assert [str(plot.x[0])[:10], str(plot.x[-1])[:10]] == ["2025-09-15", "2025-09-19"]
    assert plot.series[0].values[0] == 0


def test_shaded_ranges_and_forecasts(composed: Composed) -> None:
    shade = 'shades: [{since: "{{ period.start }}", until: "{{ period.end }}", label: 本周}]'
    [plot] = _plots(composed, f'{shade}, forecast: "{{{{ report.date }}}}"')
    assert (plot.shades[0].first, plot.shades[0].last) == (5, 9)
    assert plot.forecast == 9


@pytest.mark.parametrize(
    ("keys", "message", "column"),
    [
        ('since: "{{ period.begin }}"', "no name 'period.begin'", 87),
        ('until: "{{ report.kind }}"', "this gives '周报', and not a date", 87),
        ('rebase: "{{ data.index.newest"', "'}}' is missing", 88),
        ('shades: [{since: "{{ now }}", until: now}]', "nothing is called 'now'", 98),
    ],
)
def test_what_is_wrong_is_told_once_at_its_place(composed: Composed, keys: str, message: str, column: int) -> None:
    made = composed(CHART % keys)
    [found] = made.diagnostics
    assert message in found.message
    assert found.mark.line == 5


def test_dates_of_expressions_are_dates_everywhere(composed: Composed) -> None:
    quarters = (
        "gdp:\n  source: wind\n  as_of: newest\n  columns: {q: quarter, v: {type: percent}}\n"
        "  rows: [[2024Q4, 5.4%], [2025Q1, 5.4%], [2025Q2, 5.2%]]\n"
        "years:\n  source: wind\n  as_of: 2025\n  columns: {year: year, v: number}\n"
        "  rows: [['2023', 10], ['2024', 12], ['2025', 15]]\n"
    )
    made = composed(
        """\
section: 市场
pages:
  - title: 一
    blocks:
      - text: |
          甲{{ change(data.index, "close", period.start, report.date) | pct(2) }}，
          乙{{ value(data.index, "close", date=data.index.newest) }}，
          丙{{ change(data.index, "close", "2025-09-08", last(data.index, "date")) | pct(2) }}，
          丁{{ "新" if data.index.newest >= report.date else "旧" }}，
          戊{{ earlier(data.gdp, "v", "2024Q4", data.gdp.newest) }}，
          己{{ change(data.years, "v", "2023", report.date) | pct(0) }}，
          庚{{ count(data.index, date=period) }}，
          辛{{ difference(value(data.gdp, "v", q=data.gdp.newest), earlier(data.gdp, "v", "previous")) }}。
""",
        **{"content/ledger/more.yaml": quarters},
    )
    assert made.diagnostics == ()
    [text] = [text for text in texts(made) if text.startswith("甲")]
    assert text == "甲43.56%，乙145点，丙43.56%，丁新，戊5.4%，己50%，庚5，辛−0.20个百分点。"


def test_the_period_as_a_filter(composed: Composed) -> None:
    table = "{title: 二, data: index, columns: [date, close], where: {date: '{{ period }}'}}"
    made = composed(f"{PAGE}table: {table}\n", days=15)
    assert made.diagnostics == ()
    [figure] = made.manuscript.figures
    assert figure.rows == (5, 6, 7, 8, 9)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('change(data.years, "v", "2024-04-26x")', "'2024-04-26x' is not a year: write 2024"),
        ('change(data.gdp, "v", "2024")', "'2024' is not a quarter: write 2024Q1"),
        ('change(data.index, "close", "2025Q1")', "dataset 'index' has no row in 2025Q1"),
    ],
)
def test_what_is_no_date_of_a_column(composed: Composed, expression: str, message: str) -> None:
    tables = (
        "gdp: {source: wind, as_of: 2025, columns: {q: quarter, v: number}, rows: [[2024Q4, 5], [2025Q1, 6]]}\n"
        "years: {source: wind, as_of: 2025, columns: {year: year, v: number}, rows: [['2024', 12], ['2025', 15]]}\n"
    )
    page = f"section: 一\npages:\n  - title: 一\n    blocks:\n      - text: '{{{{ {expression} }}}}'\n"
    [found] = composed(page, **{"content/ledger/more.yaml": tables}).diagnostics
    assert message in found.message


@pytest.mark.parametrize(
    ("word", "meant"),
    [("year-to-date", "year"), ("YTD", "year"), ("同比", "year-ago"), ("yaer", "year"), ("环比", "previous")],
)
def test_a_word_that_is_no_start_of_a_change(composed: Composed, word: str, meant: str) -> None:
    text = f'{{{{ change(data.index, "close", "{word}") }}}}'
    page = f"section: 一\npages:\n  - title: 一\n    blocks:\n      - text: '{text}'\n"
    [found] = composed(page).diagnostics
    assert (found.message, found.help) == (
        f"'{word}' is neither a date or period nor one of previous, week, month, quarter, year, year-ago",
        f"did you mean '{meant}'?",
    )


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ('change(data.days, "v", "2024-02", "2024-03") | pct', "25%"),  # of the last rows of both months
        ('change(data.days, "v", "2023", "2024Q1") | pct', "150%"),
        ('value(data.days, "v", date=last(data.days, "date"))', "60"),
        ('"内" if data.days.newest >= "2024-04" else "外"', "内"),
        ('"前" if data.days.newest < "2024-04" else "不"', "不"),
        ('"后" if data.days.newest > "2024-04" else "不"', "不"),
        ('"后" if data.days.newest > "2024-03" else "不"', "后"),
        ('"内" if data.days.newest <= "2024Q2" else "外"', "内"),
    ],
)
def test_a_month_among_days(composed: Composed, expression: str, printed: str) -> None:
    rows = "[2023-12-29, 20], [2024-02-01, 10], [2024-02-28, 40], [2024-03-01, 90], [2024-03-29, 50], [2024-04-26, 60]"
    table = f"days: {{source: wind, as_of: newest, columns: {{date: date, v: number}}, rows: [{rows}]}}\n"
    page = f"section: 一\npages:\n  - title: 一\n    blocks:\n      - text: '甲{{{{ {expression} }}}}。'\n"
    made = composed(page, **{"content/ledger/more.yaml": table})
    assert made.diagnostics == ()
    assert [text for text in texts(made) if text.startswith("甲")] == [f"甲{printed}。"]


def test_rows_that_are_not_there_yet(composed: Composed) -> None:
    """After ``report next``, and before the new rows, what is missing is said where it is missed."""
    table = "days: {source: wind, as_of: newest, columns: {date: date, v: number}, rows: [[2024-04-19, 20]]}\n"
    text = '\'{{ sum(data.days, "v", date="> 2024-04-19") }}\''
    page = f"section: 一\npages:\n  - title: 一\n    blocks:\n      - text: {text}\n"
    [found] = composed(page, **{"content/ledger/more.yaml": table}).diagnostics
    assert found.help == "its rows end with 2024-04-19: add the new ones"


@pytest.mark.parametrize(
    ("word", "is_told"), [("week", False), ("month", False), ("quarter", False), ("year", True), ('"previous"', False)]
)
def test_a_base_from_long_before_its_period(composed: Composed, word: str, is_told: bool) -> None:
    rows = "[2023-04-28, 20], [2024-03-15, 30], [2024-04-19, 40], [2024-04-26, 50]"
    table = f"days: {{source: wind, as_of: newest, columns: {{date: date, v: number}}, rows: [{rows}]}}\n"
    text = f"{{{{ change(data.days, 'v', '{word.strip(chr(34))}') }}}}"
    page = f'section: 一\npages:\n  - title: 一\n    blocks:\n      - text: "{text}"\n'
    found = [one.message for one in composed(page, **{"content/ledger/more.yaml": table}).diagnostics]
    wanted = "the last row before the year of 2024-04-26 is of 2023-04-28: rows are missing"
    assert found == ([wanted] if is_told else [])


@pytest.mark.parametrize(("filtered", "printed"), [("moved", ""), ('moved("增加", "减少")', "增加5"), ("num", "5")])
def test_a_level_has_not_moved_by_itself(composed: Composed, filtered: str, printed: str) -> None:
    """What was never negative may still be a change, as its own verbs say."""
    rows = "[2024-04-19, 2], [2024-04-22, 3], [2024-04-26, 5]"
    table = f"days: {{source: wind, as_of: newest, columns: {{date: date, v: number}}, rows: [{rows}]}}\n"
    text = f"甲{{{{ last(data.days, 'v') | {filtered} }}}}。"
    made = composed(
        f"section: 一\npages:\n  - title: 一\n    blocks:\n      - text: |\n          {text}\n",
        **{"content/ledger/more.yaml": table},
    )
    told = [one.message for one in made.diagnostics]
    if printed:
        assert (told, [one for one in texts(made) if one.startswith("甲")]) == ([], [f"甲{printed}。"])
    else:
        assert told == ["'v of data.days' (without unit) is a level, and no change: it has not moved by itself"]


@pytest.mark.parametrize(
    ("years", "printed"),
    [
        ([2010, 2015, 2020], ["—", "50.00%", "100.00%"]),  # each fifth year
        ([2019, 2020, 2022], ["—", "50.00%", "—"]),
        ([2021, 2023], []),
    ],
)
def test_changes_of_years_that_do_not_follow(composed: Composed, years: list[int], printed: list[str]) -> None:
    rows = ", ".join(f"['{year}', {value}]" for year, value in zip(years, (2, 3, 6), strict=False))
    table = f"people: {{source: wind, as_of: newest, columns: {{y: year, v: number}}, rows: [{rows}]}}\n"
    block = "      - table: {title: 人口, data: people, columns: [y, v, {column: v, change: true}]}\n"
    made = composed(f"section: 一\npages:\n  - title: 一\n    blocks:\n{block}", **{"content/ledger/more.yaml": table})
    if printed:
        [shown] = [one for page in made.document.pages for one in walk(page.blocks) if isinstance(one, TableBlock)]
        assert (made.diagnostics, [row.cells[2].html for group in shown.groups for row in group]) == ((), printed)
    else:
        [found] = made.diagnostics
        assert (found.rule, found.mark.line) == ("untimed-change", 5)
        assert found.message.startswith("no row of 'people' has a change: periods are missing between them")
