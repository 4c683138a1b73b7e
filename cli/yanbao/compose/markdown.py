"""Markdown as authors of Chinese prose use it: lines fold without spaces, emphasis works beside 。 and ”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_WORD = "\ue100"
"""Put between a full-width mark and asterisks: CommonMark would not open or close emphasis there."""

_MARKS = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2014\u2018-\u201d\u2026\u00b7"
_BEFORE = re.compile(rf"(?<=[{_MARKS}])(\*+)")
_AFTER = re.compile(rf"(\*+)(?=[{_MARKS}])")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "\u2014\u2018\u2019\u201c\u201d\u2026"


class _Renderer(RendererHTML):
    """A line break inside a paragraph is a space between Latin words only."""

    def softbreak(
        self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: MutableMapping[str, Any]
    ) -> str:
        before = "".join(token.content for token in tokens[:idx])[-1:]
        after = "".join(token.content for token in tokens[idx + 1 :])[:1]
        return "" if _is_wide(before or "x") or _is_wide(after or "x") else " "


_NOT_USED = ("backticks", "blockquote", "code", "fence", "hr", "image", "lheading", "reference")
"""What Chinese prose would fall into by accident (an indented paragraph, a line of dashes), or what would print nothing
or in a font that is not the report's: all of it prints as it is written."""

_WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Links lead to the web; inside a report ``ref()`` makes them. Others print as they are written."""
        return bool(_WEB.match(url)) and super().validateLink(url)


_markdown = _Markdown("commonmark", {"html": False}, renderer_cls=_Renderer).disable(
    ["html_block", "html_inline", *_NOT_USED]
)


def _prepare(text: str) -> str:
    return _AFTER.sub(rf"\1{_WORD}", _BEFORE.sub(rf"{_WORD}\1", text))


def to_html(text: str) -> str:
    """Markdown as HTML blocks; markup typed by the author is escaped."""
    html: str = _markdown.render(_prepare(text))
    return html.replace(_WORD, "").strip()


def to_inline_html(text: str) -> str:
    """One line of Markdown (emphasis, links) as inline HTML."""
    html: str = _markdown.renderInline(_prepare(text))
    return html.replace(_WORD, "").strip()
