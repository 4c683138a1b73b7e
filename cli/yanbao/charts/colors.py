"""Colours of series: by name, else the subject in the accent, comparisons muted, others from the palette; readable."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.colors import to_hex, to_rgb

from yanbao.contrast import contrast as contrast_ratio
from yanbao.model.plot import ACCENT_HUE, HUE_ROUNDS, ChartStyle, Plot, PlotSeries

TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
_MARK_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
PALE = 0.5
"""Share of paper in market colours beside a highlight."""

_PALER = (0.0, 0.45, 0.7)  # share of paper in each round of the palette


def series_colors(series: Sequence[PlotSeries], style: ChartStyle) -> tuple[str, ...]:
    """One colour per series: as assigned to its name in the whole report, or by its role.

    For the others the palette skips the accent if a series has it, and restarts in paler shades.

    Columns on the right axis are background: they are muted unless their role says otherwise.
    """
    accented = any(one.role == "accent" for one in series)
    palette = [color for color in style.series if not (accented and color == style.accent)] or [style.accent]
    colors: list[str] = []
    plain = 0
    for one in series:
        if one.hue is not None:
            colors.append(hue_color(one.hue, style))
        elif one.role == "accent":
            colors.append(style.accent)
        elif one.role == "muted" or (one.role is None and one.form == "column" and one.axis == "right"):
            colors.append(style.quiet)
        else:
            turn, index = divmod(plain, len(palette))
            colors.append(mix(palette[index], style.paper, _PALER[min(turn, len(_PALER) - 1)]))
            plain += 1
    return tuple(colors)


def hue_color(hue: int | None, style: ChartStyle) -> str:
    """The colour of a subject: that assigned to its name in the whole report, or the accent."""
    if hue is None or hue == ACCENT_HUE:
        return style.accent
    turn, index = divmod(hue, len(style.series))
    return mix(style.series[index], style.paper, _PALER[turn]) if turn < HUE_ROUNDS else style.quiet


def highlight_colors(plot: Plot, style: ChartStyle) -> dict[str, str]:
    """The colours of highlighted rows by name; other rows are grey."""
    hues = plot.hues if plot.hues and not plot.groups else [None] * len(plot.highlight)
    return {name: hue_color(hue, style) for name, hue in zip(plot.highlight, hues, strict=True)}


def group_colors(plot: Plot, names: Sequence[str], style: ChartStyle) -> list[str]:
    """The colours of named groups of rows or parts, in this order, as assigned in the whole report."""
    hues = dict(zip(dict.fromkeys(plot.groups), plot.hues, strict=False))
    return list(series_colors([PlotSeries(name, (), hue=hues.get(name)) for name in names], style))


def mix(color: str, other: str, share: float) -> str:
    """``color`` mixed with ``share`` (0 to 1) of ``other``."""
    (red, green, blue), (red2, green2, blue2) = to_rgb(color), to_rgb(other)
    rest = 1 - share
    return to_hex((red * rest + red2 * share, green * rest + green2 * share, blue * rest + blue2 * share))


def legible(color: str, style: ChartStyle) -> str:
    """``color`` as text on paper: darkened towards ink until its contrast suffices."""
    return _darkened(color, style, TEXT_CONTRAST)


def visible(color: str, style: ChartStyle) -> str:
    """``color`` as a dot on paper: darkened towards ink until its contrast suffices."""
    return _darkened(color, style, _MARK_CONTRAST)


def _darkened(color: str, style: ChartStyle, least: float) -> str:
    share = 0.0
    while contrast(mix(color, style.ink, share), style.paper) < least and share < 1:
        share = min(1.0, share + 0.1)
    return mix(color, style.ink, share)


def on(color: str, style: ChartStyle) -> str:
    """Ink or paper, whichever has more contrast on ``color``."""
    return max((style.paper, style.ink), key=lambda text: contrast(text, color))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    return contrast_ratio(to_rgb(one), to_rgb(other))


_STEPS = 5  # depths of a colour
_FINE = 20  # shares of a colour that are tried for the deepest ground


def tint(color: str, share: float, style: ChartStyle) -> str:
    """``color``, the deeper the greater the share (0 to 1), in steps that readers can tell apart, under ink."""
    depths = (1 - step / _FINE for step in range(_FINE))
    deepest = next(
        (depth for depth in depths if contrast(mix(style.paper, color, depth), style.ink) >= TEXT_CONTRAST), 0
    )
    return mix(style.paper, color, deepest * (0.1 + 0.9 * round(share * _STEPS) / _STEPS))
