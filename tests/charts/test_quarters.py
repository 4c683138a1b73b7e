"""Scatter charts in four named quarters."""

from __future__ import annotations

import pytest

from .conftest import MUTED, Drawn
from .samples import QUARTERED


def test_the_quarters_are_named_in_their_corners(drawn: Drawn) -> None:
    picture = drawn(QUARTERED, 120, 80)
    high, low = picture.text("双高"), picture.text("双低")
    assert high.left > low.right
    assert high.bottom < low.top
    assert picture.text("仅纵轴高").right < picture.text("仅横轴高").left


def test_two_lines_meet_where_the_author_says(drawn: Drawn) -> None:
    picture = drawn(QUARTERED, 120, 80)
    (shape,) = [one for one in picture.stroked(MUTED) if one.dashed]
    upright, level = shape.parts
    assert upright[0][0] == upright[1][0]
    assert level[0][1] == level[1][1]
    tick = picture.text("1500")
    assert upright[0][0] == pytest.approx(tick.middle[0], abs=1)


def test_names_of_quarters_are_beyond_all_points(drawn: Drawn) -> None:
    picture = drawn(QUARTERED, 120, 80)
    dots = [box for shape in picture.shapes if shape.fill not in ("none", "") for box in shape.boxes]
    assert picture.text("双高").bottom < min(top for _, top, *_ in dots)
    assert picture.text("双低").top > max(bottom for *_, bottom in dots)
