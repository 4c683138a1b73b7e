"""Relative performance: changes at the ends of lines, and what the stock is ahead by in a panel below."""

from __future__ import annotations

import pytest

from yanbao.charts.colors import contrast

from .conftest import ACCENT, STYLE, Drawn
from .samples import ALL, PERFORMANCE


def test_lines_end_in_their_change_with_its_sign(drawn: Drawn) -> None:
    picture = drawn(PERFORMANCE, 150, 80)
    assert {"甲公司", "+34.7%", "沪深300", "+2.1%"} <= set(picture.words)
    assert picture.text("+34.7%").color == ACCENT


def test_all_lines_begin_at_the_same_point(drawn: Drawn) -> None:
    picture = drawn(PERFORMANCE, 150, 80)
    starts = [part[0] for shape in picture.shapes for part in shape.parts if len(part) == 80]
    assert len(starts) == 2
    assert starts[0] == pytest.approx(starts[1], abs=0.02)


def test_columns_below_show_points_ahead_and_the_last_of_them(drawn: Drawn) -> None:
    picture = drawn(PERFORMANCE, 150, 80)
    name = picture.text("相对沪深300超额收益（右，个百分点） +29.7")
    (bars,) = [shape for shape in picture.shapes if len(shape.parts) == 80 and shape.fill != "none"]
    assert min(top for _, top, _, _ in bars.boxes) > name.bottom
    assert contrast(bars.fill, STYLE.paper) >= 3


def test_a_long_name_of_the_panel_is_cut_and_keeps_its_value(drawn: Drawn) -> None:
    (name,) = [word for word in drawn(*ALL["a long benchmark"]).words if word.endswith(" +29.7")]
    assert name.endswith("… +29.7")
