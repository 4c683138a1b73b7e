"""What is said of order and direction, and what the figures show."""

from __future__ import annotations

import pytest

from tests.review import found, underlined
from tests.review.exhibits import beside
from yanbao.review.rules.numbers import contradicted_claim


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("甬江港务货物吞吐量居四家之首。", []),
        ("沪浦港集货物吞吐量居四家之首。", ["之首"]),
        ("沪浦港集集装箱吞吐量5151万TEU，居首位。", []),
        ("厦屏港埠归母净利润最高。", ["最高"]),
        ("厦屏港埠归母净利润有望最高。", []),
        ("按集装箱吞吐量增速，沪浦港集居首。", ["居首"]),
        ("津沽港口归母净利润仅高于厦屏港埠。", []),
        ("津沽港口归母净利润仅次于沪浦港集。", ["仅次于沪浦港集"]),
        ("津沽港口货物吞吐量高于厦屏港埠。", []),
        ("津沽港口货物吞吐量高于甬江港务。", ["高于甬江港务"]),
        ("2024年一季度运价指数低于二季度。", []),
        ("2024年一季度运价指数高于二季度。", ["高于二季度"]),
        ("2024年二季度运价指数2629点，为图中最高。", ["最高"]),
        ("2024年三季度运价指数3082点，创四个季度新高。", []),
        ("运价指数的低点出现在2024年一季度。", ["2024年一季度"]),
        ("2024年四个季度运价指数逐季上行。", ["逐季上行"]),
        ("2023年四季度至2024年三季度，运价指数逐季上行。", []),
        ("2024年三季度以来运价指数已连续四个季度下降。", ["连续四个季度下降"]),
        ("四家港口的集装箱吞吐量均实现增长。", ["四家港口的集装箱吞吐量均实现增长"]),
        ("四家港口的营业收入均超过100亿元。", []),
        ("四家中三家营业收入超过200亿元。", []),
        ("四家中两家营业收入超过200亿元。", ["四家中两家营业收入超过200亿元"]),
        ("2月企业新增贷款少于居民。", ["少于居民"]),
        ("沪浦港集货物吞吐量排名第二，津沽港口位列第三。", []),
        ("沪浦港集货物吞吐量排名第三。", ["第三"]),
        ("甬江港务与沪浦港集营业收入均超过200亿元。", []),
        ("甬江港务与津沽港口营业收入均超过200亿元。", ["甬江港务与津沽港口营业收入均超过200亿元"]),
        ("2024年下半年运价指数明显低于上半年。", ["低于上半年"]),
    ],
)
def test_orders_and_directions(text: str, marks: list[str]) -> None:
    assert underlined(contradicted_claim, beside(text)) == marks


def test_a_message_names_the_figure_and_what_it_shows() -> None:
    (finding,) = found(contradicted_claim, beside("沪浦港集货物吞吐量居四家之首。"))
    assert finding.message == "by 表1, 沪浦港集 is number 2 of 4 in 货物吞吐量; first is 甬江港务"


def test_the_subject_of_a_title_is_that_of_the_paragraphs() -> None:
    assert underlined(contradicted_claim, beside("归母净利润居首。", title="厦屏港埠")) == ["居首"]
