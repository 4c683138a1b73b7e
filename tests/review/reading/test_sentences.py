"""What several rules read of one text is read once."""

from __future__ import annotations

from yanbao.review.reading.sentences import once


def test_only_another_text_is_read_anew() -> None:
    asked: list[list[str]] = []

    @once
    def read(text: list[str]) -> int:
        asked.append(text)
        return len(text)

    one, other = ["收入"], ["收入"]  # equal, but not the same
    assert [read(one), read(one), read(other), read(one)] == [1, 1, 1, 1]
    assert len(asked) == 3
