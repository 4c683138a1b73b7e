"""The steps of binding sheets into one PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack

import pikepdf

from yanbao.bind.archive import archive
from yanbao.bind.images import share_images
from yanbao.bind.links import connect_links, destinations
from yanbao.bind.metadata import add_metadata
from yanbao.bind.outline import add_outline
from yanbao.bind.parts import Part
from yanbao.bind.structuretree import merge_structure
from yanbao.bind.subsets import share_fonts
from yanbao.model.sheet import Attachment, FontSet, Imprint, OutlineItem, Sheet


def bind(
    sheets: Sequence[Sheet],
    outline: Sequence[OutlineItem],
    imprint: Imprint,
    fonts: FontSet,
    attachments: Sequence[Attachment] | None = None,
) -> bytes:
    """One PDF of all sheets, in order. Equal input gives equal bytes.

    ``fonts`` are the files the sheets were typeset with. With ``attachments``, which may be empty, the result is
    PDF/A-3a and contains them. Raises ForeignFontError if a sheet uses another font, and KeyError if a link or bookmark
    leads to an anchor that no sheet has.
    """
    book = pikepdf.new()
    with ExitStack() as sources:
        parts = [Part.append(book, sources.enter_context(pikepdf.open(io.BytesIO(sheet.pdf)))) for sheet in sheets]
        places = destinations(parts, sheets)
        share_fonts(book, parts, fonts)
        share_images(parts)
        merge_structure(book, parts)
        connect_links(parts, places, {item.anchor: item.title for item in reversed(outline)})
        add_outline(book, outline, places)
        accessible = all(part.accessible for part in parts)
        add_metadata(book, imprint, accessible=accessible)
        if attachments is not None:
            archive(book, parts, attachments, imprint, accessible=accessible)
        file = io.BytesIO()
        book.save(
            file,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return file.getvalue()
