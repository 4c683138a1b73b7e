"""Collects what all pages of a report share."""

from __future__ import annotations

from yanbao.charts import chart_style
from yanbao.model.sheet import FontSet
from yanbao.pipeline.gathering import Composed
from yanbao.pipeline.pages import Press
from yanbao.pipeline.store import Store
from yanbao.pipeline.versions import program_key
from yanbao.render import Renderer
from yanbao.typography.setting import for_typesetter_styled


def press_of(item: Composed, renderer: Renderer, fonts: FontSet, store: Store) -> Press:
    """What all pages of a report share."""
    theme = item.report.theme
    styles = renderer.print_styles()
    if theme.tokens.chinese:
        styles = tuple(map(for_typesetter_styled, styles))
    return Press(
        program=program_key(),
        styles=styles,
        fonts=fonts,
        style=chart_style(theme, item.report.spec.market),
        chinese=theme.tokens.chinese,
        flows=theme.tokens.flows,
        least=theme.tokens.type.least,
        store=store,
    )
