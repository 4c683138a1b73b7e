"""Stub fonts for sheets: only the name table, by which binding recognises the font.

Binding replaces the fonts of all sheets by one set, so WeasyPrint need not subset and embed the real ones in each.
"""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from functools import lru_cache

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font

from yanbao.typeset import weasyprint


def named_fonts() -> AbstractContextManager[None]:
    """Context in which WeasyPrint embeds only the name table of each font that has one."""
    return weasyprint.replaced_subsetting(_reduce)


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
