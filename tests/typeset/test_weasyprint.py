"""What is replaced in WeasyPrint, and read though it is private, is as it was when that was written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
import weasyprint as library
from weasyprint.document import Page
from weasyprint.layout import block, inline, preferred, table
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_backgrounds
from weasyprint.pdf.fonts import Font
from weasyprint.svg import SVG, TAGS, Node
from weasyprint.text import line_break

from yanbao.typeset import (
    justifying,
    lettering,
    lineends,
    measuring,
    plotsizes,
    shaping,
    tablegroups,
    tablewidths,
    weasyprint,
)

SIGNATURES: dict[Callable[..., Any], str] = {
    weasyprint.split_text_box: "(context, box, available_width, skip, is_line_start=True)",
    weasyprint.split_first_line: (
        "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)"
    ),
    weasyprint.inline_line_widths: ("(context, box, outer, is_line_start, minimum, skip_stack=None, first_line=False)"),
    weasyprint.auto_table_layout: "(context, box, containing_block)",
    weasyprint.table_layout: (
        "(context, table, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes)"
    ),
    weasyprint.block_replaced_box_layout: "(context, box, containing_block)",
    layout_backgrounds: "(page, get_image_from_uri)",
    weasyprint.justify_line: "(context, line, extra_width)",
    weasyprint.draw_text: "(svg, node, font_size)",
    Font.subset: "(self, to_unicode, hinting)",
}


def test_the_release() -> None:
    """Raised: read what changed in each of the functions below, then change this."""
    assert version("weasyprint") == "70.0"


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda one: one.__qualname__)
def test_what_is_replaced_takes_what_it_took(function: Callable[..., Any]) -> None:
    assert str(inspect.signature(function)) == SIGNATURES[function]


def test_the_replacements_are_called() -> None:
    """The modules that call these functions look them up where they are replaced."""
    import yanbao.typeset.typesetter  # noqa: F401 - replaces them

    for module in (inline, preferred, line_break):
        assert module.split_first_line is shaping.split_first_line
        assert " split_first_line(" in inspect.getsource(module)
    assert inline.split_text_box is lineends.split_text_box
    assert preferred.inline_line_widths is measuring.line_widths
    assert table.auto_table_layout is tablewidths.lay_out_columns
    assert block.table_layout is tablegroups.lay_out_rows
    assert block.block_replaced_box_layout is plotsizes.lay_out_picture
    assert inline.justify_line is justifying.justify_line
    assert TAGS["text"] is TAGS["tspan"] is lettering.by_lines
    for module, name in (
        (inline, "split_text_box"),
        (inline, "justify_line"),
        (preferred, "inline_line_widths"),
        (table, "auto_table_layout"),
    ):
        assert f" {name}(" in inspect.getsource(module)
    assert " table_layout(" in inspect.getsource(block)
    assert " block_replaced_box_layout(" in inspect.getsource(block)


def test_private_attributes() -> None:
    [page] = library.HTML(string="<p>一</p><div style='position:absolute'>二</div>").render().pages
    assert isinstance(page, Page)
    assert page._page_box.children
    assert "_box" in inspect.getsource(AbsolutePlaceholder.__init__)
    assert "_etree_node" in inspect.getsource(Node.__init__)
    assert "self.context" in inspect.getsource(SVG.__init__) or "_context" in inspect.getsource(library.images.SVGImage)
