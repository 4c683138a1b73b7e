"""A sheet's pages and structure tree, copied into a book of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pikepdf import Dictionary, Name, Object, Pdf


@dataclass(frozen=True)
class Copy:
    """The contents of one sheet. ``tree`` is its StructTreeRoot; ``accessible`` says whether it declares PDF/UA."""

    pages: tuple[Object, ...]
    tree: Object
    accessible: bool

    @classmethod
    def append(cls, book: Pdf, source: Pdf) -> Copy:
        """Copy the pages, then the structure tree, whose references then point to the copied pages."""
        start = len(book.pages)
        for page in source.pages:
            book.pages.append(page)
        pages = tuple(page.obj for page in book.pages[start:])
        tree = book.copy_foreign(source.Root.StructTreeRoot)
        metadata = source.Root.get(Name.Metadata)
        return cls(pages, tree, metadata is not None and b"pdfuaid:part" in metadata.read_bytes())

    def annotations(self) -> Iterator[Object]:
        """The link annotations of all pages."""
        for page in self.pages:
            yield from page.get(Name.Annots, ())

    @cached_property
    def resources(self) -> tuple[Object, ...]:
        """Each distinct resource dictionary of the pages, and of forms and patterns inside them."""
        found: dict[tuple[int, int], Object] = {}
        waiting = [page.Resources for page in self.pages]
        while waiting:
            resources = waiting.pop()
            if resources.objgen not in found:
                found[resources.objgen] = resources
                waiting.extend(holder.Resources for holder in _holders(resources) if Name.Resources in holder)
        return tuple(found.values())


def _holders(resources: Object) -> Iterator[Object]:
    """Objects that may have resources of their own. (Masks are among the forms.)"""
    for kind in (Name.XObject, Name.Pattern):
        yield from resources.get(kind, Dictionary()).values()
