"""Bind: typeset sheets become one tagged PDF with one set of fonts, links between its pages, bookmarks and metadata."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.bind.foreign import ForeignFont, ForeignFontError
from yanbao.model.sheet import Attachment, FontSet, Imprint, OutlineItem, Sheet

__all__ = ["ForeignFont", "ForeignFontError", "bind"]


def bind(
    sheets: Sequence[Sheet],
    outline: Sequence[OutlineItem],
    imprint: Imprint,
    fonts: FontSet,
    attachments: Sequence[Attachment] | None = None,
) -> bytes:
    """One PDF of all sheets, in order, as ``binding.bind`` does: only the process that binds loads what it needs."""
    from yanbao.bind import binding

    return binding.bind(sheets, outline, imprint, fonts, attachments)
