"""Finds comments without a space before them, which YAML parsers silently drop although YAML does not allow them.

So ``"x"#1`` loses ``#1`` in silence, and ``|#1`` the rest of its line. And those that look like text: YAML reads
``排名`` where ``排名 #1`` is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml.events import ScalarEvent

_GLUED = re.compile(r"[^\s#]#")
_COMMENT = re.compile(r"#[^\n]*+")
_SPACE = re.compile(r"[ \t]+")
_TEXT = re.compile(r"#\w(?:[^\n]*[^\s])?")
_HEAD = re.compile(r"[|>][-+0-9]*+#")


class Comments:
    """Scans the text between a parser's events, in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0  # of the last event
        self._may_be_glued = _GLUED.search(text) is not None

    def lost(self, event: Any) -> re.Match[str] | None:
        """A comment that may be the rest of a text without quotes: nothing parts it from its ``#``."""
        end: int = event.end_mark.index
        while end and self._text[end - 1] in " \t":  # parsers differ in whether these belong to the text
            end -= 1
        space = _SPACE.match(self._text, end)
        return _TEXT.match(self._text, space.end()) if space else None

    def glued(self, event: Any) -> Iterator[tuple[int, int]]:
        """Start and end of comments attached directly to the token before this event, or to a block scalar's header."""
        if not self._may_be_glued:
            return
        for comment in _COMMENT.finditer(self._text, self._end, max(self._end, event.start_mark.index)):
            if comment.start() and not self._text[comment.start() - 1].isspace():
                yield comment.span()
        self._end = max(self._end, event.end_mark.index)
        is_block = type(event) is ScalarEvent and event.style in ("|", ">")
        if is_block and (head := _HEAD.match(self._text, event.start_mark.index)):
            yield head.end() - 1, self._text.find("\n", head.end())
