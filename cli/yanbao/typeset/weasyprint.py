"""Everything this program replaces in WeasyPrint, or reads though it is private.

``tests/typeset/test_weasyprint.py`` pins each of these to the release that it was written for: look there first when
the pin in pyproject.toml is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint.svg
from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, Page
from weasyprint.images import get_image_from_uri
from weasyprint.layout import block, inline, preferred
from weasyprint.layout import table as tables
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_backgrounds
from weasyprint.pdf.fonts import Font
from weasyprint.text import line_break

from yanbao.typeset.boxes import Box

split_text_box: Callable[..., tuple[Any, int | None, bool]] = inline.split_text_box
"""Cuts a text where a line is full: the piece, where the next begins (in bytes), whether the break is forced."""

split_first_line: Callable[..., tuple[Any, ...]] = line_break.split_first_line
"""Shapes as much of a text as there is room for in one line: its layout and its sizes."""

inline_line_widths: Callable[..., Iterator[float]] = preferred.inline_line_widths
"""Measures the lines of inline content, for minimum and maximum widths."""

auto_table_layout: Callable[..., None] = tables.auto_table_layout
"""Sets the widths of a table's columns."""

table_layout: Callable[..., Any] = block.table_layout
"""Lays out the rows of a table that a page has room for."""

block_replaced_box_layout: Callable[..., Any] = block.block_replaced_box_layout
"""Sets the size of a picture that is a block."""

justify_line: Callable[[Any, Any, float], None] = inline.justify_line
"""Lets a line that lacks so many px end at the edge."""

draw_text: Callable[[Any, Any, float], None] = weasyprint.svg.text
"""Draws an element of text in an SVG."""


def replace_layout(
    split: Callable[..., Any],
    widths: Callable[..., Any],
    columns: Callable[..., Any],
    rows: Callable[..., Any],
    picture: Callable[..., Any],
    justify: Callable[..., Any],
) -> None:
    """Let WeasyPrint, in this process, call other functions in the place of the six above."""
    inline.split_text_box = split
    preferred.inline_line_widths = widths
    tables.auto_table_layout = columns
    block.table_layout = rows
    block.block_replaced_box_layout = picture
    inline.justify_line = justify


def replace_shaping(shape: Callable[..., tuple[Any, ...]]) -> None:
    """Let WeasyPrint, in this process, call another function to shape a line of text."""
    for module in (line_break, inline, preferred):
        module.split_first_line = shape


def replace_svg_text(draw: Callable[[Any, Any, float], None]) -> None:
    """Let WeasyPrint, in this process, call another function for text in SVG."""
    weasyprint.svg.text = draw  # the function through which WeasyPrint recognizes text elements
    for tag, known in weasyprint.svg.TAGS.items():
        if known is draw_text:
            weasyprint.svg.TAGS[tag] = draw


@contextmanager
def replaced_subsetting(subset: Callable[[Any, object, object], None]) -> Iterator[None]:
    """Context in which WeasyPrint cuts the fonts of a document in another way."""
    before = Font.subset
    Font.subset = subset
    try:
        yield
    finally:
        Font.subset = before


def page_boxes(document: Document) -> list[Box]:
    """The box trees of the pages of a document."""
    return [page._page_box for page in document.pages]  # noqa: SLF001 - there is no public box tree


def with_moved_boxes(document: Document, pictures: dict[str, object]) -> Document:
    """A document whose boxes have moved since they were laid out, with its backgrounds and links in their new places.

    ``pictures`` is the cache that it was rendered with.
    """
    boxes = page_boxes(document)
    get_image = partial(get_image_from_uri, pictures, document.url_fetcher, DEFAULT_OPTIONS)
    for box in boxes:
        layout_backgrounds(box, get_image)
    return document.copy([Page(box) for box in boxes])


def stood_for(placeholder: AbsolutePlaceholder) -> Box:
    """The absolutely positioned box that a placeholder stands for."""
    return placeholder._box  # noqa: SLF001


def layout_context(image: Box) -> Any:
    """What a page was laid out with, by one of its images."""
    return image.replacement._context  # noqa: SLF001


def svg_root(image: Box) -> Any:
    """The root element of the SVG that is in the place of an image; None if that is no SVG."""
    drawn = getattr(image.replacement, "_svg", None)
    return drawn and drawn.tree._etree_node  # noqa: SLF001


def set_svg_text(node: Any, text: str) -> None:
    """Give an SVG node another text."""
    node._etree_node.text = text  # noqa: SLF001
