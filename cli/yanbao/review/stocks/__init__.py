"""Stocks, and lists of them."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.stocks import repeated_item, ticker_market

RULES: tuple[RuleModule, ...] = (repeated_item, ticker_market)
