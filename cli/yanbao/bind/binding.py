"""The steps of binding sheets into one PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

import pikepdf
from pikepdf import Object, Pdf, String

from yanbao.bind.archive import archive
from yanbao.bind.images import share_images
from yanbao.bind.links import Target, Words, targets
from yanbao.bind.metadata import add_metadata
from yanbao.bind.objects import REFERENCE, Line, Nodes, moved, node_of, read_objects
from yanbao.bind.outline import add_outline
from yanbao.bind.parts import PAGES, Part, part_of
from yanbao.bind.structuretree import add_trunk, filled_trunk
from yanbao.bind.subsets import share_fonts
from yanbao.bind.writing import Content, write
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

    What all sheets have in common is made as a small PDF without pages, the frame; the sheets are parts of it, most of
    which may have been prepared long ago.
    """
    placed = list(_placed(part_of(sheet.pdf, archived=attachments is not None) for sheet in sheets))
    pages = [[base + page for page in part.pages] for base, part in placed]
    places = targets(pages, sheets)
    with pikepdf.new() as book:
        frame = _Frame(book, sum(part.nodes.size for _, part in placed))
        instead = frame.of_parts(placed, fonts)
        add_outline(book, outline)
        accessible = all(part.accessible for _, part in placed)
        add_metadata(book, imprint, accessible=accessible)
        if attachments is not None:
            archive(book, attachments, imprint, accessible=accessible)
        nodes = Nodes(len(book.objects), links=len(outline), first=frame.first)
        info = frame.node(book.docinfo)
        every = range(frame.first, frame.first + nodes.objects)
        objects = read_objects(book, nodes, every, frame.filled(placed, pages))
        texts = [bytes(text) for _, text in sorted(book.docinfo.items()) if isinstance(text, String)]
    links = [(base, part.nodes, part.links) for base, part in placed]
    links.append((0, nodes, tuple(item.anchor for item in outline)))
    instead.update(_led(links, places))
    words = Words({item.anchor: item.title for item in reversed(outline)})
    volumes = [*((base, part.objects) for base, part in placed), (0, objects)]
    return write(Content(volumes, list(_values(links, places, words)), instead, frame.first, info, texts))


def _placed(parts: Iterable[Part]) -> Iterator[tuple[int, Part]]:
    """Parts, each with the first of its nodes."""
    base = 0
    for part in parts:
        yield base, part
        base += part.nodes.size


class _Frame:
    """What all sheets have in common, in a book without pages. Its nodes begin at ``first``."""

    def __init__(self, book: Pdf, first: int) -> None:
        self._book = book
        self.first = first

    def node(self, item: Object) -> int:
        return self.first + node_of(item)

    def of_parts(self, placed: Sequence[tuple[int, Part]], fonts: FontSet) -> dict[int, int]:
        """Add fonts and the trunk of the structure tree; the nodes of parts in whose place others come, and those."""
        used = share_fonts(self._book, [(base, part.fonts) for base, part in placed], fonts)
        instead = {node: self.first + font for node, font in used.items()}
        instead |= share_images((base, image) for base, part in placed for image in part.images)
        self._ids = {name: base + node for base, part in placed for name, node in part.structure.ids}
        self._trunk = add_trunk(self._book, sum(part.nodes.keys for _, part in placed), has_ids=bool(self._ids))
        for base, part in placed:
            instead[base + PAGES] = self.first + PAGES
            instead[base + part.structure.root] = self.first + self._trunk.document
        return instead

    def filled(self, placed: Sequence[tuple[int, Part]], pages: Sequence[Sequence[int]]) -> dict[int, Line]:
        """By their nodes, the objects of the frame that name those of the parts."""
        every = tuple(page for own in pages for page in own)
        kids = b" ".join([REFERENCE] * len(every))
        line = Line(b"<< /Count %d /Kids [ %b ] /Type /Pages >>" % (len(every), kids), every, every)
        tree = filled_trunk(
            self._trunk,
            self.node(self._book.Root.StructTreeRoot),
            [base + kid for base, part in placed for kid in part.structure.kids],
            [moved(entry, base) for base, part in placed for entry in part.entries],
            self._ids,
        )
        return {self.first + PAGES: line} | {self.first + node: line for node, line in tree}


_Links = tuple[int, Nodes, Sequence[str]]
"""The first of the nodes of a part, those nodes, and the anchors that its links lead to."""


def _led(links: Iterable[_Links], places: Mapping[str, Target]) -> Iterator[tuple[int, int]]:
    """The nodes of links, and the pages that they lead to."""
    for base, nodes, anchors in links:
        for number, anchor in enumerate(anchors):
            yield base + nodes.page(number), places[anchor].page


def _values(links: Iterable[_Links], places: Mapping[str, Target], words: Words) -> Iterator[int | bytes]:
    """The value of each node; 0 of objects, which get theirs when they are written."""
    keys = 0
    for _, nodes, anchors in links:
        yield from repeat(0, nodes.objects)
        yield from range(keys, keys + nodes.keys)
        keys += nodes.keys
        for anchor in anchors:
            yield from (0, places[anchor].written, words[anchor])
