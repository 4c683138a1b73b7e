"""Tickers in prose, and their markets."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.review.rules.stocks import ticker_market

STOCKS = {
    "content/ledger/companies.yaml": "media: {name: 中视传媒, ticker: {value: 600088.SH}, other: {value: 600088.SZ}}\n"
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("中视传媒（600088.SZ）领涨。", ["600088.SZ"]),
        ("华策影视(300133.SH)领涨。", ["300133.SH"]),
        ("腾讯（00700.SZ，买入）领涨。", ["00700.SZ"]),
        ("腾讯（0700.SH）。", ["0700.SH"]),
        ("中芯国际（688981.SZ/00981.HK）。", ["688981.SZ"]),
        ("中视传媒600088.HK。", ["600088.HK"]),
        ("贝特瑞（835185.SH）与SZ600519。", ["835185.SH", "SZ600519"]),
        ("中芯国际（00981.HK/688981.SZ）。", ["688981.SZ"]),
        ("平安银行（002142.SH）。", ["002142.SH"]),
        ("微软（MSFT.HK）、苹果（AAPL.SH）。", ["MSFT.HK", "AAPL.SH"]),
        ("贵州茅台（600519.O）、腾讯（00700.US）。", ["600519.O", "00700.US"]),
    ],
)
def test_wrong_markets(text: str, marks: list[str]) -> None:
    assert underlined(ticker_market, prose(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "中视传媒（600088.SH）、华策影视（300133.SZ）、腾讯（00700.HK，0700.HK）。",
        "沪深300（000300.SH）、上证指数（000001.SH）、创业板指（399006.SZ）。",
        "中证人工智能（930713.CSI）、恒生指数（HSI.HI）、申万传媒（801760.SI）。",
        "债券155001.SH、113050.SH、123107.SZ、019547.SH、204001.SH、524001.SZ。",
        "沪深300ETF（510300.SH）、深100ETF（159901.SZ）。",
        "900901.SH、200011.SZ、430047.BJ、920002.BJ、SH600519、SZ300750。",
        "见https://a.cn/600088.SZ与600088.SZ.html。",
        "HSI.HK、HSTECH.HK、AAPL.SHOP、12345.O2；",
        "META.O、IBM.N、GOOGL.US；600519.SS；第600088号。",
        "数值600088，版本300133.2。",
        "{{ companies.media.other }}来自账本。",
    ],
)
def test_others(text: str) -> None:
    assert underlined(ticker_market, prose(text, STOCKS)) == []


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("中视传媒（600088.SZ）", "write 600088.SH"),
        ("腾讯（00700.SZ）", "write 00700.HK or 000700.SZ"),
        ("中国银行SZ601988", "write 601988.SH"),
    ],
)
def test_what_was_meant(text: str, remedy: str) -> None:
    assert [finding.help for finding in found(ticker_market, prose(text))] == [remedy]
