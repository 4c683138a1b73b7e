"""What the boxes around a text or picture make of it: its room, what of it is seen, and when it is painted."""

from __future__ import annotations

from math import inf
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from yanbao.typeset.audit.grounds import Rectangle, moved
from yanbao.typeset.audit.layers import Layer
from yanbao.typeset.audit.violations import Element
from yanbao.typeset.boxes import Box

EVERYWHERE = (-inf, -inf, inf, inf)

_FRAMES = (boxes.BlockBox, boxes.InlineBlockBox, boxes.FlexContainerBox, boxes.GridContainerBox)


class Around(NamedTuple):
    """The boxes around a box.

    It is seen inside ``clip`` only; its room is from ``left`` to ``right`` and, in a ``frame`` of fixed height, from
    ``top`` to ``bottom``. ``comes_again`` is what each page may repeat, ``is_fixed`` what each page does repeat.
    """

    clip: Rectangle = EVERYWHERE
    left: float = -inf
    right: float = inf
    top: float = -inf
    bottom: float = inf
    frame: Element = None
    matrix: Any = None
    comes_again: bool = False
    is_fixed: bool = False
    flows: bool = True
    opacity: float = 1
    is_behind: bool = False
    layer: Layer = Layer()

    def inside(self, box: Box, kind: type, number: int) -> Around:
        """What a box, the ``number``-th of its page, makes of those in it."""
        style = box.style
        around = self._replace(layer=self.layer.inside(box, number)) if _may_be_layer(box, kind) else self
        position = style["position"]
        if box.transformation_matrix:
            matrix = box.transformation_matrix
            around = around.roomless()._replace(matrix=matrix @ around.matrix if around.matrix else matrix)
        if position == "absolute" or position == "fixed":
            around = around.positioned(box, is_fixed=position == "fixed")
        if issubclass(kind, _FRAMES) and _has_fixed_height(box):
            around = around.framed(box)
        if style["overflow"] != "visible":
            left, top = box.padding_box_x(), box.padding_box_y()
            inner = (left, top, left + box.padding_width(), top + box.padding_height())
            around = around.clipped(inner)._replace(top=-inf, bottom=inf, frame=None)
        if style["opacity"] < 1:
            around = around._replace(opacity=around.opacity * style["opacity"])
        if kind is boxes.TableRowGroupBox:
            if box.is_header or box.is_footer:
                around = around._replace(comes_again=True)
        elif (
            kind is boxes.TableCellBox or (kind is boxes.BlockBox and box.element.get("data-block") is not None)
        ) and around.matrix is None:
            left = box.border_box_x()
            around = around._replace(left=left, right=left + box.border_width())
        return around

    def roomless(self) -> Around:
        return self._replace(left=-inf, right=inf, top=-inf, bottom=inf, frame=None)

    def positioned(self, box: Box, *, is_fixed: bool) -> Around:
        behind = is_fixed and box.style["z_index"] != "auto" and box.style["z_index"] < 0
        around = self.roomless()._replace(
            flows=False,
            comes_again=self.comes_again or is_fixed,
            is_fixed=self.is_fixed or is_fixed,
            is_behind=self.is_behind or behind,
        )
        return around.clipped(_clip(box)) if box.style["clip"] else around

    def framed(self, box: Box) -> Around:
        if self.matrix is not None:
            return self
        top = box.border_box_y()
        return self._replace(top=top, bottom=top + box.border_height(), frame=box.element)

    def clipped(self, inner: Rectangle) -> Around:
        left, top, right, bottom = moved(inner, self.matrix)
        clip = self.clip
        seen = max(left, clip[0]), max(top, clip[1]), min(right, clip[2]), min(bottom, clip[3])
        return self._replace(clip=seen)


def _may_be_layer(box: Box, kind: type) -> bool:
    """Whether a box can be painted at another time than what is around it."""
    style = box.style
    return (
        kind is not boxes.BlockBox
        or style["position"] != "static"
        or style["float"] != "none"
        or style["overflow"] != "visible"
        or style["opacity"] < 1
        or bool(box.transformation_matrix)
    )


def _has_fixed_height(box: Box) -> bool:
    """Whether a box does not grow with what is in it; the whole of a document always does, over more pages."""
    style = box.style
    return (style["height"] != "auto" or style["max_height"].value != inf) and box.element_tag not in ("html", "body")


def _clip(box: Box) -> Rectangle:
    """The part of a box that its property ``clip`` shows."""
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    return (
        x + (0 if left == "auto" else left),
        y + (0 if top == "auto" else top),
        x + (box.border_width() if right == "auto" else right),
        y + (box.border_height() if bottom == "auto" else bottom),
    )
