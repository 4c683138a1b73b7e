"""Words and sentences."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.words import (
    banned_word,
    doubled_word,
    hearsay,
    misquotation,
    redundant_words,
    repeated_sentence,
    unfinished_text,
)

RULES: tuple[RuleModule, ...] = (
    banned_word,
    hearsay,
    misquotation,
    doubled_word,
    redundant_words,
    repeated_sentence,
    unfinished_text,
)
