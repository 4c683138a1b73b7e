"""Tickers as they are written in prose, with the name before them: 中视传媒（600088.SH）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yanbao.model.manuscript import Passage
from yanbao.model.tickers import is_ticker, likely_tickers
from yanbao.review.reading.kept import kept_all

_CODE = re.compile(
    r"(?<![A-Za-z0-9._@=])(?:(?P<digits>[0-9]{4,6})(?:[.．](?P<market>SH|SZ|BJ|HK))?|(?P<american>[A-Z]{1,5}\.(?:O|N|US)))"
    r"(?![A-Za-z0-9%％]|[.．]\w)",
    re.ASCII,
)

_NAME = r"(?P<name>[\w*&·-]{2,16})\s?"
_BRACKET = re.compile(_NAME + r"[（(][0-9A-Z.．/、，, ]*$")
_BESIDE = re.compile(_NAME + "$")
_WINDOW = 50
_AFTER = tuple("）),，、/；; ")


@dataclass(frozen=True, slots=True)
class Written:
    """A ticker written after a name. ``words`` end with the name and may begin with others; ``start`` is where they do.

    Those in brackets are nothing but a name, with what leads in to it.
    """

    passage: Passage
    words: str
    start: int
    end: int
    ticker: str
    in_brackets: bool


@kept_all
def written(passage: Passage) -> Iterator[Written]:
    """The tickers of a passage that have words before them. One without market is what it is in the range of."""
    for match in _CODE.finditer(passage.text):
        window = max(0, match.start() - _WINDOW)
        before = passage.text[window : match.start()]
        bracket = _BRACKET.search(before)
        name = bracket or (_BESIDE.search(before) if match["market"] or match["american"] else None)
        ticker = match["american"] or _ticker(match["digits"], match["market"])
        if match["digits"] and not match["market"] and passage.text[match.end() : match.end() + 1] not in _AFTER:
            continue  # 300133万元
        if name and ticker:
            start = window + name.start()
            yield Written(passage, name["name"], start, match.end(), ticker, bool(bracket))


def _ticker(code: str, market: str | None) -> str:
    if market == "HK":
        return f"{code.zfill(5)}.HK" if len(code) < 6 else ""
    if market and is_ticker(f"{code}.{market}"):
        return f"{code}.{market}"
    likely = likely_tickers(code) if len(code) == 6 else [f"{code}.HK"]
    return likely[0] if len(likely) == 1 else ""
