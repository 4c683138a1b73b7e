"""Chronologies out of order."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import unordered_events

SECTION = """
section: 章
pages:
  - title: 页
    blocks:
      - table: {title: 大事记, data: events, columns: [date, event]MORE}
"""


def table(dates: str, kind: str = "text", more: str = "", columns: str = "event: text") -> list[str]:
    rows = "".join(f'    - ["{day}", 事件]\n' for day in dates.split())
    events = f"events:\n  source: wind\n  as_of: 2024-04\n  columns: {{date: {kind}, {columns}}}\n  rows:\n{rows}"
    manuscript = read(SECTION.replace("MORE", more), {"content/ledger/events.yaml": events})
    return underlined(unordered_events, manuscript)


@pytest.mark.parametrize(
    ("dates", "marks"),
    [
        ("2023-03-15 2023-05-25 2023-03-16 2023-04-17 2023-06-01", ["2023-05-25"]),
        ("20230315 20230525 20230316 20230417", ["20230525"]),
        ("2023年3月15日 2023.02.08 2023/3/16 20230410-0413 2023-05", ["2023.02.08"]),
        ("2024-02-15 2023-12-07 2023-12-22 2023-11-28 2023-09-25", ["2023-12-07"]),
        ("2022年 2023年1月 2023年 2023年3月 2022年12月", ["2022年12月"]),
        ("2023-03-15 2023-03-16 2023-03-16 2023-04-17", []),
        ("2024-02-15 2023-12-07 2023-11-28 2023-09-25", []),
        ("2023年1月 2023年 2023年3月 2023Q2 2023年末", []),
        ("4月22日 4月25日 4月24日 4月26日", ["4月24日"]),
        ("4月22日 4月23日 4月24日 4月26日", []),
        ("11月15日 12月1日 1月5日 2月1日", []),
        ("2023-03 2023-02 2023-04", ["2023-03"]),
        ("2023-03 2023-02", []),
    ],
)
def test_tables(dates: str, marks: list[str]) -> None:
    assert table(dates) == marks


def test_date_columns_count_too() -> None:
    assert table("2023-03-15 2023-05-25 2023-03-16 2023-04-17", "date") == ["2023-05-25"]


OUT = "2023-03-15 2023-05-25 2023-03-16 2023-04-17"


@pytest.mark.parametrize("more", [", sort: date", ", group: event"])
def test_what_the_tool_orders(more: str) -> None:
    assert table(OUT, more=more) == []


def test_series_of_numbers_are_no_events() -> None:
    rows = "".join(f"    - [{day}, 5]\n" for day in OUT.split())
    data = f"events:\n  source: wind\n  as_of: 2024-04\n  columns: {{date: date, event: number}}\n  rows:\n{rows}"
    assert underlined(unordered_events, read(SECTION.replace("MORE", ""), {"content/ledger/events.yaml": data})) == []


def test_a_date_behind_a_name_is_no_chronology() -> None:
    section = SECTION.replace("[date, event]MORE", "[event, date]")
    rows = "".join(f"    - [{day}, 产品]\n" for day in OUT.split())
    data = f"events:\n  source: wind\n  as_of: 2024-04\n  columns: {{date: date, event: text}}\n  rows:\n{rows}"
    assert underlined(unordered_events, read(section, {"content/ledger/events.yaml": data})) == []


@pytest.mark.parametrize(
    "days", [("4月22日", "4月25日", "4月24日", "4月26日"), ("2023年3月", "2023年2月", "2023年4月")]
)
def test_dates_without_years_and_short_lists_give_hints(days: tuple[str, ...]) -> None:
    (finding,) = found(unordered_events, prose("\n".join(f"- {day}：事件" for day in days)))
    assert finding.level == Level.HINT


def test_no_order_at_all_is_one_hint() -> None:
    text = "\n".join(f"- 2023年{month}月：事件" for month in (5, 2, 6, 1, 4, 3, 8, 7))
    (finding,) = found(unordered_events, prose(text))
    assert (finding.text, finding.level) == ("2023年5月", Level.HINT)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("- 2023年3月15日：甲\n- 2023年5月：乙\n- 2023年4月：丙\n- **2023年6月** 丁", ["2023年4月"]),
        ("- 2023年3月：甲\n- 乙\n- 2023年2月：丙\n- 2023年1月：丁\n- 2023年4月：戊", []),
    ],
)
def test_lists(text: str, marks: list[str]) -> None:
    assert underlined(unordered_events, prose(text)) == marks


def test_says_where_an_event_belongs() -> None:
    text = "\n".join(f"- {day}：事件" for day in OUT.split())
    (finding,) = found(unordered_events, prose(text))
    assert finding.help == "put it behind '2023-04-17'"


@pytest.mark.parametrize(
    ("months", "marks"),
    [
        ((1, 2, 5, 3, 4), ["2023年5月"]),
        ((1, 2, 3, 5), []),
        ((5, 1), []),  # two are no chronology
    ],
)
def test_paragraphs_in_a_row(months: tuple[int, ...], marks: list[str]) -> None:
    text = "\n\n".join(f"2023年{month}月，公司公告一项合作。" for month in months)
    assert underlined(unordered_events, prose(f"以下为主要事件。\n\n{text}")) == marks
