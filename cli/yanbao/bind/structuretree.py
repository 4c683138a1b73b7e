"""Merges the structure trees of all sheets (headings, tables, figures) into one.

They are complete except for the content of forms, which ``xobjects.py`` repairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, String

from yanbao.bind.copies import Copy
from yanbao.bind.objects import REFERENCE, Line, node_of
from yanbao.bind.xobjects import ParentTree, settle_forms


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure tree of a sheet: nodes of its root element and that element's kids, and of elements with ids.

    ``entries`` are those of the parent tree, as text.
    """

    root: int
    kids: tuple[int, ...]
    ids: tuple[tuple[str, int], ...]
    entries: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Trunk:
    """The nodes of what the trees of all sheets are merged into; ``ids`` is 0 if no element has one."""

    document: int
    parents: int
    ids: int


def structure_of(copy: Copy) -> Structure:
    """The structure of a sheet; its pages, forms and links get keys of the parent tree, from 0."""
    (root,) = copy.tree.K
    parents = ParentTree()
    for kid in root.K:
        kid.P = root
    names = copy.tree.IDTree.Names if Name.IDTree in copy.tree else ()
    ids = tuple((str(name), node_of(element)) for name, element in zip(names[::2], names[1::2], strict=True))
    _renumber(copy, parents)
    entries = tuple(Array([entry]).unparse()[2:-2] for entry in parents.entries)
    return Structure(node_of(root), tuple(node_of(kid) for kid in root.K), ids, entries)


def _renumber(copy: Copy, parents: ParentTree) -> None:
    """Move the entries of the sheet's parent tree, and give pages and links their new keys."""
    numbers = copy.tree.ParentTree.Nums
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in copy.pages:
        elements = entries[page.StructParents]
        settle_forms(page, elements, parents)
        page.StructParents = parents.add(elements)
    for annotation in copy.annotations():
        annotation.StructParent = parents.add(entries[annotation.StructParent])


def add_trunk(book: Pdf, entries: int, *, has_ids: bool) -> Trunk:
    """Make what the trees of all sheets, with this many entries, are merged into."""
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    parents = book.make_indirect(Dictionary())
    root = book.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([document]), ParentTree=parents, ParentTreeNextKey=entries)
    )
    document.P = root
    book.Root.StructTreeRoot = root
    if has_ids:
        root.IDTree = book.make_indirect(Dictionary())
    return Trunk(node_of(document), node_of(parents), node_of(root.IDTree) if has_ids else 0)


def filled_trunk(
    trunk: Trunk, root: int, kids: Sequence[int], entries: Sequence[Line], ids: Mapping[str, int]
) -> Iterator[tuple[int, Line]]:
    """The nodes of the trunk with their objects: kids of all sheets, their entries, and their ids; ``root`` is that of
    the root.
    """
    text = b"<< /K [ %b ] /P %%d 0 R /S /Document /Type /StructElem >>" % b" ".join([REFERENCE] * len(kids))
    yield trunk.document, Line(text, (*kids, root), (*kids, root))
    numbered = b" ".join(b"%d %b" % (key, entry.text) for key, entry in enumerate(entries))
    filled = tuple(node for entry in entries for node in entry.filled)
    yield trunk.parents, Line(b"<< /Nums [ %b ] >>" % numbered, filled, filled)
    if trunk.ids:
        named = b" ".join(b"%b %b" % (String(name).unparse().replace(b"%", b"%%"), REFERENCE) for name in sorted(ids))
        elements = tuple(ids[name] for name in sorted(ids))
        yield trunk.ids, Line(b"<< /Names [ %b ] >>" % named, elements, elements)
