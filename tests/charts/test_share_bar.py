"""Bars that are divided into the parts of a whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from .conftest import ACCENT, ORANGE, TEAL, VIOLET, Drawn
from .samples import ONE_BAR, SHARES


def test_parts_are_as_long_as_their_shares_and_side_by_side(drawn: Drawn) -> None:
    picture = drawn(ONE_BAR, 95, 30)
    bars = [max(picture.filled(color), key=lambda box: box[2] - box[0]) for color in (ACCENT, ORANGE, TEAL, VIOLET)]
    lengths = [right - left for left, _, right, _ in bars]
    assert lengths[0] / lengths[1] == pytest.approx(0.5 / 0.3, rel=0.02)
    assert all(one[2] < two[0] < one[2] + 2 for one, two in pairwise(bars))
    assert bars[-1][2] == pytest.approx(picture.width, abs=1)


def test_shares_are_printed_where_they_fit_and_all_parts_are_in_the_legend(drawn: Drawn) -> None:
    words = drawn(SHARES, 120, 45).words
    assert {"广告", "搜索", "社交", "短剧", "2022年", "2023年", "50.0%", "40.0%", "19.5%"} <= set(words)
    assert "0.5%" not in words


def test_a_bar_of_percentages_is_drawn_as_it_is(drawn: Drawn) -> None:
    shares = replace(ONE_BAR, series=ONE_BAR.series[1:])
    assert "50.0%" in drawn(shares, 95, 30).words


def test_parts_have_the_colours_of_their_names(drawn: Drawn) -> None:
    picture = drawn(replace(ONE_BAR, hues=(2, 1, 0, 3)), 95, 30)
    (widest,) = [box for box in picture.filled(TEAL) if box[2] - box[0] > 100]
    assert widest[0] == 0


def test_names_of_bars_that_begin_alike_are_told_apart(drawn: Drawn) -> None:
    """Both were printed as 2023年营业收入（亿元…."""
    labels = ("2023年营业收入（亿元）华东", "2023年营业收入（亿元）华南")
    series = tuple(replace(one, label=labels[at % 2]) for at, one in enumerate(SHARES.series))
    words = "".join(drawn(replace(SHARES, series=series), 95, 45).words)
    assert all(label in words for label in labels)
    assert "…" not in words
