"""Bind: typeset sheets become one tagged PDF with one set of fonts, links between its pages, bookmarks and metadata."""

from yanbao.bind.binding import bind
from yanbao.bind.fonts import ForeignFont, ForeignFontError

__all__ = ["ForeignFont", "ForeignFontError", "bind"]
