"""Words that are never printed."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.words import banned_word

BANNED = {"content/rules.yaml": "words: {never_print: [内参, UGC, 内参稿]}\n"}
FIRM = {"content/ledger/firms.yaml": "neican: {name: 内参酒业, source: google, note: {value: 内参}}\n"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("据内参，下半年投产。", ["内参"]),
        ("据内参稿，下半年投产。", ["内参稿"]),
        ("UGC内容与UGCX平台。", ["UGC"]),
        ("内参酒业披露内参。", ["内参"]),
        ("说明见{{ firms.neican.note }}。", ["内参"]),
        ("公司预计下半年投产。", []),
    ],
)
def test_words_of_the_project(text: str, marks: list[str]) -> None:
    assert underlined(banned_word, prose(text, BANNED | FIRM)) == marks


def test_the_projects_own_are_warnings_and_others_hints() -> None:
    levels = [finding.level for finding in found(banned_word, prose("内参与未定稿。", BANNED))]
    assert levels == [None, Level.HINT]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("原稿经核实。", ["原稿", "核实"]),
        ("示例证券研究所认为，示例如下。", ["示例"]),
        ("数字待核实，初稿与草稿由模型生成。", []),  # which is told by unfinished-text
    ],
)
def test_words_of_editors(text: str, marks: list[str]) -> None:
    assert underlined(banned_word, prose(text)) == marks
