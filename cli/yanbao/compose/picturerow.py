"""Makes the pictures of a row, whose widths give all of them the same height."""

from __future__ import annotations

from base64 import b64decode

from yanbao.compose.prose import Prose
from yanbao.load.pictures import ratio_of
from yanbao.model.blocks import Picture
from yanbao.model.document import PictureItem
from yanbao.model.manuscript import Role


def picture_item(picture: Picture, uri: str, prose: Prose) -> PictureItem:
    """A picture with its data URI, its texts, and its width by its height."""
    ratio = ratio_of(b64decode(uri.partition(",")[2]))
    alt = prose.line(picture.alt, Role.ALT).text
    caption, credit = prose.line(picture.caption, Role.CELL).html, prose.line(picture.credit, Role.NOTE).html
    return PictureItem(uri, alt, caption, credit, round(ratio, 4))
