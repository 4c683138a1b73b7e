"""Stocks, and lists of them."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.stocks import (
    list_mismatch,
    overlapping_lists,
    repeated_item,
    stock_name,
    ticker_market,
    unlisted_stock,
)

RULES: tuple[RuleModule, ...] = (
    stock_name,
    ticker_market,
    unlisted_stock,
    repeated_item,
    list_mismatch,
    overlapping_lists,
)
