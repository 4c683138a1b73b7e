"""Data that are too old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review import REPORT, found, prose, read, underlined
from tests.review.rules.dates import CHART, USERS, ledger, table
from yanbao.review.rules.dates import stale_data


@pytest.mark.parametrize(("today", "marks"), [(date(2024, 6, 30), []), (date(2024, 7, 1), ["300万人"]), (None, [])])
def test_valid_until(today: date | None, marks: list[str]) -> None:
    manuscript = replace(prose(USERS, ledger("2024-04")), today=today)
    assert underlined(stale_data, manuscript) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [("Kimi的用户为300万人。", ["300万人"]), ("文心一言的用户为300万人。", []), ("Kimi的用户为400万人。", [])],
)
def test_a_typed_number_is_that_of_the_fact(text: str, marks: list[str]) -> None:
    manuscript = replace(prose(text, ledger("2024-04")), today=date(2024, 7, 1))
    assert underlined(stale_data, manuscript) == marks


def test_figures_of_facts_use_facts() -> None:
    section = """
section: 章
pages: [{title: 页, blocks: [{facts: {title: 表, entities: [products.kimi, products.doubao], facts: [users]}}]}]
"""
    manuscript = replace(read(section, ledger("2024-04")), today=date(2024, 7, 1))
    assert underlined(stale_data, manuscript) == ["products.kimi"]


@pytest.mark.parametrize(
    ("as_of", "max_age", "marks"),
    [
        ("2024-01-26", 91, []),
        ("2024-01-26", 90, ["gainers"]),
        ("2024-01", 90, []),
        ("2023", 90, ["gainers"]),
        ("2023", None, []),
    ],
)
def test_max_age(as_of: str, max_age: int | None, marks: list[str]) -> None:
    report = REPORT + (f"max_age: {max_age}\n" if max_age else "")
    assert underlined(stale_data, read(CHART, table(as_of), report)) == marks


def test_words_do_not_age() -> None:
    section = "section: 章\npages: [{title: 页, blocks: [{text: 'Kimi做{{ products.kimi.kind }}。'}]}]"
    assert underlined(stale_data, read(section, ledger("2019"), REPORT + "max_age: 90\n")) == []


def test_facts_of_one_figure_are_reported_together() -> None:
    products = "kimi: {name: Kimi, source: wind, as_of: 2023, users: 3, visits: 5}\n"
    files = {"content/ledger/products.yaml": products, "content/ledger/labels.yaml": "users: 用户\nvisits: 访问\n"}
    facts = "{title: 表, entities: products.kimi, facts: [users, visits]}"
    section = f"section: 章\npages: [{{title: 页, blocks: [{{facts: {facts}}}]}}]"
    (finding,) = found(stale_data, read(section, files, REPORT + "max_age: 90\n"))
    assert finding.message.endswith("; and so for 1 more of its facts")
