"""Typography: the report's own fonts, cut to the characters that it prints, and Chinese text set by its rules."""

from yanbao.typography.coverage import characters, missing_glyphs
from yanbao.typography.fonts import FontFiles, cut_fonts, identity, place_fonts
from yanbao.typography.setting import for_reader, for_typesetter, for_typesetter_drawn, for_typesetter_styled

__all__ = [
    "FontFiles",
    "characters",
    "cut_fonts",
    "for_reader",
    "for_typesetter",
    "for_typesetter_drawn",
    "for_typesetter_styled",
    "identity",
    "missing_glyphs",
    "place_fonts",
]
