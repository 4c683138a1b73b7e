"""Punctuation marks and characters."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.punctuation import (
    backslash,
    compatibility_character,
    dash_style,
    foreign_markup,
    misplaced_mark,
    missing_stop,
    mixed_quotes,
    mixed_width,
    stray_space,
    unbalanced_marks,
)

RULES: tuple[RuleModule, ...] = (
    mixed_width,
    stray_space,
    unbalanced_marks,
    mixed_quotes,
    misplaced_mark,
    missing_stop,
    dash_style,
    compatibility_character,
    backslash,
    foreign_markup,
)
