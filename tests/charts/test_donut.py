"""Donuts: a ring of shares, and a list that names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.canvas import Canvas
from yanbao.charts.kinds.donut import draw_donut
from yanbao.charts.labels import clear
from yanbao.model.sheet import FontSet

from .conftest import STYLE, Drawn
from .samples import DONUT, LONG_NAME


def test_every_part_has_its_share_beside_its_name(drawn: Drawn) -> None:
    words = drawn(DONUT, 120, 65).words
    for name, share in (("广告", "34.6%"), ("搜索", "23.9%"), ("国内社交网络", "10.0%")):
        assert words[words.index(share) + 1] == name


def test_the_sum_stands_in_the_middle_if_wanted(drawn: Drawn) -> None:
    assert {"47.81", "亿元"} <= set(drawn(DONUT, 120, 65).words)
    assert not {"47.81", "亿元"} & set(drawn(replace(DONUT, shows_total=False), 120, 65).words)


@pytest.mark.parametrize("size", [(306, 62), (120, 65), (95, 45), (60, 30), (45, 90), (40, 21)])
@pytest.mark.parametrize("names", [DONUT.x, (LONG_NAME,) * 5, ("甲", "乙", "丙", LONG_NAME * 3, "丁")])
def test_no_text_meets_another_or_leaves_the_canvas(
    size: tuple[float, float], names: tuple[str, ...], fonts: FontSet
) -> None:
    canvas = Canvas(*size, STYLE, fonts)
    draw_donut(canvas, replace(DONUT, x=names, groups=names))
    boxes = [canvas.box(label) for label in canvas.labels]
    assert clear(boxes, gap=0.0)
    assert all(box.left >= 0 and box.bottom >= -0.01 for box in boxes)
    assert all(box.right <= canvas.width + 0.01 and box.top <= canvas.height + 0.01 for box in boxes)


def test_a_highlight_alone_is_in_the_accent(drawn: Drawn) -> None:
    picture = drawn(replace(DONUT, groups=(), highlight=("搜索",)), 120, 65)
    assert len(picture.filled(STYLE.accent)) == 2  # the part, and its square in the list
    assert not picture.filled(STYLE.up) + picture.filled(STYLE.down)
