"""Waterfalls: where steps begin and end, their colours and labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from .conftest import ACCENT, GREEN, MUTED, RED, Drawn
from .picture import Picture
from .samples import ALL, BRIDGE, LOSSES


def steps(picture: Picture) -> list[tuple[float, float, float, float]]:
    return sorted(box for color in (ACCENT, RED, GREEN) for box in picture.filled(color))


def test_totals_stand_on_zero_and_steps_on_each_other(drawn: Drawn) -> None:
    first, gain, loss, other, tax, end = steps(drawn(BRIDGE, 150, 75))
    assert first[3] == end[3]
    assert gain[3] == first[1]
    assert loss[1] == gain[1]
    assert other[3] == loss[3]
    assert tax[1] == other[1]
    assert tax[3] == end[1]
    unit = (first[3] - first[1]) / 12.4
    assert (gain[3] - gain[1]) / unit == pytest.approx(3.1, abs=0.02)


def test_totals_have_the_accent_and_steps_the_market_s_colours(drawn: Drawn) -> None:
    picture = drawn(BRIDGE, 150, 75)
    assert [len(picture.filled(color)) for color in (ACCENT, RED, GREEN)] == [2, 2, 2]
    american = drawn(BRIDGE, 150, 75, up=GREEN, down=RED)
    assert american.filled(GREEN) == picture.filled(RED)


def test_steps_print_their_sign_and_totals_do_not(drawn: Drawn) -> None:
    picture = drawn(BRIDGE, 150, 75)
    assert {"12.4", "+3.1", "−1.2", "+0.6", "−0.5", "14.4"} <= set(picture.words)
    assert picture.text("12.4").bold
    assert not picture.text("+3.1").bold
    assert picture.text("+3.1").bottom < picture.filled(RED)[0][1]
    assert picture.text("−1.2").top > picture.filled(GREEN)[0][3]


def test_a_step_is_rounded_as_its_cell_is(drawn: Drawn) -> None:
    series = replace(BRIDGE.series[0], values=(10, 2.555, -3.335, 9.22), decimals=2)
    picture = drawn(replace(BRIDGE, x=("始", "增", "减", "末"), series=(series,), totals=(0, 3)), 150, 75)
    assert {"+2.56", "−3.34"} <= set(picture.words)


def test_thin_lines_link_the_steps(drawn: Drawn) -> None:
    picture = drawn(BRIDGE, 150, 75)
    (links,) = [shape for shape in picture.stroked(MUTED, 0.5) if len(shape.parts) == 5]
    for (one, two), link in zip(pairwise(steps(picture)), links.boxes, strict=True):
        assert (link[0], link[2]) == (one[2], two[0])


def test_steps_may_cross_zero(drawn: Drawn) -> None:
    picture = drawn(LOSSES, 120, 70)
    first, fall, rise, end = steps(picture)
    assert fall[1] == first[1]
    assert fall[3] > first[3]
    assert rise[1] == end[3]
    assert end[1] == first[3]
    assert "−1" in picture.words


def test_steps_too_narrow_for_their_values_have_none(drawn: Drawn) -> None:
    assert "+1.25" not in drawn(*ALL["thirty steps"]).words
