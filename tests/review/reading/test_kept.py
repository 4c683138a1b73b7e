"""What is read of a text or an object is kept for the next review, and no longer."""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.review.reading.kept import kept, kept_all, turn


class Thing:
    """Compares equal to any other."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def test_texts_are_compared_by_value_and_objects_by_identity() -> None:
    calls: list[object] = []

    @kept_all
    def read(thing: Thing, text: str) -> Iterator[str]:
        calls.append(thing)
        yield text

    one, other = Thing(), Thing()
    assert read(one, "a" * 3) == read(one, "aaa") == ("aaa",)
    assert [found is one for found in calls] == [True]
    read(other, "aaa")
    assert calls[-1] is other


def test_what_a_review_does_not_read_is_dropped_by_the_next_but_one() -> None:
    count = 0

    @kept
    def read(_text: str) -> int:
        nonlocal count
        count += 1
        return count

    read("a")
    for _ in range(3):
        turn()
        assert read("a") == 1
    turn()
    turn()
    assert read("a") == 2
