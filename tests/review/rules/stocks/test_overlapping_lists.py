"""Stocks in two lists that stand side by side."""

from __future__ import annotations

import pytest

from tests.review import read, underlined
from tests.review.rules.stocks import pages
from yanbao.review.rules.stocks import overlapping_lists


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("核心标的：a）IP：上海电影、光线传媒；b）游戏：恺英网络、光线传媒。", ["光线传媒"]),
        ("推荐：\n\n1）IP：上海电影、光线传媒；\n\n2）游戏：光线传媒、恺英网络。", ["光线传媒"]),
        ("- IP推荐上海电影、光线传媒\n- 游戏推荐恺英网络、光线传媒", ["光线传媒"]),
        ("IP领域推荐上海电影、光线传媒，游戏领域推荐恺英网络、光线传媒。", ["光线传媒"]),
        ("IP领域推荐上海电影、光线传媒；游戏领域推荐恺英网络、光线传媒。", ["光线传媒"]),
        ("建议关注：一是IP，上海电影、光线传媒；二是游戏，恺英网络、光线传媒。", ["光线传媒"]),
        ("建议关注①IP：上海电影、光线传媒、汤姆猫；②游戏：恺英网络、汤姆猫、光线传媒。", ["汤姆猫"]),
    ],
)
def test_shared_stocks(text: str, marks: list[str]) -> None:
    assert underlined(overlapping_lists, pages(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "核心标的：a）IP：上海电影、光线传媒；b）游戏：恺英网络、三七互娱。",
        "推荐上海电影、光线传媒、恺英网络。其中，光线传媒、恺英网络、汤姆猫业绩超预期。",
        "1）推荐上海电影、光线传媒；2）推荐恺英网络、三七互娱；综上，推荐光线传媒、恺英网络、昆仑万维。",
        "推荐：上海电影、光线传媒、恺英网络；首推：光线传媒、恺英网络。",
        "1）涨幅居前：上海电影、光线传媒；2）换手率居前：恺英网络、光线传媒。",
        "a）上海电影、光线传媒上线新片；b）恺英网络、光线传媒发布年报。",
        "推荐上海电影、光线传媒。恺英网络与光线传媒在游戏上合作。",
        "推荐上海电影、光线传媒，恺英网络、光线传媒在游戏上合作。",
    ],
)
def test_others(text: str) -> None:
    assert underlined(overlapping_lists, pages(text)) == []


def test_lists_of_different_texts() -> None:
    one, other = "推荐a）IP：上海电影、光线传媒", "推荐b）游戏：恺英网络、光线传媒"
    assert underlined(overlapping_lists, pages([one, other])) == []


def _grouped(rows: str, group: str = "theme: text") -> list[str]:
    stocks = (
        f"picks:\n  source: wind\n  as_of: 2024\n  columns: {{code: ticker, name: text, {group}}}\n  rows: [{rows}]\n"
    )
    table = f"table: {{title: 表, data: picks, columns: [code, name], group: {group.split(':')[0]}}}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - {table}\n"
    return underlined(overlapping_lists, read(section, {"content/ledger/stocks.yaml": stocks}))


def test_groups_of_a_table() -> None:
    rows = "[600088.SH, 中视传媒, {}], [300133.SZ, 华策影视, {}], [600088.SH, 中视传媒, {}]"
    assert _grouped(rows.format("影视", "影视", "广告")) == ["中视传媒"]
    assert _grouped(rows.format("影视", "影视", "影视")) == []  # repeated-item
    assert _grouped(rows.format("2023", "2023", "2024E")) == []
    assert _grouped(rows.format("2023-01", "2023-01", "2023-02"), "month: month") == []
    assert _grouped(rows.format("影视", "广告", "广告") + ", [300133.SZ, 华策影视, 影视]") == []
