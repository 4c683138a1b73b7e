"""Shapes a text once for as long as nothing that its shape depends on changes.

WeasyPrint shapes the text of a cell anew for its minimum width, its greatest width, each layout of what is around it,
and each drawing; what it finds depends on the text, the room and a few properties of its style.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from yanbao.typeset import weasyprint

READ = (
    *("font_size", "font_style", "font_stretch", "font_weight", "font_kerning", "font_language_override", "lang"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("direction", "white_space", "word_spacing", "letter_spacing", "tab_size", "overflow_wrap", "word_break"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "text_decoration_line"),
)
"""The properties of a style, besides the names of its fonts, that the shape of a text depends on."""

_read = itemgetter(*READ)

_MOST = 4000
"""Shapes that are remembered for one set of fonts."""

_known: WeakKeyDictionary[Any, dict[tuple[Any, ...], tuple[Any, ...]]] = WeakKeyDictionary()
"""Shapes by the fonts that they were made with."""


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """Wraps WeasyPrint's function: the layout of the line, and its sizes. The layout is the caller's own."""
    known = _known.setdefault(style.font_config, {})
    asked = (text, max_width, justification_spacing, is_line_start, minimum)
    key = (*asked, tuple(style["font_family"]), _read(style))
    try:
        made = known.get(key)
    except TypeError:  # underlines are a set
        return weasyprint.split_first_line(text, style, context, *asked[1:])
    if made is None:
        if len(known) >= _MOST:
            known.clear()
        made = known[key] = weasyprint.split_first_line(text, style, context, *asked[1:])
    layout, *sizes = made
    own = object.__new__(type(layout))  # `copy` takes as long as a tenth of a shape
    own.__dict__.update(layout.__dict__)
    return own, *sizes
