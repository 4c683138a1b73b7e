"""Typography: the report's own fonts, cut from those of the theme to the characters that it prints."""

from yanbao.typography.coverage import characters, missing_glyphs
from yanbao.typography.fonts import FontFiles, cut_fonts, identity, place_fonts

__all__ = ["FontFiles", "characters", "cut_fonts", "identity", "missing_glyphs", "place_fonts"]
