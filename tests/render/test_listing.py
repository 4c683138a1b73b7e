"""Lists in columns: balanced, no column that ends with a section, figures beside tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from yanbao.model.document import Entry
from yanbao.model.plot import PlotEvent
from yanbao.render.listing import in_columns, side_by_side


def entries(text: str) -> list[Entry]:
    """An entry a character: of a section if it is a capital, else of a page; figures and tables if they are digits."""
    return [
        Entry(f"{at}", ("图" if sign < "5" else "表") if sign.isdigit() else "", sign, sign.islower())
        for at, sign in enumerate(text)
    ]


def shown(pages: Sequence[Sequence[Sequence[Entry]]]) -> str:
    return " / ".join("|".join("".join(entry.title for entry in column) for column in page) for page in pages)


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        ("", 9, ""),
        ("A", 9, "A"),
        ("ABCD", 9, "AB|CD"),  # sections alone are of one row
        ("Aaaaa", 9, "Aa|aaa"),
        ("AaaaBbbb", 9, "Aaaa|Bbbb"),
        ("AaBbbbbb", 9, "Aa|Bbbbbb"),  # a section goes with its pages
        ("123456789", 9, "1234|56789"),  # figures and tables have a column each
        ("123456789", 4, "1234|5678 / 9"),
        ("11111111", 3, "111|111 / 1|1"),
    ],
)
def test_columns(text: str, rows: int, columns: str) -> None:
    assert shown(in_columns(entries(text), rows)) == columns


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Aaaaaaaa", "Aaa|aaaaa"),  # two are enough
        ("Aaaaaaaaaaaaa", "Aaaa|aaaaa|aaaaa"),
        ("AaaaaBaaaaCaaa", "Aaaa|aBaa|aaCaaa"),
        ("AaaaaaaaaaaaaBbbbb", "Aaaaa|aaaaaa / aaB|bbbb"),  # three are not enough
    ],
)
def test_what_needs_little_more_than_two_columns_gets_three(text: str, columns: str) -> None:
    made = in_columns(entries(text), 6, 3)
    assert [entry for page in made for column in page for entry in column] == entries(text)
    assert len(made[0]) == columns.partition(" / ")[0].count("|") + 1
    assert len(made) == columns.count("/") + 1


def test_long_entries_stay_in_two_columns() -> None:
    listed = [replace(entry, title="长" * 25) for entry in entries("Aaaaaaaaaaaaa")]
    assert [len(page) for page in in_columns(listed, 6, 3)] == [2, 2]


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 26])
def test_no_entry_is_lost_and_none_stands_elsewhere(rows: int) -> None:
    listed = entries("AaaaBCccccccccDdEeeeee" * 5)
    assert [entry for page in in_columns(listed, rows) for column in page for entry in column] == listed


@pytest.mark.parametrize(
    ("lengths", "columns"),
    [([], []), ([3], [1]), ([3] * 7, [3, 3, 1]), ([30, 3, 3, 3, 3], [1, 2, 2]), ([3, 3, 3, 3, 40], [3, 1, 1])],
)
def test_events_stand_in_columns_of_about_the_same_height(lengths: Sequence[int], columns: Sequence[int]) -> None:
    events = [PlotEvent(at, at, "2024-02-15", "长" * length) for at, length in enumerate(lengths)]
    parts = side_by_side(events, 3, 20)
    assert [len(part) for part in parts] == columns
    assert [event for part in parts for event in part] == events
