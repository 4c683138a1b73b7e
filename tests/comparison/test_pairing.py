"""Pairing of versions, and what differs in a text."""

from __future__ import annotations

import pytest

from yanbao.comparison.pairing import differing, paired


def pairs(old: str, new: str) -> list[tuple[str | None, str | None]]:
    return paired(old.split(), new.split(), lambda word: word, lambda word: word)


def test_items_pair_by_key_by_place_and_by_likeness() -> None:
    assert pairs("a b c", "a b c") == [("a", "a"), ("b", "b"), ("c", "c")]
    assert pairs("a b c", "c a b") == [("c", "c"), ("a", "a"), ("b", "b")]
    assert pairs("alpha beta", "alphas beta") == [("alpha", "alphas"), ("beta", "beta")]
    assert pairs("a x y b", "a b z") == [("a", "a"), ("x", None), ("y", None), ("b", "b"), (None, "z")]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("上涨35个百分点至12.5%", "上涨47个百分点至12.5%", [("35", "47")]),
        ("2024年4月26日收于578.88点", "2024年4月29日收于571.88点", [("6", "9"), ("8", "1")]),
        ("无", "", [("无", "")]),
        ("一模一样", "一模一样", []),
        ("全不同的话", "另外一句", [("全不同的话", "另外一句")]),
    ],
)
def test_only_what_differs_is_marked(old: str, new: str, marked: list[tuple[str, str]]) -> None:
    runs = differing(old, new)
    assert [(was, now) for same, was, now in runs if not same] == marked
    assert "".join(same + was for same, was, _ in runs) == old
    assert "".join(same + now for same, _, now in runs) == new


def test_long_texts_are_told_as_a_whole_and_at_once() -> None:
    old, new = "a" + "甲乙" * 5000, "b" + "乙丙" * 5000
    assert differing(old, new) == [("", old, new)]
