"""Bind: typeset sheets become one tagged PDF with one set of fonts, links between its pages, bookmarks and metadata.

Also what was appended to such a file afterwards, by whoever signed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.bind.foreign import ForeignFont, ForeignFontError
from yanbao.model.sheet import Attachment, FontSet, Imprint, OutlineItem, Sheet, Update

__all__ = ["ForeignFont", "ForeignFontError", "bind", "look_at_update", "pictures_of"]


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


def look_at_update(original: bytes, whole: bytes) -> Update:
    """What was added to a file, whose bytes ``whole`` begins with."""
    from yanbao.bind import updates

    return updates.look_at_update(original, whole)


def pictures_of(pdf: bytes) -> tuple[str, ...]:
    """See ``pictures.pictures_of``."""
    from yanbao.bind import pictures

    return pictures.pictures_of(pdf)
