"""Binds typeset sheets into one tagged PDF with shared fonts, links across pages, bookmarks and metadata."""

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
    """See ``binding.bind``, which is imported lazily: only the process that binds needs its libraries."""
    from yanbao.bind import binding

    return binding.bind(sheets, outline, imprint, fonts, attachments)
