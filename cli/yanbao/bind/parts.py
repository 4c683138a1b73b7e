"""A sheet made ready to be bound: plain data, in which only what depends on other sheets is left open.

Equal sheets give equal parts, so those of the sheets that have not changed since the last binding are remembered.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

from yanbao.bind.archive import prepare_archive
from yanbao.bind.copies import Copy
from yanbao.bind.images import Image, images_of
from yanbao.bind.links import open_links
from yanbao.bind.objects import NOTHING, Line, Nodes, Objects, node_of, opened, read_objects
from yanbao.bind.structuretree import Structure, structure_of
from yanbao.bind.subsets import SheetFont, fonts_of

_REMEMBERED = 1024
"""Parts; one takes about 30 kB."""

PAGES = 1
"""The node of a book's list of pages, behind that of its catalog."""

_OF_SCRATCH = (0, PAGES)


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet that is ready to be bound. Objects are told by their nodes.

    ``entries`` are those of the parent tree. ``links`` are the anchors that its links lead to. ``accessible`` says
    whether it declares PDF/UA.
    """

    objects: Objects
    nodes: Nodes
    pages: tuple[int, ...]
    structure: Structure
    entries: tuple[Line, ...]
    links: tuple[str, ...]
    fonts: tuple[SheetFont, ...]
    images: tuple[Image, ...]
    accessible: bool


@lru_cache(maxsize=_REMEMBERED)
def part_of(pdf: bytes, *, archived: bool) -> Part:
    """The part of a sheet; ``archived`` if it is bound as PDF/A.

    Of the objects in the book that it is copied into, those are read that the bound PDF needs.
    """
    book = pikepdf.new()
    with pikepdf.open(io.BytesIO(pdf)) as source:
        copy = Copy.append(book, source)
        structure = structure_of(copy)
        links = tuple(open_links(copy))
        if archived:
            prepare_archive(copy)
        fonts = fonts_of(copy)
        nodes = Nodes(len(book.objects), len(structure.entries), len(links))
        pages = tuple(node_of(page) for page in copy.pages)
        entries = tuple(opened(entry, nodes) for entry in structure.entries)
        used = {
            *pages,
            *structure.kids,
            *dict(structure.ids).values(),
            *(node for line in entries for node in line.refs),
        }
        replaced = dict.fromkeys((structure.root, *(font.node for font in fonts), *_OF_SCRATCH), NOTHING)
        return Part(
            read_objects(book, nodes, used, replaced),
            nodes,
            pages,
            structure,
            entries,
            links,
            fonts,
            images_of(copy),
            copy.accessible,
        )
