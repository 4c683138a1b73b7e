"""Stocks, and lists of them."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.stocks import list_mismatch, repeated_item, stock_name, ticker_market

RULES: tuple[RuleModule, ...] = (stock_name, ticker_market, repeated_item, list_mismatch)
