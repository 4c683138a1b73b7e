"""A ticker has one name, and a name one ticker, in tables, the ledger and the text.

A name beside the ticker of another company is a copying error that sends readers to the wrong stock. Between tables
and the ledger it is an error; in text, as 中视传媒（600088.SH）, a warning. A company may well have tickers in
Shanghai or Shenzhen, in Hong Kong and in New York. What exchanges add to a name (ST, XD, -U) and short forms of it
are the same name; names in another script are not compared.

PASS::

    text: 中视传媒（600088.SH）、华策影视（300133.SZ）领涨。

FAIL::

    text: 华策影视（600088.SH）领涨。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.enumerations import without_lead
from yanbao.review.reading.stock_lists import place_of
from yanbao.review.reading.stock_register import (
    Listing,
    Register,
    Written,
    core,
    is_same,
    is_share,
    one_off,
    register,
    written,
)
from yanbao.rules import define

RULE = define("stock-name", __doc__, "review")

_COMMON = re.compile(r".*(公司|集团|代码|标的|股票|证券|个股|龙头|股|ETF|指数|基金|债|转债)", re.IGNORECASE)
"""What is no name of a stock, or not of this one."""

_HONG_KONG = re.compile(r"(?!8)[0-9]{5}\.HK")
"""Tickers of shares in Hong Kong; those that begin with 8 are of shares sold for yuan."""

_AMERICAN = re.compile(r"[A-Z]+\.(?:O|N|US)")

_MEND_THE_OTHER = "find out which is right, and mend the other"
_LONGEST = 6
"""Characters of a name; more may be words before it."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """An error at each name of a table or the ledger that contradicts others; a warning at each in the text."""
    known = register(manuscript)
    for ticker, listings in known.by_ticker.items():
        yield from _minority(listings, lambda one: one.name, _same_names, f"'{ticker}'")
    for name, listings in known.by_name.items():
        shares = [listing for listing in listings if is_share(listing.ticker) and core(listing.name) == name]
        yield from _minority(shares, lambda one: one.ticker, lambda one, other: one.ticker == other.ticker, f"'{name}'")
    seen: list[Written] = []
    for passage in manuscript.passages:
        for item in written(passage):
            if passage.is_typed(item.start, item.end) or any(s.start > item.start for s in passage.spans):
                finding = _known_ticker(item, known) or _known_name(item, known) or _earlier(item, seen, known)
                if finding:
                    yield finding
                seen.append(item)


def _minority(
    listings: Sequence[Listing], said: Callable[[Listing], str], agree: Callable[[Listing, Listing], bool], what: str
) -> Iterator[Finding]:
    """A finding at each listing that the report prints from and that does not say what most of them say.

    Of two that contradict each other, the one that the report prints is to be looked at.
    """
    counts = Counter(map(said, listings))
    if len(counts) < 2:
        return
    right = max(listings, key=lambda one: (counts[said(one)], not one.is_used))
    for listing in listings:
        if listing.is_used and not agree(listing, right):
            message = f"{what} is '{said(listing)}' here, but '{said(right)}' at {right.place}"
            yield Finding(listing.mark, listing.width, listing.name, message, _MEND_THE_OTHER)


def _same_names(one: Listing, other: Listing) -> bool:
    return any(is_same(a, b) for a in one.names for b in other.names)


def _finding(item: Written, name: str, message: str, remedy: str, right: str | None = None) -> Finding:
    start = item.start + item.words.rindex(name)
    edits = item.passage.edit(start, start + len(name), right) if right else ()
    return on(item.passage, start, item.end, message, remedy, Level.WARNING, edits=edits)


def _known_ticker(item: Written, known: Register) -> Finding | None:
    """A ticker that is known to be that of a company with another name."""
    listings = known.by_ticker.get(item.ticker)
    if listings is None:
        return None
    names = [name for listing in listings for name in listing.names]
    if any(item.words.endswith(name) or core(item.words).endswith(core(name)) for name in names):
        return None
    right, place = names[0], listings[0].place
    if other := known.last_name(item.words):
        there = known.by_name[other][0]
        if any(is_same(other, name) for name in names) and not _is_other_american(item.ticker, other, known):
            return None
        remedy = f"'{right}' has it at {place}; '{other}' is {there.ticker} at {there.place}"
        return _finding(item, other, f"'{item.ticker}' is not the ticker of '{other}'", remedy)
    for name in names:
        typed = item.words[-len(name) :]
        if one_off(typed, [name]):
            message = f"'{item.ticker}' is '{name}', not '{typed}'"
            return _finding(item, typed, message, f"it is so named at {place}", name)
    forms = without_lead(item.words)
    words = min(forms, key=len)
    if not item.in_brackets or len(words) > _LONGEST or words.isascii() or _COMMON.fullmatch(words):
        return None
    if any(is_same(form, name) or _is_short_for(form, name) for form in forms for name in names):
        return None
    return _finding(item, words, f"'{item.ticker}' is '{right}', not '{words}'", f"it is so named at {place}")


def _known_name(item: Written, known: Register) -> Finding | None:
    """A name that is known to have another ticker in Shanghai or Shenzhen, or in Hong Kong."""
    name = known.last_name(item.words)
    is_hong_kong = _HONG_KONG.fullmatch(item.ticker) and item.passage.text.endswith(".HK", 0, item.end)
    if name is None or item.ticker in known.by_ticker or not (is_share(item.ticker) or is_hong_kong):
        return None
    is_alike = _HONG_KONG.fullmatch if is_hong_kong else is_share
    shares = [listing for listing in known.by_name[name] if is_alike(listing.ticker)]
    if not shares:
        return None
    remedy = f"it is '{shares[0].ticker}' at {shares[0].place}"
    return _finding(item, name, f"'{item.ticker}' is not the ticker of '{name}'", remedy)


def _earlier(item: Written, seen: Sequence[Written], known: Register) -> Finding | None:
    """A ticker that no table has, with another name than before, or a name with another ticker."""
    if not item.in_brackets or item.ticker in known.by_ticker:
        return None
    words = min(without_lead(item.words), key=len)
    if len(words) > _LONGEST or words.isascii() or _COMMON.fullmatch(words):
        return None
    for other in seen:
        before = min(without_lead(other.words), key=len)
        if other.ticker == item.ticker:
            if not is_same(words, before) and len(before) <= _LONGEST and words[-3:] != before[-3:]:
                message = f"'{item.ticker}' is '{words}' here, but '{before}' at {place_of(other.passage, other.start)}"
                return _finding(item, words, message, _MEND_THE_OTHER)
        elif words == before and len(words) > 2 and is_share(item.ticker) and is_share(other.ticker):
            there = f"'{other.ticker}' at {place_of(other.passage, other.start)}"
            return _finding(item, words, f"'{words}' is '{item.ticker}' here, but {there}", _MEND_THE_OTHER)
    return None


def _is_other_american(ticker: str, name: str, known: Register) -> bool:
    """Whether an American ticker goes with a name that has only others there, such as META.O with 谷歌."""
    tickers = {listing.ticker for listing in known.by_name[name]}
    return bool(_AMERICAN.fullmatch(ticker)) and any(map(_AMERICAN.fullmatch, tickers)) and ticker not in tickers


def _is_short_for(words: str, name: str) -> bool:
    """Whether words end with the beginning of a name, or with what it is without 中国."""
    return any(words.endswith(name[:length]) for length in (2, 3)) or words.endswith(name.removeprefix("中国"))
