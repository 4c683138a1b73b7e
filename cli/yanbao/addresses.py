"""Addresses of the web and of mail in running text, by which it is set and read. Pure."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?<![\w.-])(?P<web>(?:https?://|www\.)[!-~]+)|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE
)
_BRACKET = re.compile(r"[()\[\]{}<>\"]")
_OPENED_BY = {")": "(", "]": "[", "}": "{"}
_AFTER_IT = ".,;:!?'*_~"
"""What may stand inside an address, but at its end belongs to the text around it."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Start and end of each address. A bracket that nothing in it opens is not a part of it."""
    found = []
    for match in _ADDRESS.finditer(text):
        address = match[0]
        if match["web"]:
            address = address[: _length(address)].rstrip(_AFTER_IT)
        found.append((match.start(), match.start() + len(address)))
    return found


def without_addresses(text: str, blank: str = "\0") -> str:
    """The text with blanks for addresses, as long as it was."""
    pieces, last = list[str](), 0
    for start, end in addresses(text):
        pieces += (text[last:start], blank * (end - start))
        last = end
    return "".join([*pieces, text[last:]])


def _length(address: str) -> int:
    """Up to what closes or ends the text around an address."""
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
