"""Valuation bands: a price among lines that are named at their ends."""

from __future__ import annotations

from .conftest import ACCENT, Drawn
from .samples import ALL, BAND


def test_every_line_has_its_multiple_and_its_price_at_its_end(drawn: Drawn) -> None:
    picture = drawn(BAND, 150, 80)
    assert {"15倍", "18倍", "21倍", "24倍", "27倍", "收盘价", "35.08"} <= set(picture.words)
    heights = [picture.text(f"{multiple}倍").top for multiple in (27, 24, 21, 18, 15)]
    assert heights == sorted(heights)


def test_the_price_has_the_accent_and_is_thicker_than_the_lines(drawn: Drawn) -> None:
    picture = drawn(BAND, 150, 80)
    (price,) = [shape for shape in picture.stroked(ACCENT) if max(map(len, shape.parts)) == 360]
    others = [shape for shape in picture.shapes if max(map(len, shape.parts)) == 360 and shape.stroke != ACCENT.lower()]
    assert len(others) == 5
    assert all(shape.width < price.width for shape in others)


def test_a_line_begins_where_earnings_are_known(drawn: Drawn) -> None:
    picture = drawn(*ALL["a band with gaps"])
    lengths = sorted(len(part) for shape in picture.shapes for part in shape.parts if len(part) > 20)
    assert lengths == [50, 80]
