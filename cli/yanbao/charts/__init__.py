"""Charts: plots as SVG. Drawing them, which takes matplotlib, is in ``drawing``."""

from yanbao.charts.style import CHARACTERS, chart_style

__all__ = ["CHARACTERS", "chart_style"]
