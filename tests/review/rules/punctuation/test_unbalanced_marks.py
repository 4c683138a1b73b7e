"""Pairs of marks."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import unbalanced_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("印发《数字中国建设整体布局规划，提出目标。", ["《"]),
        ("印发数字中国建设整体布局规划》，提出目标。", ["》"]),
        ("增长10%（同比，符合预期。", ["（"]),
        ("增长10%同比），符合预期。", ["）"]),
        ("增长10%(同比，符合预期。", ["("]),
        ("打造“中国芯，实现自主。", ["“"]),
        ("打造中国芯”，实现自主。", ["”"]),
        ("打造「中国芯，实现自主。", ["「"]),
        ("【摘要本报告", ["【"]),
        ("印发《规划（征求意见稿》，提出）。", ["（"]),
        ("（“七巨头）表现强劲”。", ["“"]),
        ("（（同比）增长。", ["（"]),
        ("1）海外；2）国内；a）美国；b)欧洲；一）其他。", []),
        ("主要有三点（其中1）海外；2）国内；3）其他）。", []),
        ("（1）海外；(2)国内；（a）其他。", []),
        ("区间[0, 1)与（0，1]，（2，3），f(a, x)与P(A|B)。", []),
        ("OpenAI’s GPT与users’ data，’24年与‘90后，:)", []),
        ("《黑神话：悟空》、“新国九条（试行）”、「天工」与“『甲』”。", []),
        ("毛利率[（收入-成本）/收入]提升。", []),
        ("1、增长（a）10%，（b）20%；见https://a.com/(x。", []),
        ("[1] 与\\[2\\]，【注】", []),
    ],
)
def test_pairs(text: str, marks: list[str]) -> None:
    assert underlined(unbalanced_marks, prose(text)) == marks


def test_quotations_over_paragraphs() -> None:
    assert underlined(unbalanced_marks, prose("他说：“需求回暖。\n\n“价格上行。\n\n“供给出清。”")) == []
    assert underlined(unbalanced_marks, prose("他说：“需求回暖。\n\n价格上行。")) == ["“"]


@pytest.mark.parametrize("text", ["《关于修改《证券法》的决定》", "他说“打造“中国芯”产业”"])
def test_marks_inside_their_kind_are_hints(text: str) -> None:
    assert [one.level for one in found(unbalanced_marks, prose(text))] == [Level.HINT]


def test_wrong_direction_is_for_mixed_quotes() -> None:
    assert underlined(unbalanced_marks, prose("打造“中国芯“。打造”中国芯“。")) == []


def test_each_list_item_is_read_by_itself() -> None:
    assert underlined(unbalanced_marks, prose("- 增长（同比\n- 下降）")) == ["（", "）"]


def test_bound_text_is_left_alone() -> None:
    files = {"content/ledger/models.yaml": "x: {name: 甲（乙, source: wind}\n"}
    assert underlined(unbalanced_marks, prose("（{{ models.x }}）", files)) == []
