"""Counts by interval."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from .conftest import ACCENT, GREEN, INK, RED, Drawn
from .samples import RETURNS_BINNED


def test_columns_touch_and_are_as_high_as_their_counts(drawn: Drawn) -> None:
    boxes = sorted(drawn(replace(RETURNS_BINNED, in_market_colors=False), 120, 65).filled(ACCENT))
    heights = [bottom - top for _, top, _, bottom in boxes]
    assert heights[2] / heights[1] == pytest.approx(30 / 21, rel=0.02)
    assert all(two[0] - one[2] < 1 for one, two in pairwise(boxes))


def test_losses_and_gains_meet_at_zero(drawn: Drawn) -> None:
    picture = drawn(RETURNS_BINNED, 120, 65)
    assert max(right for *_, right, _ in picture.filled(GREEN)) < min(left for left, *_ in picture.filled(RED))


def test_edges_are_labelled_between_columns(drawn: Drawn) -> None:
    picture = drawn(RETURNS_BINNED, 120, 65)
    assert {"−4%", "−2%", "0%", "2%", "4%", "6%", "日涨跌幅"} <= set(picture.words)
    green, red = picture.filled(GREEN), picture.filled(RED)
    border = (max(box[2] for box in green) + min(box[0] for box in red)) / 2
    assert picture.text("0%").middle[0] == pytest.approx(border, abs=2)


def test_counts_are_printed_but_no_zero(drawn: Drawn) -> None:
    words = drawn(RETURNS_BINNED, 120, 65).words
    assert {"3", "21", "30", "1"} <= set(words)
    assert "0" not in words


def test_the_median_is_a_line_with_its_value(drawn: Drawn) -> None:
    picture = drawn(RETURNS_BINNED, 120, 65)
    assert "中位数 0.4%" in picture.words
    (line,) = [part for shape in picture.stroked(INK) if shape.dashed for part in shape.parts]
    left, right = 0, picture.width
    assert line[0][0] == pytest.approx(left + (0.004 + 0.04) / 0.1 * (right - left), abs=1)
