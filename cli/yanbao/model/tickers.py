"""Tickers: the code of a security, and the suffix of the market whose range of codes it is in. Pure.

Ranges are those of shares, depositary receipts and funds. Shanghai: guide no. 4 of the exchange's 证券交易业务指南 of
2024. Shenzhen: the exchange's plan of six-digit codes; one B share is in 201. Beijing: those of 新三板, with which it
began, and since 2024 its own, 920. Hong Kong: five digits, by the exchange's stock code allocation plan. American codes
are letters, with those of a class after a mark; data terminals tell Nasdaq (O) from New York (N).
"""

from __future__ import annotations

import re

from yanbao.characters import is_digits

_AMERICAN = re.compile(r"[A-Z]{1,5}([._-][A-Z]{1,2})?", re.ASCII)

_MARKETS = {
    "SH": re.compile(r"(60[0135]|68[89]|900|5[0-9][0-9])[0-9]{3}", re.ASCII),
    "SZ": re.compile(r"(00[0-3]|30[0-2]|20[01]|1[568][0-9])[0-9]{3}", re.ASCII),
    "BJ": re.compile(r"(43|83|87|88|92)[0-9]{4}", re.ASCII),
    "HK": re.compile(r"[0-9]{5}", re.ASCII),
    "US": _AMERICAN,
    "O": _AMERICAN,
    "N": _AMERICAN,
}
_MAINLAND = ("SH", "SZ", "BJ")

_PREFIXED = re.compile(r"(SH|SZ|BJ|HK)[.:]?([0-9]+)", re.ASCII)


def is_ticker(text: str) -> bool:
    """Whether a code is in the range of the market that its suffix names."""
    code, _, market = text.rpartition(".")
    return market in _MARKETS and bool(_MARKETS[market].fullmatch(code))


def likely_tickers(text: str) -> list[str]:
    """What may be meant by text in capitals that is no ticker.

    Its market may be wrong, missing or written before it, and spreadsheets take the zeros from the front of codes.
    """
    if prefixed := _PREFIXED.fullmatch(text):
        text = f"{prefixed[2]}.{prefixed[1]}"
    code, _, market = text.partition(".")
    guesses = [text]
    if is_digits(code):
        short = len(code) < 6
        markets = (market,) if short and market in _MARKETS else _MAINLAND
        guesses += [f"{code.zfill(6)}.{name}" for name in markets]
        if market == "HK" or (short and not market):
            guesses.append(f"{code.zfill(5)}.HK")
    elif not market:
        guesses.append(f"{code}.US")
    return list(dict.fromkeys(guess for guess in guesses if is_ticker(guess)))
