"""Punctuation marks and characters."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.punctuation import backslash

RULES: tuple[RuleModule, ...] = (backslash,)
