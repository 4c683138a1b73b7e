"""Bind: typeset sheets become one tagged PDF with one set of fonts, links between its pages, bookmarks and metadata."""

from yanbao.bind.binding import bind
from yanbao.bind.fonts import ForeignFont, ForeignFontError
from yanbao.bind.metadata import imprint
from yanbao.bind.outline import bookmarks

__all__ = ["ForeignFont", "ForeignFontError", "bind", "bookmarks", "imprint"]
