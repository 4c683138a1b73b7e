"""Puts right which structure elements the content of forms belongs to.

WeasyPrint numbers the content of forms (which it makes of whatever is translucent) as if it stood on the page itself:
here forms get entries of their own in the parent tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Name, Object

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID ([0-9]+)\s*>>\s*BDC")
_FORM = re.compile(rb"/(\S+)\s+Do\b")


class ParentTree:
    """From keys, which pages, forms and annotations carry, to the elements that their content belongs to."""

    def __init__(self) -> None:
        self.entries: list[Object] = []

    def add(self, elements: Object) -> int:
        """The key of a new entry: an element, or an array of elements by number of the marked content."""
        self.entries.append(elements)
        return len(self.entries) - 1

    def numbers(self) -> Array:
        """Keys, each followed by its entry, as the Nums array of the tree has them."""
        return Array([item for entry in enumerate(self.entries) for item in entry])


def settle_forms(page: Object, elements: Object, parents: ParentTree) -> None:
    """Let the content of forms be theirs: it leaves ``elements``, those of a page by number of content."""
    for form in _forms(page):
        if in_form := _numbers(form):
            form.StructParents = parents.add(_move(page, form, elements, in_form))


def _numbers(stream: Object) -> set[int]:
    """The numbers of the marked content of a stream."""
    return {int(number) for number in _MARK.findall(stream.read_bytes())}


def _forms(stream: Object) -> Iterator[Object]:
    """The forms that a page or form draws, and those that they draw. A page has them in its resources."""
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
    """Let the content with these numbers be the form's. Returns the form's own array of elements."""
    own: list[Object | None] = [None] * (max(numbers) + 1)
    for number in numbers:
        element = own[number] = elements[number]
        elements[number] = None
        element.K = Array(
            [Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=number) if kid == number else kid for kid in element.K]
        )
    return Array(own)
