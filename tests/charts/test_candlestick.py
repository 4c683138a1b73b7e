"""Candlestick charts: candles, volume, averages and the prices that are labelled."""

from __future__ import annotations

import itertools

import pytest

from yanbao.charts.drawing import draw
from yanbao.model.plot import Candle, Plot
from yanbao.model.sheet import FontSet
from yanbao.model.timeplots import CandlestickPlot

from .conftest import GREEN, ORANGE, RED, STYLE, TEAL, Drawn
from .picture import Picture
from .samples import CANDLES, DAYS, YEAR, candlestick, prices, wave
from .test_in_a_pdf import SCALE, pixels, printed

WHITE = "#ffffff"


def day(open_: float, high: float, low: float, close: float) -> Plot:
    return CandlestickPlot(DAYS[:1], prices(Candle(open_, high, low, close)))


def wicks(picture: Picture, color: str) -> list[tuple[float, float, float, float]]:
    return [box for shape in picture.stroked(color) for box in shape.boxes]


def test_a_rising_day_is_hollow_and_a_falling_one_filled(drawn: Drawn) -> None:
    rising, falling = drawn(day(10, 13, 9, 12)), drawn(day(12, 13, 9, 10))
    (outer,), (inner,) = rising.filled(RED), rising.filled(WHITE)
    assert outer[0] < inner[0] < inner[2] < outer[2]
    assert outer[1] < inner[1] < inner[3] < outer[3]
    assert rising.filled(GREEN) == falling.filled(RED) == falling.filled(WHITE) == []
    assert falling.filled(GREEN) == [outer]


@pytest.mark.parametrize("color", [RED, GREEN])
def test_a_wick_reaches_from_the_body_to_the_day_s_extremes(color: str, drawn: Drawn) -> None:
    picture = drawn(day(10, 13, 9, 12) if color == RED else day(12, 13, 9, 10))
    ((left, top, right, bottom),) = picture.filled(color)
    lower, upper = sorted(wicks(picture, color), key=lambda box: -box[1])
    assert upper[3] == top
    assert lower[1] == bottom
    assert upper[0] == pytest.approx((left + right) / 2, abs=0.01)
    assert (top - upper[1]) == pytest.approx(lower[3] - bottom, abs=0.02)  # each 1 of the price
    assert (bottom - top) == pytest.approx(2 * (top - upper[1]), abs=0.05)


def test_a_day_without_change_is_a_line_of_the_rising_colour(drawn: Drawn) -> None:
    picture = drawn(day(10, 11, 9, 10))
    ((_, top, _, bottom),) = picture.filled(RED)
    assert bottom - top == pytest.approx(0.6, abs=0.02)


def test_colours_are_those_of_the_market(drawn: Drawn) -> None:
    american = drawn(day(10, 13, 9, 12), up=GREEN, down=RED)
    assert len(american.filled(GREEN)) == 1
    assert american.filled(RED) == []


def test_candles_stand_over_their_volume_in_the_same_kind_of_colour(drawn: Drawn) -> None:
    picture = drawn(CANDLES, 150, 90)
    rising = [at for at, candle in enumerate(CANDLES.candles) if candle and candle.close >= candle.open]
    bodies = picture.filled(RED)
    volume = picture.filled("#de7082")
    assert len(bodies) == len(volume) == len(rising)
    assert len(picture.filled(GREEN)) == len(picture.filled("#6eaf98")) == 80 - len(rising)
    for body, column in zip(bodies, volume, strict=True):
        assert (body[0] + body[2]) / 2 == pytest.approx((column[0] + column[2]) / 2, abs=0.02)
        assert body[3] < column[1]
    assert "成交额（右，亿元）" in picture.words


def test_the_highest_and_the_lowest_price_are_labelled_at_their_days(drawn: Drawn) -> None:
    picture = drawn(CANDLES, 150, 90)
    days = [candle for candle in CANDLES.candles if candle]
    highest, lowest = max(c.high for c in days), min(c.low for c in days)
    top, foot = picture.text(f"{highest:.2f}"), picture.text(f"{lowest:.2f}")
    prices = [box for color in (RED, GREEN) for box in wicks(picture, color)]
    assert top.bottom <= min(box[1] for box in prices)
    assert foot.top >= max(box[3] for box in prices)
    peak = min(prices, key=lambda box: box[1])
    assert top.middle[0] == pytest.approx(peak[0], abs=0.1)


def test_the_last_close_stands_at_the_end_and_averages_in_a_legend(drawn: Drawn) -> None:
    picture = drawn(CANDLES, 150, 90)
    assert {"收盘", f"{CANDLES.series[3].values[-1]:.2f}", "MA5", "MA20", "点"} <= set(picture.words)
    for color in (ORANGE, TEAL):
        assert max(len(part) for shape in picture.stroked(color, 1.1) for part in shape.parts) == 80


def test_a_day_without_prices_is_a_gap(drawn: Drawn) -> None:
    picture = drawn(candlestick(10.0, None, 12.0, x=DAYS[:3]))
    first, third = sorted(picture.filled(RED))
    width = first[2] - first[0]
    assert (third[0] - first[0]) / 2 > width  # two slots apart


def test_candles_do_not_touch_and_are_one_path_a_colour(drawn: Drawn) -> None:
    picture = drawn(YEAR, 150, 80)
    bodies = sorted([*picture.filled(RED), *picture.filled(GREEN)])
    assert len(bodies) == 250
    assert all(one[2] < two[0] for one, two in itertools.pairwise(bodies))
    assert len(picture.shapes) < 10


def test_hollow_candles_are_white_on_paper_and_filled_ones_are_not(fonts: FontSet) -> None:
    svg = draw(candlestick(*wave(30, 600, 40), x=DAYS[:30], spread=5), 150, 90, STYLE, fonts, "chart")
    image, picture = pixels(printed(svg, fonts)), Picture(svg, fonts)
    for boxes, expected in ((picture.filled(WHITE), (255, 255, 255)), (picture.filled(GREEN), (0x0E, 0x7A, 0x53))):
        tall = [box for box in boxes if box[3] - box[1] > 8]
        assert tall
        for left, top, right, bottom in tall:
            assert image.getpixel((round((left + right) / 2 * SCALE), round((top + bottom) / 2 * SCALE))) == expected
