"""Tickers: the code of a security with the suffix of its market, whose ranges of codes are known. Pure.

Ranges are those of shares, depositary receipts and funds. Shanghai: guide no. 4 of the exchange's 证券交易业务指南 of
2024. Shenzhen: the exchange's plan of six-digit codes; one B share is in 201. Beijing: those of 新三板, with which it
began, and since 2024 its own, 920. Hong Kong: five digits, by the exchange's stock code allocation plan. American codes
are letters, followed by a mark and the class; data terminals distinguish Nasdaq (O) and New York (N).
"""

from __future__ import annotations

import re

from yanbao.characters import is_digits

_AMERICAN = re.compile(r"[A-Z]{1,5}([._-][A-Z]{1,2})?", re.ASCII)

_MARKETS = {
    "SH": re.compile(r"(60[0135]|68[89]|900|5\d\d)\d{3}", re.ASCII),
    "SZ": re.compile(r"(00[0-3]|30[0-2]|20[01]|1[568]\d)\d{3}", re.ASCII),
    "BJ": re.compile(r"(43|83|87|88|92)\d{4}", re.ASCII),
    "HK": re.compile(r"\d{5}", re.ASCII),
    "US": _AMERICAN,
    "O": _AMERICAN,
    "N": _AMERICAN,
}
_MAINLAND = ("SH", "SZ", "BJ")

_SPELLINGS = {"SS": "SH", "XSHG": "SH", "SSE": "SH", "XSHE": "SZ", "SZSE": "SZ", "XHKG": "HK", "BSE": "BJ"}
"""Other suffixes of markets: those of Yahoo, and of ISO 10383."""

_PREFIXED = re.compile(r"(SH|SZ|BJ|HK|US)[.:]?(\d+|(?<=[.:])[A-Z].*)", re.ASCII)

_SECURITY = re.compile(
    r"[A-Za-z0-9]{1,20}([-_/.][A-Za-z0-9]{1,8})?\.[A-Z]{1,5}|\^[A-Z0-9]{1,12}|[A-Z0-9]{2,12}=[FX]", re.ASCII
)
_FORMS = {
    "SH": re.compile(r"[0-9A-Z]\d{5,8}", re.ASCII),
    "SZ": re.compile(r"[0-9A-Z]\d{5,8}", re.ASCII),
    "BJ": re.compile(r"\d{6}", re.ASCII),
    "HK": re.compile(r"\d{5}|[A-Z]{2,8}", re.ASCII),
}
"""Patterns of all security codes, for markets whose codes have a fixed form."""


def is_ticker(text: str) -> bool:
    """True if a code is in the range of the market that its suffix names."""
    code, _, market = text.rpartition(".")
    return market in _MARKETS and bool(_MARKETS[market].fullmatch(code))


def is_security(text: str) -> bool:
    """True if text has the form of a code with a market, of an index, fund, bond, future or share.

    ``000300.SH``, ``881001.WI``, ``DR007.IB``, ``2330.TW``; Yahoo's ``^GSPC`` and ``GC=F``.
    """
    code, _, market = text.rpartition(".")
    form = _FORMS.get(market)
    return bool(_SECURITY.fullmatch(text)) and (form is None or bool(form.fullmatch(code)))


def likely_tickers(text: str) -> list[str]:
    """Suggestions for uppercase text that is not a ticker.

    A code keeps its market if it has one, since another market would be another security; only the suffix's spelling,
    or leading zeros lost in a spreadsheet, are corrected. Without a suffix, the market is guessed.
    """
    if prefixed := _PREFIXED.fullmatch(text):
        text = f"{prefixed[2]}.{prefixed[1]}"
    code, _, market = text.rpartition(".") if "." in text else (text, "", "")
    market = _SPELLINGS.get(market, market)
    if market:
        guesses = [f"{code}.{market}", *_zeros(code, market)]
    elif is_digits(code):
        guesses = [guess for name in (*_MAINLAND, "HK") for guess in _zeros(code, name)]
    else:
        guesses = [f"{code}.US"]
    return list(dict.fromkeys(guess for guess in guesses if is_ticker(guess)))


def likely_securities(text: str) -> list[str]:
    """Suggestions for text that is no security code: the same market, with another spelling or leading zeros."""
    if prefixed := _PREFIXED.fullmatch(text):
        text = f"{prefixed[2]}.{prefixed[1]}"
    code, _, market = text.rpartition(".")
    market = _SPELLINGS.get(market, market)
    guesses = [f"{code}.{market}", *_zeros(code, market)]
    return list(dict.fromkeys(guess for guess in guesses if is_security(guess)))


def _zeros(code: str, market: str) -> list[str]:
    """The code padded to its market's length with leading zeros."""
    width = 5 if market == "HK" else 6 if market in _MAINLAND else 0
    return [f"{code.zfill(width)}.{market}"] if width and is_digits(code) and len(code) <= width else []


def in_market(text: str, market: str) -> str:
    """A code with the suffix of ``market``; a code with a suffix of its own keeps it.

    ``cn`` picks the Chinese exchange whose range of shares and funds contains the code. Other text is returned
    unchanged.
    """
    if prefixed := _PREFIXED.fullmatch(text):
        return f"{prefixed[2]}.{prefixed[1]}"
    code, _, suffix = text.rpartition(".")
    suffix = _SPELLINGS.get(suffix, suffix)
    if suffix in _MARKETS or (code and market != "US"):
        return f"{code}.{suffix}"
    if market == "US":
        return f"{text.replace('/', '.')}.US"
    if market == "cn":
        inside = [guess for name in _MAINLAND for guess in _zeros(text, name) if is_ticker(guess)]
        return inside[0] if len(inside) == 1 else text
    return next(iter(_zeros(text, market)), f"{text}.{market}")
