"""Merges the structure trees of all sheets (headings, tables, figures) into one.

They are complete except for the content of forms, which ``forms.py`` repairs.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from yanbao.bind.parts import Part
from yanbao.bind.xobjects import ParentTree, settle_forms


def merge_structure(book: Pdf, parts: Sequence[Part]) -> None:
    """Merge the structure trees of the parts into that of the book."""
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    parents = ParentTree()
    kids: list[Object] = []
    ids: dict[str, Object] = {}
    for part in parts:
        (own_document,) = part.tree.K
        for kid in own_document.K:
            kid.P = document
            kids.append(kid)
        if Name.IDTree in part.tree:
            names = part.tree.IDTree.Names
            ids.update((str(name), element) for name, element in zip(names[::2], names[1::2], strict=True))
        _renumber(part, parents)
    document.K = Array(kids)
    root = book.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            ParentTree=book.make_indirect(Dictionary(Nums=parents.numbers())),
            ParentTreeNextKey=len(parents.entries),
        )
    )
    if ids:
        root.IDTree = book.make_indirect(
            Dictionary(Names=Array([item for pair in sorted(ids.items()) for item in pair]))
        )
    document.P = root
    book.Root.StructTreeRoot = root


def _renumber(part: Part, parents: ParentTree) -> None:
    """Move the entries of the part's parent tree, and give pages and links their new keys."""
    numbers = part.tree.ParentTree.Nums
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in part.pages:
        elements = entries[page.StructParents]
        settle_forms(page, elements, parents)
        page.StructParents = parents.add(elements)
    for annotation in part.annotations():
        annotation.StructParent = parents.add(entries[annotation.StructParent])
