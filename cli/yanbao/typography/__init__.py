"""Typography: the report's own fonts, cut from those of the theme to the characters that it prints."""

from yanbao.typography.coverage import characters, missing_glyphs
from yanbao.typography.fonts import subset_fonts

__all__ = ["characters", "missing_glyphs", "subset_fonts"]
