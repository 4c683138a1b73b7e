"""The order in which WeasyPrint paints a page: what comes later lies over what comes before.

It is that of CSS 2.2, appendix E, as far as WeasyPrint follows it (``weasyprint.stacking``).
"""

from __future__ import annotations

from typing import NamedTuple

from weasyprint.formatting_structure import boxes

from yanbao.typeset.boxes import Box

Order = tuple[int, ...]
"""Where something is painted; compared as tuples are."""

_GROUND, _BEHIND, _BLOCK, _FLOAT, _LINE, _ABOVE = range(6)

_IN_LINES = (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox)


class Layer(NamedTuple):
    """A stacking context: the place of its box, and of the one that positioned boxes inside it belong to."""

    own: Order = ()
    parent: Order = ()

    def inside(self, box: Box, number: int) -> Layer:
        """The layer of what is in a box, the ``number``-th of its page."""
        style = box.style
        position, z = style["position"], style["z_index"]
        if (
            (position != "static" and z != "auto")
            or style["opacity"] < 1
            or style["overflow"] != "visible"
            or box.transformation_matrix
        ):
            depth = 0 if z == "auto" else z
            order = (*self.parent, _BEHIND if depth < 0 else _ABOVE, depth, number)
            return Layer(order, order)
        if position != "static":
            return self._replace(own=(*self.parent, _ABOVE, 0, number))
        if box.is_floated():
            return self._replace(own=(*self.own, _FLOAT, number))
        if isinstance(box, _IN_LINES):
            return self._replace(own=(*self.own, _LINE, number))
        return self

    def ground(self, before: Layer, box: Box, number: int) -> Order:
        """Where the background of a box is painted; ``before`` is the layer around it."""
        if self.own != before.own:
            return (*self.own, _GROUND)
        return (*self.own, _LINE if isinstance(box, boxes.InlineLevelBox) else _BLOCK, number)

    def content(self, number: int) -> Order:
        """Where text and pictures are painted."""
        return (*self.own, _LINE, number)
