"""Typography: the report's own fonts, cut from those of the theme."""

from yanbao.typography.fonts import subset_fonts

__all__ = ["subset_fonts"]
