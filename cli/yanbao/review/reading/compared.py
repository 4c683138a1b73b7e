"""Words before what something is compared with: 较4月19日, 由上周的304.9亿元."""

from __future__ import annotations

import re

_COMPARED = re.compile(
    r"较(?![快高低大小好差多少强弱为])|(?<![同环占])比(?![重例率])|(?<![自理])由(?!于)|从(?![而事])"
    r"|自(?![主由身研动有营然我])|相对|上[周月季年期]|前值|此前|前一|去年|\Wvs\W"
)
_CLAUSE = re.compile("[。！？!?；;，,：:\n]")


def is_compared(text: str, start: int) -> bool:
    """Whether what begins at ``start`` of a text is only compared with, as its clause says before it."""
    return bool(_COMPARED.search(clause_before(text, start)))


def clause_before(text: str, start: int) -> str:
    """What a clause says before a position."""
    return _CLAUSE.split(text[:start])[-1]
