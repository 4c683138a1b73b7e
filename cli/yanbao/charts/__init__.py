"""Charts: plots as SVG. ``drawing`` draws them, and imports matplotlib."""

import logging

from yanbao.charts.style import CHARACTERS, chart_style

__all__ = ["CHARACTERS", "chart_style"]

# Silences warnings about an unwritable home or a broken matplotlibrc, which do not affect charts.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
