"""Charts: plots as SVG. Drawing them, which takes matplotlib, is in ``drawing``."""

import logging

from yanbao.charts.style import CHARACTERS, chart_style

__all__ = ["CHARACTERS", "chart_style"]

# It warns of a home that cannot be written to and of a strange matplotlibrc: neither has a say in a chart.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
