"""Finds web and mail addresses in running text, for typesetting and review. Pure."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?<![\w.-])(?P<web>(?:https?://|www\.)[!-~]+)|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE
)
_BRACKET = re.compile(r"[()\[\]{}<>\"]")
_OPENED_BY = {")": "(", "]": "[", "}": "{"}
_AFTER_IT = ".,;:!?'*_~"
"""Allowed inside an address; at its end, these belong to the surrounding text."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Start and end offset of each address. An unmatched closing bracket is not part of it."""
    found = []
    for match in _ADDRESS.finditer(text):
        address = match[0]
        if match["web"]:
            address = address[: _length(address)].rstrip(_AFTER_IT)
        found.append((match.start(), match.start() + len(address)))
    return found


def without_addresses(text: str, blank: str = "\0") -> str:
    """The text with each address overwritten by ``blank``; its length is unchanged."""
    pieces, last = list[str](), 0
    for start, end in addresses(text):
        pieces += (text[last:start], blank * (end - start))
        last = end
    return "".join([*pieces, text[last:]])


def _length(address: str) -> int:
    """Length of the address, without trailing punctuation and unmatched closing brackets."""
    opened: list[str] = []
    for match in _BRACKET.finditer(address):
        mark = match[0]
        if mark in _OPENED_BY:
            if not opened or opened.pop() != _OPENED_BY[mark]:
                return match.start()
        elif mark in '<>"':
            return match.start()
        else:
            opened.append(mark)
    return len(address)
