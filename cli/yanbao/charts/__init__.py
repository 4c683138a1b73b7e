"""Charts: plots as SVG. ``drawing`` draws them, and imports matplotlib."""

import logging

from yanbao.charts.style import CHARACTERS, chart_style

__all__ = ["CHARACTERS", "UndrawnError", "chart_style"]


class UndrawnError(ValueError):
    """A plot that cannot be drawn: it has no value, or there is no room."""


# Silences warnings about an unwritable home or a broken matplotlibrc, which do not affect charts.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
