"""Names and terms."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.names import confused_words, mixed_spelling, mixed_terms, name_spelling

RULES: tuple[RuleModule, ...] = (name_spelling, mixed_spelling, mixed_terms, confused_words)
