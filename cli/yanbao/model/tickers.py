"""Tickers: the code of a security, and the suffix of the market whose range of codes it is in. Pure.

Ranges are those of shares, depositary receipts and funds. Shanghai: guide no. 4 of the exchange's 证券交易业务指南 of
2024. Shenzhen: the exchange's plan of six-digit codes; one B share is in 201. Beijing: those of 新三板, with which it
began, and since 2024 its own, 920. Hong Kong: five digits, by the exchange's stock code allocation plan. American codes
are letters, with those of a class after a mark; data terminals tell Nasdaq (O) from New York (N).
"""

from __future__ import annotations

import re

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
"""Other names of markets: those of Yahoo, and of ISO 10383."""

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
"""What codes of securities of all kinds look like in markets whose codes have a fixed form."""


def is_ticker(text: str) -> bool:
    """Whether a code is in the range of the market that its suffix names."""
    code, _, market = text.rpartition(".")
    return market in _MARKETS and bool(_MARKETS[market].fullmatch(code))


def is_security(text: str) -> bool:
    """Whether text has the form of a code that names its market: of an index, fund, bond, future or share.

    ``000300.SH``, ``881001.WI``, ``DR007.IB``, ``2330.TW``; Yahoo's ``^GSPC`` and ``GC=F``.
    """
    code, _, market = text.rpartition(".")
    form = _FORMS.get(market)
    return bool(_SECURITY.fullmatch(text)) and (form is None or bool(form.fullmatch(code)))


def likely_tickers(text: str) -> list[str]:
    """What may be meant by text in capitals that is no ticker.

    A code that names its market keeps it: with another, it is another security. Only the spelling of the market, or
    zeros that a spreadsheet has taken from the front, are mended. Without a market, it is guessed.
    """
    if prefixed := _PREFIXED.fullmatch(text):
        text = f"{prefixed[2]}.{prefixed[1]}"
    code, _, market = text.rpartition(".") if "." in text else (text, "", "")
    market = _SPELLINGS.get(market, market)
    if market:
        guesses = [f"{code}.{market}", *_zeros(code, market)]
    elif code.isdecimal():
        guesses = [guess for name in (*_MAINLAND, "HK") for guess in _zeros(code, name)]
    else:
        guesses = [f"{code}.US"]
    return list(dict.fromkeys(guess for guess in guesses if is_ticker(guess)))


def likely_securities(text: str) -> list[str]:
    """What may be meant by text that is no code of a security: the same market, spelt or filled otherwise."""
    if prefixed := _PREFIXED.fullmatch(text):
        text = f"{prefixed[2]}.{prefixed[1]}"
    code, _, market = text.rpartition(".")
    market = _SPELLINGS.get(market, market)
    guesses = [f"{code}.{market}", *_zeros(code, market)]
    return list(dict.fromkeys(guess for guess in guesses if is_security(guess)))


def _zeros(code: str, market: str) -> list[str]:
    """A code with the zeros in front that its market has."""
    width = 5 if market == "HK" else 6 if market in _MAINLAND else 0
    return [f"{code.zfill(width)}.{market}"] if width and code.isdecimal() and len(code) <= width else []


def in_market(text: str, market: str) -> str:
    """A code with its market, where ``market`` says which it is; a code that names one keeps its own.

    ``cn`` is the one of the Chinese exchanges in whose range of shares and funds the code is. Text that no market
    can be given is returned as it is.
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
