"""The style of charts, from a theme's tokens and strings."""

from __future__ import annotations

from yanbao.model.plot import ChartStyle
from yanbao.model.theme import Theme


def chart_style(theme: Theme, market: str) -> ChartStyle:
    """Colours, text size and words that every chart of a report shares; gains and losses as in ``market``."""
    tokens, messages = theme.tokens, theme.messages
    colors, moves = tokens.colors, tokens.markets[market]
    return ChartStyle(
        family=tokens.fonts.family,
        size=tokens.type.chart,
        ink=colors.ink,
        muted=colors.muted,
        hairline=colors.hairline,
        accent=colors.accent,
        quiet=colors.quiet,
        paper=colors.paper,
        series=colors.series,
        up=moves.up,
        down=moves.down,
        right_axis=messages.right_axis,
        powers=tuple(messages.powers.items()),
    )
