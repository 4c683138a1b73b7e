"""Category names under columns: wrapped to their slots, or upright where slots are narrow. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yanbao.charts.canvas import Canvas
from yanbao.charts.shapes import Label
from yanbao.charts.textwidths import ASCENT, DESCENT, LEADING, MIDDLE, shorten, wrap

_GAP = 4.0
"""Distance from the plot to the names."""

_LINES = 3
_APART = 1.2  # em: between names side by side, where wrapping them makes that possible
_WIDE = 5.0  # em: width from which they are kept apart so
_FEW = 2  # lines that they may then have
_CLOSE = 0.3  # em: otherwise
_NARROWEST = 2.0  # em: minimum slot width for wrapped Chinese
_LONGEST = 0.4  # maximum height of upright names, as a share of the canvas


@dataclass(frozen=True, slots=True)
class Names:
    """Names as printed: lines for each category, or one upright line."""

    lines: tuple[tuple[str, ...], ...]
    upright: bool
    height: float
    size: float


def fit_names(canvas: Canvas, names: Sequence[str], slot: float) -> Names:
    """Wrap names to the width of a slot, at the chart's size or one pt less; otherwise set them upright."""
    font, full = canvas.font(), canvas.style.size
    for size, apart, most in ((full, _APART, _FEW), (full, _CLOSE, _LINES), (full - 1, _CLOSE, _LINES)):
        width = slot - apart * size
        lines = tuple(wrap(name, width, size, font, most) for name in names)
        if (
            (most == _LINES or width >= _WIDE * size)
            and all(whole(name, parts) for name, parts in zip(names, lines, strict=True))
            and (width >= _NARROWEST * size or all(len(parts) == 1 for parts in lines))
        ):
            height = _GAP + (LEADING * max(map(len, lines)) + DESCENT) * size
            return Names(lines, upright=False, height=height, size=size)
    size = canvas.style.size - (1 if slot < LEADING * canvas.style.size else 0)
    short = tuple((shorten(name, _LONGEST * canvas.height, size, font),) for name in names)
    height = _GAP + max(font.of(line, size) for (line,) in short)
    return Names(short, upright=True, height=height, size=size)


def whole(name: str, lines: Sequence[str]) -> bool:
    """True if lines contain the whole name, without an ellipsis or a break inside a Latin word."""
    if lines[-1].endswith("…") and not name.endswith("…"):
        return False
    return all(
        not (one[-1:].isascii() and one[-1:].isalnum() and two[:1].isascii() and two[:1].isalnum())
        or f"{one} {two}" in " ".join(name.split())
        for one, two in pairwise(lines)
    )


def write_names(canvas: Canvas, names: Names, centers: Sequence[float]) -> None:
    """Write names at the foot of the canvas, centred on ``centers``; upright ones that would overlap are skipped."""
    style, size = canvas.style, names.size
    top = names.height - _GAP
    every = 1
    if names.upright and len(centers) > 1:
        every = int(-(-LEADING * size // (centers[1] - centers[0])))
    for center, lines in list(zip(centers, names.lines, strict=True))[:: max(1, every)]:
        if names.upright:
            x = min(max(center + MIDDLE * size, ASCENT * size), canvas.width - DESCENT * size)
            canvas.write(Label(lines[0], x, top, style.ink, size, upright=True))
            continue
        for index, line in enumerate(lines):
            y = top - (ASCENT + LEADING * index) * size
            canvas.write(Label(line, center, y, style.ink, size, align="center"))
