"""The style of charts, from a theme's tokens and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yanbao.model.plot import ChartStyle

if TYPE_CHECKING:
    from yanbao.model.theme import Theme

CHARACTERS = "0123456789%+,-.…，\N{EN DASH}\N{MINUS SIGN}"
"""Characters that charts print besides the plot's own strings; the report's fonts must include them."""


def chart_style(theme: Theme, market: str) -> ChartStyle:
    """Colours, text size and words that all charts of a report share; ``market`` picks colours of gains and losses."""
    tokens, messages = theme.tokens, theme.messages
    colors, families = tokens.colors, [family.name for family in theme.fonts.families]
    return ChartStyle(
        family=families[0],
        fallback=", ".join(families[1:]),
        size=tokens.type.chart,
        ink=colors.ink,
        muted=colors.muted,
        hairline=colors.hairline,
        accent=colors.accent,
        quiet=colors.quiet,
        paper=colors.paper,
        series=colors.series,
        right_axis=messages.right_axis,
        powers=tuple(messages.powers.items()),
        up=tokens.markets[market].up,
        down=tokens.markets[market].down,
        log_axis=messages.log_axis,
        gap=tokens.fonts.gap if tokens.chinese else None,
    )
