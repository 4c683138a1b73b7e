"""Figures, their captions and their sources."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.figures import (
    caption_span,
    caption_unit,
    dwarfed_values,
    empty_alt,
    foreign_source,
    loose_caption,
    raw_label,
    repeated_caption,
    repeated_cards,
    repeated_exhibit,
    thin_exhibit,
    undated_data,
    unexplained_highlight,
    unsourced_figure,
    wrong_figure_kind,
)

RULES: tuple[RuleModule, ...] = (
    unsourced_figure,
    loose_caption,
    wrong_figure_kind,
    foreign_source,
    undated_data,
    caption_unit,
    caption_span,
    raw_label,
    empty_alt,
    repeated_caption,
    unexplained_highlight,
    dwarfed_values,
    thin_exhibit,
    repeated_exhibit,
    repeated_cards,
)
