"""The suffix of a ticker is the market whose range its code is in.

600088 is traded in Shanghai, 300133 in Shenzhen, 920002 in Beijing; codes of Hong Kong have five digits, those of
America letters (AAPL.O). Tables are checked when they are loaded; this reads tickers typed in any text, also those
that begin with the market (SH600088). Exceptions: codes that may be those of an index, a bond or a fund, such as
000300.SH, and short ones of Hong Kong.

PASS::

    text: 中视传媒（600088.SH）、腾讯控股（00700.HK）领涨。

FAIL::

    text: 中视传媒（600088.SZ）、腾讯控股（00700.SZ）领涨。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.model.tickers import is_ticker, likely_tickers
from yanbao.review.findings import Finding, on
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("ticker-market", __doc__, "review", Level.WARNING)

_TICKER = re.compile(
    r"(?<![A-Za-z0-9._@=-])(?<!(?<!\.[A-Z]{2})/)(?:(?P<code>[0-9]{4,6})[.．](?P<market>SH|SZ|BJ|HK)|(?P<prefix>SH|SZ|BJ)[.:]?(?P<after>[0-9]{6}))"
    r"(?![A-Za-z0-9_=]|\.\w)",
    re.ASCII,
)

_CROSSED = re.compile(
    r"(?<![A-Za-z0-9._@=/-])(?!HS[A-Z]{1,4}\.HK)(?:[A-Z]{2,5}\.(?:HK|SH|SZ|BJ)|[0-9]{5,6}\.(?:O|N|US))(?![A-Za-z0-9_=]|\.\w)",
    re.ASCII,
)
"""Letters, as America has them, with a market of China, or digits with one of America; HSI.HK is an index."""

_SHARE = re.compile(r"(6[08][0-9]|00[0-3]|30[0-9]|43[0-9]|83[0-9]|87[0-9]|88[0-9]|92[0-9])[0-9]{3}", re.ASCII)
"""Six digits that markets give to shares only; but 000 is also that of indices of Shanghai."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each ticker whose market cannot be right."""
    for passage in manuscript.passages:
        for match in _TICKER.finditer(passage.text):
            code, market = match["code"] or match["after"], match["market"] or match["prefix"]
            if typed(passage, match) and _is_wrong(code, market):
                meant = _meant(code, market)
                remedy = f"write {' or '.join(meant)}" if meant else "look the code up"
                message, mend = f"no share has the ticker '{match[0]}'", meant[0] if len(meant) == 1 else None
                yield on(passage, match.start(), match.end(), message, remedy, mend=mend)
        for match in _CROSSED.finditer(passage.text):
            if typed(passage, match):
                message = f"no share has the ticker '{match[0]}'"
                yield on(passage, match.start(), match.end(), message, "mend its market, or look the code up")


def _is_wrong(code: str, market: str) -> bool:
    if is_ticker(f"{code}.{market}"):
        return False
    if len(code) < 6:
        return market != "HK"
    return bool(_SHARE.fullmatch(code)) and not (market == "SH" and code.startswith("000"))


def _meant(code: str, market: str) -> list[str]:
    """What may be meant; first, for five digits, a share in Hong Kong."""
    if len(code) == 6:
        return likely_tickers(code)
    return [*likely_tickers(f"{code}.HK"), *likely_tickers(f"{code}.{market}")]
