"""Repairs the structure tree for content inside form XObjects.

WeasyPrint, which makes form XObjects for translucent content, numbers their marked content as if it belonged to the
page. Here each form gets its own entry in the parent tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Name, Object

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID ([0-9]+)\s*>>\s*BDC")
_FORM = re.compile(rb"/(\S+)\s+Do\b")


class ParentTree:
    """A PDF parent tree: maps the keys of pages, forms and annotations to the structure elements of their content."""

    def __init__(self) -> None:
        self.entries: list[Object] = []

    def add(self, elements: Object) -> int:
        """Add an entry and return its key: an element, or an array of elements indexed by marked-content id."""
        self.entries.append(elements)
        return len(self.entries) - 1

    def numbers(self) -> Array:
        """The tree's Nums array: keys, each followed by its entry."""
        return Array([item for entry in enumerate(self.entries) for item in entry])


def settle_forms(page: Object, elements: Object, parents: ParentTree) -> None:
    """Move the entries of the forms' marked content from ``elements``, the page's array, to the forms' own."""
    for form in _forms(page):
        if in_form := _numbers(form):
            form.StructParents = parents.add(_move(page, form, elements, in_form))


def _numbers(stream: Object) -> set[int]:
    """The marked-content ids in a stream."""
    return {int(number) for number in _MARK.findall(stream.read_bytes())}


def _forms(stream: Object) -> Iterator[Object]:
    """The forms that a page or form draws, recursively. A page has them in its resources."""
    objects = stream.Resources.get(Name.XObject, Dictionary())
    if not any(drawn.Subtype == Name.Form for drawn in objects.values()):
        return
    content = (stream.Contents if Name.Contents in stream else stream).read_bytes()
    for name in _FORM.findall(content):
        drawn = objects[Name("/" + name.decode())]
        if drawn.Subtype == Name.Form:
            yield drawn
            yield from _forms(drawn)


def _move(page: Object, form: Object, elements: Object, numbers: Collection[int]) -> Array:
    """Move the marked content with these ids to the form. Returns the form's own array of elements."""
    own: list[Object | None] = [None] * (max(numbers) + 1)
    for number in numbers:
        element = own[number] = elements[number]
        elements[number] = None
        element.K = Array(
            [Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=number) if kid == number else kid for kid in element.K]
        )
    return Array(own)
