"""Makes the pictures of a row, whose widths give all of them the same height."""

from __future__ import annotations

from base64 import b64decode

from yanbao.compose.prose import Prose
from yanbao.load.pictures import ratio_of
from yanbao.model.blocks import Picture
from yanbao.model.document import PictureItem
from yanbao.model.manuscript import Role
from yanbao.model.pictures import PictureFile


def picture_item(picture: Picture, file: PictureFile, prose: Prose) -> PictureItem:
    """A picture with its texts, and its width by its height."""
    ratio = ratio_of(b64decode(file.uri.partition(",")[2]))
    alt = prose.line(picture.alt, Role.ALT).text
    caption, credit = prose.line(picture.caption, Role.CELL).html, prose.line(picture.credit, Role.NOTE).html
    return PictureItem(file.uri, file.on_paper, file.letters, alt, caption, credit, round(ratio, 4))
