"""Names and terms."""

from __future__ import annotations

from yanbao.review.findings import RuleModule

RULES: tuple[RuleModule, ...] = ()
