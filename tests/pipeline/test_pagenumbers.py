"""Page numbers, when lists and flows have several sides."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from yanbao.pipeline.pagenumbers import _number


def _made(sides: int | None, anchors: list[str], **places: int) -> Any:
    """Pages that were typeset together on some sides, with anchors on some of them; None if they are not yet made."""
    sheet = SimpleNamespace(page_count=sides, anchors={name: SimpleNamespace(page=at) for name, at in places.items()})
    return SimpleNamespace(anchors=anchors, sheet=sheet, made=SimpleNamespace(typeset=sides is not None))


def test_pages_are_numbered_after_all_sides_of_those_before() -> None:
    made = [
        _made(1, ["cover"]),
        _made(3, ["contents"]),
        _made(None, ["later"]),
        _made(2, ["flow"], inside=1),
        _made(1, ["end"]),
    ]
    numbers, page_of = [0] * len(made), dict[str, int]()
    _number(made, numbers, page_of)
    assert numbers == [1, 2, 5, 6, 8]
    assert page_of == {"cover": 1, "contents": 2, "later": 5, "flow": 6, "inside": 7, "end": 8}
