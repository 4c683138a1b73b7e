"""Grids of numbers on grounds of different depth."""

from __future__ import annotations

from dataclasses import replace

from yanbao.charts.colors import contrast

from .conftest import ACCENT, GREEN, HAIRLINE, RED, Drawn
from .picture import Picture
from .samples import HEAT


def grounds(picture: Picture) -> dict[str, str]:
    """The colour under each number."""
    found = {}
    for text in picture.texts:
        x, y = text.middle
        for shape in picture.shapes:
            if any(left < x < right and top < y < bottom for left, top, right, bottom in shape.boxes):
                found[text.text] = shape.fill
    return found


def test_gains_and_losses_have_market_colours_deeper_with_size(drawn: Drawn) -> None:
    ground = grounds(drawn(HEAT, 120, 55))
    assert ground["+24.7%"][1:3] > ground["+24.7%"][3:5]  # red
    assert ground["−20.8%"][1:3] < ground["−20.8%"][3:5]  # green
    assert contrast(ground["+24.7%"], RED) < contrast(ground["+9.4%"], RED) < contrast(ground["+1.5%"], RED)
    assert contrast(ground["−20.8%"], GREEN) < contrast(ground["−0.6%"], GREEN)


def test_sizes_have_the_accent_from_the_least_value(drawn: Drawn) -> None:
    ground = grounds(drawn(replace(HEAT, in_market_colors=False), 120, 55))
    assert contrast(ground["+24.7%"], ACCENT) < contrast(ground["+1.5%"], ACCENT) < contrast(ground["−20.8%"], ACCENT)


def test_numbers_are_legible_on_their_grounds(drawn: Drawn) -> None:
    picture = drawn(HEAT, 120, 55)
    ground = grounds(picture)
    for text in picture.texts:
        if text.text in ground:
            assert contrast(text.color, ground[text.text]) > 4.5, text.text


def test_a_missing_value_is_a_grey_cell(drawn: Drawn) -> None:
    assert len(drawn(HEAT, 120, 55).filled(HAIRLINE)) == 1


def test_rows_and_columns_are_named(drawn: Drawn) -> None:
    picture = drawn(HEAT, 120, 55)
    assert picture.text("申万传媒").bottom < picture.text("沪深300").top
    assert picture.text("1月").bottom < picture.text("申万传媒").top
    assert picture.text("1月").right < picture.text("2月").left


def test_numbers_that_do_not_all_fit_are_left_out(drawn: Drawn) -> None:
    assert "+24.7%" not in drawn(HEAT, 45, 21).words
