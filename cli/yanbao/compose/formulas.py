"""Drawn formulas as HTML: a picture with its source as alternative text, on the baseline of its line."""

from __future__ import annotations

from html import escape

from yanbao.model.formulas import EM, Drawing, FormulaError
from yanbao.model.html import Html


def not_drawn(_source: str) -> Drawing:
    """Draws no formula, for those who compose without a room that draws. Raises FormulaError."""
    raise FormulaError("formulas are not drawn here")


def picture(drawing: Drawing, source: str) -> Html:
    """The drawing in the size of the text around it."""
    below = drawing.top + drawing.height
    size = f"width:{drawing.width / EM:g}em;height:{drawing.height / EM:g}em;vertical-align:{-below / EM:g}em"
    box = f"{drawing.left} {drawing.top} {drawing.width} {drawing.height}"
    return (
        f'<svg class="formula" role="img" viewBox="{box}" style="{size}"><title>{escape(source)}</title>'
        f'<path fill="currentColor" d="{drawing.path}"/></svg>'
    )
