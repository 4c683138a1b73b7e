"""The fonts of sheets: their names alone.

Binding replaces the fonts of all sheets by one set. So that WeasyPrint need not cut and pack them for every sheet, what
it embeds is a file by whose name the font is known again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font


@contextmanager
def named_fonts() -> Iterator[None]:
    """Meanwhile, WeasyPrint embeds of each font that has one its table of names."""
    cut = Font.subset
    Font.subset = _reduce
    try:
        yield
    finally:
        Font.subset = cut


def _reduce(font: Font, _to_unicode: object, _hinting: object) -> None:
    if "name" in font.tables:
        font.file_content = _names_of(font.file_content, font.index)


@lru_cache(maxsize=16)
def _names_of(file: bytes, index: int) -> bytes:
    whole, names = TTFont(io.BytesIO(file), fontNumber=index, lazy=True), TTFont(recalcTimestamp=False)
    names["name"] = whole["name"]
    made = io.BytesIO()
    names.save(made)
    return made.getvalue()
