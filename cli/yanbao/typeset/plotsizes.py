"""Heights of charts while a page is laid out, where only the width of a chart's box is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from yanbao.model.plotheights import Heights
from yanbao.model.sheet import CHART_SCHEME
from yanbao.typeset import weasyprint
from yanbao.typeset.boxes import MM, Box, attribute

Sizes = Callable[[str, float], Heights | None]
"""The heights of a chart, by anchor and width in mm; None for one that keeps the height of its styles."""


LOW = "data-low"
"""The attribute of the picture of a chart that is to be as low as it may be."""


@dataclass(frozen=True)
class _Sizing:
    """How charts are sized: at their natural heights where text flows, otherwise as low as the styles say."""

    sizes: Sizes
    flows: bool


_sizing: ContextVar[_Sizing | None] = ContextVar("sizing", default=None)


@contextmanager
def sized(sizes: Sizes, *, flows: bool) -> Iterator[None]:
    """Context in which charts are laid out at such heights."""
    token = _sizing.set(_Sizing(sizes, flows))
    try:
        yield
    finally:
        _sizing.reset(token)


def lay_out_picture(context: Any, box: Box, containing_block: Any) -> Any:
    """Wraps WeasyPrint's function; sets the height of a chart."""
    result = weasyprint.block_replaced_box_layout(context, box, containing_block)
    picture, sizing = result[0], _sizing.get()
    if sizing and (found := of_picture(picture, sizing.sizes)):
        height = found.least if attribute(picture, LOW) is not None else found.natural
        picture.height = height * MM if sizing.flows else min(picture.height, height * MM)
    return result


def of_picture(picture: Box | None, sizes: Sizes) -> Heights | None:
    """The heights of the chart whose placeholder a picture is, at its width."""
    if picture is None:
        return None
    scheme, _, anchor = (attribute(picture, "src") or "").partition(":")
    return sizes(anchor, picture.width / MM) if f"{scheme}:" == CHART_SCHEME else None
